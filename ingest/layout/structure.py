"""A header whose words nobody knows: a row of texts over columns that are each of one kind. Decides by shape only."""

from typing import Final

from ingest.layout.evidence import kind_of, runs
from ingest.layout.grid import Grid, column_numbers, has_letters, is_typed
from ingest.layout.header import Header, HeaderFinder
from ingest.layout.words import is_neutral_header, looks_like_name, starts_with
from ingest.model import CellValue
from talentdb.text import fold

__all__ = ["column_kind", "structural_header"]

_TOP_ROWS: Final = 40
_SAMPLE: Final = 12
_LONGEST: Final = 150
# A column of names proves people; a second sign beside it is enough.
_WEIGHTS: Final = {"person": 1.0, "date": 0.7, "identifier": 0.7, "email": 0.7, "sex": 0.7, "number": 0.2}
_ENOUGH: Final = 1.7


def column_kind(values: list[CellValue]) -> str:
    """The kind that most filled cells of a column have; "" for a column of texts or of nothing."""
    kinds = [kind for kind in map(kind_of, values) if kind]
    for kind in _WEIGHTS:
        if kinds and sum(k == kind for k in kinds) >= 0.6 * len(kinds):
            return kind
    return ""


def structural_header(grid: Grid, finder: HeaderFinder) -> Header | None:
    """The first row that is a header by its shape, for a list of people; None when no row is.

    Evidence: only different short texts, names of persons under one of them, dates, identifiers or numbers under
    others, a running number, a row that counts the columns.
    """
    seen = 0
    for row in range(grid.first, grid.last + 1):
        filled = grid.filled(row)
        if not filled:
            continue
        seen += 1
        if seen > _TOP_ROWS:
            return None
        said = sum(_said(finder, grid.text(row, c)) for c in filled)
        if _may_be_header(grid, finder, row, filled) and said + _score(grid, row, filled) >= _ENOUGH:
            return finder.as_given(finder.extent(row))
    return None


def _said(finder: HeaderFinder, text: str) -> float:
    """What the words of a header add to its shape: little for the running number, most for the name of a person."""
    weight = finder.weight(text)
    if starts_with("name_label", text):
        return 0.8 * weight
    return 0.2 * weight if is_neutral_header(text) else 0.5 * weight


def _may_be_header(grid: Grid, finder: HeaderFinder, row: int, filled: list[int]) -> bool:
    cells = grid.row(row)
    if len(filled) < 2 and not starts_with("name_label", grid.text(row, filled[0])):
        return False
    if column_numbers(cells, filled) or finder.holds_data(row):
        return False
    texts = [grid.text(row, c) for c in filled]
    worded = sum(has_letters(cells[c]) for c in filled)
    different = len({fold(text) for text in texts}) == len(texts)
    typed = sum(is_typed(cells[c]) for c in filled)
    return worded >= 0.6 * len(filled) and not typed and different and all(len(text) <= _LONGEST for text in texts)


def _score(grid: Grid, row: int, filled: list[int]) -> float:
    """Signs of people under a row, each kind of column counted by what it proves."""
    below: list[tuple[CellValue, ...]] = []
    counted = 0.0
    for number in range(row + 1, min(row + 4 * _SAMPLE, grid.last) + 1):
        cells, under = grid.row(number), grid.filled(number)
        if column_numbers(cells, under) and not below:
            counted = 0.5
        elif len(under) >= min(2, len(filled)) and len(below) < _SAMPLE:
            below.append(cells)
    if not below:
        return 0.0
    kinds = []
    for column in filled:
        values = [cells[column] if column < len(cells) else None for cells in below]
        kinds.append("running" if runs(values) else column_kind(values))
    if "person" not in kinds:
        return 0.0
    usual = sorted(sum(c is not None for c in cells) for cells in below)[len(below) // 2]
    if len(filled) < 0.6 * usual:
        return 0.0
    apart = 0.7 if _stands_apart(grid, row, filled, filled[kinds.index("person")], below) else 0.0
    return apart + counted + 0.5 * ("running" in kinds) + sum(_WEIGHTS.get(kind, 0.0) for kind in kinds)


def _stands_apart(grid: Grid, row: int, filled: list[int], column: int, below: list[tuple[CellValue, ...]]) -> bool:
    """Whether a row over three names or more says nothing that a row under it says, and no name over the names."""
    if len(below) < 3 or looks_like_name(grid.text(row, column).title()):
        return False
    return not any(
        c < len(cells) and fold(str(cells[c])) == fold(grid.text(row, c)) for cells in below for c in filled
    )
