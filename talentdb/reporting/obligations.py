"""Who owes what by when, and how it stands: the duties of all plans for every body, in one answer.

Owns the joining of plans, bodies and content; `due` judges, `content` looks what is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from talentdb.calendar.terms import Term, terms
from talentdb.db.tables import agency
from talentdb.plans import Plan
from talentdb.plans.duties import Content, Obligation
from talentdb.reporting import labels
from talentdb.reporting.content import held_by
from talentdb.reporting.due import Held, Standing, State, standing
from talentdb.text import format_date

__all__ = ["Duty", "duties", "reminder"]


@dataclass(frozen=True, slots=True)
class Duty:
    """What one body owes for one term, and how it stands.

    Args:
        agency_id, body: who owes it; code of the agency beside its name.
        to: name of who gets it.
    """

    plan: Plan
    obligation: Obligation
    term: Term
    agency_id: int
    code: str
    body: str
    to: str
    standing: Standing


_HeldBy = Mapping[int, Held]


@dataclass(frozen=True, slots=True)
class _Body:
    agency_id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    reports: bool


def duties(connection: Connection, plans: Sequence[Plan], year: int, day: date) -> tuple[Duty, ...]:
    """Everything that is due for a year, by the end of its term and then by name.

    Whoever has units below does with their lists what it does with its own: a body is done when it, or one below,
    handed in.

    Args:
        day: how it stands at the end of that day.
    """
    bodies = _bodies(connection, day)
    above = {one.agency_id: one.parent_id for one in bodies}
    found: list[Duty] = []
    for plan in plans:
        for duty in plan.obligations:
            owing = [one for key in duty.sender for one in _meant(plan, key, bodies)]
            for term in terms(duty.when, year, plan.first_year, plan.last_year):
                held = {key: _rolled_up(held_by(connection, plan, duty, key, term), above) for key in duty.content}
                found += _owed(plan, duty, term, owing, held, day)
    return tuple(sorted(found, key=lambda one: (one.term.last, one.plan.code, one.obligation.code, one.body)))


def _owed(
    plan: Plan, duty: Obligation, term: Term, owing: Sequence[_Body], held: Mapping[Content, _HeldBy], day: date
) -> Iterator[Duty]:
    for one in {body.agency_id: body for body in owing}.values():
        theirs = {key: bodies.get(one.agency_id) or bodies.get(0, Held()) for key, bodies in held.items()}
        stands = standing(term, duty.content, theirs, day)
        yield Duty(plan, duty, term, one.agency_id, one.code, one.name, plan.bodies[duty.to].name, stands)


def _bodies(connection: Connection, day: date) -> list[_Body]:
    a = agency.c
    rows = connection.execute(
        select(a.agency_id, a.code, a.name, a.kind, a.parent_id, a.reports).where(
            (a.valid_from.is_(None)) | (a.valid_from <= day), (a.valid_to.is_(None)) | (a.valid_to >= day)
        )
    )
    return [_Body(*row) for row in rows]


def _meant(plan: Plan, key: str, bodies: Sequence[_Body]) -> list[_Body]:
    """The agencies that a body of the plan stands for; none where the plan binds another province."""
    body = plan.bodies[key]
    return [one for one in bodies if one.code == body.agency or (one.kind in body.kinds and one.reports)]


def _rolled_up(held: Mapping[int, Held], above: Mapping[int, int | None]) -> dict[int, Held]:
    """What is there of a body or of one below it: its own first, else the earliest."""
    found = dict(held)
    for number, one in held.items():
        seen, parent = {number}, above.get(number)
        while parent is not None and parent not in seen:
            known = found.get(parent)
            if parent not in held and (known is None or (one.since or date.max) < (known.since or date.max)):
                found[parent] = one
            seen.add(parent)
            parent = above.get(parent)
    return found


def reminder(duty: Duty, day: date) -> str:
    """The text of a reminder, ready to be pasted into a letter or a message; empty where nothing is missing."""
    stands = duty.standing
    if stands.state not in (State.WAITING, State.NEVER):
        return ""
    parts = (labels.CONTENT[key] + (f" ({lacks})" if lacks else "") for key, lacks in stands.missing.items())
    missing = labels.REMINDER_MISSING.format(missing="; ".join(parts)) if stands.missing else ""
    text = labels.REMINDER_LATE if stands.state is State.NEVER else labels.REMINDER
    return text.format(
        body=duty.body, plan=duty.plan.title, place=duty.obligation.place, duty=duty.obligation.name,
        to=duty.to, last=format_date(duty.term.last), text=duty.obligation.when.text, day=format_date(day),
        left=stands.working_days_left, late=stands.days_late, missing=missing,
    )  # fmt: skip
