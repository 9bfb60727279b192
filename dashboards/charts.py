"""Figures as pictures: pure functions from the contract's JSON to plotly figures. No queries, no page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from dashboards import labels
from dashboards.style import PALETTE
from talentdb.text import format_number, format_percent

__all__ = ["CHART_OPTIONS", "bullet", "cut_bars", "path_to_target"]

CHART_OPTIONS: Final = {"displayModeBar": False, "locale": "vi"}
_FONT: Final = {"family": "system-ui, Noto Sans, sans-serif", "color": "#1b2a2f", "size": 13}
_LAYOUT: Final[dict[str, Any]] = {
    "font": _FONT,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "showlegend": False,
    "separators": ",.",
}
_COLOUR_OF_STATUS: Final = {"reached": "good", "on_track": "primary", "behind": "accent", "no_data": "muted"}


def bullet(indicator: Mapping[str, Any]) -> go.Figure:
    """One indicator: its share as a bar, what uncertainty allows as a pale band, the target as a line."""
    value, low, high = (indicator[name] or 0.0 for name in ("value", "low", "high"))
    target = indicator["target"] or 0.0
    colour = PALETTE[_COLOUR_OF_STATUS.get(indicator["status"], "primary")]
    top = max(0.6, high, target) * 1.08
    figure = go.Figure()
    figure.add_bar(
        x=[high - low],
        base=[low],
        y=[""],
        orientation="h",
        width=0.62,
        marker_color="#d5dfe2",
        hovertemplate=labels.HOVER_INTERVAL.format(low=format_percent(low), high=format_percent(high)),
    )
    figure.add_bar(
        x=[value],
        y=[""],
        orientation="h",
        width=0.34,
        marker_color=colour,
        hovertemplate=f"{format_percent(value)}<extra></extra>",
    )
    figure.add_vline(x=target, line_width=3, line_color=PALETTE["bad"])
    figure.add_annotation(
        x=target,
        y=1.0,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=labels.TARGET_MARK.format(target=format_percent(target, 0), year=indicator["target_year"]),
        font={"size": 12, "color": PALETTE["bad"]},
    )
    figure.update_layout(**_LAYOUT, barmode="overlay", height=120, margin={"l": 4, "r": 24, "t": 26, "b": 24})
    figure.update_xaxes(range=[0, min(top, 1.0)], tickformat=".0%", showgrid=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _shorten(name: str, longest: int = 42) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def cut_bars(rows: Sequence[Mapping[str, Any]], target: float | None, *, most: int = 25) -> go.Figure:
    """Shares of one indicator by one cut, the largest groups first; suppressed cells are left out by the caller."""
    chosen = sorted(rows, key=lambda row: -(row["denominator"] or 0))[:most][::-1]
    names = [_shorten(row["name"]) for row in chosen]
    values = [row["value"] or 0.0 for row in chosen]
    reached = [target is not None and value >= target for value in values]
    figure = go.Figure()
    figure.add_bar(
        x=values,
        y=list(range(len(chosen))),
        orientation="h",
        marker_color=[PALETTE["good" if hit else "primary"] for hit in reached],
        text=[
            f"{format_percent(value)}  ({format_number(row['numerator'])}/{format_number(row['denominator'])})"
            for value, row in zip(values, chosen, strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        hovertext=[row["name"] for row in chosen],
        hovertemplate="%{hovertext}<br>%{text}<extra></extra>",
    )
    if target is not None:
        figure.add_vline(x=target, line_width=2, line_dash="dot", line_color=PALETTE["bad"])
    figure.update_layout(
        **_LAYOUT, height=70 + 30 * max(len(chosen), 1), margin={"l": 4, "r": 90, "t": 10, "b": 30}, bargap=0.35
    )
    figure.update_xaxes(
        range=[0, max([*values, target or 0, 0.1]) * 1.22], tickformat=".0%", fixedrange=True, gridcolor="#e3eaec"
    )
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(chosen))), ticktext=names, automargin=True, fixedrange=True
    )
    return figure


def path_to_target(indicator: Mapping[str, Any], year_now: float) -> go.Figure:
    """Where the figure stands now and the straight way to its target; the way is our reading, drawn dashed."""
    value, target, target_year = indicator["value"] or 0.0, indicator["target"], indicator["target_year"]
    figure = go.Figure()
    figure.add_scatter(
        x=[year_now, target_year + 1],
        y=[value, target],
        mode="lines",
        line={"dash": "dash", "color": PALETTE["muted"]},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[year_now],
        y=[value],
        mode="markers+text",
        marker={"size": 13, "color": PALETTE["primary"]},
        text=[format_percent(value)],
        textposition="top center",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[target_year + 1],
        y=[target],
        mode="markers+text",
        marker={"size": 13, "color": PALETTE["bad"], "symbol": "diamond"},
        text=[format_percent(target, 0)],
        textposition="bottom center",
        hoverinfo="skip",
    )
    figure.update_layout(**_LAYOUT, height=210, margin={"l": 8, "r": 24, "t": 16, "b": 28})
    figure.update_yaxes(
        tickformat=".0%",
        rangemode="tozero",
        gridcolor="#e3eaec",
        fixedrange=True,
        range=[0, max(value, target) * 1.3],
    )
    figure.update_xaxes(tickformat="d", dtick=1, showgrid=False, fixedrange=True, range=[2025.8, target_year + 1.3])
    return figure
