"""The same understanding without the search server: conditions over the folded text of people, in PostgreSQL.

Builds SQL; runs nothing. Who fits is found by the index of the text; the order is the same score as ever, over the
first few hundred by name or degree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any, Final

from sqlalchemy import ARRAY, ColumnElement, FromClause, Text, case, cast, func
from sqlalchemy.dialects.postgresql import TSQUERY, array

from talentdb.people.survivorship import QUALIFICATIONS, TITLES
from talentdb.search.concepts import narrower, phrases_of
from talentdb.search.people import People
from talentdb.search.understanding import Slot, Understanding
from talentdb.search.words import Word

__all__ = ["Stage", "best_first", "stages"]

Condition = ColumnElement[bool]
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Words that have to be there, as a tsquery (None: any); `of_name`: of them, those of the name; whether who fits
    is only near to what was asked."""

    words: str | None
    near: bool = False
    of_name: tuple[str, ...] = ()

    def source(self, people: People) -> tuple[FromClause, tuple[Condition, ...]]:
        """Those who have the words: a relation with their person_id, and conditions on it."""
        if self.words is None:
            return people.relation, ()
        asked = cast(self.words, TSQUERY)
        if people.words is None:
            return func.search_people(asked).table_valued("person_id", "standing").render_derived("hit"), ()
        held = func.concat(" ", people.relation.c.name_key, " ")
        named = (func.strpos(held, f" {word} ") > 0 for word in self.of_name)
        return people.relation, (people.words.op("@@", is_comparison=True)(asked), *named)


def stages(people: People, asked: Understanding) -> Iterator[Stage]:
    """From the strictest on."""
    if asked.name:
        yield _name(people, asked)
        yield Stage(_all(_words(asked.name)), near=True)
        if len(asked.name) > _PAIR:
            # One of the words has a slip: all but any one of them.
            yield Stage(_any(map(_all, combinations(_words(asked.name), len(asked.name) - 1))), near=True)
        yield Stage(_any(_words(asked.name)), near=True)
        return
    slots = asked.demanded or asked.slots
    if not slots:
        yield Stage(None)
        return
    yield Stage(_all(_slot(people, slot) for slot in slots))
    if len(slots) > 1:
        known = any(slot.concepts for slot in slots)
        yield Stage(_any(_slot(people, slot) for slot in slots if slot.concepts or not known), near=True)


def _all(parts: Iterable[str]) -> str:
    return f"({' & '.join(parts)})"


def _any(parts: Iterable[str]) -> str:
    return f"({' | '.join(dict.fromkeys(parts))})"


def _words(words: Iterable[Word]) -> list[str]:
    return [_lexeme(word.key) for word in words]


def _lexeme(word: str) -> str:
    return f"'{word}'"


def _name(people: People, asked: Understanding) -> Stage:
    """All words of the name in the name, and what else is asked for anywhere."""
    keys = tuple(word.key for word in asked.name)
    named = [_lexeme(f"_{key}" if people.words is None else key) for key in keys]
    return Stage(_all([*named, *(_slot(people, slot) for slot in asked.demanded)]), of_name=keys)


def _slot(people: People, slot: Slot) -> str:
    """The words as typed, or any phrase of the concepts and of those that lie in them."""
    phrases = _phrases(slot.concepts)
    if people.words is None:
        phrases = _shortest((tuple(word.key for word in slot.words), *phrases))
        return _any(_pairs(phrase) for phrase in phrases)
    return _any(_phrase(phrase) for phrase in (tuple(word.key for word in slot.words), *phrases))


@lru_cache(maxsize=2_000)
def _phrases(concepts: frozenset[str]) -> tuple[Phrase, ...]:
    below = narrower(concepts) - concepts
    return (*phrases_of(sorted(concepts)), *phrases_of(sorted(below), signs=False))


@lru_cache(maxsize=2_000)
def _shortest(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Those that hold no other one in themselves: whoever has the longer one is found by the shorter."""
    held = {frozenset(phrase[:1] if len(phrase) == 1 else pairwise(phrase)): phrase for phrase in reversed(phrases)}
    single = {phrase[0] for phrase in held.values() if len(phrase) == 1}
    return tuple(
        phrase
        for pairs, phrase in reversed(held.items())
        if not any(other < pairs for other in held) and (len(phrase) == 1 or single.isdisjoint(phrase))
    )


def _pairs(words: Phrase) -> str:
    """Words one behind the other, by their pairs."""
    if len(words) == 1:
        return _lexeme(words[0])
    return _all(_lexeme(f"{one}_{other}") for one, other in pairwise(words))


def _phrase(words: Phrase) -> str:
    """The same by their places."""
    return f"({' <-> '.join(map(_lexeme, words))})" if len(words) > 1 else _lexeme(words[0])


_PAIR: Final = 2
_TEXTS: Final = ARRAY(Text)


def best_first(people: People, asked: Understanding, source: FromClause) -> tuple[ColumnElement[Any], ...]:
    """By what a few hundred are taken for the score, the smallest first.

    Args:
        source: as `Stage.source` gave it.
    """
    c = people.relation.c
    if asked.name:
        toned, key = " ".join(word.toned for word in asked.name), " ".join(word.key for word in asked.name)
        held = func.concat(" ", c.name_toned, " ")
        tier = case(
            (c.name_toned == toned, 0), (func.strpos(held, f" {toned} ") > 0, 1), (c.name_key == key, 2), else_=3
        )
        return (tier, c.person_id)
    if source is not people.relation:
        return (-source.c.standing, source.c.person_id)
    degree = func.array_position(cast(array(QUALIFICATIONS), _TEXTS), c["values"]["qualification"].astext)
    title = func.array_position(cast(array(TITLES), _TEXTS), c["values"]["academic_title"].astext)
    return (-func.coalesce(title, 0), -func.coalesce(degree, 0), c.person_id)
