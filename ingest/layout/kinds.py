"""Sheets that are no submission: lookup lists, guides, examples, empty ones. Says why, by name and by content."""

from typing import Final

from ingest.layout.grid import Grid, is_typed
from ingest.layout.header import Header
from ingest.layout.words import is_neutral_header, starts_with
from ingest.model import is_blank
from talentdb.text import fold

__all__ = ["ignored_by_content", "ignored_by_first_rows", "ignored_by_name", "is_choices", "is_log"]

_FIRST_ROWS: Final = 8
_SHORT: Final = 60
_SAMPLE: Final = 500
_FEWEST_CHOICES: Final = 3


def ignored_by_name(name: str, known_headers: int, *, people: bool) -> str | None:
    """ "example", "guide" or "lookup" when the name of a sheet says so.

    Args:
        name: the sheet's.
        known_headers: known columns of its widest table; a sheet "DM cán bộ" that holds people is read.
        people: whether persons are listed in it.
    """
    if starts_with("sheet_example", name):
        return "example"
    if people or known_headers >= 4:
        return None
    if starts_with("sheet_guide", name):
        return "guide"
    return "lookup" if starts_with("sheet_lookup", name) else None


def is_log(header: Header) -> bool:
    """Whether a table is a list of changes or mistakes: sentences about the file under "Nội dung", "Lỗi" …"""
    titles = [part for column in header.columns for part in column.path]
    return header.known < 4 and any(starts_with("log_header", title) for title in titles)


def ignored_by_first_rows(grid: Grid) -> str | None:
    """ "example" under the title "Ví dụ cách điền", "guide" where the header is that of a list of columns."""
    rows = [row for row in range(grid.first, min(grid.first + _FIRST_ROWS, grid.last) + 1) if grid.filled(row)]
    for place, row in enumerate(rows):
        texts = [grid.text(row, column) for column in grid.filled(row)]
        if place == 0 and len(texts) == 1 and len(texts[0]) <= _SHORT and starts_with("example", texts[0]):
            return "example"
        explains = [text for text in texts if len(text) <= _SHORT and starts_with("guide_header", text)]
        if len(explains) >= 2 and len(explains) >= 0.5 * len(texts):
            return "guide"
    return None


def is_choices(grid: Grid, header: Header) -> bool:
    """Whether a table is lists of choices side by side: words, each said once in its column, of unequal lengths."""
    rows = range(header.last + 1, min(header.last + _SAMPLE, grid.last) + 1)
    lengths = []
    for column in header.columns:
        if any(is_neutral_header(part) for part in column.path):
            continue
        cells = [grid.sheet.cell(row, column.index) for row in rows]
        values = [str(cell).strip() for cell in cells if not is_blank(cell)]
        texts = {fold(value) for value in values}
        # a list of choices has no hole in it
        if len(texts) < len(values) or any(is_blank(cell) for cell in cells[: len(values)]):
            return False
        if any(is_typed(cell) or len(str(cell)) > _SHORT for cell in cells if not is_blank(cell)):
            return False
        lengths.append(len(values))
    uneven = len(set(lengths)) >= max(2, 0.5 * len(lengths))
    return uneven and max(lengths) >= _FEWEST_CHOICES


def ignored_by_content(grid: Grid) -> str | None:
    """ "empty", "guide" or "lookup" for a sheet without a table; None where it may be one we do not understand."""
    rows = [row for row in range(grid.first, grid.last + 1) if grid.filled(row)][:500]
    if not rows:
        return "empty"
    texts = [(row, column, grid.text(row, column)) for row in rows for column in grid.filled(row)]
    if len(rows) >= 3 and sum(len(grid.filled(row)) == 1 for row in rows) >= 0.7 * len(rows):
        long = sum(len(text) > 40 for _, _, text in texts)
        if long >= 0.4 * len(texts):
            return "guide"
    if any(starts_with("log_header", text) for row, _, text in texts if row <= rows[min(4, len(rows) - 1)]):
        return "guide"
    if any(text.startswith("Column") and text[6:].isdigit() for _, _, text in texts[:6]):
        return "lookup"
    return "lookup" if _is_lookup(grid, rows) else None


def _is_lookup(grid: Grid, rows: list[int]) -> bool:
    """One to three columns of short words, each said once: the choices of a dropdown."""
    columns = sorted({column for row in rows for column in grid.filled(row)})
    if len(rows) < 3 or len(columns) > 3:
        return False
    for column in columns:
        values = [grid.text(row, column) for row in rows if grid.text(row, column)]
        typed = sum(is_typed(grid.sheet.cell(row, column)) for row in rows)
        short = sum(len(value) <= 40 for value in values)
        if (
            len(set(values)) < 0.95 * len(values)
            or short < 0.9 * len(values)
            or typed > 0.9 * len(values) > 0 == column
        ):
            return False
    return True
