"""For agencies: drop a file, see what was understood, every problem at its cell, what would change; then submit."""

import streamlit as st

from dashboards import data_set_view, intake_labels, labels, submission_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import KEPT_STATES, read_and_store, submission_table
from dashboards.reminder_view import reminder_line
from talentdb.access.principal import Role
from talentdb.settings import today
from talentdb.text import format_number

principal = require_page(Role.AGENCY)
KINDS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv")


def choose_file() -> None:
    """Step one: the file, and the day that it describes."""
    st.markdown(intake_labels.UPLOAD_INTRO)
    data_set_view.warned(current(), principal)
    with st.container(key="upload_box"):
        upload = st.file_uploader(intake_labels.FILE, type=list(KINDS), key="upload")
        as_of = st.date_input(
            intake_labels.AS_OF_FILE,
            value=None,
            max_value=today(),
            format="DD/MM/YYYY",
            key="upload_as_of",
            help=intake_labels.AS_OF_HELP,
            width=320,
        )
        pressed = st.button(
            labels.READ_FILE, type="primary", disabled=upload is None, key="read_file", icon=":material/search:"
        )
    if pressed and upload is not None:
        with widgets.telling_errors():
            size = f"{format_number(max(1, upload.size // 1024))} KB"
            with st.spinner(intake_labels.READING_FILE.format(name=upload.name, size=size), show_time=True):
                drafts = read_and_store(current(), principal, upload.name, upload.getvalue(), as_of)
            st.session_state["drafts"] = drafts
            st.rerun()
    last = submission_table(current(), principal, "submissions", states=KEPT_STATES, limit=3)
    if not last.empty:
        st.header(intake_labels.LAST_SUBMISSIONS)
        widgets.table(last, intake_labels.SUBMISSION_MARK)
        st.page_link("views/submissions.py", label=intake_labels.ALL_SUBMISSIONS, icon=":material/history:")


def look(submission_id: int, *, created: bool, receipt: str) -> None:
    """Step two: look, then submit or leave it."""
    if not created:
        st.info(intake_labels.SAME_FILE.format(receipt=receipt), icon=":material/content_copy:")
    actions = st.container()
    page = submission_view.show(current(), principal, submission_id)
    with actions:
        submission_view.draft_actions(current(), principal, page)


st.title(labels.PAGE_UPLOAD)
reminder_line(current(), principal)
receipts = st.session_state.get("receipts", [])
for number in receipts:
    st.success(intake_labels.RECEIPT.format(receipt=number), icon=":material/task_alt:")
drafts = st.session_state.get("drafts")
if not drafts:
    choose_file()
else:
    if st.button(intake_labels.ANOTHER_FILE, key="another_file", icon=":material/upload_file:"):
        st.session_state.pop("drafts", None)
        st.session_state.pop("receipts", None)
        st.rerun()
    for item in drafts:
        look(
            item.receipt.submission_id,
            # A draft of a moment ago that has been handed in by now is no news of "the same file".
            created=item.receipt.created or item.receipt.receipt in receipts,
            receipt=item.receipt.receipt,
        )
