"""Nominations as a workbook, as far as the reader sees them; nothing of the screening. Each making is logged."""

from typing import Final

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.plans import load_plan
from talentdb.programmes import nomination_labels as words
from talentdb.programmes.nominations import Nomination, list_nominations
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Cell, Sheet
from talentdb.settings import VIETNAM, today
from talentdb.text import format_date

__all__ = ["nominations_workbook"]

_WIDTHS: Final = (7, 26, 13, 30, 24, 28, 24, 24, 36, 12, 16, 36)


def nominations_workbook(connection: Connection, principal: Principal) -> tuple[str, bytes]:
    """Name and content of the list. Raises: ForbiddenError for who takes nothing out."""
    require(principal, Action.EXPORT)
    found = list_nominations(connection, principal)
    named = [one.person_id for one in found if one.person_id is not None]
    audit(connection, principal, "nomination.export", "nomination", None, details={"rows": len(found)}, persons=named)
    sheet = Sheet(words.SHEET, words.HEADS, [_row(one) for one in found], _WIDTHS, empty=words.SHEET_EMPTY)
    content = as_xlsx(words.SHEET_TITLE, [sheet], words.SHEET_ORIGIN.format(day=format_date(today())))
    return words.FILE_NAME.format(day=f"{today():%Y-%m-%d}"), content


def _row(one: Nomination) -> tuple[Cell, ...]:
    plan = load_plan(one.plan)
    instrument = plan.instrument(one.instrument)
    groups = instrument.groups if instrument else {}
    return (
        one.number, one.full_name, str(one.values.get("birth_date") or ""),
        instrument.name if instrument else one.instrument, groups.get(one.group or "", one.group or ""), one.agency,
        one.nominator, one.referrer, one.reason, format_date(one.nominated_at.astimezone(VIETNAM).date()),
        words.STATES[one.state], one.decision.reason if one.decision else "",
    )  # fmt: skip
