"""Which conditions of a plan hold for people on their days, by the facts of the registry. Decides nothing.

Answers are the same for every reader: whoever runs a case learns whether a condition holds, and no value behind it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection, select, text

from talentdb.access.context import reading_as
from talentdb.access.principal import INDEXER
from talentdb.db.tables import person_redirect
from talentdb.indicators.naming import days_of, literal
from talentdb.plans import Plan
from talentdb.plans.decisions import DECISION_NAMES
from talentdb.programmes.case_rows import persons_now

__all__ = ["OnDay", "current_person", "holding", "holding_of_many"]

OnDay = tuple[int, date]
"""A person, as the registry numbered them once, on a day."""
_OF_THE_DAY: Final[Mapping[str, str]] = {
    "as_of": "asked_day", "year_start": "cast(date_trunc('year', asked_day) as date)",
}  # fmt: skip
"""Names in expressions that stand for the day that is asked about."""


def current_person(connection: Connection, person_id: int) -> int:
    """The number that a person goes by now, whoever asks: merged numbers lead on."""
    r = person_redirect.c
    with reading_as(connection, INDEXER):
        found = connection.execute(select(r.target_id).where(r.person_id == person_id)).scalar()
    return person_id if found is None else int(found)


def holding(
    connection: Connection, plan: Plan, expressions: Sequence[str], person_id: int, day: date
) -> tuple[bool | None, ...] | None:
    """For each expression whether it holds, None where a missing value leaves it open; None when there is no such
    person on that day.

    Args:
        expressions: over person_fact, checked when the plan was read.
    """
    return holding_of_many(connection, plan, expressions, [(person_id, day)]).get((person_id, day))


def holding_of_many(
    connection: Connection, plan: Plan, expressions: Sequence[str], asked: Collection[OnDay]
) -> dict[OnDay, tuple[bool | None, ...]]:
    """The same for many people, each on a day of their own, in as many statements; people without a version on their
    day are left out."""
    days = sorted({day for _, day in asked})
    if not days:
        return {}
    now = persons_now(connection, (person for person, _ in asked))
    pairs = [(now.get(person, person), day) for person, day in asked]
    found: dict[OnDay, tuple[bool | None, ...]] = {}
    for some in [days] if _is_of_any_day(expressions) else [[day] for day in days]:
        found |= _held(connection, _statement(plan, expressions, some), [pair for pair in pairs if pair[1] in some])
    told = zip(asked, pairs, strict=True)
    return {pair: found[now_pair] for pair, now_pair in told if now_pair in found}


def _held(connection: Connection, statement: str, pairs: Sequence[OnDay]) -> dict[OnDay, tuple[bool | None, ...]]:
    given = {"numbers": [number for number, _ in pairs], "days": [day for _, day in pairs]}
    with reading_as(connection, INDEXER):
        rows = connection.execute(text(statement.replace("::", r"\:\:")), given).all()
    return {(row[0], row[1]): tuple(row)[2:] for row in rows}


def _is_of_any_day(expressions: Sequence[str]) -> bool:
    """Whether one statement answers for all days: whom cases had recognised by then is another list each day."""
    named = {name for one in expressions for name in re.findall(r":([a-z_]+)", one)}
    return not named & set(DECISION_NAMES)


def _statement(plan: Plan, expressions: Sequence[str], days: Sequence[date]) -> str:
    known = {name: literal(value) for name, value in days_of(plan, days[0]).items()}
    known |= _OF_THE_DAY
    filled = (re.sub(r":([a-z_]+)", lambda found: known[found[1]], one) for one in expressions)
    shown = ", ".join(["asked_number", "asked_day", *(f"({one})" for one in filled)])
    held = "valid_from <= asked_day and (valid_to is null or valid_to > asked_day)"
    return (
        f"select {shown} from unnest(cast(:numbers as bigint[]), cast(:days as date[]))"  # noqa: S608 - plan files
        f" as asked(asked_number, asked_day) join person_fact as person on person_id = asked_number and {held}"
    )
