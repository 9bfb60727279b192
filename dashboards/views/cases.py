"""The cases of all instruments: who is waited for, what is late, pictures, list, the same step for many."""

import streamlit as st

from dashboards import case_board, case_style, widgets
from dashboards import case_page_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.case_bulk import bulk_box
from dashboards.case_data import cases
from dashboards.case_open import new_case
from dashboards.recognition_view import recognised_box
from dashboards.reminder_view import reminder_line
from talentdb.access.principal import Role
from talentdb.settings import today
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.LEADER, Role.HOME_AFFAIRS, Role.FINANCE, Role.AGENCY)

case_style.apply()
st.title(words.PAGE)
st.caption(words.INTRO.format(day=format_date(today())))
if told := st.session_state.pop("case_told", None):
    st.success(told, icon=":material/task_alt:")
    if opened := st.session_state.pop("case_opened", None):
        st.page_link("views/case.py", label=words.OPEN_IT, query_params={"case": str(opened)})
reminder_line(current(), principal)
new_case(current(), principal)
found = cases(current(), principal)
if not found:
    st.info(words.NONE)
    st.stop()
case_board.arrive()
with widgets.telling_errors():
    narrowed = case_board.narrowed(found)
    case_board.figures(narrowed)
    shown = case_board.grouped(narrowed)
    names = [words.TAB_BOARD, words.TAB_LIST, words.TAB_BULK, words.TAB_RECOGNISED]
    board, listed, bulk, recognised = st.tabs(names, key="cases_tab", on_change="rerun")
    with board:
        case_board.board(shown)
    if listed.open:
        with listed:
            case_board.listed(current(), principal, shown)
    if bulk.open:
        with bulk:
            bulk_box(current(), principal, shown)
    if recognised.open:
        with recognised:
            recognised_box(current(), principal)
