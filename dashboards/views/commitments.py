"""Commitments of people who were attracted or sent to study: until when, how they stand, what the registry says."""

import streamlit as st

from dashboards import commitment_view, widgets
from dashboards import money_page_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.money_data import commitments
from dashboards.money_export_box import export_box
from talentdb.access.principal import Role

principal = require_page(Role.HOME_AFFAIRS, Role.FINANCE, Role.STEWARD, Role.LEADER, Role.AGENCY)

st.title(words.PAGE_COMMITMENTS)
st.caption(words.COMMITMENTS_INTRO)
with widgets.telling_errors():
    found, own = commitments(current(), principal), principal.role is Role.AGENCY
    if not found:
        st.info(words.NO_COMMITMENTS)
        st.stop()
    if told := st.session_state.pop("commitment_told", None):
        st.success(told, icon=":material/task_alt:")
    commitment_view.summary(found)
    commitment_view.problems(found)
    commitment_view.proposed(current(), principal)
    shown = commitment_view.narrowed(found, own=own)
    commitment_view.listed(shown, own=own)
    export_box(current(), principal, "commitment", cases={one.case for one in shown})
    commitment_view.one_of(shown)
