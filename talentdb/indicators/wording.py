"""A figure of the contract's JSON in words, the same on screens and on paper. Pure; words: `page_labels`."""

from collections.abc import Mapping, Sequence
from typing import Any

from talentdb.indicators import page_labels as words
from talentdb.indicators.open_words import part_words
from talentdb.indicators.trend import Point
from talentdb.indicators.units import unit
from talentdb.text import format_date, format_number, format_percent

__all__ = [
    "chase_words",
    "coverage_words",
    "fraction_words",
    "gap_words",
    "interval_words",
    "state_words",
    "target_words",
    "trend_words",
    "value_words",
    "why_words",
]

_NO_CHANGE = 0.0005
"""Less than what is shown of a share with one decimal."""

Entry = Mapping[str, Any]


def value_words(entry: Entry) -> str:
    """The share, or a dash where there is none: why stands in `state_words`."""
    return "–" if entry["value"] is None else format_percent(entry["value"])


def state_words(entry: Entry) -> str:
    """Reached, on the way or behind; behind only where there is a path to be behind of."""
    if entry.get("suppressed"):
        return words.HIDDEN
    if entry["kind"] == "none":
        return words.NO_FIGURE
    if entry["value"] is None:
        return words.STATUS["no_data"]
    if entry["target"] is None:
        return words.WITHOUT_TARGET
    if entry["status"] == "behind" and entry.get("expected_now") is None:
        return words.BELOW_TARGET
    return words.STATUS[entry["status"]]


def target_words(entry: Entry) -> str:
    """The target and its year; a plan that says "about" is quoted so."""
    if entry["target"] is None:
        return words.NO_TARGET
    text = words.ABOUT_TARGET if entry["comparison"] == "about" else words.TARGET
    return text.format(target=format_percent(entry["target"], 0), year=entry["target_year"])


def gap_words(plan: str, entry: Entry) -> str:
    """How many are missing to the target; empty where nothing can be missing."""
    missing = entry["gap_people"]
    if entry["value"] is None or missing is None:
        return ""
    if not missing:
        return words.NOTHING_NEEDED
    return words.NEEDED.format(n=format_number(missing), unit=unit(plan, entry))


def why_words(entry: Entry) -> str:
    """Why there is no figure, where that is known."""
    return str(entry["why_not"]) if entry["value"] is None and not entry.get("suppressed") else ""


def interval_words(entry: Entry) -> str:
    """What missing data leave open."""
    if entry["value"] is None or entry["low"] is None or entry["high"] is None:
        return ""
    low, high = format_percent(entry["low"]), format_percent(entry["high"])
    return words.EXACT if low == high else words.BETWEEN.format(low=low, high=high)


def fraction_words(plan: str, entry: Entry) -> str:
    """Of how many."""
    if entry["value"] is None:
        return ""
    return words.FRACTION.format(
        n=format_number(entry["numerator"]), d=format_number(entry["denominator"]), unit=unit(plan, entry)
    )


def coverage_words(entry: Entry) -> str:
    """How many of the bodies that have to report have people in the registry."""
    cover = entry["coverage"]
    return words.COVERAGE.format(
        n=format_number(cover["agencies_reported"]), total=format_number(cover["agencies_total"])
    )


def chase_words(plan: str, entry: Entry) -> list[str]:
    """What is open about a figure, that which leaves most open first."""
    parts = [part for part in entry.get("certainty") or () if part["people"]]

    def width(part: Entry) -> float:
        return 0.0 if part["low"] is None or part["high"] is None else float(part["high"]) - float(part["low"])

    return [part_words(part, unit(plan, entry)) for part in sorted(parts, key=width, reverse=True)]


def trend_words(points: Sequence[Point], value: float | None) -> str:
    """How far the figure is from the oldest of its past, in percentage points."""
    if not points or value is None:
        return words.TREND_NONE
    change = value - points[0].value
    text = words.TREND_UP if change > _NO_CHANGE else words.TREND_DOWN if change < -_NO_CHANGE else words.TREND_SAME
    return text.format(points=format_number(abs(change) * 100, 1), day=format_date(points[0].day))
