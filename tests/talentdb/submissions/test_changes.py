"""What is a change and what only another way of writing it; which rows are one person. Pure, with made-up rows."""

from dataclasses import replace
from datetime import date

import pytest

from talentdb.submissions.changes import changes, same_meaning
from talentdb.submissions.pairing import pair
from talentdb.submissions.repeats import repeats
from talentdb.submissions.rows import ListRow

BASE = ListRow(
    1, 1, date(2026, 6, 30), "DS", 5, 10, 10, "Sở A", None, None, None, None, None, "nguyen thi lan", None, None,
    None, {},
)  # fmt: skip


def row(number, name="nguyen thi lan", born=None, **facts):
    precision = "day" if born and len(born) == 10 else "year" if born else None
    day = date.fromisoformat(born if precision == "day" else f"{born}-01-01") if born else None
    known = {"birth_date": day, "birth_date_precision": precision, "name_key": name, **facts}
    return replace(BASE, source_record_id=number, row_no=number, person_id=100 + number, **known)


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("qualification", "master", "Thạc sĩ"),
        ("ethnicity_code", "01", "Kinh"),
        ("professional_title_code", "V.07.05.15", "v.07.05.15"),
        ("research_fields", ["1", "2"], ["2", "1"]),
        ("languages", [{"language": "en", "level": "B1", "score": None}], [{"level": "B1", "language": "en"}]),
        ("annual_ratings", [{"year": 2024, "rating": "good"}, {"year": 2025, "rating": "good"}],
         [{"year": 2025, "rating": "good"}, {"year": 2024, "rating": "good"}]),
        ("position_title", "Phó Trưởng phòng", "Phó trưởng  phòng."),
        ("address", "Số 5, phố Hoà Bình", "số 5 - phố Hòa Bình"),
        ("graduation_year", 2005, "2005"),
        ("expertise", [], None),
        ("phone", None, ""),
    ],
)  # fmt: skip
def test_another_way_of_writing_is_no_change(field, before, after):
    assert same_meaning(field, before, after)
    assert same_meaning(field, after, before)


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("full_name", "Lê Thị Hoa", "Lê Thị Hòa"),
        ("qualification", "university", "master"),
        ("research_fields", ["1"], ["1", "2"]),
        ("annual_ratings", [{"year": 2024, "rating": "good"}], [{"year": 2025, "rating": "good"}]),
        ("party_member", False, None),
        ("phone", "0912345678", "0912345679"),
        ("position_title", "Phó phòng 1", "Phó phòng 2"),
    ],
)
def test_another_value_is_a_change(field, before, after):
    assert not same_meaning(field, before, after)


def test_a_birth_year_that_becomes_a_day_is_a_change_with_both_precisions():
    year = replace(BASE, values={"birth_date": "1975-01-01", "birth_date_precision": "year", "given_name": "Lan"})
    day = replace(BASE, values={"birth_date": "1975-01-01", "birth_date_precision": "day", "family_name": "Lê"})
    assert changes(year, day) == {"birth_date": ("1975-01-01",) * 2, "birth_date_precision": ("year", "day")}
    assert changes(day, replace(day, values={**day.values, "birth_date": "1976-01-01"})) == {
        "birth_date": ("1975-01-01", "1976-01-01")
    }


def test_another_employer_is_told_by_name_and_its_spelling_is_not():
    before = replace(BASE, values={"agency_name": "Sở KH&CN"})
    assert changes(before, replace(BASE, values={"agency_name": "Sở Khoa học và Công nghệ"})) == {}
    assert changes(before, replace(before, employer_id=11, employer="Chi cục B")) == {
        "agency_name": ("Sở A", "Chi cục B")
    }


def pairs(after, before):
    found = pair(after, before, lambda one: one.person_id)
    return {number: one.source_record_id for number, one in found.items()}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ({"national_id_hmac": b"a", "name": "nguyen thi ngoc lan"}, {"national_id_hmac": b"a"}),
        ({"staff_code": "7", "born": "1985-03-02"}, {"staff_code": "7", "born": "1958-03-02"}),
        ({"born": "1985-03-02", "body_id": 11}, {"born": "1985-03-02"}),
        ({"born": "1985"}, {"born": "1985-03-02"}),
        ({}, {"born": "1985-03-02"}),
        ({"born": "1985-02-03"}, {"born": "1985-03-02"}),
        ({"born": "1985-03-02", "name": "nguyen lan"}, {"born": "1985-03-02"}),
        ({"staff_code": "7", "born": "1985-03-02", "name": "tran thi lan"},
         {"staff_code": "7", "born": "1985-03-02"}),
        ({"national_id_hmac": b"a", "national_id_kind": "citizen"},
         {"national_id_hmac": b"b", "national_id_kind": "old"}),
    ],
)  # fmt: skip
def test_the_same_person_in_two_lists(later, earlier):
    assert pairs([row(1, **later)], [row(2, **earlier)]) == {1: 2}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ({"born": "1985-03-02", "national_id_hmac": b"a"}, {"born": "1985-03-02", "national_id_hmac": b"b"}),
        ({"born": "1985-03-02", "sex": "male"}, {"born": "1985-03-02", "sex": "female"}),
        ({"born": "1985-03-02"}, {"born": "1990-04-05"}),
        ({"name": "tran van hung"}, {}),
        ({"body_id": 11}, {}),
    ],
)
def test_somebody_else(later, earlier):
    assert pairs([row(1, **later)], [row(2, **earlier)]) == {}


def test_weak_evidence_counts_only_where_one_is_left_over():
    assert pairs([row(1)], [row(2, born="1985"), row(3, born="1990")]) == {}
    assert pairs([row(1), row(2, born="1990")], [row(3, born="1985"), row(4, born="1990")]) == {1: 3, 2: 4}


def test_namesakes_of_one_day_are_told_apart_by_the_rest():
    lists = [row(1, born="1985-03-02", staff_code="1"), row(2, born="1985-03-02", body_id=11)]
    earlier = [row(3, born="1985-03-02", body_id=11), row(4, born="1985-03-02", staff_code="1")]
    assert pairs(lists, earlier) == {1: 4, 2: 3}


def numbers(rows):
    return [[one.source_record_id for one in group] for group in repeats(rows)]


def test_rows_that_may_be_one_person_twice():
    assert numbers([row(1, national_id_hmac=b"a"), row(2, "le van tam", national_id_hmac=b"a")]) == [[1, 2]]
    assert numbers([row(1, born="1985-03-02"), row(2), row(3, born="1985")]) == [[1, 2, 3]]
    assert numbers([row(1, born="1985"), row(2, born="1990")]) == []
    assert numbers([row(1, staff_code="1"), row(2, staff_code="2")]) == [], "two numbers of one body"
    assert numbers([row(n, born="1985-03-02") for n in range(1, 90)]) == [list(range(1, 90))]
    assert numbers([row(n, born=f"{1900 + n}") for n in range(1, 90)]) == []


def test_a_post_stated_as_none_is_news_where_nothing_was_said():
    assert not same_meaning("sti_posts", None, [])
    assert not same_meaning("sti_posts", ["research"], [])
    assert same_meaning("sti_posts", [], [])
    assert same_meaning("talent_groups", None, [])
