"""For agencies: the reports that their body owes. Write, keep, sign, send, take as a file."""

import streamlit as st

from dashboards import report_labels as words
from dashboards import widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.report_data import owed
from dashboards.report_desk import report_desk
from talentdb.access.principal import Role
from talentdb.plans import load_plan
from talentdb.reporting.report_labels import period_words
from talentdb.settings import today

FIRST_YEAR = 2026
principal = require_page(Role.AGENCY)

st.title(words.PAGE)
years = list(range(today().year, FIRST_YEAR - 1, -1))
year = st.selectbox(words.YEAR, years, key="our_report_year") if len(years) > 1 else years[0]
found = owed(current(), principal, year)
if not found:
    st.info(words.NOTHING_OWED)
    st.stop()
names = widgets.told_apart(
    {
        at: words.OPTION.format(about=load_plan(one.plan).short, period=period_words(one.period) or words.ONCE)
        for at, one in enumerate(found)
    }
)
chosen = st.selectbox(words.WHICH, list(names), format_func=names.__getitem__, key="our_report")
report_desk(current(), principal, found[chosen])
