"""What a foreign spreadsheet is once it is read: workbooks of sheets of cells, and the tables found in them.

Plain frozen values passed from phase to phase. Knows no file format, no form and no field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol

__all__ = [
    "BodyRow",
    "CellNote",
    "CellValue",
    "HeaderColumn",
    "LayoutProblem",
    "Range",
    "Sheet",
    "SheetLayout",
    "SkippedRow",
    "Table",
    "Vocabulary",
    "Workbook",
    "cell_address",
    "column_letter",
    "display",
    "is_blank",
]

CellValue = None | str | int | float | bool | datetime | date | time


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, both ends included; rows from 1, columns from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def area(self) -> int:
        """How many cells it covers."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)


@dataclass(frozen=True, slots=True)
class CellNote:
    """Something the reader has to say about one cell whose value is not simply there.

    `kind`: `error_value` (text is "#REF!" …), `formula_uncached` (text is the formula),
    `control_characters` (taken out of the text), `number_precision` (more digits than Excel keeps).
    """

    row: int
    column: int
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as cells.

    `rows[0]` is row `first_row` as Excel counts (from 1), every tuple starts at column A. Tuples may be of
    different lengths (cut after the last filled cell): ask `cell` or `row` instead of indexing.
    `hidden_rows` are row numbers, `hidden_columns` indexes from 0. `beside` counts what lies over the cells and is
    not read, by kind: comments, text_boxes, pictures, charts, objects.
    """

    name: str
    hidden: bool
    first_row: int
    rows: list[tuple[CellValue, ...]]
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    notes: tuple[CellNote, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    beside: Mapping[str, int] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        """Number of the last row held; `first_row - 1` for an empty sheet."""
        return self.first_row + len(self.rows) - 1

    def row(self, number: int) -> tuple[CellValue, ...]:
        """The cells of a row by its Excel number; empty outside the sheet."""
        index = number - self.first_row
        return self.rows[index] if 0 <= index < len(self.rows) else ()

    def cell(self, row: int, column: int) -> CellValue:
        """The value at Excel row `row` and column index `column` (A is 0); None outside the sheet."""
        cells = self.row(row)
        return cells[column] if 0 <= column < len(cells) else None


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file; `nonempty` counts the filled cells a sheet, taken independently of `sheets`."""

    kind: str
    sheets: tuple[Sheet, ...]
    date1904: bool = False
    nonempty: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """A column of a table: index from 0, letter, raw header texts from the top level down (may be empty)."""

    index: int
    letter: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row that holds data, with the labels of the group rows it stands under (outermost first)."""

    row: int
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no record.

    `reason`: title, column_numbers, group, repeated_header, total, signature, blank, example, note, collective,
    duplicate_header (contracts, "read").
    """

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class LayoutProblem:
    """A finding of the layout phase, turned into a catalogue problem by the pipeline.

    `code`: `layout.no_table`, `layout.no_rows`, `layout.blank_rows` (params `first`, `last`),
    `layout.hidden_sheet`, `layout.hidden_rows` (`count`, `rows`), `layout.hidden_columns` (`count`, `columns`);
    `row` where it belongs to one.
    """

    code: str
    row: int | None = None
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: header rows, columns, data rows, and every other row with the reason it is none.

    `first_row` and `last_row` are the first and last data row; `context` carries what the title block says
    (`agency_name`, `as_of`, …). In a form of label and value cells (a CV) there is one data row, and `places` says
    where the value of each column really stands: column index -> (row, column index); `values` are these values, in
    the order of the columns, since a cell may hold label and value, and `month_first` is how the dates around it are
    written, where they settle it.
    """

    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[HeaderColumn, ...]
    rows: tuple[BodyRow, ...]
    skipped: tuple[SkippedRow, ...]
    context: dict[str, str] = field(default_factory=dict)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    values: tuple[CellValue, ...] = ()
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """What was found in a sheet; `ignored` says why a lookup, guide or example sheet was left out.

    `skipped` lists the rows of a sheet without any table; rows of a sheet with tables stand in the tables.
    """

    sheet: Sheet
    ignored: str | None
    tables: tuple[Table, ...]
    skipped: tuple[SkippedRow, ...] = ()
    problems: tuple[LayoutProblem, ...] = ()


class Vocabulary(Protocol):
    """What the layout phase has to know about words; forms and columns implement it."""

    def header_weight(self, text: str) -> float:
        """How much a cell looks like a known column header: 0 (not at all) to 1 (exactly one)."""
        ...

    def context_key(self, text: str) -> tuple[str, str] | None:
        """Name and value of a title line ("Đơn vị: X" -> ("agency_name", "X")); None for other text."""
        ...


def column_letter(index: int) -> str:
    """Letters of a column index from 0: 0 -> "A", 26 -> "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Address as Excel shows it: (12, 2) -> "C12"."""
    return f"{column_letter(column)}{row}"


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing one can see."""
    return value is None or (isinstance(value, str) and not value.strip())


def display(value: CellValue) -> str:
    """What a person sees in the cell: whole numbers without ".0", dates day first, nothing for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    if isinstance(value, datetime):
        day = f"{value.day:02d}/{value.month:02d}/{value.year}"
        return day if value.time() == time() else f"{day} {value:%H:%M:%S}"
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    return str(value)
