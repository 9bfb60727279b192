"""Strategy: random records with few values, so that they often agree; laws of every pair and clustering."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.identity.components import Edge, cluster
from talentdb.identity.frequency import rarity
from talentdb.identity.model import load_model
from talentdb.identity.prospects import Prospects
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import compare, contradicts
from talentdb.people.keys import name_keys

MODEL = load_model()
RARITY = rarity({"nguyen van hung": 30}, 20_000, {"0900000001": 3})
NAMES = (
    "Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Nguyen Van Hung", "Nguyễn Hùng", "Nguễn Văn Hùng", "Phạm Thị Lan",
    "Hùng Nguyễn Văn",
)  # fmt: skip
DATES = (date(1975, 4, 3), date(1975, 3, 4), date(1975, 1, 1), date(1976, 4, 3), date(2001, 11, 26))


def maybe(*values):
    return st.sampled_from((None, *values))


ANY_NUMBER = st.integers(1, 10**6)


@st.composite
def records(draw, number=ANY_NUMBER):
    key, toned = name_keys(draw(st.sampled_from(NAMES)))
    digest = draw(maybe(b"1", b"2", b"3"))
    born = draw(maybe(*DATES))
    return MatchRecord(
        draw(number), "people", 1, draw(st.integers(1, 2)), date(draw(st.integers(2023, 2025)), 6, 30), key, toned,
        sex=draw(maybe("male", "female")), birth_date=born,
        birth_precision=None if born is None else draw(st.sampled_from(("day", "month", "year"))),
        id_hash=digest, id_kind=None if digest is None else draw(st.sampled_from(("citizen", "old"))),
        staff_code=draw(maybe("1", "2")), phone=draw(maybe("0900000001", "0900000002")),
        email=draw(maybe("a@x.example", "b@x.example")), commune_code=draw(maybe("1", "2")),
        native_place=draw(maybe("xã An", "xã Bình")), ethnicity_code=draw(maybe("01", "05")),
        qualification=draw(maybe("university", "master")), field_of_training=draw(maybe("luật", "y học")),
        graduation_year=draw(maybe(2000, 2001, 2010)), recruitment_date=draw(maybe("2005", "2005-09-01")),
        founds=draw(st.integers(0, 4)) > 0,
    )  # fmt: skip


AGREEING = {
    "sex": "male", "phone": "0900000005", "email": "c@x.example", "commune_code": "7", "native_place": "xã Cao",
    "ethnicity_code": "05", "qualification": "master", "field_of_training": "dược", "graduation_year": 2003,
    "professional_title_code": "V.07", "recruitment_date": "2003-09-01",
}  # fmt: skip


@given(records(), records())
def test_comparing_is_symmetric(a, b):
    assert compare(a, b, MODEL, RARITY) == compare(b, a, MODEL, RARITY)
    assert contradicts(a, b) == contradicts(b, a)


@given(records(), records())
@settings(max_examples=300)
def test_the_quick_look_gives_up_no_pair_that_may_be_one_person(a, b):
    if not Prospects(MODEL, RARITY).any(a, b):
        assert compare(a, b, MODEL, RARITY).decision == "leave"


def test_the_quick_look_gives_up_namesakes_of_another_birth_date():
    one = MatchRecord(1, "people", 1, 1, DATES[0], "nguyen van hung", "nguyễn văn hùng", birth_date=DATES[0])
    look = Prospects(MODEL, RARITY)
    assert not look.any(one, replace(one, record_id=2, employer_id=2, birth_date=DATES[4]))
    assert look.any(one, replace(one, record_id=2, employer_id=2))


@given(records(), records(), st.sampled_from(sorted(AGREEING)))
def test_more_agreement_never_lowers_the_weight(a, b, name):
    empty = {name: None} | ({"field_of_training": None} if name == "qualification" else {})
    # Which degree a field belongs to decides how field, institution and year are read.
    empty |= {"graduation_year": None, "training_institution": None} if name == "qualification" else {}
    a, b = replace(a, **empty), replace(b, **empty)
    value = {name: AGREEING[name]}
    before = compare(a, b, MODEL, RARITY).weight
    assert compare(replace(a, **value), replace(b, **value), MODEL, RARITY).weight >= before


@given(records(), records())
def test_contradicting_ids_and_bare_names_never_merge(a, b):
    decision = compare(a, b, MODEL, RARITY).decision
    if contradicts(a, b):
        assert decision != "merge"
    bare = {
        "id_hash": None, "id_kind": None, "birth_date": None, "birth_precision": None, "phone": None, "email": None,
        "staff_code": None, "commune_code": None, "native_place": None, "graduation_year": None,
        "recruitment_date": None, "founds": True, "id_sex": None,
    }  # fmt: skip
    assert compare(replace(a, **bare), replace(b, **bare), MODEL, RARITY).decision != "merge"


@st.composite
def registries(draw):
    nodes = [draw(records(st.just(number))) for number in range(1, draw(st.integers(2, 9)) + 1)]
    pairs = [(a, b) for b in range(2, len(nodes) + 1) for a in range(1, b)]
    edges = []
    for a, b in draw(st.lists(st.sampled_from(pairs), max_size=14)):
        one, other = nodes[a - 1], nodes[b - 1]
        same_id = one.id_hash is not None and (one.id_hash, one.id_kind) == (other.id_hash, other.id_kind)
        rule = draw(st.sampled_from(("score", "score", "judgement", "correction")))
        edges.append(Edge(a, b, draw(st.sampled_from((12.0, 15.0, 30.0))), "national_id" if same_id else rule))
    return nodes, edges, draw(st.lists(st.sampled_from(pairs), max_size=3))


@given(registries(), st.integers(0, 10**6))
@settings(max_examples=300)
def test_clusters_do_not_depend_on_the_order_of_what_comes_in(registry, seed):
    nodes, edges, apart = registry
    rng = Random(seed)
    expected = cluster(nodes, edges, apart)
    shuffled = [rng.sample(part, len(part)) for part in (nodes, edges, apart)]
    assert cluster(*shuffled) == expected


@given(registries())
@settings(max_examples=300)
def test_every_record_is_in_one_cluster_and_every_tie_is_kept_or_refused(registry):
    nodes, edges, apart = registry
    clusters, refused = cluster(nodes, edges, apart)
    assert sorted(r for part in clusters for r in part.record_ids) == [node.record_id for node in nodes]
    of = {r: part.record_ids for part in clusters for r in part.record_ids}
    assert sorted(refused, key=repr) == sorted((e for e in edges if of[e.a] != of[e.b]), key=repr)


@given(registries())
@settings(max_examples=300)
def test_what_is_apart_or_carries_different_ids_is_never_one_person(registry):
    nodes, edges, apart = registry
    of = {r: part.record_ids for part in cluster(nodes, edges, apart)[0] for r in part.record_ids}
    assert all(of[a] != of[b] for a, b in apart)
    by_hand = [e for e in edges if e.rule not in ("judgement", "correction")]
    for part in cluster(nodes, by_hand, apart)[0]:
        members = [node for node in nodes if node.record_id in part.record_ids]
        assert not any(contradicts(a, b) for a in members for b in members)


@given(registries())
@settings(max_examples=300)
def test_a_work_ties_no_two_people_together(registry):
    nodes, edges, apart = registry
    scored = [replace(e, rule="score") for e in edges]
    found = {part.record_ids for part in cluster(nodes, scored, apart)[0]}
    people = {node.record_id for node in nodes if node.founds}
    among = [e for e in scored if e.a in people and e.b in people]
    alone = {part.record_ids for part in cluster([n for n in nodes if n.founds], among, apart)[0]}
    assert {kept for part in found if (kept := tuple(r for r in part if r in people))} == alone
