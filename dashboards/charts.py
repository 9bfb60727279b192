"""Figures as pictures: pure functions from the contract's JSON to plotly figures. No queries, no page.

Every text stands inside the plot, so that a phone's width cuts none; numbers are written the Vietnamese way.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from dashboards.style import PALETTE
from talentdb.text import format_number, format_percent

__all__ = ["CHART_OPTIONS", "cut_bars"]

CHART_OPTIONS: Final = {"displayModeBar": False}
"""Of charts that nobody takes away as a picture."""

_FONT: Final = {"family": "system-ui, Noto Sans, sans-serif", "color": "#1b2a2f", "size": 13}
_LAYOUT: Final[dict[str, Any]] = {
    "font": _FONT,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "showlegend": False,
    "separators": ",.",
    "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": "#5d6c72", "activecolor": "#0b5d6b"},
}
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
