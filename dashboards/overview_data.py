"""What the overview reads beside the figures: plans, their past, the league of data, who is overdue, one agency, the
printed page. Keeps answers apart by role and body until something is handed in or decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboards.application import Application
from dashboards.data import code_labels, reader_key
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators.page import page_pdf
from talentdb.indicators.quality import Quality, quality_league
from talentdb.indicators.trend import Point, past_quarters, trend
from talentdb.plans import load_plan
from talentdb.reporting.obligations import Overdue, overdue_first

__all__ = ["commune_names", "league", "one_page", "overdue", "trends"]

_QUARTERS = 4
"""The year before: enough to see where a figure is going, and four scans of the people."""


@st.cache_data(ttl=3600, max_entries=100, show_spinner=False)
def _trends(
    _application: Application, _principal: Principal, key: tuple[Any, ...], plan: str, as_of: date
) -> Mapping[str, Sequence[Point]]:
    with unit_of_work(_application.engine, _principal) as connection:
        return trend(connection, _principal, load_plan(plan), past_quarters(as_of, _QUARTERS))


def trends(application: Application, principal: Principal, plan: str, as_of: date) -> Mapping[str, Sequence[Point]]:
    """Indicator -> how it stood at the ends of the last quarters."""
    require(principal, Action.SEE_FIGURES)
    return _trends(application, principal, reader_key(application, principal), plan, as_of)


@st.cache_data(ttl=600, max_entries=50, show_spinner=False)
def _league(
    _application: Application, _principal: Principal, key: tuple[Any, ...], as_of: date
) -> tuple[Quality, ...]:
    with unit_of_work(_application.engine, _principal) as connection:
        return quality_league(connection, _principal, as_of)


def league(application: Application, principal: Principal, as_of: date) -> tuple[Quality, ...]:
    """How good the data of each agency are."""
    require(principal, Action.SEE_FIGURES)
    return _league(application, principal, reader_key(application, principal), as_of)


@dataclass(frozen=True, slots=True)
class Late:
    """A body that is behind: since when the longest, and what it owes."""

    body: str
    days: int
    owes: tuple[str, ...]


def overdue(application: Application, principal: Principal, plan: str, as_of: date) -> list[Late]:
    """Bodies that owe something under a plan, the longest late first."""
    require(principal, Action.SEE_FIGURES)
    with unit_of_work(application.engine, principal) as connection:
        found: Sequence[Overdue] = overdue_first(connection, [load_plan(plan)], as_of)
    return [
        Late(one.body, one.days_late, tuple(dict.fromkeys(duty.obligation.name for duty in one.duties)))
        for one in found
    ]


def commune_names(application: Application) -> dict[str, str]:
    """Code -> name of every commune."""
    return code_labels(application, "commune_code")


def one_page(plan: str, document: Mapping[str, Any]) -> bytes:
    """The printed page of figures that are already on the screen."""
    return page_pdf(load_plan(plan), document)
