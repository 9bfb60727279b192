"""The network page's pieces: where nodes stand, what the figure holds, a card's words, who may take it out."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import network_picture
from dashboards.application import Application
from dashboards.network_card import place_of, ranking, ties_of
from dashboards.network_data import Drawn, drawn_of, neighbourhood, network, network_file
from dashboards.network_layout import positions
from dashboards.network_picture import group_names, picture
from talentdb.access.principal import Principal
from talentdb.errors import ForbiddenError
from talentdb.network import BETWEEN_PEOPLE, Graph, Kind, Layer, Wanted
from talentdb.network.measures import measure
from talentdb.network.model import Node, edges_of
from tests.talentdb.conftest import Province
from tests.talentdb.network.conftest import Circle

SIZE = 8
pairs = st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda two: two[0] < two[1]))
AN, BINH, CUONG = "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"


def graph(found: set[tuple[int, int]], label: str = "Người") -> Graph:
    nodes = tuple(Node(f"p{number}", Kind.PERSON, f"{label} {number}", {}, number) for number in range(SIZE))
    return Graph(nodes, edges_of([(*pair, 0, 1.0, 2, 2019, 2021) for pair in sorted(found)]), (Layer.TASKS,))


def drawn(found: set[tuple[int, int]], label: str = "Người") -> Drawn:
    net = graph(found, label)
    return Drawn(net, measure(net, full=True), np.arange(SIZE), positions(net), 0)


@given(pairs)
def test_every_node_has_a_place_of_its_own_and_always_the_same(found: set[tuple[int, int]]) -> None:
    spots = positions(graph(found))
    assert np.isfinite(spots).all()
    assert len({tuple(spot) for spot in spots.round(9).tolist()}) == SIZE
    assert (spots == positions(graph(found))).all()


@given(pairs)
def test_the_figure_holds_every_node_once_and_every_tie(found: set[tuple[int, int]]) -> None:
    traces = picture(drawn(found), "strength", centre=0).data
    ids = [one for trace in traces if trace.customdata is not None for one in trace.customdata]
    assert sorted(ids) == sorted(f"p{number}" for number in range(SIZE))
    lines = next(trace for trace in traces if trace.mode == "lines")
    assert np.isnan(np.asarray(lines.x, float)).sum() == len(found)


def test_many_points_are_drawn_smaller() -> None:
    few, many = (network_picture._sizes(np.ones(count)).max() for count in (10, 2_000))
    assert 0.3 * few < many < 0.6 * few


def test_names_do_not_lie_on_each_other() -> None:
    spots = np.array([[0, 0], [0.1, 0.01], [0.1, 0.9], [1, 1], [0.9, 0.99]])
    boxes = network_picture._boxes(spots, ["Nguyễn Văn An"] * 5, 600, 620)
    assert network_picture._apart([0, 1, 2, 3, 4], boxes) == [0, 2, 3]
    assert network_picture._apart([4, 3, 1], boxes) == [4, 1]


def test_a_phone_has_fewer_names_and_none_twice() -> None:
    net = drawn({(0, number) for number in range(1, SIZE)}, "Nguyễn Thị Người Có Tên Rất Dài")
    texts = [trace for trace in picture(net, "strength").data if trace.mode == "text"]
    assert len(texts) == 2
    assert texts[-1] is picture(net, "strength").data[-1]
    first, more = (list(trace.text) for trace in texts)
    assert first
    assert more
    assert not set(first) & set(more)
    labels = [node.label for node in net.graph.nodes]
    boxes = network_picture._boxes(net.spots, labels, 340, 620)
    places = [labels.index(text) for text in first]
    assert network_picture._apart(places, boxes) == places


def test_texts_of_other_people_are_no_markup() -> None:
    told = json.dumps(picture(drawn({(0, 1)}, "<a href='x'>"), "degree").to_dict(), default=list)
    assert "<a href" not in told
    assert "&lt;a href" in told


def test_a_legend_tells_of_groups_by_their_middle() -> None:
    names = group_names(drawn({(0, 1), (0, 2), (0, 3), (4, 5), (4, 6)}))
    assert names[1] == "Nhóm 1: 4 người quanh Người 0"
    assert names[2] == "Nhóm 2: 3 người quanh Người 4"


def test_a_tie_is_told_with_its_layer_works_and_years() -> None:
    (tie,) = ties_of(drawn({(0, 1)}), 0)
    assert (tie.label, tie.how) == ("Người 1", "Cùng nhiệm vụ, sáng kiến: 2 lần (2019–2021)")


def test_bridges_are_ranked_and_people_without_a_part_left_out() -> None:
    frame = ranking(drawn({(0, 1), (1, 2)}), "betweenness")
    assert list(frame["Họ và tên"]) == ["href:/profile?person=1|Người 1"]


def test_a_large_network_is_drawn_by_its_strongest() -> None:
    net = graph({(0, 1), (0, 2), (0, 3), (4, 5), (1, 2)})
    made = drawn_of(net, measure(net, full=True), 2, 3)
    assert [made.graph.nodes[place].id for place in made.shown] == ["p0", "p1", "p2"]
    assert len(made.spots) == 3
    assert made.alone == 2
    assert sum(len(trace.get("customdata", ())) for trace in picture(made, "strength").to_dict()["data"]) == 3


@pytest.fixture
def circle(province: Province) -> Circle:
    found = Circle(province)
    found.people((AN, BINH, CUONG))
    found.works([(name, "Đề tài A", "research_task", 2020, "member") for name in (AN, BINH)])
    return found


def test_a_page_reads_what_its_account_may_see(
    circle: Circle, application: Application, as_role: Callable[..., Principal]
) -> None:
    wanted = Wanted(BETWEEN_PEOPLE)
    made = network(application, as_role("leader"), wanted)
    assert [node.label for node in made.graph.nodes] == [AN, BINH]
    assert made.alone == 1
    with pytest.raises(ForbiddenError):
        network(application, as_role("agency", "SO-KHCN"), wanted)


def test_a_network_is_worked_out_once_a_role_and_question(
    circle: Circle, application: Application, as_role: Callable[..., Principal]
) -> None:
    wanted = Wanted(BETWEEN_PEOPLE)
    first = network(application, as_role("searcher"), wanted)
    again = network(application, as_role("searcher"), wanted)
    assert again is first
    assert picture(again, "strength") is picture(first, "strength")
    more = network(application, as_role("searcher"), wanted, 1_000)
    assert more.graph is first.graph
    assert network(application, as_role("leader"), wanted).graph is not first.graph
    assert network(application, as_role("searcher"), Wanted(BETWEEN_PEOPLE, first_year=2021)).graph is not first.graph


def test_a_person_without_ties_has_a_neighbourhood_of_one(
    circle: Circle, application: Application, as_role: Callable[..., Principal]
) -> None:
    made = neighbourhood(application, as_role("searcher"), circle.ids[CUONG], Wanted(BETWEEN_PEOPLE))
    assert place_of(made, f"p{circle.ids[CUONG]}") == 0
    assert len(made.graph.edges) == 0


def test_a_file_is_for_those_who_may_and_carries_its_purpose(
    circle: Circle, application: Application, as_role: Callable[..., Principal]
) -> None:
    wanted = Wanted(BETWEEN_PEOPLE)
    name, content, _ = network_file(application, as_role("searcher"), wanted, "json", "", "Lập hội đồng")
    document: Any = json.loads(content)
    assert name.endswith(".json")
    assert document["manifest"]["purpose"] == "Lập hội đồng"
    assert len(document["nodes"]) == 3
    with pytest.raises(ForbiddenError):
        network_file(application, as_role("leader"), wanted, "json", "", "Lập hội đồng")
