"""The part of the page of personal data that shows requests: a new one, cards with their clocks, what comes next."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

import streamlit as st

from dashboards import erasure_view, widgets
from dashboards import privacy_labels as words
from dashboards.application import Application
from dashboards.export_panel import show_password
from dashboards.popovers import close_and_rerun, popover
from dashboards.privacy_data import add_request, everything_held, name_person, step
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.calendar.working_days import working_days_until
from talentdb.errors import UsageError
from talentdb.privacy import labels as said
from talentdb.privacy.clocks import rights, urgency
from talentdb.privacy.consent_labels import LEDGER_LATER
from talentdb.privacy.requests import Request, Step
from talentdb.services.locked_file import new_password
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["TOLD", "listed", "new_box", "person_number"]

TOLD: Final = "privacy_told"
_PAGE: Final = 15
_TONES: Final = {"new": "warn", "running": "busy", "done": "good", "refused": "", "withdrawn": ""}
_STEP_TONES: Final = {
    "answered": "busy",
    "extended": "warn",
    "done": "good",
    "refused": "waits",
    "withdrawn": "waits",
}


def new_box(app: Application, principal: Principal) -> None:
    """The form of a new request."""
    with popover(words.NEW_REQUEST, "request_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        named = {code: one.label for code, one in rights().items()}
        with st.form("request_form", border=False):
            kind = st.selectbox(words.RIGHT, list(named), format_func=named.__getitem__, key="request_kind")
            who = st.text_input(words.REQUESTER, placeholder=words.REQUESTER_HINT, key="request_who", max_chars=200)
            contact = st.text_input(words.CONTACT, key="request_contact", max_chars=300)
            channel = st.selectbox(
                words.CHANNEL, list(said.CHANNELS), format_func=said.CHANNELS.__getitem__, key="request_channel"
            )
            text = st.text_area(words.TEXT, key="request_text", max_chars=4000, height=100)
            day = st.text_input(words.RECEIVED, format_date(today()), key="request_day", max_chars=20)
            third = st.checkbox(words.THIRD, key="request_third")
            person = st.text_input(words.PERSON, key="request_person", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key="request_save")
        if sent:
            number = add_request(
                app, principal, kind, who, text, received=read_day(day), channel=channel, contact=contact,
                third=third, person_id=person_number(person),
            )  # fmt: skip
            st.session_state[TOLD] = words.SAVED.format(number=number)
            close_and_rerun("request_new")


def listed(app: Application, principal: Principal, found: Sequence[Request]) -> None:
    """The cards: the nearest last day first, what has ended below."""
    if not found:
        st.info(words.NO_REQUESTS)
        return
    pages = widgets.paging("requests", _PAGE, len(found))
    day = today()
    for one in found[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"request_{one.number}"):
            st.html(_card(one, day))
            if one.is_open and may(principal, Action.REVIEW):
                with st.container(horizontal=True):
                    _step_box(app, principal, one)
                    _person_box(app, principal, one)
                    if one.person_id is not None:
                        _file_box(app, principal, one)
                        if one.kind == "erase" and may(principal, Action.ERASE):
                            reason = words.ERASE_REASON.format(number=one.number)
                            key = f"request_erase_{one.number}"
                            erasure_view.erase_box(app, principal, key, one.person_id, "request", reason, one.number)
    pages.picker(len(found))


def _card(one: Request, day: date) -> str:
    head = words.HEAD.format(number=one.number, right=rights()[one.kind].label)
    by = words.BY.format(who=one.requester, channel=said.CHANNELS[one.channel], day=format_date(one.received))
    steps = "".join(map(_step, one.steps))
    history = f'<ol class="timeline">{steps}</ol>' if steps else ""
    return (
        f'<div class="hit"><b>{escape(head)}</b> {_marks(one, day)}<div class="quiet">{escape(by)}{_whose(one)}'
        f"</div>{_clock(one, day)}<p>{escape(one.body)}</p></div>{history}"
    )


def _whose(one: Request) -> str:
    """A way to the person, to see that it is the right one; of who was erased nothing is left to be found."""
    if one.person_id is None:
        return f" · {escape(words.NOBODY_YET)}" if one.is_open else ""
    name = words.WHOSE.format(number=one.person_id)
    return f' · <a class="who-link" href="/profile?person={one.person_id}" target="_self">{escape(name)}</a>'


def _marks(one: Request, day: date) -> str:
    marks = [(_TONES[one.state], said.STATES[one.state])]
    if one.late(day):
        # Of two clocks: "quá hạn" alone would stand beside days that are left of the other.
        marks.append(("bad", words.LATE_DONE if one.clock.done_by < day else words.LATE_ANSWER))
    elif one.is_open and (level := urgency(one.clock.used(day))):
        marks.append(("warn", words.HALF if level < 0.8 else words.SOON))
    return " ".join(f'<span class="mark {tone}">{escape(text)}</span>' for tone, text in marks)


def _clock(one: Request, day: date) -> str:
    if not one.is_open:
        return ""
    parts = [words.DONE_BY.format(day=format_date(one.clock.done_by))]
    if one.state == "new":
        parts.insert(0, words.ANSWER_BY.format(day=format_date(one.clock.answer_by)))
    if (left := working_days_until(day, one.clock.done_by)) >= 0:
        parts.append(words.LEFT.format(days=left))
    line = "; ".join(parts)
    return f"<div>{escape(line[0].upper() + line[1:])}</div>"


def _step(one: Step) -> str:
    article = f" · {escape(one.article)}" if one.article else ""
    return (
        f'<li class="{_STEP_TONES[one.act]}"><time>{format_date(one.day)}</time><b>{escape(said.ACTS[one.act])}</b>'
        f"{article}<div>{escape(one.body)}</div></li>"
    )


def _step_box(app: Application, principal: Principal, one: Request) -> None:
    key = f"request_step_{one.number}"
    with popover(words.STEP, key, icon=":material/edit_note:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        done = {told.act for told in one.steps} & {"answered", "extended"}
        acts = [act for act in said.ACTS if act not in done]
        with st.form(f"{key}_form", border=False):
            act = st.selectbox(words.ACT, acts, format_func=said.ACTS.__getitem__, key=f"{key}_act")
            text = st.text_area(words.WORDS, key=f"{key}_text", max_chars=4000, height=100)
            article = st.text_input(words.ARTICLE, key=f"{key}_article", max_chars=300)
            day = st.text_input(words.DAY, format_date(today()), key=f"{key}_day", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            in_ledger = step(app, principal, one.number, act, text, day=read_day(day), article=article)
            st.session_state[TOLD] = words.DONE if in_ledger else LEDGER_LATER
            close_and_rerun(key)


def _person_box(app: Application, principal: Principal, one: Request) -> None:
    key = f"request_person_{one.number}"
    label = words.IDENTIFY if one.person_id is None else words.IDENTIFY_OTHER
    with popover(label, key, icon=":material/person_search:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            typed = st.text_input(words.PERSON, key=f"{key}_number", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent and (number := person_number(typed)) is not None:
            name_person(app, principal, one.number, number)
            st.session_state[TOLD] = words.DONE
            close_and_rerun(key)


def _file_box(app: Application, principal: Principal, one: Request) -> None:
    """Everything held on the person, made when asked for and logged, then taken as a workbook or as JSON."""
    key = f"request_file_{one.number}"
    with popover(words.FILE, key, icon=":material/folder_zip:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        st.caption(words.FILE_INTRO)
        asked = st.empty()
        with asked.container(), st.form(f"{key}_form", border=False):
            purpose = st.text_input(
                words.FILE_PURPOSE, words.FILE_PURPOSE_FILLED.format(number=one.number), key=f"{key}_purpose",
                max_chars=300,
            )  # fmt: skip
            lock = st.checkbox(words.FILE_LOCK, value=True, key=f"{key}_lock", help=words.FILE_LOCK_HELP)
            sent = st.form_submit_button(words.FILE_MAKE, type="primary", key=f"{key}_make")
        if sent and one.person_id is not None:
            password = new_password() if lock else ""
            workbook, document = everything_held(app, principal, one.person_id, purpose, password)
            # What was made takes the place of the form: below it the password would lie out of sight.
            asked.empty()
            name = f"toan-bo-du-lieu-{one.person_id}"
            st.download_button(words.FILE_XLSX, workbook, f"{name}.xlsx", key=f"{key}_xlsx", on_click="ignore")
            if password:
                show_password(password)
            else:
                st.download_button(words.FILE_JSON, document, f"{name}.json", key=f"{key}_json", on_click="ignore")


def person_number(text: str) -> int | None:
    """A person's number as typed; None for an empty box. Raises: UsageError for anything else."""
    text = text.strip()
    if not text:
        return None
    # Numbers of people have 9 digits at most; longer ones would not fit the database either.
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise UsageError(words.PERSON_ODD.format(text=text), words.PERSON_ADVICE)
    return int(text)
