"""Levels of a header written without merges, told by the gaps that the parents leave. Knows no words of its own."""

from bisect import bisect_right
from collections.abc import Callable

from ingest.layout.grid import Grid, is_typed
from talentdb.text import fold

__all__ = ["children_in_gaps", "parent_over_rest"]

_KNOWN = 0.6
# Rows asked whether they say what a row of children says: a value comes back, a header does not.
_BELOW = 12
# Children are words of a header, no sentences.
_LONGEST = 60


def children_in_gaps(grid: Grid, last: int, total: set[int], row: int, weight: Callable[[str], float]) -> bool:
    """Whether a row fills just the gaps that the header row `last` leaves to the right of its parents.

    "Bằng cấp |  |  |" over "CĐ | ĐH | ThS | TS": each run starts under its parent and ends before the next one, no
    single header has anything below, all children of a parent differ and none comes back in the rows below; those
    rows fill what the children leave empty.

    Args:
        grid: the sheet.
        last: the lowest row of the header so far.
        total: the columns that have a text in any of its rows.
        row: the row asked about, the next one.
        weight: how much a text looks like a header we know.
    """
    filled, upper = grid.filled(row), grid.filled(last)
    runs = _runs(filled, upper)
    if not runs or max(map(len, runs)) < 2 or min(filled) < min(total):
        return False
    # a child alone under its parent, and children of the first column, must be words of headers
    doubtful = [run for run in runs if len(run) < 2 or run[0] == min(total)]
    if any(weight(grid.text(row, c)) < _KNOWN for run in doubtful for c in run):
        return False
    texts = [[fold(grid.text(row, c)) for c in run] for run in runs]
    if any(len(set(of)) < len(of) or max(map(len, of)) > _LONGEST for of in texts):
        return False
    below = [r for r in range(row + 1, min(row + _BELOW, grid.last) + 1) if grid.filled(r)]
    again = sum(fold(grid.text(r, c)) == fold(grid.text(row, c)) for r in below for c in filled)
    wider = sum(bool(set(grid.filled(r)) & total - set(filled)) for r in below)
    return bool(below) and not again and wider >= 0.8 * len(below)


def _runs(filled: list[int], upper: list[int]) -> list[list[int]]:
    """The children by parent; nothing when one stands under no parent with a gap, or a gap is not filled."""
    found: dict[int, list[int]] = {}
    for column in filled:
        at = bisect_right(upper, column)
        if not at:
            return []
        found.setdefault(upper[at - 1], []).append(column)
    whole = all(run == list(range(parent, parent + len(run))) for parent, run in found.items())
    return list(found.values()) if whole else []


def parent_over_rest(grid: Grid, row: int, below: int, weight: Callable[[str], float]) -> bool:
    """Whether a row of few texts is the upper level of the row below: known headers over nothing, and a parent.

    "TT | Thông tin chi tiết |  |" over " | Họ tên | Ngày sinh | …": what stands over an empty cell is a header of its
    own, and the parent's first child is not the only one.
    """
    filled, under = grid.filled(row), set(grid.filled(below))
    if len(filled) < 2 or any(is_typed(grid.row(row)[c]) for c in filled):
        return False
    alone = [c for c in filled if c not in under]
    parents = [c for c in filled if c in under and c + 1 in under and c + 1 not in filled]
    known = all(weight(grid.text(row, c)) >= _KNOWN for c in alone)
    return bool(alone) and bool(parents) and known and max(alone) < min(under)
