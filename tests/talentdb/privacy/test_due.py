"""Warnings at half, at four fifths and at the end of the time, over holidays too; what is done warns nobody."""

from datetime import date, datetime, timedelta

import pytest

from talentdb.privacy.due import due, notice_level, request_level
from talentdb.privacy.incidents import Incident, IncidentStep
from talentdb.privacy.requests import Request, Step
from talentdb.settings import VIETNAM

_ANSWER = Step("answered", "Đã nhận", "", date(2026, 2, 10), "a")
_FOUND = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)


def request(received: date, *steps: Step, kind: str = "see") -> Request:
    return Request(1, kind, None, "An", "", "paper", "Xem", False, received, "a", steps)


def incident(*steps: IncidentStep) -> Incident:
    return Incident(1, _FOUND, "loss", "Mất", True, True, None, "a", steps)


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2026, 3, 2), None),
        (date(2026, 3, 6), None),
        (date(2026, 3, 9), "half"),
        (date(2026, 3, 11), "half"),
        (date(2026, 3, 12), "soon"),
        (date(2026, 3, 13), "soon"),
        (date(2026, 3, 16), "last"),
        (date(2026, 3, 17), "late"),
    ],
)
def test_ten_working_days_warn_at_five_eight_and_ten(day: date, level: str | None) -> None:
    """Received on Monday 2 March 2026: ten working days end on Monday 16 March."""
    assert request_level(request(date(2026, 3, 2), _ANSWER), day) == level


def test_days_of_tet_do_not_run() -> None:
    """Tết Bính Ngọ: the first day of the year is 17 February 2026; nothing runs while offices are closed."""
    asked = request(date(2026, 2, 10), _ANSWER)
    before, after = request_level(asked, date(2026, 2, 13)), request_level(asked, date(2026, 2, 22))
    assert before == after, "the days off between them are no working days"
    assert asked.clock.done_by > date(2026, 2, 24), "ten plain working days later, without Tết"


def test_an_unanswered_request_is_late_after_two_working_days() -> None:
    asked = request(date(2026, 3, 2))
    assert request_level(asked, date(2026, 3, 4)) is None
    assert request_level(asked, date(2026, 3, 5)) == "late"


def test_what_has_ended_warns_nobody() -> None:
    ended = request(date(2026, 3, 2), _ANSWER, Step("done", "Xong", "", date(2026, 3, 3), "a"))
    assert request_level(ended, date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("hours", "first", "second"),
    [(11, None, None), (12, "half", None), (20, "soon", None), (24, "last", None), (25, "late", None),
     (36, "late", "half"), (58, "late", "soon"), (72, "late", "last"), (73, "late", "late")],
)  # fmt: skip
def test_notices_warn_by_their_hours(hours: int, first: str | None, second: str | None) -> None:
    one, moment = incident(), _FOUND + timedelta(hours=hours)
    assert [notice_level(notice, _FOUND, moment) for notice in one.notices] == [first, second]


def test_all_of_it_is_counted_once() -> None:
    told = IncidentStep("first_notice", "Công văn", _FOUND, "a")
    closed = IncidentStep("closed", "Xong", _FOUND, "a")
    moment = _FOUND + timedelta(hours=73)
    found = due(
        [request(date(2026, 3, 2)), request(date(2026, 3, 5), _ANSWER)],
        [incident(), incident(told), incident(told, closed)], moment, moment.date(),
    )  # fmt: skip
    assert found.requests == {"late": 1}
    assert found.notices == {"late": 3}
