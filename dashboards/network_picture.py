"""A network as a plotly figure: groups by colour with a legend, sizes by a measure, bodies as squares. Pure.

Drawn as SVG, not WebGL: office machines and remote desktops often have no WebGL, and 2,000 points move well without.
"""

from collections.abc import Sequence
from html import escape
from math import sqrt
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboards import network_labels as words
from dashboards.network_data import Drawn
from talentdb.network import Kind

__all__ = ["GROUP_COLOURS", "group_names", "picture"]

GROUP_COLOURS: Final = ("#0b5d6b", "#d9822b", "#7a4ea3", "#2e7d4f", "#c2416b", "#3f7fbf", "#8a6d1d", "#8c3b2a")
"""Of the largest groups; the others are grey. Told apart with the common kinds of colour blindness too."""
_OTHER: Final = "#a9b5b9"
_BODY: Final = "#3d4a50"
_EDGE: Final = "rgba(93,108,114,0.28)"
_SMALLEST, _LARGEST = 6.0, 26.0
# Points of full size that a picture has room for.
_ROOM: Final = 300
# As many lines as a browser moves smoothly; the weakest are left out of the picture.
_MOST_LINES: Final = 6_000
_NAMED: Final = 12
# Pixels of a picture beside the card of a laptop, and of one on a phone; of a letter of a name, and of its line.
_WIDE, _NARROW = 600, 340
_LETTER, _LINE = 6.6, 16.0


def group_names(drawn: Drawn) -> dict[int, str]:
    """Group -> the words of its legend, for the largest groups: how many people, and around whom."""
    members: dict[int, list[int]] = {}
    for place, (node, group) in enumerate(zip(drawn.graph.nodes, drawn.measures["community"], strict=True)):
        if node.kind is Kind.PERSON:
            members.setdefault(group, []).append(place)
    strength, names = drawn.measures["strength"], {}
    for group in sorted(members, key=lambda one: (-len(members[one]), one))[: len(GROUP_COLOURS)]:
        middle = max(members[group], key=lambda place: (strength[place], -place))
        name = drawn.graph.nodes[middle].label
        names[group] = words.GROUP_LEGEND.format(n=group, people=len(members[group]), name=name)
    return names


def picture(drawn: Drawn, size_by: str, centre: int | None = None, height: int = 620) -> go.Figure:
    """The figure; each point carries the id of its node as `customdata`. It is made once, and nobody changes it.

    Args:
        size_by: name of a measure.
        centre: place of a node that is marked and named, with its strongest neighbours.
    """
    key = (size_by, centre, height)
    if key not in drawn.memo:
        drawn.memo[key] = _figure(drawn, size_by, centre, height)
    return drawn.memo[key]


def _figure(drawn: Drawn, size_by: str, centre: int | None, height: int) -> go.Figure:
    figure = go.Figure()
    place_of = np.full(len(drawn.graph.nodes), -1)
    place_of[drawn.shown] = np.arange(len(drawn.shown))
    _lines(figure, drawn, place_of)
    sizes = _sizes(np.array(drawn.measures[size_by], np.float64)[drawn.shown])
    groups = np.array(drawn.measures["community"])[drawn.shown]
    names = group_names(drawn)
    bodies = np.array([drawn.graph.nodes[place].kind is not Kind.PERSON for place in drawn.shown], np.bool_)
    for number, (group, name) in enumerate(names.items()):
        _points(figure, drawn, (groups == group) & ~bodies, sizes, name, GROUP_COLOURS[number])
    _points(figure, drawn, ~np.isin(groups, list(names)) & ~bodies, sizes, words.OTHER_GROUPS, _OTHER)
    _points(figure, drawn, bodies, sizes, words.BODIES, _BODY, "square")
    figure.update_layout(
        height=height, margin={"l": 0, "r": 0, "t": 4, "b": 0}, paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="#fbfcfc", dragmode="pan", hovermode="closest", clickmode="event+select",
        font={"family": "system-ui, Noto Sans, sans-serif", "color": "#1b2a2f", "size": 13},
        legend={"orientation": "h", "yanchor": "top", "y": -0.01, "x": 0, "itemsizing": "constant",
                "font": {"size": 12}},
    )  # fmt: skip
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x")
    _named(figure, drawn, sizes, centre)
    return figure


