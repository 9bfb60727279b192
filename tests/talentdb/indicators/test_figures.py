"""Shares, paths and gaps without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.indicators.figures import Base, Tally, drawn, expected_share, gap_people, path, status_of


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_the_gap_is_exactly_what_is_missing(denominator: int, percent: int) -> None:
    gap = gap_people(Tally(denominator=denominator), percent / 100)
    assert (gap - 1) * 100 < percent * denominator <= gap * 100


def test_the_gap_is_not_misled_by_floats() -> None:
    assert gap_people(Tally(denominator=100, numerator=0), 0.07) == 7
    assert gap_people(Tally(denominator=100, numerator=90), 0.07) == 0


def test_the_path_is_straight_from_the_base_to_the_end_of_the_target_year() -> None:
    base, targets = Base(date(2026, 12, 31), 0.2), {2030: 0.4}
    assert expected_share(None, targets, date(2027, 1, 1)) is None
    assert expected_share(base, {}, date(2027, 1, 1)) is None
    assert expected_share(base, targets, date(2026, 12, 31)) == pytest.approx(0.2)
    assert expected_share(base, targets, date(2028, 12, 31)) == pytest.approx(0.3, abs=1e-3)
    assert expected_share(base, targets, date(2030, 12, 31)) == 0.4
    assert expected_share(base, targets, date(2035, 1, 1)) == 0.4
    assert expected_share(base, targets, date(2020, 1, 1)) == pytest.approx(0.2)


def test_a_path_goes_from_target_to_target() -> None:
    base, targets = Base(date(2023, 12, 31), 0.1), {2025: 0.3, 2030: 0.6, 2050: 1.0}
    assert expected_share(base, targets, date(2025, 12, 31)) == 0.3
    assert expected_share(base, targets, date(2028, 6, 30)) == pytest.approx(0.3 + 0.3 * 912 / 1826)
    assert [point["share"] for point in drawn(base, {2025: 0.3})] == pytest.approx([0.1, 0.2, 0.3], abs=1e-3)
    assert path(Base(date(2027, 1, 1), 0.5), targets)[1:] == ((date(2030, 12, 31), 0.6), (date(2050, 12, 31), 1.0))


def test_who_stands_above_the_target_is_not_drawn_falling_to_it() -> None:
    base = Base(date(2026, 12, 31), 0.7)
    assert expected_share(base, {2030: 0.4}, date(2028, 1, 1)) == 0.4
    assert [point["share"] for point in drawn(base, {2028: 0.4})] == [0.7, 0.4, 0.4]


def test_a_base_after_the_last_target_leaves_the_target() -> None:
    assert expected_share(Base(date(2031, 1, 1), 0.2), {2030: 0.4}, date(2032, 1, 1)) == 0.4


def test_status() -> None:
    ten = Tally(denominator=10, numerator=3)
    assert status_of(ten, 0.3, None) == "reached"
    assert status_of(ten, 0.4, 0.25) == "on_track"
    assert status_of(ten, 0.4, 0.35) == "behind"
    assert status_of(ten, 0.4, None) == "behind"
    assert status_of(Tally(), 0.4, None) == "no_data"
    assert status_of(ten, None, None) == "no_data"
