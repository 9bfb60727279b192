"""GraphML and GEXF, written edge by edge: the library's writers hold the whole document in memory several times over.

GraphML 1.0 (http://graphml.graphdrawing.org/specification.html) and GEXF 1.3 (https://gexf.net/schema.html), which
Gephi, networkx and igraph read. Years of an edge are attributes in both, and in GEXF its time as well.
"""

import json
from collections.abc import Mapping
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from talentdb.network.model import Graph
from talentdb.network.table import EDGE_TYPES, Measures, edge_rows, node_rows, node_types

__all__ = ["write_gexf", "write_graphml"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GRAPHML: Final[Mapping[type, str]] = {str: "string", int: "long", float: "double"}
_GEXF: Final[Mapping[type, str]] = {str: "string", int: "long", float: "double"}
_ENDS: Final = frozenset({"source", "target"})
_QUOTES: Final = {'"': "&quot;"}


def _text(value: Any) -> str:
    return escape(value, _QUOTES) if isinstance(value, str) else repr(value)


def write_graphml(graph: Graph, measures: Measures, manifest: Mapping[str, Any], file: IO[str]) -> None:
    """The network as GraphML; the manifest is its description."""
    file.write(_HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    types = node_types(measures)
    for where, columns in (("node", types), ("edge", EDGE_TYPES)):
        for name, kind in columns.items():
            if name not in _ENDS and name != "id":
                file.write(f'<key id="{where[0]}_{name}" for="{where}" attr.name="{name}"'
                           f' attr.type="{_GRAPHML[kind]}"/>\n')  # fmt: skip
    file.write(f'<graph id="G" edgedefault="undirected">\n<desc>{_described(manifest)}</desc>\n')
    for row in node_rows(graph, measures):
        data = "".join(f'<data key="n_{name}">{_text(value)}</data>' for name, value in row.items() if name != "id")
        file.write(f'<node id="{_text(row["id"])}">{data}</node>\n')
    keys = [f'<data key="e_{name}">' for name in list(EDGE_TYPES)[2:]]
    for number, (source, target, *values) in enumerate(edge_rows(graph)):
        data = "".join(f"{key}{value}</data>" for key, value in zip(keys, values, strict=True) if value is not None)
        file.write(f'<edge id="e{number}" source="{_text(source)}" target="{_text(target)}">{data}</edge>\n')
    file.write("</graph>\n</graphml>\n")


def write_gexf(graph: Graph, measures: Measures, manifest: Mapping[str, Any], file: IO[str]) -> None:
    """The network as GEXF; ties of one pair in several layers are parallel edges of that `kind`."""
    day = str(manifest["date"])[:10]
    file.write(
        f'{_HEAD}<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta lastmodifieddate="{day}">'
        f"<creator>{_text(manifest['program'])}</creator><description>{_described(manifest)}</description></meta>\n"
        '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">\n'
    )
    types = {name: kind for name, kind in node_types(measures).items() if name not in {"id", "label"}}
    edge_types = {name: kind for name, kind in EDGE_TYPES.items() if name not in _ENDS and name != "weight"}
    for where, columns in (("node", types), ("edge", edge_types)):
        file.write(f'<attributes class="{where}" mode="static">\n')
        for name, kind in columns.items():
            file.write(f'<attribute id="{name}" title="{name}" type="{_GEXF[kind]}"/>\n')
        file.write("</attributes>\n")
    _gexf_nodes(graph, measures, types, file)
    _gexf_edges(graph, file)
    file.write("</graph>\n</gexf>\n")


def _gexf_nodes(graph: Graph, measures: Measures, types: Mapping[str, type], file: IO[str]) -> None:
    file.write(f'<nodes count="{len(graph.nodes)}">\n')
    for row in node_rows(graph, measures):
        data = "".join(f'<attvalue for="{name}" value="{_text(row[name])}"/>' for name in types if name in row)
        head = f'<node id="{_text(row["id"])}" label="{_text(row["label"])}">'
        file.write(f"{head}<attvalues>{data}</attvalues></node>\n")
    file.write("</nodes>\n")


def _gexf_edges(graph: Graph, file: IO[str]) -> None:
    file.write(f'<edges count="{len(graph.edges)}">\n')
    for number, (source, target, layer, weight, works, first, last) in enumerate(edge_rows(graph)):
        named = (("layer", layer), ("works", works), ("first_year", first), ("last_year", last))
        data = "".join(f'<attvalue for="{name}" value="{value}"/>' for name, value in named if value is not None)
        time = (f' start="{first:04}-01-01"' if first else "") + (f' end="{last:04}-12-31"' if last else "")
        file.write(
            f'<edge id="{number}" source="{_text(source)}" target="{_text(target)}" kind="{layer}"'
            f' weight="{weight}"{time}><attvalues>{data}</attvalues></edge>\n'
        )
    file.write("</edges>\n")


def _described(manifest: Mapping[str, Any]) -> str:
    return _text(json.dumps(manifest, ensure_ascii=False))
