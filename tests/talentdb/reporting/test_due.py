"""A duty is done by what is there: in time, late, or never, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.calendar.terms import Term, terms
from talentdb.plans import load_plan
from talentdb.plans.duties import When
from talentdb.reporting.due import Held, State, soon, standing

TERM = Term("2026", date(2026, 1, 1), date(2026, 12, 9), date(2026, 12, 9), False)
BOTH = ("people_list", "agency_report")


def _held(*days: date | None, lacks: str = "") -> dict[str, Held]:
    return {key: Held(day, lacks) for key, day in zip(BOTH, days, strict=True)}


@pytest.mark.parametrize(
    ("days", "day", "state", "late"),
    [
        ((date(2026, 3, 1), date(2026, 12, 9)), date(2026, 12, 31), State.SUBMITTED, 0),
        ((date(2026, 3, 1), date(2026, 12, 10)), date(2026, 12, 31), State.LATE, 1),
        ((date(2026, 3, 1), None), date(2026, 12, 9), State.WAITING, 0),
        ((date(2026, 3, 1), None), date(2026, 12, 10), State.NEVER, 1),
        ((None, None), date(2025, 12, 31), State.NOT_YET, 0),
    ],
)
def test_before_the_tenth_is_the_ninth(days: tuple[date | None, ...], day: date, state: State, late: int) -> None:
    found = standing(TERM, BOTH, _held(*days), day)
    assert (found.state, found.days_late) == (state, late)


def test_what_came_after_the_day_was_not_there_on_it() -> None:
    held = _held(date(2026, 3, 1), date(2026, 12, 20))
    assert standing(TERM, BOTH, held, date(2026, 12, 9)).state is State.WAITING
    assert standing(TERM, BOTH, held, date(2026, 12, 19)).state is State.NEVER
    assert standing(TERM, BOTH, held, date(2026, 12, 20)).state is State.LATE


def test_what_is_there_but_not_whole_is_not_done() -> None:
    found = standing(
        TERM, BOTH, _held(date(2026, 3, 1), date(2026, 4, 1), lacks="thiếu 12 người"), date(2026, 12, 31)
    )
    assert found.state is State.NEVER
    assert found.missing == {"people_list": "thiếu 12 người", "agency_report": "thiếu 12 người"}


def test_what_is_there_and_may_not_be_whole_is_neither_done_nor_missing() -> None:
    held = {"people_list": Held(date(2026, 3, 1), doubt="chưa rõ"), "agency_report": Held(date(2026, 12, 20))}
    found = standing(TERM, BOTH, held, date(2026, 12, 31))
    assert (found.state, found.done_on, found.missing) == (State.UNSURE, date(2026, 12, 20), {})
    assert found.doubts == {"people_list": "chưa rõ"}
    del held["agency_report"]
    assert standing(TERM, BOTH, held, date(2026, 12, 31)).state is State.NEVER


def test_what_nobody_can_tell_is_not_judged() -> None:
    assert standing(TERM, (), {}, date(2027, 5, 1)).state is State.UNTOLD
    assert standing(TERM, (), {}, TERM.last).state is State.WAITING


@given(st.integers(2024, 2031), st.sampled_from(["12-10", "11-30", "01-02", "05-01"]), st.data())
def test_the_states_part_every_day_and_the_named_day_is_never_in_time(
    year: int, named: str, data: st.DataObject
) -> None:
    rule = When.model_validate({"every": "year", "text": "thử", "before": named})
    (term,) = terms(rule, year, 2024, 2031)
    forbidden = date(year, *map(int, named.split("-")))
    assert term.send_by <= term.last < forbidden
    day = data.draw(st.dates(date(year - 1, 12, 1), date(year + 1, 3, 1)))
    done = data.draw(st.one_of(st.none(), st.dates(term.first, day) if day >= term.first else st.none()))
    found = standing(term, ("report",), {"report": Held(done)} if done else {}, day)
    expected = {
        State.SUBMITTED: done is not None and done <= term.last,
        State.LATE: done is not None and done > term.last,
        State.NEVER: done is None and day > term.last,
        State.WAITING: done is None and term.first <= day <= term.last,
        State.NOT_YET: done is None and day < term.first,
    }
    assert [state for state, holds in expected.items() if holds] == [found.state]
    assert (found.days_late > 0) == (found.state in (State.LATE, State.NEVER))
    assert (found.working_days_left is not None) == (found.state is State.WAITING)


def test_days_left_are_days_of_work() -> None:
    friday = standing(TERM, BOTH, {}, date(2026, 12, 4))
    assert friday.working_days_left == 3
    assert soon(friday)
    assert not soon(standing(TERM, BOTH, {}, date(2026, 11, 2)))
    assert not soon(standing(TERM, BOTH, {}, date(2026, 12, 10)))


@given(
    st.lists(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 6, 1))), min_size=2, max_size=2), st.data()
)
def test_done_never_becomes_undone_by_waiting(days: list[date | None], data: st.DataObject) -> None:
    day = data.draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    now, later = (standing(TERM, BOTH, _held(*days), one) for one in (day, day + timedelta(days=30)))
    if now.state in (State.SUBMITTED, State.LATE):
        assert later == now
    if now.state is State.NEVER:
        assert later.state is State.NEVER
        assert later.days_late == now.days_late + 30


def test_the_yearly_report_of_the_plan_ends_on_the_ninth() -> None:
    plan = load_plan("hung-yen-2711")
    duty = next(one for one in plan.obligations if one.code == "agency-report")
    (term,) = terms(duty.when, 2026, plan.first_year, plan.last_year)
    assert term.last == date(2026, 12, 9)
