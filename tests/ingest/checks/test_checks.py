"""Checks over rows and tables: each finds what it is for, and nothing else."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.checks import lists
from ingest.checks.lists import YOUNGEST, check_row, check_table
from talentdb.settings import today
from talentdb.text import clean, tone_key

GOOD = {"full_name": "Nguyễn Thị Mẫu", "sex": "female", "birth_date": "1980-05-03", "birth_date_precision": "day",
        "national_id": "033180001234"}  # fmt: skip
LETTERS = {"full_name": "B", "sex": "C", "birth_date": "D", "national_id": "E", "staff_code": "F"}


def codes(**changes: Any) -> list[str]:
    return [p.code for p in check_row(7, {**GOOD, **changes}, LETTERS)]


def test_a_good_row_has_no_problem() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sex": "male", "national_id": ""}, ["sex.against_name"]),
        ({"national_id": "033080001234"}, ["national_id.against_sex"]),
        ({"national_id": "033181001234"}, ["national_id.against_birth"]),
        ({"birth_date": "1901-01-01", "national_id": ""}, ["birth.too_old"]),
        ({"training_start": "2026-03-06", "training_end": "2026-03-02"}, ["training.dates_reversed"]),
        ({"training_start": "2026-03-06", "training_end": "2026-01-01", "training_end_precision": "year"}, []),
        (
            {"training_start": "2026-03-06", "training_end": "2026-02-01", "training_end_precision": "month"},
            ["training.dates_reversed"],
        ),
        ({"graduation_year": 1990}, ["graduation.too_early"]),
        ({"graduation_year": 2001}, []),
        ({"recruitment_date": "1990-09-01"}, ["recruitment.too_early"]),
        ({"recruitment_date": "2002-09-01"}, []),
        ({"qualification": "doctorate"}, []),
        (
            {"birth_date": f"{today().year - 20}-01-01", "national_id": "", "qualification": "doctorate"},
            ["degree.against_age"],
        ),
        ({"birth_date": f"{today().year - 23}-01-01", "national_id": "", "qualification": "university"}, []),
    ],
)
def test_rows(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(**changes) == expected


def test_the_age_is_counted_to_the_day() -> None:
    day = today()
    last = date(day.year - YOUNGEST, day.month, min(day.day, 28))
    assert codes(birth_date=last.isoformat(), national_id="") == []
    younger = last.replace(year=last.year + 1)
    assert codes(birth_date=younger.isoformat(), national_id="") == ["birth.too_young"]
    assert codes(birth_date=younger.isoformat(), national_id="", student=True) == []


def test_a_problem_of_a_row_names_the_cell() -> None:
    (found,) = check_row(7, {**GOOD, "sex": "male", "national_id": ""}, LETTERS)
    assert (found.cell, found.severity) == ("C7", "info")


def table(rows: list[tuple[int, dict[str, Any], str]], once: bool = True, seen: Any = None) -> list[Any]:
    return list(check_table(rows, LETTERS, once=once, seen={} if seen is None else seen, sheet="DS"))


def test_repeated_identifiers_and_rows() -> None:
    rows = [
        (7, GOOD, "a"),
        (8, {**GOOD, "staff_code": "01"}, "b"),
        (9, {"staff_code": "01"}, "c"),
        (10, GOOD, "a"),
    ]
    assert [(p.code, p.row) for p in table(rows)] == [
        ("national_id.repeated", 8),
        ("staff_code.repeated", 9),
        ("row.repeated", 10),
    ]


def test_identifiers_are_seen_across_sheets() -> None:
    seen: dict[tuple[str, str], str] = {}
    assert table([(7, GOOD, "a")], seen=seen) == []
    assert [p.code for p in table([(3, GOOD, "z")], seen=seen)] == ["national_id.repeated"]


def test_several_courses_of_one_person_are_no_repetition() -> None:
    assert table([(7, GOOD, "a"), (8, GOOD, "b")], once=False) == []
    course = {**GOOD, "training_name": "Chuyển đổi số"}
    assert table([(7, course, "a"), (8, course, "b")]) == []


def person(row: int, **changes: Any) -> tuple[int, dict[str, Any], str]:
    return row, {**GOOD, "national_id": "", **changes}, str(row)


def test_one_person_in_two_rows_is_told_with_both_places() -> None:
    (found,) = table([person(7), person(12, full_name="Nguyễn Thị Mẫu")])
    assert (found.code, found.cell) == ("person.repeated", "B12")
    assert "B7 trang “DS”" in found.message


def test_namesakes_are_not_one_person() -> None:
    assert table([person(7), person(8, birth_date="1981-05-03")]) == []
    year = {"birth_date": "1980-01-01", "birth_date_precision": "year"}
    assert table([person(7, **year), person(8, **year)]) == []
    assert table([person(7, national_id="033180001234"), person(8, national_id="033180005678")]) == []
    assert table([person(7), person(8)], once=False) == []


@given(
    st.lists(
        st.sampled_from(["Hoà", "Hòa", "Thuỷ", "QUÝ", "Đặng", "Ðặng", "thị", "O'Neil", "Y", "ê"])
        | st.text(max_size=6)
    )
)
def test_key_of_a_name_is_made_of_the_keys_of_its_words(words: list[str]) -> None:
    name = clean(" ".join(words))
    assert lists._person_key(name) == tone_key(name)
