"""A workbook written anew for files that cannot be changed in place: the same values at the same addresses."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from ingest.model import CellValue, Sheet, Workbook, display

__all__ = ["rewritten", "sheet_titles", "values_only"]

_FORBIDDEN: Final = str.maketrans(dict.fromkeys("\\*?:/[]", "_"))
# openpyxl makes an object of every cell a merge covers: beyond this only the values are written.
_MAX_MERGED: Final = 200_000
_MAX_SPREAD: Final = 1_500_000
_LONGEST: Final = 32_767
_FIRST_DAY: Final = dt.date(1900, 3, 1)


def rewritten(path: Path, source: Workbook) -> bytes | None:
    """The workbook as openpyxl keeps it: without macros, pictures and links; None where it cannot."""
    from openpyxl import load_workbook

    merged = sum(merge.area for sheet in source.sheets for merge in sheet.merges)
    spread = sum(len(cells) for sheet in source.sheets for cells in sheet.rows)
    if merged > _MAX_MERGED or spread > _MAX_SPREAD:
        return None
    out = BytesIO()
    try:
        book = load_workbook(path, keep_links=False)
        if not {sheet.name for sheet in source.sheets} <= set(book.sheetnames):
            return None
        book.save(out)
    except Exception:
        return None  # openpyxl refuses a whole file for one odd style; the values are safe in `source`
    return out.getvalue()


def sheet_titles(source: Workbook) -> dict[str, str]:
    """Name of each sheet -> a name that Excel accepts."""
    titles: dict[str, str] = {}
    for sheet in source.sheets:
        base = sheet.name.translate(_FORBIDDEN).strip("'")[:31] or "Sheet"
        title, number = base, 1
        while title.casefold() in {taken.casefold() for taken in titles.values()}:
            number += 1
            title = f"{base[:27]}_{number}"
        titles[sheet.name] = title
    return titles


def values_only(source: Workbook) -> bytes:
    """A new workbook with the same cells at the same addresses; text that looks like a formula stays text."""
    import xlsxwriter

    out = BytesIO()
    titles = sheet_titles(source)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, options)
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    times = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    shown = next((s for s in source.sheets if not s.hidden), source.sheets[0])
    for sheet in source.sheets:
        target = book.add_worksheet(titles[sheet.name])
        if sheet is shown:
            target.activate()
            target.set_first_sheet()
        elif sheet.hidden:
            target.hide()
        _fill(target, sheet, days, times)
    book.close()
    return out.getvalue()


def _fill(target: Any, sheet: Sheet, days: Any, times: Any) -> None:
    widths: dict[int, int] = {}
    for number, cells in enumerate(sheet.rows, start=sheet.first_row - 1):
        for column, value in enumerate(cells):
            if value is None:
                continue
            _write(target, number, column, value, days, times)
            widths[column] = max(widths.get(column, 0), min(40, len(str(value))))
    for column, width in widths.items():
        target.set_column(column, column, max(9, width + 2))
    for row in sheet.hidden_rows:
        target.set_row(row - 1, None, None, {"hidden": True})


def _write(target: Any, row: int, column: int, value: CellValue, days: Any, times: Any) -> None:
    if isinstance(value, bool):
        target.write_boolean(row, column, value)
    elif isinstance(value, dt.datetime) and value.date() >= _FIRST_DAY:
        target.write_datetime(row, column, value, times if value.time() != dt.time() else days)
    elif isinstance(value, dt.date) and value >= _FIRST_DAY and not isinstance(value, dt.datetime):
        target.write_datetime(row, column, value, days)
    elif isinstance(value, (int, float)) and abs(value) < 10**15:
        target.write_number(row, column, value)
    else:
        # Excel would round longer numbers, and has no day before 1900-03-01 that others count alike
        target.write_string(row, column, display(value)[:_LONGEST])
