"""For leaders: where the province stands against 2030, how sure that is, who lags, and the people behind a figure."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboards import charts, labels
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import drill, drill_parts, figures
from talentdb.access.principal import Role
from talentdb.settings import today
from talentdb.text import format_date, format_number, format_percent

PLAN = "hung-yen-2711"
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


def card(indicator: dict[str, Any], parts: list[dict[str, Any]]) -> None:
    """One headline indicator: the figure, its certainty, the target, the gap in people, the sub-rates."""
    with st.container(border=True):
        st.subheader(indicator["name"])
        if indicator["value"] is None:
            st.info(labels.NO_DATA)
            return
        figure, gap = st.columns([3, 2])
        figure.metric(
            labels.NOW,
            format_percent(indicator["value"]),
            help=labels.FRACTION.format(
                n=format_number(indicator["numerator"]), d=format_number(indicator["denominator"])
            ),
        )
        gap.metric(labels.GAP, labels.GAP_PEOPLE.format(n=format_number(indicator["gap_people"])))
        st.plotly_chart(
            charts.bullet(indicator),
            config=charts.CHART_OPTIONS,
            theme=None,
            key=f"bullet_{indicator['code']}",
            alt=indicator["name"],
        )
        st.markdown(
            f":{labels.STATUS_COLOUR[indicator['status']]}-badge[{labels.STATUS[indicator['status']]}] "
            + labels.FRACTION.format(
                n=format_number(indicator["numerator"]), d=format_number(indicator["denominator"])
            )
            + " · "
            + labels.INTERVAL.format(low=format_percent(indicator["low"]), high=format_percent(indicator["high"]))
        )
        for part in parts:
            if part["value"] is not None:
                st.markdown(
                    f"- {part['name']}: **{format_percent(part['value'])}** "
                    f"({format_number(part['numerator'])}/{format_number(part['denominator'])})"
                )
        coverage = indicator["coverage"]
        st.caption(labels.COVERAGE.format(n=coverage["agencies_reported"], total=coverage["agencies_total"]))
        with st.expander(labels.DEFINITION):
            st.markdown(indicator["definition"])
            unknown = [
                labels.UNKNOWN[name].format(n=format_number(count))
                for name, count in indicator["unknown"].items()
                if count and name in labels.UNKNOWN
            ]
            if unknown:
                st.markdown(labels.UNKNOWN_HEAD + "\n" + "\n".join(f"- {line}" for line in unknown))


def cut_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The same rows as the chart, to read and copy; hidden small cells say so."""
    return pd.DataFrame(
        {
            labels.CUT_NAME: [row["name"] for row in rows],
            labels.CUT_NUMERATOR: [row["numerator"] for row in rows],
            labels.CUT_DENOMINATOR: [row["denominator"] for row in rows],
            labels.CUT_VALUE: [
                labels.SUPPRESSED
                if row.get("suppressed")
                else None
                if row["value"] is None
                else format_percent(row["value"])
                for row in rows
            ],
        }
    )


def cuts(indicators: list[dict[str, Any]], by_code: dict[str, dict[str, Any]]) -> None:
    """Who lags: one indicator by one cut."""
    st.header(labels.CUTS)
    one, two = st.columns(2)
    code = one.segmented_control(
        labels.INDICATOR,
        [item["code"] for item in indicators],
        required=True,
        default=indicators[0]["code"],
        key="cut_indicator",
    )
    by = two.segmented_control(
        labels.CUT_BY,
        list(labels.CUT),
        format_func=labels.CUT.__getitem__,
        default="agency",
        required=True,
        key="cut_by",
    )
    document = figures(current(), principal, PLAN, as_of, by=by)
    rows = next(item for item in document["indicators"] if item["code"] == code)["rows"]
    shown = [row for row in rows if row["denominator"] and not row.get("suppressed")]
    if shown:
        st.plotly_chart(
            charts.cut_bars(shown, by_code[code]["target"]),
            config=charts.CHART_OPTIONS,
            theme=None,
            key="cut_chart",
            alt=labels.CUTS,
        )
    else:
        st.info(labels.NO_DATA)
    hidden = sum(1 for row in rows if row.get("suppressed"))
    if hidden:
        st.caption(labels.SUPPRESSED_NOTE.format(n=hidden))
    with st.expander(labels.AS_TABLE):
        st.dataframe(cut_table(rows), width="stretch", hide_index=True)


def people_behind(code: str) -> None:
    """The people of a part of the figure, for those who may see persons."""
    parts = drill_parts(principal, PLAN, code)
    if not parts:
        return
    st.header(labels.BEHIND)
    part = st.segmented_control(
        labels.PART, parts, format_func=labels.PARTS.__getitem__, default=parts[0], required=True, key=f"part_{code}"
    )
    frame = drill(current(), principal, PLAN, code, as_of, part)
    st.dataframe(
        frame,
        width="stretch",
        hide_index=True,
        column_config={labels.LINK: st.column_config.LinkColumn(labels.LINK, display_text=labels.OPEN)},
    )
    st.caption(labels.FIRST_ROWS.format(n=len(frame)))


st.title(labels.PAGE_OVERVIEW)
day, _ = st.columns([1, 3])
as_of = day.date_input(labels.AS_OF, value=today(), max_value=today(), format="DD/MM/YYYY", key="as_of")
overview = figures(current(), principal, PLAN, as_of)
everything = {item["code"]: item for item in overview["indicators"]}
headline = [item for item in overview["indicators"] if "." not in item["code"]]
st.caption(labels.AS_OF_LINE.format(day=format_date(as_of), version=overview["definition_version"]))
for column, item in zip(st.columns(len(headline)), headline, strict=True):
    with column:
        card(item, [part for code, part in everything.items() if code.startswith(item["code"] + ".")])
cuts(headline, everything)
people_behind(st.session_state.get("cut_indicator") or headline[0]["code"])
