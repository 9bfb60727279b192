"""Dates in all the shapes of agencies' files, with the precision they were written in.

The order of day and month is the column's to settle (`month_first` evidence); nothing is ever silently swapped.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from ingest.model import CellValue, display
from ingest.normalise.result import Evidence, Result, cell_text, failure
from ingest.problems import Problem, problem
from talentdb.settings import today
from talentdb.text import fold

__all__ = ["BIRTH", "DATED", "column_order", "date_field", "graduation_year", "parse_date", "serials_suspect"]

BIRTH: Final = "birth_date"
DATED: Final = ("birth_date", "recruitment_date", "training_start", "training_end")

# Excel counts a 29 February 1900 that never was: its dates are right from 1 March 1900 on.
_FIRST = date(1900, 3, 1)
# 20000 is 1954, 60000 is 2064: the window in which a bare number is a date and no year.
_SERIAL_LOW, _SERIAL_HIGH = 7000, 60000
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FUTURE_YEARS = 20

_MONTHS = {name: at for at, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
_THREE = re.compile(r"^(\d{1,4})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})$")
_TWO = re.compile(r"^(\d{1,2})\s*[./\-\s]\s*(\d{4})$")
_TWO_ISO = re.compile(r"^(\d{4})\s*[./\-]\s*(\d{1,2})$")
_YEAR = re.compile(r"^(?:0{0,2}\s*[./\-]\s*){0,2}(\d{4})$")
_YEAR_SHORT = re.compile(r"^(?:0{0,2}\s*[./\-]\s*){1,2}(\d{2})$")
_ZERO_DAY = re.compile(r"^0{1,2}\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{2,4})$")
_WORDS = re.compile(
    r"^(?:ngay)?\s*(\d{1,2})[\s\-./,]*(?:thang|thg|th|t)[\s.]*(\d{1,2})(?:[\s\-./,]*(?:nam)?[\s.]*(\d{2,4}))?$"
)
_MONTH_WORDS = re.compile(r"^(?:thang|thg|t)[\s.]*(\d{1,2})[\s\-./,]*(?:nam)?[\s.]*(\d{4})$")
_ENGLISH = re.compile(r"^(\d{1,2})[\s\-./]*([a-z]{3})[a-z]*[\s\-./,]*(\d{2,4})?$")
_CLOCK = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp][Mm])?Z?$")
_LEAD = re.compile(r"^(?:sinh|nam sinh|ngay sinh|nam|tu|den|ngay|k)\s*:?\s+(?=\d)|^k(?=\d)")
_TAIL = re.compile(r"\s*\([^)]*\)\s*$")

_Parsed = tuple[date, str, tuple[Problem, ...]]


def column_order(values: list[CellValue]) -> bool | None:
    """Whether a column writes the month first: True or False when its values settle it, None otherwise."""
    day_first = month_first = 0
    for value in values:
        if not isinstance(value, str):
            continue
        match = _THREE.match(_CLOCK.sub("", cell_text(value)))
        if match and len(match.group(1)) <= 2:
            first, second = int(match.group(1)), int(match.group(2))
            day_first += 12 < first <= 31 and second <= 12
            month_first += 12 < second <= 31 and first <= 12
    if bool(day_first) == bool(month_first):
        return None
    return month_first > 0


def serials_suspect(values: list[CellValue]) -> bool:
    """Whether true dates look swapped by Excel: every text has a day over 12, every true date one up to 12.

    A machine with American settings turns 03/04/1975 into 4 March and leaves 25/04/1975 as text. Five of each
    are needed: fewer happen by chance.
    """
    days: list[int] = []
    texts: list[int] = []
    for value in values:
        if isinstance(value, (datetime, date)):
            days.append(value.day)
        elif isinstance(value, str) and (match := _THREE.match(cell_text(value))) and len(match.group(1)) <= 2:
            texts.append(int(match.group(1)))
    return len(days) >= 5 and len(texts) >= 5 and max(days) <= 12 and min(texts) > 12


def _full_year(written: str, raw: str, evidence: Evidence) -> tuple[int, bool]:
    """The year, and whether it had two digits. Births: 00-15 are 2000-2015; other dates: up to five years ahead."""
    if len(written) > 2:
        return int(written), False
    short = int(written)
    pivot = 15 if evidence.field == BIRTH else evidence.this_year % 100 + 5
    return (2000 if short <= pivot else 1900) + short, True


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _short_year(found: date, short: bool, raw: str) -> tuple[Problem, ...]:
    return (problem("date.two_digit_year", raw, suggestion=found.isoformat()),) if short else ()


def _three_parts(match: re.Match[str], raw: str, evidence: Evidence) -> _Parsed | Problem:
    one, two, three = match.groups()
    if len(one) == 4 or (len(one) == 3 and len(three) <= 2):
        found = _make(int(one), int(two), int(three))
        return (found, "day", ()) if found else problem("date.impossible", raw)
    if len(three) == 3:
        return problem("date.impossible", raw)
    year, short = _full_year(three, raw, evidence)
    first, second = int(one), int(two)
    if first == 0:
        found = _make(year, second or 1, 1)
        return (
            (found, "month" if second else "year", _short_year(found, short, raw))
            if found
            else problem("date.impossible", raw)
        )
    readings = [_make(year, second, first), _make(year, first, second)]
    if evidence.month_first:
        readings.reverse()
    found = readings[0] or readings[1]
    if found is None:
        return problem("date.impossible", raw)
    problems = _short_year(found, short, raw)
    if all(readings) and first != second and evidence.month_first is None:
        problems = (problem("date.ambiguous", raw, suggestion=found.isoformat()), *problems)
    return found, "day", problems


def _words(text: str, raw: str, evidence: Evidence) -> _Parsed | Problem | None:
    key = fold(text)
    if match := _MONTH_WORDS.match(key):
        found = _make(int(match.group(2)), int(match.group(1)), 1)
        return (found, "month", ()) if found else problem("date.impossible", raw)
    match = _WORDS.match(key)
    month = int(match.group(2)) if match else 0
    if match is None and (match := _ENGLISH.match(key)):
        month = _MONTHS.get(match.group(2), 0)
        if not month:
            return None
    if match is None:
        return None
    if not match.group(3):
        return problem("date.no_year", raw)
    year, short = _full_year(match.group(3), raw, evidence)
    found = _make(year, month, int(match.group(1)))
    return (found, "day", _short_year(found, short, raw)) if found else problem("date.impossible", raw)


def _digits(text: str, raw: str, evidence: Evidence) -> _Parsed | Problem | None:
    """Bare digits: a year, an Excel serial, ddmmyyyy (a zero may be lost) or yyyymmdd."""
    number = int(text)
    if len(text) == 4:
        return (date(number, 1, 1), "year", ()) if number else None
    if len(text) <= 5 and _SERIAL_LOW <= number <= _SERIAL_HIGH:
        base = _EPOCH_1904 if evidence.date1904 else _EPOCH
        return base + timedelta(days=number), "day", ()
    if len(text) in (7, 8):
        padded = text.zfill(8)
        found = _make(int(padded[4:]), int(padded[2:4]), int(padded[:2])) if 1900 <= int(padded[4:]) <= 2100 else None
        found = found or (_make(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 else None)
        return (found, "day", ()) if found else problem("date.impossible", raw)
    if len(text) == 2 and evidence.field == BIRTH and number:
        year, _ = _full_year(text, raw, evidence)
        found = date(year, 1, 1)
        return found, "year", (problem("date.two_digit_year", raw, suggestion=str(year)),)
    return None


def _parse_text(text: str, raw: str, evidence: Evidence) -> _Parsed | Problem | None:
    text = _TAIL.sub("", _CLOCK.sub("", text)).strip(" .,;'`")
    text = _LEAD.sub("", text) if text[:1].isdigit() else text[len(text) - len(_LEAD.sub("", fold(text))) :]
    if text.isascii() and text.isdigit():
        return _digits(text, raw, evidence)
    if match := _THREE.match(re.sub(r"\s*([./\-])\s*", r"\1", text).replace("//", "/")):
        return _three_parts(match, raw, evidence)
    if match := _YEAR.match(text):
        return date(int(match.group(1)), 1, 1) if int(match.group(1)) else None, "year", ()  # type: ignore[return-value]
    if match := _YEAR_SHORT.match(text):
        year, _ = _full_year(match.group(1), raw, evidence)
        return date(year, 1, 1), "year", (problem("date.two_digit_year", raw, suggestion=str(year)),)
    if match := _TWO.match(text):
        month, year = int(match.group(1)), int(match.group(2))
        found = _make(year, month or 1, 1)
        return (found, "month" if month else "year", ()) if found else problem("date.impossible", raw)
    if match := _TWO_ISO.match(text):
        found = _make(int(match.group(1)), int(match.group(2)), 1)
        return (found, "month", ()) if found else problem("date.impossible", raw)
    return _words(text, raw, evidence)


def _from_number(value: float, raw: str, evidence: Evidence) -> _Parsed | Problem | None:
    if 1900 <= value <= 2100 and float(value).is_integer():
        return date(int(value), 1, 1), "year", ()
    whole = int(value)
    if whole < 0:
        return None
    # 5.1975 is May 1975 typed with a point; Excel eats a last zero (5.198 for 05.1980)
    if not float(value).is_integer() and 1 <= whole <= 12 and 0.19 <= value - whole < 0.21:
        found = _make(round((value - whole) * 10_000), whole, 1)
        return (found, "month", ()) if found else None
    return _digits(str(whole), raw, evidence)


def parse_date(value: CellValue, evidence: Evidence) -> _Parsed | Problem:
    """The date, its precision and warnings; a problem when there is no date in the value."""
    raw = display(value)
    parsed: _Parsed | Problem | None = None
    if isinstance(value, (datetime, date)):
        day = value.date() if isinstance(value, datetime) else value
        warn = (problem("date.maybe_swapped", raw, suggestion=day.isoformat()),) if evidence.serials_suspect else ()
        parsed = day, "day", warn
    elif isinstance(value, (bool, time)) or value is None:
        parsed = None
    elif isinstance(value, (int, float)):
        parsed = _from_number(value, raw, evidence) if abs(value) < 1e9 else None
    else:
        parsed = _parse_text(cell_text(value), raw, evidence)
    if parsed is None or (isinstance(parsed, tuple) and parsed[0] is None):
        return problem("date.unreadable", raw)
    if isinstance(parsed, Problem):
        return parsed
    return _in_window(parsed, raw, evidence)


def _in_window(parsed: _Parsed, raw: str, evidence: Evidence) -> _Parsed | Problem:
    last = today()
    if evidence.field != BIRTH:
        last = date(last.year + _FUTURE_YEARS, 12, 31)
    first = date(1900, 1, 1) if parsed[1] == "year" else _FIRST
    if not first <= parsed[0] <= last:
        return problem(
            "date.out_of_window",
            raw,
            read=parsed[0].isoformat(),
            first=first.isoformat(),
            last=last.isoformat(),
        )
    return parsed


def date_field(value: CellValue, evidence: Evidence) -> Result:
    """A date field; `birth_date` brings its precision and, in columns Nam | Nữ, the sex as a value."""
    parsed = parse_date(value, evidence)
    if isinstance(parsed, Problem):
        return Result(problems=(parsed,))
    day, precision, problems = parsed
    values: dict[str, Any] = {evidence.field: day.isoformat()}
    if evidence.field == BIRTH:
        values["birth_date_precision"] = precision
        if evidence.variant in ("male", "female"):
            values["sex"] = evidence.variant
    return Result(values, {}, problems)


_ANY_YEAR = re.compile(r"(?<!\d)(19[3-9]\d|20\d\d)(?!\d)")


def graduation_year(value: CellValue, evidence: Evidence) -> Result:
    """The year of a graduation; of several the last, of a date its year."""
    if isinstance(value, (datetime, date)):
        return Result({"graduation_year": value.year})
    years = [int(y) for y in _ANY_YEAR.findall(cell_text(value)) if int(y) <= evidence.this_year + 1]
    return Result({"graduation_year": max(years)}) if years else failure("year.invalid", value)
