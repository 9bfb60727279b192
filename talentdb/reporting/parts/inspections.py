"""Inspections: who was inspected, what was found, what had to be remedied and was."""

from typing import Final

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Block, Paragraph, Sheet, Table
from talentdb.reporting.inspections import Inspection, list_inspections
from talentdb.reporting.parts.made import Context, Made
from talentdb.text import format_date, format_number

__all__ = ["inspections"]

_WIDTHS: Final = (7, 23, 20, 28, 22)
_MOST: Final = 30


def inspections(context: Context) -> Made:
    """Those of the days reported on."""
    subject = context.subject
    found = list_inspections(context.connection, plan=subject.plan.code, since=subject.since, until=subject.until)
    if context.own:
        found = tuple(one for one in found if one.agency_id == subject.issuer.agency_id)
    if not found:
        return Made((Paragraph(words.NO_INSPECTIONS),))
    asked = [one for one in found if one.remedy]
    done = sum(one.remedied_on is not None for one in asked)
    remedy = words.TO_REMEDY.format(n=format_number(len(asked)), done=format_number(done)) if asked else ""
    rows = [
        (str(at), one.agency, f"{format_date(one.inspected_on)}, {one.inspector}", one.findings, _remedy(one))
        for at, one in enumerate(found, 1)
    ]
    blocks: list[Block] = [
        Paragraph(words.INSPECTED.format(n=format_number(len(found)), remedy=remedy)),
        Table(words.INSPECTION_HEADS, rows[:_MOST], _WIDTHS, (0,)),
        *([Paragraph(words.REST.format(n=len(rows) - _MOST))] if len(rows) > _MOST else []),
    ]
    sheet = Sheet(words.INSPECTION_SHEET, words.INSPECTION_HEADS, rows, (6, 40, 34, 60, 50))
    return Made(tuple(blocks), (sheet,))


def _remedy(one: Inspection) -> str:
    if not one.remedy:
        return words.NOTHING_TO_REMEDY
    if one.remedied_on is not None:
        return words.REMEDIED.format(text=one.remedy, day=format_date(one.remedied_on))
    due = words.UNTIL.format(day=format_date(one.remedy_due)) if one.remedy_due else ""
    return words.REMEDY.format(text=one.remedy, due=f" ({due})" if due else "")
