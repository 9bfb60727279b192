"""How the figures stood at the ends of past quarters, by the registry as it is known now. Totals: one scan a day.

A list that comes later about an earlier day changes the past with it; what was reported stands in snapshots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.indicators.counting import count_people
from talentdb.indicators.engine import check_reader
from talentdb.indicators.figures import Tally
from talentdb.indicators.reported import reported_tallies
from talentdb.indicators.suppression import counted, hidden_totals
from talentdb.plans import Plan, settled

__all__ = ["Point", "past_quarters", "trend"]

_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A share (0 to 1) at the end of a day."""

    day: date
    value: float


def past_quarters(as_of: date, count: int) -> tuple[date, ...]:
    """The last days of the `count` quarters that ended before `as_of`, oldest first."""
    first = date(as_of.year, (as_of.month - 1) // _MONTHS * _MONTHS + 1, 1)
    days = []
    for _ in range(count):
        last = first - timedelta(days=1)
        days.append(last)
        first = date(last.year, last.month - _MONTHS + 1, 1)
    return tuple(reversed(days))


def trend(
    connection: Connection, principal: Principal, plan: Plan, days: Sequence[date]
) -> Mapping[str, tuple[Point, ...]]:
    """Indicator -> its shares on those days; days without anybody counted are left out, small groups for leaders too.

    Raises: ForbiddenError for roles that see no figures.
    """
    check_reader(principal)
    plan = settled(connection, plan)
    found: dict[str, list[Point]] = {one.code: [] for one in plan.indicators}
    for day in days:
        tallies = count_people(connection, plan, day, []) | reported_tallies(connection, plan, day, [], None)
        totals = {code: groups["total"].get(None, Tally()) for code, groups in tallies.items()}
        people = [counted(one, totals[one.code]) for one in plan.of_kind("people")]
        hidden = hidden_totals(people) if principal.role is Role.LEADER else frozenset()
        for code, total in totals.items():
            if total.value is not None and code not in hidden:
                found[code].append(Point(day, total.value))
    return {code: tuple(points) for code, points in found.items()}
