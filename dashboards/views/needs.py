"""Needs of a year: what bodies ask for, what was approved, and who of the registry fits."""

import streamlit as st

from dashboards import need_forms, need_view, widgets
from dashboards import need_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.need_data import first_year, read_needs
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.plans import binding_plans

principal = require_page(Role.HOME_AFFAIRS, Role.STEWARD, Role.LEADER, Role.AGENCY)

st.title(words.PAGE)
st.caption(words.INTRO)
if told := st.session_state.pop("need_told", None):
    st.success(told, icon=":material/task_alt:")
with widgets.telling_errors():
    bound = binding_plans()
    plans = [plan for plan in bound if any(one.needs for one in plan.instruments)] or list(bound)
    with st.container(horizontal=True):
        plan = st.selectbox(words.PLAN, plans, format_func=lambda one: one.short, key="needs_plan", width=320)
        years = list(range(plan.first_year, plan.last_year + 1))
        now = first_year(current(), principal, plan)
        year = st.selectbox(words.YEAR, years, index=years.index(now), key=f"needs_year_{plan.code}", width=140)
    if principal.role is Role.AGENCY:
        need_forms.typing_box(current(), principal, year)
    found = read_needs(current(), principal, plan, year)
    need_view.figures(found)
    reads = may(principal, Action.READ_PROGRAMMES)
    views = [words.TAB_ASKED, words.TAB_LISTS, *([words.TAB_SUPPLY] if reads else [])]
    view = st.segmented_control(words.VIEW, views, default=views[0], key="needs_view", label_visibility="collapsed")
    if view == words.TAB_LISTS:
        need_view.lists_box(current(), principal, found)
    elif view == words.TAB_SUPPLY:
        need_view.supply_box(current(), principal, plan, found)
    else:
        need_view.asked_box(current(), principal, plan, year, found.needs)
        if may(principal, Action.RUN_PROGRAMMES):
            need_forms.approval_box(current(), principal, plan, year, found.needs, len(found.lists))
