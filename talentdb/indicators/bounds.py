"""How far a hidden number can be from the truth in a table of sums, and what else to hide until it is far enough.

Pure. Every number of a table with totals stands in two sums at most: a cell in its line and column, a total in the
sum it is of and in the next one above. So each number is an arc between two sums, a table that adds up is a
circulation, and what a reader can work out of the shown numbers is how much more can flow through the arc of a hidden
one. The reader is taken to know that nobody hides an empty group: each hidden number is one or more.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final, Generic, TypeVar

__all__ = ["Arc", "Sums", "tree"]

K = TypeVar("K", bound=Hashable)
Arc = tuple[Hashable, Hashable]
"""From the sum in which a number counts as a part to the sum in which it counts against."""
_UNKNOWN: Final = 1 << 60


@dataclass(slots=True)
class Sums(Generic[K]):
    """A table with its totals.

    Args:
        values: number -> people.
        arcs: number -> the two sums it stands in.
    """

    values: Mapping[K, int]
    arcs: Mapping[K, Arc]
    _next: dict[Hashable, list[tuple[K, Hashable, bool]]] = field(init=False)
    """Sum -> numbers that stand in it, the other sum of each, and whether going there makes the number grow."""

    def __post_init__(self) -> None:
        self._next = defaultdict(list)
        for key, (tail, head) in self.arcs.items():
            self._next[tail].append((key, head, True))
            self._next[head].append((key, tail, False))

    def most(self, key: K, hidden: Collection[K], enough: int) -> int:
        """The largest that a hidden number can be by what is shown; `enough` when it can be that or more."""
        return self._spread(key, hidden, enough)[0]

    def protected(
        self, hidden: Collection[K], small: int, may_hide: Callable[[K], bool] = lambda _: True
    ) -> frozenset[K]:
        """`hidden`, and what else has to be so that no hidden small number is known to be small, as far as that goes.

        Args:
            small: numbers from one to below this are; may_hide: numbers that can be hidden too; empty ones never are.
        """
        found = set(hidden)
        # Hiding more only widens what others can be, so each has to be looked at once.
        for key in sorted((one for one in found if 0 < self.values[one] < small), key=str):
            while True:
                most, flow = self._spread(key, found, small)
                if most >= small:
                    break
                more = self._way(key, found, flow, may_hide)
                if not more:
                    break
                found |= more
        return frozenset(found)

    def _spread(self, key: K, hidden: Collection[K], enough: int) -> tuple[int, dict[K, int]]:
        """How large it can be, and by how much the others change then."""
        tail, head = self.arcs[key]
        flow: dict[K, int] = defaultdict(int)
        reached = self.values[key]
        while reached < enough:
            path = self._path(head, tail, key, hidden, flow)
            if path is None:
                break
            by = min(enough - reached, *(self._room(one, forward, flow) for one, forward in path))
            for one, forward in path:
                flow[one] += by if forward else -by
            reached += by
        return reached, flow

    def _room(self, key: K, forward: bool, flow: Mapping[K, int]) -> int:
        """How much a number can grow (without end) or shrink (to one)."""
        return _UNKNOWN if forward else max(0, self.values[key] + flow.get(key, 0) - 1)

    def _path(
        self, start: Hashable, goal: Hashable, but: K, hidden: Collection[K], flow: Mapping[K, int]
    ) -> list[tuple[K, bool]] | None:
        """Hidden numbers from one sum to another, each with whether it grows."""
        came: dict[Hashable, tuple[Hashable, K, bool]] = {}
        waiting, seen = deque([start]), {start}
        while waiting:
            here = waiting.popleft()
            if here == goal:
                return _back(came, start, goal)
            for key, there, forward in self._next[here]:
                if there not in seen and key in hidden and key != but and self._room(key, forward, flow):
                    seen.add(there)
                    came[there] = here, key, forward
                    waiting.append(there)
        return None

    def _way(
        self, key: K, hidden: Collection[K], flow: Mapping[K, int], may_hide: Callable[[K], bool]
    ) -> frozenset[K]:
        """Shown numbers that open another way around, with as few people as can be."""
        goal, start = self.arcs[key]
        came: dict[Hashable, tuple[Hashable, K, bool]] = {}
        best: dict[Hashable, int] = {start: 0}
        waiting: list[tuple[int, str, Hashable]] = [(0, "", start)]
        while waiting:
            cost, _, here = heappop(waiting)
            if here == goal:
                return frozenset(one for one, _ in _back(came, start, goal) if one not in hidden)
            for one, there, forward in self._next[here]:
                shown = one not in hidden
                if one == key or not self._room(one, forward, flow):
                    continue
                if shown and not (self.values[one] and may_hide(one)):
                    continue
                price = cost + (self.values[one] if shown else 0)
                if price < best.get(there, _UNKNOWN):
                    best[there] = price
                    came[there] = here, one, forward
                    heappush(waiting, (price, str(there), there))
        return frozenset()


def _back(came: Mapping[Hashable, tuple[Hashable, K, bool]], start: Hashable, goal: Hashable) -> list[tuple[K, bool]]:
    path: list[tuple[K, bool]] = []
    here = goal
    while here != start:
        here, key, forward = came[here]
        path.append((key, forward))
    return path


def tree(parts: Mapping[K, int], group_of: Mapping[K, Hashable]) -> Sums[Hashable]:
    """Groups and their parts under one total: keys ("part", …), ("group", …) and ("all",)."""
    values: dict[Hashable, int] = {}
    arcs: dict[Hashable, Arc] = {("all",): ("top", "ground")}
    for key, size in parts.items():
        group = group_of[key]
        values["part", key] = size
        arcs["part", key] = ("ground", ("of", group))
        values["group", group] = int(values.get(("group", group), 0)) + size
        arcs["group", group] = (("of", group), "top")
    values[("all",)] = sum(parts.values())
    return Sums(values, arcs)
