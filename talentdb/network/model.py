"""A network as a value: layers, nodes, edges in frozen arrays. Pure; reads no database and writes no file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from talentdb.errors import UsageError
from talentdb.network.labels import LAYER_LABEL, NO_LAYER, THE_LAYERS

__all__ = [
    "ALL_LAYERS", "BETWEEN_PEOPLE", "BODIES", "Edges", "Graph", "Kind", "Layer", "Node", "edges_of", "layers_named",
]  # fmt: skip


class Layer(StrEnum):
    """What ties two nodes. The order is that of lists and of `Edges.layer`."""

    TASKS = "tasks"
    PUBLICATIONS = "publications"
    SUPERVISION = "supervision"
    COUNCILS = "councils"
    EMPLOYER = "employer"
    SCHOOL = "school"
    FIELD = "field"


class Kind(StrEnum):
    """What a node is; all but a person are bodies that people hang on, so that no clique stands for them."""

    PERSON = "person"
    AGENCY = "agency"
    SCHOOL = "school"
    FIELD = "field"
    WORK = "work"


ALL_LAYERS: Final = tuple(Layer)
BODIES: Final = frozenset({Layer.EMPLOYER, Layer.SCHOOL, Layer.FIELD})
"""Layers between a person and a body."""
BETWEEN_PEOPLE: Final = tuple(layer for layer in Layer if layer not in BODIES)
"""The others, whose edges are between two people (but those of works too large for pairs)."""
_ALIASES: Final[Mapping[str, Layer]] = {
    "task": Layer.TASKS, "common_tasks": Layer.TASKS, "publication": Layer.PUBLICATIONS,
    "project": Layer.TASKS, "projects": Layer.TASKS, "coauthors": Layer.PUBLICATIONS,
    "co_authors": Layer.PUBLICATIONS, "coauthorship": Layer.PUBLICATIONS, "co_authorship": Layer.PUBLICATIONS,
    "supervisor": Layer.SUPERVISION, "council": Layer.COUNCILS,
    "employers": Layer.EMPLOYER, "agency": Layer.EMPLOYER, "schools": Layer.SCHOOL, "fields": Layer.FIELD,
}  # fmt: skip


def layers_named(names: Sequence[str]) -> tuple[Layer, ...]:
    """The layers of these names in their own order, each once; all of them when there is no name.

    Raises: UsageError for a name that no layer has.
    """
    wanted = set()
    for name in (part.strip().lower().replace("-", "_") for given in names for part in given.split(",")):
        found = _ALIASES.get(name) or next((layer for layer in Layer if layer == name), None)
        if found is None:
            known = ", ".join(f"{layer} ({LAYER_LABEL[layer]})" for layer in Layer)
            raise UsageError(NO_LAYER.format(name=name), THE_LAYERS.format(layers=known))
        wanted.add(found)
    return tuple(layer for layer in Layer if layer in wanted) or ALL_LAYERS


@dataclass(frozen=True, slots=True)
class Node:
    """A person or a body.

    Args:
        id: unique in a network and the same in every export: p12, agency:SO-KHCN, school:…, field:10101, work:….
        label: what pictures show.
        values: typed attributes; a value that is unknown, or that the role may not see, is not there.
        person_id: of a person; None for a body.
    """

    id: str
    kind: Kind
    label: str
    values: Mapping[str, Any]
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges as columns of one length. They have no direction; of `supervision` the source is who supervised.

    Args:
        source, target: places in `Graph.nodes`.
        layer: place in ALL_LAYERS.
        weight: sum of 1/(n-1) over common works or councils of n people (Newman 2001); 1 to a body.
        works: how many works or councils; 0 to a body.
        first_year, last_year: of the tie; 0 is unknown.
    """

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    layer: NDArray[np.int8]
    weight: NDArray[np.float64]
    works: NDArray[np.int32]
    first_year: NDArray[np.int16]
    last_year: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.source)

    def take(self, chosen: NDArray[Any]) -> "Edges":
        """Those edges: a mask, or places in the order wanted."""
        return Edges(
            self.source[chosen], self.target[chosen], self.layer[chosen], self.weight[chosen], self.works[chosen],
            self.first_year[chosen], self.last_year[chosen],
        )  # fmt: skip


def edges_of(rows: Sequence[tuple[int, int, int, float, int, int, int]] = ()) -> Edges:
    """Edges out of rows (source, target, layer, weight, works, first year, last year)."""
    source, target, layer, weight, works, first, last = zip(*rows, strict=True) if rows else ((),) * 7
    edges = Edges(
        np.array(source, np.int32), np.array(target, np.int32), np.array(layer, np.int8),
        np.array(weight, np.float64), np.array(works, np.int32), np.array(first, np.int16), np.array(last, np.int16),
    )  # fmt: skip
    for column in (getattr(edges, name) for name in Edges.__slots__):
        column.setflags(write=False)
    return edges


@dataclass(frozen=True, slots=True)
class Graph:
    """A network: people in the order of their numbers, then bodies in the order of their ids.

    Args:
        layers: those that were asked for and that the database has.
        dropped: edges left out because an end had its share of edges already.
    """

    nodes: tuple[Node, ...]
    edges: Edges
    layers: tuple[Layer, ...]
    dropped: int = 0

    @property
    def n_people(self) -> int:
        """How many nodes are people; they stand first."""
        return sum(node.kind is Kind.PERSON for node in self.nodes)

    def degrees(self) -> NDArray[np.int64]:
        """Edges at each node, over all layers."""
        size = len(self.nodes)
        return np.bincount(self.edges.source, minlength=size) + np.bincount(self.edges.target, minlength=size)

    def strengths(self) -> NDArray[np.float64]:
        """Sum of the weights at each node, over all layers."""
        size, edges = len(self.nodes), self.edges
        ends = (edges.source, edges.target)
        return np.asarray(sum(np.bincount(end, weights=edges.weight, minlength=size) for end in ends), np.float64)

    def only(self, keep: NDArray[np.bool_]) -> "Graph":
        """The nodes of the mask and the edges among them."""
        places = np.cumsum(keep) - 1
        edges = self.edges.take(keep[self.edges.source] & keep[self.edges.target])
        moved = Edges(
            places[edges.source].astype(np.int32), places[edges.target].astype(np.int32), edges.layer, edges.weight,
            edges.works, edges.first_year, edges.last_year,
        )  # fmt: skip
        nodes = tuple(node for node, kept in zip(self.nodes, keep, strict=True) if kept)
        return Graph(nodes, moved, self.layers, self.dropped)
