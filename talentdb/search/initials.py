"""Short forms that people make of a phrase by its first letters. Pure; knows no phrase."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from talentdb.codes.syllables import is_syllable
from talentdb.search.words import Word, read_keys

__all__ = ["first_letters", "initials", "short_form"]

_SHORTEST: Final = 3
_LONGEST: Final = 8
_JOINING: Final = frozenset({"va", "ve", "cua", "cac", "trong", "cho"})


def short_form(word: Word) -> bool:
    """Letters that are no syllable: initials of something."""
    return word.key.isalpha() and _SHORTEST <= len(word.key) <= _LONGEST and not is_syllable(word.key)


@lru_cache(maxsize=50_000)
def initials(text: str) -> frozenset[str]:
    """The short forms that people make of a phrase: "Quản trị du lịch" -> {"qtdl"}."""
    words = read_keys(text)
    kept = [word for word in words if word not in _JOINING]
    forms = {"".join(word[0] for word in part) for part in (words, kept) if len(part) >= _SHORTEST}
    return frozenset(form for form in forms if len(form) <= _LONGEST)


def first_letters(words: Sequence[Word]) -> tuple[str, str]:
    """Those of all words, and those without "và" and its like."""
    keys = [word.key for word in words]
    return "".join(key[0] for key in keys), "".join(key[0] for key in keys if key not in _JOINING)
