"""The communes of the province as a map of tiles: one tile each, where it lies, coloured by a share. Pure.

The layout is data, `assets/commune_tiles.csv`: the centres of the 104 communes (vietnamadminunits 1.0.4, MIT licence)
put on a grid of 5 km so that all tiles together lie as near to their centres as can be. It shows neighbourhood, no
boundaries.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

import plotly.graph_objects as go

from dashboards import overview_labels as labels
from dashboards.colour_scale import NOTHING, colour_of, ink_on
from talentdb.text import format_number, format_percent

__all__ = ["Tile", "layout", "scale_ends", "tile_map"]

_FILE: Final = Path(__file__).parent / "assets" / "commune_tiles.csv"
_ROW_PIXELS: Final = 46
_LETTERS: Final = 8
"""Letters of a name that a tile of a laptop takes on a line."""
_EDGE: Final = "#c3cfd3"
_HATCH: Final = "#c3cfd3"


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a commune lies: column from the west, row from the north, both from 1."""

    code: str
    column: int
    row: int


@cache
def layout() -> tuple[Tile, ...]:
    """The tiles of the province."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(Tile(row["code"], int(row["column"]), int(row["row"])) for row in csv.DictReader(lines))


def scale_ends(rows: Sequence[Mapping[str, Any]]) -> tuple[float, float] | None:
    """The lowest and the highest share that is shown; None where none is."""
    shares = [row["value"] for row in rows if row["value"] is not None]
    return (min(shares), max(shares)) if shares else None


def tile_map(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> go.Figure:
    """The map of one indicator.

    Args:
        rows: its rows by commune as the engine gives them; hidden ones are hatched, those without people pale.
        names: code -> name of every commune.
    """
    by_code = {row["key"]: row for row in rows if row["key"] is not None}
    ends = scale_ends(rows)
    tiles = layout()
    found = [_look(by_code.get(tile.code), ends) for tile in tiles]
    shown = [names.get(tile.code, tile.code) for tile in tiles]
    deepest = max(tile.row for tile in tiles)
    figure = go.Figure()
    figure.add_bar(
        x=[tile.column for tile in tiles],
        base=[tile.row - 0.47 for tile in tiles],
        y=[0.94] * len(tiles),
        width=0.95,
        marker={
            "color": [colour for colour, _, _ in found],
            "line": {"width": 0.6, "color": _EDGE},
            "cornerradius": 4,
        },
        text=["<br>".join(wrap(_plain(name), _LETTERS, break_long_words=False)[:3]) for name in shown],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 11, "color": [ink_on(colour) for colour, _, _ in found]},
        customdata=[tile.code for tile in tiles],
        hovertext=[
            labels.MAP_HOVER.format(name=name, value=told) for name, (_, _, told) in zip(shown, found, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_layout(
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", showlegend=False, barmode="overlay",
        font={"family": "system-ui, Noto Sans, sans-serif"}, height=_ROW_PIXELS * deepest + 16, bargap=0,
        margin={"l": 4, "r": 4, "t": 8, "b": 8}, uniformtext={"minsize": 9, "mode": "hide"},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": "#5d6c72", "activecolor": "#0b5d6b"},
    )  # fmt: skip
    for tile, (_, hidden, _) in zip(tiles, found, strict=True):
        if hidden:
            figure.add_shape(type="path", path=_hatching(tile), line={"color": _HATCH, "width": 1}, layer="above")
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, range=[deepest + 0.6, 0.4])
    return figure


def _hatching(tile: Tile) -> str:
    """Three strokes across a tile; the library's own patterns go by the page's address and are not drawn here."""
    x, y, half = tile.column, tile.row, 0.4
    return "".join(
        f"M {x - half + shift:.2f} {y + half - up:.2f} L {x + half - up:.2f} {y - half + shift:.2f} "
        for shift, up in ((0, 0.4), (0, 0), (0.4, 0))
    )


def _plain(name: str) -> str:
    """Without the word of its kind, which all tiles share."""
    return name.removeprefix("Xã ").removeprefix("Phường ")


def _look(row: Mapping[str, Any] | None, ends: tuple[float, float] | None) -> tuple[str, bool, str]:
    """Colour, whether hatched, and words of a tile."""
    if row is None:
        return NOTHING, False, labels.MAP_EMPTY
    if row["suppressed"]:
        return "#ffffff", True, labels.MAP_HIDDEN
    if row["value"] is None or ends is None:
        return NOTHING, False, labels.MAP_EMPTY
    low, high = ends
    place = 0.5 if high - low < 1e-9 else (row["value"] - low) / (high - low)
    told = f"{format_percent(row['value'])} ({format_number(row['numerator'])}/{format_number(row['denominator'])})"
    return colour_of(place), False, told
