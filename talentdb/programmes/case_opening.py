"""Opens a case: who may, about whom, for which need or nomination, under which body. Takes no step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.db.tables import (
    agency,
    approved_need,
    case_event,
    need_list,
    nomination,
    nomination_step,
    person,
    programme_case,
)
from talentdb.db.views import own_person
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import Plan, list_plans, load_plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes import case_labels as words
from talentdb.programmes.actors import actor_for, actors_of_bodies, bodies_of
from talentdb.programmes.case_days import check_day
from talentdb.programmes.case_events import refuse
from talentdb.programmes.case_rows import list_cases, persons_now, read_case
from talentdb.programmes.fact_rights import OPERATOR, check_begin, fact_lacks, grounds
from talentdb.programmes.facts import facts_of
from talentdb.programmes.fed_facts import fed_facts
from talentdb.programmes.model import OPEN, Case, FactValue
from talentdb.programmes.need_places import check_need_body, check_place_left
from talentdb.programmes.sister_cases import lock_openings, refuse_second
from talentdb.settings import today
from talentdb.signs import typed

__all__ = ["instrument_if_any", "instrument_of", "open_case", "seen_person"]


def instrument_of(plan: Plan, code: str) -> Instrument:
    """The instrument of that code. Raises: NotFoundError."""
    found = plan.instrument(code)
    if found is None:
        raise NotFoundError(words.NO_INSTRUMENT.format(plan=plan.code, code=code))
    return found


def instrument_if_any(plan: str, code: str) -> Instrument | None:
    """The instrument of that code of that plan; None where either is no longer there: a case outlives its plan."""
    return load_plan(plan).instrument(code) if plan in list_plans() else None


def open_case(
    connection: Connection,
    principal: Principal,
    plan: Plan,
    instrument: str,
    *,
    title: str,
    person_id: int | None = None,
    agency_id: int | None = None,
    approved_need_id: int | None = None,
    nomination_id: int | None = None,
    day: date | None = None,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    accepts: bool = False,
) -> Case:
    """Open a case at the first stage of an instrument of the plan.

    Args:
        title: name of the person, or what it is about; person_id: who it is in the registry, if anybody yet.
        agency_id: body of the case; that of an agency account without it.
        day: today without it.
        nomination_id: the nomination it comes from; without one, where the plan asks for one, only with a reason or
            not at all.
        accepts: it is opened by accepting the nomination, the only way to a case from one.
        reason: why without a nomination, why a person gets a second case of the kind, or a need one more than was
            approved.
    Raises: ForbiddenError for who does not open such cases; NotFoundError for an unknown instrument, person, body or
        need; UsageError for a missing title or body, a wrong, missing or unexplained nomination, a wrong fact or day,
        or a need of another body;
        ConflictError for the same case twice, a second one of the kind, or a need that is filled, without a reason.
    """
    found = instrument_of(plan, instrument)
    title, reason, day = typed(title), typed(reason), day or today()
    agency_id = principal.agency_id if agency_id is None and principal.role is Role.AGENCY else agency_id
    if not title:
        raise UsageError(words.NO_TITLE, words.FILL_AND_SAVE)
    if agency_id is None:
        raise UsageError(words.NO_BODY, words.FILL_AND_SAVE)
    lead = _lead_of(connection, plan, found, day)
    check_day(day, today())
    kept = facts_of(found, facts or {})
    actor = _opener(connection, principal, found, agency_id, lead, kept)
    person_id = seen_person(connection, principal, found, person_id)
    kept = fed_facts(connection, principal, plan, found, person_id) | kept
    _check_body(connection, agency_id)
    _check_need(connection, plan, found, approved_need_id, agency_id)
    _check_nomination(connection, plan, found, nomination_id, title, accepts=accepts)
    _check_begin_of(found, nomination_id, reason)
    values = {
        "plan_code": plan.code, "instrument": found.code, "definition_version": plan.definition_version,
        "title": title, "person_id": person_id, "agency_id": agency_id, "lead_agency_id": lead,
        "approved_need_id": approved_need_id, "nomination_id": nomination_id,
    }  # fmt: skip
    first = {"step": OPEN, "stage": found.start, "actor": actor, "day": day, "facts": kept, "reason": reason}
    with connection.begin_nested():
        lock_openings(connection, plan.code)
        number = _insert(connection, principal, values, first)
        details = {"plan": plan.code, "instrument": found.code}
        audit(connection, principal, "case.opened", "case", number, details=details)
        case = read_case(connection, principal, number)
        _refuse_twice(connection, principal, case)
        refuse_second(connection, found, case, reason)
        if approved_need_id is not None:
            check_place_left(connection, plan, approved_need_id, {actor}, reason)
    return case


def _insert(connection: Connection, principal: Principal, values: Mapping[str, Any], first: Mapping[str, Any]) -> int:
    """Write the case with its first event; gives its number."""
    who = {"account_id": principal.account_id, "login": principal.login}
    number: int | None = connection.execute(
        insert(programme_case).values(**values, **who).on_conflict_do_nothing().returning(programme_case.c.case_id)
    ).scalar()
    if number is None:
        raise ConflictError(words.NOMINATION_USED.format(number=values["nomination_id"]), words.RELOAD)
    connection.execute(insert(case_event).values(case_id=number, number=1, **first, **who))
    return number


def _opener(
    connection: Connection, principal: Principal, instrument: Instrument, agency_id: int, lead: int | None,
    given: Mapping[str, FactValue],
) -> str:  # fmt: skip
    """As what the account opens the case, with facts that it may tell."""
    actors = actors_of_bodies(principal, bodies_of(connection, principal), agency_id, lead)
    if OPERATOR not in actors and not set(instrument.opened_by) & actors:
        who = words.or_list(words.ACTORS[one] for one in instrument.opened_by)
        raise ForbiddenError(words.NO_OPENING.format(name=instrument.name, who=who), words.RIGHT_ADVICE)
    refuse(fact_lacks(instrument, instrument.start, actors, [one for one in given if one in grounds(instrument)]))
    check_begin(instrument, actors, given, today(), today())
    return actor_for(actors, instrument.opened_by)


def _lead_of(connection: Connection, plan: Plan, instrument: Instrument, day: date) -> int | None:
    """Number of the body that leads the instrument, where the list of agencies holds it on that day."""
    code, a = plan.bodies[instrument.lead].agency, agency.c
    if code is None:
        return None
    there = select(a.agency_id).where(
        a.code == code,
        or_(a.valid_from.is_(None), a.valid_from <= day),
        or_(a.valid_to.is_(None), a.valid_to >= day),
    )
    return connection.execute(there).scalar_one_or_none()


def seen_person(
    connection: Connection, principal: Principal, instrument: Instrument, person_id: int | None
) -> int | None:
    """The number of the person now, of somebody the account may see. Raises: NotFoundError; UsageError for a body."""
    if person_id is None:
        return None
    if instrument.subject == "body":
        raise UsageError(words.PERSON_OF_BODY.format(name=instrument.name))
    now = persons_now(connection, [person_id]).get(person_id, person_id)
    asked = select(person.c.person_id).where(person.c.person_id == now, person.c.state == "active")
    if principal.role is Role.AGENCY:
        asked = select(own_person.c.person_id).where(own_person.c.person_id == now)
    if connection.execute(asked.limit(1)).first() is None:
        raise NotFoundError(words.NO_PERSON.format(number=person_id))
    return now


def _check_body(connection: Connection, agency_id: int) -> None:
    if connection.execute(select(agency.c.agency_id).where(agency.c.agency_id == agency_id)).first() is None:
        raise NotFoundError(words.NO_BODY_NUMBER.format(number=agency_id))


def _check_need(
    connection: Connection, plan: Plan, instrument: Instrument, number: int | None, agency_id: int
) -> None:
    if number is None:
        return
    n = approved_need.c
    found = connection.execute(
        select(n.need_type, need_list.c.plan_code)
        .join(need_list, need_list.c.need_list_id == n.need_list_id)
        .where(n.approved_need_id == number)
    ).first()
    if found is None:
        raise NotFoundError(words.NEED_UNKNOWN.format(number=number))
    if found.plan_code != plan.code or found.need_type not in instrument.needs:
        raise UsageError(words.NEED_OTHER.format(number=number, name=instrument.name))
    check_need_body(connection, number, agency_id)


def _check_nomination(
    connection: Connection, plan: Plan, instrument: Instrument, number: int | None, title: str, *, accepts: bool
) -> None:
    """Refuse another's nomination, one that was decided on, and one that is not being accepted."""
    if number is None:
        return
    n, s = nomination.c, nomination_step.c
    found = connection.execute(
        select(n.plan_code, n.instrument, n.full_name, s.act)
        .join(nomination_step, s.nomination_id == n.nomination_id, isouter=True)
        .where(n.nomination_id == number)
    ).first()
    if found is None or (found.plan_code, found.instrument, found.full_name) != (plan.code, instrument.code, title):
        raise UsageError(words.NOMINATION_OTHER.format(number=number, name=instrument.name))
    if found.act is not None or not accepts:
        raise UsageError(words.NOMINATION_NEEDED.format(name=instrument.name), words.NOMINATION_NEEDED_ADVICE)


