"""Shares, paths and gaps without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.indicators.figures import Base, Tally, expected_share, gap_people, status_of


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_the_gap_is_exactly_what_is_missing(denominator: int, percent: int) -> None:
    gap = gap_people(Tally(denominator=denominator), percent / 100)
    assert (gap - 1) * 100 < percent * denominator <= gap * 100


def test_the_gap_is_not_misled_by_floats() -> None:
    assert gap_people(Tally(denominator=100, numerator=0), 0.07) == 7
    assert gap_people(Tally(denominator=100, numerator=90), 0.07) == 0


def test_the_path_is_straight_from_the_base_to_the_end_of_the_target_year() -> None:
    base = Base(date(2026, 12, 31), 0.2)
    assert expected_share(None, 2030, 0.4, date(2027, 1, 1)) is None
    assert expected_share(base, 2030, 0.4, date(2026, 12, 31)) == pytest.approx(0.2)
    assert expected_share(base, 2030, 0.4, date(2028, 12, 31)) == pytest.approx(0.3, abs=1e-3)
    assert expected_share(base, 2030, 0.4, date(2030, 12, 31)) == 0.4
    assert expected_share(base, 2030, 0.4, date(2035, 1, 1)) == 0.4
    assert expected_share(base, 2030, 0.4, date(2020, 1, 1)) == pytest.approx(0.2)


def test_status() -> None:
    ten = Tally(denominator=10, numerator=3)
    assert status_of(ten, 0.3, None) == "reached"
    assert status_of(ten, 0.4, 0.25) == "on_track"
    assert status_of(ten, 0.4, 0.35) == "behind"
    assert status_of(ten, 0.4, None) == "behind"
    assert status_of(Tally(), 0.4, None) == "no_data"
    assert status_of(ten, None, None) == "no_data"
