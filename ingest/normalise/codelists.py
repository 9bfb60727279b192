"""The one door from normalising to the code lists; texts are looked up once and remembered.

Knows no spelling of its own.
"""

from functools import lru_cache

from talentdb.codes import code_list
from talentdb.text import alias_key

__all__ = ["find_code", "find_inside", "has_code"]

# A shorter alias ("NC", "TC") inside a longer text is usually something else.
_SHORTEST_INSIDE = 5


@lru_cache(maxsize=100_000)
def find_code(name: str, text: str) -> tuple[str, ...]:
    """Codes of a list that a whole text names by code, label or alias; one when it is clear."""
    found = code_list(name).get(text.strip())
    if found is not None:
        return (found.code,)
    return tuple(dict.fromkeys(code.code for code in code_list(name).find(text)))


@lru_cache(maxsize=10_000)
def has_code(name: str, code: str) -> bool:
    """Whether a list has this code."""
    return code_list(name).get(code) is not None


@lru_cache(maxsize=64)
def _spellings(name: str) -> tuple[tuple[str, str], ...]:
    """Keys of all spellings long enough to be sought inside a text, longest first, with their code."""
    pairs = {(alias_key(s), code.code) for code in code_list(name).codes for s in code.spellings}
    return tuple(sorted((p for p in pairs if len(p[0]) >= _SHORTEST_INSIDE), key=lambda p: (-len(p[0]), p)))


@lru_cache(maxsize=100_000)
def find_inside(name: str, text: str) -> tuple[str, ...]:
    """Codes whose spelling stands as whole words in a text; a longer spelling covers the shorter ones in it."""
    rest = f" {alias_key(text)} "
    found: list[str] = []
    for key, code in _spellings(name):
        if f" {key} " in rest:
            rest = rest.replace(f" {key} ", " | ")
            found.append(code)
    return tuple(dict.fromkeys(found))
