"""The tasks of the plan: what each body said of them, with evidence."""

from collections.abc import Sequence

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph, Sheet, Table
from talentdb.reporting.parts.made import Context, Made
from talentdb.reporting.subject import binds
from talentdb.reporting.tasks import TaskStanding, Told, task_standings
from talentdb.text import format_date, format_number

__all__ = ["tasks"]

_WIDTHS = (7, 37, 20, 36)
_WIDE = (7, 33, 22, 18, 20)


def tasks(context: Context) -> Made:
    """Of one body those that it leads or told something of; of the province all."""
    subject = context.subject
    found = task_standings(context.connection, subject.plan, subject.until.year, context.day)
    if context.own:
        return _own(context, found)
    if not found:
        return Made((Paragraph(words.NO_TASKS),))
    late = sum(one.is_late for one in found)
    done = sum(one.done > 0 for one in found)
    told = sum(bool(one.told) for one in found)
    said = words.TASKS.format(total=len(found), told=told, done=done) + (words.LATE.format(n=late) if late else "")
    table = Table(words.TASK_HEADS, [_row(one) for one in found], _WIDE, (0, 3))
    return Made((Paragraph(said), table), (_sheet(found),))


def _own(context: Context, found: Sequence[TaskStanding]) -> Made:
    issuer = context.subject.issuer
    rows = []
    for one in found:
        told = next((said for said in one.told if said.agency_id == issuer.agency_id), None)
        if told is not None or binds(context.subject.plan, issuer, one.task.lead):
            rows.append((str(one.task.number), one.task.name, _state(told), _said(told)))
    if not rows:
        return Made((Paragraph(words.NO_OWN_TASKS),))
    silent = sum(row[2] == words.UNTOLD for row in rows)
    said = words.OWN_TASKS.format(n=len(rows), silent=words.SILENT_TASKS.format(n=silent) if silent else "")
    sheet = Sheet(words.TASK_SHEET, words.OWN_TASK_HEADS, rows, (6, 60, 20, 60))
    return Made((Paragraph(said), Table(words.OWN_TASK_HEADS, rows, _WIDTHS, (0, 2))), (sheet,))


def _state(told: Told | None) -> str:
    return words.TASK_STATES[told.state] if told else words.UNTOLD


def _said(told: Told | None) -> str:
    return "; ".join(part for part in (told.note, told.evidence) if part) if told else ""


def _row(one: TaskStanding) -> tuple[str, ...]:
    when = words.UNTIL.format(day=format_date(one.term.last)) if one.term else one.task.when.text
    return (
        str(one.task.number), one.task.name, "; ".join(one.lead), when + (words.LATE_MARK if one.is_late else ""),
        _summed(one),
    )  # fmt: skip


def _summed(one: TaskStanding) -> str:
    """How many bodies said what, in words."""
    counts = {state: sum(told.state == state for told in one.told) for state in words.TASK_STATES}
    told = "; ".join(
        words.COUNTED_STATE.format(state=words.TASK_STATES[state], n=format_number(n))
        for state, n in counts.items() if n
    )  # fmt: skip
    return told or words.NOBODY_TOLD


def _sheet(found: Sequence[TaskStanding]) -> Sheet:
    rows = [
        (one.task.number, one.task.name, told.agency, _state(told), told.note, told.evidence)
        for one in found
        for told in one.told
    ]
    return Sheet(words.TASK_SHEET, words.TASK_SHEET_HEADS, rows, (6, 50, 36, 18, 40, 40), empty=words.NOBODY_TOLD)
