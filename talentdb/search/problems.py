"""The words of problems.toml in a sentence: what they vote for. Pure; knows the file, no rule of counting votes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from talentdb.search.concepts import concepts, with_wider
from talentdb.search.words import Word, has_tones, read_words

__all__ = ["Hint", "find_hints", "find_pairs", "is_illness", "owner_of", "standing"]

_FILE: Final = "problems.toml"
# A pair of words in the phrases of more concepts than this is a turn of speech ("kỹ thuật").
_MOST: Final = 3
_LONG: Final = 3
_PEOPLE: Final = "medicine"
_ILLNESSES: Final = frozenset({_PEOPLE, "veterinary", "plant_protection"})


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a sentence and the concepts that they point at."""

    words: tuple[Word, ...]
    concepts: frozenset[str]


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files("talentdb.search").joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def _listed(section: str) -> Mapping[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """Folded words of a list -> the same with their tones."""
    found: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
    for text in _file()[section]["words"].split("|"):
        words = read_words(text)
        key = tuple(word.folded for word in words)
        found[key] = found.get(key, frozenset()) | {tuple(word.spoken for word in words)}
    return found


def standing(words: Sequence[Word]) -> str:
    """The weight of words that say little of what a sentence is about, by its name in ranking.toml; empty for others.

    "setting" for where something happens ("bệnh viện"), "object" for what it happens to ("lúa").
    """
    key, spoken = tuple(word.folded for word in words), tuple(word.spoken for word in words)
    for section, name in (("settings", "setting"), ("objects", "object")):
        held = _listed(section).get(key, frozenset())
        if spoken in held or (held and not has_tones(words)):
            return name
    return ""


@cache
def _hints() -> tuple[Mapping[tuple[str, ...], Mapping[tuple[str, ...], frozenset[str]]], int]:
    """Folded words -> words with tones -> concepts, none for a compound; the most words of a hint."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], frozenset[str]]] = {}
    for concept, texts in _file()["concepts"].items():
        for text in texts.split("|"):
            words = read_words(text)
            spoken = tuple(word.spoken for word in words)
            held = found.setdefault(tuple(word.folded for word in words), {})
            held[spoken] = held.get(spoken, frozenset()) | {concepts()[concept].name}
    for text in _file()["compounds"]["words"].split("|"):
        words = read_words(text)
        held = found.setdefault(tuple(word.folded for word in words), {})
        held.setdefault(tuple(word.spoken for word in words), frozenset())
    return found, max(map(len, found))


def find_hints(words: Sequence[Word]) -> Iterator[Hint]:
    """Hints, the longest at each place, none inside another; in a text with tones they must agree.

    A compound is one that points at nothing: its syllables are none. A single syllable without tones may be anything,
    and says nothing.
    """
    known, longest = _hints()
    toned = has_tones(words)
    at = 0
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            part = tuple(words[at : at + count])
            meant = _meant(known.get(tuple(word.folded for word in part), {}), part, toned=toned)
            if meant is not None:
                yield Hint(part, meant)
                at += count
                break
        else:
            at += 1


def _meant(
    held: Mapping[tuple[str, ...], frozenset[str]], part: Sequence[Word], *, toned: bool
) -> frozenset[str] | None:
    """What the words point at: nothing for a compound, None for words that are no hint."""
    if toned:
        return held.get(tuple(word.spoken for word in part))
    return frozenset[str]().union(*held.values()) if held and len(part) > 1 else None


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


@cache
def _owners() -> Mapping[tuple[str, ...], str]:
    """Words with tones -> whose illness it is where they stand."""
    return {
        tuple(word.spoken for word in read_words(text)): owner
        for owner, texts in _file()["owners"].items()
        for text in texts.split("|")
    }


def owner_of(words: Sequence[Word]) -> str:
    """The concept of the illnesses of the first animal or plant in a text; empty where people are named beside it."""
    found = ""
    for at in range(len(words)):
        for count in (2, 1):
            owner = _owners().get(tuple(word.spoken for word in words[at : at + count]), "")
            if owner == _PEOPLE:
                return ""
            found = found or owner
    return found


@cache
def is_illness(name: str) -> bool:
    """Whether a concept is about illnesses, of whomever."""
    return bool(with_wider(frozenset({name})) & _ILLNESSES)
