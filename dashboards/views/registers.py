"""The registers of inspections and of excellent tasks; an agency sees inspections of itself only."""

import streamlit as st

from dashboards import excellent_view, inspection_view, widgets
from dashboards import register_page_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from talentdb.access.principal import Role

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY, Role.HOME_AFFAIRS)

st.title(words.PAGE_REGISTERS)
if told := st.session_state.pop("register_told", None):
    st.success(told, icon=":material/task_alt:")
with widgets.telling_errors():
    if principal.role is Role.AGENCY:
        inspection_view.inspections_box(current(), principal)
        st.stop()
    looked, excellent = st.tabs([words.TAB_INSPECTIONS, words.TAB_EXCELLENT])
    with looked:
        inspection_view.inspections_box(current(), principal)
    with excellent:
        excellent_view.excellent_box(current(), principal)
