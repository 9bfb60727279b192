"""Pairs of people out of the works that they took part in, all at once by columns. Pure.

A work of n people ties each pair with 1/(n-1), so that it gives each of them 1 in all, however many they are (Newman
2001, "Scientific collaboration networks II"). Who supervised is tied to everybody else of the work in the layer of
supervision, and to nobody of it by common work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from talentdb.network.model import ALL_LAYERS, Layer

__all__ = ["NO_MEMBERS", "NO_PAIRS", "Members", "Pairs", "crowded", "merged", "pairs_of"]

_PLACE: Final = {layer: place for place, layer in enumerate(ALL_LAYERS)}
_NO_YEAR: Final = np.iinfo(np.int64).max
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Members:
    """Who took part in what: one row a work and person.

    Args:
        work: a number that is the same for all rows of a work.
        person: number of the person.
        year: of the work; 0 is unknown.
        supervises: whether the person supervised.
        written: whether the row speaks of a publication; one such row makes the whole work one.
    """

    work: Numbers
    person: Numbers
    year: Numbers
    supervises: NDArray[np.bool_]
    written: NDArray[np.bool_]

    def take(self, chosen: NDArray[Any]) -> "Members":
        """Those rows."""
        return Members(
            self.work[chosen], self.person[chosen], self.year[chosen], self.supervises[chosen], self.written[chosen]
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ties as columns: numbers of persons at the ends, layer (place in ALL_LAYERS), weight, works, years (0
    is unknown)."""

    source: Numbers
    target: Numbers
    layer: Numbers
    weight: NDArray[np.float64]
    works: Numbers
    first_year: Numbers
    last_year: Numbers

    def __len__(self) -> int:
        return len(self.source)


_EMPTY: Final = np.zeros(0, np.int64)
NO_PAIRS: Final = Pairs(_EMPTY, _EMPTY, _EMPTY, np.zeros(0), _EMPTY, _EMPTY, _EMPTY)

_NO_FLAGS: Final = np.zeros(0, np.bool_)
NO_MEMBERS: Final = Members(_EMPTY, _EMPTY, _EMPTY, _NO_FLAGS, _NO_FLAGS)


def crowded(members: Members, largest: int) -> bool:
    """Whether a work has more people than that."""
    return bool(np.unique(members.work, return_counts=True)[1].max(initial=0) > largest)


def pairs_of(members: Members, largest: int) -> Pairs:
    """All pairs of works of at most `largest` people, each pair once a layer."""
    if not len(members.work):
        return NO_PAIRS
    rows = members.take(np.lexsort((members.person, members.work)))
    starts = np.flatnonzero(np.concatenate([[True], rows.work[1:] != rows.work[:-1]]))
    sizes = np.diff(np.append(starts, len(rows.work)))
    one, other, group = _within(starts, sizes, largest)
    if not len(one):
        return NO_PAIRS
    published = np.logical_or.reduceat(rows.written, starts)[group]
    leads, led = rows.supervises[one], rows.supervises[other]
    turned = led & ~leads
    layer = np.where(published, _PLACE[Layer.PUBLICATIONS], _PLACE[Layer.TASKS])
    layer[leads != led] = _PLACE[Layer.SUPERVISION]
    ends = np.where(turned, other, one), np.where(turned, one, other)
    return merged(rows.person[ends[0]], rows.person[ends[1]], layer, 1.0 / (sizes[group] - 1), rows.year[one],
                  rows.year[one])  # fmt: skip


def _within(starts: Numbers, sizes: Numbers, largest: int) -> tuple[Numbers, Numbers, Numbers]:
    """Rows of both ends of each pair, and the place of its work: works of one size at a time."""
    found: list[Sequence[Numbers]] = [(_EMPTY, _EMPTY, _EMPTY)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest)]).tolist():
        low, high = np.triu_indices(size, 1)
        works = np.flatnonzero(sizes == size)
        first = starts[works][:, None]
        found.append(((first + low).ravel(), (first + high).ravel(), np.repeat(works, len(low))))
    one, other, group = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return one, other, group


def merged(
    source: Numbers, target: Numbers, layer: Numbers, weight: NDArray[np.float64], first: Numbers, last: Numbers
) -> Pairs:
    """One row a pair and layer: weights added, rows counted as works, the years of all of them."""
    if not len(source):
        return NO_PAIRS
    order = np.lexsort((layer, target, source))
    source, target, layer = source[order], target[order], layer[order].astype(np.int64)
    fresh = (source[1:] != source[:-1]) | (target[1:] != target[:-1]) | (layer[1:] != layer[:-1])
    starts = np.flatnonzero(np.concatenate([[True], fresh]))
    known = np.where(first[order] == 0, _NO_YEAR, first[order])
    earliest = np.minimum.reduceat(known, starts)
    return Pairs(
        source[starts], target[starts], layer[starts], np.add.reduceat(weight[order], starts),
        np.diff(np.append(starts, len(source))), np.where(earliest == _NO_YEAR, 0, earliest),
        np.maximum.reduceat(last[order], starts),
    )  # fmt: skip
