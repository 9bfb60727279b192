"""No small cell of a table can be worked out by a leader from all that the table shows."""

from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.indicators.crosstable import CrossTable, cross_table
from talentdb.indicators.suppression import SMALL

LEADER = Principal(Role.LEADER, "x")
ROWS, COLUMNS = ("a", "b", "c"), ("x", "y", "z", "w")
_COUNT = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 40))
_TABLE = st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), _COUNT)


def _known(shown: CrossTable) -> set[tuple[str, str]]:
    """Hidden cells whose value follows from all sums and shown values: unit vectors in the space of the equations."""
    rows, columns = (*shown.rows, "+"), (*shown.columns, "+")
    values = {**shown.cells, **{(row, "+"): value for row, value in shown.row_totals.items()}}
    values |= {("+", column): value for column, value in shown.column_totals.items()} | {("+", "+"): shown.total}
    unknown = [cell for cell, value in values.items() if value is None]
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    equations = np.array(
        [[(-1.0 if "+" in (cell[1] if at < len(rows) else cell[0]) else 1.0) * (cell in line) for cell in unknown]
         for at, line in enumerate(lines)]
    ).reshape(len(lines), len(unknown))  # fmt: skip
    rank = np.linalg.matrix_rank(equations) if unknown else 0
    return {
        cell for at, cell in enumerate(unknown)
        if np.linalg.matrix_rank(np.vstack([equations, np.eye(len(unknown))[at]])) == rank
    }  # fmt: skip


@given(_TABLE)
def test_no_small_cell_is_shown_or_follows_from_what_is_shown(counts: Mapping[tuple[str, str], int]) -> None:
    shown = cross_table(LEADER, counts, ROWS, COLUMNS)
    small = {cell for cell, value in counts.items() if 0 < value < SMALL}
    assert all(shown.cells[cell] is None for cell in small)
    assert not _known(shown) & small
    for row in ROWS:
        value = sum(counts.get((row, column), 0) for column in COLUMNS)
        assert shown.row_totals[row] in {None, value}
        assert shown.row_totals[row] is None or value == 0 or value >= SMALL


@given(_TABLE)
def test_others_see_all_and_what_is_seen_is_true(counts: Mapping[tuple[str, str], int]) -> None:
    whole = cross_table(OPERATOR, counts, ROWS, COLUMNS)
    assert whole.hidden == 0
    assert whole.total == sum(counts.values())
    seen = cross_table(LEADER, counts, ROWS, COLUMNS)
    assert all(value in {None, whole.cells[cell]} for cell, value in seen.cells.items())


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    counts = {(row, column): 7 for row in ROWS for column in COLUMNS}
    assert cross_table(LEADER, counts, ROWS, COLUMNS) == cross_table(OPERATOR, counts, ROWS, COLUMNS)


def test_one_small_cell_takes_three_others_with_it() -> None:
    counts = {(row, column): 7 for row in ROWS for column in COLUMNS} | {("a", "x"): 2}
    shown = cross_table(LEADER, counts, ROWS, COLUMNS)
    assert shown.hidden == 4
    assert None not in {*shown.row_totals.values(), *shown.column_totals.values()}
