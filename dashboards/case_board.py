"""The parts of the board of cases: filters, figures, pictures, list, the same step for many."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboards import case_frames as frames
from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_data import workbook
from talentdb.access.principal import Principal
from talentdb.programmes.standing import Standing
from talentdb.reporting.shown_list import may_take
from talentdb.settings import today
from talentdb.text import fold

__all__ = ["arrive", "board", "export_button", "figures", "grouped", "listed", "narrowed"]

_ROWS: Final = 25
_FIRST: Final = 12


def arrive() -> None:
    """What an address with parameters asks for, put into the filters once."""
    asked = {key: st.query_params.get(key, "") for key in ("plan", "instrument", "show", "tab")}
    if st.session_state.get("cases_asked") == asked:
        return
    st.session_state["cases_asked"] = asked
    if asked["plan"]:
        st.session_state["cases_plan"] = asked["plan"]
    if asked["instrument"]:
        st.session_state["cases_instrument"] = asked["instrument"]
    if asked["tab"] == "recognised":
        st.session_state["cases_tab"] = words.TAB_RECOGNISED
    if asked["show"] in frames.GROUPS:
        st.session_state["cases_show"] = asked["show"]


def narrowed(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """What the reader chose of plans, instruments, bodies and names."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        plans = {one.plan.code: one.plan.short for one in found}
        plan = _picked("plan", words.PLAN, words.EVERY_PLAN, plans)
        found = [one for one in found if plan in (None, one.plan.code)]
        kinds = {one.instrument.code: one.instrument.short for one in found}
        kind = _picked("instrument", words.INSTRUMENT, words.EVERY_INSTRUMENT, kinds)
        found = [one for one in found if kind in (None, one.instrument.code)]
        bodies = {str(one.case.agency_id): one.case.agency for one in found}
        body = _picked("body", words.BODY, words.EVERY_BODY, bodies) if len(bodies) > 1 else None
        found = [one for one in found if body in (None, str(one.case.agency_id))]
        asked = fold(st.text_input(words.FIND, key="cases_find", max_chars=100, width=215, icon=":material/search:"))
    return tuple(one for one in found if asked in fold(one.case.title) or asked == str(one.case.number))


def _picked(name: str, label: str, every: str, names: dict[str, str]) -> str | None:
    told = widgets.told_apart(dict(sorted(names.items(), key=lambda one: one[1])))
    key = f"cases_{name}"
    if st.session_state.get(key) not in (None, *told):
        st.session_state[key] = None
    return st.selectbox(label, [None, *told], format_func=lambda code: told.get(code, every), key=key, width=210)


def figures(found: Sequence[Standing]) -> None:
    """How many there are of each kind."""
    with st.container(horizontal=True):
        for group, label in words.SHOWS.items():
            count = sum(frames.in_group(one, group) for one in found)
            st.metric(label, widgets.number(count), help=words.FIGURE_HELP[group], border=True, width=160)


def grouped(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """The cases of the chosen kind; those that go on without one."""
    there = [group for group in frames.GROUPS if any(frames.in_group(one, group) for one in found)]
    if st.session_state.get("cases_show") not in (None, *there):
        st.session_state["cases_show"] = None
    chosen = st.pills(
        words.SHOW, there, format_func=words.SHOWS.__getitem__, key="cases_show", label_visibility="collapsed"
    )
    return tuple(one for one in found if frames.in_group(one, chosen or "running"))


def board(found: Sequence[Standing]) -> None:
    """Of one instrument a bar and a lane for each stage; of several a bar each, and what is to be done first."""
    if not found:
        st.info(words.NONE_HERE)
        return
    kinds = {(one.plan.code, one.instrument.code) for one in found}
    if len(kinds) == 1:
        instrument = found[0].instrument
        st.subheader(words.BY_STAGE)
        st.html(frames.funnel(instrument, found))
        st.html(frames.lanes(instrument, found))
        return
    st.subheader(words.BY_INSTRUMENT)
    st.html(frames.bars(found))
    st.subheader(words.FIRST)
    st.html(frames.cards(found[:_FIRST]))


def export_button(app: Application, principal: Principal, found: Sequence[Standing]) -> None:
    """The cases as a workbook; nothing for who takes nothing out."""
    if not may_take(principal):
        return
    st.download_button(
        words.EXPORT, data=lambda: workbook(app, principal, found),
        file_name=words.EXPORT_FILE.format(day=today().isoformat()), key="cases_export",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def listed(app: Application, principal: Principal, found: Sequence[Standing]) -> None:
    """The list with its export."""
    export_button(app, principal, found)
    if not found:
        st.info(words.NONE_HERE)
        return
    pages = widgets.paging("cases", _ROWS, [one.case.number for one in found])
    widgets.table(frames.case_table(found[pages.first : pages.first + _ROWS]), frames.MARKS)
    pages.picker(len(found))