def _sizes(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Areas by the measure: the eye compares areas. Many points are smaller, down to half: they would hide others."""
    top = values.max(initial=0.0)
    room = min(1.0, max(0.5, sqrt(_ROOM / max(len(values), 1))))
    return room * (_SMALLEST + (_LARGEST - _SMALLEST) * np.sqrt(values / top if top else values))


def _lines(figure: go.Figure, drawn: Drawn, place_of: NDArray[np.int64]) -> None:
    """All ties as one trace."""
    edges = drawn.graph.edges
    inside = np.flatnonzero((place_of[edges.source] >= 0) & (place_of[edges.target] >= 0))
    inside = inside[np.argsort(-edges.weight[inside], kind="stable")][:_MOST_LINES]
    ends = drawn.spots[place_of[edges.source[inside]]], drawn.spots[place_of[edges.target[inside]]]
    gap = np.full(len(inside), np.nan)
    x, y = (np.column_stack([ends[0][:, axis], ends[1][:, axis], gap]).ravel().round(3) for axis in (0, 1))
    figure.add_scatter(x=x, y=y, mode="lines", line={"width": 1, "color": _EDGE}, hoverinfo="skip", showlegend=False)


def _points(
    figure: go.Figure, drawn: Drawn, mask: NDArray[np.bool_], sizes: NDArray[np.float64], name: str, colour: str,
    symbol: str = "circle",
) -> None:  # fmt: skip
    chosen = np.flatnonzero(mask)
    if not len(chosen):
        return
    nodes = [drawn.graph.nodes[place] for place in drawn.shown[chosen]]
    figure.add_scatter(
        x=drawn.spots[chosen, 0].round(3), y=drawn.spots[chosen, 1].round(3), mode="markers", name=escape(name),
        customdata=[node.id for node in nodes], text=[_hover(node.label, node.values) for node in nodes],
        hovertemplate="%{text}<extra></extra>",
        marker={"size": sizes[chosen].round(1), "color": colour, "symbol": symbol, "opacity": 0.92,
                "line": {"width": 1, "color": "#fff"}},
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 0.6}},
    )  # fmt: skip


def _hover(label: str, values: Any) -> str:
    """Escaped: plotly reads tags in texts, and these come from other people's lists."""
    return "<br>".join(escape(str(part)) for part in (label, values.get("agency_name")) if part)


def _apart(places: Sequence[int], boxes: NDArray[np.float64]) -> list[int]:
    """Of places whose names would lie on each other the first.

    Args:
        boxes: middle and size of each name in pixels: x, y, width, height.
    """
    kept = list[int]()
    for place in places:
        if not any(_touch(boxes[place], boxes[other]) for other in kept):
            kept.append(place)
    return kept


def _touch(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    return bool((np.abs(one[:2] - other[:2]) < (one[2:] + other[2:]) / 2).all())


def _boxes(spots: NDArray[np.float64], labels: Sequence[str], width: float, height: float) -> NDArray[np.float64]:
    """Where the names lie on a screen that has so many pixels for the picture; both axes have one scale."""
    reach = np.maximum(np.ptp(spots, axis=0), 1e-9)
    letters = np.array([len(label) for label in labels])
    return np.column_stack([
        spots * 0.9 * min(width / reach[0], height / reach[1]), letters * _LETTER, np.full(len(labels), _LINE)
    ])  # fmt: skip


def _named(figure: go.Figure, drawn: Drawn, sizes: NDArray[np.float64], centre: int | None) -> None:
    """Names of the largest point of each large group, or of all of a small picture; the centre is ringed."""
    places: list[int] = np.argsort(-sizes, kind="stable").tolist()
    if len(places) > 2 * _NAMED:
        groups = np.array(drawn.measures["community"])[drawn.shown].tolist()
        largest = dict(reversed([(groups[place], place) for place in places]))
        places = [place for place in places if largest[groups[place]] == place][:_NAMED]
    at = None if centre is None else int(np.flatnonzero(drawn.shown == centre)[0])
    if at is not None:
        figure.add_scatter(
            x=[drawn.spots[at, 0]], y=[drawn.spots[at, 1]], mode="markers", hoverinfo="skip", showlegend=False,
            marker={"size": sizes[at] + 10, "color": "rgba(0,0,0,0)", "line": {"width": 3, "color": "#b3402e"}},
        )  # fmt: skip
        places = [at, *(place for place in places if place != at)]
    labels = [drawn.graph.nodes[place].label[:40] for place in drawn.shown]
    wide = _apart(places, _boxes(drawn.spots, labels, _WIDE, figure.layout.height))
    narrow = _apart(wide, _boxes(drawn.spots, labels, _NARROW, figure.layout.height))
    _names(figure, drawn, labels, narrow)
    # The last trace: a phone has no room for its names, and the style sheet leaves them out there.
    _names(figure, drawn, labels, [place for place in wide if place not in narrow])


def _names(figure: go.Figure, drawn: Drawn, labels: Sequence[str], places: list[int]) -> None:
    figure.add_scatter(
        x=drawn.spots[places, 0], y=drawn.spots[places, 1], mode="text", hoverinfo="skip", showlegend=False,
        text=[escape(labels[place]) for place in places], textposition="top center",
        unselected={"textfont": {"color": "#1b2a2f"}},
        textfont={"size": 12, "shadow": "0 0 3px #fff, 0 0 3px #fff, 0 0 5px #fff"},
    )  # fmt: skip
