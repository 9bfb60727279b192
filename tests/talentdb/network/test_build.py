"""Which nodes and edges a network has, for whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.network import Kind, Layer, Wanted, conflicts_of, ego, layers_named
from talentdb.network.ties import LARGEST_GROUP
from tests.talentdb.network.conftest import Circle

AN, BINH, CUONG, DUNG = "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"
FOUR = (AN, BINH, CUONG, DUNG)
TIES = (Layer.TASKS, Layer.PUBLICATIONS, Layer.SUPERVISION, Layer.COUNCILS)


@pytest.fixture
def four(circle: Circle) -> Circle:
    circle.people(FOUR)
    circle.works(
        [
            (AN, "Đề tài nuôi cá", "research_task", 2019, "lead"),
            (BINH, "Đề tài nuôi cá", "research_task", 2019, "member"),
            (CUONG, "Đề tài nuôi cá", "research_task", 2019, "member"),
            (AN, "Bài báo về cá", "publication", 2022, "author"),
            (BINH, "Bài báo về cá", "publication", 2022, "author"),
            (AN, "Đề tài nuôi tôm", "research_task", 2023, "lead"),
            (BINH, "ĐỀ TÀI NUÔI TÔM", "research_task", 2023, "member"),
            (DUNG, "Luận án về tôm", "publication", 2024, "author"),
            (CUONG, "Luận án về tôm", "publication", 2024, "supervisor"),
        ]
    )
    return circle


def test_a_work_gives_each_of_its_people_one_in_all(four: Circle) -> None:
    edges = four.edges(four.graph(layers=TIES))
    # 1/2 from three people, 1 from two; the same title written otherwise is the same work.
    assert edges[AN, BINH, "tasks"] == (1.5, 2019, 2023)
    assert edges[AN, CUONG, "tasks"] == (0.5, 2019, 2019)
    assert edges[AN, BINH, "publications"] == (1.0, 2022, 2022)


def test_who_supervised_is_the_source_and_no_co_author(four: Circle) -> None:
    edges = four.edges(four.graph(layers=TIES))
    assert edges[CUONG, DUNG, "supervision"] == (1.0, 2024, 2024)
    assert not {(CUONG, DUNG, "publications"), (DUNG, CUONG, "publications"), (DUNG, CUONG, "supervision")} & set(
        edges
    )


def test_layers_that_are_not_asked_for_leave_nothing_but_the_people(four: Circle) -> None:
    graph = four.graph(layers=(Layer.SUPERVISION,))
    assert {layer for _, _, layer in four.edges(graph)} == {"supervision"}
    assert [node.label for node in graph.nodes] == sorted(FOUR, key=four.ids.__getitem__)


def test_years_choose_the_works(four: Circle) -> None:
    assert four.edges(four.graph(layers=TIES, first_year=2020, last_year=2023)) == {
        (AN, BINH, "publications"): (1.0, 2022, 2022),
        (AN, BINH, "tasks"): (1.0, 2023, 2023),
    }
    assert set(four.edges(four.graph(layers=TIES, as_of=date(2019, 12, 31)))) == set()


def test_bodies_are_nodes_that_people_hang_on(circle: Circle) -> None:
    circle.people(
        FOUR, qualification="doctorate", field_of_training="Nuôi trồng thủy sản", graduation_year=2010,
        training_institution="Trường Đại học Nha Trang",
    )  # fmt: skip
    graph = circle.graph(layers=(Layer.EMPLOYER, Layer.SCHOOL, Layer.FIELD))
    bodies = {node.kind: node for node in graph.nodes if node.kind is not Kind.PERSON}
    assert bodies[Kind.AGENCY].id == "agency:SO-KHCN"
    assert bodies[Kind.SCHOOL].label == "Trường Đại học Nha Trang"
    assert set(bodies) == {Kind.AGENCY, Kind.SCHOOL, Kind.FIELD}
    # Four people, three bodies: stars of four edges, and no edge between people.
    assert len(graph.edges) == 12
    assert graph.edges.target.min() >= graph.n_people
    assert circle.edges(graph)[AN, "Trường Đại học Nha Trang", "school"] == (1.0, 2010, 2010)


def test_spellings_of_a_school_are_one_body(circle: Circle) -> None:
    given = {"qualification": "master", "field_of_training": "Luật"}
    circle.people((AN,), training_institution="ĐH Y Hà Nội", **given)
    circle.people((BINH,), training_institution="Trường Đại học Y Hà Nội", **given)
    graph = circle.graph(layers=(Layer.SCHOOL,))
    assert [node.kind for node in graph.nodes].count(Kind.SCHOOL) == 1


@pytest.mark.parametrize("members", [LARGEST_GROUP, LARGEST_GROUP + 1])
def test_a_large_work_is_a_body_and_no_clique(circle: Circle, members: int) -> None:
    names = [f"Nguyễn Văn {chr(65 + number // 26)}{chr(97 + number % 26)}" for number in range(members)]
    circle.people(names)
    circle.works([(name, "Chương trình cấp tỉnh", "research_task", 2020, "member") for name in names])
    graph = circle.graph(layers=TIES, most_edges=1000)
    clique = members <= LARGEST_GROUP
    assert len(graph.edges) == (members * (members - 1) // 2 if clique else members)
    assert graph.strengths()[:members] == pytest.approx([1.0] * members)


def test_nobody_has_more_edges_than_asked_for(circle: Circle) -> None:
    names = [f"Nguyễn Văn {chr(97 + number)}x" for number in range(25)]
    circle.people(names)
    circle.works([(name, "Đề tài lớn", "research_task", 2020, "member") for name in names])
    graph = circle.graph()
    assert graph.degrees()[: graph.n_people].max() == 20
    assert graph.dropped == 25 * 24 // 2 + 25 - len(graph.edges)
    assert circle.graph(most_edges=1000).dropped == 0


def test_filters_choose_people_and_neighbours_come_when_asked_for(four: Circle) -> None:
    only = four.graph(layers=TIES, people=(four.ids[AN],))
    assert [node.label for node in only.nodes] == [AN]
    near = four.graph(layers=TIES, people=(four.ids[AN],), neighbours=True)
    assert {node.label for node in near.nodes} == {AN, BINH, CUONG}
    assert (BINH, CUONG, "tasks") in four.edges(near)


def test_an_empty_registry_gives_an_empty_network(circle: Circle) -> None:
    graph = circle.graph()
    assert (graph.nodes, len(graph.edges)) == ((), 0)


def test_the_same_registry_gives_the_same_network(four: Circle) -> None:
    assert four.edges(four.graph()) == four.edges(four.graph())
    assert list(four.edges(four.graph())) == list(four.edges(four.graph()))


def test_ego_is_a_person_its_neighbours_and_its_own_bodies(four: Circle) -> None:
    four.people(("Vũ Văn Em",), training_institution="Học viện Nông nghiệp", qualification="master")
    with unit_of_work(four.province.engine, OPERATOR) as connection:
        graph = ego(connection, OPERATOR, four.ids[DUNG])
        assert [node.id for node in graph.nodes if node.kind is not Kind.PERSON] == ["agency:SO-KHCN"]
        assert {node.label for node in graph.nodes if node.kind is Kind.PERSON} == {DUNG, CUONG}
        nearest = ego(connection, OPERATOR, four.ids[AN], Wanted(TIES), most=1)
        assert {node.label for node in nearest.nodes} == {AN, BINH}
        with pytest.raises(NotFoundError):
            ego(connection, OPERATOR, 10**9)


def test_conflicts_name_the_kind_and_the_newest_work(four: Circle) -> None:
    with unit_of_work(four.province.engine, OPERATOR) as connection:
        found = conflicts_of(connection, [four.ids[AN], four.ids[DUNG]])
    told = {(one.person_id, one.other_id, one.kind): (one.title, one.year, one.works) for one in found}
    an, binh, cuong, dung = (four.ids[name] for name in FOUR)
    assert told[an, binh, "co_member"][1:] == (2023, 2)
    assert told[an, cuong, "co_member"] == ("Đề tài nuôi cá", 2019, 1)
    assert told[an, binh, "co_author"] == ("Bài báo về cá", 2022, 1)
    assert told[dung, cuong, "supervisor"] == ("Luận án về tôm", 2024, 1)
    assert len(told) == 4


@pytest.mark.parametrize("role", ["agency", "auditor", "administrator"])
def test_other_roles_get_no_network(four: Circle, as_role: Callable[..., Principal], role: str) -> None:
    principal = as_role(role, "SO-KHCN" if role == "agency" else None)
    with pytest.raises(ForbiddenError):
        four.graph(principal)


def test_nodes_carry_nothing_sensitive(circle: Circle, as_role: Callable[..., Principal]) -> None:
    secret = {"phone": "0912345678", "email": "a@b.vn", "address": "Số 1", "ethnicity_code": "05",
              "party_member": True, "native_place": "Ân Thi"}  # fmt: skip
    circle.people((AN,), **secret)
    for role in ("steward", "searcher", "leader"):
        (node, *_) = circle.graph(as_role(role)).nodes
        told = repr(node)
        assert not [value for value in secret.values() if str(value) in told]
        assert "0330" not in told
        assert node.values["birth_year"] == 1980


def test_filters_by_what_a_role_may_not_see_are_refused(circle: Circle, as_role: Callable[..., Principal]) -> None:
    with pytest.raises(ForbiddenError):
        circle.graph(as_role("searcher"), filters=(("ethnicity_code", "01"),))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], tuple(Layer)),
        (["publications"], (Layer.PUBLICATIONS,)),
        (["field", "tasks", "field"], (Layer.TASKS, Layer.FIELD)),
        (["Publication, council"], (Layer.PUBLICATIONS, Layer.COUNCILS)),
    ],
)
def test_layers_by_name(names: list[str], expected: tuple[Any, ...]) -> None:
    assert layers_named(names) == expected


def test_an_unknown_layer_is_told_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match="supervision"):
        layers_named(["friends"])
