"""Outlooks: simulated bodies of people, foreseen three years ahead from what was known, against what came.

The registry is left out: retirements and shares are counted here, by plain Python, and the program's projection
weighs them as `talentdb.indicators.outlook` does; its own test goes through the registry.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import fmean

from talentdb.indicators.projection import Step, project
from talentdb.people.retirement import retirement_day
from tests.bench.table import Row

__all__ = ["measure_outlook"]

_NOW = 2026
_AHEAD = 3
_BACK = 3
_FIRST = _NOW - _BACK


@dataclass(frozen=True, slots=True)
class _Life:
    """One person: in which year they came and went, and when the law lets them go."""

    woman: bool
    came: int
    left: int
    retires: date


def _lives(draw: Random) -> list[_Life]:
    """A body whose share of women drifts: more of them come than there are, and by how many differs by year."""
    share, lift = draw.uniform(0.2, 0.6), draw.uniform(-0.2, 0.3)
    size = draw.choice((200, 500, 2000))
    lives = [_life(draw, draw.randint(1963, 2000), draw.random() < share, _FIRST) for _ in range(size)]
    for year in range(_FIRST + 1, _NOW + _AHEAD + 1):
        women = min(0.95, max(0.05, share + lift + draw.uniform(-0.1, 0.1)))
        lives += [
            _life(draw, draw.randint(year - 30, year - 23), draw.random() < women, year)
            for _ in range(round(size * draw.uniform(0.02, 0.06)))
        ]
    return lives


def _life(draw: Random, born: int, woman: bool, came: int) -> _Life:
    retires = retirement_day(date(born, draw.randint(1, 12), 1), "day", "female" if woman else "male")
    left = next((year for year in range(came + 1, _NOW + _AHEAD + 1) if draw.random() < 0.02), 9999)
    assert retires is not None
    return _Life(woman, came, left, retires)


def _share(lives: list[_Life], year: int, on: int) -> float:
    """Women among those who are there at the end of `year`, judged by the age of retirement at the end of `on`."""
    end = date(on, 12, 31)
    there = [life.woman for life in lives if life.came <= year < life.left and life.retires >= end]
    return fmean(there) if there else 0.0


def measure_outlook(runs: int, seed: int) -> list[Row]:
    """Mean error three years ahead, and how often what came lay in the band; beside it, that nothing changes."""
    draw = Random(seed)
    errors, still, inside = [], [], []
    for _ in range(runs):
        lives = _lives(draw)
        steps = [
            Step(_share(lives, year - 1, year), _share(lives, year, year)) for year in range(_FIRST + 1, _NOW + 1)
        ]
        for years in range(1, _AHEAD + 1):
            told = project(_share(lives, _NOW, _NOW + years), years, steps)
            came = _share(lives, _NOW + years, _NOW + years)
            inside.append(told.low <= came <= told.high)
            errors.append(abs(told.value - came))
            still.append(abs(_share(lives, _NOW, _NOW) - came))
    return [
        Row("outlook", f"mean error over three simulated years, {runs} bodies of people; against the share of today",
            f"{fmean(errors) * 100:.2f} points", f"{fmean(still) * 100:.2f} points",
            f"{fmean(errors) / fmean(still):.2f}", "≤ 3 points"),
        Row("outlook", "of what came, inside the band", f"{fmean(inside) * 100:.0f} %", bar="≥ 80 %"),
    ]  # fmt: skip
