"""Figures that were frozen for a period: who vouches for them, what changed since, two of them side by side."""

import streamlit as st

from dashboards import chart_export, snapshot_frames, widgets
from dashboards import snapshot_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.plan_names import plan_names
from dashboards.snapshot_data import (
    changed_since,
    differences,
    freeze,
    sign,
    snapshot,
    snapshot_list,
)
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.indicators.differing import Difference
from talentdb.indicators.snapshots import Head, Snapshot
from talentdb.settings import today
from talentdb.text import format_date, format_number

SIGNERS = (Role.LEADER, Role.STEWARD)
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


def tell() -> None:
    """What the run before has done."""
    message = st.session_state.pop("snapshot_message", None)
    if message:
        st.success(message)


def freeze_form(plan: str) -> None:
    """A new one, by who decides on the registry."""
    if not may(principal, Action.REVIEW):
        return
    with st.expander(words.FREEZE, icon=":material/lock:"), st.form("freeze"):
        left, right = st.columns(2)
        period = left.text_input(words.PERIOD, value=str(today().year), help=words.PERIOD_HELP, key="freeze_period")
        day = right.date_input(words.AS_OF, value=today(), format="DD/MM/YYYY", key="freeze_day")
        if st.form_submit_button(words.FREEZE_BUTTON, type="primary"):
            with widgets.telling_errors():
                number = freeze(current(), principal, plan, period, day)
                st.session_state["snapshot_message"] = words.FROZEN.format(number=number)
                st.session_state["snapshot_chosen"] = number
                st.rerun()


def sign_button(found: Snapshot) -> None:
    """The signature of who may give one and has not."""
    if principal.role not in SIGNERS:
        return
    if any(mark.login == principal.login for mark in found.signatures):
        st.caption(words.SIGNED_BY_YOU.format(number=found.snapshot_id))
        return
    pressed = st.button(
        words.SIGN.format(number=found.snapshot_id), type="primary", icon=":material/draw:", key="sign"
    )
    st.caption(words.SIGN_HELP)
    if pressed:
        with widgets.telling_errors():
            sign(current(), principal, found.snapshot_id)
            st.session_state["snapshot_message"] = words.SIGNED.format(number=found.snapshot_id)
            st.rerun()


def choice(head: Head) -> str:
    """A snapshot in a picker."""
    return words.CHOICE.format(number=head.snapshot_id, period=head.period, day=format_date(head.as_of))


def figures(found: Snapshot) -> None:
    """The figures of the province, and all of them as a workbook."""
    widgets.table(snapshot_frames.figure_frame(found.body), words.STATE_MARK)
    note = words.NOTE.format(
        number=found.snapshot_id, plan=found.plan, period=found.period, day=format_date(found.as_of),
        sha256=found.sha256,
    )  # fmt: skip
    chart_export.data_button(
        words.SHEET, note, lambda: snapshot_frames.figure_rows(found.body), key=f"snapshot_{found.snapshot_id}"
    )


def difference(found: Snapshot, told: Difference, before: str, after: str, nothing: str) -> None:
    """What differs: the province first, the rows of the cuts folded, and why."""
    if told.nothing:
        st.success(nothing, icon=":material/check_circle:")
        return
    names = {entry["code"]: entry["name"] for entry in found.body["indicators"]}
    total = [change for change in told.figures if change.key is None and change.cut == "total"]
    rows = [change for change in told.figures if change not in total]
    st.markdown(words.SINCE_HEAD.format(n=format_number(len(told.figures)), total=format_number(len(total))))
    if total:
        frame = snapshot_frames.difference_frame(total, names, before, after)
        widgets.table(frame, snapshot_frames.marks_of(frame))
    if rows:
        with st.expander(words.ROWS.format(n=format_number(len(rows)))):
            frame = snapshot_frames.difference_frame(rows, names, before, after)
            widgets.wide_table(frame, key=f"rows_{before}_{after}")
    if told.inputs:
        st.subheader(words.INPUTS)
        widgets.table(snapshot_frames.input_frame(found.plan, told.inputs, before, after))


def side_by_side(found: Snapshot, heads: list[Head]) -> None:
    """The chosen one and another; the older one stands first."""
    others = {head.snapshot_id: choice(head) for head in heads if head.snapshot_id != found.snapshot_id}
    if not others:
        st.info(words.ONE_ONLY)
        return
    other = st.selectbox(words.COMPARE_WITH, list(others), format_func=others.__getitem__, key="compare_with")
    first, second = sorted((found.snapshot_id, other))
    told = differences(current(), principal, first, second)
    difference(
        found, told, words.FIRST.format(number=first), words.FIRST.format(number=second), words.NOTHING_BETWEEN
    )


def basis(found: Snapshot) -> None:
    """What the figures were made of, and who vouched for them."""
    widgets.facts(
        {words.BASIS["sha256"]: found.sha256, words.BASIS["login"]: found.login} | snapshot_frames.input_facts(found)
    )
    st.subheader(words.SIGNATURES)
    if found.signatures:
        widgets.table(snapshot_frames.signature_frame(found))
    else:
        st.caption(words.UNSIGNED)
    readings = sorted({text for entry in found.body["indicators"] for text in entry["readings"]})
    if readings:
        st.subheader(words.READINGS)
        st.markdown("\n".join(f"- {widgets.plain_text(text)}" for text in readings))


def open_one(heads: list[Head]) -> None:
    """The chosen snapshot in its tabs; only the open one is computed."""
    by_number = {head.snapshot_id: head for head in heads}
    number = st.selectbox(
        words.CHOOSE, list(by_number), format_func=lambda key: choice(by_number[key]), key="snapshot_chosen"
    )
    with widgets.telling_errors():
        found = snapshot(current(), principal, number)
        sign_button(found)
        names = (words.TAB_FIGURES, words.TAB_SINCE, words.TAB_COMPARE, words.TAB_BASIS)
        tabs = st.tabs(names, key="snapshot_tab", on_change="rerun")
        if tabs[0].open:
            with tabs[0]:
                figures(found)
        if tabs[1].open:
            with tabs[1]:
                told = changed_since(current(), principal, number)
                difference(found, told, words.BEFORE, words.NOW, words.NOTHING)
        if tabs[2].open:
            with tabs[2]:
                side_by_side(found, heads)
        if tabs[3].open:
            with tabs[3]:
                basis(found)


st.title(words.PAGE)
st.caption(words.INTRO)
tell()
names = plan_names()
chosen = st.selectbox(words.PLAN, list(names), format_func=names.__getitem__, key="snapshot_plan")
freeze_form(chosen)
kept = list(snapshot_list(current(), principal, chosen))
if kept:
    st.subheader(words.LIST)
    widgets.table(snapshot_frames.list_frame(kept))
    open_one(kept)
else:
    st.info(words.NONE if may(principal, Action.REVIEW) else f"{words.NONE} {words.NONE_FOR_READERS}")
