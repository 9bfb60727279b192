"""Nodes and edges as lines of text, put together by whole columns (Apache Arrow): no Python object an edge.

Knows where a value stands and when it is left out; signs that a format has to write otherwise are the caller's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from talentdb.network.model import ALL_LAYERS, Graph
from talentdb.network.table import Measures, node_columns, node_types

__all__ = ["Known", "Piece", "edge_lines", "node_lines"]

Known = tuple[str, str, str]
"""What stands before a value, the name of its column, what stands after; all of it is left out of a line without."""
Piece = str | Known
Written = Callable[[str], str]
"""A text as the format writes it."""
# Lines in memory at once; Arrow's texts end at 2 GiB.
_BLOCK: Final = 50_000
NUMBER: Final = "number"
"""Column that is always there: 0, 1, 2 …"""


def node_lines(graph: Graph, measures: Measures, pieces: Sequence[Piece], written: Written) -> Iterator[memoryview]:
    """Lines of the nodes, many at a time.

    Args:
        pieces: the columns are those of `node_types`, and `number`.
        written: makes a text what the format writes; asked once for each text that there is.
    """
    types, columns = node_types(measures), node_columns(graph, measures)
    known: dict[str, str] = {}

    def text(value: str) -> str:
        if value not in known:
            known[value] = written(value)
        return known[value]

    for start in range(0, len(graph.nodes), _BLOCK):
        part = {name: column[start : start + _BLOCK] for name, column in columns.items()}
        arrays = {
            name: pa.array([None if one is None else text(one) for one in column], pa.string())
            if types[name] is str else _numbers(column)
            for name, column in part.items()
        }  # fmt: skip
        yield from _lines(arrays, pieces, start)


def edge_lines(graph: Graph, pieces: Sequence[Piece], written: Written) -> Iterator[memoryview]:
    """Lines of the edges, many at a time.

    Args:
        pieces: the columns are those of `EDGE_TYPES`, `start` and `end` (years of four figures), and `number`.
        written: as for nodes.
    """
    ids = pa.array([written(node.id) for node in graph.nodes], pa.string())
    layers = pa.array([written(layer.value) for layer in ALL_LAYERS])
    for start in range(0, len(graph.edges), _BLOCK):
        edges = graph.edges.take(np.arange(start, min(start + _BLOCK, len(graph.edges))))
        first, last = (_years(column) for column in (edges.first_year, edges.last_year))
        arrays = {
            "source": ids.take(pa.array(edges.source)), "target": ids.take(pa.array(edges.target)),
            "layer": layers.take(pa.array(edges.layer)), "weight": _numbers(edges.weight.round(6)),
            "works": _years(edges.works), "first_year": first, "last_year": last,
            "start": pc.utf8_lpad(first, 4, "0"), "end": pc.utf8_lpad(last, 4, "0"),
        }  # fmt: skip
        yield from _lines(arrays, pieces, start)


def _years(column: Any) -> Any:
    """Nothing where the number is 0."""
    return pa.array(column, mask=column == 0).cast(pa.string())


def _numbers(column: Any) -> Any:
    """Numbers as texts; a float shows that it is one."""
    values = pa.array(column)
    texts = values.cast(pa.string())
    if not pa.types.is_floating(values.type):
        return texts
    plain = pc.invert(pc.match_substring_regex(texts, "[.e]"))
    return pc.if_else(plain, pc.binary_join_element_wise(texts, ".0", ""), texts)


def _lines(arrays: Mapping[str, Any], pieces: Sequence[Piece], start: int) -> Iterator[memoryview]:
    size = len(next(iter(arrays.values())))
    numbered = {**arrays, NUMBER: pa.array(np.arange(start, start + size)).cast(pa.string())}
    parts = [piece if isinstance(piece, str) else _where_known(numbered, piece) for piece in pieces]
    joined = pc.binary_join_element_wise(*parts, "")
    _, _, text = joined.buffers()
    yield memoryview(text)[: joined.nbytes] if text is not None else memoryview(b"")


def _where_known(arrays: Mapping[str, Any], piece: Known) -> Any:
    before, name, after = piece
    return pc.fill_null(pc.binary_join_element_wise(before, arrays[name], after, ""), "")
