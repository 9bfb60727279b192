"""nDCG and reciprocal rank of one answer against graded gold. Pure; the scorer is tested by hand-worked cases."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import Final

__all__ = ["DEPTH", "ndcg", "reciprocal_rank"]

DEPTH: Final = 10


def _gain(grade: int) -> int:
    return (1 << grade) - 1


def ndcg(found: Sequence[int], grades: Mapping[int, int], depth: int = DEPTH) -> float:
    """Discounted gain of the first `depth` of `found` by that of the best order there is.

    Args:
        found: person numbers, best first; a repetition counts nothing.
        grades: 1 to 3 of each relevant person; who is not in it has 0.
    Raises: ValueError when nobody is relevant, because then every answer is as good.
    """
    best = sorted(grades.values(), reverse=True)[:depth]
    if not best or best[0] <= 0:
        raise ValueError("a query without anybody relevant measures nothing")
    seen: set[int] = set()
    reached = 0.0
    for place, one in enumerate(found[:depth]):
        if one not in seen:
            reached += _gain(grades.get(one, 0)) / log2(place + 2)
        seen.add(one)
    return reached / sum(_gain(grade) / log2(place + 2) for place, grade in enumerate(best))


def reciprocal_rank(found: Sequence[int], grades: Mapping[int, int], depth: int = DEPTH) -> float:
    """One by the place of the first person of the highest grade there is; 0 beyond `depth`."""
    highest = max(grades.values())
    return next((1 / place for place, one in enumerate(found[:depth], 1) if grades.get(one) == highest), 0.0)
