"""The words of problems.toml in a sentence: what they vote for. Pure; knows the file, no rule of counting votes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from talentdb.search.concepts import concepts
from talentdb.search.words import Word, has_tones, read_words

__all__ = ["Hint", "find_hints", "find_pairs", "is_setting"]

_FILE: Final = "problems.toml"
# A pair of words in the phrases of more concepts than this is a turn of speech ("kỹ thuật").
_MOST: Final = 3
_LONG: Final = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a sentence and the concepts that they point at."""

    words: tuple[Word, ...]
    concepts: frozenset[str]


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files("talentdb.search").joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def _settings() -> frozenset[tuple[str, ...]]:
    listed = _file()["settings"]["words"].split("|")
    return frozenset(tuple(word.folded for word in read_words(one)) for one in listed)


def is_setting(words: Sequence[Word]) -> bool:
    """Whether the words only say where something happens ("bệnh viện")."""
    return tuple(word.folded for word in words) in _settings()


@cache
def _hints() -> tuple[Mapping[tuple[str, ...], Mapping[tuple[str, ...], frozenset[str]]], int]:
    """Folded words -> words with tones -> concepts; the most words of a hint."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], frozenset[str]]] = {}
    for concept, texts in _file()["concepts"].items():
        for text in texts.split("|"):
            words = read_words(text)
            spoken = tuple(word.spoken for word in words)
            held = found.setdefault(tuple(word.folded for word in words), {})
            held[spoken] = held.get(spoken, frozenset()) | {concepts()[concept].name}
    return found, max(map(len, found))


def find_hints(words: Sequence[Word]) -> Iterator[Hint]:
    """Hints, the longest at each place, none inside another; in a text with tones they must agree.

    A single syllable without tones may be anything, and says nothing.
    """
    known, longest = _hints()
    toned = has_tones(words)
    at = 0
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            part = tuple(words[at : at + count])
            meant = _meant(known.get(tuple(word.folded for word in part), {}), part, toned=toned)
            if meant:
                yield Hint(part, meant)
                at += count
                break
        else:
            at += 1


def _meant(held: Mapping[tuple[str, ...], frozenset[str]], part: Sequence[Word], *, toned: bool) -> frozenset[str]:
    if toned:
        return held.get(tuple(word.spoken for word in part), frozenset())
    return frozenset[str]().union(*held.values()) if len(part) > 1 else frozenset()


@cache
def _pairs() -> Mapping[tuple[str, str], frozenset[str]]:
    """Neighbouring words inside longer phrases of concepts.toml -> the concepts of those phrases."""
    found: dict[tuple[str, str], set[str]] = {}
    for concept in concepts().values():
        for text in (*concept.terms, *concept.signs):
            words = read_words(text)
            for pair in pairwise(word.spoken for word in words) if len(words) >= _LONG else ():
                found.setdefault(pair, set()).add(concept.name)
    return {pair: frozenset(names) for pair, names in found.items() if len(names) <= _MOST}


def find_pairs(words: Sequence[Word]) -> Iterator[Hint]:
    """Neighbours that stand together in a longer phrase of concepts.toml, with its tones."""
    for pair in pairwise(words):
        if meant := _pairs().get((pair[0].spoken, pair[1].spoken)):
            yield Hint(pair, meant)
