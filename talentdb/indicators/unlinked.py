"""Recognised people whom no row of the registry stands for: they widen the figures that rest on decisions of cases.

They are counted at the body of their case. Row-level security has no part in it: they are numbers, no persons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from talentdb.access.context import reading_as
from talentdb.access.principal import INDEXER
from talentdb.indicators.figures import Tally
from talentdb.indicators.naming import days_of, with_days
from talentdb.indicators.sql import people_source
from talentdb.plans import Indicator, Plan
from talentdb.plans.decisions import YEARS, Decided

__all__ = ["UNLINKED", "lay_unlinked", "rests", "widened"]

UNLINKED: Final = "unlinked"
"""Key of the missing value: somebody recognised whom no row of the registry stands for."""


def lay_unlinked(
    connection: Connection,
    plan: Plan,
    as_of: date,
    on: date,
    cuts: Sequence[str],
    scope: Sequence[int] | None,
    tallies: Mapping[str, dict[str, dict[str | None, Tally]]],
) -> None:
    """Add them to the tallies of all indicators that are read by decisions.

    Args:
        as_of: the day of the people that were counted; on: the day they were judged on.
        cuts: only agency and sector have them; scope: numbers of agencies, None for all.
    """
    resting = [one for one in plan.of_kind("people") if one.measure and rests(connection, plan, one, on)]
    decisions = plan.decisions
    if not resting or not decisions.attracted:
        return
    absent = _absent(connection, decisions.recognised, as_of)
    for indicator in resting:
        found = decisions.attracted_by(on) if indicator.measure == "among_recruits" else decisions.recognised_by(on)
        for one in (one for one in found if scope is None or one.agency_id in scope):
            if one.person_id is None or (indicator.measure == "stayed" and one.person_id in absent):
                keys = {"total": None, "agency": str(one.agency_id), "sector": one.sector}
                for cut in (cut for cut in keys if cut == "total" or cut in cuts):
                    groups, key = tallies[indicator.code][cut], keys[cut]
                    before = groups.get(key, Tally(unknown=dict.fromkeys(indicator.unknown, 0)))
                    groups[key] = widened(before, indicator, one, on)


def widened(tally: Tally, indicator: Indicator, one: Decided, day: date) -> Tally:
    """The tally with one recognised person more of whom the registry knows nothing; pure.

    Of measure among_recruits they may be one of the recruits who are not known to be recognised, or a recruit who is
    in no list; of_recognised they may be counted, and may fulfil it; stayed they are counted when the years are over.
    """
    if indicator.measure == "stayed":
        if not one.is_due(day, indicator.years or YEARS):
            return tally
        yes, perhaps = one.stayed is True, one.stayed is None
        more = replace(
            tally, denominator=tally.denominator + 1, numerator=tally.numerator + yes, sure=tally.sure + 1,
            sure_yes=tally.sure_yes + yes, sure_perhaps=tally.sure_perhaps + perhaps,
        )  # fmt: skip
        return _noted(more) if perhaps else more
    if indicator.measure == "of_recognised":
        return _noted(replace(tally, maybe=tally.maybe + 1, maybe_perhaps=tally.maybe_perhaps + 1))
    if tally.sure > tally.sure_yes + tally.sure_perhaps:
        return _noted(replace(tally, sure_perhaps=tally.sure_perhaps + 1))
    return _noted(replace(tally, maybe=tally.maybe + 1, maybe_yes=tally.maybe_yes + 1))


def _noted(tally: Tally) -> Tally:
    return replace(tally, unknown={**tally.unknown, UNLINKED: tally.unknown.get(UNLINKED, 0) + 1})


def rests(connection: Connection, plan: Plan, indicator: Indicator, on: date) -> bool:
    """Whether the indicator goes by decisions on that day, as the plan is read now."""
    asked = with_days(indicator.by_decision or "false", days_of(plan, on))
    return connection.execute(text(f"select ({asked})")).scalar_one() is True


def _absent(connection: Connection, found: Sequence[Decided], day: date) -> frozenset[int]:
    """Of the persons found, those who have no row in the registry on that day."""
    persons = {one.person_id for one in found if one.person_id is not None}
    source = text(f"select person_id from {people_source(day, named=True)}")  # noqa: S608 - a day we rendered
    with reading_as(connection, INDEXER):
        known = connection.execute(source, {"named": sorted(persons)}).scalars()
        return frozenset(persons.difference(known))
