"""Periods as they are written."""

import pytest

from talentdb.plans.periods import is_period


@pytest.mark.parametrize("text", ["2026", "2026-H1", "2026-H2", "2026-Q1", "2026-Q4"])
def test_years_half_years_and_quarters_are_periods(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text", ["", "1999", "2026-H3", "2026-H0", "2026-Q5", "2026-Q0", "2026-H1 ", "2026\n", "20٢٦", "once"]
)
def test_all_else_is_none(text: str) -> None:
    assert not is_period(text)
