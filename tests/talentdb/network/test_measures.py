"""Measures against networkx, and the same numbers at every run."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.network import measures
from talentdb.network.measures import betweenness, communities, how_measured, measure, sampled_betweenness
from talentdb.network.model import Graph, Kind, Layer, Node, edges_of

SIZE = 9
pairs = st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1]))


def made(found: set[tuple[int, int]], size: int = SIZE) -> Graph:
    nodes = tuple(Node(f"p{number}", Kind.PERSON, str(number), {}, number) for number in range(size))
    rows = [(*pair, 0, 0.5, 1, 2020, 2020) for pair in sorted(found)]
    return Graph(nodes, edges_of(rows), (Layer.TASKS,))


def plain(found: set[tuple[int, int]], size: int = SIZE) -> "nx.Graph":
    net = nx.Graph()
    net.add_nodes_from(range(size))
    net.add_edges_from(found)
    return net


@given(pairs)
def test_betweenness_is_that_of_networkx(found: set[tuple[int, int]]) -> None:
    expected = nx.betweenness_centrality(plain(found))
    assert betweenness(made(found)) == pytest.approx([expected[node] for node in range(SIZE)])


@given(pairs.filter(bool))
def test_from_all_sources_the_estimate_is_exact(found: set[tuple[int, int]]) -> None:
    one, other, _ = measures._simple(made(found))
    assert sampled_betweenness(SIZE, one, other, SIZE) == pytest.approx(betweenness(made(found)))


@given(pairs)
def test_degree_and_strength_count_both_ends(found: set[tuple[int, int]]) -> None:
    graph = made(found)
    expected = [plain(found).degree(node) for node in range(SIZE)]
    told = measure(graph, full=False)
    assert told["degree"] == expected
    assert told["strength"] == pytest.approx([count / 2 for count in expected])


def test_a_large_network_is_estimated_from_pivots_near_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {tuple(sorted(edge)) for edge in nx.barabasi_albert_graph(400, 3, seed=1).edges}
    exact = betweenness(made(found, 400))  # type: ignore[arg-type]
    monkeypatch.setattr(measures, "EXACT_UP_TO", 0)
    monkeypatch.setattr(measures, "_STEPS", 0)
    near = betweenness(made(found, 400))  # type: ignore[arg-type]
    assert not np.allclose(near, exact)
    assert set(np.argsort(-exact)[:5].tolist()) <= set(np.argsort(-near)[:12].tolist())


def test_two_cliques_with_a_bridge_are_two_communities() -> None:
    groups = ([*range(5)], [*range(5, 9)])
    found = {(a, b) for group in groups for a in group for b in group if a < b} | {(0, 5)}
    told = communities(made(found, 10))
    assert told.tolist() == [1] * 5 + [2] * 4 + [3]
    assert (told == communities(made(found, 10))).all()


@pytest.mark.parametrize(
    "net",
    [
        nx.karate_club_graph(),
        nx.planted_partition_graph(8, 30, 0.3, 0.01, seed=1),
        nx.barabasi_albert_graph(500, 3, seed=1),
    ],
    ids=["karate", "planted", "scale-free"],
)
def test_communities_are_as_good_as_those_of_networkx(net: "nx.Graph") -> None:
    found = communities(made({tuple(sorted(edge)) for edge in net.edges}, len(net)))  # type: ignore[arg-type]
    ours = [set(np.flatnonzero(found == number).tolist()) for number in np.unique(found)]
    theirs = nx.community.louvain_communities(net, weight=None, seed=1)
    reached, expected = (nx.community.modularity(net, parts, weight=None) for parts in (ours, theirs))
    assert reached > expected - 0.02


@given(pairs)
def test_a_community_hangs_together_and_leaves_out_who_has_no_tie(found: set[tuple[int, int]]) -> None:
    told = communities(made(found))
    parts = list(nx.connected_components(plain(found)))
    for number in np.unique(told):
        assert any(set(np.flatnonzero(told == number).tolist()) <= part for part in parts)


def test_how_a_measure_was_come_by_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = made({(0, 1), (1, 2)})
    assert how_measured(graph, measure(graph, full=True)) == {"betweenness": "exact", "community": "louvain"}
    assert how_measured(graph, measure(graph, full=False)) == {}
    monkeypatch.setattr(measures, "EXACT_UP_TO", 0)
    assert how_measured(graph, measure(graph, full=True))["betweenness"] == "estimated from 9 sources"


def test_a_network_without_edges_has_measures_too() -> None:
    told = measure(made(set(), 2), full=True)
    assert told == {"degree": [0, 0], "strength": [0, 0], "betweenness": [0, 0], "community": [1, 2]}
