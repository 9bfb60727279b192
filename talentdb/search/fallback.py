"""The same understanding without the search server: conditions over the folded text of people, in PostgreSQL.

Builds SQL; runs nothing. Who fits is found by the index of the text; the order is the same score as ever, over the
first few hundred by name or degree.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ARRAY, ColumnElement, Text, and_, case, cast, func, true
from sqlalchemy.dialects.postgresql import TSQUERY, array

from talentdb.people.survivorship import QUALIFICATIONS
from talentdb.search.concepts import narrower, phrases_of
from talentdb.search.people import People
from talentdb.search.understanding import Slot, Understanding
from talentdb.search.words import Word

__all__ = ["best_first", "stages"]

Condition = ColumnElement[bool]


def stages(people: People, asked: Understanding) -> Iterator[tuple[Condition, bool]]:
    """Conditions from the strictest on, each with whether it is only near to what was asked."""
    if asked.name:
        yield _name(people, asked), False
        yield _matches(people, " & ".join(_words(asked.name))), True
        yield _matches(people, " | ".join(_words(asked.name))), True
        return
    slots = asked.demanded or asked.slots
    if not slots:
        yield true(), False
        return
    yield _matches(people, " & ".join(_slot(slot) for slot in slots)), False
    if len(slots) > 1:
        yield _matches(people, " | ".join(_slot(slot) for slot in slots if slot.concepts or not _known(slots))), True


def _known(slots: Sequence[Slot]) -> bool:
    return any(slot.concepts for slot in slots)


def _matches(people: People, asked: str) -> Condition:
    return people.words.op("@@", is_comparison=True)(func.to_tsquery("simple", asked, type_=TSQUERY))


def _words(words: Iterable[Word]) -> list[str]:
    return [word.key for word in words]


def _name(people: People, asked: Understanding) -> Condition:
    """All words of the name in the name, and what else is asked for anywhere."""
    parts = [*_words(asked.name), *(_slot(slot) for slot in asked.demanded)]
    held = func.concat(" ", people.relation.c.name_key, " ")
    return and_(
        _matches(people, " & ".join(parts)), *(func.strpos(held, f" {word} ") > 0 for word in _words(asked.name))
    )


def _slot(slot: Slot) -> str:
    """The words as typed, or any phrase of the concepts and of those that lie in them."""
    below = narrower(slot.concepts) - slot.concepts
    phrases = [
        tuple(_words(slot.words)),
        *phrases_of(sorted(slot.concepts)),
        *phrases_of(sorted(below), signs=False),
    ]
    return "(" + " | ".join(dict.fromkeys(_phrase(phrase) for phrase in phrases)) + ")"


def _phrase(words: Sequence[str]) -> str:
    return "(" + " <-> ".join(words) + ")" if len(words) > 1 else words[0]


_TEXTS: Final = ARRAY(Text)
_TITLED: Final = {"professor": 2, "associate_professor": 1}


def best_first(people: People, asked: Understanding) -> tuple[ColumnElement[Any], ...]:
    """The order in which a few hundred are taken for the score."""
    c = people.relation.c
    if asked.name:
        toned, key = " ".join(word.toned for word in asked.name), " ".join(_words(asked.name))
        held = func.concat(" ", c.name_toned, " ")
        tier = case(
            (c.name_toned == toned, 0), (func.strpos(held, f" {toned} ") > 0, 1), (c.name_key == key, 2), else_=3
        )
        return (tier, c.person_id)
    if "qualification_rank" in c:
        # Columns of their own: to open the values of everybody who fits would take longer than the rest.
        return (_titled(c.academic_title).desc(), func.coalesce(c.qualification_rank, 0).desc(), c.person_id)
    degree = func.array_position(cast(array(QUALIFICATIONS), _TEXTS), c["values"]["qualification"].astext)
    return (_titled(c["values"]["academic_title"].astext).desc(), func.coalesce(degree, 0).desc(), c.person_id)


def _titled(academic_title: ColumnElement[Any]) -> ColumnElement[Any]:
    return case(_TITLED, value=academic_title, else_=0)
