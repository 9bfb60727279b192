"""The audit log: who saw or changed what, and whether the chain is whole."""

import streamlit as st

from dashboards import administration_labels, labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import audit_rows, audit_state
from talentdb.access.principal import Role

PAGE_SIZE = 100
MOST = 1000
principal = require_page(Role.ADMINISTRATOR, Role.AUDITOR)

st.title(labels.PAGE_AUDIT)
state = audit_state(current(), principal)
if state.intact:
    st.success(
        administration_labels.CHAIN_INTACT.format(rows=widgets.number(state.rows)), icon=":material/verified_user:"
    )
else:
    st.error(administration_labels.CHAIN_BROKEN.format(row=state.broken_at or "—", heads=state.missing_heads))
words = st.text_input(
    administration_labels.AUDIT_FILTER, key="audit_filter", placeholder=administration_labels.AUDIT_FILTER_HINT
)
rows = audit_rows(current(), principal, words, limit=MOST)
pages = widgets.paging("audit", PAGE_SIZE, words)
widgets.table(rows.iloc[pages.first : pages.first + PAGE_SIZE])
pages.picker(len(rows))
st.caption(administration_labels.AUDIT_NOTE)
