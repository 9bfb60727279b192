"""What networkx and igraph read back is what was written, the same in every format."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from defusedxml.ElementTree import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.errors import UsageError
from talentdb.network import lines
from talentdb.network.files import FORMATS, SUFFIXES, manifest_path, write_network
from talentdb.network.measures import measure
from talentdb.network.model import Graph, Kind, Layer, Node, edges_of
from talentdb.network.people import plain

MANIFEST = {"program": "talentdb 0", "date": "2026-11-21T10:00:00+07:00", "query": 'cá & "tôm" <x>', "rows": {}}
NAMES = ("Nguyễn Thị Ấm", "Đặng “Tí” <b>&amp;", "李 Ω 😀")


def made(names: tuple[str, ...] = NAMES) -> Graph:
    """People of whom not everything is known, a body, and two layers between one pair."""
    people = [
        Node(f"p{number}", Kind.PERSON, plain(name) or f"p{number}", {"person_id": number}, number)
        for number, name in enumerate(names, 1)
    ]
    people[0] = Node("p1", Kind.PERSON, people[0].label, {"person_id": 1, "birth_year": 1970, "sex": "female"}, 1)
    body = Node("school:dai-hoc-y", Kind.SCHOOL, "Đại học Y", {})
    last = len(people)
    rows = [
        (0, 1, 0, 1 / 3, 2, 2011, 2019), (0, 1, 1, 0.5, 1, 0, 0), (2, 0, 2, 1.0, 1, 2020, 2020),
        (1, last, 5, 1.0, 0, 0, 1999),
    ]  # fmt: skip
    return Graph((*people, body), edges_of(rows), tuple(Layer))


def written(graph: Graph, kind: str, folder: Path) -> Path:
    out = folder / f"mang{SUFFIXES[kind]}"
    write_network(graph, measure(graph, full=True), MANIFEST, kind, out)
    return out


def from_networkx(net: Any, name: str) -> tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]]]:
    nodes = {str(node): dict(data) for node, data in net.nodes(data=True)}
    edges = [
        (frozenset((one, other)), data["layer"], data["weight"], data.get("works"), data.get("first_year"),
         data.get("last_year"))
        for one, other, data in net.edges(data=True)
    ]  # fmt: skip
    assert name
    return nodes, sorted(edges, key=lambda edge: (sorted(edge[0]), edge[1]))


def from_rows(document: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]]]:
    nodes = {row["id"]: {name: value for name, value in row.items() if name != "id"} for row in document["nodes"]}
    edges = [
        (frozenset((row["source"], row["target"])), row["layer"], row["weight"], row.get("works"),
         row.get("first_year"), row.get("last_year"))
        for row in document["edges"]
    ]  # fmt: skip
    return nodes, sorted(edges, key=lambda edge: (sorted(edge[0]), edge[1]))


def read(path: Path, kind: str) -> tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]]]:
    """Nodes by id with their attributes, and edges, in one shape for all formats."""
    if kind == "graphml":
        return from_networkx(nx.read_graphml(path, force_multigraph=True), kind)
    if kind == "gexf":
        return from_networkx(nx.read_gexf(path, version="1.3"), kind)
    if kind == "json":
        return from_rows(json.loads(path.read_text(encoding="utf-8")))
    whole = {"person_id", "birth_year", "degree", "community", "works", "first_year", "last_year"}
    with zipfile.ZipFile(path) as archive:
        tables = {
            name: [
                {
                    key: int(value) if key in whole else float(value)
                    if key in {"weight", "strength", "betweenness"} else value
                    for key, value in row.items() if value != ""
                }
                for row in csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8"), newline=""))
            ]
            for name in ("nodes", "edges")
        }  # fmt: skip
    return from_rows(tables)


@pytest.mark.parametrize("kind", FORMATS)
def test_all_formats_tell_the_same_typed_and_null_safe(kind: str, tmp_path: Path) -> None:
    nodes, edges = read(written(made(), kind, tmp_path), kind)
    assert list(nodes) == ["p1", "p2", "p3", "school:dai-hoc-y"]
    known = {name: value for name, value in nodes["p1"].items() if name not in {"betweenness", "community"}}
    assert known == {"label": "Nguyễn Thị Ấm", "kind": "person", "person_id": 1, "birth_year": 1970, "sex": "female",
                     "degree": 3, "strength": 1.833333}  # fmt: skip
    assert nodes["p2"]["label"] == "Đặng “Tí” <b>&amp;"
    assert nodes["p3"]["label"] == "李 Ω 😀"
    assert set(nodes["p2"]) == {"label", "kind", "person_id", "degree", "strength", "betweenness", "community"}
    assert edges == [
        (frozenset({"p1", "p2"}), "publications", 0.5, 1, None, None),
        (frozenset({"p1", "p2"}), "tasks", 0.333333, 2, 2011, 2019),
        (frozenset({"p1", "p3"}), "supervision", 1.0, 1, 2020, 2020),
        (frozenset({"p2", "school:dai-hoc-y"}), "school", 1.0, None, None, 1999),
    ]


def test_igraph_reads_the_graphml(tmp_path: Path) -> None:
    net = igraph.Graph.Read_GraphML(str(written(made(), "graphml", tmp_path)))
    assert (net.vcount(), net.ecount(), net.is_directed()) == (4, 4, False)
    assert net.vs["id"] == ["p1", "p2", "p3", "school:dai-hoc-y"]
    assert net.vs["label"][1] == "Đặng “Tí” <b>&amp;"
    assert net.es["layer"] == ["tasks", "publications", "supervision", "school"]
    assert net.vs["birth_year"][0] == 1970


def test_networkx_reads_the_json(tmp_path: Path) -> None:
    document = json.loads(written(made(), "json", tmp_path).read_text(encoding="utf-8"))
    net = nx.node_link_graph(document, edges="edges")
    assert (net.number_of_nodes(), net.number_of_edges(), net.is_multigraph()) == (4, 4, True)


def test_gexf_carries_time_and_parallel_edges_as_gephi_wants_them(tmp_path: Path) -> None:
    root = parse(written(made(), "gexf", tmp_path)).getroot()
    space = "{http://gexf.net/1.3}"
    assert root.tag == f"{space}gexf"
    assert root.find(f"{space}graph").attrib == {
        "defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date"
    }  # fmt: skip
    edges = [dict(edge.attrib) for edge in root.iter(f"{space}edge")]
    assert (edges[0]["start"], edges[0]["end"]) == ("2011-01-01", "2019-12-31")
    assert not {"start", "end"} & set(edges[1])
    assert len({(edge["source"], edge["target"], edge["kind"]) for edge in edges}) == len(edges)
    declared = {item.get("id") for item in root.iter(f"{space}attribute")}
    assert {value.get("for") for value in root.iter(f"{space}attvalue")} <= declared


@pytest.mark.parametrize("kind", FORMATS)
def test_blocks_of_lines_join_without_a_seam(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(written(made(), kind, tmp_path), kind)
    monkeypatch.setattr(lines, "_BLOCK", 1)
    assert read(written(made(), kind, tmp_path), kind) == whole


def test_a_weight_is_a_float_also_where_it_is_whole(tmp_path: Path) -> None:
    text = written(made(), "json", tmp_path).read_text(encoding="utf-8")
    assert '"weight":1.0,' in text
    assert '"weight":1,' not in text


XML_OF_GEXF = {
    "gexf": ({"version"}, {"version"}), "meta": (set(), {"lastmodifieddate"}), "creator": (set(), set()),
    "description": (set(), set()), "graph": (set(), {"defaultedgetype", "mode", "timeformat"}),
    "attributes": ({"class"}, {"class", "mode"}), "attribute": ({"id", "title", "type"}, {"id", "title", "type"}),
    "nodes": (set(), {"count"}), "node": ({"id"}, {"id", "label"}), "attvalues": (set(), set()),
    "attvalue": ({"for", "value"}, {"for", "value"}), "edges": (set(), {"count"}),
    "edge": ({"id", "source", "target"}, {"id", "source", "target", "kind", "weight", "start", "end"}),
}  # fmt: skip
"""Element -> attributes that it must and may have, of those of the schema that are written here."""


def test_gexf_keeps_to_its_schema(tmp_path: Path) -> None:
    root = parse(written(made(), "gexf", tmp_path)).getroot()
    space = "{http://gexf.net/1.3}"
    for element in root.iter():
        must, may = XML_OF_GEXF[element.tag.removeprefix(space)]
        assert must <= set(element.attrib) <= may
    graph = root.find(f"{space}graph")
    assert [child.tag.removeprefix(space) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    nodes, edges = (list(graph.find(f"{space}{name}")) for name in ("nodes", "edges"))
    assert [int(graph.find(f"{space}{name}").get("count")) for name in ("nodes", "edges")] == [len(nodes), len(edges)]
    assert len({node.get("id") for node in nodes}) == len(nodes)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= {node.get("id") for node in nodes}
    for edge in edges:
        start, end = edge.get("start"), edge.get("end")
        assert start is None or end is None or date.fromisoformat(start) <= date.fromisoformat(end)


def test_graphml_declares_what_it_uses(tmp_path: Path) -> None:
    root = parse(written(made(), "graphml", tmp_path)).getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [child.tag.removeprefix(space) for child in root] == ["key"] * (len(root) - 1) + ["graph"]
    keys = {key.get("id"): key for key in root.iter(f"{space}key")}
    for where in ("node", "edge"):
        for element in root.iter(f"{space}{where}"):
            used = [data.get("key") for data in element]
            assert len(set(used)) == len(used)
            assert {keys[name].get("for") for name in used} <= {where}
    assert {key.get("attr.type") for key in keys.values()} == {"string", "long", "double"}


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec=None), max_size=12), min_size=3, max_size=3))
def test_any_text_comes_back_as_the_same_text_from_every_format(tmp_path: Path, names: list[str]) -> None:
    graph = made(tuple(names))
    labels = [node.label for node in graph.nodes]
    for kind in FORMATS:
        nodes, _ = read(written(graph, kind, tmp_path), kind)
        assert [data["label"] for data in nodes.values()] == labels
    assert igraph.Graph.Read_GraphML(str(tmp_path / "mang.graphml")).vs["label"] == labels


@pytest.mark.parametrize("text", ["=1+1", "@cmd", " +cmd|' /C calc'!A0", "-x", "\t=SUM(A1)", "==1"])
def test_no_text_begins_a_formula(text: str) -> None:
    assert plain(text)[:1] not in {"=", "+", "-", "@", "\t"}


def test_an_empty_network_is_a_file_too(tmp_path: Path) -> None:
    for kind in FORMATS:
        assert read(written(Graph((), edges_of(), ()), kind, tmp_path), kind) == ({}, [])


@pytest.mark.parametrize("kind", FORMATS)
def test_the_manifest_stands_beside_the_file_and_in_it(kind: str, tmp_path: Path) -> None:
    from hashlib import sha256

    out = written(made(), kind, tmp_path)
    told = json.loads(manifest_path(out).read_text(encoding="utf-8"))
    assert told["file_sha256"] == sha256(out.read_bytes()).hexdigest()
    if kind == "csv":
        with zipfile.ZipFile(out) as archive:
            inside = json.loads(archive.read("manifest.json"))
    elif kind == "json":
        inside = json.loads(out.read_text(encoding="utf-8"))["manifest"]
    else:
        element = next(item for item in parse(out).iter() if item.tag.endswith(("}desc", "}description")))
        inside = json.loads(element.text)
    assert inside == MANIFEST


def test_nothing_is_left_of_a_refused_export(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        written(made(), "graphml", tmp_path / "missing")
    with pytest.raises(UsageError):
        write_network(made(), {}, MANIFEST, "gml", tmp_path / "x.gml")
    assert list(tmp_path.iterdir()) == []
