"""Strategy: each rule and each guard by the smallest records that show it, then properties over random records."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.identity.clusters import Node, cluster
from talentdb.people.keys import name_keys

BIRTH = date(1985, 3, 2)


def node(record, name="Nguyễn Văn Hùng", **known):
    key, toned = name_keys(name)
    if "id_hash" in known:
        known = {"id_kind": "citizen", **known}
    return Node(record, known.pop("employer_id", 1), key, toned, **known)


def parts(*nodes):
    return [found.record_ids for found in cluster(nodes)]


def born(record, name="Nguyễn Văn Hùng", **known):
    return node(record, name, **{"birth_date": BIRTH, "sex": "male", **known})


def test_the_same_national_id_is_one_person_whatever_the_name():
    [found] = cluster([node(1, id_hash=b"a"), node(2, "Nguyễn Hùng", id_hash=b"a")])
    assert found.record_ids == (1, 2)
    assert found.rules == {1: "national_id", 2: "national_id"}


def test_ids_of_different_kinds_never_meet():
    assert parts(node(1, id_hash=b"a"), node(2, id_hash=b"a", id_kind="old")) == [(1,), (2,)]


def test_staff_code_counts_within_the_employer_and_with_the_same_name():
    assert parts(node(1, staff_code="07"), node(2, staff_code="07")) == [(1, 2)]
    assert parts(node(1, staff_code="07"), node(2, staff_code="07", employer_id=2)) == [(1,), (2,)]
    assert parts(node(1, staff_code="07"), node(2, "Lê Thị Hoa", staff_code="07")) == [(1,), (2,)]


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        (born(2), True),
        (born(2, "NGUYEN VAN HUNG"), True),
        (born(2, "Nguyễn Văn Hưng"), False),
        (born(2, sex="female"), False),
        (born(2, birth_date=date(1985, 3, 3)), False),
        (node(2, birth_date=BIRTH), False),
        (node(2, sex="male"), False),
    ],
)
def test_name_full_birth_date_and_sex(other, joined):
    assert parts(born(1), other) == ([(1, 2)] if joined else [(1,), (2,)])


def test_different_ids_keep_namesakes_apart():
    assert parts(born(1, id_hash=b"a"), born(2, id_hash=b"b")) == [(1,), (2,)]
    assert parts(born(1, id_hash=b"a"), born(2, id_hash=b"b", id_kind="old")) == [(1, 2)]


def test_a_chain_does_not_join_what_contradicts():
    chain = [
        node(1, id_hash=b"a", staff_code="1"),
        born(2, staff_code="1"),
        born(3, id_hash=b"b"),
    ]
    found = parts(*chain)
    assert (1, 2) in found, "the stronger rule wins the record in the middle"
    assert (3,) in found


def test_a_record_that_could_be_either_of_two_is_joined_to_neither():
    assert parts(born(1, id_hash=b"a"), born(2, id_hash=b"b"), born(3)) == [(1,), (2,), (3,)]
    assert parts(born(1), born(2, "Nguyễn Văn Hưng"), born(3, "Nguyen Van Hung")) == [(1,), (2,), (3,)]


def test_an_unmarked_name_does_not_bridge_two_marked_ones_over_persons():
    known = [born(1, person_id=1), born(2, "Nguyen Van Hung", person_id=1)]
    assert parts(*known, born(3, "Nguyễn Văn Hưng")) == [(1, 2), (3,)]


def test_a_record_can_bridge_two_persons():
    first, second = born(1, person_id=1), node(2, id_hash=b"a", person_id=2)
    [found] = cluster([first, second, born(3, id_hash=b"a")])
    assert found.person_ids == (1, 2)
    assert found.rules[3] == "national_id"


NAMES = st.sampled_from(["Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Nguyen Van Hung", "Lê Thị Hoa"])


@st.composite
def record_sets(draw):
    size = draw(st.integers(1, 12))
    return [
        node(
            number,
            draw(NAMES),
            employer_id=draw(st.integers(1, 2)),
            staff_code=draw(st.sampled_from([None, "1", "2"])),
            birth_date=draw(st.sampled_from([None, BIRTH, date(1990, 1, 1)])),
            sex=draw(st.sampled_from([None, "male"])),
            **draw(
                st.sampled_from([
                    {}, {"id_hash": b"a"}, {"id_hash": b"b"}, {"id_hash": b"c"},
                    {"id_hash": b"a", "id_kind": "old"}, {"id_hash": b"d", "id_kind": "old"},
                ])
            ),
        )
        for number in range(1, size + 1)
    ]  # fmt: skip


@given(record_sets(), st.randoms())
@settings(max_examples=300, deadline=None)
def test_clusters_never_hold_two_ids_of_a_kind_and_do_not_depend_on_order(nodes, random):
    found = cluster(nodes)
    by_id = {item.record_id: item for item in nodes}
    assert sorted(record for item in found for record in item.record_ids) == sorted(by_id)
    for item in found:
        for kind in ("citizen", "old"):
            hashes = {by_id[r].id_hash for r in item.record_ids if by_id[r].id_kind == kind}
            assert len(hashes) <= 1
    shuffled = list(nodes)
    random.shuffle(shuffled)
    assert cluster(shuffled) == found


@given(record_sets())
@settings(max_examples=200, deadline=None)
def test_records_with_the_same_id_are_always_together(nodes):
    place = {record: number for number, item in enumerate(cluster(nodes)) for record in item.record_ids}
    for one in nodes:
        for other in nodes:
            if one.id_hash and (one.id_kind, one.id_hash) == (other.id_kind, other.id_hash):
                same = place[one.record_id] == place[other.record_id]
                # Apart only when an id of the other kind stands between them, which needs a cluster with both kinds.
                assert same or _other_kind_contradicts(nodes, place, one, other)


def _other_kind_contradicts(nodes, place, one, other):
    def ids(cluster_number):
        return {(n.id_kind, n.id_hash) for n in nodes if place[n.record_id] == cluster_number and n.id_hash}

    left, right = ids(place[one.record_id]), ids(place[other.record_id])
    return any(a[0] == b[0] and a[1] != b[1] for a in left for b in right)
