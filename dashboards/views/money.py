"""Money of the programmes: what waits, what was paid, what comes back, budgets, and what the resolutions say."""

import streamlit as st

from dashboards import money_page_labels as words
from dashboards import money_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.money_data import money
from talentdb.access.principal import Role

principal = require_page(Role.FINANCE, Role.HOME_AFFAIRS, Role.STEWARD, Role.LEADER)

st.title(words.PAGE_MONEY)
st.caption(words.MONEY_INTRO)
if told := st.session_state.pop("money_told", None):
    st.success(told, icon=":material/task_alt:")
plans = money_view.plans_with_money()
code = st.selectbox(
    words.PLAN, list(plans), format_func=lambda one: plans[one].short, key="money_plan", width=360
)  # fmt: skip
with widgets.telling_errors():
    tabs = dict(zip(words.TABS, st.tabs(list(words.TABS.values())), strict=True))
    held = money(current(), principal, code)
    with tabs["waiting"]:
        money_view.waiting_tab(current(), principal, code, held)
    with tabs["entries"]:
        money_view.entries_tab(current(), principal, code, held)
    with tabs["returns"]:
        money_view.returns_tab(current(), principal, code)
    with tabs["budget"]:
        money_view.budget_tab(current(), principal, plans[code])
    with tabs["terms"]:
        money_view.terms_tab(current(), principal, plans[code])
