"""Inspections: who was inspected, what was found, what had to be remedied and was."""

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph
from talentdb.reporting.parts.made import Context, Made

__all__ = ["inspections"]


def inspections(context: Context) -> Made:
    """Those of the days reported on."""
    return Made((Paragraph(words.NO_INSPECTIONS),))
