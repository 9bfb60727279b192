"""Parts of a person's form: its letterhead, its title, histories and relatives, signatures. Reads no value."""

import re
from typing import Final

from ingest.layout.grid import Grid
from ingest.layout.words import is_signature, ordinal_style, starts_with
from ingest.model import display

__all__ = ["history_rows", "is_form_title", "reason_of"]

_NUMBER: Final = re.compile(r"\s*(\d{1,2})\s*(?:[.)\-/:](?!\d)|\Z)")
# The next number of a form may be that many further on: some forms leave parts out.
_NEAR: Final = 6
_LEADING: Final = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-Za-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-/:]+\s*")


def is_form_title(grid: Grid, row: int) -> bool:
    """Whether a row is the title of a form ("SƠ YẾU LÝ LỊCH"): one text and no value."""
    filled = grid.filled(row)
    return len(filled) == 1 and ":" not in grid.text(row, filled[0]) and starts_with("form_title", _bare(grid, row))


def history_rows(grid: Grid, rows: list[int]) -> set[int]:
    """Rows in which a form tells of earlier times or of other persons: what they say is not the person's now.

    Such a part begins at a heading alone in its row and ends at the next number of the same kind, at a heading of a
    higher kind, or at the next form.
    """
    found: set[int] = set()
    style: str | None = None
    number = 0
    inside = False
    for row in rows:
        if inside and (is_form_title(grid, row) or _goes_on(grid, row, style, number)):
            inside = False
        if _is_heading(grid, row) and starts_with("history", _bare(grid, row)):
            inside, style, number = True, _style(grid, row), _number(grid, row)
        if inside:
            found.add(row)
    return found


def reason_of(grid: Grid, row: int, *, above: bool, signed: bool) -> str:
    """Why a row of a form that holds no pair is skipped.

    Args:
        above: whether it stands over the first value of the person.
        signed: whether signatures have begun.
    """
    if is_form_title(grid, row) or above:
        return "title"
    texts = [grid.text(row, column) for column in grid.filled(row)]
    return "signature" if signed or any(is_signature(t) or starts_with("declarer", t) for t in texts) else "note"


def _words(grid: Grid, row: int) -> list[str]:
    """The texts of a row but a number in a cell of its own."""
    texts = [grid.text(row, column) for column in grid.filled(row)]
    return texts[1:] if texts and _NUMBER.fullmatch(texts[0]) else texts


def _bare(grid: Grid, row: int) -> str:
    return _LEADING.sub("", (_words(grid, row) or [""])[0])


def _is_heading(grid: Grid, row: int) -> bool:
    texts = _words(grid, row)
    return len(texts) == 1 and not texts[0].partition(":")[2].strip(" .…_")


def _style(grid: Grid, row: int) -> str | None:
    """How a row is numbered, also by a cell of its own."""
    first = display(grid.row(row)[grid.filled(row)[0]]).strip()
    return "arabic1" if _NUMBER.match(first) else ordinal_style(first)


def _number(grid: Grid, row: int) -> int:
    match = _NUMBER.match(display(grid.row(row)[grid.filled(row)[0]]))
    return int(match[1]) if match else 0


def _goes_on(grid: Grid, row: int, style: str | None, number: int) -> bool:
    """Whether a row is numbered as the next part after one of a style and number."""
    own = _style(grid, row)
    if own in ("roman", "letter"):
        # "A. …" may stand within "II. …", and under no number anything ends the part
        return _is_heading(grid, row) and not (own == "letter" and style == "roman")
    if own == "arabic1" and style == "arabic1":
        return number < _number(grid, row) <= number + _NEAR and not starts_with("history", _bare(grid, row))
    return False
