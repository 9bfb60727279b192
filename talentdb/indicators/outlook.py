"""Where the indicators of a plan will stand in a coming year: the people of today judged on that day, and what the
years before brought beside ages, retirements and plans. Owns the questions to the registry; `projection` weighs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.errors import UsageError
from talentdb.indicators.counting import Tallies, add, count_people
from talentdb.indicators.engine import check_reader
from talentdb.indicators.figures import Tally, gap_people
from talentdb.indicators.projection import Projected, Step, project
from talentdb.people.successors import heirs
from talentdb.plans import Plan, settled

__all__ = ["Outlook", "outlook"]

_YEARS_BACK: Final = 3
_FEWEST: Final = 30
"""Of fewer people a year's share says more of chance than of the year."""
_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Outlook:
    """One indicator in a coming year.

    Args:
        now, foreseen: today's people today, and on that day with what is known of ages, retirements and plans.
        projected: None where nobody is counted any more.
        target: share to reach by then; enough: share from which on it is reached, lower where the plan says "about".
    """

    code: str
    now: Tally
    foreseen: Tally
    projected: Projected | None
    target: float | None
    enough: float | None

    @property
    def leaving(self) -> int:
        """People counted now who will not be: retired by age, or past the age that the indicator counts."""
        return max(0, self.now.denominator - self.foreseen.denominator)

    def missing(self, share: float) -> int | None:
        """People who will be missing to the target at such a share; None without a target."""
        counted = self.foreseen.denominator
        return None if self.enough is None else gap_people(Tally(counted, round(share * counted)), self.enough)


def outlook(connection: Connection, principal: Principal, plan: Plan, as_of: date, year: int) -> tuple[Outlook, ...]:
    """Each indicator of people at the end of a year.

    A past year teaches by the bodies that had listed people at its beginning: who lists for the first time changes
    the share without anything having changed in the province.

    Raises: ForbiddenError for roles that see no figures; UsageError for a year that has passed.
    """
    check_reader(principal)
    end = date(year, 12, 31)
    if end < as_of:
        raise UsageError(f"Năm {year} đã qua so với ngày tính {as_of:%d/%m/%Y}.", "Chọn năm chưa kết thúc.")
    plan = settled(connection, plan)
    now = count_people(connection, plan, as_of, [])
    then = count_people(connection, plan, as_of, [], on=end)
    steps = _steps(connection, plan, as_of)
    found = []
    for indicator in plan.of_kind("people"):
        here, there = _total(now, indicator.code), _total(then, indicator.code)
        projected = None
        if there.value is not None:
            projected = project(there.value, (end - as_of).days / _YEAR, steps[indicator.code])
        _, target = indicator.target_for(year) or (None, None)
        enough = None if target is None else round(target - indicator.slack, 9)
        found.append(Outlook(indicator.code, here, there, projected, target, enough))
    return tuple(found)


def _steps(connection: Connection, plan: Plan, as_of: date) -> Mapping[str, list[Step]]:
    """Indicator -> its past years, each by the bodies that were there at its beginning."""
    steps: dict[str, list[Step]] = {indicator.code: [] for indicator in plan.of_kind("people")}
    handed = heirs(connection, as_of)
    later = as_of
    for back in range(1, _YEARS_BACK + 1):
        day = _years_before(as_of, back)
        before = count_people(connection, plan, day, ["agency"])
        foreseen = count_people(connection, plan, day, ["agency"], on=later)
        came = count_people(connection, plan, later, ["agency"])
        for code, known in steps.items():
            bodies = {_body(key, handed) for key, tally in before[code]["agency"].items() if tally.denominator}
            expected, real = (_of(groups[code]["agency"], bodies, handed) for groups in (foreseen, came))
            if min(expected.denominator, real.denominator) >= _FEWEST and expected.value is not None:
                known.append(Step(expected.value, real.value or 0.0))
        later = day
    return steps


def _years_before(day: date, years: int) -> date:
    # 29 February has no day of its own in other years.
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _body(key: str | None, handed: Mapping[int, int]) -> str | None:
    return key if key is None else str(handed.get(int(key), int(key)))


def _of(groups: Mapping[str | None, Tally], bodies: set[str | None], handed: Mapping[int, int]) -> Tally:
    found = Tally()
    for key, tally in groups.items():
        if _body(key, handed) in bodies:
            found = add(tally, found)
    return found


def _total(tallies: Tallies, code: str) -> Tally:
    return tallies[code]["total"].get(None, Tally())
