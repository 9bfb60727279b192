"""What the pages of difficulties, inspections and excellent tasks read and write: one unit of work each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.db.lookup import list_agencies
from talentdb.plans import Plan, binding_plans
from talentdb.reporting import difficulties as raised
from talentdb.reporting.difficulties import Difficulty
from talentdb.reporting.excellent import (
    ExcellentTask,
    Suggestion,
    list_excellent,
    record_excellent,
    suggested,
    withdraw_excellent,
)
from talentdb.reporting.excellent_list import excellent_workbook
from talentdb.reporting.inspections import Inspection, inspects, list_inspections, record_inspection, record_remedy

__all__ = [
    "act_on_difficulty", "bodies", "difficulties", "excellent_file", "excellent_tasks", "inspected_plans",
    "inspections", "keep_excellent", "keep_inspection", "keep_remedy", "raise_difficulty", "suggestions", "withdraw",
]  # fmt: skip


def bodies(app: Application, principal: Principal) -> dict[int, str]:
    """Bodies by number, for pickers, in the order of their names."""
    with unit_of_work(app.engine, principal) as connection:
        found = {row["agency_id"]: row["name"] for row in list_agencies(connection, None)}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def difficulties(app: Application, principal: Principal) -> tuple[Difficulty, ...]:
    """All that the reader may see, newest first."""
    with unit_of_work(app.engine, principal) as connection:
        return raised.list_difficulties(connection)


def raise_difficulty(
    app: Application, principal: Principal, kind: str, text: str, raised_by: str,
    *, plan: str | None, agency_id: int | None,
) -> int:  # fmt: skip
    """Write one down; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return raised.raise_(connection, principal, kind, text, raised_by, plan=plan, agency_id=agency_id).number


def act_on_difficulty(app: Application, principal: Principal, act: str, number: int, *given: Any) -> None:
    """One of assign (body, due, words), answer (words), close (words), reopen (words)."""
    acts = {"assign": raised.assign, "answer": raised.answer, "close": raised.close, "reopen": raised.reopen}
    with unit_of_work(app.engine, principal) as connection:
        acts[act](connection, principal, number, *given)  # type: ignore[operator]


def inspections(app: Application, principal: Principal) -> tuple[Inspection, ...]:
    """All that the reader may see, newest first."""
    with unit_of_work(app.engine, principal) as connection:
        return list_inspections(connection)


def inspected_plans(app: Application, principal: Principal) -> tuple[Plan, ...]:
    """The plans whose inspections this account writes down."""
    with unit_of_work(app.engine, principal) as connection:
        return tuple(plan for plan in binding_plans() if inspects(connection, principal, plan))


def keep_inspection(app: Application, principal: Principal, given: Mapping[str, Any]) -> int:
    """Write an inspection down; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return record_inspection(connection, principal, **given).number


def keep_remedy(app: Application, principal: Principal, number: int, day: date) -> None:
    """Say when what had to be remedied was."""
    with unit_of_work(app.engine, principal) as connection:
        record_remedy(connection, principal, number, day)


def excellent_tasks(
    app: Application, principal: Principal, year: int, *, withdrawn: bool
) -> tuple[ExcellentTask, ...]:
    """The tasks written down for a year."""
    with unit_of_work(app.engine, principal) as connection:
        return list_excellent(connection, year=year, withdrawn=withdrawn)


def suggestions(app: Application, principal: Principal, year: int) -> tuple[Suggestion, ...]:
    """Tasks of the registry that could stand on the list."""
    with unit_of_work(app.engine, principal) as connection:
        return suggested(connection, principal, year)


def keep_excellent(app: Application, principal: Principal, given: Mapping[str, Any]) -> int:
    """Write a task down; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return record_excellent(connection, principal, **given).number


def withdraw(app: Application, principal: Principal, number: int, reason: str) -> None:
    """Take a task off the list."""
    with unit_of_work(app.engine, principal) as connection:
        withdraw_excellent(connection, principal, number, reason)


def excellent_file(app: Application, principal: Principal, year: int) -> bytes:
    """The list of a year as a workbook; its making is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return excellent_workbook(connection, principal, year)
