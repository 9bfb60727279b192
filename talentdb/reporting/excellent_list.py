"""The list of excellent tasks of a year as a workbook, as it is sent to the department of home affairs.

Only what meets all conditions of the plan stands on it. Every making is logged.
"""

from typing import Final

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.reporting import register_labels as words
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Sheet
from talentdb.reporting.excellent import list_excellent
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["excellent_workbook"]

_WIDTHS: Final = (6, 44, 24, 32, 13, 11, 22, 44)


def excellent_workbook(connection: Connection, principal: Principal, year: int) -> bytes:
    """The list of a year. Raises: ForbiddenError for who takes nothing out, and for agencies."""
    require(principal, Action.EXPORT)
    require(principal, Action.SEE_FIGURES)
    tasks = [one for one in list_excellent(connection, year=year) if one.is_sent]
    rows = [
        (
            number,
            one.title,
            one.lead,
            one.agency,
            format_date(one.rated_on),
            words.RATING_EXCELLENT,
            one.paper,
            one.applied,
        )
        for number, one in enumerate(tasks, 1)
    ]
    sheet = Sheet(
        words.EXCELLENT_SHEET.format(year=year), words.EXCELLENT_HEADS, rows, _WIDTHS, empty=words.EXCELLENT_EMPTY
    )
    audit(connection, principal, "excellent_task.export", "excellent_task", year, details={"rows": len(rows)})
    title = words.EXCELLENT_TITLE.format(year=year)
    return as_xlsx(title, [sheet], words.EXCELLENT_ORIGIN.format(day=format_date(today())))
