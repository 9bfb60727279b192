"""Whom the cases of a plan have recognised or attracted, as names for expressions of the plan. Pure, no database."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["DECISION_NAMES", "YEARS", "Decided", "Decisions", "years_after", "years_before"]

YEARS: Final = 5
"""After so many years it is asked who has stayed where a plan does not say (`Indicator.years`)."""

DECISION_NAMES: Final = (
    "has_decisions", "attracted", "recognised", "recognised_due", "recognised_stayed", "recognised_open",
    "years_before",
)  # fmt: skip
"""Names in expressions: whether anybody was recognised or attracted by the day; the numbers of those who were; of the
recognised alone: all, those whose years are over, those who had stayed then, and those of whom nobody knows; and the
day so many years before."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The first decision on somebody.

    Args:
        person_id: number in the registry now; None of somebody whom nobody has linked to it.
        agency_id, sector: of the body of the case; day: of the decision.
        stayed: whether they worked here when the years were over; None where nobody knows, or before.
        here: before that, whether they work here today; None where nobody knows, or afterwards.
    """

    case: int
    person_id: int | None
    agency_id: int
    sector: str | None
    day: date
    stayed: bool | None = None
    here: bool | None = None

    def is_due(self, day: date, years: int) -> bool:
        """Whether so many years are over."""
        return years_after(self.day, years) <= day


@dataclass(frozen=True, slots=True)
class Decisions:
    """All first decisions of a plan: of those recognised, and of those recognised or attracted.

    Args:
        years: after how many the plan asks who has stayed.
    """

    recognised: tuple[Decided, ...] = ()
    attracted: tuple[Decided, ...] = ()
    years: int = YEARS

    def recognised_by(self, day: date) -> tuple[Decided, ...]:
        """Those recognised by a day."""
        return tuple(one for one in self.recognised if one.day <= day)

    def attracted_by(self, day: date) -> tuple[Decided, ...]:
        """Those recognised or attracted by a day."""
        return tuple(one for one in self.attracted if one.day <= day)

    def young(self, day: date) -> tuple[Decided, ...]:
        """Those recognised by a day whose years are not over then."""
        return tuple(one for one in self.recognised_by(day) if not one.is_due(day, self.years))

    def named(self, day: date) -> dict[str, date | bool | Collection[int]]:
        """Name in expressions -> what it stands for on a day; keys are DECISION_NAMES."""

        def numbers(holds: Callable[[Decided], bool]) -> tuple[int, ...]:
            return _numbers(one for one in recognised if holds(one))

        recognised, attracted = self.recognised_by(day), self.attracted_by(day)
        return {
            "has_decisions": bool(attracted),
            "attracted": _numbers(attracted),
            "recognised": _numbers(recognised),
            "recognised_due": numbers(lambda one: one.is_due(day, self.years)),
            "recognised_stayed": numbers(lambda one: one.is_due(day, self.years) and one.stayed is True),
            "recognised_open": numbers(lambda one: one.is_due(day, self.years) and one.stayed is None),
            "years_before": years_before(day, self.years),
        }


def _numbers(found: Iterable[Decided]) -> tuple[int, ...]:
    return tuple(sorted(one.person_id for one in found if one.person_id is not None))


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
