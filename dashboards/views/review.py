"""For stewards: lists that wait, what each would change, and the decision: approve, return, roll back."""

from collections.abc import Mapping

import streamlit as st

from dashboards import intake_labels, labels, return_picker, review_labels, submission_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.intake import SubmissionPage, submission_table
from dashboards.review_data import approve_submission, return_to_agency, roll_back, who_would_go
from talentdb.access.principal import Role
from talentdb.text import format_number

principal = require_page(Role.STEWARD)


def finish(message: str) -> None:
    """Back to the submission with its new state, and what was done."""
    st.session_state["review_message"] = message
    st.rerun()


def approve_box(page: SubmissionPage, words: str, chosen: Mapping[int, str]) -> None:
    """The list goes into the registry, but for the chosen rows."""
    sent_back, left = format_number(len(chosen)), format_number(len(page.rows) - len(chosen))
    if chosen and len(chosen) == len(page.rows):
        st.info(review_labels.NOTHING_LEFT)
        return
    if chosen:
        words = review_labels.APPROVE_PART.format(n=left, m=sent_back)
        st.markdown(review_labels.APPROVE_PART_HELP.format(n=left, m=sent_back))
    else:
        st.markdown(review_labels.APPROVE_HELP.format(n=left))
    if st.button(words, type="primary", key="approve", icon=":material/check:"):
        with widgets.telling_errors():
            with st.spinner(review_labels.APPROVING, show_time=True):
                outcome = approve_submission(current(), principal, page.submission_id, chosen)
            return_picker.forget(page.submission_id)
            told = review_labels.APPROVED_PART if chosen else review_labels.APPROVED
            finish(
                told.format(
                    agency=page.agency_name,
                    touched=format_number(outcome.touched),
                    changed=format_number(outcome.changed),
                    n=left,
                    m=sent_back,
                )
            )


def reason_box(page: SubmissionPage, key: str, words: str, hint: str, icon: str) -> str:
    """A reason and a button; the reason once the button was pressed, else nothing."""
    with st.form(f"{key}_{page.submission_id}"):
        reason = st.text_area(labels.REASON, key=f"{key}_reason", placeholder=hint, height=90)
        pressed = st.form_submit_button(words, icon=icon)
    if pressed and not reason.strip():
        st.error(review_labels.REASON_MISSING)
    return reason.strip() if pressed else ""


def return_box(page: SubmissionPage, chosen: Mapping[int, str]) -> None:
    """The whole list goes back, with the reasons of the chosen rows."""
    words = review_labels.RETURN_WHOLE if chosen else labels.RETURN
    reason = reason_box(page, "return", words, review_labels.REASON_HINT, ":material/undo:")
    if chosen:
        st.caption(review_labels.RETURN_WITH_ROWS.format(m=format_number(len(chosen))))
    if reason:
        with widgets.telling_errors():
            return_to_agency(current(), principal, page.submission_id, reason, chosen)
            return_picker.forget(page.submission_id)
            finish(review_labels.RETURNED.format(agency=page.agency_name))


def rollback_box(page: SubmissionPage) -> None:
    """The list leaves the registry; what that does is told before."""
    with st.expander(labels.ROLL_BACK, icon=":material/history:"), widgets.telling_errors():
        persons, only = who_would_go(current(), principal, page.submission_id)
        told = review_labels.ROLL_BACK_BEFORE.format(persons=format_number(persons), only=format_number(only))
        st.warning(told, icon=":material/group_remove:")
        reason = reason_box(page, "rollback", labels.ROLL_BACK, review_labels.ROLL_BACK_HINT, ":material/history:")
        if reason:
            with st.spinner(review_labels.ROLLING_BACK, show_time=True):
                roll_back(current(), principal, page.submission_id, reason)
            finish(labels.ROLLED_BACK.format(agency=page.agency_name))


def decide(page: SubmissionPage) -> None:
    """The decisions that the state allows."""
    chosen = return_picker.chosen_rows(page) if page.state in submission_view.DECIDABLE else {}
    if chosen:
        return_picker.tell_chosen(page, chosen)
    if page.state == "submitted":
        approve, back = st.columns([2, 3], gap="medium")
        with approve:
            approve_box(page, labels.APPROVE, chosen)
        with back:
            return_box(page, chosen)
    elif page.state == "approved":
        rollback_box(page)
    elif page.state == "rolled_back":
        approve_box(page, labels.APPROVE_AGAIN, chosen)


def tell_of_others(page: SubmissionPage) -> None:
    """A press of a button that is no longer offered does nothing: say that somebody else decided meanwhile."""
    key = f"seen_{page.submission_id}"
    seen = st.session_state.get(key)
    if not message and seen not in (None, page.state):
        state = labels.SUBMISSION_STATE[page.state]
        st.warning(review_labels.DECIDED_MEANWHILE.format(state=state), icon=":material/group:")
    st.session_state[key] = page.state


def one(submission_id: int) -> None:
    """A list with its decision on top, so that it is in reach on every screen."""
    st.page_link("views/review.py", label=intake_labels.BACK_TO_LIST)
    with widgets.telling_errors():
        decision = st.container(border=True)
        page = submission_view.show(current(), principal, submission_id)
        with decision:
            tell_of_others(page)
            st.markdown(f"**{review_labels.DECISION}** · {page.agency_name} · {labels.SUBMISSION_STATE[page.state]}")
            decide(page)


def waiting() -> None:
    """The lists in one state."""
    state = st.segmented_control(
        review_labels.STATE,
        list(review_labels.REVIEW_STATES),
        format_func=review_labels.REVIEW_STATES.__getitem__,
        default="submitted",
        required=True,
        key="review_state",
        label_visibility="collapsed",
    )
    table = submission_table(current(), principal, "review", states=(state,))
    if table.empty:
        st.info(review_labels.NOTHING_WAITS)
        return
    st.caption(intake_labels.PICK_ROW)
    widgets.table(table, intake_labels.SUBMISSION_MARK)


st.title(labels.PAGE_REVIEW)
message = st.session_state.pop("review_message", None)
if message:
    st.success(message, icon=":material/task_alt:")
chosen = submission_view.chosen_submission()
if chosen is None:
    waiting()
else:
    one(chosen)
