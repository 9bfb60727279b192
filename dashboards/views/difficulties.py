"""Difficulties and proposals: raised by bodies, assigned with a day, answered, closed; each with its history."""

import streamlit as st

from dashboards import difficulty_view
from dashboards import register_page_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.register_data import difficulties
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY, Role.HOME_AFFAIRS)

st.title(words.PAGE_DIFFICULTIES)
st.caption(words.DIFFICULTIES_INTRO)
if told := st.session_state.pop("difficulty_told", None):
    st.success(told, icon=":material/task_alt:")
if principal.office is not None or may(principal, Action.REVIEW):
    difficulty_view.new_box(current(), principal)
found = difficulties(current(), principal)
if not found:
    st.info(words.NONE)
    st.stop()
difficulty_view.listed(current(), principal, found)
