"""Reads cases with all that happened to them. Writes nothing; row-level security decides which there are.

A list that shows how many cases stand takes `case_lines`, which leaves the events with the database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Connection, Row, Select, cast, func, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.rights import Action, may
from talentdb.db.tables import agency, case_event, person, person_redirect, programme_case
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.plans import load_plan
from talentdb.programmes import case_labels as words
from talentdb.programmes.model import Case, Event

__all__ = [
    "gone_persons", "list_cases", "numbers_of", "persons_now", "persons_of_cases", "read_case", "require_reader",
]  # fmt: skip


def read_case(connection: Connection, principal: Principal, number: int) -> Case:
    """The case of that number. Raises: ForbiddenError; NotFoundError when there is none that the account may see."""
    require_reader(principal)
    found = _cases(connection, principal, _all().where(programme_case.c.case_id == number))
    if not found:
        raise NotFoundError(words.NO_CASE.format(number=number), words.LIST_ADVICE)
    return found[0]


def list_cases(
    connection: Connection,
    principal: Principal,
    *,
    plan: str | None = None,
    instrument: str | None = None,
    stage: str | None = None,
    person_id: int | None = None,
    agency_id: int | None = None,
    running: bool | None = None,
    numbers: Collection[int] | None = None,
) -> tuple[Case, ...]:
    """The cases that the account may see, newest first, each with all its events.

    Args:
        plan, instrument, stage: codes; person_id: also by a number that was merged into it.
        agency_id: body of the case; running: only those that go on, or only those that have ended.
        numbers: one of these.
    Raises: ForbiddenError.
    """
    require_reader(principal)
    c = programme_case.c
    asked = _all()
    for column, value in ((c.plan_code, plan), (c.instrument, instrument), (c.agency_id, agency_id)):
        if value is not None:
            asked = asked.where(column == value)
    if person_id is not None:
        asked = asked.where(c.person_id.in_(numbers_of(connection, [person_id])))
    if numbers is not None:
        asked = asked.where(c.case_id == func.any(cast(list(numbers), ARRAY(BigInteger))))
    if principal.role is not Role.COUNCIL_MEMBER:
        asked = _standing(asked, stage, running)
    found = _cases(connection, principal, asked.order_by(c.case_id.desc()))
    # The same again of members of a council, who read no events in SQL; of others it leaves out nothing.
    return tuple(case for case in found if stage in (None, case.stage) and running in (None, case.ended is None))


def _standing(asked: Select[Any], stage: str | None, running: bool | None) -> Select[Any]:
    """Narrowed to cases whose newest event says so."""
    if stage is None and running is None:
        return asked
    e = case_event.c
    newest = (
        select(e.stage, e.ended)
        .where(e.case_id == programme_case.c.case_id)
        .order_by(e.number.desc())
        .limit(1)
        .lateral("newest")
    )
    asked = asked.join(newest, newest.c.stage == stage if stage is not None else newest.c.stage.is_not(None))
    if running is not None:
        asked = asked.where(newest.c.ended.is_(None) if running else newest.c.ended.is_not(None))
    return asked


_READS: Final = (Action.READ_PROGRAMMES, Action.ACT_ON_CASES, Action.JUDGE_CASES)


def require_reader(principal: Principal) -> None:
    """Raise ForbiddenError for who has no part in cases."""
    if not any(may(principal, action) for action in _READS):
        raise ForbiddenError(words.NO_READING, words.NO_READING_ADVICE)


def persons_now(connection: Connection, numbers: Iterable[int | None]) -> dict[int, int]:
    """Merged number -> the number that stands for it now, of those that were merged."""
    asked = sorted({number for number in numbers if number is not None})
    if not asked:
        return {}
    r = person_redirect.c
    # An agency does not read redirects; that a number of its own case stands for another one now is no secret.
    with reading_as(connection, OPERATOR):
        rows = connection.execute(select(r.person_id, r.target_id).where(r.person_id.in_(asked))).all()
    return {row.person_id: row.target_id for row in rows}


def persons_of_cases(connection: Connection, cases: Collection[int]) -> list[int]:
    """Numbers of the people whom some cases are about, as far as the reader sees the cases."""
    c = programme_case.c
    asked = select(c.person_id).where(c.case_id.in_(cases), c.person_id.is_not(None)).distinct()
    return list(connection.execute(asked).scalars()) if cases else []


def gone_persons(connection: Connection, numbers: Iterable[int | None]) -> frozenset[int]:
    """Of numbers as `persons_now` gives them, those that are nobody's any more: no approved list names them."""
    asked = {number for number in numbers if number is not None}
    if not asked:
        return frozenset()
    there = select(person.c.person_id).where(person.c.person_id.in_(asked), person.c.state == "active")
    # An agency does not read persons; that nobody is left of whom its own case is about is no secret.
    with reading_as(connection, OPERATOR):
        return frozenset(asked.difference(connection.execute(there).scalars()))


def numbers_of(connection: Connection, persons: Collection[int]) -> list[int]:
    """The numbers of some people now, and all that were merged into them."""
    known = persons_now(connection, persons)
    now = {known.get(one, one) for one in persons}
    r = person_redirect.c
    with reading_as(connection, OPERATOR):
        rows = connection.execute(select(r.person_id).where(r.target_id.in_(now))).scalars().all()
    return [*now, *rows]


def _all() -> Select[Any]:
    return select(programme_case, agency.c.name.label("agency")).join(
        agency, agency.c.agency_id == programme_case.c.agency_id
    )


def _cases(connection: Connection, principal: Principal, asked: Select[Any]) -> tuple[Case, ...]:
    rows = connection.execute(asked).all()
    numbers = [row.case_id for row in rows]
    if principal.role is Role.COUNCIL_MEMBER:
        # Members of a council judge without money and without what others found: their events are read for them.
        with reading_as(connection, OPERATOR):
            events = _events(connection, numbers)
        events = {row.case_id: [_judged(row, event) for event in events[row.case_id]] for row in rows}
    else:
        events = _events(connection, numbers)
    now = persons_now(connection, (row.person_id for row in rows))
    # A case and its opening are written together; a row without one is none of ours.
    begun = (row for row in rows if row.case_id in events)
    return tuple(_case(row, now.get(row.person_id, row.person_id), tuple(events[row.case_id])) for row in begun)


def _judged(row: Row[Any], event: Event) -> Event:
    """An event as a member of the council reads it: without facts that are money, and without what was checked."""
    instrument = load_plan(row.plan_code).instrument(row.instrument)
    open_facts = {fact.code for fact in instrument.facts if fact.type != "dong"} if instrument else set()
    shown = {code: value for code, value in event.facts.items() if code in open_facts}
    return replace(event, facts=shown, checked={})


def _case(row: Row[Any], person_id: int | None, events: tuple[Event, ...]) -> Case:
    return Case(
        row.case_id, row.plan_code, row.instrument, row.definition_version, row.title, person_id, row.agency_id,
        row.agency, row.lead_agency_id, row.approved_need_id, row.nomination_id, row.opened_at, row.login, events,
    )  # fmt: skip


def _events(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    if not numbers:
        return found
    e = case_event.c
    asked = e.case_id == func.any(cast(list(numbers), ARRAY(BigInteger)))
    rows = connection.execute(select(case_event).where(asked).order_by(e.case_id, e.number))
    for row in rows:
        found[row.case_id].append(
            Event(
                row.number, row.step, row.stage, row.ended, row.actor, row.day, row.reason, row.paper, row.facts,
                row.checked, row.login, row.made_at,
            )
        )  # fmt: skip
    return found
