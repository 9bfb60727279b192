"""From counts to a figure: the share, its interval, the path to the target and where it stands. Pure, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

__all__ = ["Base", "Tally", "expected_share", "gap_people", "status_of"]


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


def expected_share(base: Base | None, target_year: int, target: float, day: date) -> float | None:
    """Where the straight line from the base to the end of the target year stands on `day`; None without a base.

    The plans give end points only: every value between is our drawing (plans.md, section 7).
    """
    if base is None:
        return None
    end = date(target_year, 12, 31)
    if day >= end or base.day >= end:
        return target
    passed = max((day - base.day).days, 0) / (end - base.day).days
    return base.share + (target - base.share) * passed


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
