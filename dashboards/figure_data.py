"""What the overview reads: the figures of a plan, their past, the people behind a part, the league of data, who is
overdue, the printed page. Answers are kept by `Kept`: by role and body, until the registry changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboards import labels
from dashboards.application import Application
from dashboards.data import code_labels
from dashboards.frames import person_link
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators.drill import Part, may_list, people_of
from talentdb.indicators.engine import compute
from talentdb.indicators.page import page_pdf
from talentdb.indicators.quality import Quality, quality_league
from talentdb.indicators.trend import Point, past_quarters, trend
from talentdb.plans import load_plan, settled
from talentdb.reporting.obligations import overdue_first

__all__ = [
    "Late", "PeopleBehind", "commune_names", "drill", "drill_parts", "figures", "league", "one_page", "overdue",
    "trends",
]  # fmt: skip

_QUARTERS = 4
"""The year before: enough to see where a figure is going, and four scans of the people."""
_FIRST = 20


def figures(
    application: Application, principal: Principal, plan: str, as_of: date, by: str | None = None
) -> dict[str, Any]:
    """The indicators of a plan."""
    require(principal, Action.SEE_FIGURES)

    def read(connection: Connection) -> dict[str, Any]:
        return compute(connection, principal, load_plan(plan), as_of, by=by)

    return application.kept.ask(application.engine, principal, ("figures", plan, as_of, by), read)


def trends(application: Application, principal: Principal, plan: str, as_of: date) -> Mapping[str, Sequence[Point]]:
    """Indicator -> how it stood at the ends of the last quarters."""
    require(principal, Action.SEE_FIGURES)
    days = past_quarters(as_of, _QUARTERS)

    def read(connection: Connection) -> Mapping[str, Sequence[Point]]:
        return trend(connection, principal, load_plan(plan), days)

    return application.kept.ask(application.engine, principal, ("trends", plan, days), read)


def league(application: Application, principal: Principal, as_of: date) -> tuple[Quality, ...]:
    """How good the data of each agency are."""
    require(principal, Action.SEE_FIGURES)

    def read(connection: Connection) -> tuple[Quality, ...]:
        return quality_league(connection, principal, as_of)

    return application.kept.ask(application.engine, principal, ("league", as_of), read)


@dataclass(frozen=True, slots=True)
class Late:
    """A body that is behind: since when the longest, and what it owes."""

    body: str
    days: int
    owes: tuple[str, ...]


def overdue(application: Application, principal: Principal, plan: str, as_of: date) -> list[Late]:
    """Bodies that owe something under a plan, the longest late first."""
    require(principal, Action.SEE_FIGURES)

    def read(connection: Connection) -> list[Late]:
        return [
            Late(one.body, one.days_late, tuple(dict.fromkeys(duty.obligation.name for duty in one.duties)))
            for one in overdue_first(connection, [load_plan(plan)], as_of)
        ]

    return application.kept.ask(application.engine, principal, ("overdue", plan, as_of), read)


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """The first people of a part of a figure, and how many there are."""

    total: int
    frame: pd.DataFrame


def drill(
    application: Application,
    principal: Principal,
    plan: str,
    code: str,
    as_of: date,
    part: Part,
    cut: tuple[str, str | None] | None = None,
) -> PeopleBehind:
    """The first people of a part of a figure, or of one row of it, with links to their profiles."""
    require(principal, Action.SEE_FIGURES)

    def read(connection: Connection) -> dict[str, Any]:
        return people_of(connection, principal, load_plan(plan), code, as_of, part, cut, limit=_FIRST)

    found = application.kept.ask(application.engine, principal, ("people", plan, code, as_of, part, cut), read)
    rows = found["people"]
    frame = pd.DataFrame(
        {
            labels.FIELD["full_name"]: [person_link(row["person_id"], row["full_name"]) for row in rows],
            labels.FIELD["agency_name"]: [row["agency_name"] for row in rows],
        }
    )
    return PeopleBehind(found["total"], frame)


def drill_parts(application: Application, principal: Principal, plan: str, code: str) -> list[Part]:
    """The parts of a figure whose people this actor may list, as the plan is read now; none for leaders."""
    with unit_of_work(application.engine, principal) as connection:
        indicator = settled(connection, load_plan(plan)).indicator(code)
    parts: tuple[Part, ...] = ("gap", "numerator", "denominator", "unknown")
    return [part for part in parts if indicator is not None and may_list(principal, indicator, part)]


def commune_names(application: Application) -> Mapping[str, str]:
    """Code -> name of every commune."""
    return code_labels(application, "commune_code")


def one_page(plan: str, document: Mapping[str, Any]) -> bytes:
    """The printed page of figures that are already on the screen."""
    return page_pdf(load_plan(plan), document)
