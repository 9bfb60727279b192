"""Strategy: the fewest records and ties that show a rule of clustering; a refusal joins without its cause."""

from dataclasses import replace
from datetime import date

import pytest

from talentdb.identity.components import Cluster, Edge, cluster
from talentdb.identity.record import MatchRecord


def record(number, **values):
    plain = MatchRecord(number, "people", number, 1, date(2025, 6, 30), "nguyen van hung", "nguyễn văn hùng")
    return replace(plain, **values)


def born(day):
    return {"birth_date": date.fromisoformat(day), "birth_precision": "day"}


def citizen(digest):
    return {"id_hash": digest, "id_kind": "citizen"}


def score(a, b, weight=20.0):
    return Edge(a, b, weight, "score")


def groups(found):
    return [part.record_ids for part in found[0]]


def test_records_without_ties_stay_alone_in_order():
    assert cluster([record(2), record(1)], []) == ([Cluster((1,), {}), Cluster((2,), {})], [])


def test_ties_join_and_the_strongest_rule_of_each_record_is_told():
    nodes = [record(1, **citizen(b"1")), record(2, **citizen(b"1")), record(3)]
    found, refused = cluster(nodes, [score(1, 2), score(2, 3), Edge(1, 2, 1000.0, "national_id")])
    assert found == [Cluster((1, 2, 3), {1: "national_id", 2: "national_id", 3: "score"})]
    assert refused == []


def test_different_ids_of_one_kind_never_meet_through_a_third_record():
    nodes = [record(1, **citizen(b"1")), record(2), record(3, **citizen(b"3"))]
    found = cluster(nodes, [score(1, 2, 40.0), score(2, 3, 20.0)])
    assert groups(found) == [(1, 2), (3,)]
    assert found[1] == [score(2, 3, 20.0)]


def test_an_old_and_a_new_id_may_be_one_persons():
    nodes = [record(1, **citizen(b"1")), record(2, id_hash=b"9", id_kind="old")]
    assert groups(cluster(nodes, [score(1, 2)])) == [(1, 2)]


@pytest.mark.parametrize("rule", ["judgement", "correction"])
def test_a_judgement_or_a_correction_joins_different_ids(rule):
    nodes = [record(1, **citizen(b"1")), record(2, **citizen(b"2")), record(3, **citizen(b"2")), record(4)]
    edges = [Edge(1, 2, 1000.0, rule), Edge(2, 3, 1000.0, "national_id"), score(3, 4)]
    assert groups(cluster(nodes, edges)) == [(1, 2, 3, 4)]


@pytest.mark.parametrize("rule", ["judgement", "correction", "national_id", "score"])
def test_what_is_kept_apart_never_meets_whatever_ties_it(rule):
    nodes = [record(1, **citizen(b"1")), record(2, **citizen(b"1")), record(3, **citizen(b"1"))]
    edges = [Edge(1, 2, 1000.0, rule), Edge(2, 3, 900.0, rule)]
    assert groups(cluster(nodes, edges)) == [(1, 2, 3)]
    found = cluster(nodes, edges, [(3, 1)])
    assert not any({1, 3} <= set(part) for part in groups(found))
    assert found[1]


def test_a_record_that_fits_two_people_nearly_as_well_joins_neither():
    nodes = [record(1, **citizen(b"1")), record(2, **citizen(b"2")), record(3)]
    found = cluster(nodes, [score(1, 3, 21.0), score(2, 3, 20.0)])
    assert groups(found) == [(1,), (2,), (3,)]
    assert found[1] == [score(1, 3, 21.0), score(2, 3, 20.0)]


def test_a_record_that_fits_one_of_two_people_clearly_better_joins_that_one():
    nodes = [record(1, **citizen(b"1")), record(2, **citizen(b"2")), record(3)]
    found = cluster(nodes, [score(1, 3, 45.0), score(2, 3, 20.0)])
    assert groups(found) == [(1, 3), (2,)]
    assert found[1] == [score(2, 3, 20.0)]


