"""The body of intellectuals: ages, who came and went, who retires and could follow, fields beside needs."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboards import chart_export, population_charts, population_frames, widgets
from dashboards import outlook_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.outlook_data import comings_and_goings, fields, pyramid, renewals
from dashboards.waiting import note, telling_waits
from talentdb.access.principal import Role
from talentdb.indicators.renewal import Renewal, year_for
from talentdb.settings import today
from talentdb.text import format_date, format_number

YEARS_BACK = 5
LAST = 2030
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


def told(hidden: int) -> None:
    """How many cells are hidden from this reader."""
    if hidden:
        st.caption(words.HIDDEN_NOTE.format(n=format_number(hidden)))


def ages_tab(day: date) -> None:
    """Men and women by age."""
    table = pyramid(current(), principal, day)
    if not any(table.cells.values()) and not table.hidden:
        st.info(words.EMPTY)
        return
    picture, numbers = st.columns([3, 2])
    with picture:
        if any(table.cells.values()):
            st.plotly_chart(
                population_charts.ages(table), config=chart_export.picture_options("do-tuoi"), theme=None, key="ages",
                alt=words.TAB_AGES,
            )  # fmt: skip
        else:
            st.info(words.ALL_HIDDEN)
        unknown = population_frames.people(table.row_totals["unknown"])
        sex = population_frames.people(table.column_totals["unknown"])
        st.caption(words.AGES_UNKNOWN.format(n=unknown, sex=sex))
        told(table.hidden)
    with numbers:
        rows = population_frames.age_rows(table)
        widgets.table(population_frames.frame(rows))
        chart_export.data_button(words.AGES_DATA, words.TAB_AGES, lambda: rows, key="data_ages")


def flows_tab(day: date) -> None:
    """Who came and went in the last years."""
    table = comings_and_goings(current(), principal, date(day.year - YEARS_BACK, 1, 1), day)
    if not any(table.cells.values()) and not table.hidden:
        st.info(words.EMPTY)
        return
    if any(table.cells[year, event] for year in table.rows for event in (*words.CAME, *words.WENT)):
        st.plotly_chart(
            population_charts.flows(table), config=chart_export.picture_options("den-va-di"), theme=None, key="flows",
            alt=words.TAB_FLOWS,
        )  # fmt: skip
    elif table.hidden:
        st.info(words.ALL_HIDDEN)
    st.caption(words.FLOWS_NOTE)
    told(table.hidden)
    rows = population_frames.flow_rows(table)
    widgets.table(population_frames.frame(rows))
    chart_export.data_button(words.FLOWS_DATA, words.TAB_FLOWS, lambda: rows, key="data_flows")


def renewal_numbers(found: Renewal) -> None:
    """The province in four figures."""
    working, retiring, young, ratio = st.columns(4)
    working.metric(words.WORKING, population_frames.people(found.working))
    retiring.metric(words.RETIRING.format(year=found.until), population_frames.people(found.retiring))
    young.metric(words.YOUNG, population_frames.people(found.young))
    ratio.metric(words.RATIO, words.NONE_RETIRES if found.ratio is None else format_number(found.ratio, 1))


def renewal_tab(day: date) -> None:
    """Who retires when, and who could follow."""
    until = until_picker(day, "renewal")
    found = renewals(current(), principal, day, until)
    if found.working == 0:
        st.info(words.EMPTY)
        return
    renewal_numbers(found)
    if any(found.by_year.cells.values()) or not found.by_year.hidden:
        st.plotly_chart(
            population_charts.retirements(found), config=chart_export.picture_options("nghi-huu"), theme=None,
            key="retirements", alt=words.TAB_RENEWAL,
        )  # fmt: skip
    else:
        st.info(words.ALL_HIDDEN)
    st.caption(
        words.ALL_KNOWN if found.unknown == 0 else words.UNKNOWN.format(n=population_frames.people(found.unknown))
    )
    st.caption(words.LAW)
    told(found.by_year.hidden)
    st.subheader(words.GROUPS)
    rows = population_frames.group_rows(found)
    widgets.table(population_frames.frame(rows))
    chart_export.data_button(words.RENEWAL_DATA, words.TAB_RENEWAL, lambda: rows, key="data_renewal")


def fields_tab(day: date) -> None:
    """Fields beside what is asked for."""
    until = until_picker(day, "fields")
    found = fields(current(), principal, day, until)
    if not any(one.needed for one in found):
        st.info(words.NO_NEEDS)
    if any(one.needed or one.retiring for one in found):
        st.plotly_chart(
            population_charts.fields(found), config=chart_export.picture_options("linh-vuc-nhu-cau"), theme=None,
            key="fields", alt=words.TAB_FIELDS,
        )  # fmt: skip
    st.caption(words.NEEDS_NOTE)
    rows = population_frames.field_rows(found, until)
    if rows:
        widgets.table(population_frames.frame(rows))
        chart_export.data_button(words.FIELDS_DATA, words.TAB_FIELDS, lambda: rows, key="data_fields")


def until_picker(day: date, name: str) -> int:
    """The last year to look at."""
    years = list(range(day.year, max(LAST, day.year) + 6))
    if principal.role is Role.LEADER:
        return year_for(principal, day, LAST)
    chosen: int = st.selectbox(words.UNTIL_YEAR, years, index=max(0, LAST - day.year), key=f"{name}_until", width=160)
    return chosen


TABS: tuple[tuple[str, Callable[[date], None]], ...] = (
    (words.TAB_AGES, ages_tab),
    (words.TAB_FLOWS, flows_tab),
    (words.TAB_RENEWAL, renewal_tab),
    (words.TAB_FIELDS, fields_tab),
)
st.title(words.CREW_PAGE)
as_of = st.date_input(words.AS_OF, value=today(), max_value=today(), format="DD/MM/YYYY", key="crew_day", width=180)
st.caption(words.CREW_INTRO.format(day=format_date(as_of)))
said = st.container()
# Only the open tab is computed.
for tab, (_, content) in zip(
    st.tabs([name for name, _ in TABS], key="crew_tab", on_change="rerun"), TABS, strict=True
):
    if tab.open:
        with tab, widgets.telling_errors(), telling_waits():
            content(as_of)
with said:
    note()
