"""Reads whom the cases of a plan have recognised or attracted, and whether they worked here when the years were over.

The same for every reader: a figure of the province does not depend on who looks. Writes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, text, tuple_

from talentdb.access.context import reading_as
from talentdb.access.principal import INDEXER, OPERATOR
from talentdb.db.tables import agency, case_event, person_redirect, programme_case
from talentdb.plans.decisions import Decided, Decisions, years_after
from talentdb.plans.model import Plan
from talentdb.settings import today

__all__ = ["STAYS", "attracting_steps", "read_decisions", "recognising_steps"]

STAYS: Final = "status = 'working' and is_public"
"""Who has stayed, over person_fact: works at a body of the province."""

_BINDING: Final = {"grant", "commit"}

_THEN: Final = text(f"""
    select p.person_id, ({STAYS}) as stayed
    from unnest(cast(:persons as bigint[]), cast(:days as date[])) as asked (person_id, day)
    join person_fact p on p.person_id = asked.person_id
        and p.valid_from <= asked.day and (p.valid_to is null or p.valid_to > asked.day)
""")  # noqa: S608 - our own condition


def recognising_steps(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Instrument and step, of all steps that recognise somebody."""
    return tuple(
        (one.code, step.code) for one in plan.instruments for step in one.steps if "recognise" in step.effects
    )


def attracting_steps(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Instrument and step, of all steps that bind or reward somebody whom the plan attracts."""
    attracting = [one for one in plan.instruments if one.kind == "attraction"]
    return tuple((one.code, step.code) for one in attracting for step in one.steps if _BINDING & {*step.effects})


def read_decisions(connection: Connection, plan: Plan) -> Decisions:
    """Each person once, by the first decision; who is in no registry once for each case."""
    recognising = recognising_steps(plan)
    c, e, r = programme_case.c, case_event.c, person_redirect.c
    now = func.coalesce(r.target_id, c.person_id)
    asked = (
        select(c.case_id, c.instrument, e.step, now.label("person_id"), c.agency_id, agency.c.sector, e.day)
        .join_from(programme_case, case_event, e.case_id == c.case_id)
        .join(agency, agency.c.agency_id == c.agency_id)
        .outerjoin(person_redirect, r.person_id == c.person_id)
        .where(c.plan_code == plan.code, tuple_(c.instrument, e.step).in_([*recognising, *attracting_steps(plan)]))
        .order_by(e.day, c.case_id)
    )
    with reading_as(connection, OPERATOR):
        rows = connection.execute(asked).all()
    recognised = _first(row for row in rows if (row.instrument, row.step) in recognising)
    years, day = plan.stay_years, today()
    works = _works(connection, {one: min(years_after(one.day, years), day) for one in recognised})
    known = (_told(one, works.get(one.person_id), is_due=one.is_due(day, years)) for one in recognised)
    return Decisions(tuple(known), _first(rows), years)


def _told(one: Decided, works: bool | None, *, is_due: bool) -> Decided:
    return replace(one, stayed=works) if is_due else replace(one, here=works)


def _first(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[Decided, ...]:
    found: dict[tuple[str, int], Decided] = {}
    for row in rows:
        key = ("case", row.case_id) if row.person_id is None else ("person", row.person_id)
        found.setdefault(key, Decided(row.case_id, row.person_id, row.agency_id, row.sector, row.day))
    return tuple(found.values())


def _works(connection: Connection, asked: Mapping[Decided, date]) -> Mapping[int | None, bool | None]:
    """Person -> whether they work here on the day asked for: when the years were over, or today."""
    days = {one.person_id: day for one, day in asked.items() if one.person_id is not None}
    if not days:
        return {}
    with reading_as(connection, INDEXER):
        rows = connection.execute(_THEN, {"persons": list(days), "days": list(days.values())}).all()
    return {row.person_id: row.stayed for row in rows}
