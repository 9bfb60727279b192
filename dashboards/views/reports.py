"""For stewards and leaders: the reports that bodies sent, to be taken or given back, and those of the province."""

import streamlit as st

from dashboards import report_labels as words
from dashboards import widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.report_data import province_kinds
from dashboards.report_desk import report_desk
from dashboards.report_inbox import inbox
from talentdb.access.principal import Role
from talentdb.plans import load_plan
from talentdb.reporting.report_labels import period_words
from talentdb.settings import today

FIRST_YEAR = 2026
principal = require_page(Role.STEWARD, Role.LEADER)

st.title(words.PAGE)
years = list(range(today().year, FIRST_YEAR - 1, -1))
year = st.selectbox(words.YEAR, years, key="report_year") if len(years) > 1 else years[0]
of_bodies, of_province = st.tabs([words.TAB_BODIES, words.TAB_PROVINCE], key="report_tabs", on_change="rerun")
if of_bodies.open:
    with of_bodies:
        inbox(current(), principal, year)
if of_province.open:
    with of_province:
        found = province_kinds(year)
        names = widgets.told_apart(
            {
                at: " · ".join(
                    (words.KINDS[one.kind], load_plan(one.plan).short, period_words(one.period) or words.ONCE)
                )
                for at, one in enumerate(found)
            }
        )
        chosen = st.selectbox(words.KIND, list(names), format_func=names.__getitem__, key="report_kind")
        report_desk(current(), principal, found[chosen])
