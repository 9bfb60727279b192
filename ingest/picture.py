"""A window of one sheet, or single cells, as text for the page that shows people their own sheet. Runs in the child.

What the cells mean is told by the stored reading; here are only rows, texts and merges.
"""

from pathlib import Path
from typing import Any, Final

from ingest.back.patch.scan import place
from ingest.model import Sheet, column_letter, display, is_blank
from ingest.workbook import open_workbook

__all__ = ["cells_job", "picture_job"]

MOST_ROWS: Final = 60
MOST_COLUMNS: Final = 60
"""A screen and a half; a wider or longer window only makes the page slow."""
_LONGEST_TEXT: Final = 160


def picture_job(path: Path, sheet: str, first: int, rows: int = 40) -> dict[str, Any]:
    """The rows `first` to `first + rows - 1` of a sheet.

    Returns:
        `rows`: [{"row", "hidden", "cells": [text, …]}] with as many texts as `letters`; `merges`: [row, column index,
        rows, columns] clipped to the window; `last_row` of the sheet; `cut_columns`: filled columns further right.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    found = next((one for one in open_workbook(path).sheets if one.name == sheet), None)
    if found is None:
        return {"error": None, "rows": [], "letters": [], "merges": [], "last_row": 0, "cut_columns": 0}
    first = max(1, first)
    last = min(found.last_row, first + min(rows, MOST_ROWS) - 1)
    filled = [i for number in range(first, last + 1) for i, c in enumerate(found.row(number)) if not is_blank(c)]
    width = max(filled, default=-1) + 1
    shown = min(width, MOST_COLUMNS)
    return {
        "error": None,
        "rows": [_row(found, number, shown) for number in range(first, last + 1)],
        "letters": [column_letter(i) for i in range(shown)],
        "merges": _merges(found, first, last, shown),
        "last_row": found.last_row,
        "cut_columns": width - shown,
    }


def cells_job(path: Path, cells: list[list[str]]) -> dict[str, Any]:
    """The texts of single cells.

    Args:
        cells: [sheet, address] of each.

    Returns:
        `texts` in the same order; None for what is no cell of this file.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    sheets = {sheet.name: sheet for sheet in open_workbook(path).sheets}
    return {"error": None, "texts": [_text(sheets.get(sheet), address) for sheet, address in cells]}


def _text(sheet: Sheet | None, address: str) -> str | None:
    at = place(address)
    return None if sheet is None or at is None else display(sheet.cell(*at))


def _row(sheet: Sheet, number: int, width: int) -> dict[str, Any]:
    cells = sheet.row(number)
    texts = [display(cells[i])[:_LONGEST_TEXT] if i < len(cells) else "" for i in range(width)]
    return {"row": number, "hidden": number in sheet.hidden_rows, "cells": texts}


def _merges(sheet: Sheet, first: int, last: int, width: int) -> list[list[int]]:
    clipped = []
    for merge in sheet.merges:
        top, bottom = max(merge.first_row, first), min(merge.last_row, last)
        left, right = merge.first_column, min(merge.last_column, width - 1)
        # A merge that begins above the window shows its text there, not here.
        if top == merge.first_row and bottom >= top and right >= left and (bottom > top or right > left):
            clipped.append([top, left, bottom - top + 1, right - left + 1])
    return clipped
