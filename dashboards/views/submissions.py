"""For agencies: what was handed in, how far it got, and why something came back."""

import streamlit as st

from dashboards import labels, submission_view
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import submission_table
from talentdb.access.principal import Role

principal = require_page(Role.AGENCY)

st.title(labels.PAGE_SUBMISSIONS)
table = submission_table(current(), principal)
if table.frame.empty:
    st.info(labels.NO_SUBMISSIONS)
    st.page_link("views/upload.py", label=labels.PAGE_UPLOAD, icon=":material/upload_file:")
else:
    event = st.dataframe(
        table.frame,
        width="stretch",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="submissions",
    )
    picked = event["selection"]["rows"]
    st.caption(labels.PICK_ROW)
    if picked:
        submission_view.show(current(), principal, table.ids[picked[0]])
