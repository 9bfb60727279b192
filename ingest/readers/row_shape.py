"""Rows of one shape at a glance: a whole row of plain cells by one expression made for the columns of its sheet.

Says nothing (None) about a row that does not fit to the last letter; that one is read cell by cell. What it does read
must be what that way would give: a property test holds the two together.
"""

import re
from collections.abc import Sequence
from typing import Final

from ingest.model import CellValue, column_letter
from ingest.readers.xlsx_sheet import CellReader

__all__ = ["PLAIN", "ROW_START", "RowShape"]

PLAIN: Final = "[!-%'-;=?-~]*"
"""Content of a value that stands for itself: visible ASCII without markup."""
ROW_START: Final = r'\s*<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9_:]{1,40}="[^"<&\x00-\x1f]{0,100}")*)'
"""Beginning of a row: its number and its other attributes."""

# Any more would make the expression itself a burden.
_MOST_COLUMNS = 120
# Dates and years repeat; running numbers do not and would only fill the memory.
_REMEMBERED = 50_000
# All at once this many strings are sooner numbered than each when it is met.
_STRINGS = 200_000
# Groups of the expression: number and attributes of the row, then style, shared string, kind and value of each cell.
_SHARED = 3


class RowShape:
    """The expression of a sheet, and the numbers met so far."""

    def __init__(self, width: int, reader: CellReader) -> None:
        """Args: width: how many columns the sheet's rows may have; reader: gives the values."""
        cells = "".join(
            rf'(?:<c r="{column_letter(index)}\1"(?: s="([0-9]{{1,6}})")?+(?: t="s"><v>([0-9]{{1,9}}+)</v></c>'
            rf'|(?: t="([A-Za-z]{{1,9}})")?+(?: ?/>|>(?:<v>({PLAIN}+)</v>|<v ?/>)?+</c>)))?+'
            for index in range(min(width, _MOST_COLUMNS))
        )
        self._row = re.compile(rf"{ROW_START} ?>{cells}\Z")
        self._reader = reader
        self._known = reader.known
        if not reader.dirty and len(reader.strings) <= _STRINGS:
            self._known.update(zip(map(str, range(len(reader.strings))), reader.strings, strict=True))
        self._numbers: dict[tuple[str | None, str], CellValue] = {}

    def read(self, text: str) -> tuple[str, str, list[CellValue], int, int] | None:
        """Number, attributes, cells, and how many of them are filled and how many are empty texts.

        Args:
            text: a row without its closing tag.
        """
        match = self._row.match(text)
        if match is None:
            return None
        parts = match.groups()
        name, attributes, shared = parts[0], parts[1], parts[_SHARED::4]
        cells: list[CellValue] = list(map(self._known.get, shared))
        filled, blank = len(list(filter(None, shared))), 0
        if len(list(filter(None, cells))) != filled:
            blank = self._looked_up(int(name), shared, cells)
            filled -= blank
        for column, text in enumerate(parts[_SHARED + 2 :: 4]):
            if text:
                at = 4 * column + _SHARED
                value = self._value(int(name), column, parts[at + 1], parts[at - 1], text)
                if value == "":
                    blank += 1
                else:
                    cells[column] = value
                    filled += 1
        while cells and cells[-1] is None:
            cells.pop()
        return name, attributes, cells, filled, blank

    def _looked_up(self, row: int, shared: Sequence[str | None], cells: list[CellValue]) -> int:
        """Put in the strings that were not met yet; how many of them are empty."""
        blank = 0
        for column, text in enumerate(shared):
            if text and not cells[column]:
                cells[column] = self._reader.read(row, column, "s", "", text) or None
                blank += cells[column] is None
        return blank

    def _value(self, row: int, column: int, kind: str | None, style: str | None, text: str) -> CellValue:
        if kind is not None and kind != "n":
            return self._reader.read(row, column, kind, style or "", text)
        found = self._numbers.get((style, text))
        if found is None:
            found = self._reader.read(row, column, "n", style or "", text)
            if len(self._numbers) < _REMEMBERED:
                self._numbers[style, text] = found
        return found
