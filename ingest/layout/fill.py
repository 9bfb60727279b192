"""Cells merged over several data rows: their value belongs to each of these rows. Judges no row."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import CellValue, Range, Sheet, Table, is_blank

__all__ = ["filled_down"]


def filled_down(sheet: Sheet, tables: Sequence[Table]) -> Sheet:
    """The sheet with the value of every merge over data rows in each row and column of a table it covers.

    Only downwards: a merge over columns says its value once, in its first column. The sheet itself where nothing is
    merged so.
    """
    changed: dict[int, list[CellValue]] = {}
    for merge in sheet.merges:
        if merge.last_row == merge.first_row:
            continue
        value = sheet.cell(merge.first_row, merge.first_column)
        if is_blank(value):
            continue
        for row in _covered(merge, tables):
            cells = changed.setdefault(row, list(sheet.row(row)))
            cells.extend([None] * (merge.first_column + 1 - len(cells)))
            if is_blank(cells[merge.first_column]):
                cells[merge.first_column] = value
    if not changed:
        return sheet
    rows = list(sheet.rows)
    for row, cells in changed.items():
        rows[row - sheet.first_row] = tuple(cells)
    return replace(sheet, rows=rows)


def _covered(merge: Range, tables: Sequence[Table]) -> list[int]:
    """Data rows below the first that a merge covers, where its first row is one of the table's data rows too."""
    for table in tables:
        inside = table.first_row <= merge.first_row <= table.last_row
        if inside and any(column.index == merge.first_column for column in table.columns):
            rows = [body.row for body in table.rows if merge.first_row <= body.row <= merge.last_row]
            return [row for row in rows if row > merge.first_row]
    return []
