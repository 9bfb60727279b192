"""The sheets of a submission as pictures with what was understood; in an own draft, the form that corrects it."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from dashboards import intake_labels, labels, widgets
from dashboards.application import Application
from dashboards.correct_reading import correction_form
from dashboards.intake import SubmissionPage
from dashboards.replaced import took_its_place
from dashboards.sheet_data import read_again, sheet_window, told_of
from dashboards.sheet_picture import as_html, reading_of
from talentdb.access.principal import Principal
from talentdb.text import format_number

__all__ = ["show"]

_ABOVE_HEADER = 4
_ROWS_A_STEP = 20


def show(application: Application, principal: Principal, page: SubmissionPage, *, correctable: bool) -> None:
    """Draw the picker of sheets, the picture, its legend and what was left out."""
    sheets = {sheet["sheet"]: sheet for sheet in page.understanding.get("sheets", ())}
    if not sheets:
        st.info(intake_labels.UNDERSTOOD_NOTHING)
        return
    key = f"picture_{page.submission_id}"
    left, right = st.columns([3, 1])
    name = left.selectbox(
        intake_labels.PICTURE_SHEET, sorted(sheets, key=lambda one: not sheets[one]["tables"]), key=f"{key}_sheet"
    )
    sheet = sheets[name]
    if sheet["ignored"]:
        st.caption(intake_labels.PICTURE_IGNORED.format(why=intake_labels.IGNORED.get(sheet["ignored"], "")))
    first = right.number_input(
        intake_labels.PICTURE_FROM, min_value=1, value=_first_row(sheet), step=_ROWS_A_STEP, key=f"{key}_{name}_first"
    )
    with widgets.telling_errors():
        window = _window(application, principal, page.submission_id, name, int(first))
        found = [item for item in page.found if item["sheet"] == name]
        st.html(as_html(window, reading_of(sheet, found)))
        if window["rows"]:
            st.caption(_what_is_shown(window))
    marks = (
        f'<span><i class="{kind}"></i>{escape(words)}</span>' for kind, words in intake_labels.PICTURE_LEGEND.items()
    )
    st.html(f'<div class="legend">{"".join(marks)}</div>')
    for line in page.left_out:
        st.caption(line)
    if correctable:
        with st.expander(labels.CORRECT_READING, icon=":material/edit:"), widgets.telling_errors():
            _correct(application, principal, page, sheet)


def _first_row(sheet: Mapping[str, Any]) -> int:
    """A few rows above the first header, so that the first rows of data are seen at once."""
    starts = [min((table["first_row"], *table["header_rows"])) for table in sheet["tables"]]
    return max(1, min(starts, default=1) - _ABOVE_HEADER)


def _what_is_shown(window: Mapping[str, Any]) -> str:
    words = intake_labels.PICTURE_ROWS.format(
        first=format_number(window["rows"][0]["row"]),
        last=format_number(window["rows"][-1]["row"]),
        total=format_number(window["last_row"]),
    )
    cut = window["cut_columns"]
    return f"{words} {intake_labels.PICTURE_CUT.format(n=format_number(cut))}" if cut else words


def _window(
    application: Application, principal: Principal, submission_id: int, sheet: str, first: int
) -> dict[str, Any]:
    """The window, kept in the session: a file of megabytes is not opened again at each click."""
    asked = (submission_id, sheet, first)
    kept = st.session_state.setdefault("pictures", {})
    if asked not in kept:
        # a few, so that two drafts of one file on one page do not take turns
        while len(kept) >= 6:
            kept.pop(next(iter(kept)))
        kept[asked] = sheet_window(application, principal, *asked)
    window: dict[str, Any] = kept[asked]
    return window


def _correct(application: Application, principal: Principal, page: SubmissionPage, sheet: Mapping[str, Any]) -> None:
    corrected = correction_form(page.understanding, sheet, key=f"correct_{page.submission_id}_{sheet['sheet']}")
    if corrected is None:
        return
    form, corrections = corrected
    told = replace(told_of(page.understanding), form=form, corrections=corrections)
    with st.spinner(intake_labels.READING, show_time=True):
        loaded = read_again(application, principal, page.submission_id, told)
    took_its_place(loaded, labels.CORRECTED, labels.TAB_UNDERSTOOD)
