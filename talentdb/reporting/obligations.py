"""Who owes what by when, and how it stands: the duties of all plans for every body, in one answer.

Owns the joining of plans, bodies and content; `due` judges, `content` looks what is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from talentdb.calendar.terms import Term, terms
from talentdb.plans import Plan
from talentdb.plans.duties import Content, Obligation
from talentdb.reporting.bodies import Body, bodies_on, meant
from talentdb.reporting.content import PROVINCE, HeldBy, Holdings
from talentdb.reporting.due import OPEN, Held, Standing, State, standing
from talentdb.reporting.rounds import rounds_of
from talentdb.reporting.units import with_units

__all__ = ["Duty", "Overdue", "duties", "overdue_first", "owed"]


@dataclass(frozen=True, slots=True)
class Duty:
    """What one body owes for one term, and how it stands.

    Args:
        agency_id, code, body: who owes it; of a body that is not in the list of agencies the name alone, with number
            0 and no code.
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


@dataclass(frozen=True, slots=True)
class Overdue:
    """A body that is behind.

    Args:
        days_late: of what is late the longest; duties: what it owes, the longest late first.
    """

    agency_id: int
    code: str
    body: str
    days_late: int
    duties: tuple[Duty, ...]


def duties(
    connection: Connection, plans: Sequence[Plan], year: int, day: date, *, of: int | None = None
) -> tuple[Duty, ...]:
    """Everything that is due for a year, by the end of its term and then by name.

    Whoever has units below does with their lists what it does with its own: a body is done when it, or all units
    below it, handed in. A report is of the body itself. What a body of another province owes, or one that is not in
    the list of agencies, is named and not judged.

    Args:
        day: how it stands at the end of that day; of: the duties of one body alone.
    """
    bodies = bodies_on(connection, day)
    holdings = Holdings(connection)
    found: list[Duty] = []
    for plan in plans:
        for duty in (*plan.obligations, *rounds_of(plan)):
            owing = [one for one in meant(plan, duty.sender, bodies) if of is None or one.agency_id == of]
            for term in terms(duty.when, year, plan.first_year, plan.last_year) if owing else ():
                held = {key: _held(holdings.of(plan, duty, key, term), key, bodies) for key in duty.content}
                found += _owed(plan, duty, term, owing, held, day)
    return tuple(sorted(found, key=_place))


def _place(one: Duty) -> tuple[date, str, str, str]:
    return (one.term.last, one.plan.code, one.obligation.code, one.body)


def owed(connection: Connection, plans: Sequence[Plan], day: date, *, of: int | None = None) -> tuple[Duty, ...]:
    """Everything that is due for the year of a day, and before it whatever of earlier years of a plan is still open.

    Args: as in `duties`.
    """
    found = list(duties(connection, plans, day.year, day, of=of))
    for plan in plans:
        for year in range(plan.first_year, min(day.year, plan.last_year + 1)):
            earlier = duties(connection, [plan], year, day, of=of)
            found += [one for one in earlier if one.standing.state in OPEN]
    return tuple(sorted(found, key=_place))


def overdue_first(connection: Connection, plans: Sequence[Plan], day: date) -> tuple[Overdue, ...]:
    """Bodies that owe something whose last day has passed, the longest late first, then who owes most.

    What was due in any earlier year of its plan and was never done is still owed.
    """
    late = [one for one in owed(connection, plans, day) if one.standing.state is State.NEVER]
    late.sort(key=lambda one: (one.code, -one.standing.days_late))
    found = []
    for _, theirs in groupby(late, key=lambda one: one.code):
        open_ones = tuple(theirs)
        first = open_ones[0]
        found.append(Overdue(first.agency_id, first.code, first.body, first.standing.days_late, open_ones))
    return tuple(sorted(found, key=lambda one: (-one.days_late, -len(one.duties), one.body)))


def _owed(
    plan: Plan, duty: Obligation, term: Term, owing: Sequence[Body], held: Mapping[Content, HeldBy], day: date
) -> Iterator[Duty]:
    for one in owing:
        content = duty.content if one.agency_id else ()
        theirs = {key: found.get(one.agency_id) or found.get(PROVINCE, Held()) for key, found in held.items()}
        stands = standing(term, content, theirs, day)
        yield Duty(plan, duty, term, one.agency_id, one.code, one.name, plan.bodies[duty.to].name, stands)


def _held(held: HeldBy, key: Content, bodies: Sequence[Body]) -> HeldBy:
    """What is there of each body, with what its units handed in."""
    return held if key in ("report", "excellent_tasks") else with_units(held, bodies)
