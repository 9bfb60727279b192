"""When a commitment ends and how it stands on a day, from its days and what happened to it. Pure; knows no money."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, Final

from talentdb.errors import UsageError
from talentdb.programmes import money_labels as words

__all__ = [
    "ACTS",
    "ENDED",
    "STATES",
    "CommitmentEvent",
    "end_of_course_term",
    "end_of_term",
    "ends_on_day",
    "owed_of",
    "served_days",
    "state_on",
]

ACTS: Final = ("suspended", "resumed", "broken", "released", "fulfilled", "repaid", "reckoned")
"""What can become of a commitment; the same words as in schema.sql. Reckoned: money that was wrongly booked was put
right after a break, and what is owed was worked out anew."""
STATES: Final = ("not_begun", "running", "suspended", "ended", "broken", "released", "fulfilled")
ENDED: Final = ("broken", "released", "fulfilled")
"""Acts after which the term runs no longer."""


@dataclass(frozen=True, slots=True)
class CommitmentEvent:
    """Something that became of a commitment.

    Args:
        act: one of ACTS; day: since when.
        owed: what has to come back, in đồng, of a break or a reckoning; explained: how it was computed.
    """

    number: int
    act: str
    day: date
    reason: str = ""
    paper: str = ""
    owed: int | None = None
    explained: Any = None
    login: str = ""
    made_at: datetime | None = None


def end_of_term(begins: date, years: Fraction) -> date:
    """The first day after a term of years: the same day of a later month, its last one where it has no such day.

    A duty to stay, or a recognition, runs by the calendar (articles 147 and 148 of the Civil Code 91/2015/QH13): days
    off neither shorten nor lengthen it. Its first day counts, because it is served. Article 148.5, by which a term
    whose last day is a day off ends with the next working day, is read as one of terms within which somebody has to
    act: whoever computes such a deadline takes `working_day_on_or_after` (talentdb.calendar) of the day.

    Raises: UsageError for a term that is no whole number of months, which nobody could count the same way twice.
    """
    months = years * 12
    if months.denominator != 1 or months <= 0:
        raise UsageError(words.TERM_NOT_MONTHS.format(years=years), words.TERM_NOT_MONTHS_ADVICE)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months.numerator, 12)
    if year > words.LAST_YEAR:
        raise UsageError(words.TERM_TOO_LONG.format(years=years), words.TERM_NOT_MONTHS_ADVICE)
    return date(year, month + 1, min(begins.day, monthrange(year, month + 1)[1]))


def end_of_course_term(begins: date, factor: Fraction, first: date, last: date) -> date:
    """The first day after so many times a course, counted in days, both ends of it included; a part of a day is one.

    Raises: UsageError for a course that ends before it begins.
    """
    if last < first:
        raise UsageError(words.COURSE_BACKWARDS, words.COURSE_BACKWARDS_ADVICE)
    try:
        return begins + timedelta(days=ceil(factor * ((last - first).days + 1)))
    except OverflowError:
        raise UsageError(words.TERM_TOO_LONG.format(years=factor), words.TERM_NOT_MONTHS_ADVICE) from None


def _suspended_days(begins: date, events: Sequence[CommitmentEvent], day: date) -> int:
    """Days before `day` on which it rested; a rest ends when it goes on again, or for good."""
    days, since = 0, None
    for event in events:
        if event.day > day:
            break
        if event.act == "suspended":
            since = max(event.day, begins)
        elif since is not None and event.act in ("resumed", *ENDED):
            days, since = days + max((event.day - since).days, 0), None
    return days if since is None else days + max((day - since).days, 0)


def _ending(events: Sequence[CommitmentEvent], day: date) -> CommitmentEvent | None:
    return next((event for event in events if event.act in ENDED and event.day <= day), None)


def served_days(begins: date, ends: date, events: Sequence[CommitmentEvent], day: date) -> int:
    """Days of the term that were served before `day`; never more than the term has, none after it ended otherwise."""
    ending = _ending(events, day)
    until = day if ending is None else ending.day
    gone = (until - begins).days - _suspended_days(begins, events, until)
    return min(max(gone, 0), (ends - begins).days)


def ends_on_day(begins: date, ends: date, events: Sequence[CommitmentEvent], day: date) -> date:
    """The first day after it as known on `day`: every day of rest lengthens it by one."""
    return ends + timedelta(days=_suspended_days(begins, events, day))


def state_on(begins: date, ends: date, events: Sequence[CommitmentEvent], day: date) -> str:
    """How it stands on a day: one of STATES.

    Args:
        begins: first day; ends: first day after it, without rests; events: in the order they were recorded.
    """
    ending = _ending(events, day)
    if ending is not None:
        return ending.act
    if day < begins:
        return "not_begun"
    rests = [event.act for event in events if event.day <= day and event.act in ("suspended", "resumed")]
    if rests and rests[-1] == "suspended":
        return "suspended"
    return "ended" if day >= ends_on_day(begins, ends, events, day) else "running"


def owed_of(events: Sequence[CommitmentEvent]) -> int:
    """What has to come back by the break of a commitment, as last worked out; nothing while it is not broken."""
    return next((event.owed or 0 for event in reversed(events) if event.owed is not None), 0)
