"""For leaders: where the province stands against 2030, how sure that is, who lags, and the people behind a figure."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import charts, labels, overview_labels, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.data import drill, drill_parts, figures
from dashboards.style import PALETTE
from talentdb.access.principal import Role
from talentdb.settings import today
from talentdb.text import format_date, format_number, format_percent

PLAN = "hung-yen-2711"
# Below it the shares speak of those who handed in, not of the province; our reading, shown as a remark only.
ENOUGH_COVERAGE = 0.8
principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)


def numbers(indicator: dict[str, Any]) -> None:
    """The share and how many people are missing to the target."""
    figure, gap = st.columns([2, 3])
    figure.metric(overview_labels.NOW, format_percent(indicator["value"]))
    missing = indicator["gap_people"]
    gap.metric(
        overview_labels.GAP,
        overview_labels.GAP_PEOPLE.format(n=format_number(missing)) if missing else overview_labels.NO_GAP,
    )


def status_words(indicator: dict[str, Any]) -> str:
    """Reached, on the way, or behind; "behind" only where there is a path to be behind of."""
    if indicator["status"] == "behind" and indicator.get("expected_now") is None:
        return overview_labels.BELOW_TARGET
    return overview_labels.STATUS[indicator["status"]]


def chart(indicator: dict[str, Any]) -> None:
    """The bullet and what its parts mean."""
    st.plotly_chart(
        charts.bullet(indicator),
        config=charts.CHART_OPTIONS,
        theme=None,
        key=f"bullet_{indicator['code']}",
        alt=indicator["name"],
    )
    colour = PALETTE[{"reached": "good", "behind": "accent"}.get(indicator["status"], "primary")]
    st.html(
        f'<div class="legend"><span><i style="background:{colour}"></i>{overview_labels.LEGEND_NOW}</span>'
        f'<span><i style="background:{PALETTE["band"]}"></i>{overview_labels.LEGEND_BAND}</span>'
        f'<span><i class="line" style="background:{PALETTE["bad"]}"></i>{overview_labels.LEGEND_TARGET}</span></div>'
    )


def certainty(indicator: dict[str, Any]) -> str:
    """The state in words, the count, and what missing values leave open."""
    low, high = format_percent(indicator["low"]), format_percent(indicator["high"])
    parts = [
        f":{overview_labels.STATUS_COLOUR[indicator['status']]}-badge[{status_words(indicator)}] "
        + overview_labels.FRACTION.format(
            n=format_number(indicator["numerator"]), d=format_number(indicator["denominator"])
        )
        + ".",
        overview_labels.CERTAIN if low == high else overview_labels.INTERVAL.format(low=low, high=high),
    ]
    if indicator.get("expected_now") is not None:
        parts.append(overview_labels.EXPECTED_NOW.format(share=format_percent(indicator["expected_now"])))
    return " ".join(parts)


def definition(indicator: dict[str, Any]) -> None:
    """How it is counted, and which values are missing."""
    with st.expander(overview_labels.DEFINITION):
        st.markdown(indicator["definition"])
        unknown = [
            overview_labels.UNKNOWN[name].format(n=format_number(count))
            for name, count in indicator["unknown"].items()
            if count and name in overview_labels.UNKNOWN
        ]
        if unknown:
            st.markdown(overview_labels.UNKNOWN_HEAD + "\n" + "\n".join(f"- {line}" for line in unknown))


def card(indicator: dict[str, Any], parts: list[dict[str, Any]]) -> None:
    """One headline indicator: the figure, its certainty, the target, the gap in people, the sub-rates."""
    with st.container(border=True, height="stretch"):
        st.subheader(indicator["name"])
        if indicator["value"] is None:
            st.info(overview_labels.NO_DATA)
            return
        numbers(indicator)
        chart(indicator)
        st.markdown(certainty(indicator))
        rows = {
            part["name"]: f"{format_percent(part['value'])} "
            f"({format_number(part['numerator'])}/{format_number(part['denominator'])})"
            for part in parts
            if part["value"] is not None
        }
        if rows:
            widgets.facts(rows)
        definition(indicator)


def cut_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The same rows as the chart, to read and copy; hidden small cells say so."""
    return pd.DataFrame(
        {
            overview_labels.CUT_NAME: [row["name"] for row in rows],
            overview_labels.CUT_NUMERATOR: [
                format_number(row["numerator"]) if row["numerator"] is not None else "" for row in rows
            ],
            overview_labels.CUT_DENOMINATOR: [
                format_number(row["denominator"]) if row["denominator"] is not None else "" for row in rows
            ],
            overview_labels.CUT_VALUE: [
                overview_labels.SUPPRESSED
                if row.get("suppressed")
                else ""
                if row["value"] is None
                else format_percent(row["value"])
                for row in rows
            ],
        }
    )


def cuts(indicators: list[dict[str, Any]], by_code: dict[str, dict[str, Any]]) -> str:
    """Who lags: one indicator by one cut; gives the chosen indicator."""
    st.header(overview_labels.CUTS)
    code: str = st.radio(
        overview_labels.INDICATOR,
        [item["code"] for item in indicators],
        format_func=lambda code: by_code[code]["name"],
        key="cut_indicator",
    )
    by = st.segmented_control(
        overview_labels.CUT_BY,
        list(overview_labels.CUT),
        format_func=overview_labels.CUT.__getitem__,
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
            alt=overview_labels.CUTS,
        )
    else:
        st.info(overview_labels.NO_DATA)
    hidden = sum(1 for row in rows if row.get("suppressed"))
    if hidden:
        st.caption(overview_labels.SUPPRESSED_NOTE.format(n=hidden))
    with st.expander(overview_labels.AS_TABLE):
        widgets.table(cut_table(rows))
    return code


def people_behind(code: str) -> None:
    """The people of a part of the figure, for those who may see persons."""
    parts = drill_parts(principal, PLAN, code)
    if not parts:
        return
    st.header(labels.BEHIND)
    part = st.segmented_control(
        overview_labels.PART,
        parts,
        format_func=overview_labels.PARTS.__getitem__,
        default=parts[0],
        required=True,
        key=f"part_{code}",
    )
    found = drill(current(), principal, PLAN, code, as_of, part)
    widgets.table(found.frame)
    st.caption(overview_labels.FIRST_ROWS.format(n=len(found.frame), total=format_number(found.total)))


st.title(labels.PAGE_OVERVIEW)
day, line = st.columns([1, 3], vertical_alignment="bottom")
as_of = day.date_input(overview_labels.AS_OF, value=today(), max_value=today(), format="DD/MM/YYYY", key="as_of")
overview = figures(current(), principal, PLAN, as_of)
everything = {item["code"]: item for item in overview["indicators"]}
headline = [item for item in overview["indicators"] if item["headline"]]
line.caption(
    escape(
        overview_labels.AS_OF_LINE.format(day=format_date(as_of), version=overview["definition_version"]), quote=False
    )
)
coverage = headline[0]["coverage"]
reported = {"n": format_number(coverage["agencies_reported"]), "total": format_number(coverage["agencies_total"])}
if coverage["agencies_reported"] < ENOUGH_COVERAGE * coverage["agencies_total"]:
    st.warning(overview_labels.LOW_COVERAGE.format(**reported), icon=":material/info:")
else:
    st.caption(overview_labels.COVERAGE.format(**reported))
for column, item in zip(st.columns(len(headline)), headline, strict=True):
    with column:
        card(item, [part for code, part in everything.items() if code.startswith(item["code"] + ".")])
people_behind(cuts(headline, everything))
