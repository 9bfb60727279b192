"""The list of people who are not in the newest list any more, and the one form in which all are answered for."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboards import person_labels, widgets
from dashboards.application import Application
from dashboards.departure_data import Absent, absences, answer
from ingest.normalise import Evidence
from ingest.normalise.dates import parse_date
from talentdb.access.principal import Principal
from talentdb.settings import today
from talentdb.text import format_date, format_number

__all__ = ["departures_box"]

_MOST = 100
_KEY = "departures"


def departures_box(application: Application, principal: Principal) -> None:
    """Draw the list; hand the answers in when they are sent."""
    st.markdown(person_labels.DEPARTURES_HELP)
    told = st.session_state.pop(f"{_KEY}_told", "")
    if told:
        st.success(told, icon=":material/task_alt:")
    with widgets.telling_errors():
        found = absences(application, principal)
        if found.waiting:
            st.info(person_labels.DEPARTURES_WAIT.format(n=format_number(found.waiting)), icon=":material/hourglass:")
        if not found.people:
            st.success(person_labels.NO_DEPARTURES)
            return
        answers, day = _form(found.people[:_MOST])
        if answers is None:
            return
        if not answers:
            st.warning(person_labels.DEPARTURES_NONE)
        elif day is None:
            st.error(person_labels.WRONG_DAY)
        else:
            receipts = answer(application, principal, answers, day)
            numbers = ", ".join(one.receipt for one in receipts)
            sent = person_labels.DEPARTURES_SENT.format(n=format_number(len(answers)), receipt=numbers)
            st.session_state[f"{_KEY}_told"] = f"{sent} {person_labels.SENT_AGENCY}"
            st.rerun()


def _form(people: Sequence[Absent]) -> tuple[dict[Absent, str] | None, date | None]:
    """Answers and their day; None for the answers before the form is sent."""
    options = ["", *person_labels.DEPARTURE_STATUS]
    everybody = ""
    if len(people) > 1:
        everybody = st.selectbox(
            person_labels.DEPARTURES_ALL, options, format_func=_word, key=f"{_KEY}_all", width=320
        )
    with st.form(f"{_KEY}_form", enter_to_submit=False):
        answers = {one: _answer_of(one, options, everybody) for one in people}
        default = format_date(max(one.list_day for one in people))
        typed = st.text_input(
            person_labels.DEPARTURE_DAY_ALL, default, key=f"{_KEY}_day", placeholder=person_labels.DAY_HINT, width=320
        )
        sent = st.form_submit_button(person_labels.DEPARTURES_SEND, type="primary", icon=":material/send:")
    return ({one: status for one, status in answers.items() if status} if sent else None), _day(typed)


def _word(status: str) -> str:
    return person_labels.DEPARTURE_STATUS.get(status, person_labels.NOTHING_CHOSEN)


def _answer_of(one: Absent, options: Sequence[str], everybody: str) -> str:
    left, right = st.columns([3, 2], vertical_alignment="center")
    line = person_labels.DEPARTURE_LINE.format(
        post=one.post, seen=format_date(one.seen), list_day=format_date(one.list_day)
    )
    left.html(
        f'<a class="who-link" href="/profile?person={one.person_id}" target="_self">{escape(one.full_name)}</a>'
        f'<div class="quiet">{escape(line)}</div>'
    )
    # the key holds what was chosen for everybody, so that a new choice is taken over
    chosen: str = right.selectbox(
        person_labels.DEPARTURE_ANSWER,
        options,
        index=options.index(everybody),
        format_func=_word,
        key=f"{_KEY}_{one.person_id}_{everybody}",
        label_visibility="collapsed",
    )
    return chosen


def _day(typed: str) -> date | None:
    """A whole day that has come; else None."""
    parsed = parse_date(typed, Evidence("recruitment_date", month_first=False))
    if isinstance(parsed, tuple) and parsed[1] == "day" and parsed[0] <= today():
        return parsed[0]
    return None
