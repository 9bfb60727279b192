"""For stewards: lists that wait, what each would change, and the decision: approve, return, roll back."""

import streamlit as st

from dashboards import labels, submission_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import SubmissionPage, approve_submission, return_to_agency, roll_back, submission_table
from talentdb.access.principal import Role
from talentdb.text import format_number

principal = require_page(Role.STEWARD)


def finish(message: str) -> None:
    """Back to the submission with its new state, and what was done."""
    st.session_state["review_message"] = message
    st.rerun()


def approve_box(page: SubmissionPage, words: str) -> None:
    """The list goes into the registry."""
    st.markdown(labels.APPROVE_HELP.format(n=format_number(page.n_records - page.n_refused)))
    if st.button(words, type="primary", key="approve", icon=":material/check:"):
        with widgets.telling_errors():
            outcome = approve_submission(current(), principal, page.submission_id)
            finish(
                labels.APPROVED.format(
                    agency=page.agency_name,
                    touched=format_number(outcome.touched),
                    changed=format_number(outcome.changed),
                )
            )


def reason_box(page: SubmissionPage, key: str, words: str, hint: str, icon: str) -> str:
    """A reason and a button; the reason once the button was pressed, else nothing."""
    with st.form(f"{key}_{page.submission_id}"):
        reason = st.text_area(labels.REASON, key=f"{key}_reason", placeholder=hint, height=90)
        pressed = st.form_submit_button(words, icon=icon)
    if pressed and not reason.strip():
        st.error(labels.REASON_MISSING)
    return reason.strip() if pressed else ""


def decide(page: SubmissionPage) -> None:
    """The decisions that the state allows."""
    if page.state == "submitted":
        approve, back = st.columns([2, 3], gap="large")
        with approve:
            approve_box(page, labels.APPROVE)
        with back:
            reason = reason_box(page, "return", labels.RETURN, labels.REASON_HINT, ":material/undo:")
            if reason:
                with widgets.telling_errors():
                    return_to_agency(current(), principal, page.submission_id, reason)
                    finish(labels.RETURNED.format(agency=page.agency_name))
    elif page.state == "approved":
        with st.expander(labels.ROLL_BACK, icon=":material/history:"):
            reason = reason_box(page, "rollback", labels.ROLL_BACK, labels.ROLL_BACK_HINT, ":material/history:")
            if reason:
                with widgets.telling_errors():
                    roll_back(current(), principal, page.submission_id, reason)
                    finish(labels.ROLLED_BACK.format(agency=page.agency_name))
    elif page.state == "rolled_back":
        approve_box(page, labels.APPROVE_AGAIN)


def tell_of_others(page: SubmissionPage) -> None:
    """A press of a button that is no longer offered does nothing: say that somebody else decided meanwhile."""
    key = f"seen_{page.submission_id}"
    seen = st.session_state.get(key)
    if not message and seen not in (None, page.state):
        state = labels.SUBMISSION_STATE[page.state]
        st.warning(labels.DECIDED_MEANWHILE.format(state=state), icon=":material/group:")
    st.session_state[key] = page.state


def one(submission_id: int) -> None:
    """A list with its decision on top, so that it is in reach on every screen."""
    st.page_link("views/review.py", label=labels.BACK_TO_LIST)
    with widgets.telling_errors():
        decision = st.container(border=True)
        page = submission_view.show(current(), principal, submission_id)
        with decision:
            tell_of_others(page)
            st.markdown(f"**{labels.DECISION}** · {page.agency_name} · {labels.SUBMISSION_STATE[page.state]}")
            decide(page)


def waiting() -> None:
    """The lists in one state."""
    state = st.segmented_control(
        labels.STATE,
        list(labels.REVIEW_STATES),
        format_func=labels.REVIEW_STATES.__getitem__,
        default="submitted",
        required=True,
        key="review_state",
        label_visibility="collapsed",
    )
    table = submission_table(current(), principal, "review", states=(state,))
    if table.empty:
        st.info(labels.NOTHING_WAITS)
        return
    st.caption(labels.PICK_ROW)
    widgets.table(table, labels.SUBMISSION_MARK)


st.title(labels.PAGE_REVIEW)
message = st.session_state.pop("review_message", None)
if message:
    st.success(message, icon=":material/task_alt:")
chosen = submission_view.chosen_submission()
if chosen is None:
    waiting()
else:
    one(chosen)
