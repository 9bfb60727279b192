"""Which days are worked in Vietnam. Holidays come from the library `holidays`, lunar ones included.

Of the days that the Government swaps for a longer holiday it knows those decided so far: nobody works on the day
off, all do on the Saturday for it. A term is never shortened by one that we do not know.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import country_holidays

__all__ = [
    "is_working_day",
    "working_day_after",
    "working_day_on_or_after",
    "working_day_on_or_before",
    "working_days_until",
]

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


@cache
def _holidays(year: int) -> frozenset[date]:
    """Public holidays by article 112 of the Labour Code 45/2019/QH14, with the days off in lieu of weekends."""
    return frozenset(country_holidays("VN", years=year))


@cache
def _made_up(year: int) -> frozenset[date]:
    """Days at weekends that are worked for a day off beside a public holiday."""
    return frozenset(day for day in country_holidays("VN", years=year).weekend_workdays if day.year == year)


def is_working_day(day: date) -> bool:
    """Whether offices work on that day: Monday to Friday without public holidays, and Saturdays for days off."""
    return (day.weekday() < _SATURDAY and day not in _holidays(day.year)) or day in _made_up(day.year)


def working_day_on_or_before(day: date) -> date:
    """The last working day that does not come after `day`: until then somebody is there to sign and send."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_day_on_or_after(day: date) -> date:
    """The first working day that does not come before `day`: what has to be done by a day off can be done until then
    (article 148.5 of the Civil Code 91/2015/QH13)."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`, which itself is not counted; `day` when `count` is 0."""
    for _ in range(count):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return day


def working_days_until(start: date, end: date) -> int:
    """How many working days are left after `start`, up to and with `end`; negative when `end` has passed."""
    if end < start:
        return -working_days_until(end, start)
    return sum(is_working_day(start + number * _DAY) for number in range(1, (end - start).days + 1))
