"""The reports that bodies sent, to be taken or given back, and those of the province; who runs the programmes has
those that are due from their body, who pays for them what they say of the programmes.
"""

from collections.abc import Sequence

import streamlit as st

from dashboards import report_labels as words
from dashboards import widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.report_data import Asked, led, programme_paper, province_kinds
from dashboards.report_desk import report_desk
from dashboards.report_inbox import inbox
from dashboards.report_view import downloads, read_sections
from talentdb.access.principal import Role
from talentdb.plans import load_plan
from talentdb.reporting.kinds import kind_of
from talentdb.reporting.report_labels import period_words
from talentdb.settings import today

FIRST_YEAR = 2026
principal = require_page(Role.STEWARD, Role.LEADER, Role.HOME_AFFAIRS, Role.FINANCE)


def choice(found: Sequence[Asked]) -> Asked:
    """The report that the reader wants."""
    named = {
        at: " · ".join((words.KINDS[one.kind], load_plan(one.plan).short, period_words(one.period) or words.ONCE))
        for at, one in enumerate(found)
    }
    names = widgets.told_apart(named)
    return found[st.selectbox(words.KIND, list(names), format_func=names.__getitem__, key="report_kind")]


def of_programmes(year: int) -> None:
    """What the reports of the province say of the programmes."""
    st.caption(words.PROGRAMMES_INTRO)
    found = [
        one
        for one in province_kinds(year)
        if one.term.first <= today() and any(section.of == "programmes" for section in kind_of(one.kind).sections)
    ]
    if not found:
        st.info(words.NO_PROGRAMMES)
        return
    with widgets.telling_errors():
        sight = programme_paper(current(), principal, choice(found))
        downloads(sight, "programmes")
        read_sections(sight)


st.title(words.PAGE)
years = list(range(today().year, FIRST_YEAR - 1, -1))
year = st.selectbox(words.YEAR, years, key="report_year") if len(years) > 1 else years[0]
if principal.role is Role.FINANCE:
    of_programmes(year)
    st.stop()
officer = principal.role is Role.HOME_AFFAIRS
tabs = [words.TAB_BODIES, words.TAB_OWN if officer else words.TAB_PROVINCE]
of_bodies, of_province = st.tabs(tabs, key="report_tabs", on_change="rerun")
if of_bodies.open:
    with of_bodies:
        inbox(current(), principal, year)
if of_province.open:
    with of_province:
        asked = province_kinds(year)
        asked = led(current(), principal, asked) if officer else asked
        if asked:
            report_desk(current(), principal, choice(asked))
        else:
            st.info(words.NOTHING_LED)
