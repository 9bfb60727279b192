"""The tasks of the plans: lead, deliverable, time, how it stands with what evidence, and who has told nothing."""

import streamlit as st

from dashboards import duty_labels as words
from dashboards import task_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.duty_data import years
from talentdb.access.principal import Role
from talentdb.plans import binding_plans
from talentdb.settings import today

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY, Role.HOME_AFFAIRS, Role.FINANCE)

st.title(words.PAGE_TASKS)
st.caption(words.TASKS_INTRO)
offered, now = years(), today().year
with st.container(horizontal=True, vertical_alignment="bottom"):
    year = st.selectbox(
        words.YEAR, offered, index=offered.index(now) if now in offered else 0, key="tasks_year", width=110
    )
    only_open = st.toggle(words.ONLY_OPEN, key="tasks_open")
    only_ours = principal.office is not None and st.toggle(words.ONLY_OURS, value=True, key="tasks_ours")
if told := st.session_state.pop("task_told", None):
    st.success(words.TOLD_SAVED.format(number=told), icon=":material/task_alt:")
plans = binding_plans()
with widgets.telling_errors():
    for tab, plan in zip(st.tabs([plan.short for plan in plans]), plans, strict=True):
        with tab:
            task_view.tasks_of(current(), principal, plan, year, only_open=only_open, only_ours=only_ours)
