"""Where a share is going: what ages, retirements and planned courses alone make of it, corrected by how far that was
from what came in the years before. Pure; counts nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Final

__all__ = ["CHANCE", "Projected", "Step", "looked_back", "project"]

CHANCE: Final = 0.8
"""Of ten bands like this, eight hold what comes: what leaders may plan by, said beside the figure."""

_DEVIATES: Final = 1.28
"""So many standard deviations on either side hold that share of a normal distribution."""
# What a year that nobody has seen may bring: of shares of posts and of training in the population of the bench, one
# year differs from the next by two points. It counts as two years of experience, so that it fades as years come in.
_USUAL_SPREAD: Final = 0.02
_USUAL_YEARS: Final = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One past year: the share that ages, retirements and plans of its beginning led to expect, and what came."""

    foreseen: float
    came: float

    @property
    def surprise(self) -> float:
        """Share that came from elsewhere: people who were recruited, moved, trained beyond the plan."""
        return self.came - self.foreseen


@dataclass(frozen=True, slots=True)
class Projected:
    """A share of a coming day and its band (0 to 1).

    Args:
        drift: what a year adds beside ages, retirements and plans; known: years that this was learned from.
    """

    value: float
    low: float
    high: float
    drift: float
    known: int


def project(foreseen: float, years: float, steps: Sequence[Step]) -> Projected:
    """The share in so many years.

    Few years say little: their mean is drawn towards no drift at all, as if one year without surprises had been seen
    too, and the band of a short past is wide.

    Args:
        foreseen: share that today's ages, retirements and plans lead to; years: how far ahead, not negative.
        steps: past years, in any order.
    """
    known = len(steps)
    mean = fmean(step.surprise for step in steps) if steps else 0.0
    drift = mean * known / (known + 1)
    squares = sum((step.surprise - mean) ** 2 for step in steps)
    freedom = max(known - 1, 0) + _USUAL_YEARS
    spread = sqrt((squares + _USUAL_YEARS * _USUAL_SPREAD**2) / freedom)
    # Years differ one from the other, and the drift itself is not known for sure: that grows with every year.
    doubt = _DEVIATES * spread * sqrt(years + (years * years) / (known + 1))
    value = foreseen + drift * years
    return Projected(_share(value), _share(value - doubt), _share(value + doubt), drift, known)


def looked_back(steps: Sequence[Step]) -> float | None:
    """By how much a projection of one year was off in the mean, each past year told by the others (0 to 1).

    None where fewer than two years are known: nothing was learned to tell one by.
    """
    if len(steps) < 2:
        return None
    others = ([*steps[:at], *steps[at + 1 :]] for at in range(len(steps)))
    told = (project(step.foreseen, 1, rest).value for step, rest in zip(steps, others, strict=True))
    return fmean(abs(value - step.came) for value, step in zip(told, steps, strict=True))


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
