"""A sheet seen for its shape: filled cells of a row, merges, kinds of cells. Decides nothing."""

import itertools
import re
from collections import defaultdict

from ingest.model import CellValue, Range, Sheet, display, is_blank

__all__ = ["Grid", "column_numbers", "filled_columns", "has_letters", "is_integer", "is_typed"]

# Merges are looked up around headers; a merge over the whole grid is indexed for this many rows only.
_INDEXED_ROWS = 60
_NONE: list[int] = []


def filled_columns(cells: tuple[CellValue, ...]) -> list[int]:
    """Indexes of the cells one can see something in."""
    return [
        index
        for index, value in enumerate(cells)
        if value is not None and (value.__class__ is not str or value.strip())
    ]


_INTEGER = re.compile(r"\(?\d{1,6}\)?\.?\Z")
_NUMERIC = re.compile(r"[\d\s.,/%()+\-:]+\Z")


def is_integer(value: CellValue) -> bool:
    """Whether a cell holds a whole number, as number or text ("12", "12.")."""
    if value.__class__ is int:
        return True
    if isinstance(value, str):
        return bool(_INTEGER.match(value.strip()))
    return not isinstance(value, bool) and isinstance(value, (int, float)) and float(value).is_integer()


def is_typed(value: CellValue) -> bool:
    """Whether a cell holds a number, date or anything else that is not words."""
    if isinstance(value, str):
        return bool(_NUMERIC.match(value.strip()))
    return value is not None


def has_letters(value: CellValue) -> bool:
    """Whether a cell holds words."""
    return isinstance(value, str) and any(letter.isalpha() for letter in value)


# "3", "(3)", "[3]", "3 (=4+8)", "4(=2*100/3)", "(3)=(4)+(8)", "3a"
_COLUMN_NUMBER = re.compile(r"[(\[]?\s*(\d{1,3})[a-z]?\s*[)\]]?\s*(?:[(=].*)?\Z", re.DOTALL)
_COLUMN_LETTER = re.compile(r"\(?\s*([A-Z])\s*\)?\Z")


def column_numbers(cells: tuple[CellValue, ...], columns: list[int]) -> bool:
    """Whether a row counts the columns: "1 2 3", "(1) (2)", "A B 1 2", "1 2 4 (=5+6)", with gaps, as floats.

    Args:
        columns: indexes of the filled cells of the row.
    """
    if len(columns) < 2:
        return False
    if _roman_count(cells, columns):
        return True
    numbers: list[int] = []
    letters: list[int] = []
    for index in columns:
        text = display(cells[index]).strip()
        number, letter = _COLUMN_NUMBER.match(text), _COLUMN_LETTER.match(text)
        if letter:
            letters.append(ord(letter[1]))
        elif number and not isinstance(cells[index], bool):
            numbers.append(int(number[1]))
    known = len(numbers) + len(letters)
    if known < 2 or known < 0.8 * len(columns):
        return False
    return _counts_up(numbers) and _counts_up(letters) and max(numbers, default=0) <= 4 * len(columns) + 20


_DIGITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = tuple(ten + one for ten in ("", "X", "XX") for one in _DIGITS)[1:]


def _roman_count(cells: tuple[CellValue, ...], columns: list[int]) -> bool:
    """ "I II III", from the first; two of them at least."""
    if str(cells[columns[0]]).strip(" ()[].") != "I":
        return False
    return all(str(cells[c]).strip(" ()[].") == r for c, r in zip(columns, _ROMAN, strict=False))


def _counts_up(values: list[int]) -> bool:
    """Rising, mostly by one; an empty or single run counts up."""
    steps = [b - a for a, b in itertools.pairwise(values)]
    return all(step > 0 for step in steps) and (not steps or steps.count(1) >= 0.6 * len(steps))


class Grid:
    """A sheet with its merges clipped to the rows and columns in use and found by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.first, self.last = sheet.first_row, sheet.last_row
        self.width = max((len(cells) for cells in sheet.rows), default=0)
        self._filled: dict[int, list[int]] = {}
        self._by_row: dict[int, list[Range]] = defaultdict(list)
        for merge in sheet.merges:
            top, bottom = max(merge.first_row, self.first), min(merge.last_row, self.last)
            right = min(merge.last_column, self.width - 1)
            clipped = Range(merge.first_row, merge.first_column, bottom, right)
            if merge.area > 1 and merge.first_row <= self.last and merge.first_column <= right:
                for row in range(top, min(bottom, top + _INDEXED_ROWS) + 1):
                    self._by_row[row].append(clipped)

    def row(self, number: int) -> tuple[CellValue, ...]:
        """The cells of a row."""
        return self.sheet.row(number)

    def filled(self, number: int) -> list[int]:
        """Filled columns of a row; the list is shared, not to be changed."""
        found = self._filled.get(number)
        if found is None:
            cells = self.sheet.row(number)
            if not cells:
                return _NONE
            found = self._filled[number] = filled_columns(cells)
        return found

    def leading(self, number: int) -> list[int]:
        """The first three filled columns of a row at most: enough to pass over a row of a long list."""
        known = self._filled.get(number)
        if known is not None:
            return known[:3]
        found = []
        for index, value in enumerate(self.sheet.row(number)):
            if value is not None and (value.__class__ is not str or value.strip()):
                found.append(index)
                if len(found) == 3:
                    break
        return found

    def text(self, row: int, column: int) -> str:
        """What the cell shows, white space at the ends taken off."""
        return display(self.sheet.cell(row, column)).strip()

    def merges(self, row: int) -> list[Range]:
        """The merges that touch a row."""
        return self._by_row.get(row, [])

    def merge_at(self, row: int, column: int) -> Range | None:
        """The merge that covers a cell."""
        for merge in self.merges(row):
            if merge.first_row <= row <= merge.last_row and merge.first_column <= column <= merge.last_column:
                return merge
        return None

    def covered_text(self, row: int, column: int) -> str:
        """The text of a cell, that of its merge where it is covered by one."""
        value = self.sheet.cell(row, column)
        if not is_blank(value):
            return display(value).strip()
        merge = self.merge_at(row, column)
        return self.text(merge.first_row, merge.first_column) if merge else ""
