"""What all readers share: cleaning text, numbers as Excel holds them, serial dates, rows of cells within a budget.

Knows no file format.
"""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from ingest.errors import Unreadable
from ingest.model import CellValue

__all__ = [
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "RowStore",
    "clean_text",
    "from_serial",
    "is_date_format",
    "parse_number",
    "tidy_date",
    "whole",
]

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
# Filled cells of one workbook: 3 million take about 10 s; a list of all 300,000 people of a province is split.
MAX_CELLS = 3_000_000
# Places held in row tuples, filled or not: 8 bytes each. Rows with one cell in column XFD would eat the memory.
_MAX_PLACES = 12_000_000

# Everything below U+0020 but tab and line feed, and DEL; carriage returns are turned to line feeds before.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> tuple[str, bool]:
    """The text with line feeds only and without control characters; whether any were taken out."""
    if not _UNUSUAL.search(text):
        return text, False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
    return cleaned, cleaned != text


def whole(number: float) -> CellValue:
    """An int where the float is a whole number that a double holds exactly; infinite and NaN as text."""
    if not math.isfinite(number):
        return repr(number)
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return int(number)
    return number


def parse_number(text: str) -> CellValue:
    """The value of a number as written in the file: all digits of a whole number kept, text where it is none."""
    try:
        if len(text) <= 30:
            return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return whole(number) if math.isfinite(number) else text


_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets know no zone
_LAST_SERIAL = 2_958_465  # 31 December 9999


def from_serial(serial: float, date1904: bool) -> CellValue:
    """A date, datetime or time from Excel's day number; the number itself where it stands for none.

    Excel's 1900 system counts a 29 February 1900 that never was: numbers 0 and 60 are no dates, below 60 one more.
    """
    if 0 < serial < 1:
        return (_EPOCH_1900 + timedelta(seconds=round(serial * 86_400))).time()
    last = _LAST_SERIAL - 1462 if date1904 else _LAST_SERIAL
    if not 1 <= serial < last + 1 or (not date1904 and 60 <= serial < 61):
        return whole(serial)
    start = _EPOCH_1904 if date1904 else _EPOCH_1900 if serial >= 61 else _EPOCH_1900 + timedelta(days=1)
    try:
        moment = start + timedelta(days=int(serial), seconds=round(serial % 1 * 86_400))
    except OverflowError:
        return whole(serial)
    return tidy_date(moment)


def tidy_date(moment: datetime | date) -> datetime | date:
    """A datetime at midnight as a plain date, so that all readers give the same."""
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date()
    return moment


_FORMAT_NOISE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILTIN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


def is_date_format(number: int, code: str | None) -> bool:
    """Whether a number format shows a date or time: by its built-in number, else by its code."""
    if code is None:
        return number in _BUILTIN_DATES
    bare = _FORMAT_NOISE.sub("", code).lower().split(";")[0]
    return bare != "general" and any(letter in bare for letter in "ymdhs")


class RowStore:
    """Rows collected in any order, sparse, within the budget of one workbook."""

    __slots__ = ("_rows", "budget")

    def __init__(self, budget: list[int]) -> None:
        self._rows: dict[int, list[CellValue]] = {}
        self.budget = budget

    @staticmethod
    def fresh_budget() -> list[int]:
        """Places left, shared by the sheets of one workbook."""
        return [_MAX_PLACES]

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Set one cell; the last word counts."""
        cells = self._rows.get(row)
        if cells is None:
            cells = self._rows[row] = []
        missing = column - len(cells)
        if missing < 0:
            cells[column] = value
            return
        self.budget[0] -= missing + 1
        if self.budget[0] < 0:
            raise Unreadable("file.too_large", detail="vùng dữ liệu quá rộng")
        if missing:
            cells.extend([None] * missing)
        cells.append(value)

    def put_row(self, row: int, cells: list[CellValue]) -> None:
        """Set a whole row; cells that stand there already keep their place unless there is a new one."""
        if row in self._rows:
            for column, value in enumerate(cells):
                if value is not None:
                    self.put(row, column, value)
            return
        self.budget[0] -= len(cells)
        if self.budget[0] < 0:
            raise Unreadable("file.too_large", detail="vùng dữ liệu quá rộng")
        self._rows[row] = cells

    def add_rows(self, rows: Mapping[int, list[CellValue]]) -> None:
        """Rows of another store, which come after all of this one."""
        for row, cells in rows.items():
            self.put_row(row, cells)

    def take_rows(self) -> Mapping[int, list[CellValue]]:
        """All rows by number, for another store."""
        return self._rows

    def finish(self) -> tuple[int, list[tuple[CellValue, ...]]]:
        """Number of the first row and all rows from it on, gaps as empty tuples."""
        if not self._rows:
            return 1, []
        first, last = min(self._rows), max(self._rows)
        take = self._rows.pop
        return first, [tuple(take(number, ())) for number in range(first, last + 1)]