def _check_begin_of(instrument: Instrument, number: int | None, reason: str) -> None:
    """Refuse a case without the nomination that its plan wants it to begin with. Raises: UsageError."""
    if number is not None or instrument.without_nomination == "free":
        return
    if instrument.without_nomination == "never":
        raise UsageError(words.NOMINATION_NEEDED.format(name=instrument.name), words.NOMINATION_NEEDED_ADVICE)
    if not reason:
        raise UsageError(words.NOMINATION_OR_REASON.format(name=instrument.name), words.NOMINATION_OR_REASON_ADVICE)


def _refuse_twice(connection: Connection, principal: Principal, new: Case) -> None:
    """Refuse the same case a second time while nobody has done anything on the first: a double click, or two who both
    meant to."""
    alike = list_cases(
        connection, principal, plan=new.plan, instrument=new.instrument, agency_id=new.agency_id,
        person_id=new.person_id, running=True,
    )  # fmt: skip
    for case in alike:
        if case.number != new.number and len(case.events) == 1 and _is_about(case) == _is_about(new):
            raise ConflictError(words.OPEN_TWICE.format(number=case.number), words.RELOAD)


def _is_about(case: Case) -> tuple[object, ...]:
    return case.title, case.person_id, case.approved_need_id, case.nomination_id, case.facts
