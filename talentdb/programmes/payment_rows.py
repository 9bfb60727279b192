"""Money over many cases: what was recorded, and what has been decided and waits to be paid. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, or_, select

from talentdb.access.principal import Principal
from talentdb.db.tables import case_event, payment, programme_case
from talentdb.plans import list_plans, load_plan
from talentdb.programmes.amounts import Entitlement, entitlements_of_many, granted_on
from talentdb.programmes.case_opening import instrument_of
from talentdb.programmes.case_rows import list_cases
from talentdb.programmes.commitment_rows import Commitment, list_commitments
from talentdb.programmes.ledger import Payment, entries_of, require_money_reader, standing
from talentdb.programmes.model import Case
from talentdb.programmes.payable import months_before_release
from talentdb.settings import today

__all__ = ["CaseMoney", "Outstanding", "list_money"]

_OPEN: Final = ("success", None)
_STOPPED: Final = ("broken", "released")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A grant that was decided and is not all paid.

    Args:
        paid: of it, without what was reversed; left: what may still be paid, None when the amount is not known.
    """

    entitled: Entitlement
    paid: int
    left: int | None


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """The money of a case: its entries, and what waits."""

    case: Case
    entries: tuple[Payment, ...]
    waiting: tuple[Outstanding, ...]


def list_money(
    connection: Connection, principal: Principal, *, plan: str | None = None, case: int | None = None
) -> tuple[CaseMoney, ...]:
    """The cases with money recorded or waiting, newest first.

    Raises: ForbiddenError for who sees no money.
    """
    require_money_reader(principal)
    numbers = _with_money(connection, plan, case)
    cases = list_cases(connection, principal, numbers=numbers)
    entries = entries_of(connection, numbers)
    stopped = {one.case: one for one in list_commitments(connection, principal, today(), plan=plan, states=_STOPPED)}
    waits = [one for one in cases if _waits(one, stopped.get(one.number))]
    owed = entitlements_of_many(connection, principal, waits)
    found = (
        CaseMoney(one, own, _waiting(one, owed.get(one.number, ()), own, stopped.get(one.number)))
        for one, own in ((one, entries.get(one.number, ())) for one in cases)
    )
    return tuple(one for one in found if one.entries or one.waiting)


def _with_money(connection: Connection, plan: str | None, case: int | None) -> Sequence[int]:
    """Cases with an entry, or with a step by which something may have been granted. Of all others nothing is read."""
    c, e, p = programme_case.c, case_event.c, payment.c
    granting = {
        step.code
        for one in map(load_plan, list_plans() if plan is None else [plan])
        for instrument in one.instruments
        for step in instrument.steps
        if "grant" in step.effects
    }
    granted = select(e.case_id).where(e.step.in_(granting))
    asked = select(c.case_id).where(or_(c.case_id.in_(select(p.case_id)), c.case_id.in_(granted)))
    for column, value in ((c.plan_code, plan), (c.case_id, case)):
        if value is not None:
            asked = asked.where(column == value)
    return connection.execute(asked).scalars().all()


def _waits(case: Case, stopped: Commitment | None) -> bool:
    """Whether something may still be paid: what was due before a release is, however the case ended with it."""
    is_open = case.ended in _OPEN if stopped is None else stopped.state(today()) == "released"
    return is_open and _granted_on(case) is not None


def _granted_on(case: Case) -> date | None:
    return granted_on(case, instrument_of(load_plan(case.plan), case.instrument))


def _waiting(
    case: Case, entitled: Sequence[Entitlement], entries: Sequence[Payment], released: Commitment | None
) -> tuple[Outstanding, ...]:
    found = (_outstanding(one, entries, _months(case, released, one)) for one in entitled)
    return tuple(one for one in found if one is not None)


def _months(case: Case, released: Commitment | None, entitled: Entitlement) -> Sequence[str] | None:
    """The months that alone may still be paid of a case with a release."""
    decided = _granted_on(case)
    return None if released is None or decided is None else months_before_release(released, entitled, decided)


def _outstanding(
    entitled: Entitlement, entries: Sequence[Payment], months: Sequence[str] | None
) -> Outstanding | None:
    """None when nothing is left: of an amount up to which is paid, whatever was paid is all.

    Args:
        months: those that alone may still be paid; None when it is no question of them.
    """
    if entitled.is_none:
        return None
    own = [one for one in standing(entries) if one.kind == "paid" and one.grant == entitled.grant]
    rest = (entitled.months or 1) - len(own)
    if months is not None:
        rest = min(rest, len(set(months) - {one.period for one in own}))
    if rest <= 0:
        return None
    paid = sum(one.dong for one in own)
    return Outstanding(entitled, paid, None if entitled.dong is None else entitled.dong * rest)
