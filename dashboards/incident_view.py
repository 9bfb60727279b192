"""The part of the page of personal data that shows incidents: a new one, cards with notices due, what was done."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from html import escape
from typing import Final

import streamlit as st

from dashboards import privacy_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.popovers import close_and_rerun, popover
from dashboards.privacy_data import add_incident, incident_step
from dashboards.request_view import TOLD
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import UsageError
from talentdb.privacy import labels as said
from talentdb.privacy.incidents import Incident, IncidentStep, Notice
from talentdb.settings import VIETNAM, now
from talentdb.text import format_date

__all__ = ["listed", "new_box"]

_PAGE: Final = 15
_HOUR: Final = re.compile(r"\s*([01]?[0-9]|2[0-3])\s*[:h]\s*([0-5][0-9])\s*")


def new_box(app: Application, principal: Principal) -> None:
    """The form of a new incident."""
    with popover(words.NEW_INCIDENT, "incident_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form("incident_form", border=False):
            kind = st.selectbox(words.KIND, list(said.KINDS), format_func=said.KINDS.__getitem__, key="incident_kind")
            text = st.text_area(words.WHAT, key="incident_text", max_chars=4000, height=120)
            day, hour = _moment_boxes("incident", words.DETECTED)
            may_harm = st.checkbox(words.MAY_HARM, value=True, key="incident_harm")
            is_cyber = st.checkbox(words.IS_CYBER, key="incident_cyber")
            affected = st.text_input(words.AFFECTED, key="incident_affected", max_chars=12)
            sent = st.form_submit_button(words.SAVE, type="primary", key="incident_save")
        if sent:
            number = add_incident(
                app, principal, kind, text, _moment(day, hour), may_harm=may_harm, is_cyber=is_cyber,
                affected=_count(affected),
            )  # fmt: skip
            st.session_state[TOLD] = words.SAVED.format(number=number)
            close_and_rerun("incident_new")


def listed(app: Application, principal: Principal, found: Sequence[Incident]) -> None:
    """The cards: open ones first."""
    if not found:
        st.info(words.NO_INCIDENTS)
        return
    pages = widgets.paging("incidents", _PAGE, len(found))
    moment = now()
    for one in found[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"incident_{one.number}"):
            st.html(_card(one, moment))
            if one.is_open and may(principal, Action.HANDLE_INCIDENTS):
                _step_box(app, principal, one)
    pages.picker(len(found))


def _card(one: Incident, moment: datetime) -> str:
    head = words.INCIDENT_HEAD.format(number=one.number, kind=said.KINDS[one.kind])
    tone, state = ("warn", words.OPEN) if one.is_open else ("good", words.CLOSED)
    by = words.INCIDENT_BY.format(moment=_shown(one.detected_at))
    if one.affected is not None:
        by += f" · {words.PEOPLE.format(count=widgets.number(one.affected))}"
    notices = "".join(_notice(notice, moment) for notice in one.notices)
    steps = "".join(map(_step, one.steps))
    history = f'<ol class="timeline">{steps}</ol>' if steps else ""
    return (
        f'<div class="hit"><b>{escape(head)}</b> <span class="mark {tone}">{escape(state)}</span>'
        f'<div class="quiet">{escape(by)}</div>{notices}<p>{escape(one.body)}</p></div>{history}'
    )


def _notice(one: Notice, moment: datetime) -> str:
    act = said.INCIDENT_ACTS[one.act]
    told = words.LATE if one.given is None else words.LATE_TOLD
    late = f' <span class="mark bad">{escape(told)}</span>' if one.late(moment) else ""
    if one.given is not None:
        return f"<div>{escape(words.NOTICE_GIVEN.format(act=act, moment=_shown(one.given)))}{late}</div>"
    return f"<div>{escape(words.NOTICE_DUE.format(act=act, moment=_shown(one.due)))}{late}</div>"


def _step(one: IncidentStep) -> str:
    tone = "good" if one.act == "closed" else "busy"
    return (
        f'<li class="{tone}"><time>{escape(_shown(one.done_at))}</time><b>{escape(said.INCIDENT_ACTS[one.act])}</b>'
        f"<div>{escape(one.body)}</div></li>"
    )


def _step_box(app: Application, principal: Principal, one: Incident) -> None:
    key = f"incident_step_{one.number}"
    with popover(words.STEP, key, icon=":material/edit_note:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            act = st.selectbox(
                words.ACT, list(said.INCIDENT_ACTS), format_func=said.INCIDENT_ACTS.__getitem__, key=f"{key}_act"
            )
            text = st.text_area(words.WORDS, key=f"{key}_text", max_chars=4000, height=100)
            day, hour = _moment_boxes(key, words.DAY)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            incident_step(app, principal, one.number, act, text, _moment(day, hour))
            st.session_state[TOLD] = words.DONE
            close_and_rerun(key)


def _moment_boxes(key: str, label: str) -> tuple[str, str]:
    """Day and hour as text, with this minute in them."""
    at = now().astimezone(VIETNAM)
    first, second = st.columns([2, 1])
    day = first.text_input(label, format_date(at.date()), key=f"{key}_day", max_chars=20)
    return day, second.text_input(words.HOUR, f"{at:%H:%M}", key=f"{key}_hour", max_chars=8)


def _moment(day: str, hour: str) -> datetime:
    """The moment of two boxes, in Vietnam. Raises: UsageError for what is no day or no hour."""
    found = _HOUR.fullmatch(hour)
    if found is None:
        raise UsageError(words.HOUR_ODD.format(text=hour.strip()), words.HOUR_ADVICE)
    return datetime.combine(read_day(day), time(int(found[1]), int(found[2])), VIETNAM)


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"


def _count(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise UsageError(words.AFFECTED_ODD.format(text=text))
    return int(text)
