"""What is left in a word when the Vietnamese keyboard was off: Telex ("dduwcs") and VNI ("d9uc71") as "đức". Pure.

Gives a syllable or nothing; whether the word was meant as typed is for the caller to know.
"""

import re
import unicodedata
from typing import Final

from talentdb.codes.syllables import is_strict_syllable
from talentdb.text import place_tones

__all__ = ["untype"]

_TELEX_TONES: Final = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""}
_VNI_TONES: Final = {"2": "\u0300", "1": "\u0301", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": ""}
_VNI_MARKS: Final = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_HATS: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORNS: Final = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_LETTERS: Final = re.compile(r"[a-zđăâêôơư]+[0-9a-zđăâêôơư]*")


def untype(word: str) -> str | None:
    """The syllable whose keys stand in a lower-case word; None where it is none, or where nothing was left over.

    >>> untype("nguyeexn"), untype("d9uc71"), untype("nguyen")
    ('nguyễn', 'đức', None)
    """
    if not _LETTERS.fullmatch(word) or len(word) < 2:
        return None
    typed = _vni(word) if any(char.isdigit() for char in word) else _telex(word)
    if typed is None:
        return None
    letters, tone = typed
    at = next((place for place, char in enumerate(letters) if char in _VOWELS), None)
    if at is None:
        return None
    text = place_tones(unicodedata.normalize("NFC", "".join([*letters[: at + 1], tone, *letters[at + 1 :]])))
    return text if text != word and is_strict_syllable(text) else None


def _telex(word: str) -> tuple[list[str], str] | None:
    letters: list[str] = []
    tone = ""
    for char in word:
        if char in _TELEX_TONES and _has_vowel(letters):
            tone = _TELEX_TONES[char]
        elif char == "w":
            if not _mark(letters, _HORNS):
                return None
        elif char == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif char in _HATS and _mark(letters, {char: _HATS[char]}):
            continue
        else:
            letters.append(char)
    return letters, tone


def _vni(word: str) -> tuple[list[str], str] | None:
    letters: list[str] = []
    tone = ""
    for char in word:
        if char in _VNI_TONES and _has_vowel(letters):
            tone = _VNI_TONES[char]
        elif char in _VNI_MARKS:
            if not _mark(letters, _VNI_MARKS[char]):
                return None
        elif char.isdigit():
            return None
        else:
            letters.append(char)
    return letters, tone


def _has_vowel(letters: list[str]) -> bool:
    return any(char in _VOWELS for char in letters)


def _mark(letters: list[str], marks: dict[str, str]) -> bool:
    """Put the mark on the last letter that can carry it; a horn on o also on the u before it (ươ)."""
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            letters[place] = marks[letters[place]]
            if letters[place] == "ơ" and place and letters[place - 1] == "u" and letters[: place - 1] != ["q"]:
                letters[place - 1] = "ư"
            return True
    return False
