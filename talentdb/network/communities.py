"""Louvain's communities (Blondel et al. 2008), all nodes of a round at once by columns. Pure.

A node at a time, as in the paper and in networkx, takes minutes at a million ties. Here half of the nodes, drawn by a
fixed seed, move together to the neighbouring group with the largest gain of modularity: neighbours that move at once
seldom hinder each other. Rounds go on while the modularity rises; then each group is a node of a smaller network.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["louvain", "modularity"]

_SEED: Final = 20260701
_ROUNDS: Final = 40
_LEVELS: Final = 10
# So many rounds one after another that bring less than this end the level.
_PATIENCE: Final = 3
_GAIN: Final = 1e-4
Places = NDArray[np.int64]


def louvain(size: int, one: NDArray[Any], other: NDArray[Any], weights: NDArray[np.float64]) -> Places:
    """Group of each of `size` nodes; ties are given once, without direction, and their weights are positive."""
    if not len(weights):
        return np.arange(size)
    random = np.random.default_rng(_SEED)
    groups = np.arange(size)
    # Both directions of each tie; a tie within a group stands twice as well.
    source, target = np.concatenate([one, other]).astype(np.int64), np.concatenate([other, one]).astype(np.int64)
    weight = np.concatenate([weights, weights])
    for _ in range(_LEVELS):
        count = int(groups.max(initial=-1)) + 1
        moved = _level(count, source, target, weight, random)
        _, moved = np.unique(moved, return_inverse=True)
        groups = moved[groups]
        if int(moved.max(initial=-1)) + 1 == count:
            break
        source, target, weight = _shrunk(moved[source], moved[target], weight)
    return np.asarray(groups, np.int64)


def modularity(groups: Places, source: Places, target: Places, weight: NDArray[np.float64]) -> float:
    """How much more of the weight lies within groups than by chance; ties stand in both directions."""
    total = weight.sum()
    if not total:
        return 0.0
    inside = weight[groups[source] == groups[target]].sum() / total
    shares = np.bincount(groups[source], weights=weight) / total
    return float(inside - (shares**2).sum())


def _level(
    count: int, source: Places, target: Places, weight: NDArray[np.float64], random: np.random.Generator
) -> Places:
    """Groups of the nodes of one level, as good as rounds of moves make them."""
    strength, total = np.bincount(source, weights=weight, minlength=count).astype(np.float64), float(weight.sum())
    groups = found = np.arange(count)
    best, idle = modularity(groups, source, target, weight), 0
    apart = source != target
    near, far, ties = source[apart], target[apart], weight[apart]
    for _ in range(_ROUNDS):
        wanted = _wanted(count, groups, near, far, ties, strength, total)
        if (wanted == groups).all() or idle == _PATIENCE:
            break
        groups = np.where(random.random(count) < 0.5, wanted, groups)
        reached = modularity(groups, source, target, weight)
        idle = 0 if reached > best + _GAIN else idle + 1
        if reached > best:
            found, best = groups, reached
    return found


def _wanted(
    count: int, groups: Places, near: Places, far: Places, ties: NDArray[np.float64], strength: NDArray[np.float64],
    total: float,
) -> Places:  # fmt: skip
    """The group each node would go to: of its neighbours' groups and its own the one with the largest gain."""
    # Each node has a tie of no weight to its own group, so that staying is a choice too.
    nodes = np.concatenate([near, np.arange(count)])
    keys = nodes * count + np.concatenate([groups[far], groups])
    pairs, at = np.unique(keys, return_inverse=True)
    gained = np.bincount(at, weights=np.concatenate([ties, np.zeros(count)]), minlength=len(pairs))
    node, group = pairs // count, pairs % count
    shared = np.bincount(groups, weights=strength, minlength=count)[group] - np.where(
        groups[node] == group, strength[node], 0.0
    )
    gain = (gained - strength[node] * shared / total).round(12)
    starts = np.flatnonzero(np.diff(node, prepend=-1))
    largest = np.flatnonzero(gain == np.maximum.reduceat(gain, starts)[node])
    # Of equal gains the lower number, but whoever can stay does.
    wanted = groups.copy()
    wanted[node[largest[::-1]]] = group[largest[::-1]]
    stays = node[largest[groups[node[largest]] == group[largest]]]
    wanted[stays] = groups[stays]
    return wanted


def _shrunk(
    source: Places, target: Places, weight: NDArray[np.float64]
) -> tuple[Places, Places, NDArray[np.float64]]:
    """The network of the groups: the ties of each two of them are one."""
    size = int(source.max(initial=-1)) + 1
    keys, at = np.unique(source * size + target, return_inverse=True)
    return keys // size, keys % size, np.bincount(at, weights=weight, minlength=len(keys)).astype(np.float64)
