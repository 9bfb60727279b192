"""What the pages of duties and tasks read and write: one unit of work each, in the name of the principal."""

from datetime import date
from typing import Any

import streamlit as st

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.plans import Plan, binding_plans, load_plan
from talentdb.reporting.obligations import Duty, duties
from talentdb.reporting.tasks import TaskStanding, period_of, report_task, task_standings
from talentdb.settings import today

__all__ = ["calendar", "standings", "tell", "years"]


def years() -> list[int]:
    """Years that the plans of the province cover."""
    plans = binding_plans()
    return list(range(min(one.first_year for one in plans), max(one.last_year for one in plans) + 1))


@st.cache_data(ttl=60, max_entries=50, show_spinner=False)
def _calendar(
    _application: Application, _principal: Principal, key: tuple[Any, ...], year: int, day: date, of: int | None
) -> tuple[Duty, ...]:
    """`key` holds role, body, account and database: what one role sees is never shown to another."""
    with unit_of_work(_application.engine, _principal) as connection:
        return duties(connection, binding_plans(), year, day, of=of)


def calendar(application: Application, principal: Principal, year: int) -> tuple[Duty, ...]:
    """Duties of a year as they stand today, a minute old at most; an agency's own alone."""
    key = (principal.role.value, principal.agency_id, principal.account_id, str(application.engine.url.database))
    of = principal.agency_id if principal.role is Role.AGENCY else None
    return _calendar(application, principal, key, year, today(), of)


def standings(application: Application, principal: Principal, plan: Plan, year: int) -> tuple[TaskStanding, ...]:
    """The tasks of a plan in a year, as far as the reader may see what was told."""
    with unit_of_work(application.engine, principal) as connection:
        return task_standings(connection, plan, year, today())


def tell(
    application: Application, principal: Principal, plan: str, number: int, year: int, state: str,
    *, note: str, evidence: str, agency_id: int | None,
) -> None:  # fmt: skip
    """Say how a body stands with a task."""
    period = period_of(load_plan(plan), number, year)
    with unit_of_work(application.engine, principal) as connection:
        report_task(
            connection, principal, plan, number, period, state, note=note, evidence=evidence, agency_id=agency_id
        )
