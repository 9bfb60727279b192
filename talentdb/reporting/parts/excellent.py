"""Research tasks rated excellent and applied: the list that goes to the Department of Home Affairs each year."""

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph
from talentdb.reporting.parts.made import Context, Made

__all__ = ["excellent"]


def excellent(context: Context) -> Made:
    """Those of the year reported on."""
    return Made((Paragraph(words.NO_EXCELLENT),))
