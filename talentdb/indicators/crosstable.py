"""Tables of counts in two directions, and what of them leaders must not see. Pure.

A small cell is not got by subtraction either: neither from its line, nor from several lines together, nor from the
totals; and by what is shown it could always be SMALL or more (`bounds`). Sees one table; totals that several tables
share are hidden by sizes alone where that is enough, so the same in each of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from talentdb.access.principal import Principal, Role
from talentdb.indicators.bounds import Arc, Sums
from talentdb.indicators.suppression import SMALL, hidden_keys

__all__ = ["CrossTable", "cross_table", "hidden_cells"]

Cell = tuple[str, str]
_ALL: Final = "\0all"
"""Line of the totals: no key of any list."""


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts by row and column; None where this reader must not see one.

    Args:
        cells: every row with every column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Cell, int | None]
    row_totals: Mapping[str, int | None]
    column_totals: Mapping[str, int | None]
    total: int | None

    @property
    def hidden(self) -> int:
        """How many cells are not shown."""
        return sum(value is None for value in self.cells.values())


def cross_table(
    principal: Principal, counts: Mapping[Cell, int], rows: Sequence[str], columns: Sequence[str]
) -> CrossTable:
    """The table as far as this role may see it: only leaders do not see small cells.

    Args:
        counts: (row, column) -> people; what is missing is nobody.
        rows, columns: in the order to show them; nobody stands outside them.
    """
    whole = _with_totals(counts, rows, columns)
    hidden = hidden_cells(counts, rows, columns) if principal.role is Role.LEADER else frozenset()
    seen = {cell: None if cell in hidden else value for cell, value in whole.items()}
    return CrossTable(
        tuple(rows), tuple(columns),
        {(row, column): seen[row, column] for row in rows for column in columns},
        {row: seen[row, _ALL] for row in rows}, {column: seen[_ALL, column] for column in columns}, seen[_ALL, _ALL],
    )  # fmt: skip


def _with_totals(counts: Mapping[Cell, int], rows: Sequence[str], columns: Sequence[str]) -> dict[Cell, int]:
    whole = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    whole |= {(row, _ALL): sum(counts.get((row, column), 0) for column in columns) for row in rows}
    whole |= {(_ALL, column): sum(counts.get((row, column), 0) for row in rows) for column in columns}
    return {**whole, (_ALL, _ALL): sum(whole[row, _ALL] for row in rows)}


def hidden_cells(counts: Mapping[Cell, int], rows: Sequence[str], columns: Sequence[str]) -> frozenset[Cell]:
    """Cells and totals to hide, totals under the key of all.

    Rows and columns are the knots of a graph whose edges are the hidden cells: a cell can be worked out exactly when
    its edge lies on no ring. So edges are added, the smallest ones first, until each hidden one lies on one.
    """
    whole = _with_totals(counts, rows, columns)
    if whole[_ALL, _ALL] < SMALL:
        return frozenset(cell for cell, value in whole.items() if value)
    hidden = {cell for cell, value in whole.items() if 0 < value < SMALL}
    hidden |= {(row, _ALL) for row in hidden_keys({row: whole[row, _ALL] for row in rows})}
    hidden |= {(_ALL, column) for column in hidden_keys({column: whole[_ALL, column] for column in columns})}
    while (more := _more(whole, hidden, rows, columns)) is not None:
        hidden.add(more)
    table = Sums(whole, {cell: _arc(cell) for cell in whole})
    inside = table.protected(hidden, SMALL, lambda cell: _ALL not in cell)
    return table.protected(inside, SMALL, lambda cell: cell != (_ALL, _ALL))


def _arc(cell: Cell) -> Arc:
    """The sums of a cell: its row and its column; a total goes the other way."""
    row, column = ("row", cell[0]), ("column", cell[1])
    return (column, row) if (cell[0] == _ALL) != (cell[1] == _ALL) else (row, column)


def _more(whole: Mapping[Cell, int], hidden: set[Cell], rows: Sequence[str], columns: Sequence[str]) -> Cell | None:
    """One more cell that has to be hidden; None when all is well."""
    for line in _lines(rows, columns):
        here = [cell for cell in line if cell in hidden]
        if here and sum(whole[cell] for cell in here) < SMALL and (found := _smallest(whole, hidden, line)):
            return found
    for cell in sorted(hidden):
        side = _side(hidden - {cell}, cell[0])
        if ("column", cell[1]) in side:
            continue
        other = _side(hidden - {cell}, cell[1], "column")
        around = [end for end in whole if (("row", end[0]) in side) != (("column", end[1]) in side)]
        # What closes the ring at once, else what makes one side larger.
        closing = [end for end in around if {("row", end[0]), ("column", end[1])} & other]
        if found := _smallest(whole, hidden, closing) or _smallest(whole, hidden, around):
            return found
    return None


def _lines(rows: Sequence[str], columns: Sequence[str]) -> Iterator[list[Cell]]:
    """The cells between two totals; the totals themselves are told by `hidden_keys`."""
    yield from ([(row, column) for column in columns] for row in rows)
    yield from ([(row, column) for row in rows] for column in columns)


def _smallest(whole: Mapping[Cell, int], hidden: set[Cell], among: Sequence[Cell]) -> Cell | None:
    """The smallest filled cell that is still seen; a total only where there is no other, for other tables show it."""
    open_ = (cell for cell in among if whole[cell] and cell not in hidden and cell != (_ALL, _ALL))
    return min(open_, key=lambda cell: (_ALL in cell, whole[cell], cell), default=None)


def _side(edges: set[Cell], start: str, kind: str = "row") -> set[tuple[str, str]]:
    """Rows and columns that can be reached from one of them over the edges."""
    beside: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row, column in edges:
        beside["row", row].append(("column", column))
        beside["column", column].append(("row", row))
    reached, waiting = {(kind, start)}, [(kind, start)]
    while waiting:
        for end in beside[waiting.pop()]:
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    return reached
