"""Those who sign a list: where their block begins, and signatures between two parts of a list."""

from collections.abc import Callable

from ingest.layout.evidence import names_person
from ingest.layout.grid import Grid, is_typed
from ingest.layout.words import is_signature

__all__ = ["signature_start", "signs_between"]

# Two or three sign side by side.
_MOST = 3
_LONGEST_TITLE = 90


def signature_start(grid: Grid, filled_of: Callable[[int], list[int]], first: int, last: int) -> int:
    """First row of nothing but signature titles under which no number and no date stands any more.

    Args:
        grid: the sheet.
        filled_of: the filled columns of a row within the table.
        first: the table's first row.
        last: the last row that may belong to it.
    """
    start = last + 1
    for row in range(last, first - 1, -1):
        cells, filled = grid.row(row), filled_of(row)
        texts = [grid.text(row, c) for c in filled]
        if any(is_typed(cells[c]) for c in filled) or any(len(t) > _LONGEST_TITLE for t in texts):
            break
        if texts and all(is_signature(t) for t in texts):
            start = row
    return start


def signs_between(grid: Grid, row: int, filled: list[int], *, signed: bool, numbered: bool) -> bool:
    """A signature between two parts of a list: titles side by side, then the names under them.

    Args:
        grid: the sheet.
        row: the row in question.
        filled: its filled columns within the table.
        signed: whether the row before it was a signature.
        numbered: whether records have a running number, so that a lone name without one is none.
    """
    texts = [grid.text(row, c) for c in filled]
    if len(texts) > _MOST or (not signed and len(texts) < 2):
        return False
    if all(is_signature(text) for text in texts):
        return True
    return signed and (numbered or len(texts) > 1) and all(names_person(text) for text in texts)
