"""Accepting a nomination: the case of its instrument is opened, in the same transaction, once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import ConflictError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes import nomination_labels as words
from talentdb.programmes.case_lines import list_lines
from talentdb.programmes.cases import open_case
from talentdb.programmes.nominations import Nomination, hold, write_step
from talentdb.programmes.screening import Screening, newest_screenings, same_nominations
from talentdb.programmes.sister_cases import lock_name

__all__ = ["accept"]


def accept(
    connection: Connection, principal: Principal, number: int, *, person_id: int | None = None,
    agency_id: int | None = None, approved_need_id: int | None = None, reason: str = "", day: date | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Nomination:  # fmt: skip
    """Accept a nomination that was screened: its case is opened.

    Args:
        person_id: who it is in the registry; the one of the nomination without it, if that names one.
        agency_id: body of the case; the one that nominates without it.
        reason: why somebody is new whom the registry seems to know, or has another case.
    Raises: ForbiddenError; ConflictError when it is decided, was not screened, or person or case are there already
        and no reason is given; UsageError without a body; and as `cases.open_case`.
    """
    require(principal, Action.SCREEN)
    found = hold(connection, principal, number)
    last = newest_screenings(connection, principal, [number]).get(number)
    if last is None:
        told = words.NOT_SCREENED.format(number=number)
        raise ConflictError(told, words.NOT_SCREENED_ADVICE)
    person_id = person_id or found.person_id
    if not reason.strip():
        _refuse_known(connection, principal, found, last, person_id)
    agency_id = agency_id or found.agency_id
    if agency_id is None:
        raise UsageError(words.NO_BODY, words.NO_BODY_ADVICE)
    case = open_case(
        connection, principal, load_plan(found.plan), found.instrument, title=found.full_name, person_id=person_id,
        agency_id=agency_id, approved_need_id=approved_need_id, nomination_id=number, day=day,
        facts=dict(facts or {}), reason=reason, accepts=True,
    )  # fmt: skip
    if person_id is None and not reason.strip():
        _refuse_accepted(connection, principal, found)
    return write_step(connection, principal, number, "accepted", reason=reason, case=case.number)


def _refuse_accepted(connection: Connection, principal: Principal, found: Nomination) -> None:
    """Refuse somebody new whom another nomination has brought a case that runs. The case of this one is undone with
    the transaction; it was opened first, and openings of a plan come one after the other."""
    lock_name(connection, found.full_name)
    same = same_nominations(connection, found.number)
    running = {
        one.nomination_id: one
        for one in list_lines(connection, principal, plan=found.plan, nominations=same, running=True)
    }
    for number in same:
        first = running.get(number)
        if first is not None and first.instrument == found.instrument:
            raise ConflictError(words.RUNNING.format(case=first.number), words.RUNNING_ADVICE)


def _refuse_known(
    connection: Connection, principal: Principal, found: Nomination, last: Screening, person_id: int | None
) -> None:
    if person_id is None:
        if last.certain is not None:
            told = words.SAME_PERSON.format(person=last.certain.person_id)
            raise ConflictError(told, words.SAME_PERSON_ADVICE)
        return
    running = list_lines(
        connection, principal, plan=found.plan, instrument=found.instrument, persons=[person_id], running=True
    )
    if running:
        raise ConflictError(words.RUNNING.format(case=running[0].number), words.RUNNING_ADVICE)
