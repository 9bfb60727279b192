"""The list of cases as a workbook, with where each stands and who is waited for. Every making is logged."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.programmes.case_labels import ENDINGS
from talentdb.programmes.case_rows import persons_of_cases
from talentdb.programmes.standing import Standing
from talentdb.reporting import case_list_labels as words
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Sheet
from talentdb.reporting.shown_list import may_take
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["case_workbook"]

_WIDTHS: Final = (8, 34, 34, 34, 30, 30, 13, 13, 10, 20)


def case_workbook(connection: Connection, principal: Principal, found: Sequence[Standing]) -> bytes:
    """The cases as they were shown. Raises: ForbiddenError for who takes nothing out."""
    if not may_take(principal):
        require(principal, Action.EXPORT)
    rows = [
        (
            one.case.number,
            one.case.title,
            one.case.agency,
            one.instrument.name,
            one.stage_name,
            "; ".join(one.waits_for),
            format_date(one.case.since),
            format_date(one.due) if one.due else "",
            one.late or "",
            ENDINGS.get(one.case.ended or "", ""),
        )
        for one in found
    ]
    named = persons_of_cases(connection, [one.case.number for one in found])
    audit(connection, principal, "case.export", "case", "", details={"rows": len(rows)}, persons=named)
    sheet = Sheet(words.SHEET, words.HEADS, rows, _WIDTHS, empty=words.EMPTY)
    return as_xlsx(words.TITLE, [sheet], words.ORIGIN.format(day=format_date(today())))
