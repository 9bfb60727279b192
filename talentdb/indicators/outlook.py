"""Where the indicators of a plan will stand in a coming year: the people of today judged on that day, and what the
years before brought beside ages, retirements and plans. Owns the questions to the registry; `projection` weighs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.errors import UsageError
from talentdb.indicators.counting import Tallies, add, count_people
from talentdb.indicators.engine import check_reader
from talentdb.indicators.figures import Tally, gap_people
from talentdb.indicators.projection import Projected, Step, looked_back, project
from talentdb.indicators.suppression import counted, hidden_totals
from talentdb.people.successors import heirs
from talentdb.plans import Plan, settled

__all__ = ["Outlook", "Path", "as_leaders_see", "outlook", "paths"]

_YEARS_BACK: Final = 3
_FEWEST: Final = 30
"""Of fewer people a year's share says more of chance than of the year."""
_YEAR: Final = 365.25
_FURTHEST: Final = 25


@dataclass(frozen=True, slots=True)
class Outlook:
    """One indicator at the end of a coming year.

    Args:
        now, foreseen: today's people today, and on that day with what is known of ages, retirements and plans.
        aged: the same without the planned courses; told of the last year asked for.
        projected: None where nobody is counted any more.
        target: share to reach by then; enough: share from which on it is reached, lower where the plan says "about".
        suppressed: so few people that this reader must not see it; nothing of the above is told then.
    """

    code: str
    name: str
    year: int
    now: Tally
    aged: Tally | None
    foreseen: Tally
    projected: Projected | None
    target: float | None
    enough: float | None
    suppressed: bool = False

    @property
    def leaving(self) -> int:
        """People counted now who will not be: retired by age, or past the age that the indicator counts."""
        return max(0, self.now.denominator - self.foreseen.denominator)

    @property
    def parts(self) -> tuple[float, float, float] | None:
        """What ages and retirements, planned courses, and the drift of the years before add to today's share."""
        now, aged, foreseen = self.now.value, self.aged.value if self.aged else None, self.foreseen.value
        if now is None or aged is None or foreseen is None or self.projected is None:
            return None
        return aged - now, foreseen - aged, self.projected.value - foreseen

    def missing(self, share: float) -> int | None:
        """People who will be missing to the target at such a share; None without a target."""
        counted = self.foreseen.denominator
        return None if self.enough is None else gap_people(Tally(counted, round(share * counted)), self.enough)


@dataclass(frozen=True, slots=True)
class Path:
    """One indicator year by year.

    Args:
        points: the ends of the years, this one first.
        error: by how much such a projection of one year was off in the years before, in the mean; None where fewer
            than two of them can be told.
    """

    code: str
    points: tuple[Outlook, ...]
    error: float | None


def outlook(connection: Connection, principal: Principal, plan: Plan, as_of: date, year: int) -> tuple[Outlook, ...]:
    """Each indicator of people at the end of a year.

    Raises: as `paths`.
    """
    return tuple(path.points[-1] for path in _paths(connection, principal, plan, as_of, [year]))


def paths(connection: Connection, principal: Principal, plan: Plan, as_of: date, until: int) -> tuple[Path, ...]:
    """Each indicator of people at the end of each year until one.

    A past year teaches by the bodies that had listed people at its beginning: who lists for the first time changes
    the share without anything having changed in the province.

    Raises: ForbiddenError for roles that see no figures; UsageError for a year that has passed or is too far.
    """
    return _paths(connection, principal, plan, as_of, list(range(as_of.year, until + 1)) or [until])


def _paths(
    connection: Connection, principal: Principal, plan: Plan, as_of: date, years: Sequence[int]
) -> tuple[Path, ...]:
    check_reader(principal)
    if date(years[-1], 12, 31) < as_of:
        raise UsageError(f"Năm {years[-1]} đã qua so với ngày tính {as_of:%d/%m/%Y}.", "Chọn năm chưa kết thúc.")
    if years[-1] > as_of.year + _FURTHEST:
        raise UsageError(f"Năm {years[-1]} quá xa để dự báo.", f"Chọn năm đến {as_of.year + _FURTHEST}.")
    plan = settled(connection, plan)
    now = count_people(connection, plan, as_of, [])
    steps = _steps(connection, plan, as_of)
    points: dict[str, list[Outlook]] = {indicator.code: [] for indicator in plan.of_kind("people")}
    for year in years:
        end = date(year, 12, 31)
        then = count_people(connection, plan, as_of, [], on=end)
        last = year == years[-1]
        aged = count_people(connection, plan, as_of, [], on=end, planned=False) if last else None
        for indicator in plan.of_kind("people"):
            here, there = _total(now, indicator.code), _total(then, indicator.code)
            projected = None
            if there.value is not None:
                projected = project(there.value, (end - as_of).days / _YEAR, steps[indicator.code])
            _, target = indicator.target_for(year) or (None, None)
            enough = None if target is None else round(target - indicator.slack, 9)
            point = Outlook(
                indicator.code, indicator.name, year, here, None if aged is None else _total(aged, indicator.code),
                there, projected, target, enough,
            )  # fmt: skip
            points[indicator.code].append(point)
    if principal.role is Role.LEADER:
        for at in range(len(years)):
            for point in as_leaders_see(plan, [found[at] for found in points.values()]):
                points[point.code][at] = point
    return tuple(Path(code, tuple(found), looked_back(steps[code])) for code, found in points.items())


def as_leaders_see(plan: Plan, found: Sequence[Outlook]) -> tuple[Outlook, ...]:
    """The indicators of one year without those that tell of a handful, today, by ages alone or in that year."""
    hidden: set[str] = set()
    for counts in zip(*((one.now, one.aged or Tally(), one.foreseen) for one in found), strict=True):
        tallies = {one.code: tally for one, tally in zip(found, counts, strict=True)}
        hidden |= hidden_totals([counted(one, tallies[one.code]) for one in plan.indicators if one.code in tallies])
    return tuple(
        replace(one, now=Tally(), aged=None, foreseen=Tally(), projected=None, suppressed=True)
        if one.code in hidden
        else one
        for one in found
    )


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
