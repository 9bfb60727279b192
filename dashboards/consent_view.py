"""The part of the page of personal data about consent: texts in versions, who said what. Nothing is chosen before."""

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from dashboards import consent_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.consent_data import Known, known, not_withdrawn_again, record, write
from dashboards.popovers import close_and_rerun, popover
from dashboards.request_view import TOLD, person_number
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import UsageError
from talentdb.privacy.consent import Text
from talentdb.privacy.consent_labels import ACTS
from talentdb.privacy.data_set_labels import SENSITIVE
from talentdb.privacy.labels import CHANNELS
from talentdb.settings import VIETNAM
from talentdb.text import format_date

__all__ = ["shown"]

_PAGE: Final = 10


def shown(app: Application, principal: Principal) -> None:
    """All of it."""
    st.caption(words.INTRO)
    if may(principal, Action.REVIEW) and (count := not_withdrawn_again(app, principal)):
        st.error(words.PENDING.format(count=count))
    found = known(app, principal)
    if not found.purposes and not found.texts:
        st.info(words.NO_LIST)
        return
    # A place of its own: the boxes below would open again if they moved when a text has been written.
    with st.container():
        for purpose in sorted(found.purposes.keys() - {one.purpose for one in found.texts}):
            st.warning(words.NO_TEXT_YET.format(purpose=purpose))
    if may(principal, Action.REVIEW):
        with st.container(horizontal=True):
            if found.purposes:
                _text_box(app, principal, found)
            if found.texts:
                _record_box(app, principal, found)
    pages = widgets.paging("consent_texts", _PAGE, len(found.texts))
    for one in found.texts[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"consent_text_{one.number}"):
            st.html(_card(one))
    pages.picker(len(found.texts))
    if found.newest:
        st.caption(words.NEWEST)
        widgets.table(frame(found))


def frame(found: Known) -> pd.DataFrame:
    """What was written down last, as a table."""
    rows = [
        (one.person_id, ACTS[one.act], format_date(one.day), one.purpose, one.version, CHANNELS[one.channel],
         one.paper, "" if one.request is None else str(one.request), one.login)
        for one in found.newest
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(words.HEADS))


def _text_box(app: Application, principal: Principal, found: Known) -> None:
    with popover(words.NEW_TEXT, "consent_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        for purpose, fields in found.purposes.items():
            if fields:
                told = words.SENSITIVE.format(fields=", ".join(SENSITIVE[name] for name in fields))
                st.caption(f"{purpose}: {told}")
        with st.form("consent_text_form", border=False):
            purpose = st.selectbox(words.PURPOSE, list(found.purposes), key="consent_purpose")
            body = st.text_area(words.BODY, key="consent_body", max_chars=4000, height=160)
            sent = st.form_submit_button(words.SAVE, type="primary", key="consent_text_save")
        if sent:
            made = write(app, principal, purpose, body)
            st.session_state[TOLD] = words.TEXT_SAVED.format(number=made.number, version=made.version)
            close_and_rerun("consent_new")


def _record_box(app: Application, principal: Principal, found: Known) -> None:
    named = {
        one.number: words.TEXT_NAME.format(number=one.number, version=one.version, purpose=one.purpose)
        for one in found.texts
    }
    with popover(words.RECORD, "consent_give", icon=":material/how_to_reg:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form("consent_form", border=False):
            person = st.text_input(words.PERSON, placeholder=words.PERSON_HINT, key="consent_person", max_chars=20)
            # Nothing is chosen before somebody chooses it.
            text = st.selectbox(
                words.TEXT, list(named), index=None, format_func=named.__getitem__, placeholder=words.CHOOSE,
                key="consent_text",
            )  # fmt: skip
            channel = st.selectbox(
                words.CHANNEL, list(CHANNELS), index=None, format_func=CHANNELS.__getitem__,
                placeholder=words.CHOOSE, key="consent_channel",
            )  # fmt: skip
            day = st.text_input(words.DAY, key="consent_day", max_chars=20)
            paper = st.text_input(words.PAPER, placeholder=words.PAPER_HINT, key="consent_paper", max_chars=300)
            sent = st.form_submit_button(words.SAVE, type="primary", key="consent_save")
        if sent:
            number = person_number(person)
            if number is None:
                raise UsageError(words.NO_NUMBER, words.NO_NUMBER_ADVICE)
            record(
                app, principal, number, text or 0, day=read_day(day), channel=channel or "", paper=paper
            )  # fmt: skip
            st.session_state[TOLD] = words.SAVED.format(person=number)
            close_and_rerun("consent_give")


def _card(one: Text) -> str:
    head = words.HEAD.format(number=one.number, version=one.version)
    by = words.HASH.format(
        sha256=one.sha256, login=one.login, day=format_date(one.made_at.astimezone(VIETNAM).date())
    )
    return (
        f'<div class="hit"><b>{escape(head)}</b><div>{escape(words.FOR.format(purpose=one.purpose))}</div>'
        f'<p>{escape(one.body)}</p><div class="quiet">{escape(by)}</div></div>'
    )
