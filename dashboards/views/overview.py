"""Where the province stands against the targets of a plan, how sure that is, who lags, and whom to ask first."""

from datetime import date

import streamlit as st

from dashboards import labels, overview_labels, overview_style, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.chart_export import data_button
from dashboards.figure_data import figures, one_page, trends
from dashboards.kept import StillComputingError
from dashboards.overview_cards import headline_html, lines_html
from dashboards.overview_rows import plain_rows
from dashboards.overview_sections import sections
from dashboards.overview_shown import Shown
from dashboards.plan_names import plan_names
from dashboards.privacy_reminder import privacy_line
from dashboards.programme_glance import glance_box
from dashboards.reminder_view import reminder_line
from dashboards.waiting import note, older_words, telling_waits
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may
from talentdb.indicators import wording
from talentdb.indicators.engine import ALL_CUTS
from talentdb.settings import today
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.HOME_AFFAIRS, Role.FINANCE)


def chosen() -> tuple[str, date]:
    """Plan and day, on one line also on a phone."""
    names = plan_names()
    with st.container(horizontal=True, gap="small", key="overview_choice"):
        plan = st.selectbox(
            overview_labels.PLAN, list(names), format_func=names.__getitem__, key="overview_plan",
            label_visibility="collapsed",
        )  # fmt: skip
        day = st.date_input(
            overview_labels.AS_OF, value=today(), max_value=today(), format="DD/MM/YYYY", key="as_of",
            label_visibility="collapsed", width=150,
        )  # fmt: skip
    return plan, day


def tools(shown: Shown) -> None:
    """What can be taken away: the page to print, the list as a table."""
    with st.container(horizontal=True, gap="small", key="overview_tools"):
        st.download_button(
            overview_labels.ONE_PAGE, data=lambda: one_page(shown.plan, shown.document),
            file_name=f"{shown.plan}-{shown.as_of.isoformat()}.pdf", mime="application/pdf",
            icon=":material/picture_as_pdf:", type="tertiary", on_click="ignore", key="download_page",
            help=overview_labels.ONE_PAGE_HELP,
        )  # fmt: skip
        data_button(
            overview_labels.INDICATOR, shown.note, lambda: plain_rows(shown.plan, shown.entries), key="chi-tieu"
        )


def figures_of(shown: Shown) -> None:
    """The cards and the list, drawn twice: with their past as soon as it is known."""
    parts = {
        entry["code"]: [one for one in shown.entries if one["parent"] == entry["code"]]
        for entry in shown.entries
        if entry["headline"]
    }
    headline = [entry for entry in shown.entries if entry["headline"]]
    others = [entry for entry in shown.entries if not entry["headline"] and entry["parent"] not in parts]
    cards = st.empty()
    tools(shown)
    st.header(overview_labels.OTHERS if headline else overview_labels.INDICATORS)
    lines = st.empty()
    for past in (None, trends):
        try:
            known = past and past(current(), principal, shown.plan, shown.as_of)
        except StillComputingError:
            break
        if headline:
            cards.html(headline_html(shown.plan, headline, parts, known))
        lines.html(lines_html(shown.plan, others, known))


def everything(plan: str, day: date) -> None:
    """The page of a plan and a day."""
    overview = figures(current(), principal, plan, day, by=ALL_CUTS)
    entries = overview["indicators"]
    source = overview_labels.SOURCE_LINE.format(
        day=format_date(day),
        coverage=wording.coverage_words(entries[0]) if entries else "",
        version=overview["definition_version"],
    )
    shown = Shown(principal, plan, day, overview, " · ".join(filter(None, (source, older_words()))))
    if entries:
        figures_of(shown)
        st.caption(source)
    else:
        st.info(overview_labels.NO_INDICATORS.format(plan=plan_names()[plan]))
    sections(shown)


overview_style.apply()
if not may(principal, Action.SEE_FIGURES):
    # Who pays the programmes reads no figure of people.
    st.title(labels.PAGE_OVERVIEW)
    reminder_line(current(), principal)
    with widgets.telling_errors():
        glance_box(current(), principal)
    st.stop()
with st.container(key="overview_head", gap="small"):
    st.title(labels.PAGE_OVERVIEW)
    plan_code, as_of = chosen()
    said = st.container()
reminder_line(current(), principal)
privacy_line(current(), principal)
if principal.role is Role.HOME_AFFAIRS:
    with widgets.telling_errors():
        glance_box(current(), principal)
with telling_waits():
    everything(plan_code, as_of)
with said:
    note()
