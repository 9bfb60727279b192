"""Typing one person in two steps: the form, then what it would change; then the receipt. Keeps what was typed."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboards import labels, person_labels, widgets
from dashboards.application import Application
from dashboards.person_entry import Checked, Subject, check, employers_of, hand_in
from dashboards.person_form import person_form
from talentdb.access.principal import Principal, Role

__all__ = ["typing_box"]


def typing_box(
    application: Application, principal: Principal, key: str, help_text: str, subject: Callable[[], Subject]
) -> None:
    """Draw the step that the entry named `key` is at.

    Args:
        subject: gives whom the form is about; asked once an entry.
    """
    # A new turn after each receipt gives an empty form; the widgets of a turn keep what was typed in them.
    entry = st.session_state.setdefault(f"typing_{key}", {"turn": 0, "inputs": {}, "wrong": {}, "look": False})
    if "receipt" in entry:
        _told(principal, entry)
    with widgets.telling_errors():
        if "subject" not in entry:
            entry["subject"] = subject()
        if entry["look"]:
            _look(application, principal, entry)
        else:
            _fill(application, principal, entry, key, help_text)


def _told(principal: Principal, entry: Mapping[str, Any]) -> None:
    """The receipt, and where the submission stands now."""
    number, receipt = entry["receipt"]
    agency = principal.role is Role.AGENCY
    where = person_labels.SENT_AGENCY if agency else person_labels.SENT_STEWARD
    st.success(f"{person_labels.SENT.format(receipt=receipt)} {where}", icon=":material/task_alt:")
    st.page_link(
        f"views/{'submissions' if agency else 'review'}.py",
        label=person_labels.OPEN_SUBMISSION,
        icon=":material/open_in_new:",
        query_params={"submission": str(number)},
    )


def _fill(application: Application, principal: Principal, entry: dict[str, Any], key: str, help_text: str) -> None:
    subject: Subject = entry["subject"]
    st.markdown(f"**{person_labels.STEP_FILL}** · {help_text}")
    inputs = person_form(
        subject.stands,
        key=f"{key}_{entry['turn']}",
        typed=entry["inputs"],
        wrong=entry["wrong"],
        employers=employers_of(application, principal),
        employer=subject.employer,
    )
    if inputs is None:
        return
    entry.pop("receipt", None)
    checked = check(application, principal, subject, inputs)
    entry["wrong"] = checked.wrong
    if not checked.wrong and checked.changes.empty:
        st.warning(person_labels.NOTHING_CHANGED)
        return
    entry.update(inputs=inputs, look=not checked.wrong)
    st.rerun()


def _look(application: Application, principal: Principal, entry: dict[str, Any]) -> None:
    subject: Subject = entry["subject"]
    checked = check(application, principal, subject, entry["inputs"])
    st.markdown(f"**{person_labels.STEP_LOOK}**")
    with st.container(border=True):
        _show(subject, checked)
    with st.container(horizontal=True):
        if st.button(labels.SUBMIT, type="primary", key="typing_send", icon=":material/send:"):
            receipt = hand_in(application, principal, subject, entry["inputs"])
            entry.update(turn=entry["turn"] + 1, inputs={}, wrong={}, look=False)
            entry["receipt"] = receipt.submission_id, receipt.receipt
            entry.pop("subject")
            st.rerun()
        if st.button(person_labels.BACK, key="typing_back", icon=":material/edit:"):
            # the widgets of the form were gone meanwhile: a new turn draws them with what was typed
            entry.update(turn=entry["turn"] + 1, look=False)
            st.rerun()
        if st.button(person_labels.CANCEL, key="typing_cancel"):
            entry.update(turn=entry["turn"] + 1, inputs={}, wrong={}, look=False)
            st.rerun()


def _show(subject: Subject, checked: Checked) -> None:
    st.subheader(person_labels.WILL_ADD if subject.record is None else person_labels.WILL_CHANGE)
    name = subject.stands.get("full_name")
    if name:
        st.caption(widgets.plain_text(str(name)))
    widgets.table(checked.changes)
    if checked.doubts:
        st.warning(
            f"{person_labels.LOOK_AGAIN}:\n\n" + "\n".join(f"- {widgets.plain_text(one)}" for one in checked.doubts),
            icon=":material/visibility:",
        )
    if not checked.twins.empty:
        st.warning(f"**{person_labels.TWINS}.** {person_labels.TWINS_HELP}", icon=":material/group:")
        widgets.table(checked.twins)
