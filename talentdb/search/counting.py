"""Which conditions and counts the index can answer, how they read in its language, and of whom it cannot be sure.

The index counts exactly what it holds. A total is its own for everybody whose document is as new as the database and
decides the conditions; the few others are told by number, and PostgreSQL counts them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, select

from talentdb.db.tables import outbox
from talentdb.people.filters import NOT, Filter, born_between
from talentdb.people.successors import codes_taken_over
from talentdb.search.client import Ask, SearchIndex, any_of, none_of, one_of
from talentdb.search.names import BIRTH_YEAR, FILTERABLE, PERSON_ID
from talentdb.search.recall import add_up
from talentdb.search.settings import MAX_HITS
from talentdb.settings import today

__all__ = ["Doubt", "doubt_of", "server_filters", "sure_counts"]

Facets = Mapping[str, Mapping[str, int]]

_YEARS: Final = re.compile(r"(\d{4})?(-|\.\.)?(\d{4})?")
_AGE: Final = "age"
_LEVEL: Final = ":"
_HELD: Final = frozenset({*FILTERABLE, BIRTH_YEAR})
# A list of so many numbers costs the server a millisecond; with more of them changed PostgreSQL counts everybody.
_MOST_WAITING: Final = 1_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """Of whom the index cannot tell whether they fit.

    Args:
        waiting: numbers of persons whose change it may not have yet.
        years: of birth, in which some have the age that is asked for and some have not: it holds no days.
    """

    waiting: tuple[int, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def nobody(self) -> bool:
        """The index can be sure of everybody."""
        return not (self.waiting or self.years)


def doubt_of(
    connection: Connection, filters: Sequence[Filter], facets: Sequence[str], *, settled: bool
) -> Doubt | None:
    """Of whom an answer to these filters, counted by these fields, cannot be sure; None where it tells of nobody:
    a field is not in the index, or too much has changed.

    Args:
        settled: whether the index holds all that is committed.
    """
    if not {name for name, _ in filters} | set(facets) <= _HELD | {_AGE}:
        return None
    if any(_beyond(name, value) for name, value in filters):
        return None
    waiting: Sequence[int] = ()
    if not settled:
        changed = select(outbox.c.person_id).distinct().limit(_MOST_WAITING + 1)
        waiting = connection.execute(changed).scalars().all()
    if len(waiting) > _MOST_WAITING:
        return None
    days = [
        day for name, value in filters if name == _AGE for one in _given(value) for day in born_between(one, today())
    ]
    return Doubt(tuple(sorted(waiting)), tuple(sorted({day.year for day in days if day is not None})))


def sure_counts(
    index: SearchIndex, counted: Sequence[Ask], conditions: Sequence[str], doubt: Doubt
) -> tuple[int, Facets, list[int]]:
    """Total and counts of those of whom the index can be sure, and the numbers of the others whom it finds.

    Args:
        counted: questions that nobody fits two of; `conditions`: their filters that a change may have made untrue.
    Raises: SearchUnavailable.
    """
    parts = ((PERSON_ID, doubt.waiting), (BIRTH_YEAR, doubt.years))
    certain = [none_of(name, held) for name, held in parts if held]
    sure = [replace(one, filters=(*one.filters, *certain), limit=0) for one in counted]
    unsure = []
    for one in counted:
        if doubt.waiting:
            kept = (held for held in one.filters if held not in conditions)
            unsure.append(replace(one, filters=(*kept, one_of(PERSON_ID, doubt.waiting)), limit=MAX_HITS, facets=()))
        if doubt.years:
            within = (*one.filters, one_of(BIRTH_YEAR, doubt.years))
            unsure.append(replace(one, filters=within, limit=MAX_HITS, facets=()))
    answers = index.ask([*sure, *unsure])
    told, others = answers[: len(sure)], answers[len(sure) :]
    doubtful = dict.fromkeys(one for answer in others for one in answer.person_ids)
    return sum(one.total for one in told), add_up(one.facets for one in told), list(doubtful)


def _beyond(name: str, value: str) -> bool:
    """Whether the index holds the field and not the value: levels of a language, ages to leave out."""
    return (name == "languages" and _LEVEL in value) or (name == _AGE and value.startswith(NOT))


def server_filters(connection: Connection, filters: Sequence[Filter]) -> list[str]:
    """The conditions that the index can check; the others PostgreSQL checks, and of ages those at the ends."""
    found = []
    for name, value in filters:
        if _beyond(name, value) and value.startswith(NOT):
            continue
        # Who has a level of a language has the language.
        given = _given(value.removeprefix(NOT))
        held = [one.partition(_LEVEL)[0] for one in given] if name == "languages" else given
        if condition := _condition(connection, name, held):
            found.append(f"NOT ({condition})" if value.startswith(NOT) else condition)
    return found


def _condition(connection: Connection, name: str, values: list[str]) -> str:
    if name == "agency_code":
        # The index knows people under the body that told of them, also where another has taken it over.
        values = codes_taken_over(connection, values, today())
    if name in FILTERABLE:
        return any_of(name, values) if values else f"{name} IN []"
    if name == BIRTH_YEAR:
        return " OR ".join(_years(one) for one in values)
    return " OR ".join(_years_of_age(one) for one in values) if name == _AGE else ""


def _given(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _years(value: str) -> str:
    bounds = _YEARS.fullmatch(value)
    if bounds is None or not (bounds[1] or bounds[3]):
        return f"{BIRTH_YEAR} = 0"
    first, last = bounds[1] or "0", bounds[3] or ("9999" if bounds[2] else bounds[1])
    return f"{BIRTH_YEAR} {first} TO {last}"


def _years_of_age(value: str) -> str:
    """Every year of birth in which somebody may have such an age."""
    after, until = born_between(value, today())
    return f"{BIRTH_YEAR} {after.year if after else 0} TO {until.year if until else 9999}"
