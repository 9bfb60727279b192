"""For agencies: drop a file, see what was understood, every problem at its cell, what would change; then submit."""

import streamlit as st

from dashboards import labels, submission_view
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import read_and_store, submit_draft, withdraw_draft
from talentdb.access.principal import Role
from talentdb.settings import today

principal = require_page(Role.AGENCY)


def choose_file() -> None:
    """Step one: the file, and the day that it describes."""
    st.markdown(labels.UPLOAD_INTRO)
    upload = st.file_uploader(labels.FILE, type=["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"], key="upload")
    as_of = st.date_input(
        labels.AS_OF_FILE,
        value=None,
        max_value=today(),
        format="DD/MM/YYYY",
        key="upload_as_of",
        help=labels.AS_OF_HELP,
    )
    if st.button(labels.READ_FILE, type="primary", disabled=upload is None, key="read_file") and upload is not None:
        with st.spinner(labels.READING):
            st.session_state["drafts"] = read_and_store(current(), principal, upload.name, upload.getvalue(), as_of)
        st.rerun()


def show_draft(submission_id: int, *, created: bool, receipt: str) -> None:
    """Step two: look, then submit or leave it."""
    if not created:
        st.info(labels.SAME_FILE.format(receipt=receipt))
    state = submission_view.show(current(), principal, submission_id)
    if state != "draft":
        return
    send, leave, _ = st.columns([1, 1, 3])
    if send.button(labels.SUBMIT, type="primary", key=f"submit_{submission_id}"):
        submit_draft(current(), principal, submission_id)
        st.session_state.setdefault("receipts", []).append(receipt)
        st.rerun()
    if leave.button(labels.DISCARD, key=f"discard_{submission_id}"):
        withdraw_draft(current(), principal, submission_id)
        st.session_state.pop("drafts", None)
        st.rerun()


st.title(labels.PAGE_UPLOAD)
for number in st.session_state.get("receipts", []):
    st.success(labels.RECEIPT.format(receipt=number))
drafts = st.session_state.get("drafts")
if not drafts:
    choose_file()
else:
    for item in drafts:
        show_draft(item.receipt.submission_id, created=item.receipt.created, receipt=item.receipt.receipt)
    if st.button(labels.ANOTHER_FILE, key="another_file", icon=":material/upload_file:"):
        st.session_state.pop("drafts", None)
        st.session_state.pop("receipts", None)
        st.rerun()
