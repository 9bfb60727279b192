"""Figures as pictures: pure functions from the contract's JSON to plotly figures. No queries, no page.

Every text stands inside the plot, so that a phone's width cuts none; numbers are written the Vietnamese way.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from dashboards import overview_labels
from dashboards.style import PALETTE
from talentdb.text import format_number, format_percent

__all__ = ["CHART_OPTIONS", "bullet", "cut_bars"]

CHART_OPTIONS: Final = {"displayModeBar": False}
_FONT: Final = {"family": "system-ui, Noto Sans, sans-serif", "color": "#1b2a2f", "size": 13}
_LAYOUT: Final[dict[str, Any]] = {
    "font": _FONT,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "showlegend": False,
    "separators": ",.",
}
_COLOUR_OF_STATUS: Final = {"reached": "good", "on_track": "primary", "behind": "accent", "no_data": "muted"}
# The longest bar leaves this part of the width to the number behind it: 120 of a phone's 340 pixels.
_ROOM_FOR_NUMBER: Final = 0.36
# As many characters of 12 pixels as a phone's width takes.
_LONGEST_NAME: Final = 50


def _percent_axis(top: float, step: float = 0.2) -> dict[str, Any]:
    """Ticks every `step`, written as "20 %"."""
    marks = [round(number * step, 2) for number in range(int(min(top, 1.0) / step + 1e-9) + 1)]
    return {
        "range": [0, top],
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [format_percent(mark, 0) for mark in marks],
        "tickangle": 0,
        "fixedrange": True,
    }


def bullet(indicator: Mapping[str, Any]) -> go.Figure:
    """One indicator: its share as a bar, what uncertainty allows as a pale band, the target as a line."""
    value, low, high = (indicator[name] or 0.0 for name in ("value", "low", "high"))
    target = indicator["target"]
    colour = PALETTE[_COLOUR_OF_STATUS.get(indicator["status"], "primary")]
    top = min(max(0.6, high, target or 0.0) * 1.08, 1.02)
    figure = go.Figure()
    figure.add_bar(
        name=overview_labels.LEGEND_NOW,
        x=[value],
        y=[""],
        orientation="h",
        width=0.62,
        marker_color=colour,
        hovertemplate=f"{format_percent(value)}<extra></extra>",
    )
    # Drawn after the bar, and narrower, so that both ends of the band stay visible.
    figure.add_bar(
        name=overview_labels.LEGEND_BAND,
        x=[high - low],
        base=[low],
        y=[""],
        orientation="h",
        width=0.26,
        marker={"color": PALETTE["band"], "line": {"width": 1, "color": PALETTE["muted"]}},
        hovertemplate=overview_labels.HOVER_INTERVAL.format(low=format_percent(low), high=format_percent(high)),
    )
    if target is not None:
        _mark_target(figure, target, indicator["target_year"], top)
    figure.update_layout(**_LAYOUT, barmode="overlay", height=118, margin={"l": 14, "r": 24, "t": 26, "b": 24})
    figure.update_xaxes(showgrid=False, **_percent_axis(top))
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _mark_target(figure: go.Figure, target: float, year: int, top: float) -> None:
    """A line at the target with its words above it, kept inside the plot."""
    figure.add_vline(x=target, line_width=3, line_color=PALETTE["bad"])
    figure.add_annotation(
        x=target,
        y=1.0,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if target > top * 0.75 else "center",
        showarrow=False,
        text=overview_labels.TARGET_MARK.format(target=format_percent(target, 0), year=year),
        font={"size": 12, "color": PALETTE["bad"]},
    )


def _shorten(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def cut_bars(rows: Sequence[Mapping[str, Any]], target: float | None, *, most: int = 25) -> go.Figure:
    """Shares of one indicator by one cut, the largest groups first; suppressed cells are left out by the caller."""
    chosen = sorted(rows, key=lambda row: -(row["denominator"] or 0))[:most][::-1]
    values = [row["value"] or 0.0 for row in chosen]
    places = list(range(len(chosen)))
    figure = go.Figure()
    figure.add_bar(
        x=values,
        y=places,
        orientation="h",
        width=0.42,
        marker_color=[PALETTE["good" if target is not None and value >= target else "primary"] for value in values],
        text=[
            f"{format_percent(value)} ({format_number(row['numerator'])}/{format_number(row['denominator'])})"
            for value, row in zip(values, chosen, strict=True)
        ],
        textposition="outside",
        textfont={"size": 12},
        cliponaxis=False,
        hovertext=[row["name"] for row in chosen],
        hovertemplate="%{hovertext}<br>%{text}<extra></extra>",
    )
    # Names stand above their bars: beside them they would take two thirds of a phone.
    for place, row in zip(places, chosen, strict=True):
        figure.add_annotation(
            x=0,
            y=place + 0.24,
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            text=_shorten(row["name"]),
            font={"size": 12},
            bgcolor="rgba(255,255,255,0.8)",
        )
    if target is not None:
        figure.add_vline(x=target, line_width=2, line_dash="dot", line_color=PALETTE["bad"], layer="below")
    top = max([*values, target or 0.0, 0.1]) / (1 - _ROOM_FOR_NUMBER)
    figure.update_layout(**_LAYOUT, height=46 + 44 * max(len(chosen), 1), margin={"l": 12, "r": 8, "t": 14, "b": 28})
    figure.update_xaxes(gridcolor="#eef3f4", **_percent_axis(top))
    figure.update_yaxes(visible=False, fixedrange=True, range=[-0.6, len(chosen) - 0.2])
    return figure
