"""Who is recognised by the cases in sight: since when, until when, and what of it falls due. Reads only."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.chart_export import data_button
from dashboards.frames import link, person_link
from dashboards.pages import pages_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.programmes.recognitions import Due, Recognised, dues, list_recognitions
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["recognised_box"]

_ROWS: Final = 25


def recognised_box(app: Application, principal: Principal) -> None:
    """All recognitions, those that run first, each with what falls due."""
    day = today()
    with unit_of_work(app.engine, principal) as connection:
        found = list_recognitions(connection, principal)
        due = {(one.recognition.case, one.recognition.span.number): one for one in dues(connection, principal, day)}
    st.caption(words.RECOGNISED_HELP)
    if not found:
        st.info(words.RECOGNISED_NONE)
        return
    ordered = sorted(found, key=lambda one: (one.state(day) != "running", _key(one) not in due))
    pages = widgets.paging("recognised", _ROWS, len(ordered))
    opens = "profile" in {page.key for page in pages_of(principal.role)}
    shown = ordered[pages.first : pages.first + _ROWS]
    widgets.table(pd.DataFrame([_row(one, due.get(_key(one)), day, links=True, opens=opens) for one in shown]))
    pages.picker(len(ordered))
    if may(principal, Action.EXPORT):
        data_button(
            words.TAB_RECOGNISED, words.RECOGNISED_NOTE.format(day=format_date(day)),
            lambda: [_row(one, due.get(_key(one)), day, links=False, opens=False) for one in ordered],
            key="duoc-cong-nhan",
        )  # fmt: skip


def _key(one: Recognised) -> tuple[int, int]:
    return one.case, one.span.number


def _who(one: Recognised, *, opens: bool) -> str:
    if one.is_gone:
        return words.RECOGNISED_GONE.format(name=one.title)
    return person_link(one.person_id, one.title) if opens and one.person_id is not None else one.title


def _row(one: Recognised, due: Due | None, day: date, *, links: bool, opens: bool) -> Mapping[str, Any]:
    last = one.last_day
    case = words.ROW.format(title=one.title, number=one.case)
    cells: Sequence[Any] = (
        _who(one, opens=opens),
        one.group_name if one.instrument else words.RECOGNISED_NO_PLAN.format(group=one.group_name),
        one.agency,
        link(f"/case?case={one.case}", case) if links else case,
        one.span.paper,
        format_date(one.span.begins),
        words.RECOGNISED_OPEN_END if last is None else format_date(last),
        words.RECOGNISED_STATES[one.state(day)],
        "" if due is None else words.RECOGNISED_DUES[due.kind].format(day=format_date(due.day)),
    )
    return dict(zip(words.RECOGNISED_COLUMNS, cells, strict=True))
