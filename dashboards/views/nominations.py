"""Nominations: made by bodies, universities and persons, screened and decided on by the departments."""

import streamlit as st

from dashboards import nomination_forms, nomination_view, widgets
from dashboards import nomination_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.nomination_data import find, open_instruments
from talentdb.access.principal import Role

principal = require_page(Role.NOMINATOR, Role.AGENCY, Role.HOME_AFFAIRS, Role.STEWARD)

st.title(words.PAGE)
st.caption(words.INTRO)
nomination_forms.list_told()
if told := st.session_state.pop("nomination_told", None):
    st.success(told, icon=":material/task_alt:")
with widgets.telling_errors():
    if open_instruments():
        with st.container(horizontal=True):
            nomination_forms.one_box(current(), principal)
            nomination_forms.list_box(current(), principal)
    else:
        st.info(words.NO_INSTRUMENT)
    found = find(current(), principal)
    if found:
        nomination_view.listed(current(), principal, found)
    else:
        st.info(words.NONE)
