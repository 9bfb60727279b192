"""The forms of the page of needs: one need typed by a body, and the approval of what is open."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import need_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.need_data import approve, type_one
from dashboards.popovers import close_and_rerun, popover
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.codes import code_list
from talentdb.plans import Plan
from talentdb.programmes.need_labels import NO_TYPE, TYPES
from talentdb.programmes.needs import MOST, Line, Need
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["approval_box", "typing_box"]

_WIDTHS: Final = (80, 150, 145, 170, 70, 90, 155)
"""Of the columns of what is approved, in pixels."""


def typing_box(app: Application, principal: Principal, year: int) -> None:
    """One need of the body of this account."""
    with popover(words.TYPE_ONE, "need_new", icon=":material/add:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        st.caption(words.TYPE_HELP)
        with st.form("need_form", border=False):
            given = _inputs(year)
            sent = st.form_submit_button(words.SEND, type="primary", key="need_send")
        if sent:
            st.session_state["need_told"] = words.SENT.format(receipt=type_one(app, principal, given))
            close_and_rerun("need_new")


def _inputs(year: int) -> dict[str, Any]:
    degrees = {code.code: code.label for code in code_list("qualification").codes}
    kind = st.selectbox(words.TYPE, list(TYPES), format_func=TYPES.__getitem__, key="need_type")
    left, right = st.columns(2)
    job = left.text_input(words.JOB, key="need_job", max_chars=300)
    field = right.text_input(words.FIELD, key="need_field", max_chars=300)
    count = left.number_input(words.COUNT, 1, MOST, 1, key="need_count")
    when = right.number_input(words.YEAR, 2000, 2100, year, key="need_year")
    degree = left.selectbox(
        words.DEGREE,
        [None, *degrees],
        format_func=lambda code: degrees.get(code, words.ANY_DEGREE),
        key="need_degree",
    )
    time = right.selectbox(words.TIME, list(words.TIMES), format_func=words.TIMES.__getitem__, key="need_time")
    institutions = left.text_input(words.INSTITUTIONS, key="need_institutions", max_chars=500)
    group = right.text_input(words.GROUP, key="need_group", max_chars=300)
    quota = left.number_input(words.QUOTA, 0, MOST, None, key="need_quota")
    reason = st.text_area(words.REASON, key="need_reason", max_chars=2000, height=80)
    return {
        "need_type": kind, "job_position": job, "need_field": field, "need_count": int(count), "need_year": int(when),
        "required_qualification": degree, "full_time": time, "required_institutions": institutions,
        "target_group": group, "quota": None if quota is None else int(quota), "reason": reason,
    }  # fmt: skip


def approval_box(
    app: Application, principal: Principal, plan: Plan, year: int, needs: Sequence[Need], lists: int
) -> None:
    """The open needs of a year, each with the number that was approved, and the decision."""
    waiting = [one for one in needs if one.approved is None]
    with st.expander(words.APPROVE, icon=":material/verified:"), widgets.telling_errors():
        if not waiting:
            st.info(words.ALL_DECIDED)
            return
        st.caption(words.APPROVE_HELP)
        key = f"need_approval_{plan.code}_{year}_{lists}"
        with st.form(key, border=False):
            edited = _editor(waiting, key)
            left, right = st.columns(2)
            paper = left.text_input(words.PAPER, key=f"{key}_paper", max_chars=200)
            day = right.text_input(words.DAY, format_date(today()), key=f"{key}_day", max_chars=20)
            sent = st.form_submit_button(words.APPROVE, type="primary", key=f"{key}_send")
        if sent:
            lines = _lines(waiting, edited)
            made = approve(
                app, principal, plan, year, lines, paper=paper, decided_on=read_day(day), expected=lists
            )  # fmt: skip
            people = sum(line.approved for line in made.lines)
            st.session_state["need_told"] = words.APPROVED.format(
                number=made.number, lines=len(made.lines), people=people
            )
            st.rerun()


def _editor(waiting: Sequence[Need], key: str) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            (True, one.agency, TYPES.get(one.need_type or "", NO_TYPE), one.name, one.count, one.count or 0, "")
            for one in waiting
        ],
        columns=[
            words.PICK, words.COLUMNS["agency"], words.TYPE, words.COLUMNS["name"], words.COLUMNS["count"],
            words.NUMBER, words.NOTE,
        ],
    )  # fmt: skip
    # Without widths the reason for another number, which may be asked for, stands beyond the edge.
    widths = dict(zip(frame.columns, _WIDTHS, strict=True))
    fixed = [words.COLUMNS["agency"], words.COLUMNS["name"], words.COLUMNS["count"]]
    edited: pd.DataFrame = st.data_editor(
        frame, key=f"{key}_lines", hide_index=True, disabled=fixed, width="stretch",
        column_config={
            **{name: st.column_config.Column(width=width) for name, width in widths.items()},
            words.NUMBER: st.column_config.NumberColumn(
                min_value=0, max_value=MOST, step=1, width=widths[words.NUMBER]
            ),
            words.TYPE: st.column_config.SelectboxColumn(options=list(TYPES.values()), width=widths[words.TYPE]),
        },
    )  # fmt: skip
    return edited


def _lines(waiting: Sequence[Need], edited: pd.DataFrame) -> list[Line]:
    codes = {name: code for code, name in TYPES.items()}
    return [
        Line(need.row, int(row[words.NUMBER] or 0), str(row[words.NOTE] or ""), codes.get(row[words.TYPE]))
        for need, (_, row) in zip(waiting, edited.iterrows(), strict=True)
        if row[words.PICK]
    ]
