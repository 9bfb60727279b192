"""What the demo's bodies tell of tasks, raise and answer, and what was inspected and accepted: so that the registers
have something to show. All of it is fictional.
"""

from datetime import date, timedelta

from sqlalchemy import Connection

from dashboards import demo_register_words as words
from talentdb.access.principal import Principal
from talentdb.db.lookup import find_agency_id
from talentdb.plans import load_plan
from talentdb.reporting.difficulties import answer, assign, close, list_difficulties, raise_
from talentdb.reporting.excellent import record_excellent
from talentdb.reporting.inspections import record_inspection
from talentdb.reporting.tasks import period_of, report_task
from talentdb.runtime import Runtime
from talentdb.settings import today

__all__ = ["make_registers"]


def make_registers(runtime: Runtime) -> bool:
    """Fill the registers of an empty home; False where the demo did before. All in one unit of work."""
    with runtime.work() as connection:
        if list_difficulties(connection):
            return False
        _tell(connection, runtime.principal)
        _raise(connection, runtime.principal)
        _inspect(connection, runtime.principal)
        _accept(connection, runtime.principal)
    return True


def _tell(connection: Connection, principal: Principal) -> None:
    for plan, number, body, state, note, evidence in words.TASKS:
        report_task(
            connection, principal, plan, number, period_of(load_plan(plan), number, today().year), state,
            note=note, evidence=evidence, agency_id=find_agency_id(connection, body),
        )  # fmt: skip


def _raise(connection: Connection, principal: Principal) -> None:
    for kind, body, who, plan, text, steps in words.DIFFICULTIES:
        agency_id = find_agency_id(connection, body)
        number = raise_(connection, principal, kind, text, who, plan=plan, agency_id=agency_id).number
        for act, asked, days, told in steps:
            if act == "assign":
                due = today() + timedelta(days=days)
                assign(connection, principal, number, find_agency_id(connection, asked), due, told)
            elif act == "answer":
                answer(connection, principal, number, told)
            else:
                close(connection, principal, number, told)


def _inspect(connection: Connection, principal: Principal) -> None:
    for plan, body, ago, inspector, paper, findings, remedy, days in words.INSPECTIONS:
        inspected_on = today() - timedelta(days=ago)
        record_inspection(
            connection, principal, plan, find_agency_id(connection, body), inspected_on, inspector, findings,
            paper=paper, remedy=remedy, remedy_due=inspected_on + timedelta(days=days) if remedy else None,
        )  # fmt: skip


def _accept(connection: Connection, principal: Principal) -> None:
    rated_on = min(today(), date(today().year, 3, 16))
    for title, lead, body, commissioned, rating, applied, paper in words.EXCELLENT:
        record_excellent(
            connection, principal, today().year, title, lead, rated_on, applied,
            agency_id=find_agency_id(connection, body), commissioned=commissioned, rating=rating, paper=paper,
        )  # fmt: skip
