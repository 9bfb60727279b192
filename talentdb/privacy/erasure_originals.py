"""A kept original made anew without somebody: a plain workbook of the rows that stay, at the addresses they had.

It is built from what stays and from nothing else, so no part of the old file (comments, properties, old values,
pictures) can carry the person along, whatever format it was in. Layout and sheets that were left out are lost. Rows
that became no record (titles, totals, notes, tables of no form) stay by `staying_rest`. Asks no question.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_cell_to_rowcol

from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure_traces import Traces
from talentdb.submissions.draft import RestRow

__all__ = ["StayingRow", "rebuilt", "staying_rest"]

_CELL: Final = 32_767
_LAST_ROW: Final = 1_048_576
_OF_THE_LIST: Final = frozenset(
    {"title", "column_numbers", "group", "repeated_header", "duplicate_header", "total", "signature", "blank"}
)
"""Reasons of rows that are about the list and never one person's."""


@dataclass(frozen=True, slots=True)
class StayingRow:
    """A row that stays: its place, and its cells by column letter, as they came."""

    sheet: str
    row: int
    cells: Mapping[str, str]


def staying_rest(
    rest: Sequence[RestRow], own: Collection[tuple[str, int]], records: Collection[tuple[str, int]], traces: Traces
) -> tuple[RestRow, ...]:
    """Rows that became no record, without what tells of the person.

    A row that may be somebody's goes whole where a cell is the name or holds a mark of the person; so does what
    continues it: a note right below a row of theirs. From the others only the words go.

    Args:
        own: (sheet, row) of records of the person; records: of all records, which stay or go by themselves.
    """
    gone = set(own)
    staying = []
    for one in sorted(rest, key=lambda one: (one.sheet, one.row)):
        place = (one.sheet, one.row)
        if place in records:
            continue
        somebodys = one.reason not in _OF_THE_LIST
        continues = one.reason == "note" and (one.sheet, one.row - 1) in gone
        if continues or (somebodys and traces.tells_of_them(one.cells)):
            gone.add(place)
        else:
            staying.append(RestRow(*place, one.reason, traces.of_others(one.cells)))
    return tuple(staying)


def rebuilt(understanding: Mapping[str, Any], rows: Iterable[StayingRow], before: str) -> bytes:
    """The workbook: headers as they were understood, then the rows that stay.

    Args:
        before: digest of the original, which the properties tell; so no two such workbooks are alike.
    """
    cells: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in understanding.get("sheets", ()):
        mine = cells.setdefault(sheet["sheet"], {})
        for table in sheet.get("tables", ()):
            last = max(table.get("header_rows") or [0])
            for column in table.get("columns", ()):
                if last and column.get("header"):
                    _put(mine, column["column"], last, str(column["header"]))
    for one in rows:
        mine = cells.setdefault(one.sheet, {})
        for letter, said in one.cells.items():
            _put(mine, letter, one.row, str(said))
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"comments": f"{words.SHEET_NOTE}. SHA-256: {before}"})
        for name, found in cells.items() or ((words.SHEET_NOTE, {}),):
            page = _sheet(book, name)
            for (line, column), said in sorted(found.items()):
                page.write_string(line, column, said[:_CELL])
    return out.getvalue()


def _put(cells: dict[tuple[int, int], str], letter: str, row: int, said: str) -> None:
    """Cells that were not read from columns (a CV, a row typed on a page) stand nowhere in a sheet."""
    if letter.isascii() and letter.isalpha() and letter.isupper() and len(letter) <= 3 and 0 < row <= _LAST_ROW:
        cells[xl_cell_to_rowcol(f"{letter}{row}")] = said


def _sheet(book: Any, name: str) -> Any:
    try:
        return book.add_worksheet(name)
    except XlsxWriterException:
        # A name that another format allows and xlsx does not.
        return book.add_worksheet()
