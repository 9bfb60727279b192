"""Comparison keys of the code lists: spellings of one Vietnamese name that must meet. Knows no list and no code.

Two strengths: a toned key keeps tones (so Thổ is not Thọ), a plain key drops them (for text typed without marks).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from talentdb.text import fold, same_tones, tone_key

__all__ = ["plain_key", "spoken_words", "toned_key", "tones_agree"]

_WORD = re.compile(r"[^\W_]+")
# School books write a lone final i or y either way (bác sĩ / bác sỹ, Mĩ / Mỹ): one letter in keys.
_FINAL_Y = re.compile(r"^((?:qu|[bcdđghklmnprstvx]+))([yỳýỷỹỵ])$")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def _unify_final_y(word: str) -> str:
    match = _FINAL_Y.match(word)
    return match.group(1) + match.group(2).translate(_Y_TO_I) if match else word


@lru_cache(maxsize=100_000)
def spoken_words(text: str) -> tuple[str, ...]:
    """Words in lower case with tones in one placement, i/y unified, punctuation dropped."""
    return tuple(_unify_final_y(word) for word in _WORD.findall(tone_key(text)))


@lru_cache(maxsize=100_000)
def toned_key(text: str) -> str:
    """Words run together: "Th.S" and "ThS", "Ê-đê" and "Êđê", "bác sỹ" and "Bác sĩ" have the same key."""
    return "".join(spoken_words(text))


@lru_cache(maxsize=100_000)
def plain_key(text: str) -> str:
    """The toned key without marks."""
    return fold(toned_key(text))


def tones_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two word sequences can be one name: a word without any mark may stand for its toned form."""
    return same_tones(" ".join(one), " ".join(other))
