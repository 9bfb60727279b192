"""Sheets of values as a workbook (xlsx) to print and to count on with: numbers as numbers, heads that stay. Computes
nothing.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil
from typing import Any, Final

import xlsxwriter

from talentdb.reporting.blocks import Cell, Sheet
from talentdb.signs import printable

__all__ = ["as_xlsx"]

_FONT: Final = "Times New Roman"
_HEAD_ROW: Final = 3
"""Below title, origin and an empty line."""
_A4: Final = 9
_TALL: Final = 32
_LINE: Final = 15
"""Height of a line in points; not every program makes rows taller for texts that are wrapped."""
_TALLEST: Final = 409
"""Points that a row may be high."""
_FULL: Final = 16_000
"""Signs that are written into one cell: it takes 32,767, of which a sign beyond the first plane takes two."""


def as_xlsx(title: str, sheets: Sequence[Sheet], origin: str) -> bytes:
    """The workbook.

    Args:
        title: over every sheet; origin: under it, where the figures come from.
    """
    out = BytesIO()
    # Texts that agencies typed stay texts, whatever they begin with.
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": printable(title), "author": "", "comments": ""})
    cell = {"font_name": _FONT, "font_size": 11, "border": 1, "valign": "top"}
    formats = {
        "title": book.add_format({"font_name": _FONT, "font_size": 13, "bold": True}),
        "origin": book.add_format({"font_name": _FONT, "font_size": 10, "italic": True}),
        "head": book.add_format(
            {**cell, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EDF0"}
        ),
        "text": book.add_format({**cell, "text_wrap": True}),
        "number": book.add_format({**cell, "num_format": "#,##0"}),
        "share": book.add_format({**cell, "num_format": "0.0%"}),
        "code": book.add_format({**cell, "num_format": "0"}),
    }
    for sheet in sheets:
        _write(book.add_worksheet(sheet.title), sheet, title, origin, formats)
    book.close()
    return out.getvalue()


def _write(page: Any, sheet: Sheet, title: str, origin: str, formats: dict[str, Any]) -> None:
    page.write_string(0, 0, printable(title), formats["title"])
    page.write_string(1, 0, printable(origin), formats["origin"])
    for at, (head, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        page.set_column(at, at, width)
        page.write_string(_HEAD_ROW, at, head, formats["head"])
    page.set_row(_HEAD_ROW, _TALL)
    rows = [part for row in sheet.rows for part in _parts(row)]
    for number, row in enumerate(rows, _HEAD_ROW + 1):
        page.set_row(number, min(_LINE * _lines(row, sheet.widths), _TALLEST))
        for at, value in enumerate(row):
            _cell(page, number, at, value, sheet, formats)
    last = _HEAD_ROW + len(rows)
    if sheet.rows:
        page.autofilter(_HEAD_ROW, 0, last, len(sheet.heads) - 1)
    elif sheet.empty:
        page.write_string(_HEAD_ROW + 1, 0, sheet.empty, formats["origin"])
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.repeat_rows(_HEAD_ROW)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P/&N")


def _parts(row: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """A row as it is written: what does not fit into a cell goes on in the same column of the rows below."""
    cells = [printable(cell) if isinstance(cell, str) else cell for cell in row]
    yield [cell[:_FULL] if isinstance(cell, str) else cell for cell in cells]
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    for at in range(_FULL, longest, _FULL):
        yield [cell[at : at + _FULL] if isinstance(cell, str) else None for cell in cells]


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Lines that the tallest text of a row takes; a column is as many letters wide as its width says."""
    texts = [(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)]
    taken = (sum(max(1, ceil(len(line) / width)) for line in value.split("\n")) for value, width in texts)
    return max(taken, default=1)


def _cell(page: Any, row: int, column: int, value: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, formats["text"])
    elif isinstance(value, str):
        page.write_string(row, column, value, formats["text"])
    else:
        # A year is a number that nobody groups.
        is_year = isinstance(value, int) and 2000 <= value <= 2100 and sheet.heads[column] == _YEAR
        name = "share" if column in sheet.shares else "code" if is_year else "number"
        page.write_number(row, column, value, formats[name])


_YEAR: Final = "Năm đích"
"""Head of the column of years."""
