"""The parts of the page of duties: counts, picture, list, bodies, reminders."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboards import duty_labels as words
from dashboards import widgets
from dashboards.charts import CHART_OPTIONS
from dashboards.duty_frames import COLOURS, URGENCY, body_table, counts, duty_bars, duty_table, ordered
from talentdb.reporting.due import State
from talentdb.reporting.labels import STATES
from talentdb.reporting.obligations import Duty
from talentdb.reporting.reminders import reminder
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["earlier_note", "everything", "narrowed", "own_list", "picture", "summary"]

_ROWS: Final = 25
_BODIES: Final = 20


def narrowed(found: Sequence[Duty], *, own: bool) -> tuple[Duty, ...]:
    """What the reader chose of the plans and bodies."""
    plans = {one.plan.code: one.plan.short for one in found}
    plan = st.selectbox(
        words.PLAN, [None, *plans], format_func=lambda code: plans.get(code, words.EVERY_PLAN), key="duties_plan",
        width=260,
    )  # fmt: skip
    body = None
    if not own:
        bodies = widgets.told_apart({one.code or one.body: one.body for one in found})
        body = st.selectbox(
            words.BODY, [None, *sorted(bodies, key=bodies.__getitem__)],
            format_func=lambda code: bodies.get(code, words.EVERY_BODY), key="duties_body", width=360,
        )  # fmt: skip
    return tuple(one for one in found if plan in (None, one.plan.code) and body in (None, one.code or one.body))


def summary(found: Sequence[Duty]) -> None:
    """How many stand how."""
    number = counts(found)
    with st.container(horizontal=True):
        for key, label in words.COUNTS.items():
            st.metric(label, widgets.number(number[State(key)]), help=words.COUNT_HELP[key], border=True, width=162)


def earlier_note(found: Sequence[Duty], year: int) -> None:
    """How many of them are still owed of the years before."""
    if earlier := sum(one.term.last.year < year for one in found):
        st.warning(words.EARLIER.format(n=widgets.number(earlier)), icon=":material/history:")


def picture(found: Sequence[Duty]) -> None:
    """A bar a duty, with what its colours mean."""
    if not found:
        return
    number = counts(found)
    st.caption(words.PICTURE)
    marks = "".join(
        f'<span><i style="background:{colour}"></i>{STATES[state]}</span>'
        for state, colour in COLOURS.items()
        if number[state]
    )
    st.html(f'<div class="legend">{marks}</div>')
    st.plotly_chart(duty_bars(found), config=CHART_OPTIONS, key="duties_picture")
    _drawn_note(found)


def _drawn_note(found: Sequence[Duty]) -> None:
    if any(one.term.drawn for one in found):
        st.caption(words.DRAWN_NOTE)


def own_list(found: Sequence[Duty], *, hands_in: bool) -> None:
    """The duties of the reader's body; `hands_in`: with the pages where an agency does them."""
    if hands_in:
        with st.container(horizontal=True):
            st.page_link("views/upload.py", label=words.TO_UPLOAD, icon=":material/upload_file:")
            st.page_link("views/our_reports.py", label=words.TO_REPORT, icon=":material/description:")
    widgets.table(duty_table(ordered(found), own=True), words.BODY_MARKS)
    _drawn_note(found)


def everything(found: Sequence[Duty]) -> None:
    """The list, the bodies, the reminders."""
    listed, bodies, remind = st.tabs([words.TAB_LIST, words.TAB_BODIES, words.TAB_REMIND])
    with listed:
        _list(found)
    with bodies:
        st.caption(words.BODIES_HELP)
        table = body_table(found)
        pages = widgets.paging("duty_bodies", _BODIES, [one.body for one in found])
        widgets.table(table.iloc[pages.first : pages.first + _BODIES], words.BODY_MARKS)
        pages.picker(len(table))
    with remind:
        _remind(ordered(found))


def _list(found: Sequence[Duty]) -> None:
    number = counts(found)
    there = [state for state in URGENCY if number[state]]
    state = st.pills(
        words.STATE, there, format_func=STATES.__getitem__, key="duties_state", label_visibility="collapsed"
    )
    rows = ordered([one for one in found if state in (None, one.standing.state)])
    if not rows:
        st.info(words.NOTHING_FOUND)
        return
    pages = widgets.paging("duty_rows", _ROWS, (state, [(one.code, one.obligation.code) for one in rows]))
    widgets.table(duty_table(rows[pages.first : pages.first + _ROWS]), words.BODY_MARKS)
    pages.picker(len(rows))


def _remind(found: Sequence[Duty]) -> None:
    day = today()
    texts = [(one, text) for one in found if (text := reminder(one, day))]
    if not texts:
        st.success(words.REMIND_NONE)
        return
    st.caption(words.REMIND_HELP)
    names = {
        at: words.REMIND_OPTION.format(body=one.body, name=one.obligation.name, last=format_date(one.term.last))
        for at, (one, _) in enumerate(texts)
    }
    told = widgets.told_apart(names)
    at = st.selectbox(words.REMIND_ONE, list(told), format_func=told.__getitem__, key="duties_remind")
    st.code(texts[at][1], language=None, wrap_lines=True)
    st.download_button(
        words.REMIND_ALL.format(n=widgets.number(len(texts))),
        "\n\n----------\n\n".join(text for _, text in texts),
        words.REMIND_FILE.format(day=day.isoformat()),
        key="duties_remind_all",
        on_click="ignore",
    )
