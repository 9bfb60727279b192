"""Personal data: what people ask about their own, with the lawful clocks, and the register of incidents."""

import streamlit as st

from dashboards import agreement_page_labels as agreement_words
from dashboards import agreement_view, consent_view, data_set_view, erasure_view, incident_view, request_view
from dashboards import consent_labels as consent_words
from dashboards import data_set_labels as data_set_words
from dashboards import privacy_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.privacy_data import known_incidents, known_requests
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may

principal = require_page(Role.STEWARD, Role.ADMINISTRATOR, Role.AUDITOR)

st.title(words.PAGE)
st.caption(words.INTRO_INCIDENTS if principal.role is Role.ADMINISTRATOR else words.INTRO)
# A place of its own: what comes below would be drawn anew, with its boxes open again, if it moved. It stays in sight:
# where the answer to somebody erased goes is told here and nowhere else.
with st.container(key="privacy_told"):
    if told := st.session_state.pop(request_view.TOLD, None):
        st.success(told, icon=":material/task_alt:")
if principal.role is Role.ADMINISTRATOR:
    # Whoever keeps the system reads no person, and so no request of one.
    incident_view.new_box(current(), principal)
    incident_view.listed(current(), principal, known_incidents(current(), principal))
    st.stop()
requests, incidents, processed, consented, erased, shared = st.tabs(
    [words.TAB_REQUESTS, words.TAB_INCIDENTS, data_set_words.TAB, consent_words.TAB, words.TAB_ERASED,
     agreement_words.TAB]
)  # fmt: skip
with requests:
    if may(principal, Action.REVIEW):
        request_view.new_box(current(), principal)
    request_view.listed(current(), principal, known_requests(current(), principal))
with incidents:
    if may(principal, Action.HANDLE_INCIDENTS):
        incident_view.new_box(current(), principal)
    incident_view.listed(current(), principal, known_incidents(current(), principal))
with processed:
    data_set_view.shown(current(), principal)
with consented:
    consent_view.shown(current(), principal)
with erased:
    erasure_view.listed(current(), principal)
with shared:
    agreement_view.shown(current(), principal)
