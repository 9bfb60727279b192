"""Lists of cases: how each stands, worked out by the database, a row each. What happened to a case is `case_rows`'.

The number of statements does not depend on how many cases there are. Writes nothing; policies decide which there are.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, Row, Select, cast, func, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.tables import agency, case_event, case_reviewer, programme_case
from talentdb.programmes.case_rows import numbers_of, persons_now, require_reader
from talentdb.programmes.model import NOTE, CaseLine

__all__ = ["list_lines"]


def list_lines(
    connection: Connection,
    principal: Principal,
    *,
    plan: str | None = None,
    instrument: str | None = None,
    stage: str | None = None,
    persons: Collection[int] | None = None,
    agency_id: int | None = None,
    nominations: Collection[int] | None = None,
    numbers: Collection[int] | None = None,
    running: bool | None = None,
) -> tuple[CaseLine, ...]:
    """The cases that the account may see, newest first.

    Args:
        plan, instrument, stage: codes; agency_id: body of the case.
        persons: about one of them, also by a number that was merged into theirs; nominations: opened for one of them.
        numbers: one of these; running: only those that go on, or only those that have ended.
    Raises: ForbiddenError.
    """
    require_reader(principal)
    c = programme_case.c
    asked = _lines(stage, running)
    for column, value in ((c.plan_code, plan), (c.instrument, instrument), (c.agency_id, agency_id)):
        if value is not None:
            asked = asked.where(column == value)
    if persons is not None:
        asked = asked.where(_one_of(c.person_id, numbers_of(connection, persons)))
    for column, several in ((c.nomination_id, nominations), (c.case_id, numbers)):
        if several is not None:
            asked = asked.where(_one_of(column, several))
    if principal.role is Role.COUNCIL_MEMBER:
        # Facts of events may be money, so that members of councils read none; how a case stands is read for them.
        asked_of = select(case_reviewer.c.case_id).where(case_reviewer.c.reviewer_id == principal.account_id)
        seen = connection.execute(select(c.case_id).where(c.case_id.in_(asked_of))).scalars().all()
        with reading_as(connection, OPERATOR):
            rows = connection.execute(asked.where(_one_of(c.case_id, seen))).all()
    else:
        rows = connection.execute(asked).all()
    now = persons_now(connection, (row.person_id for row in rows))
    return tuple(_line(row, now.get(row.person_id, row.person_id)) for row in rows)


def _one_of(column: Any, values: Collection[int]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column == func.any(cast(list(values), ARRAY(BigInteger)))
    return found


def _lines(stage: str | None, running: bool | None) -> Select[Any]:
    """Cases with their newest event, and the day of the newest one that is more than a note."""
    c, e = programme_case.c, case_event.c
    own = select(e.number, e.stage, e.ended, e.day).where(e.case_id == c.case_id).order_by(e.number.desc()).limit(1)
    newest, placed = own.lateral("newest"), own.where(e.step != NOTE).lateral("placed")
    asked = (
        select(
            c.case_id, c.plan_code, c.instrument, c.title, c.person_id, c.agency_id, agency.c.name.label("agency"),
            c.lead_agency_id, c.approved_need_id, c.nomination_id, newest.c.number, newest.c.stage, newest.c.ended,
            placed.c.day,
        )
        .join(agency, agency.c.agency_id == c.agency_id)
        # A case and its opening are written together; a row without one is none of ours.
        .join(newest, newest.c.number.is_not(None))
        .join(placed, placed.c.number.is_not(None))
        .order_by(c.case_id.desc())
    )  # fmt: skip
    if stage is not None:
        asked = asked.where(newest.c.stage == stage)
    if running is not None:
        asked = asked.where(newest.c.ended.is_(None) if running else newest.c.ended.is_not(None))
    return asked


def _line(row: Row[Any], person_id: int | None) -> CaseLine:
    return CaseLine(
        row.case_id, row.plan_code, row.instrument, row.title, person_id, row.agency_id, row.agency,
        row.lead_agency_id, row.approved_need_id, row.nomination_id, row.number, row.stage, row.ended, row.day,
    )  # fmt: skip
