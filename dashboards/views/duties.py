"""The calendar of reports: what bodies owe by when, who is overdue first, reminders; an agency sees its own."""

import streamlit as st

from dashboards import duty_labels as words
from dashboards import duty_view
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.duty_data import calendar, years
from dashboards.waiting import note, telling_waits
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.reporting.obligations import Duty
from talentdb.settings import today
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY, Role.HOME_AFFAIRS, Role.FINANCE)
own = not may(principal, Action.SEE_FIGURES)

st.title(words.PAGE)
offered = years()
now = today().year
with st.container(horizontal=True, vertical_alignment="bottom"):
    year = st.selectbox(
        words.YEAR, offered, index=offered.index(now) if now in offered else 0, key="duties_year", width=110
    )
    found: tuple[Duty, ...] | None = None
    with telling_waits():
        found = calendar(current(), principal, year)
    found = duty_view.narrowed(found, own=own) if found else found
note()
if found is None:
    st.stop()
st.caption((words.OWN_INTRO if own else words.INTRO).format(day=format_date(today())))
if not found:
    st.info(words.NOTHING_DUE)
    st.stop()
duty_view.summary(found)
duty_view.earlier_note(found, year)
if own:
    duty_view.own_list(found, hands_in=principal.role is Role.AGENCY)
else:
    duty_view.picture([one for one in found if one.term.last.year >= year])
    duty_view.everything(found)
