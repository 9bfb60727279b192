"""When a commitment ends and how it stands: counted once more, day by day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.errors import UsageError
from talentdb.programmes.commitment_days import (
    STATES,
    CommitmentEvent,
    end_of_course_term,
    end_of_term,
    ends_on_day,
    served_days,
    state_on,
)

BEGINS = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("begins", "years", "ends"),
    [
        (date(2026, 3, 1), "7", date(2033, 3, 1)),
        (date(2024, 2, 29), "7", date(2031, 2, 28)),
        (date(2026, 8, 31), "1/2", date(2027, 2, 28)),
        (date(2026, 12, 15), "3/2", date(2028, 6, 15)),
    ],
)
def test_a_term_of_years_ends_on_the_same_day_of_the_month(begins: date, years: str, ends: date) -> None:
    assert end_of_term(begins, Fraction(years)) == ends


@pytest.mark.parametrize("years", ["1/5", "0", "-1", "900"])
def test_a_term_nobody_can_count_is_refused(years: str) -> None:
    with pytest.raises(UsageError):
        end_of_term(BEGINS, Fraction(years))


def test_a_term_of_times_a_course_counts_days_and_both_ends() -> None:
    first, last = date(2024, 9, 1), date(2024, 9, 10)
    assert end_of_course_term(BEGINS, Fraction(2), first, last) == BEGINS + timedelta(days=20)
    assert end_of_course_term(BEGINS, Fraction(1, 3), first, last) == BEGINS + timedelta(days=4), "a part is a day"
    with pytest.raises(UsageError):
        end_of_course_term(BEGINS, Fraction(2), last, first)
    with pytest.raises(UsageError):
        end_of_course_term(BEGINS, Fraction(10**7), first, last)


def _event(act: str, day: date) -> CommitmentEvent:
    return CommitmentEvent(1, act, day)


def test_how_it_stands_from_day_to_day() -> None:
    ends = date(2026, 3, 31)
    rest = (_event("suspended", date(2026, 3, 11)), _event("resumed", date(2026, 3, 16)))
    stands = {
        date(2026, 2, 28): "not_begun",
        date(2026, 3, 1): "running",
        date(2026, 3, 11): "suspended",
        date(2026, 3, 15): "suspended",
        date(2026, 3, 16): "running",
        date(2026, 4, 4): "running",
        date(2026, 4, 5): "ended",
    }
    assert {day: state_on(BEGINS, ends, rest, day) for day in stands} == stands
    assert ends_on_day(BEGINS, ends, rest, date(2026, 4, 1)) == date(2026, 4, 5), "five days of rest"
    for act in ("broken", "released", "fulfilled"):
        ended = (*rest, _event(act, date(2026, 3, 20)))
        assert state_on(BEGINS, ends, ended, date(2026, 3, 19)) == "running"
        assert state_on(BEGINS, ends, ended, date(2026, 5, 1)) == act
        assert state_on(BEGINS, ends, (*ended, _event("repaid", date(2026, 4, 1))), date(2026, 5, 1)) == act


_GAPS = st.lists(st.integers(0, 9), max_size=7)
_ENDINGS = st.sampled_from(["", "broken", "released"])


@given(
    length=st.integers(1, 60), gaps=_GAPS, ending=st.sampled_from(["", "broken", "released"]), day=st.integers(-5, 90)
)
def test_the_same_as_counted_day_by_day(length: int, gaps: list[int], ending: str, day: int) -> None:
    ends, events, at = BEGINS + timedelta(days=length), [], BEGINS
    for number, gap in enumerate(gaps):
        at += timedelta(days=gap)
        events.append(_event("resumed" if number % 2 else "suspended", at))
    if ending:
        at += timedelta(days=3)
        events.append(_event(ending, at))
    asked, resting, over, served = BEGINS + timedelta(days=day), False, "", 0
    state, today = "not_begun", BEGINS
    while today <= asked:
        for event in events:
            if event.day == today:
                resting = {"suspended": True, "resumed": False}.get(event.act, resting)
                over = event.act if event.act in ("broken", "released") else over
        state = over or ("suspended" if resting else "ended" if served >= length else "running")
        if today < asked and not over and not resting and served < length:
            served += 1
        today += timedelta(days=1)
    assert state_on(BEGINS, ends, events, asked) == state
    assert state in STATES
    assert served_days(BEGINS, ends, events, asked) == served
