"""Whoever was recognised in a year, and whether they work here still some years later: by the decisions of the cases
and the history of the registry. What nobody knows widens the figure to both sides. Writes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.plans import Plan
from talentdb.plans.decisions import YEARS, years_after
from talentdb.plans.recognised import STAYS, recognising_steps
from talentdb.programmes.case_rows import list_cases
from talentdb.programmes.conditions import holding
from talentdb.programmes.model import Case

__all__ = ["STAYS", "YEARS", "Cohort", "Recognised", "cohorts", "recognised_by", "tally"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """Somebody who was recognised; `person_id` is None of somebody whom nobody has linked to the registry."""

    case: int
    person_id: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those first recognised in one year.

    Args:
        recognised: how many; due: of them, for how many the years are over; stayed: of those, who worked here then;
        unknown: of whom the registry does not say; unlinked: of whom nobody has said who they are in it.
        here: of those whose years are not over, who works here on the day; here_open: of whom nobody knows.
    """

    year: int
    recognised: int
    due: int
    stayed: int
    unknown: int
    unlinked: int
    here: int = 0
    here_open: int = 0

    @property
    def young(self) -> int:
        """For how many the years are not over."""
        return self.recognised - self.due

    @property
    def low(self) -> Fraction | None:
        """The least share that can have stayed; None while nobody's years are over."""
        return Fraction(self.stayed, self.due) if self.due else None

    @property
    def high(self) -> Fraction | None:
        """The largest share that can have stayed."""
        return Fraction(self.stayed + self.unknown + self.unlinked, self.due) if self.due else None


def cohorts(
    connection: Connection, principal: Principal, plan: Plan, day: date, years: int | None = None
) -> tuple[Cohort, ...]:
    """The cohorts of a plan as known on a day, oldest first.

    Args:
        years: after how many it is asked who has stayed; None as the plan says.
    Raises: ForbiddenError for who does not read all cases.
    """
    require(principal, Action.READ_PROGRAMMES)
    years = plan.stay_years if years is None else years
    found = recognised_by(plan, list_cases(connection, principal, plan=plan.code), day)
    stays: dict[Recognised, bool | None] = {}
    for one in found:
        if one.person_id is not None:
            held = holding(connection, plan, [STAYS], one.person_id, min(years_after(one.day, years), day))
            stays[one] = None if held is None else held[0]
    return tally(found, stays, day, years)


def recognised_by(plan: Plan, cases: Iterable[Case], day: date) -> tuple[Recognised, ...]:
    """Whoever was recognised by a day, each person once: the first decision counts."""
    steps = recognising_steps(plan)
    every = [
        (event.day, case.number, case.person_id)
        for case in cases
        for event in case.events
        if (case.instrument, event.step) in steps and event.day <= day
    ]
    seen: set[tuple[str, int]] = set()
    found: list[Recognised] = []
    for on, number, person in sorted(every, key=lambda row: row[:2]):
        key = ("case", number) if person is None else ("person", person)
        if key not in seen:
            seen.add(key)
            found.append(Recognised(number, person, on))
    return tuple(found)


def tally(
    found: Sequence[Recognised], stays: dict[Recognised, bool | None], day: date, years: int = YEARS
) -> tuple[Cohort, ...]:
    """The cohorts of what was found; pure.

    Args:
        stays: whether those whose years are over worked here then, and the others on the day; None where the
            registry leaves it open.
    """
    by_year: dict[int, list[Recognised]] = defaultdict(list)
    for one in found:
        by_year[one.day.year].append(one)
    made = []
    for year, own in sorted(by_year.items()):
        due = [one for one in own if years_after(one.day, years) <= day]
        young = [one for one in own if one not in due]
        known = [one for one in due if one.person_id is not None]
        made.append(
            Cohort(
                year, len(own), len(due), sum(stays.get(one) is True for one in known),
                sum(stays.get(one) is None for one in known), len(due) - len(known),
                sum(stays.get(one) is True for one in young), sum(stays.get(one) is None for one in young),
            )
        )  # fmt: skip
    return tuple(made)
