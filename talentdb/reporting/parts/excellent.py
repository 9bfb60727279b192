"""Research tasks rated excellent and applied: the list that goes to the Department of Home Affairs each year."""

from typing import Final

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph, Sheet, Table
from talentdb.reporting.excellent import list_excellent
from talentdb.reporting.parts.made import Context, Made
from talentdb.text import format_date, format_number

__all__ = ["excellent"]

_WIDTHS: Final = (7, 30, 24, 18, 21)


def excellent(context: Context) -> Made:
    """Those of the year reported on."""
    year = context.subject.until.year
    found = list_excellent(context.connection, year=year)
    if not found:
        return Made((Paragraph(words.NO_EXCELLENT),))
    rows = [
        (str(at), one.title, ", ".join(filter(None, (one.lead, one.agency))), format_date(one.rated_on), one.applied)
        for at, one in enumerate(found, 1)
    ]
    blocks = (
        Paragraph(words.EXCELLENT.format(year=year, n=format_number(len(found)))),
        Table(words.EXCELLENT_HEADS, rows, _WIDTHS, (0, 3)),
    )
    return Made(blocks, (Sheet(words.EXCELLENT_SHEET, words.EXCELLENT_HEADS, rows, (6, 60, 44, 14, 50)),))
