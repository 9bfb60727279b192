"""Tasks, difficulties and inspections as tables: pure functions from values of talentdb to frames. No queries."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboards import duty_labels, register_page_labels
from talentdb.plans import load_plan
from talentdb.reporting.difficulties import Difficulty
from talentdb.reporting.inspections import Inspection
from talentdb.reporting.register_labels import TASK_STATES
from talentdb.reporting.tasks import TaskStanding, Told
from talentdb.settings import VIETNAM
from talentdb.text import format_date

__all__ = ["difficulty_table", "inspection_state", "inspection_table", "task_table"]


def task_table(found: Sequence[TaskStanding]) -> pd.DataFrame:
    """One row a task, with all that bodies told of it."""
    rows = [
        (
            one.task.number, one.task.name, "; ".join(one.lead), "; ".join(one.coordinating),
            one.task.deliverable or "", one.task.when.text, TASK_STATES[one.state],
            duty_labels.TASK_LATE if one.is_late else "", "\n".join(map(_told, one.told)),
            "; ".join(body.name for body in one.silent) if one.task.when.every != "event" else "",
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(duty_labels.TASK_COLUMNS))


def _told(one: Told) -> str:
    day = format_date(one.made_at.astimezone(VIETNAM).date())
    head = duty_labels.TOLD_LINE.format(agency=one.agency, state=TASK_STATES[one.state])
    return " · ".join(part for part in (head, one.note, one.evidence, day) if part)


def difficulty_table(found: Sequence[Difficulty], day: date) -> pd.DataFrame:
    """One row a difficulty or proposal, with what became of it."""
    words = register_page_labels
    rows = [
        (
            one.number, words.KINDS[one.kind], one.agency or words.OUTSIDE, one.raised_by,
            format_date(one.raised_at.astimezone(VIETNAM).date()), one.text,
            words.OVERDUE if one.is_overdue(day) else words.STATES[one.state],
            "\n".join(
                f"{format_date(step.made_at.astimezone(VIETNAM).date())} ·"
                f" {words.ACTS[step.act].format(agency=step.agency or words.SOMEBODY)} {step.text}".strip()
                for step in one.steps
            ),
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(words.DIFFICULTY_COLUMNS))


def inspection_state(one: Inspection, day: date) -> tuple[str, str]:
    """Words and tone of how the remedy stands."""
    words = register_page_labels
    if not one.remedy:
        return words.NOTHING_TO_REMEDY, ""
    if one.remedied_on:
        return words.REMEDIED_ON.format(day=format_date(one.remedied_on)), "good"
    if one.remedy_due is None:
        return words.OPEN, "warn"
    late = one.is_overdue(day)
    text = words.OVERDUE_REMEDY if late else words.OPEN_UNTIL
    return text.format(day=format_date(one.remedy_due)), "bad" if late else "warn"


def inspection_table(found: Sequence[Inspection], day: date) -> pd.DataFrame:
    """One row an inspection."""
    rows = [
        (
            one.number, one.agency, format_date(one.inspected_on), one.inspector, one.paper,
            load_plan(one.plan).short, one.findings, one.remedy, inspection_state(one, day)[0],
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(register_page_labels.INSPECTION_COLUMNS))
