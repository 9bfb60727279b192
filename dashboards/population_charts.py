"""Outlooks, ages, comings and goings, retirements as pictures: pure functions to plotly figures. No queries, no page.

Colours are told apart by those who see few of them; side, pattern or words always say the same. Hidden cells are no
bars; the table beside says that they are hidden.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from dashboards import outlook_labels as words
from dashboards.style import PALETTE
from talentdb.indicators.crosstable import CrossTable
from talentdb.indicators.outlook import Outlook
from talentdb.indicators.population import FieldNeed
from talentdb.indicators.renewal import OVERDUE, Renewal
from talentdb.text import format_number, format_percent

__all__ = ["ages", "band_name", "fields", "flows", "path", "retirements"]

_LAYOUT: Final[dict[str, Any]] = {
    "font": {"family": "system-ui, Noto Sans, sans-serif", "color": "#1b2a2f", "size": 13},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "separators": ",.",
    "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "title": None},
    "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": "#5d6c72"},
}
_GRID: Final = "#eef3f4"
# Okabe and Ito's colours, dark ones first: told apart without red and green, and by the pattern in print.
_SERIES: Final = ("#0b5d6b", "#e69f00", "#56b4e9", "#cc79a7", "#009e73", "#8a8a8a", "#d55e00")
_PATTERNS: Final = ("", "/", "x", "-", ".", "|", "+")


def band_name(band: str) -> str:
    """A band of ages as people say it."""
    return words.BAND_NAMES.get(band, band.replace("-", "–"))


def _pattern(shape: str) -> dict[str, Any]:
    """Strokes over the colour of a bar; none for an empty shape."""
    return {"shape": shape, "fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.65)", "size": 7}


def _steps(most: float) -> list[float]:
    """Some four round marks from zero to the largest value."""
    rough = max(most, 1) / 4
    size = 10 ** (len(str(int(rough))) - 1)
    step = next(factor * size for factor in (1, 2, 5, 10) if factor * size >= rough)
    return [step * number for number in range(int(most // step) + 2)]


def _counting(most: float, *, both: bool = False) -> dict[str, Any]:
    """An axis of people, without signs on the left or lower side."""
    marks = _steps(most)
    values = [-mark for mark in marks[:0:-1]] + marks if both else marks
    return {
        "tickmode": "array", "tickvals": values, "ticktext": [format_number(abs(value)) for value in values],
        "gridcolor": _GRID, "zerolinecolor": "#9db0b5", "fixedrange": True,
        "range": [-most * 1.12 if both else 0, max(most, 1) * 1.12],
    }  # fmt: skip


def path(now: float | None, year: int, points: Sequence[Outlook]) -> go.Figure:
    """One indicator from today to its last year: a line in its band, and the target.

    Args:
        now: share of today; year: of today.
    """
    told = [(point.year, point.projected) for point in points if point.projected is not None]
    start = [] if now is None else [(year - 0.5, now, now, now)]
    rows = start + [(float(at), p.low, p.value, p.high) for at, p in told]
    figure = go.Figure()
    years = [row[0] for row in rows]
    figure.add_scatter(
        x=years + years[::-1], y=[row[3] for row in rows] + [row[1] for row in rows][::-1], fill="toself",
        mode="lines", fillcolor=PALETTE["band"], line={"width": 0}, name=words.BAND, hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=years, y=[row[2] for row in rows], mode="lines+markers", name=words.LINE,
        line={"color": PALETTE["primary"], "width": 3}, marker={"size": 7},
        hovertext=[f"{format_percent(row[2])} ({format_percent(row[1])} – {format_percent(row[3])})" for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    target = points[-1].target if points else None
    if target is not None:
        figure.add_hline(y=target, line_width=2, line_dash="dash", line_color=PALETTE["bad"])
        figure.add_annotation(
            x=0, xref="paper", y=target, xanchor="left", yanchor="bottom", showarrow=False,
            text=words.TARGET_LINE.format(target=format_percent(target, 0)),
            font={"color": PALETTE["bad"], "size": 12},
        )  # fmt: skip
    ends = [value for row in rows for value in (row[1], row[3])] + ([] if target is None else [target])
    low, high = max(0.0, min(ends, default=0) - 0.06), min(1.02, max(ends, default=1) + 0.06)
    step = 0.05 if high - low < 0.3 else 0.1 if high - low < 0.6 else 0.2
    marks = [round(number * step, 2) for number in range(21) if low <= number * step <= min(high, 1)]
    figure.update_layout(**_LAYOUT, showlegend=False, height=230, margin={"l": 46, "r": 12, "t": 12, "b": 30})
    figure.update_yaxes(
        range=[low, high], tickvals=marks, ticktext=[format_percent(mark, 0) for mark in marks], gridcolor=_GRID,
        fixedrange=True,
    )  # fmt: skip
    ticks = ([year - 0.5] if start else []) + [float(at) for at, _ in told]
    figure.update_xaxes(
        tickvals=ticks, ticktext=([words.NOW_TICK] if start else []) + [str(at) for at, _ in told], showgrid=False,
        fixedrange=True, tickangle=0, tickfont={"size": 12},
    )  # fmt: skip
    return figure


def ages(table: CrossTable) -> go.Figure:
    """Men on the left, women on the right with a pattern; bands from the youngest up."""
    bands = [band for band in table.rows if band != "unknown"]
    most = max((table.cells[band, sex] or 0 for band in bands for sex in ("male", "female")), default=0)
    figure = go.Figure()
    for sex, side, colour, pattern in (("male", -1, PALETTE["primary"], ""), ("female", 1, "#e69f00", "/")):
        people = [table.cells[band, sex] for band in bands]
        figure.add_bar(
            y=[band_name(band) for band in bands], orientation="h",
            # A hidden cell keeps to its side, so that its word does.
            x=[side * (most / 1000 if value is None else value) for value in people],
            name=words.SEX[sex], marker={"color": colour, "pattern": _pattern(pattern)},
            text=[words.HIDDEN if value is None else format_number(value) if value else "" for value in people],
            textposition="outside", cliponaxis=False, hoverinfo="skip",
        )  # fmt: skip
    figure.update_layout(
        **_LAYOUT, barmode="relative", bargap=0.18, height=430, margin={"l": 62, "r": 14, "t": 34, "b": 30}
    )
    figure.update_xaxes(**_counting(most, both=True))
    figure.update_yaxes(title=None, fixedrange=True)
    return figure


def flows(table: CrossTable) -> go.Figure:
    """Who came above the line, who went below it, a column a year."""
    came = {year: sum(table.cells[year, event] or 0 for event in words.CAME) for year in table.rows}
    went = {year: sum(table.cells[year, event] or 0 for event in words.WENT) for year in table.rows}
    most = max([*came.values(), *went.values()], default=0)
    figure = go.Figure()
    for at, event in enumerate((*words.CAME, *words.WENT)):
        sign = 1 if event in words.CAME else -1
        people = [table.cells[year, event] or 0 for year in table.rows]
        figure.add_bar(
            x=list(table.rows), y=[sign * value for value in people], name=words.EVENTS[event],
            marker={"color": _SERIES[at], "pattern": _pattern(_PATTERNS[at])},
            hovertext=[format_number(value) for value in people],
            hovertemplate="%{x}: %{hovertext}<extra>%{fullData.name}</extra>",
        )  # fmt: skip
    figure.update_layout(
        **_LAYOUT, barmode="relative", bargap=0.4, height=360, margin={"l": 46, "r": 12, "t": 70, "b": 30}
    )
    figure.update_yaxes(**_counting(most, both=True))
    figure.update_xaxes(type="category", fixedrange=True)
    return figure


def retirements(found: Renewal) -> go.Figure:
    """Who has to be replaced each year, a part of a column a sector; totals above the columns."""
    table = found.by_year
    names: Mapping[str, str] = found.names
    columns = [words.OVERDUE if year == OVERDUE else year for year in table.columns]
    largest = sorted(table.rows, key=lambda row: -(table.row_totals[row] or 0))
    figure = go.Figure()
    for at, sector in enumerate(largest):
        people = [table.cells[sector, year] or 0 for year in table.columns]
        figure.add_bar(
            x=columns, y=people, name=names[sector],
            marker={"color": _SERIES[at % len(_SERIES)],
                    "pattern": _pattern(_PATTERNS[at % len(_PATTERNS)])},
            hovertext=[format_number(value) for value in people],
            hovertemplate="%{x}: %{hovertext}<extra>%{fullData.name}</extra>",
        )  # fmt: skip
    shown = [sum(table.cells[row, year] or 0 for row in table.rows) for year in table.columns]
    totals = [table.column_totals[year] for year in table.columns]
    unsplit = [0 if total is None else total - seen for total, seen in zip(totals, shown, strict=True)]
    if any(unsplit):
        # Of a total that is shown, what must not be told apart by sector.
        figure.add_bar(
            x=columns, y=unsplit, name=words.UNSPLIT,
            marker={"color": "#ffffff", "line": {"color": "#5d6c72", "width": 1}},
            hovertext=[format_number(value) for value in unsplit],
            hovertemplate="%{x}: %{hovertext}<extra>%{fullData.name}</extra>",
        )  # fmt: skip
        shown = [seen + rest for seen, rest in zip(shown, unsplit, strict=True)]
    figure.add_scatter(
        x=columns, y=shown, mode="text", showlegend=False, hoverinfo="skip", cliponaxis=False,
        text=[words.HIDDEN if total is None else format_number(total) if total else "" for total in totals],
        textposition="top center",
    )  # fmt: skip
    figure.update_layout(
        **_LAYOUT, barmode="stack", bargap=0.35, height=380, margin={"l": 46, "r": 12, "t": 90, "b": 30}
    )
    figure.update_yaxes(**_counting(max(shown, default=0)))
    figure.update_xaxes(type="category", fixedrange=True)
    return figure


def fields(found: Sequence[FieldNeed]) -> go.Figure:
    """Who is asked for beside who retires, two bars a field."""
    rows = [one for one in found if one.needed or one.retiring][::-1]
    figure = go.Figure()
    sides = (
        (words.RETIRE_BAR, [one.retiring or 0 for one in rows], "#8a8a8a", "/"),
        (words.NEED_BAR, [one.needed for one in rows], PALETTE["primary"], ""),
    )
    places = list(range(len(rows)))
    for name, people, colour, pattern in sides:
        figure.add_bar(
            y=places, x=people, orientation="h", name=name,
            marker={"color": colour, "pattern": _pattern(pattern)},
            text=[format_number(value) if value else "" for value in people], textposition="outside",
            cliponaxis=False, hoverinfo="skip",
        )  # fmt: skip
    for place, one in zip(places, rows, strict=True):
        figure.add_annotation(
            x=0, y=place + 0.42, xanchor="left", yanchor="middle", showarrow=False, text=one.name, font={"size": 12}
        )
    most = max([value for _, people, _, _ in sides for value in people], default=0)
    figure.update_layout(
        **_LAYOUT, barmode="group", bargap=0.42, height=90 + 72 * max(len(rows), 1),
        margin={"l": 12, "r": 30, "t": 34, "b": 28},
    )  # fmt: skip
    figure.update_layout(legend={"traceorder": "reversed"})
    figure.update_xaxes(**_counting(most))
    figure.update_yaxes(visible=False, fixedrange=True, range=[-0.6, len(rows) - 0.3])
    return figure
