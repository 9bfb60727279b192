"""Words about a duty that are sent to who owes it, and what is missing of it. Asks no database."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from talentdb.reporting import labels
from talentdb.reporting.due import State
from talentdb.reporting.obligations import Duty
from talentdb.reporting.tasks import TaskStanding
from talentdb.text import format_date

__all__ = ["as_json", "doubt_words", "last_day_words", "missing_words", "reminder", "task_reminder"]


def missing_words(duty: Duty) -> str:
    """What is missing, in words; empty where nothing is, or where nobody can tell."""
    return _told(duty.standing.missing)


def doubt_words(duty: Duty) -> str:
    """What is there and may not be whole, in words; empty where nothing is in doubt."""
    return _told(duty.standing.doubts)


def _told(about: Mapping[str, str]) -> str:
    return "; ".join(labels.CONTENT[key] + (f" ({what})" if what else "") for key, what in about.items())


def last_day_words(duty: Duty) -> str:
    """The last day with the words of the plan; where nobody works on it, the last day of work before it too."""
    term, text = duty.term, duty.obligation.when.text
    words = labels.LAST_DAY if term.send_by == term.last else labels.SEND_BY
    return words.format(last=format_date(term.last), text=text, send_by=format_date(term.send_by))


def reminder(duty: Duty, day: date) -> str:
    """The text of a reminder, ready to be pasted into a letter or a message; empty where nothing is missing."""
    stands = duty.standing
    if stands.state not in (State.WAITING, State.NEVER):
        return ""
    missing = missing_words(duty)
    text = labels.REMINDER_LATE if stands.state is State.NEVER else labels.REMINDER
    return text.format(
        body=duty.body, plan=duty.plan.title, place=duty.obligation.place, duty=duty.obligation.name,
        to=duty.to, last=last_day_words(duty), day=format_date(day), left=stands.working_days_left,
        late=stands.days_late, missing=labels.REMINDER_MISSING.format(missing=missing) if missing else "",
    )  # fmt: skip


def as_json(duty: Duty) -> dict[str, Any]:
    """A duty as `plans due --json` gives it."""
    term, stands = duty.term, duty.standing
    return {
        "plan": duty.plan.code,
        "code": duty.obligation.code,
        "name": duty.obligation.name,
        "place": duty.obligation.place,
        "agency_code": duty.code or None,
        "body": duty.body,
        "to": duty.to,
        "period": term.period,
        "last_day": term.last.isoformat(),
        "send_by": term.send_by.isoformat(),
        "drawn": term.drawn,
        "last_day_words": last_day_words(duty),
        "state": stands.state.value,
        "state_words": labels.STATES[stands.state],
        "done_on": stands.done_on.isoformat() if stands.done_on else None,
        "days_late": stands.days_late,
        "working_days_left": stands.working_days_left,
        "missing": [{"what": key, "lacks": lacks} for key, lacks in stands.missing.items()],
        "missing_words": missing_words(duty),
        "doubts": [{"what": key, "why": why} for key, why in stands.doubts.items()],
        "doubt_words": doubt_words(duty),
    }


def task_reminder(standing: TaskStanding, day: date) -> str:
    """The text of a reminder to all who lead a task and have told nothing; empty where all have."""
    if not standing.silent:
        return ""
    task = standing.task
    return labels.TASK_REMINDER.format(
        bodies="; ".join(body.name for body in standing.silent), plan=standing.plan.title, place=task.place,
        number=task.number, name=task.name, time=task.when.text, deliverable=task.deliverable or labels.NOT_NAMED,
        day=format_date(day),
    )  # fmt: skip
