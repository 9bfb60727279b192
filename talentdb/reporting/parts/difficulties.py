"""Difficulties and proposals: how many were raised, answered and stand open, and each in its own words."""

from datetime import date

from talentdb.reporting import part_labels as words
from talentdb.reporting import register_labels
from talentdb.reporting.blocks import Paragraph, Sheet, Table
from talentdb.reporting.difficulties import Difficulty, list_difficulties
from talentdb.reporting.parts.made import Context, Made
from talentdb.settings import VIETNAM
from talentdb.text import format_date, format_number

__all__ = ["difficulties"]

_WIDTHS = (7, 41, 20, 32)
_MOST = 30
"""Rows that the document names; all of them stand in its annex."""


def difficulties(context: Context) -> Made:
    """Those raised in the time reported on, and those raised before that nobody has closed."""
    subject = context.subject
    listed = list_difficulties(context.connection, plan=subject.plan.code, until=subject.until)
    if context.own:
        listed = tuple(one for one in listed if one.agency_id == subject.issuer.agency_id)
    now = [one for one in listed if _day(one) >= subject.since]
    before = [one for one in listed if _day(one) < subject.since and one.state != "closed"]
    shown = [*now, *before]
    if not shown:
        return Made((Paragraph(words.NO_DIFFICULTIES),))
    states = {state: sum(one.state == state for one in shown) for state in register_labels.STATES}
    said = words.RAISED.format(
        n=format_number(len(now)), difficulties=sum(one.kind == "difficulty" for one in now),
        proposals=sum(one.kind == "proposal" for one in now),
    ) + (words.RAISED_BEFORE.format(n=format_number(len(before))) if before else "")  # fmt: skip
    told = "; ".join(
        words.COUNTED_STATE.format(state=register_labels.STATES[state], n=format_number(n))
        for state, n in states.items() if n
    )  # fmt: skip
    rows = [(str(at), _text(one), one.agency or one.raised_by, _answer(one)) for at, one in enumerate(shown, 1)]
    blocks = [Paragraph(f"{said} {words.NOW.format(told=told)}")]
    table = Table(words.DIFFICULTY_HEADS, rows[:_MOST], _WIDTHS, (0,))
    rest = [Paragraph(words.REST.format(n=len(rows) - _MOST))] if len(rows) > _MOST else []
    return Made((*blocks, table, *rest), (_sheet(shown),))


def _day(one: Difficulty) -> date:
    return one.raised_at.astimezone(VIETNAM).date()


def _text(one: Difficulty) -> str:
    return words.OF_KIND.format(kind=register_labels.KINDS[one.kind].capitalize(), text=one.text)


def _answer(one: Difficulty) -> str:
    """Who answers until when, or what was said."""
    if one.waits_for is not None:
        due = words.UNTIL.format(day=format_date(one.waits_for.due)) if one.waits_for.due else ""
        return words.WAITS_FOR.format(agency=one.waits_for.agency, due=f" ({due})" if due else "")
    last = one.steps[-1] if one.steps else None
    if last is None or one.state == "open":
        return register_labels.STATES["open"].capitalize()
    who = f"{last.agency}: " if last.agency else ""
    return words.ANSWERED.format(state=register_labels.STATES[one.state].capitalize(), who=who, text=last.text)


def _sheet(shown: list[Difficulty]) -> Sheet:
    rows = [
        (
            one.number, register_labels.KINDS[one.kind], one.text, one.agency, one.raised_by,
            format_date(_day(one)), register_labels.STATES[one.state], _answer(one),
        )
        for one in shown
    ]  # fmt: skip
    return Sheet(words.DIFFICULTY_SHEET, words.DIFFICULTY_SHEET_HEADS, rows, (6, 20, 60, 34, 24, 12, 18, 60))
