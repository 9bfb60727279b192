"""Writes drafts of sheets as .xlsx, .xls or .csv. Byte-equal for equal drafts; knows nothing of their meaning."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ingest.sample.model import CellValue
from ingest.sample.sheets import SheetDraft

__all__ = ["write_workbook"]

_CREATED = datetime(2026, 10, 31, 8, 0)  # noqa: DTZ001 - a workbook's own clock has no zone
_STRAY_ROWS, _STRAY_COLUMN = 400, 60
"""How far a used range lies beyond the data, as in real files (272 rows against 27)."""


def _write_xlsx(path: Path, sheets: Sequence[SheetDraft]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    plain = book.add_format({"border": 1})
    for draft in sheets:
        sheet = book.add_worksheet(draft.name[:31])
        for top, left, bottom, right in draft.merges:
            if (top, left) != (bottom, right):
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", plain)
        for (row, column), value in draft.cells.items():
            if isinstance(value, date):
                sheet.write_datetime(row - 1, column - 1, datetime(value.year, value.month, value.day), day_format)  # noqa: DTZ001
            elif isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value, plain)
            elif value is not None:
                sheet.write_number(row - 1, column - 1, value, plain)
        if draft.stray:
            last = max(row for row, _ in draft.cells)
            sheet.write_blank(last + _STRAY_ROWS, _STRAY_COLUMN, None, plain)
    book.close()


def _write_xls(path: Path, sheets: Sequence[SheetDraft]) -> None:
    xlwt = import_module("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    day_style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for draft in sheets:
        sheet = book.add_sheet(draft.name[:31])
        covered = {
            (row, column)
            for top, left, bottom, right in draft.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for top, left, bottom, right in draft.merges:
            sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, draft.cells.get((top, left)))
        for (row, column), value in draft.cells.items():
            if (row, column) in covered:
                continue
            if isinstance(value, date):
                sheet.write(row - 1, column - 1, value, day_style)
            else:
                sheet.write(row - 1, column - 1, value)
    book.save(str(path))


def _shown(value: CellValue) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _write_csv(path: Path, draft: SheetDraft) -> None:
    height = max(row for row, _ in draft.cells)
    width = max(column for _, column in draft.cells)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in range(1, height + 1):
        writer.writerow(_shown(draft.cells.get((row, column))) for column in range(1, width + 1))
    path.write_bytes(b"\xef\xbb\xbf" + buffer.getvalue().encode())


def write_workbook(folder: Path, stem: str, kind: str, sheets: Sequence[SheetDraft]) -> str:
    """Write the sheets as `kind` (xlsx, xls, xls_is_xlsx, csv) and give the file's name.

    xls needs xlwt, a package of development only; without it the workbook is an .xlsx.
    xls_is_xlsx is an OOXML workbook with a wrong ending, as a quarter of real .xls files are.
    """
    if kind == "csv":
        _write_csv(folder / f"{stem}.csv", sheets[0])
        return f"{stem}.csv"
    if kind == "xls" and find_spec("xlwt"):
        _write_xls(folder / f"{stem}.xls", sheets)
        return f"{stem}.xls"
    name = f"{stem}.xls" if kind == "xls_is_xlsx" else f"{stem}.xlsx"
    made = folder / f"{stem}.xlsx"
    _write_xlsx(made, sheets)
    if made.name != name:
        made.replace(folder / name)
    return name
