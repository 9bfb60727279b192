"""GraphML and GEXF, written edge by edge: the library's writers hold the whole document in memory several times over.

GraphML 1.0 (http://graphml.graphdrawing.org/specification.html) and GEXF 1.3 (https://gexf.net/schema.html), which
Gephi, networkx and igraph read. Years of an edge are attributes in both, and in GEXF its time as well.
"""

import json
from collections.abc import Mapping
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from talentdb.network.lines import Piece, edge_lines, node_lines
from talentdb.network.model import Graph
from talentdb.network.table import EDGE_TYPES, Measures, node_types

__all__ = ["write_gexf", "write_graphml"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TYPES: Final[Mapping[type, str]] = {str: "string", int: "long", float: "double"}
"""In both."""
_ENDS: Final = frozenset({"source", "target"})
_QUOTES: Final = {'"': "&quot;"}


def _text(value: str) -> str:
    return escape(value, _QUOTES)


def write_graphml(graph: Graph, measures: Measures, manifest: Mapping[str, Any], file: IO[bytes]) -> None:
    """The network as GraphML; the manifest is its description."""
    head = [_HEAD, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    names = [name for name in node_types(measures) if name != "id"]
    for where, columns in (("node", node_types(measures)), ("edge", EDGE_TYPES)):
        head += [
            f'<key id="{where[0]}_{name}" for="{where}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'
            for name, kind in columns.items() if name not in _ENDS and name != "id"
        ]  # fmt: skip
    head.append(f'<graph id="G" edgedefault="undirected">\n<desc>{_described(manifest)}</desc>\n')
    file.write("".join(head).encode())
    node: list[Piece] = [('<node id="', "id", '">'), *((f'<data key="n_{name}">', name, "</data>") for name in names)]
    file.writelines(node_lines(graph, measures, [*node, "</node>\n"], _text))
    edge: list[Piece] = [('<edge id="e', "number", '"'), (' source="', "source", '"'), (' target="', "target", '">')]
    edge += [(f'<data key="e_{name}">', name, "</data>") for name in list(EDGE_TYPES)[2:]]
    file.writelines(edge_lines(graph, [*edge, "</edge>\n"], _text))
    file.write(b"</graph>\n</graphml>\n")


def write_gexf(graph: Graph, measures: Measures, manifest: Mapping[str, Any], file: IO[bytes]) -> None:
    """The network as GEXF; ties of one pair in several layers are parallel edges of that `kind`."""
    day = str(manifest["date"])[:10]
    head = [
        f'{_HEAD}<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta lastmodifieddate="{day}">'
        f"<creator>{_text(manifest['program'])}</creator><description>{_described(manifest)}</description></meta>\n"
        '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">\n'
    ]
    types = {name: kind for name, kind in node_types(measures).items() if name not in {"id", "label"}}
    edge_types = {name: kind for name, kind in EDGE_TYPES.items() if name not in _ENDS and name != "weight"}
    for where, columns in (("node", types), ("edge", edge_types)):
        head.append(f'<attributes class="{where}" mode="static">\n')
        head += [f'<attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>\n' for name, kind in columns.items()]
        head.append("</attributes>\n")
    head.append(f'<nodes count="{len(graph.nodes)}">\n')
    file.write("".join(head).encode())
    node: list[Piece] = [('<node id="', "id", '"'), (' label="', "label", '"><attvalues>'), *map(_attvalue, types)]
    file.writelines(node_lines(graph, measures, [*node, "</attvalues></node>\n"], _text))
    file.write(f'</nodes>\n<edges count="{len(graph.edges)}">\n'.encode())
    edge: list[Piece] = [
        ('<edge id="', "number", '"'), (' source="', "source", '"'), (' target="', "target", '"'),
        (' kind="', "layer", '"'), (' weight="', "weight", '"'), (' start="', "start", '-01-01"'),
        (' end="', "end", '-12-31"'), "><attvalues>", *map(_attvalue, edge_types),
    ]  # fmt: skip
    file.writelines(edge_lines(graph, [*edge, "</attvalues></edge>\n"], _text))
    file.write(b"</edges>\n</graph>\n</gexf>\n")


def _attvalue(name: str) -> Piece:
    return f'<attvalue for="{name}" value="', name, '"/>'


def _described(manifest: Mapping[str, Any]) -> str:
    return _text(json.dumps(manifest, ensure_ascii=False))
