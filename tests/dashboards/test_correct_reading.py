"""Strategy: what a user types about a sheet becomes exactly the corrections the reader takes, no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.correct_reading import MOST_ROWS, column_title, corrections_of, parse_rows, spell_rows
from talentdb.errors import UsageError

SHEET = {
    "sheet": "DS",
    "tables": [
        {
            "header_rows": [4, 5],
            "columns": [{"column": "A", "field": None}, {"column": "B", "field": "full_name"}],
        }
    ],
}
AS_UNDERSTOOD = {"ignore": False, "header_rows": [4, 5], "columns": {"A": "", "B": "full_name"},
                 "records": (), "skipped": ()}  # fmt: skip


def test_row_numbers_and_ranges_are_read() -> None:
    assert parse_rows("12, 15-17;20") == (12, 15, 16, 17, 20)
    assert parse_rows(" 17 – 15 ") == (15, 16, 17)
    assert parse_rows("") == ()


@pytest.mark.parametrize("typed", ["a", "1-", "-3", "1-2-3", "1.5", "²", f"1-{MOST_ROWS + 1}", "12345678"])
def test_what_is_no_row_is_told(typed: str) -> None:
    with pytest.raises(UsageError):
        parse_rows(typed)


@given(st.sets(st.integers(1, 2000), max_size=60))
def test_spelling_and_reading_rows_are_inverse(rows: set[int]) -> None:
    assert parse_rows(spell_rows(sorted(rows))) == tuple(sorted(rows))


def test_nothing_changed_is_no_correction() -> None:
    assert corrections_of(SHEET, {}, **AS_UNDERSTOOD) == {}


def test_only_what_differs_is_told_and_earlier_corrections_stay() -> None:
    found = corrections_of(
        SHEET,
        {"columns": {"A": "staff_code"}, "rows": {"9": "skip"}},
        **{**AS_UNDERSTOOD, "header_rows": [5], "columns": {"A": "", "B": ""}, "records": (12,), "skipped": (13,)},
    )
    assert found == {
        "header_rows": [5],
        "columns": {"A": "staff_code", "B": ""},
        "rows": {"9": "skip", "12": "record", "13": "skip"},
    }


def test_a_sheet_to_ignore_needs_no_other_correction() -> None:
    assert corrections_of(SHEET, {}, **{**AS_UNDERSTOOD, "ignore": True, "header_rows": [1]}) == {"ignore": True}


def test_a_column_is_named_by_letter_header_and_doubt() -> None:
    assert column_title({"column": "C", "header": "Ngày\nsinh", "field": "birth_date", "confidence": 0.6}) == (
        "C · Ngày sinh (?)"
    )
    assert column_title({"column": "C", "header": "", "field": None, "confidence": 0.0}) == "C"
