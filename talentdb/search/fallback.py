"""The same understanding without the search server: conditions over the folded text of people, in PostgreSQL.

Builds SQL; runs nothing. Who fits is found by the index of the text; the order is the same score as ever, over the
first few hundred by name or degree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, pairwise
from typing import Any, Final

from sqlalchemy import ARRAY, ColumnElement, FromClause, Text, case, cast, false, func, select
from sqlalchemy.dialects.postgresql import TSQUERY, array

from talentdb.people.survivorship import QUALIFICATIONS, TITLES
from talentdb.search.concepts import narrower, phrases_of
from talentdb.search.kindred import kindred
from talentdb.search.people import People
from talentdb.search.understanding import Slot, Understanding
from talentdb.search.words import Word

__all__ = ["Stage", "best_first", "stages"]

Condition = ColumnElement[bool]
Phrase = tuple[str, ...]
Choices = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What has to be there: one of the tsqueries of every group (without any: everybody); `of_name`: of the words,
    those of the name; whether who fits is only near to what was asked."""

    groups: tuple[Choices, ...] = ()
    near: bool = False
    of_name: tuple[str, ...] = ()

    def source(self, people: People) -> tuple[FromClause, tuple[Condition, ...]]:
        """Those who have the words: a relation with their person_id, and conditions on it."""
        if people.narrow is None:
            return people.relation, self._in_text(people) if self.groups else ()
        if not self.groups:
            return people.narrow, ()
        first, *others = _joined(self.groups)
        return people.narrow, (_has(people.narrow, first), *(_is_among(people.narrow, group) for group in others))

    def _in_text(self, people: People) -> tuple[Condition, ...]:
        held = func.concat(" ", people.relation.c.name_key, " ")
        named = (func.strpos(held, f" {word} ") > 0 for word in self.of_name)
        asked = cast(_all(map(_any, self.groups)), TSQUERY)
        return people.words.op("@@", is_comparison=True)(asked), *named


def _joined(groups: Iterable[Choices]) -> list[Choices]:
    """The groups without a choice as one, and first, for they find the fewest; then those with fewer choices."""
    by_size = sorted(groups, key=len)
    single = [group[0] for group in by_size if len(group) == 1]
    return [*([(_all(single),)] if single else []), *by_size[len(single) :]]


def _has(relation: FromClause, choices: Choices) -> Condition:
    """One of the tsqueries, each looked up by itself: asked for at once, as one, all of them would be held against
    everybody whom any of them finds."""
    return relation.c.words.op("@@", is_comparison=True)(func.any(cast(list(choices), ARRAY(TSQUERY))))


def _is_among(relation: FromClause, choices: Choices) -> Condition:
    """The same for a second group: found by the index too, then compared by number.

    As a condition on the words it would be tried on everybody whom the first group finds, who would have to be read
    for it; and `coalesce` keeps the planner from making a join of it, which it takes for small.
    """
    other = relation.alias()
    return func.coalesce(relation.c.person_id.in_(select(other.c.person_id).where(_has(other, choices))), false())


def stages(people: People, asked: Understanding) -> Iterator[Stage]:
    """From the strictest on."""
    if asked.name:
        yield _name(people, asked)
        words = _words(asked.name)
        yield Stage(((_all(words),),), near=True)
        if len(words) > _PAIR:
            # One of the words has a slip: all but any one of them.
            yield Stage((tuple(map(_all, combinations(words, len(words) - 1))),), near=True)
        yield Stage((words,), near=True)
        return
    slots = asked.demanded or asked.slots
    yield Stage(tuple(_slot(people, slot) for slot in slots))
    near = [replace(slot, concepts=slot.concepts | kindred(slot.concepts)) for slot in slots]
    if near != list(slots):
        # As with the server: those of kindred trades do the same work.
        yield Stage(tuple(_slot(people, slot) for slot in near), near=True)
    if len(slots) > 1:
        known = any(slot.concepts for slot in slots)
        some = (_slot(people, slot) for slot in slots if slot.concepts or not known)
        yield Stage((tuple(dict.fromkeys(chain.from_iterable(some))),), near=True)


def _all(parts: Iterable[str]) -> str:
    return f"({' & '.join(parts)})"


def _any(parts: Iterable[str]) -> str:
    return f"({' | '.join(dict.fromkeys(parts))})"


def _words(words: Iterable[Word]) -> Choices:
    return tuple(_lexeme(word.key) for word in words)


def _lexeme(word: str) -> str:
    return f"'{word}'"


def _name(people: People, asked: Understanding) -> Stage:
    """All words of the name in the name, and what else is asked for anywhere."""
    keys = tuple(word.key for word in asked.name)
    named = [_lexeme(f"_{key}" if people.narrow is not None else key) for key in keys]
    return Stage(((_all(named),), *(_slot(people, slot) for slot in asked.demanded)), of_name=keys)


def _slot(people: People, slot: Slot) -> Choices:
    """The words as typed, or any phrase of the concepts and of those that lie in them."""
    phrases = (tuple(word.key for word in slot.words), *_phrases(slot.concepts))
    if people.narrow is None:
        return tuple(dict.fromkeys(map(_phrase, phrases)))
    return tuple(dict.fromkeys(map(_pairs, _shortest(phrases))))


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


def best_first(asked: Understanding, source: FromClause) -> tuple[ColumnElement[Any], ...]:
    """By what a few hundred are taken for the score, the smallest first.

    Args:
        source: as `Stage.source` gave it.
    """
    c = source.c
    if asked.name:
        toned, key = " ".join(word.toned for word in asked.name), " ".join(word.key for word in asked.name)
        held = func.concat(" ", c.name_toned, " ")
        tier = case(
            (c.name_toned == toned, 0), (func.strpos(held, f" {toned} ") > 0, 1), (c.name_key == key, 2), else_=3
        )
        return (tier, c.person_id)
    if "standing" in c:
        return (-c.standing, c.person_id)
    degree = func.array_position(cast(array(QUALIFICATIONS), _TEXTS), c["values"]["qualification"].astext)
    title = func.array_position(cast(array(TITLES), _TEXTS), c["values"]["academic_title"].astext)
    return (-func.coalesce(title, 0), -func.coalesce(degree, 0), c.person_id)
