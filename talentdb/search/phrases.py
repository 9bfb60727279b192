"""The phrases of phrases.toml, ready to be looked up in a line of words. Knows the file, no rule of reading. Pure."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from talentdb.search.words import Word, read_words

__all__ = [
    "all_words", "filter_phrases", "in_place_of", "language_leads", "longest", "phrase_set", "spoken_so",
    "stop_words", "written_words",
]  # fmt: skip

Phrase = tuple[str, ...]
_FILE: Final = "phrases.toml"


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("talentdb.search").joinpath(_FILE).read_text(encoding="utf-8"))


def _phrases(text: str) -> list[Phrase]:
    return [tuple(word.folded for word in read_words(one)) for one in text.split("|") if one.strip()]


@cache
def phrase_set(section: str, name: str) -> frozenset[Phrase]:
    """The phrases of one list, e.g. ("ages", "below"), as folded words."""
    return frozenset(_phrases(_file()[section][name]))


@cache
def written_words(section: str, name: str) -> tuple[Word, ...]:
    """The words of a list of single words."""
    return tuple(read_words(one)[0] for one in _file()[section][name].split("|"))


@cache
def filter_phrases() -> Mapping[Phrase, tuple[str, str]]:
    """Phrase -> (field, value)."""
    found: dict[Phrase, tuple[str, str]] = {}
    for condition, texts in _file()["filters"].items():
        name, _, value = condition.partition("=")
        for phrase in _phrases(texts):
            found[phrase] = (name, value)
    return found


@cache
def in_place_of(name: str, value: str) -> tuple[str, str] | None:
    """The condition to offer where nobody fulfils this one; None where there is none."""
    known = _file()["instead"]
    other = known.get(f"{name}={value}") or known.get(name)
    found = other.partition("=") if other else ("", "", "")
    return (found[0], found[2]) if other and (found[0], found[2]) != (name, value) else None


@cache
def all_words() -> frozenset[str]:
    """Every folded word of the file."""
    sections = (
        "places",
        "ages",
        "sex",
        "languages",
        "degrees",
        "posts",
        "titles",
        "stop",
        "frames",
        "address",
        "schooling",
        "works",
        "logic",
    )
    lists = [text for section in sections
             for text in _file()[section].values()]  # fmt: skip
    phrases = [phrase for text in (*lists, *_file()["filters"].values()) for phrase in _phrases(text)]
    return frozenset(word for phrase in phrases for word in phrase)


def language_leads() -> frozenset[Phrase]:
    """Words before a language that make it a skill, not a subject."""
    return phrase_set("languages", "lead")


# Longer than any phrase of the file, any name of a place.
_LONGEST: Final = 7


@cache
def _written(section: str, name: str) -> Mapping[Phrase, frozenset[Phrase]]:
    """Folded words of the phrases of a list -> how they are written."""
    found: dict[Phrase, set[Phrase]] = {}
    for one in _file()[section][name].split("|"):
        words = read_words(one)
        found.setdefault(tuple(word.folded for word in words), set()).add(tuple(word.spoken for word in words))
    return {key: frozenset(written) for key, written in found.items()}


def stop_words(words: Sequence[Word], at: int, *, toned: bool) -> int:
    """How many words from `at` on say nothing about a topic.

    Args:
        toned: the line has tones, so that other ones make another word ("nắm" is not "nam").
    """
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        part = words[at : at + count]
        written = _written("stop", "words").get(tuple(word.folded for word in part))
        if written and (not toned or tuple(word.spoken for word in part) in written):
            return count
    return 0


def spoken_so(section: str, name: str, part: Sequence[Word]) -> bool:
    """Whether words, known as a phrase of a list when folded, have its tones, as far as they have any."""
    written = _written(section, name).get(tuple(word.folded for word in part), frozenset())
    return any(
        all(word.spoken in (tones, word.folded) for word, tones in zip(part, phrase, strict=True))
        for phrase in written
    )


def longest(phrases: Collection[Phrase], words: Sequence[Word], at: int) -> int:
    """How many words from `at` on form the longest of the phrases; 0 where none begins there."""
    folded = tuple([word.folded for word in words[at : at + _LONGEST]])
    return next((count for count in range(len(folded), 0, -1) if folded[:count] in phrases), 0)
