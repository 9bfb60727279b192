"""For stewards: lists that wait, what each would change, and the decision: approve, return, roll back."""

import streamlit as st

from dashboards import labels, submission_view
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import approve_submission, return_to_agency, roll_back, submission_table
from talentdb.access.principal import Role
from talentdb.text import format_number

principal = require_page(Role.STEWARD)


def decide(submission_id: int, state: str) -> None:
    """The decisions that the state allows."""
    if state == "submitted":
        approve, back = st.columns(2, gap="large")
        with approve:
            if st.button(labels.APPROVE, type="primary", key="approve", icon=":material/check:"):
                outcome = approve_submission(current(), principal, submission_id)
                st.session_state["review_message"] = labels.APPROVED.format(n=format_number(outcome.changed))
                st.rerun()
        with back, st.form("return"):
            reason = st.text_area(labels.REASON, key="return_reason", placeholder=labels.REASON_HINT)
            if st.form_submit_button(labels.RETURN, icon=":material/undo:"):
                return_to_agency(current(), principal, submission_id, reason)
                st.session_state["review_message"] = labels.RETURNED
                st.rerun()
    elif state == "approved":
        with st.form("rollback"):
            reason = st.text_area(labels.REASON, key="rollback_reason")
            if st.form_submit_button(labels.ROLL_BACK, icon=":material/history:"):
                roll_back(current(), principal, submission_id, reason)
                st.session_state["review_message"] = labels.ROLLED_BACK
                st.rerun()


st.title(labels.PAGE_REVIEW)
message = st.session_state.pop("review_message", None)
if message:
    st.success(message)
states = st.segmented_control(
    labels.STATE,
    list(labels.REVIEW_STATES),
    format_func=labels.REVIEW_STATES.__getitem__,
    default="submitted",
    required=True,
    key="review_state",
)
table = submission_table(current(), principal, state=states)
if table.frame.empty:
    st.info(labels.NOTHING_WAITS)
else:
    event = st.dataframe(
        table.frame,
        width="stretch",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"review_{states}",
    )
    picked = event["selection"]["rows"]
    st.caption(labels.PICK_ROW)
    if picked:
        chosen = table.ids[picked[0]]
        decide(chosen, submission_view.show(current(), principal, chosen))
