"""How a figure stands to its target: that of the next year, where the path should be, the gap, the status. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from talentdb.indicators.figures import Base, Tally, expected_share, gap_people, status_of
from talentdb.indicators.targets import OwnTarget, next_target
from talentdb.plans import Indicator

__all__ = ["own_standing", "standing"]


def standing(indicator: Indicator, tally: Tally, day: date, base: Base | None) -> dict[str, Any]:
    """Against the target of the plan."""
    year, target = indicator.target_for(day.year) or (None, None)
    return _stands(indicator, tally, year, target, expected_share(base, indicator.targets, day))


def own_standing(
    indicator: Indicator, tally: Tally, day: date, base: Base | None, targets: Iterable[OwnTarget]
) -> dict[str, Any]:
    """Against the target approved for this body or sector; empty where there is none."""
    known = tuple(targets)
    chosen = next_target(known, day.year)
    if chosen is None:
        return {}
    expected = expected_share(base, {one.year: one.share for one in known}, day)
    return {
        **_stands(indicator, tally, chosen.year, chosen.share, expected),
        "target_paper": chosen.paper,
    }


def _stands(
    indicator: Indicator, tally: Tally, year: int | None, target: float | None, expected: float | None
) -> dict[str, Any]:
    reached_at = None if target is None else round(target - indicator.slack, 9)
    return {
        "target": target,
        "target_year": year,
        "tolerance": indicator.slack,
        "expected_now": expected,
        "gap_people": gap_people(tally, reached_at) if reached_at is not None and tally.denominator else None,
        "status": status_of(tally, reached_at, expected),
    }
