"""Where the province stands against the targets of a plan, how sure that is, who lags, and whom to ask first."""

from datetime import date

import streamlit as st

from dashboards import labels, overview_labels, overview_style
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.chart_export import data_button
from dashboards.data import figures
from dashboards.overview_cards import headline_html, lines_html
from dashboards.overview_data import one_page, trends
from dashboards.overview_rows import plain_rows
from dashboards.overview_sections import Shown, sections
from dashboards.plan_names import plan_names
from talentdb.access.principal import Role
from talentdb.indicators import wording
from talentdb.indicators.engine import ALL_CUTS
from talentdb.settings import today
from talentdb.text import format_date

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


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
        known = past and past(current(), principal, shown.plan, shown.as_of)
        if headline:
            cards.html(headline_html(shown.plan, headline, parts, known))
        lines.html(lines_html(shown.plan, others, known))


overview_style.apply()
with st.container(key="overview_head", gap="small"):
    st.title(labels.PAGE_OVERVIEW)
    plan_code, as_of = chosen()
overview = figures(current(), principal, plan_code, as_of, by=ALL_CUTS)
entries = overview["indicators"]
note = overview_labels.SOURCE_LINE.format(
    day=format_date(as_of),
    coverage=wording.coverage_words(entries[0]) if entries else "",
    version=overview["definition_version"],
)
page = Shown(principal, plan_code, as_of, overview, note)
if entries:
    figures_of(page)
    st.caption(note)
else:
    st.info(overview_labels.NO_INDICATORS.format(plan=plan_names()[plan_code]))
sections(page)
