"""The calendar of reports: what bodies owe by when, who is overdue first, reminders; an agency sees its own."""

import streamlit as st

from dashboards import duty_labels as words
from dashboards import duty_view
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.duty_data import calendar, years
from talentdb.access.principal import Role
from talentdb.settings import today
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.AGENCY)
own = principal.role is Role.AGENCY

st.title(words.PAGE)
offered = years()
now = today().year
with st.container(horizontal=True, vertical_alignment="bottom"):
    year = st.selectbox(
        words.YEAR, offered, index=offered.index(now) if now in offered else 0, key="duties_year", width=110
    )
    found = calendar(current(), principal, year)
    found = duty_view.narrowed(found, own=own) if found else found
st.caption((words.OWN_INTRO if own else words.INTRO).format(day=format_date(today())))
if not found:
    st.info(words.NOTHING_DUE)
    st.stop()
duty_view.summary(found)
if own:
    duty_view.own_list(found)
else:
    duty_view.picture(found)
    duty_view.everything(found)
