"""Degree words with one slip of the keyboard: a letter left out, doubled, wrong or swapped.

Only long words and only those no other word is one letter away from; knows no context.
"""

from functools import cache, lru_cache
from string import ascii_lowercase

__all__ = ["one_slip"]

_WORDS = {
    "tien si": "doctorate", "thac si": "master", "cao dang": "college", "trung cap": "intermediate",
    "cu nhan": "university", "ky su": "university", "bac si": "university", "duoc si": "university",
    "dai hoc": "university", "kien truc su": "university",
}  # fmt: skip
# Words of their own that are one letter away
_OTHERS = frozenset({"day hoc", "da hoc", "hoc", "toan hoc", "chu nhan", "bai hoc", "dan hoc", "dai ho", "dai ha"})


@cache
def _slips() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for word, level in _WORDS.items():
        for slip in _around(word):
            found.setdefault(slip, set()).add(level)
    return {slip: next(iter(levels)) for slip, levels in found.items() if len(levels) == 1 and slip not in _OTHERS}


def _around(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]  # people do not miss the first letter
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + c + b[1:] for a, b in cuts if b for c in ascii_lowercase),
        *(a + c + b for a, b in cuts for c in ascii_lowercase),
    }


@lru_cache(maxsize=10_000)
def one_slip(piece: str) -> str | None:
    """The level whose word a folded piece is but for one slip; None where it is none or another word."""
    return _slips().get(piece)
