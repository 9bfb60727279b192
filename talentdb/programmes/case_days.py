"""Which days a step can hold from. Pure."""

from datetime import date, timedelta
from typing import Final

from talentdb.errors import UsageError
from talentdb.programmes import case_labels as words
from talentdb.text import format_date

__all__ = ["check_day"]

_EARLIEST: Final = date(2000, 1, 1)
"""Cases from before a plan are recorded afterwards; no plan of ours looks back farther."""
_AHEAD: Final = timedelta(days=31)
"""A decision is often signed some weeks before the first of the month it holds from."""


def check_day(day: date, today: date, *, before: date | None = None, decision: bool = False) -> None:
    """Refuse a day that cannot be.

    Args:
        before: day of the event before it; decision: it is the day of a decision, which can hold from a later one.
    Raises: UsageError.
    """
    latest = today + _AHEAD if decision else today
    if before is not None and day < before:
        raise UsageError(words.DAY_BACK.format(day=format_date(day), before=format_date(before)), words.DAY_ADVICE)
    # What follows an event of a day to come can hold from that day.
    if day > max(latest, before or latest):
        raise UsageError(words.DAY_AHEAD.format(day=format_date(day), latest=format_date(latest)), words.DAY_ADVICE)
    if day < _EARLIEST:
        told = words.DAY_EARLY.format(day=format_date(day), earliest=format_date(_EARLIEST))
        raise UsageError(told, words.DAY_ADVICE)
