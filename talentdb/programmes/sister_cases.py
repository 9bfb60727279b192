"""Other cases of the same person in a plan: nobody gets the same support twice, nor has two cases of it, unless
somebody says why. Persons who were merged are one. Opens nothing and pays nothing.
"""

from typing import Final

from sqlalchemy import Connection, func, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError
from talentdb.plans import load_plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes import case_labels as words
from talentdb.programmes.case_rows import list_cases, persons_now
from talentdb.programmes.ledger import entries_of, standing
from talentdb.programmes.model import Case
from talentdb.text import fold

__all__ = [
    "OF_A_PERSON", "lock_name", "lock_openings", "lock_person", "refuse_paid_elsewhere", "refuse_second",
]  # fmt: skip

OF_A_PERSON: Final = frozenset({"attraction", "training", "grant", "recognition"})
"""Kinds that are about who somebody is; works, orders and prizes a person has as many as there are, ratings and
screenings one each year."""
_PERSON, _NAME, _OPENING = 7_040_016, 7_040_014, 7_040_015


def lock_openings(connection: Connection, plan: str) -> None:
    """Let cases of a plan be opened one after the other until the transaction ends: the second of two sees the first,
    and so what makes one too many. Before the locks of a person and a name."""
    connection.execute(select(func.pg_advisory_xact_lock(_OPENING, func.hashtext(plan))))


def lock_person(connection: Connection, person_id: int) -> None:
    """Hold a person until the transaction ends: nobody else opens or pays a case of theirs."""
    now = persons_now(connection, [person_id]).get(person_id, person_id)
    connection.execute(select(func.pg_advisory_xact_lock(_PERSON, now % 2**31)))


def lock_name(connection: Connection, name: str) -> None:
    """The same, of somebody whom the registry does not hold yet."""
    connection.execute(select(func.pg_advisory_xact_lock(_NAME, func.hashtext(fold(name)))))


def refuse_second(connection: Connection, instrument: Instrument, new: Case, reason: str) -> None:
    """Refuse a second running case of the kind for one person. Raises: ConflictError with the number of the first."""
    if new.person_id is None or instrument.kind not in OF_A_PERSON:
        return
    lock_person(connection, new.person_id)
    first = next((one for one in _sisters(connection, instrument, new) if one.ended is None), None)
    if first is not None and not reason:
        raise ConflictError(words.SECOND_CASE.format(number=first.number), words.SECOND_CASE_ADVICE)


def refuse_paid_elsewhere(connection: Connection, case: Case, grant: str, period: str, reason: str) -> None:
    """Refuse to pay what another case of the person of the same kind was paid: at once, or for the same month.

    Raises: ConflictError with the number of that case.
    """
    instrument = load_plan(case.plan).instrument(case.instrument)
    if case.person_id is None or instrument is None or instrument.kind not in OF_A_PERSON:
        return
    lock_person(connection, case.person_id)
    sisters = [one.number for one in _sisters(connection, instrument, case)]
    with reading_as(connection, OPERATOR):
        entries = entries_of(connection, sisters)
    for number, paid in entries.items():
        for one in standing(paid):
            if one.kind == "paid" and one.period == period and (not period or one.grant == grant) and not reason:
                raise ConflictError(words.PAID_ELSEWHERE.format(number=number), words.PAID_ELSEWHERE_ADVICE)


def _sisters(connection: Connection, instrument: Instrument, case: Case) -> list[Case]:
    """Other cases of the person in the plan that are of the same kind, whatever body they are of."""
    who: Principal = OPERATOR
    with reading_as(connection, who):
        found = list_cases(connection, who, plan=case.plan, person_id=case.person_id)
    plan = load_plan(case.plan)
    return [
        one
        for one in found
        if one.number != case.number
        and (other := plan.instrument(one.instrument)) is not None
        and other.kind == instrument.kind
    ]
