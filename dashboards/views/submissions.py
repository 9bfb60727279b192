"""For agencies: what was handed in, how far it got, and why something came back."""

import streamlit as st

from dashboards import intake_labels, labels, returned_view, submission_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import KEPT_STATES, submission_table
from talentdb.access.principal import Role

principal = require_page(Role.AGENCY)


def one(submission_id: int) -> None:
    """A submission, and what can still be done with it."""
    st.page_link("views/submissions.py", label=intake_labels.BACK_TO_LIST)
    for number in st.session_state.pop("receipts", []):
        st.success(intake_labels.RECEIPT.format(receipt=number))
    with widgets.telling_errors():
        actions = st.container()
        page = submission_view.show(current(), principal, submission_id)
        with actions:
            submission_view.draft_actions(current(), principal, page)
            returned_view.show(current(), principal, page)


def everything() -> None:
    """The list."""
    table = submission_table(current(), principal, "submissions", states=KEPT_STATES)
    # Drafts that a corrected reading replaced are many, and news to nobody.
    if st.checkbox(intake_labels.SHOW_WITHDRAWN, key="show_withdrawn"):
        table = submission_table(current(), principal, "submissions")
    if table.empty:
        st.info(intake_labels.NO_SUBMISSIONS)
        st.page_link("views/upload.py", label=labels.PAGE_UPLOAD, icon=":material/upload_file:")
        return
    st.caption(intake_labels.PICK_ROW)
    widgets.table(table, intake_labels.SUBMISSION_MARK)


st.title(labels.PAGE_SUBMISSIONS)
chosen = submission_view.chosen_submission()
if chosen is None:
    everything()
else:
    one(chosen)
