"""The words of a line or a text: as written, in lower case with tones, and folded. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from talentdb.text import clean, fold, tone_key

__all__ = ["Word", "has_tones", "joined", "read_keys", "read_spoken", "read_words", "split_words"]

_WORD: Final = re.compile(r"[^\W_]+")
# School books write a lone final i or y either way: one letter, so that "kỹ sư" is "kĩ sư", "bác sỹ" is "bác sĩ".
_FINAL_Y: Final = re.compile(r"([bcdhklmst]|th|qu)([yỳýỷỹỵ])")
_TO_I: Final = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


class Word(NamedTuple):
    """One word: where it stands in the line (start, end), as written, with tones in lower case, folded.

    `spoken` and `folded` have a lone final y as i; `toned` and `key` keep it, as the names of the registry do.
    """

    start: int
    end: int
    written: str
    toned: str
    key: str
    spoken: str
    folded: str


def split_words(text: str) -> tuple[Word, ...]:
    """The words of a cleaned line, in order; not remembered: for who remembers what he makes of them."""
    return tuple([
        Word._make((*found.span(), written, *_forms(written)))
        for found in _WORD.finditer(clean(text))
        for written in (found.group(),)
    ])  # fmt: skip


@lru_cache(maxsize=100_000)
def read_words(text: str) -> tuple[Word, ...]:
    """The same, remembered."""
    return split_words(text)


@lru_cache(maxsize=100_000)
def _forms(written: str) -> tuple[str, str, str, str]:
    toned = tone_key(written)
    found = _FINAL_Y.fullmatch(toned)
    spoken = found.group(1) + found.group(2).translate(_TO_I) if found else toned
    return toned, fold(toned), spoken, fold(spoken)


@lru_cache(maxsize=100_000)
def _read(text: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(map(_forms, _WORD.findall(clean(text))))


def read_keys(text: str) -> list[str]:
    """The words of a text without tones, where nobody asks for their places."""
    return [key for _, key, _, _ in _read(text)]


def read_spoken(text: str) -> list[tuple[str, str]]:
    """The same with tones and without them, a lone final y as i (see `Word`)."""
    return [(spoken, folded) for _, _, spoken, folded in _read(text)]


def has_tones(words: Iterable[Word]) -> bool:
    """Whether any word carries a mark: then a word without one means just that."""
    return any(word.toned != word.key for word in words)


@lru_cache(maxsize=100_000)
def joined(text: str) -> str:
    """The folded words of a text with a blank around each: a phrase is found in it as " phrase "."""
    # Of most texts nobody wants to know more than this, and words with their places take three times as long.
    return f" {' '.join([folded for _, _, _, folded in _read(text)])} "
