"""One node of a network in words: who it is, and to whom or what it is tied most. No queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import streamlit as st

from dashboards import network_labels as words
from dashboards import widgets
from dashboards.frames import person_link
from dashboards.network_data import Drawn
from talentdb.network import ALL_LAYERS
from talentdb.text import format_number

__all__ = ["TieWords", "card", "place_of", "ranking", "ties_of"]

_MOST_TIES = 6
# Of the share of shortest paths even the largest are some thousandths in a network of thousands.
_DIGITS = {"strength": 2, "degree": 0, "betweenness": 4}


@dataclass(frozen=True, slots=True)
class TieWords:
    """A neighbour and how it is tied, in words."""

    place: int
    label: str
    how: str


def place_of(drawn: Drawn, node_id: str) -> int | None:
    """Place of a node by its id; None when it is not in this network."""
    return next((place for place, node in enumerate(drawn.graph.nodes) if node.id == node_id), None)


def ties_of(drawn: Drawn, place: int, most: int = _MOST_TIES) -> list[TieWords]:
    """The strongest neighbours of a node, each with all its ties."""
    edges = drawn.graph.edges
    mine = np.flatnonzero((edges.source == place) | (edges.target == place))
    others = np.where(edges.source[mine] == place, edges.target[mine], edges.source[mine])
    found: dict[int, list[int]] = {}
    for edge, other in zip(mine.tolist(), others.tolist(), strict=True):
        found.setdefault(other, []).append(edge)
    order = sorted(found, key=lambda other: (-round(float(edges.weight[found[other]].sum()), 9), other))
    return [
        TieWords(other, drawn.graph.nodes[other].label, "; ".join(_tie_words(drawn, edge) for edge in found[other]))
        for other in order[:most]
    ]


def _tie_words(drawn: Drawn, edge: int) -> str:
    edges = drawn.graph.edges
    layer, works = words.LAYER_LABEL[ALL_LAYERS[edges.layer[edge]]], int(edges.works[edge])
    told = words.TIE.format(layer=layer, works=works) if works else words.TIE_BODY.format(layer=layer)
    first, last = int(edges.first_year[edge]), int(edges.last_year[edge])
    if not last:
        return told
    return f"{told} ({last if first in (0, last) else words.TIE_YEARS.format(first=first, last=last)})"


def card(drawn: Drawn, place: int) -> None:
    """Draw the node with its numbers and strongest neighbours; a person has links to profile and own network."""
    node = drawn.graph.nodes[place]
    with st.container(border=True, key="network_card"):
        post = widgets.post_line(node.values) or words.KIND_LABEL[node.kind]
        name = widgets.titled_name({**node.values, "full_name": node.label})
        st.html(f'<div class="hit"><b>{escape(name)}</b><div class="post">{escape(post)}</div></div>')
        numbers = {title: format_number(drawn.measures[key][place], _DIGITS[key])
                   for key, title in words.MEASURE.items()}  # fmt: skip
        widgets.facts({**numbers, words.COLUMNS["community"]: str(drawn.measures["community"][place])})
        rows = "".join(
            f'<li>{escape(tie.label)}<div class="quiet">{escape(tie.how)}</div></li>' for tie in ties_of(drawn, place)
        )
        if rows:
            st.html(f'<p class="quiet">{words.TIES}</p><ul>{rows}</ul>')
        if node.person_id is not None:
            st.html(
                f'<a class="who-link" href="/profile?person={node.person_id}" target="_self">{words.PROFILE}</a> · '
                f'<a class="who-link" href="/network?person={node.person_id}" target="_self">{words.EGO}</a>'
            )


def ranking(drawn: Drawn, measure: str, most: int = 10) -> pd.DataFrame:
    """The people first by a measure, with links to their profiles."""
    return pd.DataFrame(list(_ranked(drawn, measure, most)))


def _ranked(drawn: Drawn, measure: str, most: int) -> Iterator[dict[str, object]]:
    # People stand first among the nodes.
    values = np.array(drawn.measures[measure][: drawn.graph.n_people])
    for place in np.lexsort((np.arange(len(values)), -values))[:most].tolist():
        node = drawn.graph.nodes[place]
        if values[place] <= 0 or node.person_id is None:
            return
        yield {
            words.COLUMNS["full_name"]: person_link(node.person_id, node.label),
            words.COLUMNS["agency_name"]: node.values.get("agency_name", ""),
            words.COLUMNS["degree"]: drawn.measures["degree"][place],
            words.COLUMNS[measure]: format_number(values[place], _DIGITS[measure]),
            words.COLUMNS["community"]: drawn.measures["community"][place],
        }
