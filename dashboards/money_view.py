"""The parts of the page of money: what waits, what was recorded, what comes back, budgets, confirmed terms."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboards import money_forms, widgets
from dashboards import money_page_labels as words
from dashboards.application import Application
from dashboards.list_export import list_button
from dashboards.money_data import budget_of, commitments, confirmed_terms
from dashboards.money_export_box import export_box
from dashboards.money_frames import (
    budget_table,
    commitment_table,
    entry_table,
    short_dong,
    term_table,
    waiting_table,
)
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.plans import Plan, list_plans, load_plan
from talentdb.programmes.budget import years_of
from talentdb.programmes.commitments import Commitment
from talentdb.programmes.confirmed import to_confirm
from talentdb.programmes.payment_rows import CaseMoney
from talentdb.settings import today

__all__ = ["budget_tab", "entries_tab", "plans_with_money", "returns_tab", "terms_tab", "waiting_tab"]

_ROWS: Final = 25


def plans_with_money() -> dict[str, Plan]:
    """Plans that have amounts or instruments, those of the province with amounts first."""
    found = [plan for plan in map(load_plan, list_plans()) if plan.instruments or plan.amounts]
    return {plan.code: plan for plan in sorted(found, key=lambda one: (not one.binding, not one.amounts, one.code))}


def waiting_tab(app: Application, principal: Principal, plan: str, held: Sequence[CaseMoney]) -> None:
    """What was decided and is not paid, with how it was worked out."""
    # What can be paid stands first; of the rest something has to be found out.
    found = sorted(
        ((one.case, waits) for one in held for waits in one.waiting),
        key=lambda row: (row[1].left is None, not row[1].entitled.confirmed),
    )
    if not found:
        st.success(words.NOTHING_WAITS)
        return
    if may(principal, Action.PAY):
        money_forms.pay_box(app, principal, found)
    pages = widgets.paging("waiting", _ROWS, (plan, len(found)))
    widgets.table(waiting_table(found[pages.first : pages.first + _ROWS]), words.SURE_MARKS)
    pages.picker(len(found))
    export_box(app, principal, "waiting", plan)


def entries_tab(app: Application, principal: Principal, plan: str, held: Sequence[CaseMoney]) -> None:
    """What was recorded, the newest first."""
    found = sorted(((one.case, entry) for one in held for entry in one.entries), key=lambda row: -row[1].number)
    if not found:
        st.info(words.NO_ENTRIES)
        return
    if may(principal, Action.PAY):
        money_forms.reverse_box(app, principal, held)
    pages = widgets.paging("entries", _ROWS, (plan, len(found)))
    widgets.table(entry_table(found[pages.first : pages.first + _ROWS], held), words.ENTRY_MARKS)
    pages.picker(len(found))
    export_box(app, principal, "payment", plan)


def returns_tab(app: Application, principal: Principal, plan: str) -> None:
    """Broken commitments of which something has still to come back."""
    held = [one for one in commitments(app, principal) if one.plan == plan]
    _excess([one for one in held if one.balance.excess])
    found = [one for one in held if one.balance.left > 0]
    if not found:
        st.success(words.NOTHING_OWED)
        return
    if may(principal, Action.PAY):
        money_forms.return_box(app, principal, found)
    table = commitment_table(found, today())
    widgets.table(table, words.STATE_MARKS)
    list_button(app, principal, "return", lambda: table)


def _excess(found: Sequence[Commitment]) -> None:
    """People who returned more than they owe, with what is due to them."""
    lines = [
        words.EXCESS_LINE.format(case=one.case, title=one.title, dong=short_dong(one.balance.excess)) for one in found
    ]
    if lines:
        st.warning("\n".join(f"- {widgets.plain_text(line)}" for line in lines))


def budget_tab(app: Application, principal: Principal, plan: Plan) -> None:
    """What is set aside by source, against what was paid."""
    years = years_of(plan)
    now = today().year
    year = st.selectbox(
        words.YEAR, list(years), index=years.index(now) if now in years else 0, key=f"budget_year_{plan.code}",
        width=180,
    )  # fmt: skip
    if may(principal, Action.PAY):
        money_forms.budget_box(app, principal, plan, year)
    found = budget_of(app, principal, plan.code, year)
    if not found:
        st.info(words.NO_BUDGET.format(year=year))
        return
    widgets.table(budget_table(found))
    st.caption(words.BUDGET_NOTE)
    export_box(app, principal, "budget_line", plan.code, year=year)


def terms_tab(app: Application, principal: Principal, plan: Plan) -> None:
    """Amounts, terms and rules of repayment: as the file says, and as the resolution does."""
    st.caption(words.TERMS_INTRO)
    if not to_confirm(plan):
        st.info(words.NO_TERMS)
        return
    if may(principal, Action.PAY) or may(principal, Action.RUN_PROGRAMMES):
        money_forms.confirm_box(app, principal, plan)
    table = term_table(plan, confirmed_terms(app, principal, plan))
    widgets.table(table, words.SURE_MARKS)
    list_button(app, principal, "term", lambda: table)
