"""What to let go of when nobody fits, and how many people there are then: one condition, else two, else some of the
words, else everything; a commune for the former district around it, a topic for the next wider one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.people.filters import Filter
from talentdb.search.asked import Slot, Understanding, Understood
from talentdb.search.candidates import Question, total_of
from talentdb.search.concepts import concepts, concepts_in
from talentdb.search.kindred import wider
from talentdb.search.labels import FILTER_NAMES, RELAX_ALL, RELAX_FILTER, RELAX_ONLY, RELAX_TOPIC, RELAX_WIDER
from talentdb.search.phrases import in_place_of, phrase_set
from talentdb.search.places import districts_around
from talentdb.search.recognise import filter_label
from talentdb.search.understanding import understand
from talentdb.search.words import read_words

__all__ = ["relaxations"]

# So many ways are tried of one kind; nobody reads a longer list.
_MOST: Final = 8
_TOPIC: Final = "topic"
_PLACE: Final = "commune_code"
_LANGUAGES: Final = "languages"
_LEVEL: Final = ":"
_Condition = Understood | Filter | str


@dataclass(frozen=True, slots=True)
class _Looser:
    """A question without some of its conditions, in words and as it would be typed."""

    label: str
    query: str
    question: Question


def relaxations(connection: Connection, question: Question) -> list[dict[str, Any]]:
    """Ways to let go that find somebody, those that keep most people first: label, total, query and filters then.

    Where no condition alone is to blame, two at once are let go of; at last everything is.
    """
    conditions = _conditions(question)
    farther = chain(_farther(question), _higher(question), _instead(question))
    for ways in (
        chain(_ways(question, conditions, 1), farther), _ways(question, conditions, 2), _fewer_words(question),
        iter((_everybody(question),)),
    ):  # fmt: skip
        found = []
        for one in islice(ways, _MOST):
            total = total_of(connection, one.question)
            if total:
                filters = [list(pair) for pair in one.question.filters]
                found.append({"label": one.label, "total": total, "query": one.query, "filters": filters})
        if found:
            return sorted(found, key=lambda way: -way["total"])
    return []


def _instead(question: Question) -> Iterator[_Looser]:
    """Another condition in the place of one that was read out of the line; of a language, without its level."""
    asked = question.asked
    for one in asked.filters:
        other = in_place_of(one.name, one.value)
        if one.name == _LANGUAGES and _LEVEL in one.value:
            other = one.name, one.value.partition(_LEVEL)[0]
        if other is not None:
            kept = replace(asked, filters=tuple(held for held in asked.filters if held is not one))
            yield _Looser(
                RELAX_WIDER.format(filter_label(*other)), _tidy(asked.text.replace(one.text, " ", 1)),
                replace(question, asked=kept, filters=(*question.filters, other)),
            )  # fmt: skip


def _fewer_words(question: Question) -> Iterator[_Looser]:
    """One of the things asked for alone, those that are topics first."""
    asked = question.asked
    slots = sorted(asked.demanded, key=lambda slot: not slot.concepts) if len(asked.demanded) > 1 else []
    for slot in slots:
        alone = understand(slot.text)
        if not (alone.filters or alone.name):
            yield _Looser(RELAX_ONLY.format(slot.text), slot.text, replace(question, asked=alone, filters=()))


def _everybody(question: Question) -> _Looser:
    return _Looser(RELAX_ALL, "", replace(question, asked=Understanding(""), filters=()))


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
                _tidy(asked.text.replace(one.text, f" {typed} ", 1)),
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
                _tidy(asked.text.replace(slot.text, f" {typed} ", 1)),
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
        _tidy(query),
        replace(question, asked=replace(asked, filters=kept), filters=filters),
    )


def _tidy(query: str) -> str:
    """The line without what is left over where something was taken out of it: commas and words that only joined."""
    parts = [" ".join(part.split()) for part in query.split(",")]
    ends = phrase_set("logic", "either") | phrase_set("logic", "both")
    kept = []
    for part in parts:
        words = read_words(part)
        loose = next((one for one in words if (one.folded,) not in ends), None)
        last = next((one for one in reversed(words) if (one.folded,) not in ends), None)
        if loose is not None and last is not None:
            kept.append(part[loose.start : last.end] if words[0] is not loose or words[-1] is not last else part)
    return ", ".join(kept)
