"""Strategy: two records that agree in nearly all, and what a guard holds back; each case merges without its guard."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from talentdb.identity import score
from talentdb.identity.components import Edge, cluster
from talentdb.identity.frequency import rarity
from talentdb.identity.model import load_model
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import FEATURES, compare, contradicts
from talentdb.people.keys import name_keys

MODEL = load_model()
RARITY = rarity({"nguyen van hung": 60, "khuc thi nu": 2, "nguyen van tuan": 40}, 20_000)
A = MatchRecord(
    1, "people", 1, 1, date(2024, 6, 30), "nguyen van hung", "nguyễn văn hùng", sex="male",
    birth_date=date(1975, 4, 3), birth_precision="day", phone="0900000001", commune_code="1",
    native_place="xã An, huyện Bình", ethnicity_code="01", qualification="master", field_of_training="luật",
    training_institution="Trường Đại học Luật", graduation_year=2001,
)  # fmt: skip
B = replace(A, record_id=2, as_of=date(2025, 6, 30))
ELSEWHERE = replace(B, agency_id=2, employer_id=2)
NAME_ONLY = replace(
    B, sex=None, birth_date=None, birth_precision=None, phone=None, commune_code=None, native_place=None,
    ethnicity_code=None, qualification=None, field_of_training=None, training_institution=None, graduation_year=None,
)  # fmt: skip


def named(record, name):
    key, toned = name_keys(name)
    return replace(record, name_key=key, name_toned=toned)


def found(a, b, known=RARITY):
    assert compare(a, b, MODEL, known) == compare(b, a, MODEL, known)
    return compare(a, b, MODEL, known)


def without_guards(monkeypatch):
    monkeypatch.setattr(score, "at_most", lambda *_: "merge")


def test_agreement_in_nearly_all_merges_and_is_explained():
    comparison = found(A, B)
    assert comparison.decision == "merge"
    assert comparison.score > 0.999
    assert [clue.feature for clue in comparison.evidence][:2] == ["name", "birth"]
    told = {clue.feature: clue.level for clue in comparison.evidence}
    assert told["birth"] == "day"
    assert told["employer"] == "same"


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": "0900000002"},
        {"employer_id": 2, "agency_id": 2},
        {"birth_date": date(1975, 3, 4)},
        {"birth_date": date(1975, 1, 1), "birth_precision": "year"},
        {"id_hash": b"9", "id_kind": "old"},
        {"qualification": "doctorate", "graduation_year": 2020, "training_institution": "Viện B"},
    ],
)
def test_what_changes_in_a_life_does_not_part_a_person(changed):
    first = replace(A, id_hash=b"1", id_kind="citizen", id_sex="male", id_birth_year=1975)
    assert found(first, replace(B, **changed)).decision == "merge"


@pytest.mark.parametrize("name", ["Nguyen Van Hung", "Nguyễn Vân Hùng", "Nguyễn Văn Hùng"])
def test_slips_of_marks_outside_the_given_name_still_merge(name):
    assert found(A, named(B, name)).decision == "merge"


@pytest.mark.parametrize("name", ["Nguyễn Văn Hưng", "Nguyễn Văn Hùn"])
def test_a_slip_in_the_given_name_between_two_years_of_one_body_merges(name):
    assert found(A, named(B, name)).decision == "merge"


def test_twins_who_stand_in_both_years_of_one_body_stay_two_people():
    records = [
        replace(named(A, name), record_id=number, as_of=date(year, 6, 30))
        for number, (name, year) in enumerate(
            [
                ("Nguyễn Văn Hùng", 2024),
                ("Nguyễn Văn Hưng", 2024),
                ("Nguyễn Văn Hùng", 2025),
                ("Nguyễn Văn Hưng", 2025),
            ],
            1,
        )
    ]
    pairs = [(a, b, found(a, b)) for a, b in combinations(records, 2)]
    ties = [Edge(a.record_id, b.record_id, one.weight, "score") for a, b, one in pairs if one.decision == "merge"]
    assert len(ties) == 4
    assert [part.record_ids for part in cluster(records, ties)[0]] == [(1, 3), (2, 4)]


GUARDED = {
    "twins a letter apart": (A, named(ELSEWHERE, "Nguyễn Văn Hùn")),
    "twins a tone apart": (A, named(ELSEWHERE, "Nguyễn Văn Hưng")),
    "twins in one list": (A, named(replace(B, as_of=A.as_of), "Nguyễn Văn Hưng")),
    "different ids": (
        replace(A, id_hash=b"1", id_kind="citizen"), replace(B, id_hash=b"2", id_kind="citizen", email="a@x.example"),
    ),
    "another birth date": (replace(A, email="a@x.example", staff_code="7"),
                           replace(B, birth_date=date(1981, 11, 26), email="a@x.example", staff_code="7")),
    "id digits of another year": (
        replace(A, birth_date=None, id_hash=b"1", id_kind="citizen", id_sex="male", id_birth_year=1960), B,
    ),
    "the same degree in another field": (
        replace(A, phone=None), replace(B, phone=None, field_of_training="y học", professional_title_code="V"),
    ),
    "a lower degree later": (replace(A, phone=None), replace(B, phone=None, qualification="university")),
    "equal id, another's name": (
        replace(A, id_hash=b"1", id_kind="citizen"),
        named(replace(B, id_hash=b"1", id_kind="citizen"), "Phạm Thị Lan"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GUARDED)
def test_a_guard_asks_instead_of_merging(case, monkeypatch):
    one, other = GUARDED[case]
    known = rarity({}, 1_000)
    one, other = (replace(r, recruitment_date="2005-09-01") for r in (one, other))
    assert found(one, other, known).decision == "ask"
    without_guards(monkeypatch)
    assert found(one, other, known).decision == "merge"


def test_another_given_name_is_a_sibling_and_is_left_unless_a_number_of_their_own_agrees(monkeypatch):
    one, other = (replace(r, recruitment_date="2005-09-01") for r in (A, named(B, "Nguyễn Văn Tuấn")))
    known = rarity({}, 1_000)
    assert found(one, other, known).decision == "leave"
    assert found(replace(one, staff_code="7"), replace(other, staff_code="7"), known).decision == "ask"
    without_guards(monkeypatch)
    assert found(one, other, known).decision == "merge"


def test_father_and_son_of_one_name_home_and_telephone_are_left(monkeypatch):
    son = replace(
        B, birth_date=date(2000, 11, 26), email="home@x.example", qualification="university", graduation_year=2022,
        field_of_training=None, training_institution=None,
    )  # fmt: skip
    father = replace(A, email="home@x.example")
    assert found(father, son).decision == "leave"
    without_guards(monkeypatch)
    assert found(father, son).decision != "leave"


@pytest.mark.parametrize("name", ["Nguyễn Văn Hùng", "Khúc Thị Nụ"])
def test_a_name_alone_never_merges_however_rare(name):
    one, other = named(replace(NAME_ONLY, record_id=1), name), named(replace(NAME_ONLY, as_of=A.as_of), name)
    other = replace(other, agency_id=2, employer_id=2)
    assert found(one, other).decision != "merge"


def test_a_name_and_an_employer_never_merge_however_much_else_is_common(monkeypatch):
    # All that hangs on the degree is one weaker agreement, the employer the second: without it none is left.
    alike = {"professional_title_code": "V", "field_of_training": "luật", "position_title": "luật sư"}
    one = named(replace(NAME_ONLY, record_id=1, ethnicity_code="05", **alike), "Khúc Thị Nụ")
    other = replace(one, record_id=2, as_of=A.as_of)
    assert found(one, other).weight > MODEL.merge
    assert found(one, other).decision == "ask"
    without_guards(monkeypatch)
    assert found(one, other).decision == "merge"


def test_a_telephone_of_the_front_desk_identifies_nobody(monkeypatch):
    one = named(replace(NAME_ONLY, record_id=1, phone="0900000001", ethnicity_code="05"), "Khúc Thị Nụ")
    other = replace(one, record_id=2, as_of=A.as_of)
    family, desk = ({"0900000001": names} for names in (2, 4))
    assert found(one, other, rarity({}, 20_000, family)).decision == "merge"
    comparison = found(one, other, rarity({}, 20_000, desk))
    assert comparison.weight > MODEL.merge
    assert comparison.decision == "ask"
    assert {clue.feature: clue.level for clue in comparison.evidence}["phone"] == "shared"


def test_father_and_son_share_no_year_of_graduation():
    one = replace(A, birth_date=date(1958, 1, 1), birth_precision="year", recruitment_date="2005-09-01")
    assert found(one, replace(B, recruitment_date="2005-09-01")).decision == "ask"


def test_a_full_birth_date_identifies_beside_a_name_but_a_year_does_not():
    bare = replace(NAME_ONLY, record_id=1, birth_date=A.birth_date, birth_precision="day", sex="male")
    year = replace(bare, birth_date=date(1975, 1, 1), birth_precision="year", employer_id=2, agency_id=2)
    other = replace(bare, record_id=2, as_of=A.as_of)
    assert found(bare, other).decision == "merge"
    assert found(year, other).decision == "ask"


def test_equal_ids_with_another_name_and_birth_are_asked_though_all_speaks_against():
    one = replace(NAME_ONLY, id_hash=b"1", id_kind="citizen", birth_date=A.birth_date, sex="male")
    other = replace(B, record_id=1, id_hash=b"1", id_kind="citizen", birth_date=date(1990, 7, 7), sex="female")
    comparison = found(one, named(other, "Phạm Thị Lan"))
    assert comparison.decision == "ask"
    assert comparison.evidence


def test_equal_ids_outweigh_a_wrong_birth_date_under_the_same_name():
    one = replace(A, id_hash=b"1", id_kind="citizen")
    assert found(one, replace(B, id_hash=b"1", id_kind="citizen", birth_date=date(1991, 8, 8))).decision == "merge"


def test_a_rare_name_weighs_more_than_a_common_one():
    rare = found(named(A, "Khúc Thị Nụ"), named(B, "Khúc Thị Nụ"))
    assert rare.weight > found(A, B).weight + 3


def test_a_telephone_that_many_share_says_less():
    desk = rarity({"nguyen van hung": 60}, 20_000, {"0900000001": 30})
    assert found(A, B, desk).weight < found(A, B).weight - 5
    alone = found(A, replace(B, phone=None), desk).weight
    assert found(A, B, desk).weight >= alone


def test_evidence_that_hangs_together_is_not_counted_twice():
    both = found(A, B).weight
    without_field = found(replace(A, field_of_training=None), B).weight
    assert both - without_field < MODEL.weights["field"]["same"]


def test_a_larger_registry_asks_for_more():
    small, large = rarity({"nguyen van hung": 60}, 20_000), rarity({"nguyen van hung": 3000}, 1_000_000)
    assert found(A, B, small).weight > found(A, B, large).weight + 5


WORK = replace(NAME_ONLY, form="works", founds=False)


def test_a_work_joins_the_person_of_that_name_at_its_agency_but_not_elsewhere():
    assert found(A, WORK).decision == "merge"
    assert found(A, replace(WORK, employer_id=2, agency_id=2)).decision != "merge"
    assert found(A, named(WORK, "Nguyễn Văn Hưng")).decision != "merge"
    assert found(A, replace(NAME_ONLY, employer_id=1)).decision != "merge"
    assert found(A, WORK, rarity({"nguyen van hung": 900}, 1_000_000)).decision == "merge"


def test_strangers_at_one_telephone_are_left_at_once():
    other = named(replace(B, birth_date=date(1990, 7, 7)), "Phạm Thị Lan")
    assert found(A, other).decision == "leave"
    assert found(A, other).evidence == ()


def test_only_different_ids_of_one_kind_contradict():
    citizen = replace(A, id_hash=b"1", id_kind="citizen")
    assert contradicts(citizen, replace(B, id_hash=b"2", id_kind="citizen"))
    assert not contradicts(citizen, replace(B, id_hash=b"1", id_kind="citizen"))
    assert not contradicts(citizen, replace(B, id_hash=b"9", id_kind="old"))
    assert not contradicts(citizen, B)


def test_every_feature_has_its_documentation():
    assert all(function.__doc__ for function in FEATURES.values())
    assert set(FEATURES) == set(MODEL.weights)
    assert set(MODEL.groups) <= set(FEATURES)
