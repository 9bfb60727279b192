"""How central people are and which groups they form; the same network always gives the same numbers. Pure.

Counting by numpy, exact betweenness by rustworkx, which in 0.18 has no sampled one and no communities. Betweenness is
exact where nodes × edges stay below EXACT_UP_TO, and beyond that estimated from sources drawn by a fixed seed
(Brandes & Pich 2007), PIVOTS of them or more; communities are those of `talentdb.network.communities`.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from talentdb.network.communities import louvain
from talentdb.network.model import Graph
from talentdb.network.table import Measures

__all__ = ["EXACT_UP_TO", "PIVOTS", "betweenness", "communities", "how_measured", "measure"]

EXACT_UP_TO: Final = 20_000_000
"""2,000 nodes with 10,000 edges: a second of the processor."""
PIVOTS: Final = 64
"""Sources of an estimate at least; a network of few edges gets more for the same work."""
_STEPS: Final = 10_000_000
_SEED: Final = 20260701


def measure(graph: Graph, *, full: bool) -> Measures:
    """Columns of measures in the order of the nodes.

    Args:
        full: betweenness and community as well as degree and strength.
    """
    found: dict[str, list[Any]] = {
        "degree": graph.degrees().tolist(),
        "strength": graph.strengths().round(6).tolist(),
    }
    if full:
        found["betweenness"] = betweenness(graph).round(9).tolist()
        found["community"] = communities(graph).tolist()
    return found


def how_measured(graph: Graph, measures: Measures) -> Mapping[str, str]:
    """Measure -> how it was come by, for those that a reader has to know that of."""
    told = {}
    if "betweenness" in measures:
        one, _, _ = _simple(graph)
        sampled = len(graph.nodes) * len(one) > EXACT_UP_TO
        told["betweenness"] = f"estimated from {_sources(len(graph.nodes), len(one))} sources" if sampled else "exact"
    if "community" in measures:
        told["community"] = "louvain"
    return told


def _simple(graph: Graph) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Pairs of places, each once with the sum of its weights: layers side by side are one tie here."""
    low = np.minimum(graph.edges.source, graph.edges.target).astype(np.int64)
    high = np.maximum(graph.edges.source, graph.edges.target)
    size = max(len(graph.nodes), 1)
    keys, at = np.unique(low * size + high, return_inverse=True)
    weights = np.bincount(at, weights=graph.edges.weight, minlength=len(keys)).astype(np.float64)
    return (keys // size).astype(np.int32), (keys % size).astype(np.int32), weights


def betweenness(graph: Graph) -> NDArray[np.float64]:
    """Share of the shortest paths between all others that lead over each node, by numbers of steps; 0 to 1."""
    one, other, _ = _simple(graph)
    size = len(graph.nodes)
    if size < 3 or not len(one):
        return np.zeros(size)
    if size * len(one) <= EXACT_UP_TO:
        import rustworkx as rx

        net = rx.PyGraph(multigraph=False)
        net.add_nodes_from(range(size))
        net.add_edges_from_no_data(list(zip(one.tolist(), other.tolist(), strict=True)))
        found = rx.betweenness_centrality(net, normalized=True)
        return np.array([found[place] for place in range(size)])
    return sampled_betweenness(size, one, other, _sources(size, len(one)))


def _sources(size: int, edges: int) -> int:
    return min(size, max(PIVOTS, _STEPS // max(edges, 1)))


def sampled_betweenness(
    size: int, one: NDArray[np.int32], other: NDArray[np.int32], pivots: int
) -> NDArray[np.float64]:
    """Brandes' sums from `pivots` sources, scaled to all of them; all sources give the exact values."""
    ends, starts = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.argsort(starts, kind="stable")
    neighbours, first = ends[order], np.searchsorted(starts[order], np.arange(size + 1))
    sources = np.sort(np.random.default_rng(_SEED).permutation(size)[:pivots])
    total = np.zeros(size)
    for source in sources.tolist():
        total += _dependencies(size, neighbours, first, source)
    return total * (size / len(sources)) / ((size - 1) * (size - 2))


def _dependencies(
    size: int, neighbours: NDArray[np.int32], first: NDArray[np.int64], source: int
) -> NDArray[np.float64]:
    """How much each node is needed on the way from one source, level by level (Brandes 2001)."""
    level, paths = np.full(size, -1, np.int32), np.zeros(size)
    level[source], paths[source] = 0, 1.0
    steps: list[tuple[NDArray[Any], NDArray[Any]]] = []
    front = np.array([source])
    while len(front):
        counts = first[front + 1] - first[front]
        before = np.repeat(front, counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        after = neighbours[np.repeat(first[front], counts) + within]
        onward = level[after] < 0
        before, after = before[onward], after[onward]
        level[after] = len(steps) + 1
        paths += np.bincount(after, weights=paths[before], minlength=size)
        steps.append((before, after))
        front = np.flatnonzero(level == len(steps))
    needed = np.zeros(size)
    for before, after in reversed(steps):
        needed += np.bincount(before, weights=paths[before] / paths[after] * (1 + needed[after]), minlength=size)
    needed[source] = 0.0
    return needed


def communities(graph: Graph) -> NDArray[np.int64]:
    """Number of the group of each node: 1 is the largest; nodes without ties come last, each a group of its own."""
    one, other, weights = _simple(graph)
    size = len(graph.nodes)
    found = louvain(size, one, other, weights)
    groups, members, at, counts = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    numbers = np.zeros(len(groups), np.int64)
    numbers[np.lexsort((members, -counts))] = np.arange(1, len(groups) + 1)
    return np.asarray(numbers[at], np.int64)
