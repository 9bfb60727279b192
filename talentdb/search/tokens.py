"""Words of our own making for the index: concepts, and syllables with their tones as letters. Pure."""

import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["token", "tone_code"]

_LETTERS: Final = {
    "\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j", "\u0302": "z", "\u0306": "w",
    "\u031b": "w",
}  # fmt: skip


def token(concept: str) -> str:
    """A concept as one word that no language has."""
    return f"kc{concept.replace('_', '')}"


@lru_cache(maxsize=20_000)
def tone_code(word: str) -> str:
    """A lower-case syllable with its marks as letters behind those they stand on; other syllables, other codes.

    >>> tone_code("nguyễn"), tone_code("đức")
    ('nguyezxn', 'dquwsc')
    """
    marked = unicodedata.normalize("NFD", word.replace("đ", "dq"))
    return "".join(_LETTERS.get(char, char) for char in marked)
