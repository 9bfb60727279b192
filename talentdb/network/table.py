"""A network as two tables of typed columns: the one source of all formats, so that none of them differs.

A value that is unknown is None here and absent in the files; there is no NaN and no "None" anywhere.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

import numpy as np

from talentdb.network.model import ALL_LAYERS, Graph
from talentdb.network.people import NODE_FIELDS

__all__ = ["EDGE_TYPES", "Measures", "digest", "edge_rows", "node_columns", "node_rows", "node_types"]

Measures = Mapping[str, Sequence[Any]]
"""Name of a measure -> its values in the order of the nodes: whole numbers, or floats."""

_NUMBERS: Final = frozenset({"person_id", "birth_year"})
EDGE_TYPES: Final[Mapping[str, type]] = {
    "source": str, "target": str, "layer": str, "weight": float, "works": int, "first_year": int, "last_year": int,
}  # fmt: skip
"""Columns of edges."""


def node_types(measures: Measures) -> dict[str, type]:
    """Columns of nodes: id, label and kind first, then the fields of people, then the measures."""
    types: dict[str, type] = {"id": str, "label": str, "kind": str}
    types |= {name: int if name in _NUMBERS else str for name in NODE_FIELDS}
    for name, column in measures.items():
        types[name] = int if all(isinstance(one, int) for one in column) else float
    return types


def node_columns(graph: Graph, measures: Measures) -> dict[str, Sequence[Any]]:
    """The columns of `node_types`, whole; None where a node has no such value."""
    nodes = graph.nodes
    columns: dict[str, Sequence[Any]] = {
        "id": [node.id for node in nodes],
        "label": [node.label for node in nodes],
        "kind": [node.kind.value for node in nodes],
    }
    for name in NODE_FIELDS:
        columns[name] = [node.values.get(name) for node in nodes]
    return {**columns, **measures}


def node_rows(graph: Graph, measures: Measures) -> Iterator[dict[str, Any]]:
    """One dict a node with the columns that it has."""
    columns = list(measures.items())
    for place, node in enumerate(graph.nodes):
        row = {"id": node.id, "label": node.label, "kind": node.kind.value, **node.values}
        for name, column in columns:
            row[name] = column[place]
        yield row


def edge_rows(graph: Graph) -> Iterator[tuple[str, str, str, float, int | None, int | None, int | None]]:
    """One tuple an edge, in the order of EDGE_TYPES."""
    ids, layers, edges = [node.id for node in graph.nodes], [layer.value for layer in ALL_LAYERS], graph.edges
    for source, target, layer, weight, works, first, last in zip(
        edges.source.tolist(), edges.target.tolist(), edges.layer.tolist(), edges.weight.round(6).tolist(),
        edges.works.tolist(), edges.first_year.tolist(), edges.last_year.tolist(), strict=True,
    ):  # fmt: skip
        yield ids[source], ids[target], layers[layer], weight, works or None, first or None, last or None


def digest(graph: Graph, measures: Measures) -> str:
    """SHA-256 of nodes and edges, the same for every format: what two files of one network share.

    Of the columns one after another: those of the nodes as JSON, those of the edges as little-endian numbers, their
    ends as places among the nodes and their weights as millionths.
    """
    found = sha256()
    for name, values in node_columns(graph, measures).items():
        found.update(json.dumps([name, *values], ensure_ascii=False).encode())
    edges = graph.edges
    columns = (edges.source, edges.target, edges.layer, (edges.weight * 1e6).round(), edges.works, edges.first_year,
               edges.last_year)  # fmt: skip
    for column in columns:
        found.update(np.ascontiguousarray(column, "<i8").tobytes())
    return found.hexdigest()
