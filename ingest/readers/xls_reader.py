"""Old .xls (BIFF 2 to 8) by xlrd, which survives damaged files where faster readers abort."""

from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code

from ingest.errors import Unreadable
from ingest.model import CellNote, CellValue, Range, Sheet, Workbook
from ingest.readers.cells import MAX_CELLS, RowStore, clean_text, from_serial, whole
from ingest.readers.digits import digit_pattern, show_digits
from ingest.readers.xls_count import count_filled

__all__ = ["read_xls"]


class _Silence:
    """xlrd writes its doubts about a file to a log; they are not for the agency."""

    def write(self, _: str) -> int:
        return 0

    def flush(self) -> None:
        """Nothing is held back."""


def read_xls(path: Path) -> Workbook:
    """Read an admitted .xls.

    Raises:
        Unreadable: it has a password, is damaged, or holds too much.
    """
    book = _open(path)
    budget, counted = RowStore.fresh_budget(), [0]
    sheets, nonempty = [], {}
    witness = count_filled(path.read_bytes(), _Silence()) or []
    for source in book.sheets():
        before = counted[0]
        store, notes = RowStore(budget), list[CellNote]()
        empty = _fill(source, book, store, notes, counted)
        first, rows = store.finish()
        name = clean_text(source.name)[0]
        sheets.append(
            Sheet(
                name=name,
                hidden=bool(source.visibility),
                first_row=first,
                rows=rows,
                merges=tuple(Range(r1 + 1, c1, r2, c2 - 1) for r1, r2, c1, c2 in source.merged_cells),
                hidden_rows=frozenset(row + 1 for row, info in source.rowinfo_map.items() if info.hidden),
                notes=tuple(notes),
                hidden_columns=frozenset(column for column, info in source.colinfo_map.items() if info.hidden),
                beside={"comments": len(source.cell_note_map)} if source.cell_note_map else {},
            )
        )
        told = len(witness) == book.nsheets
        nonempty[name] = witness[len(sheets) - 1] - empty if told else counted[0] - before
    if not sheets:
        raise Unreadable("file.no_sheets")
    return Workbook("xls", tuple(sheets), book.datemode == 1, nonempty)


def _open(path: Path) -> Any:
    last: Exception | None = None
    # Formatting tells hidden rows and merges; where it is damaged the values may still be whole.
    for formatting in (True, False):
        try:
            return xlrd.open_workbook(str(path), logfile=_Silence(), formatting_info=formatting, ragged_rows=True)
        except MemoryError:
            raise
        except Exception as error:
            if "encrypt" in str(error).lower() or "password" in str(error).lower():
                raise Unreadable("file.encrypted") from error
            last = error
    raise Unreadable("file.damaged", detail="tệp .xls") from last


def _fill(source: Any, book: Any, store: RowStore, notes: list[CellNote], counted: list[int]) -> int:
    """Put the cells of a sheet into the store; gives how many hold a text of no letters."""
    empty = 0
    for index in range(source.nrows):
        kinds, values = source.row_types(index), source.row_values(index)
        for column, (kind, raw) in enumerate(zip(kinds, values, strict=True)):
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or raw == "":
                empty += kind == xlrd.XL_CELL_TEXT
                continue
            counted[0] += 1
            if counted[0] > MAX_CELLS:
                raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")
            value = _value(index + 1, column, kind, raw, book.datemode == 1, notes)
            if kind == xlrd.XL_CELL_NUMBER and isinstance(value, int) and value >= 0:
                pattern = _pattern(source, book, index, column)
                value = show_digits(value, pattern) if pattern else value
            if value is not None:
                store.put(index + 1, column, value)
    return empty


def _pattern(source: Any, book: Any, row: int, column: int) -> tuple[str, ...] | None:
    """The number format of a cell where it shows further digits; unknown where formatting could not be read."""
    if not book.formatting_info:
        return None
    style = book.xf_list[source.cell_xf_index(row, column)]
    known = book.format_map.get(style.format_key)
    return digit_pattern(known.format_str) if known else None


def _value(row: int, column: int, kind: int, raw: Any, date1904: bool, notes: list[CellNote]) -> CellValue:
    if kind == xlrd.XL_CELL_TEXT:
        text, changed = clean_text(raw)
        if changed:
            notes.append(CellNote(row, column, "control_characters"))
        return text
    if kind == xlrd.XL_CELL_DATE:
        return from_serial(raw, date1904)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(raw)
    if kind == xlrd.XL_CELL_ERROR:
        notes.append(CellNote(row, column, "error_value", error_text_from_code.get(raw, "#?")))
        return None
    return whole(raw)
