"""Mends what fingers did to a line: leftovers of Telex and VNI, slips in words of known phrases. Pure."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from talentdb.codes.name_words import FAMILY_NAMES, NAME_WORDS
from talentdb.codes.syllables import is_syllable
from talentdb.search.concepts import concept_phrases, concept_words
from talentdb.search.keyboard import untype
from talentdb.search.phrases import all_words
from talentdb.search.words import Word, read_words
from talentdb.text import fold

__all__ = ["mend_keys", "mend_phrase", "unjoin_names"]

# A phrase shorter than this has too many neighbours for one slip, than that for two.
_ONE_SLIP: Final = 7
_TWO_SLIPS: Final = 13
_MOST_WORDS: Final = 5
# Joined words are longer than any syllable needs to be.
_JOINED: Final = 5
_SHORTEST: Final = 2
_PAIR: Final = 2
# A family name of so many letters begins hardly any other word.
_SURE: Final = 4
_NAME_KEYS: Final = frozenset(fold(word) for word in NAME_WORDS)


def mend_keys(line: str) -> str:
    """The line with every word that only makes sense as keys of Telex or VNI as the syllable meant."""
    parts: list[str] = []
    done = 0
    for word in read_words(line):
        meant = None if _known(word) else untype(word.toned)
        if meant is not None:
            parts += [line[done : word.start], meant.title() if word.written[:1].isupper() else meant]
            done = word.end
    return "".join([*parts, line[done:]]) if parts else line


def unjoin_names(line: str) -> str:
    """The line with words of a name that were typed as one apart again ("nguyenvan an", "TrầnThị Hoa")."""
    parts: list[str] = []
    done = 0
    words = read_words(line)
    for word in words:
        apart = () if len(word.key) < _JOINED or is_syllable(word.key) or _known(word) else _apart(word)
        if len(words) == 1 and len(apart) == _PAIR and len(apart[0]) < _SURE:
            apart = ()  # "mangan" alone is no Mr Ma
        if apart:
            parts += [line[done : word.start], " ".join(apart)]
            done = word.end
    return "".join([*parts, line[done:]]) if parts else line


def _apart(word: Word) -> tuple[str, ...]:
    """Two or three syllables of names; nothing where there is no such way."""
    text = word.written
    for first in range(_SHORTEST, len(text) - 1):
        head, rest = text[:first], text[first:]
        if not _of_names(head):
            continue
        if _of_names(rest):
            return head, rest
        for second in range(_SHORTEST, len(rest) - 1):
            if _of_names(rest[:second]) and _of_names(rest[second:]):
                return head, rest[:second], rest[second:]
    return ()


def _of_names(text: str) -> bool:
    key = fold(text).lower()
    return key in _NAME_KEYS and (key == text.lower() or text.lower() in NAME_WORDS)


def _known(word: Word) -> bool:
    if word.written.isupper() and len(word.written) > 1:
        return any(char.isdigit() for char in word.written) or word.folded in concept_words()
    return word.folded in concept_words() or word.folded in all_words()


@cache
def _by_length() -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for phrase in concept_phrases():
        found.setdefault(len(phrase), []).append(" ".join(phrase))
    return {count: tuple(phrases) for count, phrases in found.items()}


@cache
def _common() -> frozenset[str]:
    return frozenset({*concept_words(), *FAMILY_NAMES, *all_words(), *(fold(word) for word in NAME_WORDS)})


def mend_phrase(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    """Known words with a slip of the finger from a word on: how many, and as they should be; None where none are.

    One slip (a letter more, less, other, or two swapped); two in long phrases. A single word only if it is no
    syllable at all, as in a foreign word.
    """
    for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        part = words[at : at + count]
        text = " ".join(word.folded for word in part)
        slips = 2 if len(text) >= _TWO_SLIPS and count > 1 else 1
        if len(text) < _ONE_SLIP or (count == 1 and is_syllable(text)):
            continue
        if any(word.toned != word.key for word in part) and all(is_syllable(word.toned) for word in part):
            continue  # words of the language, each with its tones
        if count > 1 and all(word.folded in _common() for word in part) and len(text) < _TWO_SLIPS:
            continue
        found = process.extractOne(text, _by_length().get(count, ()), scorer=OSA.distance, score_cutoff=slips)
        if found is not None and found[1]:
            return count, str(found[0])
    return None
