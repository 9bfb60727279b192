"""The one door from normalising to the code lists; texts are looked up once and remembered.

Knows no spelling of its own.
"""

from functools import lru_cache

from talentdb.codes import code_list
from talentdb.text import alias_key

__all__ = ["find_code", "find_inside", "has_code", "labels"]

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


def labels(name: str, codes: tuple[str, ...]) -> str:
    """What a list calls its codes, for a message; at most six."""
    entries = (code_list(name).get(code) for code in codes[:6])
    return "; ".join(entry.label for entry in entries if entry is not None)


_NOT = ("khong", "chua", "chang")


@lru_cache(maxsize=100_000)
def find_inside(name: str, text: str) -> tuple[str, ...]:
    """Codes whose spelling stands as whole words in a text; a longer spelling covers the shorter ones in it.

    A spelling right after "không" or "chưa" says the contrary and counts for nothing.
    """
    rest = f" {alias_key(text)} "
    found: list[str] = []
    for key, code in _spellings(name):
        at = rest.find(f" {key} ")
        if at < 0:
            continue
        if not rest[:at].endswith(_NOT):
            found.append(code)
        rest = rest.replace(f" {key} ", " | ")
    return tuple(dict.fromkeys(found))
