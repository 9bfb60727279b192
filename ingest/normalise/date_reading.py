"""From the shape of a date to the date: years of two digits, order of day and month, serials, windows.

Settles nothing the column's evidence leaves open: it takes the day-first reading and says so.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from ingest.model import CellValue, display
from ingest.normalise.date_shapes import Shape, make_date, shape_of
from ingest.normalise.result import Evidence, cell_text
from ingest.problems import Problem, problem
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["BIRTH", "Parsed", "parse_date"]

BIRTH: Final = "birth_date"

# Excel counts a 29 February 1900 that never was: its dates are right from 1 March 1900 on.
_FIRST = date(1900, 3, 1)
# 10000 is 1927, 60000 is 2064: the window in which a bare number is a date and no year.
_SERIAL_LOW, _SERIAL_HIGH = 10000, 60000
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FUTURE_YEARS = 20
_SHOWN = {"day": 10, "month": 7, "year": 4}

Parsed = tuple[date, str, tuple[Problem, ...]]
"""The date, its precision (day, month, year), and warnings."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """One value being read: what it shows, and the evidence of its column."""

    raw: str
    evidence: Evidence

    def impossible(self, suggestion: str | None = None) -> Problem:
        return problem("date.impossible", self.raw, suggestion=suggestion)

    def year(self, written: str) -> tuple[int, bool]:
        """The year, and whether it had two digits: births 00-15 are 2000-2015; others up to five years ahead."""
        if len(written) > 2:
            return int(written), False
        short = int(written)
        pivot = 15 if self.evidence.field == BIRTH else self.evidence.this_year % 100 + 5
        return (2000 if short <= pivot else 1900) + short, True

    def found(self, day: date | None, precision: str, short: bool, *more: Problem) -> Parsed | Problem:
        if day is None:
            return self.impossible()
        shown = _SHOWN[precision]
        warn = (problem("date.two_digit_year", self.raw, suggestion=day.isoformat()[:shown]),) if short else ()
        return day, precision, (*more, *warn)

    def day_month_year(self, first: int, second: int, written: str, *, ordered: bool = False) -> Parsed | Problem:
        year, short = self.year(written)
        if len(written) == 3 or not year:
            return self.impossible()
        if first == 0 or second == 0:
            month = second if first == 0 and second else 0
            return self.found(make_date(year, month or 1, 1), "month" if month else "year", short)
        readings = [make_date(year, second, first), make_date(year, first, second)]
        if self.evidence.month_first and not ordered:
            readings.reverse()
        day = readings[0] or (None if ordered else readings[1])
        if day is None:
            month = second if not self.evidence.month_first else first
            return self.impossible(f"{year}-{month:02d}" if month <= 12 else str(year))
        if all(readings) and first != second and self.evidence.month_first is None and not ordered:
            return self.found(day, "day", short, problem("date.ambiguous", self.raw, suggestion=day.isoformat()))
        return self.found(day, "day", short)

    def three(self, one: str, two: str, three: str, *, ordered: bool) -> Parsed | Problem | None:
        if len(one) == 4 and len(two) <= 2 and len(three) <= 2:
            if not int(two) or not int(three):
                return self.found(make_date(int(one), int(two) or 1, 1), "month" if int(two) else "year", False)
            day = make_date(int(one), int(two), int(three))
            return self.found(day, "day", False) if day else self.impossible(one)
        if len(one) > 2 or len(two) > 2 or len(three) > 4 or len(three) < 2:
            return self.impossible() if len(one) <= 3 and len(three) <= 3 else None
        return self.day_month_year(int(one), int(two), three, ordered=ordered)

    def two(self, one: str, two: str) -> Parsed | Problem | None:
        """Month and year; two years are a span, day and month alone have no year."""
        if len(one) == 4 and len(two) == 4:
            return problem("date.span", self.raw)
        if len(one) == 4 and len(two) <= 2:
            one, two = two, one
        if len(one) > 2:
            return None
        if len(two) <= 2 and 0 < int(two) <= 31 and 0 < int(one) <= 31:
            return problem("date.no_year", self.raw)
        if len(two) not in (2, 4):
            return None
        year, short = self.year(two)
        month = int(one)
        if month > 12:
            return self.impossible(str(year))
        return self.found(make_date(year, month or 1, 1), "month" if month else "year", short)

    def digits(self, text: str) -> Parsed | Problem | None:
        """Bare digits: a year, an Excel serial, ddmmyyyy (a zero may be lost), yyyymmdd or ddmmyy."""
        number = int(text)
        if len(text) == 4:
            return (date(number, 1, 1), "year", ()) if number else None
        if len(text) == 5 and _SERIAL_LOW <= number <= _SERIAL_HIGH:
            base = _EPOCH_1904 if self.evidence.date1904 else _EPOCH
            return base + timedelta(days=number), "day", ()
        if len(text) in (7, 8):
            return self._eight(text.zfill(8), whole=len(text) == 8)
        if len(text) == 6:
            return self.day_month_year(int(text[:2]), int(text[2:4]), text[4:])
        if len(text) == 2 and self.evidence.field == BIRTH and number > 12:
            return self.found(date(self.year(text)[0], 1, 1), "year", True)
        return None

    def _eight(self, text: str, *, whole: bool) -> Parsed | Problem:
        if 1900 <= int(text[4:]) <= 2100:
            return self.day_month_year(int(text[:2]), int(text[2:4]), text[4:])
        day = make_date(int(text[:4]), int(text[4:6]), int(text[6:])) if whole else None
        return (day, "day", ()) if day else self.impossible()

    def shape(self, shape: Shape) -> Parsed | Problem | None:
        parts = shape.parts
        if shape.month:
            return self._english(parts, shape.month)
        if shape.gap:
            return self.impossible(parts[1])
        if len(parts) == 3:
            return self.three(*parts, ordered=shape.ordered)
        if len(parts) == 2:
            return self.two(*parts)
        if len(parts) == 1:
            return self.digits(parts[0]) or self._after_slash(parts[0])
        return problem("date.span", self.raw) if len(parts) == 6 else None

    def _after_slash(self, part: str) -> Parsed | Problem | None:
        """ "//75": a year of two digits behind empty places."""
        if len(part) == 2 and self.raw.lstrip(" '")[:1] in "/.-" and int(part):
            return self.found(date(self.year(part)[0], 1, 1), "year", True)
        return None

    def _english(self, parts: tuple[str, ...], month: int) -> Parsed | Problem | None:
        if len(parts) == 1 and len(parts[0]) == 4:
            return self.found(make_date(int(parts[0]), month, 1), "month", False)
        if len(parts) == 1:
            return problem("date.no_year", self.raw)
        if len(parts) != 2 or len(parts[1]) not in (2, 4):
            return None
        year, short = self.year(parts[1])
        day = make_date(year, month, int(parts[0])) if len(parts[0]) <= 2 else None
        return self.found(day, "day", short) if day else self.impossible(f"{year}-{month:02d}")

    def number(self, value: float) -> Parsed | Problem | None:
        if float(value).is_integer():
            return self.digits(str(int(value))) if value > 0 else None
        whole = int(value)
        # 5.1975 is May 1975 typed with a point; Excel eats a last zero (5.198 for 05.1980)
        if 1 <= whole <= 12 and 0.19 <= value - whole < 0.21:
            return self.found(make_date(round((value - whole) * 10_000), whole, 1), "month", False)
        return self.digits(str(whole)) if _SERIAL_LOW <= whole <= _SERIAL_HIGH else None


def _marked(parsed: Parsed, shape: Shape, raw: str) -> Parsed:
    """Warnings for what was mended in the writing, and for what the writer doubts."""
    day, precision, problems = parsed
    shown = day.isoformat()[: _SHOWN[precision]]
    if shape.mended:
        problems = (*problems, problem("date.mended", raw, suggestion=shown))
    if shape.doubted:
        problems = (*problems, problem("date.doubted", raw, suggestion=shown))
    return day, precision, problems


def _true_date(value: date, raw: str, evidence: Evidence) -> Parsed:
    day = value.date() if isinstance(value, datetime) else value
    if not evidence.serials_suspect or day.day == day.month or day.day > 12:
        return day, "day", ()
    other = day.replace(month=day.day, day=day.month)
    return day, "day", (problem("date.maybe_swapped", raw, suggestion=other.isoformat()),)


def parse_date(value: CellValue, evidence: Evidence) -> Parsed | Problem:
    """The date, its precision and warnings; a problem when there is no date in the value."""
    raw = display(value)
    reader = _Reader(raw, evidence)
    parsed: Parsed | Problem | None = None
    if isinstance(value, date):
        parsed = _true_date(value, raw, evidence)
    elif isinstance(value, (bool, time)) or value is None:
        parsed = None
    elif isinstance(value, (int, float)):
        parsed = reader.number(value) if abs(value) < 1e9 else None
    elif (shape := shape_of(cell_text(value))) is not None:
        parsed = reader.shape(shape)
        if isinstance(parsed, tuple):
            parsed = _marked(parsed, shape, raw)
    if parsed is None:
        return problem("date.unreadable", raw)
    return parsed if isinstance(parsed, Problem) else _in_window(parsed, raw, evidence)


def _in_window(parsed: Parsed, raw: str, evidence: Evidence) -> Parsed | Problem:
    last = today()
    if evidence.field != BIRTH:
        last = date(last.year + _FUTURE_YEARS, 12, 31)
    first = date(1900, 1, 1) if parsed[1] == "year" else _FIRST
    if first <= parsed[0] <= last:
        return parsed
    read, low, high = format_date(parsed[0], parsed[1]), format_date(first), format_date(last)
    return problem("date.out_of_window", raw, read=read, first=low, last=high)
