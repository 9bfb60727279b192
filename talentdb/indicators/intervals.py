"""How the bounds of a figure and the parts of what is open about it are told. Pure; weighs nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from talentdb.indicators.figures import Tally

__all__ = ["Interval", "floats", "of_values", "part", "unknown"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a figure, and of a total the parts as `engine.compute` gives them, widest first."""

    low: float | None
    high: float | None
    parts: tuple[Mapping[str, Any], ...] = ()


def of_values(tally: Tally) -> Interval:
    """The interval by missing values alone."""
    people = tally.sure_perhaps + tally.maybe
    found = {"part": "values", "people": people, "low": tally.low, "high": tally.high, "who": unknown(tally)}
    return Interval(tally.low, tally.high, (found,) if people else ())


def unknown(tally: Tally) -> dict[str, Any]:
    """Which fields are missing, and of how many people."""
    return {"unknown": {key: n for key, n in tally.unknown.items() if n}}


def floats(own: tuple[Fraction, Fraction] | None) -> tuple[float | None, float | None]:
    """Bounds for the answer; nothing where there are none."""
    return (None, None) if own is None else (float(own[0]), float(own[1]))


def part(name: str, people: int, own: tuple[Fraction, Fraction] | None, who: Mapping[str, Any]) -> dict[str, Any]:
    """One thing that leaves a figure open: how many people it is about, the bounds by it alone, and who they are."""
    low, high = floats(own)
    return {"part": name, "people": people, "low": low, "high": high, "who": who}
