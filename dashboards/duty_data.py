"""What the pages of duties and tasks read and write: one unit of work each, in the name of the principal."""

from typing import Final

from sqlalchemy import Connection

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.plans import Plan, binding_plans, load_plan
from talentdb.reporting.obligations import Duty, duties, owed
from talentdb.reporting.tasks import TaskStanding, period_of, report_task, task_standings
from talentdb.settings import today

__all__ = ["calendar", "standings", "tell", "years"]

_NOBODY: Final = -1
"""The body of an officer who has none; 0 stands for those that no list holds."""


def years() -> list[int]:
    """Years that the plans of the province cover."""
    plans = binding_plans()
    return list(range(min(one.first_year for one in plans), max(one.last_year for one in plans) + 1))


def calendar(application: Application, principal: Principal, year: int) -> tuple[Duty, ...]:
    """Duties of a year as they stand today, and with those of this year whatever is still open of the years before;
    who reads no figures of the province gets those of their own body alone."""
    of, day = None if may(principal, Action.SEE_FIGURES) else principal.office or _NOBODY, today()

    def read(connection: Connection) -> tuple[Duty, ...]:
        if year == day.year:
            return owed(connection, binding_plans(), day, of=of)
        return duties(connection, binding_plans(), year, day, of=of)

    return application.kept.ask(application.engine, principal, ("calendar", year, day), read)


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
