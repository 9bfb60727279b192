"""A report on its writer's desk: typing, keeping, signing, sending. Asks and draws; the services decide."""

from collections.abc import Callable
from datetime import date
from typing import Final

import streamlit as st

from dashboards import report_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.report_data import Asked, Desk, act, desk, keep, snapshots
from dashboards.report_view import downloads, fault_line, history, read_sections, state_line, write_sections
from dashboards.waiting import note, telling_waits
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.errors import TalentdbError
from talentdb.reporting.report_rows import Report
from talentdb.settings import VIETNAM
from talentdb.text import format_date

__all__ = ["report_desk"]

_EDITED: Final = ("", "draft", "returned")
_DONE: Final = "report_done"
_SEEN: Final = "report_seen"
"""Which version of which report is in the form."""


def report_desk(application: Application, principal: Principal, asked: Asked) -> None:
    """The whole of one report, for whoever writes or signs it."""
    found: Desk | None = None
    with widgets.telling_errors(), telling_waits():
        found = desk(application, principal, asked)
    note()
    if found is None:
        return
    if (told := st.session_state.pop(_DONE, None)) is not None:
        st.success(told)
    state_line(found.state, found.steps)
    fault_line(found.sight)
    st.caption(words.DUE.format(day=format_date(asked.term.last), text=asked.text))
    downloads(found.sight, "own")
    writes = principal.role is not Role.LEADER
    seen = _seen(asked, found.version)
    if seen != found.version:
        st.warning(words.STALE, icon=":material/sync_problem:")
        if st.button(words.RELOAD, key="report_reload"):
            st.session_state.pop(_SEEN, None)
            st.rerun()
    if writes and (found.state in _EDITED or seen != found.version):
        _form(application, principal, asked, found, seen)
    else:
        _buttons(application, principal, asked, found, writes)
        read_sections(found.sight)
    history(found.steps)


def _key(asked: Asked, version: int) -> str:
    return f"report_{asked.plan}_{asked.kind}_{asked.period}_{version}"


def _seen(asked: Asked, version: int) -> int:
    """The version whose words are in the form. After somebody else's step it stays: what was typed is not lost."""
    held = st.session_state.get(_SEEN)
    if held is not None and held[0] == asked and f"{_key(asked, held[1])}_since" in st.session_state:
        return int(held[1])
    st.session_state[_SEEN] = (asked, version)
    return version


def _form(application: Application, principal: Principal, asked: Asked, found: Desk, seen: int) -> None:
    """What can be typed, on the version that the writer began with."""
    key = _key(asked, seen)
    if found.kept is not None:
        taken = found.kept.made_at.astimezone(VIETNAM)
        st.caption(words.FIGURES_OF.format(time=f"{taken:%H:%M ngày %d/%m/%Y}"))
    with st.form(key, border=False):
        days = _days(found, key)
        snapshot = _snapshot(application, principal, asked, found, key) if found.subject.kind.by == "plan" else None
        typed = write_sections(found.sight, key)
        with st.container(horizontal=True):
            kept = st.form_submit_button(words.SAVE, key=f"{key}_save")
            signed = st.form_submit_button(
                words.SAVE_AND_SIGN, key=f"{key}_sign", type="primary", help=words.SIGN_HELP
            )
    if kept or signed:
        told = words.SIGNED if signed else words.SAVED
        _do(lambda: keep(application, principal, asked, typed, days, seen, snapshot=snapshot, sign=signed),
            told)  # fmt: skip


def _days(found: Desk, key: str) -> tuple[date, date]:
    kept = found.kept
    left, right, _ = st.columns([1, 1, 2])
    since = left.date_input(
        words.SINCE, value=kept.since if kept else found.subject.since, format="DD/MM/YYYY", key=f"{key}_since"
    )
    until = right.date_input(
        words.UNTIL, value=kept.until if kept else found.subject.until, format="DD/MM/YYYY", key=f"{key}_until"
    )
    return since, until


def _snapshot(application: Application, principal: Principal, asked: Asked, found: Desk, key: str) -> int | None:
    """The frozen figures that the report states; those of the draft, or else those that fit best, are chosen."""
    heads, best = snapshots(application, principal, asked)
    options: dict[int, str] = {0: words.NO_SNAPSHOT}
    for head in heads:
        logins = ", ".join(one.login for one in head.signatures)
        options[head.snapshot_id] = words.SNAPSHOT_OPTION.format(
            number=head.snapshot_id, period=head.period, day=format_date(head.as_of),
            signed=words.SNAPSHOT_SIGNED.format(logins=logins) if logins else "",
        )  # fmt: skip
    chosen = found.kept.snapshot_id if found.kept else best
    at = list(options).index(chosen) if chosen in options else 0
    picked = st.selectbox(
        words.SNAPSHOT, list(options), index=at, format_func=options.__getitem__, key=f"{key}_snapshot"
    )
    return picked or None


def _buttons(application: Application, principal: Principal, asked: Asked, found: Desk, writes: bool) -> None:
    kept = found.kept
    if kept is None:
        st.info(words.NOT_BEGUN)
        return
    with st.container(horizontal=True):
        if kept.state == "draft" and st.button(words.SIGN, type="primary", key="report_sign", help=words.SIGN_HELP):
            _do(lambda: act(application, principal, "sign", kept.report_id, kept.version), words.SIGNED)
        if kept.state == "signed" and writes:
            if st.button(words.SEND, type="primary", key="report_send"):
                _do(lambda: act(application, principal, "send", kept.report_id, kept.version), words.SENT)
            if st.button(words.REOPEN, key="report_reopen"):
                days = (kept.since, kept.until)
                _do(lambda: keep(application, principal, asked, kept.content["texts"], days, kept.version,
                                 snapshot=kept.snapshot_id), words.REOPENED)  # fmt: skip
        takes = found.subject.kind.by == "plan" and may(principal, Action.REVIEW)
        if kept.state in ("sent", "accepted") and takes:
            _take_back(application, principal, kept)


def _take_back(application: Application, principal: Principal, found: Report) -> None:
    """A report of the province that has to be mended after it was sent: with the reason, like any other."""
    with st.popover(words.TAKE_BACK, icon=":material/undo:"), st.form("report_take_back", border=False):
        reason = st.text_area(words.REASON, key="report_reason")
        if st.form_submit_button(words.TAKE_BACK, key="report_take_back_sure", type="primary"):
            _do(lambda: act(application, principal, "return", found.report_id, found.version, reason), words.REOPENED)


def _do(step: Callable[[], object], told: str) -> None:
    """One step; what was typed stays on the page where it is refused."""
    try:
        step()
    except TalentdbError as error:
        widgets.show_error(error)
        return
    st.session_state[_DONE] = told
    st.session_state.pop(_SEEN, None)
    st.rerun()
