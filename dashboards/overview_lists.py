"""The lists below the figures of the overview: who is overdue, quality of data, the people of a part of a figure.

Draws; the answers come from `figure_data`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import figure_data, labels, widgets
from dashboards import overview_labels as words
from dashboards.application import current
from dashboards.chart_export import data_button
from dashboards.figure_data import drill, drill_parts, league
from dashboards.overview_quality import FIELD_WORDS, quality_row
from dashboards.overview_shown import Shown
from talentdb.text import format_number

__all__ = ["overdue", "people", "people_behind", "quality"]

_LEAGUE: Final = 30


def overdue(shown: Shown) -> None:
    """Who owes something, and who has handed in nothing at all."""
    late = figure_data.overdue(current(), shown.principal, shown.plan, shown.as_of)
    if late:
        st.subheader(words.OVERDUE_HEAD.format(n=format_number(len(late))))
        rows = [
            {words.AGENCY: one.body, words.OVERDUE_DAYS: words.DAYS.format(n=format_number(one.days)),
             words.OVERDUE_DUTY: "; ".join(one.owes)}
            for one in late
        ]  # fmt: skip
        pages = widgets.paging("late", _LEAGUE, (shown.plan, shown.as_of))
        widgets.table(pd.DataFrame(rows[pages.first : pages.first + _LEAGUE]))
        pages.picker(len(rows))
        data_button(words.SECTIONS["overdue"], shown.note, lambda: rows, key="qua-han")
    else:
        st.success(words.OVERDUE_NONE)
    silent = [one for one in league(current(), shown.principal, shown.as_of) if one.reports and one.newest is None]
    st.subheader(words.SILENT_HEAD.format(n=format_number(len(silent))))
    if not silent:
        st.success(words.SILENT_NONE)
        return
    with st.expander(words.AS_TABLE):
        widgets.table(pd.DataFrame({words.AGENCY: [one.name for one in silent]}))


def quality(shown: Shown) -> None:
    """The league of data quality, the emptiest first."""
    found = [one for one in league(current(), shown.principal, shown.as_of) if one.people or one.suppressed]
    if not found:
        st.info(words.QUALITY_NONE)
        return
    pages = widgets.paging("league", _LEAGUE, shown.as_of)
    rows = [quality_row(one, shown.as_of) for one in found]
    widgets.table(pd.DataFrame(rows[pages.first : pages.first + _LEAGUE]))
    pages.picker(len(rows))
    data_button(words.SECTIONS["quality"], shown.note, lambda: rows, key="chat-luong-du-lieu")
    st.caption(words.QUALITY_HELP.format(fields=", ".join(FIELD_WORDS.values())))
    hidden = sum(1 for one in found if one.suppressed)
    if hidden:
        st.caption(words.SUPPRESSED_NOTE.format(n=hidden))


def people(shown: Shown) -> None:
    """The people of a part of a figure, for those who may see persons."""
    st.header(labels.BEHIND)
    people_behind(shown, [entry for entry in shown.entries if entry["kind"] == "people"], None)


def people_behind(shown: Shown, entries: Sequence[Mapping[str, Any]], agency: str | None) -> None:
    """The same, of one agency when given; only lists that this account may open are offered."""
    able = {entry["code"]: str(entry["name"]) for entry in entries}
    able = {code: name for code, name in able.items() if drill_parts(current(), shown.principal, shown.plan, code)}
    if not able:
        st.caption(words.NO_PEOPLE_RIGHT)
        return
    place = f"{shown.plan}_{agency or ''}"
    code = st.selectbox(words.INDICATOR, list(able), format_func=able.__getitem__, key=f"people_code_{place}")
    parts = drill_parts(current(), shown.principal, shown.plan, code)
    part = st.segmented_control(
        words.PART, parts, format_func=words.PARTS.__getitem__, default=parts[0], required=True,
        key=f"part_{code}_{place}",
    )  # fmt: skip
    cut = None if agency is None else ("agency", agency)
    found = drill(current(), shown.principal, shown.plan, code, shown.as_of, part, cut)
    if not found.total:
        st.info(words.NOBODY)
        return
    widgets.table(found.frame)
    st.caption(words.FIRST_ROWS.format(n=len(found.frame), total=format_number(found.total)))
