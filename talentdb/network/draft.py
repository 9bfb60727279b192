"""A network while it is put together: people have places, ties and bodies get theirs. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from talentdb.network.bodies import Body, Ties
from talentdb.network.limit import strongest
from talentdb.network.model import ALL_LAYERS, Edges, Graph, Layer, Node, edges_of
from talentdb.network.pairs import Pairs, merged
from talentdb.network.people import plain

__all__ = ["Draft"]

_PLACE = {layer: place for place, layer in enumerate(ALL_LAYERS)}


@dataclass
class Draft:
    """People in the order of their numbers, and what is found of them bit by bit."""

    people: tuple[Node, ...]
    _parts: list[Edges] = field(default_factory=list)
    _hung: list[Ties] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = np.array([node.person_id for node in self.people], np.int64)

    def _places(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Places of persons, and which of them are nodes at all."""
        size = len(self._numbers)
        if not size:
            return np.zeros(len(numbers), np.int64), np.zeros(len(numbers), np.bool_)
        places = np.minimum(np.searchsorted(self._numbers, numbers), size - 1)
        return places, self._numbers[places] == numbers

    def join(self, pairs: Pairs, layers: Sequence[Layer]) -> None:
        """Keep the pairs of these layers of which both ends are nodes."""
        source, known = self._places(pairs.source)
        target, also = self._places(pairs.target)
        kept = known & also & np.isin(pairs.layer, [_PLACE[layer] for layer in layers])
        self._parts.append(_edges(Pairs(
            source, target, pairs.layer, pairs.weight, pairs.works, pairs.first_year, pairs.last_year
        )).take(kept))  # fmt: skip

    def hang(self, ties: Ties) -> None:
        """Keep the ties of nodes to bodies."""
        places, known = self._places(ties.person)
        self._hung.append(Ties(
            ties.layer, places[known], ties.body[known], ties.first_year[known], ties.last_year[known], ties.bodies
        ))  # fmt: skip

    def graph(self, layers: tuple[Layer, ...], most: int) -> Graph:
        """The network, its bodies in the order of their ids, each person with its strongest edges."""
        names = self._spellings()
        bodies = sorted(names)
        at = {body: len(self.people) + place for place, body in enumerate(bodies)}
        edges = _joined([*self._parts, *(self._to_bodies(ties, at) for ties in self._hung)])
        kept = strongest(edges, len(self.people), most)
        nodes = (*self.people, *(_node(names[body]) for body in bodies))
        return Graph(nodes, kept, layers, len(edges) - len(kept))

    def _spellings(self) -> dict[str, Counter[Body]]:
        """Id of a body -> how often it goes by each of its names."""
        found: dict[str, Counter[Body]] = {}
        for ties in self._hung:
            counts = np.bincount(ties.body, minlength=len(ties.bodies)).tolist()
            for body, count in zip(ties.bodies, counts, strict=True):
                if count:
                    found.setdefault(body[0], Counter())[body] += count
        return found

    def _to_bodies(self, ties: Ties, at: dict[str, int]) -> Edges:
        """Two names of one body are one tie with the years of both; its weight is 1, and it counts no works."""
        places = np.array([at.get(body[0], -1) for body in ties.bodies], np.int64)[ties.body]
        ones, layer = np.ones(len(places)), np.full(len(places), _PLACE[ties.layer])
        found = merged(ties.person, places, layer, ones, ties.first_year, ties.last_year)
        weight, works = np.ones(len(found), np.float64), np.zeros(len(found), np.int64)
        return _edges(Pairs(found.source, found.target, found.layer, weight, works, found.first_year,
                            found.last_year))  # fmt: skip


def _node(names: Counter[Body]) -> Node:
    """The commonest of its spellings is its name."""
    body, kind, name = min(names, key=lambda one: (-names[one], one[2]))
    return Node(body, kind, plain(name) or body, {})


def _edges(pairs: Pairs) -> Edges:
    return Edges(
        pairs.source.astype(np.int32), pairs.target.astype(np.int32), pairs.layer.astype(np.int8), pairs.weight,
        pairs.works.astype(np.int32), pairs.first_year.astype(np.int16), pairs.last_year.astype(np.int16),
    )  # fmt: skip


def _joined(parts: Sequence[Edges]) -> Edges:
    if not parts:
        return edges_of()
    return Edges(*(np.concatenate([getattr(part, name) for part in parts]) for name in Edges.__slots__))
