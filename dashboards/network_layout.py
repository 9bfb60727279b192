"""Where the nodes of a network stand in its picture: each connected part laid out by itself, then parts side by side.

A spring layout of everything at once throws small parts far out and presses the large one into a dot. Pure; the same
network always gives the same picture.
"""

from math import sqrt
from typing import Final

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from talentdb.network import Graph

__all__ = ["positions"]

_SEED: Final = 7
_ROUNDS: Final = 120
_GAP: Final = 0.6


def positions(graph: Graph) -> NDArray[np.float64]:
    """One row (x, y) a node; a part of n nodes takes a square of side sqrt(n)."""
    net = rx.PyGraph(multigraph=False)
    net.add_nodes_from(range(len(graph.nodes)))
    edges = graph.edges
    net.add_edges_from(list(zip(edges.source.tolist(), edges.target.tolist(), edges.weight.tolist(), strict=True)))
    parts = sorted((sorted(part) for part in rx.connected_components(net)), key=lambda part: (-len(part), part[0]))
    placed = np.zeros((len(graph.nodes), 2))
    sides = [max(1.0, sqrt(len(part))) for part in parts]
    # Rows as wide as half again a square of all parts: pictures are wider than high.
    width = max([1.5 * sqrt(sum((side + _GAP) ** 2 for side in sides)), *sides], default=1.0)
    x = y = row = 0.0
    for part, side in zip(parts, sides, strict=True):
        if x and x + side > width:
            x, y, row = 0.0, y - row - _GAP, 0.0
        placed[part] = _inside(net, part) * side + [x, y - side]
        x, row = x + side + _GAP, max(row, side)
    return placed


def _inside(net: "rx.PyGraph[int, float]", part: list[int]) -> NDArray[np.float64]:
    """Positions of the nodes of one part within the unit square."""
    if len(part) == 1:
        return np.array([[0.5, 0.5]])
    own = net.subgraph(part)
    found = rx.spring_layout(
        own, num_iter=_ROUNDS, weight_fn=lambda weight: min(float(weight), 3.0) + 0.2, seed=_SEED
    )
    spots = np.array([found[place] for place in range(len(part))])
    low, high = spots.min(axis=0), spots.max(axis=0)
    return np.asarray((spots - low) / np.where(high > low, high - low, 1.0))
