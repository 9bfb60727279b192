"""The lawful clocks: working days of requests over weekends, holidays and Tết; hours of incidents."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.calendar.working_days import is_working_day, working_day_after, working_days_until
from talentdb.privacy.clocks import AUTHORITY_HOURS, Clock, clock, notice_due, rights, urgency
from talentdb.settings import VIETNAM

_DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("kind", "third", "extended", "days"),
    [
        ("see", False, False, 10),
        ("see", True, False, 15),
        ("correct", False, True, 20),
        ("copy", True, True, 25),
        ("erase", False, False, 20),
        ("erase", True, True, 50),
        ("withdraw", False, False, 15),
        ("restrict", True, False, 20),
        ("object", False, True, 30),
        ("protect", False, True, 30),
    ],
)
def test_days_are_those_of_article_5(kind: str, third: bool, extended: bool, days: int) -> None:
    received = date(2026, 11, 20)
    found = clock(rights()[kind], received, third=third, extended=extended)
    assert working_days_until(received, found.done_by) == days
    assert working_days_until(received, found.answer_by) == 2


def test_a_week_end_does_not_count() -> None:
    """From a Friday: two working days end on Tuesday, ten on the Friday after next."""
    friday = date(2026, 10, 16)
    assert clock(rights()["see"], friday) == Clock(friday, date(2026, 10, 20), date(2026, 10, 30))


def test_tet_does_not_count() -> None:
    """Lunar new year 2027 is 6 February: nobody answers in the week of the holidays."""
    found = clock(rights()["see"], date(2027, 2, 3))
    assert found.answer_by > date(2027, 2, 9)
    days = [found.received + timedelta(days=n) for n in range(1, (found.done_by - found.received).days + 1)]
    assert sum(map(is_working_day, days)) == 10


@given(_DAYS, st.integers(0, 60))
def test_the_nth_working_day_is_a_working_day_with_n_of_them(day: date, count: int) -> None:
    found = working_day_after(day, count)
    assert working_days_until(day, found) == count
    assert count == 0 or is_working_day(found)


@given(_DAYS, st.sampled_from(sorted(rights())), st.booleans())
def test_an_extension_and_a_third_party_never_shorten(day: date, kind: str, third: bool) -> None:
    right = rights()[kind]
    plain, longer = clock(right, day, third=third), clock(right, day, third=third, extended=True)
    assert plain.done_by < longer.done_by
    assert clock(right, day).done_by <= plain.done_by
    assert plain.answer_by == longer.answer_by


def test_warnings_come_at_half_four_fifths_and_the_end() -> None:
    found = clock(rights()["see"], date(2026, 10, 16))
    days = (date(2026, 10, 16), date(2026, 10, 22), date(2026, 10, 23), date(2026, 10, 28))
    assert [urgency(found.used(day)) for day in days] == [None, None, 0.5, 0.8]
    assert urgency(found.used(found.done_by)) == 1.0
    assert found.used(found.done_by + timedelta(days=3)) > 1.0


def test_hours_of_a_notice_run_through_week_ends() -> None:
    detected = datetime(2026, 11, 20, 17, 30, tzinfo=VIETNAM)
    assert notice_due(detected, AUTHORITY_HOURS) == datetime(2026, 11, 23, 17, 30, tzinfo=VIETNAM)
