"""A list without a header row: found by a column of persons' names. Decides where it begins only."""

from typing import Final

from ingest.layout.evidence import names_person, runs
from ingest.layout.grid import Grid
from ingest.layout.header import Header, HeaderFinder
from ingest.layout.structure import column_kind
from ingest.model import CellValue, HeaderColumn, column_letter

__all__ = ["headerless"]

_ROWS: Final = 300
_FEWEST_NAMES: Final = 3


def headerless(grid: Grid, finder: HeaderFinder) -> Header | None:
    """A header of no rows over the first row of a list of people; None when the sheet holds no such list.

    Names of persons have to stand in most rows of a column, beside another column of one kind; a single column of
    names needs three of them and nothing else.
    """
    rows = [row for row in range(grid.first, grid.last + 1) if grid.filled(row)][:_ROWS]
    names = _name_column(grid, rows)
    if names is None:
        return None
    column, first = names
    rows = [row for row in rows if row >= first]
    used = sorted({c for row in rows for c in grid.filled(row)})
    shares = {c: sum(c in grid.filled(row) for row in rows) / len(rows) for c in used}
    kept = [c for c in used if shares[c] >= 0.15 or len(rows) < 8]
    kinds = {c: _kind(grid, rows, c) for c in kept if c != column}
    named = sum(names_person(grid.text(row, column)) for row in rows)
    if not any(kind and kind != "person" for kind in kinds.values()):
        alone = sum(len(grid.filled(row)) == 1 for row in rows) >= 0.8 * len(rows)
        if named < _FEWEST_NAMES or (alone and named < 0.8 * len(rows)):
            return None
        if not alone and named < 0.6 * len(rows):
            return None
    columns = tuple(HeaderColumn(c, column_letter(c), ()) for c in kept)
    number = next((c for c, kind in kinds.items() if kind == "running"), None)
    return Header(first, first - 1, columns, finder.enough, number=number)


def _kind(grid: Grid, rows: list[int], column: int) -> str:
    values: list[CellValue] = [grid.sheet.cell(row, column) for row in rows]
    return "running" if runs(values) else column_kind(values)


def _name_column(grid: Grid, rows: list[int]) -> tuple[int, int] | None:
    """The column with most names of persons, in at least half of the rows from the first of them; and that row."""
    best: tuple[int, int, int] | None = None
    for column in sorted({c for row in rows for c in grid.filled(row)}):
        named = [row for row in rows if names_person(grid.text(row, column))]
        if named and (best is None or len(named) > best[0]):
            best = len(named), column, named[0]
    if best is None:
        return None
    count, column, first = best
    after = [row for row in rows if row >= first]
    if count < 0.5 * sum(bool(grid.text(row, column)) for row in after) or count < 0.4 * len(after):
        return None
    return column, _first_row(grid, column, first)


def _first_row(grid: Grid, column: int, first: int) -> int:
    """Rows right above the first sure name belong to the list when they are as full and have a word there."""
    usual = len(grid.filled(first))
    while first > grid.first and usual > 1:
        above = grid.filled(first - 1)
        if column not in above or len(above) < max(2, 0.7 * usual):
            break
        first -= 1
    return first
