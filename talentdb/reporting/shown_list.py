"""A list as a page shows it, made a workbook: the same rows in the same order. Every making is logged.

Whoever shows the rows has read them in the name of the account; here it is asked only whether it takes lists out.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may, require
from talentdb.reporting import shown_list_labels as words
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Cell, Sheet
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["list_workbook", "may_take"]

_WIDEST: Final = 44
_NARROWEST: Final = 8
_TAKES: Final = (Action.EXPORT, Action.PAY, Action.JUDGE_CASES)
"""Who pays takes the lists of money out, and who judges the list of the cases before them: nothing else is theirs."""


def may_take(principal: Principal) -> bool:
    """Whether the account takes lists out."""
    return any(may(principal, action) for action in _TAKES)


def list_workbook(
    connection: Connection, principal: Principal, what: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> bytes:
    """The rows under their heads.

    Args:
        what: key of shown_list_labels.TITLES.
    Raises: ForbiddenError for who takes nothing out.
    """
    if not may_take(principal):
        require(principal, Action.EXPORT)
    audit(connection, principal, "list.export", what, "", details={"rows": len(rows)})
    widths = [
        min(_WIDEST, max(_NARROWEST, *(len(str(cell)) + 2 for cell in column)))
        for column in zip(heads, *rows, strict=True)
    ]
    sheet = Sheet(words.SHEET, heads, rows, widths, empty=words.EMPTY)
    return as_xlsx(words.TITLES[what], [sheet], words.ORIGIN.format(day=format_date(today())))