def test_two_people_who_may_be_one_are_no_rivals():
    nodes = [record(1, **citizen(b"1")), record(2), record(3)]
    assert groups(cluster(nodes, [score(1, 3, 21.0), score(2, 3, 20.0)])) == [(1, 2, 3)]


@pytest.mark.parametrize(
    ("one", "between", "other"),
    [
        (born("1950-04-03"), {}, born("1980-11-26")),
        ({"birth_date": date(1950, 1, 1), "birth_precision": "year"}, {}, born("1980-11-26")),
        ({"sex": "male"}, {}, {"sex": "female"}),
        (
            {"name_toned": "nguyễn văn hùng"},
            {"name_toned": "nguyen van hung"},
            {"name_toned": "nguyễn văn hưng"},
        ),
    ],
)
def test_a_record_that_says_little_ties_no_two_people_together(one, between, other):
    nodes = [record(1, **one), record(2, **between), record(3, **other)]
    found = cluster(nodes, [score(1, 2, 40.0), score(2, 3, 20.0)])
    assert groups(found) == [(1, 2), (3,)]
    # Their own tie was weighed with what parts them.
    assert groups(cluster([nodes[0], nodes[2]], [score(1, 3)])) in ([(1, 3)], [(1,), (3,)])


def test_a_year_and_a_swapped_date_part_nobody():
    nodes = [
        record(1, **born("1975-04-03")), record(2), record(3, **born("1975-03-04")),
        record(4, birth_date=date(1975, 1, 1), birth_precision="year"),
    ]  # fmt: skip
    assert groups(cluster(nodes, [score(1, 2, 40.0), score(2, 3), score(2, 4)])) == [(1, 2, 3, 4)]


def test_two_rows_of_one_list_that_nothing_ties_are_two_people():
    lists = {1: {"agency_id": 1}, 2: {"agency_id": 1}, 3: {"agency_id": 3}, 4: {"agency_id": 3}}
    nodes = [record(number, **values) for number, values in lists.items()]
    found = cluster(nodes, [score(1, 3, 40.0), score(2, 4, 30.0), score(1, 4, 20.0), score(2, 3, 20.0)])
    assert groups(found) == [(1, 3), (2, 4)]
    assert found[1] == [score(1, 4, 20.0), score(2, 3, 20.0)]
    # A row that was typed twice is tied to itself.
    assert groups(cluster(nodes[:3], [score(1, 3, 40.0), score(1, 2, 20.0), score(2, 3, 20.0)])) == [(1, 2, 3)]


def test_a_work_joins_one_person_and_ties_no_two_together():
    work = record(9, form="works", founds=False)
    nodes = [record(1), record(2), work]
    assert groups(cluster(nodes, [score(1, 9)])) == [(1, 9), (2,)]
    found = cluster(nodes, [score(1, 9), score(2, 9)])
    assert groups(found) == [(1,), (2,), (9,)]
    assert len(found[1]) == 2
    clearly = cluster(nodes, [score(1, 9, 30.0), score(2, 9, 5.0)])
    assert groups(clearly) == [(1, 9), (2,)]


def test_two_works_of_one_person_join_it_both():
    nodes = [record(1), record(8, founds=False), record(9, founds=False)]
    assert groups(cluster(nodes, [score(1, 8), score(1, 9)])) == [(1, 8, 9)]


def test_a_work_with_an_id_follows_the_id():
    nodes = [record(1, **citizen(b"1")), record(2), record(9, founds=False, **citizen(b"1"))]
    edges = [Edge(1, 9, 1000.0, "national_id"), score(2, 9, 30.0)]
    found = cluster(nodes, edges)
    assert groups(found) == [(1, 9), (2,)]
    assert found[1] == [score(2, 9, 30.0)]


def test_a_large_cluster_costs_no_square():
    nodes = [record(n, **born("1975-04-03")) for n in range(1, 3_001)]
    edges = [score(1, n, 30.0) for n in range(2, 3_001)] + [score(n, n + 1, 25.0) for n in range(2, 3_000)]
    assert len(cluster(nodes, edges)[0]) == 1
