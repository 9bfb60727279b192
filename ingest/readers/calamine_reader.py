"""xlsb by python-calamine: the one format for which there is no reader of our own.

Gives no hidden rows, no error cells and no formulas without value: the library leaves those blank.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from ingest.errors import Unreadable
from ingest.model import CellNote, CellValue, Range, Sheet, Workbook
from ingest.readers.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, RowStore, clean_text, tidy_date, whole

__all__ = ["read_xlsb"]


def read_xlsb(path: Path) -> Workbook:
    """Read an admitted binary workbook.

    Raises:
        Unreadable: the library refuses it, or it holds too much.
    """
    try:
        with python_calamine.load_workbook(str(path)) as book:
            return _read(book)
    except python_calamine.PasswordError as error:
        raise Unreadable("file.encrypted") from error
    except (python_calamine.CalamineError, OSError) as error:
        raise Unreadable("file.damaged", detail="tệp .xlsb") from error


def _read(book: python_calamine.CalamineWorkbook) -> Workbook:
    budget, counted = RowStore.fresh_budget(), [0]
    sheets, nonempty = [], {}
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        source = book.get_sheet_by_name(meta.name)
        if source.total_height > MAX_ROWS or source.total_width > MAX_COLUMNS:
            raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        store, notes = RowStore(budget), list[CellNote]()
        count = _fill(source, store, notes, counted)
        first, rows = store.finish()
        merges = [Range(a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in source.merged_cell_ranges or ()]
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        sheets.append(Sheet(meta.name, hidden, first, rows, tuple(merges), notes=tuple(notes)))
        nonempty[meta.name] = count
    if not sheets:
        raise Unreadable("file.no_sheets")
    return Workbook("xlsb", tuple(sheets), False, nonempty)


def _fill(source: Any, store: RowStore, notes: list[CellNote], counted: list[int]) -> int:
    top, left = source.start or (0, 0)
    before = counted[0]
    for row, cells in enumerate(source.to_python(skip_empty_area=True), start=top + 1):
        for column, raw in enumerate(cells, start=left):
            if raw == "":
                continue
            value, changed = _value(raw)
            if changed:
                notes.append(CellNote(row, column, "control_characters"))
            counted[0] += 1
            if counted[0] > MAX_CELLS:
                raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")
            store.put(row, column, value)
    return counted[0] - before


def _value(raw: Any) -> tuple[CellValue, bool]:
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, bool | int | time):
        return raw, False
    if isinstance(raw, float):
        return whole(raw), False
    if isinstance(raw, datetime | date):
        return tidy_date(raw), False
    if isinstance(raw, timedelta):
        return str(raw), False
    return str(raw), False
