"""The part of the page of personal data that shows bases, purposes and terms, and whose time is over."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboards import data_set_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.data import code_labels
from dashboards.data_set_data import declare, is_undeclared, known_processing, whose_time_is_over
from dashboards.erasure_view import TOLD, erase_box
from dashboards.popovers import close_and_rerun, popover
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import UsageError
from talentdb.privacy import data_set_labels as said
from talentdb.privacy.data_sets import Processing, as_workbook, term_words
from talentdb.privacy.retention import Over
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["shown", "warned"]

_PAGE = 15
_NAMED = 5


def warned(app: Application, principal: Principal) -> None:
    """A line for the body whose lists have no basis yet; it may hand in all the same."""
    if is_undeclared(app, principal):
        st.warning(words.UPLOAD)


def shown(app: Application, principal: Principal) -> None:
    """The registry, what is missing in it, and whose time is over."""
    st.caption(words.INTRO)
    found = known_processing(app, principal)
    # A place of its own: the box below would open again if it moved when nothing is missing any more.
    with st.container():
        if missing := undeclared(found):
            st.warning(missing)
    with st.container(horizontal=True):
        if may(principal, Action.REVIEW):
            _new_box(app, principal)
        if found:
            st.download_button(
                words.TAKE, as_workbook(found), words.FILE, key="processing_file", on_click="ignore"
            )  # fmt: skip
    if found:
        widgets.wide_table(frame(found), key="processing_table")
    else:
        st.info(words.NOTHING)
    if may(principal, Action.ERASE):
        _over(app, principal, whose_time_is_over(app, principal))


def undeclared(found: Sequence[Processing]) -> str:
    """What has no basis yet, in words; empty when nothing does."""
    forms: dict[str, list[str]] = {}
    for one in found:
        if one.declared is None:
            forms.setdefault(one.agency, []).append(said.FORMS.get(one.form, one.form))
    if not forms:
        return ""
    names = [f"{agency} ({', '.join(of)})" for agency, of in forms.items()]
    more = [words.AND_MORE.format(count=len(names) - _NAMED)] if len(names) > _NAMED else []
    return words.UNDECLARED.format(
        count=sum(map(len, forms.values())), agencies=len(names), names="; ".join([*names[:_NAMED], *more])
    )  # fmt: skip


def frame(found: Sequence[Processing]) -> pd.DataFrame:
    """The registry as a table."""
    rows = [
        (
            one.agency, said.FORMS.get(one.form, one.form), one.rows,
            said.UNDECLARED if one.declared is None else said.BASES[one.declared.basis],
            "" if one.declared is None else f"{one.declared.paper}, {format_date(one.declared.paper_day)}",
            "" if one.declared is None else term_words(one.declared),
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(words.HEADS))


def _new_box(app: Application, principal: Principal) -> None:
    with popover(words.NEW, "data_set_new", icon=":material/gavel:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form("data_set_form", border=False):
            basis = st.selectbox(
                words.BASIS, list(said.BASES), format_func=said.BASES.__getitem__, key="data_set_basis"
            )  # fmt: skip
            paper = st.text_input(words.PAPER, placeholder=words.PAPER_HINT, key="data_set_paper", max_chars=200)
            day = st.text_input(words.PAPER_DAY, format_date(today()), key="data_set_day", max_chars=20)
            purpose = st.text_area(words.PURPOSE, key="data_set_purpose", max_chars=2000, height=80)
            bodies = {"": words.EVERY_AGENCY, **widgets.told_apart(code_labels(app, "agency"))}
            body = st.selectbox(words.AGENCY, list(bodies), format_func=bodies.__getitem__, key="data_set_agency")
            form = st.selectbox(
                words.FORM, ["", *said.FORMS], key="data_set_of",
                format_func=lambda one: said.FORMS.get(one, words.EVERY_FORM),
            )  # fmt: skip
            sensitive = st.multiselect(
                words.SENSITIVE,
                list(said.SENSITIVE),
                format_func=said.SENSITIVE.__getitem__,
                key="data_set_sensitive",
                placeholder=words.SENSITIVE_NONE,
            )
            responsible = st.text_input(words.RESPONSIBLE, key="data_set_who", max_chars=200)
            years = st.text_input(words.YEARS, key="data_set_years", max_chars=4)
            until = st.text_input(words.UNTIL, key="data_set_until", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key="data_set_save")
        if sent:
            declare(
                app, principal, basis=basis, paper=paper, paper_day=read_day(day), purpose=purpose,
                agency_code=body, form=form, sensitive=sensitive, responsible=responsible,
                kept_until=read_day(until) if until.strip() else None, kept_years=read_years(years),
            )  # fmt: skip
            st.session_state[TOLD] = words.SAVED
            close_and_rerun("data_set_new")


def read_years(text: str) -> int | None:
    """A number of years as typed; None for an empty box. Raises: UsageError for anything else."""
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise UsageError(words.YEARS_ODD.format(text=text), words.YEARS_ADVICE)
    return int(text)


def _over(app: Application, principal: Principal, found: Sequence[Over]) -> None:
    if not found:
        return
    st.warning(words.OVER.format(count=len(found)))
    pages = widgets.paging("over", _PAGE, len(found))
    for one in found[pages.first : pages.first + _PAGE]:
        with st.container(border=True, key=f"over_{one.person_id}"):
            st.html(card(one))
            reason = words.OVER_REASON.format(papers=", ".join(one.papers))
            erase_box(app, principal, f"over_erase_{one.person_id}", one.person_id, "term", reason)
    pages.picker(len(found))


def card(one: Over) -> str:
    """Somebody whose time is over, as HTML."""
    by = words.OVER_BY.format(
        ended=format_date(one.ended), newest=format_date(one.newest), papers=", ".join(one.papers)
    )  # fmt: skip
    head = words.OVER_HEAD.format(name=one.full_name, number=one.person_id)
    return f'<div class="hit"><b>{escape(head)}</b><div class="quiet">{escape(by)}</div></div>'
