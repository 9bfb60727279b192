"""From the rule of a time in a plan to its last days. Pure; knows neither agencies nor what was handed in."""

from dataclasses import dataclass
from datetime import date, timedelta

from talentdb.calendar.working_days import working_day_on_or_before
from talentdb.plans.duties import When

__all__ = ["Term", "terms"]


@dataclass(frozen=True, slots=True)
class Term:
    """One time that something is due.

    Args:
        period: what it is for: "2026", "2026-H1", "2026-Q3", or "once".
        first: day from which something handed in counts for it.
        last: the last day of the term; "before 10 December" ends on the 9th.
        send_by: the last working day of the term.
        drawn: the plan names no day, this one is our drawing.
    """

    period: str
    first: date
    last: date
    send_by: date
    drawn: bool


def terms(when: When, year: int, first_year: int, last_year: int) -> tuple[Term, ...]:
    """The terms whose period lies in a year, in order; none for what goes on all the time or waits for an event.

    Args:
        first_year, last_year: years of the plan; a rule of its own narrows them.
    """
    begin, end = when.first_year or first_year, when.last_year or last_year
    if not begin <= year <= end:
        return ()
    if when.every == "once":
        until = when.until
        return (_term("once", date(first_year, 1, 1), until, when),) if until and until.year == year else ()
    if when.every == "year":
        return (_term(str(year), date(year, 1, 1), _yearly(when, year), when),)
    if when.every == "half_year":
        halves = ((date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31)))
        return tuple(
            _term(f"{year}-H{n}", since, until, when)
            for n, (since, until) in enumerate(halves, 1)
            if when.half in (None, n)
        )
    if when.every == "quarter":
        return tuple(
            _term(f"{year}-Q{n}", date(year, 3 * n - 2, 1), date(year, 3 * n, when.day or 1), when)
            for n in range(1, 5)
        )
    if when.every == "years" and when.interval and (year - begin) % when.interval == when.interval - 1:
        return (_term(str(year), date(year - when.interval + 1, 1, 1), date(year, 12, 31), when),)
    return ()


def _yearly(when: When, year: int) -> date:
    """The last day of a yearly term. "Trước ngày 10/12" does not hold the 10th (plans.md, 6.2)."""
    if when.before is None:
        return date(year, 12, 31)
    month, day = map(int, when.before.split("-"))
    return date(year - when.year_before, month, day) - timedelta(days=1)


def _term(period: str, first: date, last: date, when: When) -> Term:
    since = first if first <= last else date(last.year, 1, 1)
    return Term(period, since, last, working_day_on_or_before(last), when.drawn)
