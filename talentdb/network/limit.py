"""Which edges stay when each person may keep only so many: the strongest, by a rule that one can retell. Pure.

Edges of all layers are taken strongest first; an edge is left out when a person at one of its ends has its share
already. So nobody has more than the share, every edge that is among the strongest of both its ends stays, and a
newcomer keeps its tie to a busy person only while that person has room. Bodies have no share: an agency keeps all.
Equal weights: more works first, then the later tie, then layer and places: the same data gives the same edges.
"""

import numpy as np
from numpy.typing import NDArray

from talentdb.network.model import Edges

__all__ = ["by_strength", "strongest"]


def by_strength(edges: Edges) -> NDArray[np.int64]:
    """Places of the edges, the strongest first; no two orders are possible."""
    # Sums of 1/(n-1) taken in another order differ in their last digits only.
    keys = (edges.target, edges.source, edges.layer, -edges.last_year, -edges.works, -edges.weight.round(9))
    return np.lexsort(keys)


def strongest(edges: Edges, n_people: int, most: int) -> Edges:
    """The edges that stay, in the order of their ends.

    Args:
        n_people: nodes before this place are people, whose edges are counted.
        most: edges that a person may keep.
    """
    size = int(max(edges.source.max(initial=-1), edges.target.max(initial=-1))) + 1
    crowded = np.bincount(edges.source, minlength=size) + np.bincount(edges.target, minlength=size) > most
    crowded[n_people:] = False
    contested = crowded[edges.source] | crowded[edges.target]
    kept = ~contested
    room = np.where(crowded, most, np.iinfo(np.int64).max).tolist()
    order = by_strength(edges)
    order = order[contested[order]]
    for place, one, other in zip(order.tolist(), edges.source[order].tolist(), edges.target[order].tolist(),
                                 strict=True):  # fmt: skip
        if room[one] > 0 and room[other] > 0:
            room[one] -= 1
            room[other] -= 1
            kept[place] = True
    edges = edges.take(kept)
    return edges.take(np.lexsort((edges.layer, edges.target, edges.source)))
