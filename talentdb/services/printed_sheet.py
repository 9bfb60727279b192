"""How a sheet comes out on paper: A4 across, heads on every page, rows as tall as their texts. Knows no content.

Not every program makes rows taller for texts that are wrapped: a row without a height shows its first line only.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any, Final

__all__ = ["lay_out", "row_height"]

_A4: Final = 9
_LINE: Final = 15.0
"""Height of a line in points, of the font of 11 points that workbooks begin with."""
_TALLEST: Final = 409.0
"""Points that a row may be high."""
_WIDE_LETTERS: Final = 0.92
"""Vietnamese capitals and bold heads take more than the digits that widths of columns are counted in."""


def lay_out(sheet: Any, head_row: int | None = None) -> None:
    """Paper and margins; the whole width on one page, as many pages below as it takes.

    Args:
        sheet: of xlsxwriter; head_row: the row that every page begins with.
    """
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    if head_row is not None:
        sheet.repeat_rows(head_row)


def row_height(texts: Sequence[object], widths: Sequence[float]) -> float:
    """Points that the tallest text of a row takes in columns of these widths, in letters."""
    taken = (
        sum(max(1, ceil(len(line) / max(1.0, width * _WIDE_LETTERS))) for line in str(text).split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_LINE * max(taken, default=1), _TALLEST)
