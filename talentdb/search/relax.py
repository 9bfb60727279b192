"""What to let go of when nobody fits, and how many people there are then: one condition, else two; a commune for the
former district around it, a topic for the next wider one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.people.filters import Filter
from talentdb.search.asked import Slot, Understood
from talentdb.search.candidates import Question, total_of
from talentdb.search.concepts import concepts, concepts_in
from talentdb.search.kindred import wider
from talentdb.search.labels import FILTER_NAMES, RELAX_FILTER, RELAX_TOPIC, RELAX_WIDER
from talentdb.search.places import districts_around
from talentdb.search.words import read_words

__all__ = ["relaxations"]

# So many ways are tried of one kind; nobody reads a longer list.
_MOST: Final = 8
_TOPIC: Final = "topic"
_PLACE: Final = "commune_code"
_Condition = Understood | Filter | str


@dataclass(frozen=True, slots=True)
class _Looser:
    """A question without some of its conditions, in words and as it would be typed."""

    label: str
    query: str
    question: Question


def relaxations(connection: Connection, question: Question) -> list[dict[str, Any]]:
    """Ways to let go that find somebody, those that keep most people first: label, total, query and filters then.

    Where no condition alone is to blame, two at once are let go of.
    """
    conditions = _conditions(question)
    for size in (1, 2):
        found = []
        farther = chain(_farther(question), _higher(question)) if size == 1 else iter(())
        for one in islice(chain(_ways(question, conditions, size), farther), _MOST):
            total = total_of(connection, one.question)
            if total:
                filters = [list(pair) for pair in one.question.filters]
                found.append({"label": one.label, "total": total, "query": one.query, "filters": filters})
        if found:
            return sorted(found, key=lambda way: -way["total"])
    return []


def _conditions(question: Question) -> tuple[_Condition, ...]:
    """What can be let go of: understood filters, those that were chosen, and all words of the topic together."""
    asked = question.asked
    return (*asked.filters, *question.filters, *(() if asked.empty else (_TOPIC,)))


def _ways(question: Question, conditions: Sequence[_Condition], size: int) -> Iterator[_Looser]:
    """Every choice of so many conditions that leaves at least one."""
    if size < len(conditions):
        for dropped in combinations(conditions, size):
            yield _without(question, dropped)


def _farther(question: Question) -> Iterator[_Looser]:
    """The former district around a commune that was asked for."""
    asked = question.asked
    for one in asked.filters:
        for typed, place in districts_around(one.value.split(",")) if one.name == _PLACE else ():
            looser = replace(one, value=",".join(place.codes), text=typed, nearest=None)
            filters = tuple(looser if other is one else other for other in asked.filters)
            yield _Looser(
                RELAX_WIDER.format(place.label),
                " ".join(asked.text.replace(one.text, f" {typed} ", 1).split()),
                replace(question, asked=replace(asked, filters=filters)),
            )


def _higher(question: Question) -> Iterator[_Looser]:
    """The next wider topics of a thing that was asked for."""
    asked = question.asked
    for slot in () if asked.sentence else asked.demanded:
        for name in sorted(wider(slot.concepts) - slot.concepts):
            typed = concepts()[name].terms[0]
            looser = Slot(read_words(typed), frozenset({name}))
            if concepts_in(typed) != (looser.concepts, frozenset()):
                continue  # typed it would mean more
            slots = tuple(looser if other is slot else other for other in asked.slots)
            yield _Looser(
                RELAX_WIDER.format(typed),
                " ".join(asked.text.replace(slot.text, f" {typed} ", 1).split()),
                replace(question, asked=replace(asked, slots=slots)),
            )


def _without(question: Question, dropped: Sequence[_Condition]) -> _Looser:
    asked, query, labels = question.asked, question.asked.text, []
    for one in dropped:
        if isinstance(one, Understood):
            query = query.replace(one.text, " ", 1)
            labels.append(RELAX_FILTER.format(one.label))
        elif isinstance(one, tuple):
            labels.append(RELAX_FILTER.format(f"{FILTER_NAMES.get(one[0], one[0])}: {one[1]}"))
    kept = tuple(one for one in asked.filters if one not in dropped)
    filters = tuple(one for one in question.filters if one not in dropped)
    if _TOPIC in dropped:
        words = [*(word.written for word in asked.name), *(slot.text for slot in asked.slots)]
        labels.append(RELAX_TOPIC.format(" ".join(words)))
        query = " ".join(one.text for one in kept)
        asked = replace(asked, name=(), slots=())
    return _Looser(
        "; ".join(labels),
        " ".join(query.split()),
        replace(question, asked=replace(asked, filters=kept), filters=filters),
    )
