"""Terms of duties: by hand for each kind of rule, and what holds for all of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.calendar.terms import terms
from talentdb.calendar.working_days import (
    is_working_day,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_until,
)
from talentdb.plans import list_plans, load_plan
from talentdb.plans.duties import When


def when(**given: object) -> When:
    return When.model_validate({"text": "thử", **given})


def last_days(rule: When, year: int) -> list[date]:
    return [term.last for term in terms(rule, year, 2026, 2030)]


def test_before_the_tenth_is_the_ninth() -> None:
    assert last_days(when(every="year", before="12-10"), 2026) == [date(2026, 12, 9)]


def test_a_term_that_ends_on_a_weekend_is_sent_on_the_last_working_day_of_it() -> None:
    # 9 December 2028 is a Saturday.
    term = terms(when(every="year", before="12-10"), 2028, 2026, 2030)[0]
    assert (term.last, term.send_by) == (date(2028, 12, 9), date(2028, 12, 8))


def test_a_duty_of_the_year_before() -> None:
    assert last_days(when(every="year", before="10-20", year_before=True), 2027) == [date(2026, 10, 19)]


def test_quarters_end_on_their_day_of_the_last_month() -> None:
    found = last_days(when(every="quarter", day=20), 2026)
    assert found == [date(2026, 3, 20), date(2026, 6, 20), date(2026, 9, 20), date(2026, 12, 20)]


def test_half_years_and_years_without_a_day_end_with_them() -> None:
    assert last_days(when(every="half_year"), 2026) == [date(2026, 6, 30), date(2026, 12, 31)]
    assert last_days(when(every="year", drawn=True), 2026) == [date(2026, 12, 31)]


def test_what_is_done_once_is_due_in_its_year_only() -> None:
    rule = when(every="once", until=date(2026, 6, 30))
    assert last_days(rule, 2026) == [date(2026, 6, 30)]
    assert last_days(rule, 2027) == []


def test_every_second_and_every_fifth_year() -> None:
    two, five = when(every="years", interval=2), when(every="years", interval=5)
    assert [year for year in range(2026, 2031) if last_days(two, year)] == [2027, 2029]
    assert [year for year in range(2026, 2031) if last_days(five, year)] == [2030]


@pytest.mark.parametrize("every", ["ongoing", "event"])
def test_what_has_no_day_has_no_term(every: str) -> None:
    assert last_days(when(every=every), 2026) == []


def test_nothing_is_due_outside_the_years_of_a_plan() -> None:
    vinh_phuc = load_plan("vinh-phuc-06")
    for duty in vinh_phuc.obligations:
        assert terms(duty.when, 2025, vinh_phuc.first_year, vinh_phuc.last_year)
        assert not terms(duty.when, 2026, vinh_phuc.first_year, vinh_phuc.last_year)


def test_holidays_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 9, 2))
    assert not is_working_day(date(2026, 2, 17)), "the first day of the lunar year"
    assert not is_working_day(date(2026, 4, 30))
    assert is_working_day(date(2026, 11, 20)), "teachers' day is worked"


def test_a_saturday_that_is_worked_for_a_day_off_is_a_working_day() -> None:
    # The Government's days of 2026: Monday 31 August is off for Saturday 22 August.
    assert not is_working_day(date(2026, 8, 31))
    assert is_working_day(date(2026, 8, 22))
    assert not is_working_day(date(2026, 8, 29))
    assert working_days_until(date(2026, 8, 21), date(2026, 8, 31)) == 6


def test_working_days_left() -> None:
    assert working_days_until(date(2026, 12, 4), date(2026, 12, 9)) == 3
    assert working_days_until(date(2026, 12, 9), date(2026, 12, 4)) == -3
    assert working_days_until(date(2026, 12, 9), date(2026, 12, 9)) == 0


@given(st.dates(date(2024, 1, 1), date(2049, 12, 31)))
def test_the_working_day_before_is_one_and_none_lies_between(day: date) -> None:
    found = working_day_on_or_before(day)
    assert is_working_day(found)
    assert found <= day
    assert working_days_until(found, day) == 0


@given(st.sampled_from(list_plans()), st.integers(2021, 2050))
def test_every_term_of_every_plan_can_be_kept(code: str, year: int) -> None:
    plan = load_plan(code)
    for duty in (*plan.obligations, *plan.tasks):
        for term in terms(duty.when, year, plan.first_year, plan.last_year):
            assert term.first <= term.send_by <= term.last


def test_what_is_due_on_a_day_off_can_be_done_on_the_next_working_day() -> None:
    assert working_day_on_or_after(date(2026, 11, 20)) == date(2026, 11, 20)
    assert working_day_on_or_after(date(2026, 11, 21)) == date(2026, 11, 23), "a Saturday"
    assert working_day_on_or_after(date(2026, 2, 14)) == date(2026, 2, 23), "before the lunar new year"
