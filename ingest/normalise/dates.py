"""Fields that are dates, and what a column of dates says about the order of day and month.

The order is the column's to settle (`month_first` evidence); nothing is ever silently swapped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from ingest.model import CellValue, display
from ingest.normalise.date_reading import BIRTH, parse_date
from ingest.normalise.date_shapes import shape_of
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import Problem

__all__ = ["BIRTH", "DATED", "column_order", "date_field", "graduation_year", "parse_date", "serials_suspect"]

DATED: Final = ("birth_date", "recruitment_date", "training_start", "training_end")

# Days over 12 are 61 of 100: how often chance alone parts true dates and texts as Excel's damage does.
_LOW_SHARE, _HIGH_SHARE, _CHANCE = 0.39, 0.61, 0.002
# One slip in a long column does not unsettle its order: at least this many for each one against.
_DOMINANT = 25
# Four dates all on the first day would come by chance in one of twenty thousand columns.
_FIRSTS, _MONTHS = 4, 3


def _day_and_month(value: CellValue) -> tuple[int, int] | None:
    """The first two numbers of a text date that ends in a year: what tells a column's order."""
    if not isinstance(value, str):
        return None
    shape = shape_of(cell_text(value))
    if shape is None or shape.month or shape.ordered:
        return None
    parts = shape.parts
    if len(parts) == 1 and len(parts[0]) == 8 and parts[0][4:6] in ("19", "20"):
        parts = (parts[0][:2], parts[0][2:4], parts[0][4:])
    if len(parts) != 3 or len(parts[0]) > 2 or len(parts[1]) > 2 or len(parts[2]) not in (2, 4):
        return None
    return int(parts[0]), int(parts[1])


def column_order(values: Iterable[CellValue], *more: Iterable[CellValue]) -> bool | None:
    """Whether a column writes the month first: True or False when its values settle it, None otherwise.

    Args:
        values: the column's cells.
        more: cells of columns that are the same field (dates under Nam | Nữ): they are one column to the writer.
    """
    day_first = month_first = 0
    firsts: Counter[int] = Counter()
    seconds: Counter[int] = Counter()
    for column in (values, *more):
        for value in column:
            if found := _day_and_month(value):
                first, second = found
                firsts[first] += 1
                seconds[second] += 1
                day_first += 12 < first <= 31 and 0 < second <= 12
                month_first += 12 < second <= 31 and 0 < first <= 12
    if day_first and day_first >= _DOMINANT * month_first:
        return False
    if month_first and month_first >= _DOMINANT * day_first:
        return True
    if day_first or month_first:
        return None
    return False if _first_of_month(firsts, seconds) else True if _first_of_month(seconds, firsts) else None


def _first_of_month(days: Mapping[int, int], months: Mapping[int, int]) -> bool:
    """Whether nearly all dates are the first day of different months: offices take people on on such days."""
    count = sum(days.values())
    return count >= _FIRSTS and days.get(1, 0) >= 0.9 * count and len(months.keys() - {0, 1}) >= _MONTHS


def serials_suspect(values: Iterable[CellValue]) -> bool:
    """Whether true dates look swapped by Excel: every text has a day over 12, every true date one up to 12.

    A machine with American settings turns 03/04/1975 into 4 March and leaves 25/04/1975 as text. Suspected only
    where chance alone would do so in fewer than two of a thousand columns.
    """
    low = high = 0
    for value in values:
        if isinstance(value, (datetime, date)):
            if value.day > 12:
                return False
            low += 1
        elif found := _day_and_month(value):
            if found[0] <= 12:
                return False
            high += 1
    return low > 0 and high >= 3 and _LOW_SHARE**low * _HIGH_SHARE**high < _CHANCE


_COURSE_END: Final = "training_end"
_NOTHING = frozenset({"0", "00", "00/01/1900", "khong", "không"})
# A date typed as zeros is nothing, but somebody typed it: said as an info.
_ZEROS = re.compile(r"0{1,2}\s*[./\-]\s*0{1,2}\s*[./\-]\s*0{1,4}|0{4}-00-00")
_TICKS = frozenset({"x", "X", "√", "✓", "✔"})


def date_field(value: CellValue, evidence: Evidence) -> Result:
    """A date field; `birth_date` brings its precision and, in columns Nam | Nữ, the sex as a value; the end of a
    course its precision where it is not a day: what counts within a year asks whether it ended within it."""
    shown = display(value).strip().lower()
    if _ZEROS.fullmatch(shown):
        return failure("date.zeros", value)
    if shown in _NOTHING or value == time():
        return EMPTY
    by_sex = evidence.variant if evidence.field == BIRTH and evidence.variant in ("male", "female") else ""
    if by_sex and shown in _TICKS:
        return Result({"sex": by_sex})
    parsed = parse_date(value, evidence)
    if isinstance(parsed, Problem):
        # a spoilt date under "Nữ" still says who is a woman
        return Result({"sex": by_sex} if by_sex else {}, {}, (parsed,))
    day, precision, problems = parsed
    values: dict[str, Any] = {evidence.field: day.isoformat()}
    if evidence.field == BIRTH:
        values["birth_date_precision"] = precision
        if by_sex:
            values["sex"] = by_sex
    elif evidence.field == _COURSE_END and precision != "day":
        values[f"{_COURSE_END}_precision"] = precision
    return Result(values, {}, problems)


_ANY_YEAR = re.compile(r"(?<!\d)(19[3-9]\d|20\d\d)(?!\d)")


def graduation_year(value: CellValue, evidence: Evidence) -> Result:
    """The year of a graduation; of several the last, of a date its year."""
    if isinstance(value, (datetime, date)):
        return Result({"graduation_year": value.year})
    if display(value).strip() in _NOTHING or _ZEROS.fullmatch(display(value).strip()):
        return EMPTY
    years = [int(y) for y in _ANY_YEAR.findall(cell_text(value))]
    years = [y for y in years if y <= evidence.this_year + 1]
    if years:
        return Result({"graduation_year": max(years)})
    parsed = parse_date(value, evidence)
    if isinstance(parsed, tuple) and parsed[1] == "day" and parsed[0].year <= evidence.this_year + 1:
        return Result({"graduation_year": parsed[0].year}, {}, parsed[2])
    return failure("year.invalid", value)
