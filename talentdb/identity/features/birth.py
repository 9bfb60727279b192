"""How two birth dates relate, given how much of each is known. Pure."""

from datetime import date
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from talentdb.identity.record import MatchRecord

__all__ = ["GENERATION_YEARS", "birth", "compare_births"]

GENERATION_YEARS: Final = 15
"""Nobody is father or mother of somebody born less than this later."""


def birth(a: MatchRecord, b: MatchRecord) -> str | None:
    """Ngày sinh: trùng, đảo ngày và tháng, sai một chữ số, chỉ trùng năm hoặc tháng, khác."""
    if a.birth_date is None or b.birth_date is None:
        return None
    return compare_births(a.birth_date, a.birth_precision or "day", b.birth_date, b.birth_precision or "day")


@lru_cache(maxsize=400_000)
def compare_births(one: date, precision: str, other: date, other_precision: str) -> str:
    """Level of two birth dates.

    day, first_of_january (the same, but a day that stands for a lost one), month, year (all that one side knows is
    the same), swapped (day and month), one_digit (or two neighbouring digits exchanged), next_year, year_digit (the
    last digit of the year, where a side knows no more), same_year, same_day_other_year, different, generation (so far
    apart that they may be parent and child).
    """
    days = precision == other_precision == "day"
    if days and one == other:
        return "first_of_january" if (one.month, one.day) == (1, 1) else "day"
    if days and one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return "swapped"
    if days and _one_digit(one, other):
        return "one_digit"
    if one.year == other.year:
        return _same_year(one, precision, other, other_precision)
    return _other_year(one, other, days)


def _one_digit(one: date, other: date) -> bool:
    return OSA.distance(f"{one:%d%m%Y}", f"{other:%d%m%Y}", score_cutoff=1) <= 1


def _same_year(one: date, precision: str, other: date, other_precision: str) -> str:
    lost = [(day.month, day.day) == (1, 1) or known == "year" for day, known in
            ((one, precision), (other, other_precision))]  # fmt: skip
    if any(lost):
        return "year"
    if one.month == other.month:
        return "month" if "month" in (precision, other_precision) else "same_year"
    return "same_year"


def _other_year(one: date, other: date, days: bool) -> str:
    apart = abs(one.year - other.year)
    if days and (one.month, one.day) == (other.month, other.day) != (1, 1):
        return "same_day_other_year"
    if apart >= GENERATION_YEARS:
        return "generation"
    if apart == 1 and not days:
        return "next_year"
    return "year_digit" if not days and one.year // 10 == other.year // 10 else "different"
