"""The reports of bodies, for who gets them: who sent, what it says, take it or give it back. Asks and draws."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboards import report_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.frames import local_time
from dashboards.report_data import act, handed, lines
from dashboards.report_view import downloads, fault_line, history, read_sections, state_line
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import TalentdbError
from talentdb.plans import list_plans, load_plan
from talentdb.reporting.report_rows import Line, Report
from talentdb.text import format_number

__all__ = ["inbox"]

_DONE = "inbox_done"


def inbox(application: Application, principal: Principal, year: int) -> None:
    """The reports of a year for the plan that is chosen."""
    plans = {code: load_plan(code).short for code in list_plans() if load_plan(code).binding}
    plan = st.selectbox(words.PLAN, list(plans), format_func=plans.__getitem__, key="inbox_plan")
    found = lines(application, principal, plan, str(year))
    if (told := st.session_state.pop(_DONE, None)) is not None:
        st.success(told)
    if not found:
        st.info(words.NOBODY)
        return
    _overview(found)
    names = {one.report_id: one.agency for one in found if one.state != "signed"}
    named = widgets.told_apart({number: name for number, name in names.items() if _is_handed(found, number)})
    if not named:
        return
    number = st.selectbox(
        words.CHOOSE, list(named), format_func=named.__getitem__, key="inbox_chosen", index=None,
        placeholder=words.CHOOSE,
    )  # fmt: skip
    if number is not None:
        _one(application, principal, number)


def _is_handed(found: Sequence[Line], number: int) -> bool:
    """Whether it was sent; what goes back is drafted anew, and its sent version stays to be read."""
    return any(one.report_id == number and one.handed for one in found)


def _overview(found: Sequence[Line]) -> None:
    states = [one.state for one in found]
    st.markdown(
        words.COUNT.format(
            n=format_number(sum(state in ("sent", "accepted") for state in states)),
            accepted=format_number(states.count("accepted")),
            drafts=format_number(sum(state in ("draft", "signed", "returned") for state in states)),
        )
    )
    frame = pd.DataFrame(
        {
            words.LIST_COLUMNS[0]: [one.agency for one in found],
            words.LIST_COLUMNS[1]: [words.STATE[one.state] for one in found],
            words.LIST_COLUMNS[2]: [one.made_at for one in found],
        }
    )
    local_time(frame, words.LIST_COLUMNS[2])
    widgets.table(frame)


def _one(application: Application, principal: Principal, number: int) -> None:
    """What one report says, and what can be done with it."""
    with widgets.telling_errors():
        found, sight, steps = handed(application, principal, number)
        st.header(widgets.plain_text(found.agency))
        state_line(found.state, steps)
        fault_line(sight)
        downloads(sight, f"handed_{number}")
        if may(principal, Action.REVIEW):
            _decisions(application, principal, found)
        read_sections(sight)
        history(steps)


def _decisions(application: Application, principal: Principal, found: Report) -> None:
    with st.container(horizontal=True):
        if found.state == "sent" and st.button(words.ACCEPT, type="primary", key="inbox_accept"):
            _do(application, principal, "accept", found, words.ACCEPTED)
        if found.state in ("sent", "accepted"):
            with st.popover(words.RETURN, icon=":material/undo:"), st.form("inbox_return", border=False):
                reason = st.text_area(words.REASON, key="inbox_reason")
                if st.form_submit_button(words.RETURN, key="inbox_return_sure", type="primary"):
                    _do(application, principal, "return", found, words.GIVEN_BACK, reason)


def _do(application: Application, principal: Principal, name: str, found: Report, told: str, *args: str) -> None:
    try:
        act(application, principal, name, found.report_id, found.version, *args)
    except TalentdbError as error:
        widgets.show_error(error)
        return
    st.session_state[_DONE] = told
    st.rerun()
