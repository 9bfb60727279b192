"""The part of the page of personal data about other bodies: agreements, what was given under each, a new file."""

from datetime import date
from html import escape
from typing import Final

import streamlit as st

from dashboards import agreement_page_labels as words
from dashboards import widgets
from dashboards.agreement_data import add_agreement, end, give_data, known_agreements, register_file
from dashboards.application import Application
from dashboards.export_labels import TYPES
from dashboards.export_panel import show_password
from dashboards.popovers import close_and_rerun, popover
from dashboards.request_view import TOLD
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import UsageError
from talentdb.privacy.agreement_labels import STATES
from talentdb.privacy.agreement_sheets import field_words
from talentdb.privacy.agreements import GIVEABLE, Agreement, Handover
from talentdb.privacy.in_words import column_words, moment_words
from talentdb.services.locked_file import new_password
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["check_who", "shown"]

_PAGE: Final = 10
_TONES: Final = {"coming": "waits", "in_force": "good", "over": "", "ended": ""}


def shown(app: Application, principal: Principal) -> None:
    """All of it: what it is about, a new agreement, the register, the cards."""
    st.caption(words.INTRO)
    with st.container(horizontal=True):
        if may(principal, Action.REVIEW):
            _new_box(app, principal)
        found = known_agreements(app, principal)
        if found:
            st.download_button(
                words.REGISTER, lambda: register_file(app, principal)[1], "so-cung-cap-du-lieu.xlsx",
                mime=TYPES["xlsx"], key="agreement_register", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    if not found:
        st.info(words.NONE)
        return
    pages = widgets.paging("agreements", _PAGE, len(found))
    day = today()
    for one, given in found[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"agreement_{one.number}"):
            st.html(_card(one, given, day))
            if one.state(day) == "in_force" and may(principal, Action.REVIEW):
                with st.container(horizontal=True):
                    _give_box(app, principal, one)
                    _end_box(app, principal, one)
    pages.picker(len(found))


def _new_box(app: Application, principal: Principal) -> None:
    with popover(words.NEW, "agreement_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form("agreement_form", border=False):
            paper = st.text_input(words.PAPER, key="agreement_paper", max_chars=200)
            signed = st.text_input(words.SIGNED, format_date(today()), key="agreement_signed", max_chars=20)
            receiver = st.text_input(words.RECEIVER, key="agreement_receiver", max_chars=300)
            purpose = st.text_area(words.PURPOSE, key="agreement_purpose", max_chars=1000, height=70)
            subjects = st.text_input(
                words.SUBJECTS, placeholder=words.SUBJECTS_HINT, key="agreement_subjects", max_chars=500
            )
            fields = st.multiselect(
                words.FIELDS, list(GIVEABLE), format_func=_field, key="agreement_fields", select_all=False,
                placeholder=words.CHOOSE,
            )  # fmt: skip
            basis = st.text_input(words.BASIS, placeholder=words.BASIS_HINT, key="agreement_basis", max_chars=500)
            begins = st.text_input(words.BEGINS, format_date(today()), key="agreement_begins", max_chars=20)
            ends = st.text_input(words.ENDS, key="agreement_ends", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key="agreement_save")
        if sent:
            number = add_agreement(
                app, principal, paper=paper, signed=read_day(signed), receiver=receiver, purpose=purpose,
                subjects=subjects, fields=fields, basis=basis, begins=read_day(begins), ends=read_day(ends),
            )  # fmt: skip
            st.session_state[TOLD] = words.SAVED.format(number=number)
            close_and_rerun("agreement_new")


def _give_box(app: Application, principal: Principal, one: Agreement) -> None:
    """The file, made when asked for, with its password below it."""
    key = f"agreement_give_{one.number}"
    with popover(words.GIVE, key, icon=":material/outbox:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        asked = st.empty()
        with asked.container(), st.form(f"{key}_form", border=False):
            query = st.text_input(words.QUERY, placeholder=words.QUERY_HINT, key=f"{key}_query", max_chars=300)
            everybody = st.checkbox(words.EVERYBODY, key=f"{key}_everybody")
            fields = st.multiselect(
                words.FIELDS, list(one.fields), list(one.fields), format_func=_field, key=f"{key}_fields",
                select_all=False, placeholder=words.CHOOSE,
            )  # fmt: skip
            recipient = st.text_input(words.RECIPIENT, key=f"{key}_recipient", max_chars=200)
            sent = st.form_submit_button(words.MAKE, type="primary", key=f"{key}_make")
        if sent:
            check_who(query, everybody)
            password = new_password()
            made = give_data(app, principal, one.number, query, recipient=recipient, fields=fields, password=password)
            asked.empty()
            st.caption(words.MADE.format(copy=made.handover.copy, people=widgets.number(made.handover.people)))
            st.download_button(words.TAKE, made.content, made.name, key=f"{key}_take", on_click="ignore")
            show_password(password)
            if made.left_out:
                st.warning(made.left_out)


def check_who(query: str, everybody: bool) -> None:
    """An empty box means everybody to what makes the file: so that nobody sends all by leaving it empty, it is said.

    Raises: UsageError when neither or both are meant.
    """
    if everybody == bool(query.strip()):
        raise UsageError(words.WHO_ODD, words.WHO_ADVICE)


def _end_box(app: Application, principal: Principal, one: Agreement) -> None:
    key = f"agreement_end_{one.number}"
    with popover(words.END, key, icon=":material/event_busy:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form(f"{key}_form", border=False):
            day = st.text_input(words.END_DAY, format_date(today()), key=f"{key}_day", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"{key}_save")
        if sent:
            end(app, principal, one.number, read_day(day))
            close_and_rerun(key)


def _card(one: Agreement, given: tuple[Handover, ...], day: date) -> str:
    state = one.state(day)
    by = words.BY.format(
        paper=one.paper, signed=format_date(one.signed), begins=format_date(one.begins),
        ends=format_date(one.ended or one.ends), login=one.login,
    )  # fmt: skip
    lines = [
        words.FOR.format(purpose=one.purpose, subjects=one.subjects, basis=one.basis),
        words.OF.format(fields=field_words(one.fields)),
    ]
    lines += [
        words.GIVEN.format(
            copy=each.copy, people=widgets.number(each.people), recipient=each.recipient,
            moment=moment_words(each.made_at),
        )
        for each in given
    ]  # fmt: skip
    head = words.HEAD.format(number=one.number, receiver=one.receiver)
    told = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return (
        f'<div class="hit"><b>{escape(head)}</b> <span class="mark {_TONES[state]}">{escape(STATES[state])}</span>'
        f'<div class="quiet">{escape(by)}</div>{told}</div>'
    )


def _field(name: str) -> str:
    return column_words("person_version", name)
