"""A sheet as it reads in Unicode when it was typed in an old encoding: for finding tables in, never for values."""

from dataclasses import replace
from typing import Final

from ingest.layout.grid import filled_columns
from ingest.model import CellValue, Sheet
from ingest.normalise.legacy import decode_all, decode_legacy

__all__ = ["decoded"]

_TOP_ROWS: Final = 80
# So many rows are decoded whole; of the others those that may be labels, totals or signatures.
_WHOLE: Final = 400
_FEW_CELLS: Final = 4
# One text may read as another encoding by chance.
_FEWEST: Final = 2


def decoded(sheet: Sheet) -> Sheet:
    """The sheet with its old-encoded texts in Unicode; the sheet itself when hardly any text is in one.

    Rows and columns stay where they are. What is Unicode already stays as it is.
    """
    top = {cell for cells in sheet.rows[:_TOP_ROWS] for cell in cells if isinstance(cell, str) and _suspect(cell)}
    if sum(decode_legacy(text)[1] is not None for text in top) < _FEWEST:
        return sheet
    rows = [
        _row(cells) if index < _WHOLE or len(filled_columns(cells)) <= _FEW_CELLS else cells
        for index, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _row(cells: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
    """A row in Unicode: headers of a row belong together, so one in Unicode speaks for the others."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if not any(map(_suspect, texts)):
        return cells
    plain = iter(decode_all(texts))
    return tuple(next(plain) if isinstance(cell, str) else cell for cell in cells)


def _suspect(text: str) -> bool:
    """Whether a text has marked letters and all of them are of one byte, as in the old encodings."""
    return not text.isascii() and max(text) <= "ÿ"
