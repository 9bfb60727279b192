"""From counts to a figure: the share, its interval, the path to the target and where it stands. Pure, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil
from operator import itemgetter
from typing import Any

__all__ = ["Base", "Tally", "drawn", "expected_share", "gap_people", "path", "status_of"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of people of one indicator in one group.

    `denominator` and `numerator` go by the values as stored. The others say what missing values leave open: `sure`
    people belong for certain, `maybe` people perhaps; of them `_yes` fulfil, `_perhaps` may.
    """

    denominator: int = 0
    numerator: int = 0
    sure: int = 0
    sure_yes: int = 0
    sure_perhaps: int = 0
    maybe: int = 0
    maybe_yes: int = 0
    maybe_perhaps: int = 0
    unknown: Mapping[str, int] = field(default_factory=dict)

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None without anybody."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def low(self) -> float | None:
        """The lowest share that the missing values allow: who may belong and does not surely fulfil belongs."""
        denominator = self.sure + self.maybe - self.maybe_yes
        if denominator:
            return self.sure_yes / denominator
        return 1.0 if self.maybe_yes else None

    @property
    def high(self) -> float | None:
        """The highest share that the missing values allow: who may belong and fulfil does both."""
        helpful = self.maybe_yes + self.maybe_perhaps
        if self.sure + helpful:
            return (self.sure_yes + self.sure_perhaps + helpful) / (self.sure + helpful)
        return 0.0 if self.maybe else None


@dataclass(frozen=True, slots=True)
class Base:
    """The first measured share of an indicator, where its path to the target begins."""

    day: date
    share: float


def path(base: Base | None, targets: Mapping[int, float]) -> tuple[tuple[date, float], ...]:
    """The days on which the path to the targets turns, each with its share: the base, then the end of target years.

    The plans give end points only: every value between is our drawing (plans.md, section 7). Who stands above the
    target already is not asked for less than it, nor drawn falling to it: the path is level then.
    """
    ends = tuple((date(year, 12, 31), share) for year, share in sorted(targets.items()))
    if base is None:
        return ends
    ahead = tuple(end for end in ends if end[0] > base.day)
    return ((base.day, min(base.share, ahead[0][1])), *ahead) if ahead else ends[-1:]


def expected_share(base: Base | None, targets: Mapping[int, float], day: date) -> float | None:
    """Where the path stands on `day`; None without a base or without targets."""
    if base is None or not targets:
        return None
    turns = path(base, targets)
    for (start, low), (end, high) in pairwise(turns):
        if day < end:
            return low + (high - low) * max((day - start).days, 0) / (end - start).days
    return turns[-1][1]


def drawn(base: Base | None, targets: Mapping[int, float]) -> list[dict[str, Any]]:
    """The path as points of a chart, {"year", "day", "share", "kind"}: what was measured, the end of each year as we
    draw it, and what the plan asks for; without a base only the last."""
    asked: list[dict[str, Any]] = [
        {"year": year, "day": date(year, 12, 31).isoformat(), "share": share, "kind": "target"}
        for year, share in sorted(targets.items())
    ]
    if base is None or not targets:
        return asked
    measured: dict[str, Any] = {
        "year": base.day.year,
        "day": base.day.isoformat(),
        "share": base.share,
        "kind": "measured",
    }
    years = range(base.day.year, max(targets) + 1)
    between: list[dict[str, Any]] = [
        {"year": year, "day": end.isoformat(), "share": expected_share(base, targets, end), "kind": "drawn"}
        for year in years
        if year not in targets and (end := date(year, 12, 31)) > base.day
    ]
    return [measured, *sorted((*between, *asked), key=itemgetter("day"))]


def gap_people(tally: Tally, target: float) -> int:
    """How many more people have to fulfil it. Exact: in floats 0.4 of 5 people would come to 3."""
    return max(0, ceil(Fraction(str(target)) * tally.denominator) - tally.numerator)


def status_of(tally: Tally, target: float | None, expected: float | None) -> str:
    """reached | on_track | behind | no_data; without a path, below the target is behind, without a target no_data."""
    if tally.value is None or target is None:
        return "no_data"
    if gap_people(tally, target) == 0:
        return "reached"
    return "on_track" if expected is not None and tally.value >= expected else "behind"
