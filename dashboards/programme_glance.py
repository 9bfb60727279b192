"""The programmes at a glance, for who runs or pays them: cases that wait, money by plan. Draws one section."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import case_style, widgets
from dashboards import glance_labels as words
from dashboards.application import Application
from dashboards.case_data import remind
from dashboards.money_frames import short_dong
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.plans import binding_plans
from talentdb.programmes.commitments import list_commitments
from talentdb.programmes.figures import ProgrammeFigures, programme_figures
from talentdb.programmes.payment_rows import list_money
from talentdb.programmes.standing import Standing
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["Glance", "PlanGlance", "glance", "glance_box", "plan_table"]

_CARDS: Final = 6
_COUNTED: Final = frozenset({"running", "late"})
_COUNT, _SUM = 166, 252
"""Widths of the tiles in pixels: two counts stand beside each other on a phone, all four on a desk."""


@dataclass(frozen=True, slots=True)
class PlanGlance:
    """A plan: its figures from the beginning of the year to the day."""

    short: str
    found: ProgrammeFigures


@dataclass(frozen=True, slots=True)
class Glance:
    """What the section shows.

    Args:
        waiting: đồng that were decided, compared with the resolution and not paid; left: still to come back.
    """

    plans: tuple[PlanGlance, ...]
    waiting: int
    left: int


@st.cache_data(ttl=60, max_entries=50, show_spinner=False)
def _glance(_app: Application, _principal: Principal, key: tuple[Any, ...], day: date) -> Glance:
    """`key` holds role, body, account and database: what one account sees is never shown to another."""
    with unit_of_work(_app.engine, _principal) as connection:
        plans = [plan for plan in binding_plans() if plan.instruments]
        found = tuple(
            PlanGlance(plan.short, programme_figures(connection, _principal, plan, day.replace(month=1, day=1), day))
            for plan in plans
        )
        money = [one for plan in plans for one in list_money(connection, _principal, plan=plan.code)]
        waits = (one for case in money for one in case.waiting if one.entitled.confirmed)
        own = {plan.code for plan in plans}
        promised = (one for one in list_commitments(connection, _principal, day) if one.plan in own)
        return Glance(found, sum(one.left or 0 for one in waits), sum(max(one.balance.left, 0) for one in promised))


def glance(app: Application, principal: Principal) -> Glance:
    """The programmes of the province, a minute old at most. Raises: ForbiddenError for who reads not all cases."""
    key = (principal.role.value, principal.agency_id, principal.account_id, str(app.engine.url.database))
    return _glance(app, principal, key, today())


def plan_table(found: Sequence[PlanGlance]) -> pd.DataFrame:
    """One row a plan."""
    rows = [(one.short, one.found.total, one.found) for one in found]
    set_aside = [
        sums if any(line.set_aside is not None for line in each.budget) else None
        for _, _, each in rows
        for sums in [sum(line.set_aside or 0 for line in each.budget)]
    ]
    columns: dict[str, list[str]] = {
        "plan": [short for short, _, _ in rows],
        **{name: [widgets.number(getattr(total, name)) for _, total, _ in rows]
           for name in ("opened", "granted", "running", "late")},
        "paid": [short_dong(each.money.paid) for _, _, each in rows],
        "set_aside": [words.NOT_SET if dong is None else short_dong(dong) for dong in set_aside],
        "returned": [short_dong(each.money.returned) for _, _, each in rows],
        "owed": [short_dong(each.money.owed) for _, _, each in rows],
    }  # fmt: skip
    return pd.DataFrame({words.PLAN_HEADS[key]: values for key, values in columns.items()})


def glance_box(app: Application, principal: Principal) -> None:
    """The section."""
    case_style.apply()
    day = today()
    st.header(words.HEAD)
    st.caption(words.INTRO.format(day=format_date(day)))
    found = glance(app, principal)
    if not found.plans:
        st.info(words.NO_PLANS)
        return
    totals = [one.found.total for one in found.plans]
    tiles = {
        "running": widgets.number(sum(one.running for one in totals)),
        "late": widgets.number(sum(one.late for one in totals)),
        "waiting": short_dong(found.waiting),
        "left": short_dong(found.left),
    }
    with st.container(horizontal=True):
        for key, label in words.TILES.items():
            st.metric(label, tiles[key], border=True, width=_COUNT if key in _COUNTED else _SUM)
    reminded = remind(app, principal)
    _cards(words.MINE, reminded.mine)
    mine = {one.case.number for one in reminded.mine}
    _cards(words.LATE, [one for one in reminded.late if one.case.number not in mine])
    widgets.table(plan_table(found.plans))


def _cards(head: str, found: Sequence[Standing]) -> None:
    """The most urgent cases, each a link to its page."""
    if not found:
        return
    st.subheader(f"{head} ({widgets.number(len(found))})")
    cards = "".join(map(_card, found[:_CARDS]))
    st.html(f'<div class="lanes">{cards}</div>')
    if len(found) > _CARDS:
        st.caption(words.MORE.format(n=widgets.number(len(found) - _CARDS)))


def _card(one: Standing) -> str:
    due = words.NO_DUE if one.due is None else words.DUE.format(day=format_date(one.due))
    if one.late:
        due = words.LATE_BY.format(n=widgets.number(one.late))
    tone = "late" if one.late else "mine" if one.mine else ""
    told = words.CARD.format(stage=one.stage_name, due=due)
    return (
        f'<a class="card {tone}" href="/case?case={one.case.number}" target="_self"><b>{escape(one.case.title)}</b>'
        f'<span class="at">{escape(one.instrument.short)}</span><span class="at">{escape(told)}</span></a>'
    )
