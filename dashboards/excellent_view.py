"""The yearly list of excellent tasks: the table, what the registry suggests, taking off, the workbook to send."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboards import register_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.popovers import close_and_rerun, popover
from dashboards.register_data import (
    bodies,
    excellent_file,
    excellent_tasks,
    keep_excellent,
    suggestions,
    withdraw,
)
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.reporting.excellent import ExcellentTask, Suggestion
from talentdb.reporting.register_labels import LACKS
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["excellent_box", "excellent_table"]

_YEARS: Final = 5
_MARKS: Final = {words.ON_LIST: "good"}


def excellent_box(app: Application, principal: Principal) -> None:
    """The list of a year with what may be done about it."""
    st.caption(words.EXCELLENT_INTRO)
    writes, now = may(principal, Action.REVIEW), today().year
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = st.selectbox(words.YEAR, [now - back for back in range(_YEARS)], key="excellent_year", width=180)
        withdrawn = st.toggle(words.SHOW_WITHDRAWN, key="excellent_withdrawn")
    found = excellent_tasks(app, principal, year, withdrawn=withdrawn)
    offered = suggestions(app, principal, year) if writes else ()
    with st.container(horizontal=True):
        if writes:
            _new_box(app, principal, year, offered)
            _withdraw_box(app, principal, [one for one in found if not one.withdrawn])
        if may(principal, Action.EXPORT) and found:
            _export_box(app, principal, year)
    if found:
        widgets.table(excellent_table(found), _MARKS)
    else:
        st.info(words.NO_EXCELLENT.format(year=year))
    if offered:
        with st.expander(words.SUGGESTED.format(n=len(offered))):
            st.caption(words.SUGGESTED_HELP)
            st.markdown("\n".join(f"- {widgets.plain_text(_suggestion(one))}" for one in offered))


def excellent_table(found: Sequence[ExcellentTask]) -> pd.DataFrame:
    """The tasks, and whether each stands on the list that is sent."""
    rows = {
        "title": [one.title for one in found],
        "lead": [one.lead for one in found],
        "agency": [one.agency for one in found],
        "rated_on": [format_date(one.rated_on) for one in found],
        "rating": [words.RATINGS[one.rating] for one in found],
        "applied": [one.applied for one in found],
        "state": [_state(one) for one in found],
    }
    return pd.DataFrame({words.COLUMNS[key]: values for key, values in rows.items()})


def _state(one: ExcellentTask) -> str:
    if one.withdrawn:
        return words.OFF_LIST.format(reason=one.withdrawn)
    return words.NOT_MET.format(lacks=", ".join(LACKS[key] for key in one.lacks)) if one.lacks else words.ON_LIST


def _suggestion(one: Suggestion) -> str:
    return words.SUGGESTION.format(title=one.title, year=one.year or "—", lead=one.lead, agency=one.agency or "—")


def _new_box(app: Application, principal: Principal, year: int, offered: Sequence[Suggestion]) -> None:
    with popover(words.NEW_EXCELLENT, "excellent_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        at = st.selectbox(
            words.TAKE_SUGGESTION, [None, *range(len(offered))], key="excellent_from",
            format_func=lambda number: words.TYPE_IT if number is None else _suggestion(offered[number]),
        )  # fmt: skip
        taken = None if at is None else offered[at]
        named = widgets.told_apart(bodies(app, principal))
        numbers = [None, *named]
        # Another form for another suggestion, so that its words stand in the boxes.
        with st.form(f"excellent_form_{at}", border=False):
            title = st.text_input(words.TITLE, taken.title if taken else "", key=f"excellent_title_{at}")
            lead = st.text_input(words.LEAD, taken.lead if taken else "", key=f"excellent_lead_{at}")
            body = st.selectbox(
                words.WHERE, numbers, key=f"excellent_body_{at}",
                index=numbers.index(taken.agency_id) if taken and taken.agency_id in named else 0,
                format_func=lambda number: named.get(number, words.NO_BODY),
            )  # fmt: skip
            commissioned = st.checkbox(words.COMMISSIONED, value=True, key=f"excellent_commissioned_{at}")
            rated_on = st.text_input(words.RATED_ON, key=f"excellent_rated_{at}", max_chars=20)
            rating = st.radio(
                words.RATING, list(words.RATINGS), format_func=words.RATINGS.__getitem__, horizontal=True,
                key=f"excellent_rating_{at}",
            )  # fmt: skip
            applied = st.text_area(words.APPLIED, key=f"excellent_applied_{at}", max_chars=2000, height=80)
            paper = st.text_input(words.EXCELLENT_PAPER, key=f"excellent_paper_{at}", max_chars=200)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"excellent_save_{at}")
        if sent:
            given = {
                "year": year, "title": title, "lead": lead, "agency_id": body, "commissioned": commissioned,
                "rated_on": read_day(rated_on), "rating": rating, "applied": applied, "paper": paper,
                "work_key": taken.work_key if taken else None,
            }  # fmt: skip
            keep_excellent(app, principal, given)
            st.session_state["register_told"] = words.DONE
            close_and_rerun("excellent_new")


def _withdraw_box(app: Application, principal: Principal, found: Sequence[ExcellentTask]) -> None:
    if not found:
        return
    with popover(words.WITHDRAW, "excellent_withdraw") as is_open, widgets.telling_errors():
        if not is_open:
            return
        titles = widgets.told_apart({one.number: one.title for one in found})
        with st.form("excellent_withdraw_form", border=False):
            number = st.selectbox(words.WHICH, list(titles), format_func=titles.__getitem__, key="excellent_which")
            reason = st.text_input(words.WHY, key="excellent_why", max_chars=500)
            sent = st.form_submit_button(words.SAVE, type="primary", key="excellent_withdraw_save")
        if sent:
            withdraw(app, principal, number, reason)
            st.session_state["register_told"] = words.DONE
            close_and_rerun("excellent_withdraw")


def _export_box(app: Application, principal: Principal, year: int) -> None:
    """The file is made when it is asked for: each making is logged."""
    if st.button(words.EXPORT_MAKE, key="excellent_make", icon=":material/table_view:"):
        content = excellent_file(app, principal, year)
        st.download_button(
            words.EXPORT, content, words.EXPORT_FILE.format(year=year), key="excellent_take", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
