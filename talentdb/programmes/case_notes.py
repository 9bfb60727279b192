"""What is done to a case outside the steps of its instrument: notes, facts put right, a person named, withdrawal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, update

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.db.tables import programme_case
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes import case_labels as words
from talentdb.programmes.actors import actor_for, actors_of
from talentdb.programmes.case_days import check_day
from talentdb.programmes.case_events import check_newest, record_event, refuse
from talentdb.programmes.case_opening import instrument_of, seen_person
from talentdb.programmes.case_rows import gone_persons, numbers_of, read_case
from talentdb.programmes.commitment_lacks import check_counted
from talentdb.programmes.fact_rights import check_begin, grounds
from talentdb.programmes.facts import facts_of
from talentdb.programmes.model import NOTE, WITHDRAW, Case
from talentdb.programmes.moves import is_settled, settled_lacks, withdrawal_lacks
from talentdb.settings import today
from talentdb.signs import typed

__all__ = ["add_note", "name_person", "withdraw"]


def add_note(
    connection: Connection,
    principal: Principal,
    number: int,
    *,
    expected: int,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """Write something down, or put a fact right, without a new stage. Errors as of `take_step`."""
    case = read_case(connection, principal, number)
    check_newest(case, expected)
    instrument = instrument_of(load_plan(case.plan), case.instrument)
    actors = actors_of(connection, principal, case)
    if not actors:
        raise ForbiddenError(words.NO_NOTING, words.RIGHT_ADVICE)
    given, reason = facts_of(instrument, facts or {}), typed(reason)
    refuse(settled_lacks(instrument, case, actors, given))
    if not (given or reason):
        raise UsageError(words.NO_NOTE, words.FILL_AND_SAVE)
    check_counted(connection, instrument, case, given)
    check_begin(instrument, actors, given, case.since, today())
    told = grounds(instrument).intersection(given)
    if told and not reason and is_settled(instrument, case):
        names = ", ".join(fact.name for fact in instrument.facts if fact.code in told)
        raise UsageError(words.NO_GROUND.format(name=names), words.FILL_AND_SAVE)
    audit(connection, principal, "case.note", "case", number)
    return record_event(
        connection, principal, case, step=NOTE, stage=case.stage, ended=None, day=max(today(), case.last.day),
        reason=reason, actor=actor_for(actors, sorted(actors)), facts=given,
    )  # fmt: skip


def withdraw(
    connection: Connection,
    principal: Principal,
    number: int,
    *,
    expected: int,
    reason: str,
    day: date | None = None,
) -> Case:
    """Take a case back where its instrument has no step for it. Errors as of `take_step`."""
    case = read_case(connection, principal, number)
    check_newest(case, expected)
    instrument = instrument_of(load_plan(case.plan), case.instrument)
    actors = actors_of(connection, principal, case)
    refuse(withdrawal_lacks(instrument, case, actors))
    reason, on = typed(reason), day or today()
    if not reason:
        raise UsageError(words.NO_REASON.format(name=words.EVENTS[WITHDRAW]), words.FILL_AND_SAVE)
    check_day(on, today(), before=case.since)
    audit(connection, principal, "case.withdrawn", "case", number)
    return record_event(
        connection, principal, case, step=WITHDRAW, stage=case.stage, ended="withdrawn", day=on, reason=reason,
        actor=actor_for(actors, (*instrument.opened_by, "home_affairs")),
    )  # fmt: skip


def name_person(connection: Connection, principal: Principal, number: int, person_id: int, *, expected: int) -> Case:
    """Say who in the registry a case is about that was opened for somebody who was not in it yet. Once only, unless
    the one named is no longer in it: then somebody who reads the registry may name another.

    Raises: as of `take_step`; NotFoundError for a person whom the account does not see.
    """
    case = read_case(connection, principal, number)
    is_gone = bool(gone_persons(connection, [case.person_id]))
    # Somebody may be recognised by a case that has ended.
    check_newest(case, expected, also_ended=is_gone)
    actors = actors_of(connection, principal, case)
    if not actors:
        raise ForbiddenError(words.NO_NOTING, words.RIGHT_ADVICE)
    if case.person_id is not None and not is_gone:
        raise ConflictError(words.NAMED_ALREADY.format(number=number), words.RELOAD)
    found = seen_person(connection, principal, instrument_of(load_plan(case.plan), case.instrument), person_id)
    with connection.begin_nested():
        audit(connection, principal, "case.person", "case", number, details={"person": found})
        c = programme_case.c
        before = c.person_id.is_(None)
        if case.person_id is not None:
            before = c.person_id.in_(numbers_of(connection, [case.person_id]))
        named = update(programme_case).where(c.case_id == number, before).values(person_id=found)
        if connection.execute(named).rowcount != 1:
            raise ForbiddenError(words.NO_NOTING, words.RIGHT_ADVICE)
        if case.ended:
            return read_case(connection, principal, number)  # Nothing follows an end; the log has who named whom.
        return record_event(
            connection, principal, case, step=NOTE, stage=case.stage, ended=None,
            day=max(today(), case.last.day), reason=words.NAMED.format(number=found),
            actor=actor_for(actors, sorted(actors)),
            checked={"person_id": found},
        )  # fmt: skip
