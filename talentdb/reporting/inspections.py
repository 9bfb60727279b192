"""The register of inspections: who looked at whom when, what was found, what has to be remedied and was.

Plans 000, 001, 003 and 004 ask for it (plans.md, section 7). Owns the table inspection; of what is written there only
the day of the remedy comes later.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.db.tables import agency, inspection
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import Plan, load_plan
from talentdb.reporting import register_labels as words
from talentdb.reporting.bodies import check_body
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = ["Inspection", "inspects", "list_inspections", "record_inspection", "record_remedy"]


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection.

    Args:
        agency: name of who was inspected; inspector: by whom; paper: number of the decision or the minutes.
        remedy: what has to be remedied, empty where nothing has; remedy_due: until when; remedied_on: when it was.
    """

    number: int
    plan: str
    agency_id: int
    agency: str
    inspected_on: date
    inspector: str
    paper: str
    findings: str
    remedy: str
    remedy_due: date | None
    remedied_on: date | None
    login: str
    recorded_at: datetime

    @property
    def is_open(self) -> bool:
        """Something still has to be remedied."""
        return bool(self.remedy) and self.remedied_on is None

    def is_overdue(self, day: date) -> bool:
        """It should have been remedied before that day."""
        return self.is_open and self.remedy_due is not None and self.remedy_due < day


def record_inspection(
    connection: Connection, principal: Principal, plan: str, agency_id: int, inspected_on: date, inspector: str,
    findings: str, *, paper: str = "", remedy: str = "", remedy_due: date | None = None,
) -> Inspection:  # fmt: skip
    """Write an inspection down.

    Raises: ForbiddenError; NotFoundError for an unknown plan or body; UsageError for what is missing or cannot be.
    """
    _check_inspector(connection, principal, load_plan(plan))
    inspector, findings, paper, remedy = map(typed, (inspector, findings, paper, remedy))
    if not (inspector and findings):
        raise UsageError(words.INSPECTION_INCOMPLETE, words.FIX_AND_SAVE)
    if inspected_on > today():
        raise UsageError(words.INSPECTION_AHEAD.format(day=format_date(inspected_on)), words.FIX_AND_SAVE)
    if remedy_due is not None:
        if not remedy:
            raise UsageError(words.REMEDY_WITHOUT, words.FIX_AND_SAVE)
        if remedy_due < inspected_on:
            wrong = words.REMEDY_BEFORE.format(due=format_date(remedy_due), day=format_date(inspected_on))
            raise UsageError(wrong, words.FIX_AND_SAVE)
    check_body(connection, agency_id)
    number = connection.execute(
        insert(inspection)
        .values(
            plan_code=plan, agency_id=agency_id, inspected_on=inspected_on, inspector=inspector,
            paper=paper, findings=findings, remedy=remedy, remedy_due=remedy_due,
            account_id=principal.account_id, login=principal.login,
        )
        .returning(inspection.c.inspection_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "inspection.recorded", "inspection", number)
    return _read(connection, number)


def inspects(connection: Connection, principal: Principal, plan: Plan) -> bool:
    """Whether an account writes inspections of a plan down: the department all of them, whoever runs the programmes
    those of plans of which its body leads instruments (app_leads_plan of schema.sql)."""
    if principal.role is not Role.HOME_AFFAIRS:
        return may(principal, Action.REVIEW)
    own = select(agency.c.code).where(agency.c.agency_id == principal.office)
    code = connection.execute(own).scalar_one_or_none()
    return code is not None and any(plan.bodies[one.lead].agency == code for one in plan.instruments)


def _check_inspector(connection: Connection, principal: Principal, plan: Plan) -> None:
    if not inspects(connection, principal, plan):
        raise ForbiddenError(words.NO_INSPECTOR.format(plan=plan.short), words.NO_INSPECTOR_ADVICE)


def record_remedy(connection: Connection, principal: Principal, number: int, remedied_on: date) -> Inspection:
    """Say when what had to be remedied was.

    Raises: ForbiddenError; NotFoundError; ConflictError when nothing had to be, or it was already; UsageError for a
        day that cannot be.
    """
    found = _read(connection, number)
    _check_inspector(connection, principal, load_plan(found.plan))
    if not found.remedy:
        raise ConflictError(words.NOTHING_TO_REMEDY.format(number=number), words.RELOAD)
    if found.remedied_on is not None:
        told = words.REMEDIED_ALREADY.format(number=number, day=format_date(found.remedied_on))
        raise ConflictError(told, words.RELOAD)
    if not found.inspected_on <= remedied_on <= today():
        wrong = words.REMEDIED_WRONG.format(day=format_date(found.inspected_on))
        raise UsageError(wrong, words.FIX_AND_SAVE)
    i = inspection.c
    # Two at once: the second changes no row, and reads what the first wrote.
    connection.execute(
        update(inspection).where(i.inspection_id == number, i.remedied_on.is_(None)).values(remedied_on=remedied_on)
    )
    audit(connection, principal, "inspection.remedied", "inspection", number)
    return _read(connection, number)


def list_inspections(
    connection: Connection, *, plan: str | None = None, since: date | None = None, until: date | None = None
) -> tuple[Inspection, ...]:
    """Those that the reader may see (an agency those of itself), newest first.

    Args:
        since, until: inspected between these days, both included.
    """
    i = inspection.c
    asked = _select().order_by(i.inspected_on.desc(), i.inspection_id.desc())
    if plan is not None:
        asked = asked.where(i.plan_code == plan)
    if since is not None:
        asked = asked.where(i.inspected_on >= since)
    if until is not None:
        asked = asked.where(i.inspected_on <= until)
    return tuple(map(_inspection, connection.execute(asked)))


def _select() -> Any:
    return select(inspection, agency.c.name).join(agency, agency.c.agency_id == inspection.c.agency_id)


def _read(connection: Connection, number: int) -> Inspection:
    row = connection.execute(_select().where(inspection.c.inspection_id == number)).one_or_none()
    if row is None:
        raise NotFoundError(words.NO_INSPECTION.format(number=number), words.INSPECTION_LIST_ADVICE)
    return _inspection(row)


def _inspection(row: Row[Any]) -> Inspection:
    return Inspection(
        row.inspection_id, row.plan_code, row.agency_id, row.name, row.inspected_on, row.inspector, row.paper,
        row.findings, row.remedy, row.remedy_due, row.remedied_on, row.login, row.recorded_at,
    )  # fmt: skip
