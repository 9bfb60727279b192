"""A sheet as it reads in Unicode when it was typed in an old encoding: for finding tables in, never for values."""

from dataclasses import replace
from typing import Final

from ingest.layout.grid import filled_columns
from ingest.model import CellValue, Sheet
from ingest.normalise.legacy import column_encoding, decode_as, decode_legacy

__all__ = ["decoded"]

_TOP_ROWS: Final = 80
# So many rows are decoded whole; of the others those that may be labels, totals or signatures.
_WHOLE: Final = 400
_FEW_CELLS: Final = 4
# One text may read as another encoding by chance.
_FEWEST: Final = 2


def decoded(sheet: Sheet) -> Sheet:
    """The sheet with its old-encoded texts in Unicode; the sheet itself when hardly any text is in one.

    Rows and columns stay where they are. What is Unicode already stays as it is, cell by cell.
    """
    top = {cell for cells in sheet.rows[:_TOP_ROWS] for cell in cells if isinstance(cell, str) and _suspect(cell)}
    if sum(decode_legacy(text)[1] is not None for text in top) < _FEWEST:
        return sheet
    encoding = column_encoding(top) or ""
    rows = [
        tuple(_cell(cell, encoding) for cell in cells)
        if index < _WHOLE or len(filled_columns(cells)) <= _FEW_CELLS
        else cells
        for index, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _suspect(text: str) -> bool:
    """Whether a text has marked letters and all of them are of one byte, as in the old encodings."""
    return not text.isascii() and max(text) <= "ÿ"


def _cell(value: CellValue, encoding: str) -> CellValue:
    return decode_as(value, encoding)[0] if isinstance(value, str) and _suspect(value) else value
