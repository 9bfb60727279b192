"""What the registry says that touches a commitment: proposed to who runs the cases, never carried out by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Connection, Row, cast, func, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, hidden_fields, require
from talentdb.db.tables import agency, signal_dismissal
from talentdb.db.views import person_fact
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.plans.instruments import Instrument
from talentdb.programmes import money_labels as words
from talentdb.programmes.case_lines import list_lines
from talentdb.programmes.case_opening import instrument_if_any
from talentdb.programmes.commitment_rows import Commitment, list_commitments
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = ["Dismissal", "Signal", "dismiss", "signals"]

_OPEN: Final = ("not_begun", "running", "suspended")
_STATUS: Final = ("retired", "moved", "left", "deceased")
_OUTSIDE: Final = frozenset({"central", "armed_forces", "private_enterprise", "freelance", "other"})
"""Sectors outside the system of the province: who is employed there has left it."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Who found that a signal matters not, and why."""

    reason: str
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that the registry says of somebody with a commitment.

    Args:
        kind: retired, moved, left, deceased; outside (the main employer is none of the province's); other_body.
        agency_id: main employer by it; since: day of the list since which it is so. With the kind they are the fact:
            another of them is another signal.
        step: step of the case that is proposed; None when the plan names none, or the case does not stand so.
        why: in words; dismissed: by whom, of those that somebody dismissed.
    """

    commitment: Commitment
    kind: str
    agency_id: int
    since: date
    step: str | None
    step_name: str
    why: str
    dismissed: Dismissal | None = None

    @property
    def fact(self) -> tuple[int, str, int, date]:
        """What it says, and of which commitment."""
        return (self.commitment.number, self.kind, self.agency_id, self.since)


def signals(
    connection: Connection, principal: Principal, day: date, *, dismissed: bool = False
) -> tuple[Signal, ...]:  # fmt: skip
    """What the registry says on a day of those whose commitments run.

    Args:
        dismissed: those that somebody found to matter not, instead of the others.

    Raises: ForbiddenError for who does not read people of the whole province: agencies, and officers of finance.
    """
    if principal.role is Role.AGENCY or "*" in hidden_fields(principal.role):
        raise ForbiddenError(words.NO_SIGNALS, words.NO_SIGNALS_ADVICE)
    found = [one for one in list_commitments(connection, principal, day, states=_OPEN) if one.person_id is not None]
    if not found:
        return ()
    people, above = _people(connection, found, day), _above(connection)
    lines = list_lines(connection, principal, numbers=[one.case for one in found])
    stages = {case.number: case.stage for case in lines}
    told = (
        _signal(one, people[one.person_id], above, stages.get(one.case, ""))
        for one in found
        if one.person_id in people
    )
    gone = _dismissals(connection)
    every = (replace(signal, dismissed=gone.get(signal.fact)) for signal in told if signal is not None)
    return tuple(signal for signal in every if (signal.dismissed is not None) == dismissed)


def dismiss(connection: Connection, principal: Principal, signal: Signal, reason: str) -> None:
    """Say that a signal matters not. It is kept, and shown again when the registry says something else.

    Raises: ForbiddenError; UsageError without a reason; ConflictError when the registry says so no longer, or
        somebody else was faster.
    """
    require(principal, Action.RUN_PROGRAMMES)
    reason = typed(reason)
    if not reason:
        raise UsageError(words.NO_REASON, words.NO_REASON_ADVICE)
    audit(connection, principal, "signal.dismissed", "case", signal.commitment.case, details={"kind": signal.kind})
    if signal.fact not in {one.fact for one in signals(connection, principal, today())}:
        raise ConflictError(words.SIGNAL_GONE, words.RELOAD)
    number, kind, body, since = signal.fact
    added = connection.execute(
        insert(signal_dismissal)
        .values(
            commitment_id=number, kind=kind, agency_id=body, since=since, reason=reason,
            account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(signal_dismissal.c.signal_dismissal_id)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.SIGNAL_GONE, words.RELOAD)


def _dismissals(connection: Connection) -> Mapping[tuple[int, str, int, date], Dismissal]:
    d = signal_dismissal.c
    return {
        (row.commitment_id, row.kind, row.agency_id, row.since): Dismissal(row.reason, row.login, row.made_at)
        for row in connection.execute(
            select(d.commitment_id, d.kind, d.agency_id, d.since, d.reason, d.login, d.made_at)
        )
    }


@dataclass(frozen=True, slots=True)
class Told:
    """What the registry says of a person: status, main employer with its sector, and since when."""

    status: str | None
    since: date
    agency_id: int
    name: str
    sector: str | None


def _people(connection: Connection, found: list[Commitment], day: date) -> dict[int | None, Told]:
    p = person_fact.c
    numbers = sorted({one.person_id for one in found if one.person_id is not None})
    rows: Sequence[Any] = connection.execute(
        select(p.person_id, p.status, p.valid_from, p.valid_to, p.agency_id, agency.c.name, agency.c.sector)
        .join(agency, agency.c.agency_id == p.agency_id)
        .where(p.person_id == func.any(cast(numbers, ARRAY(BigInteger))), p.valid_from <= day)
        .order_by(p.person_id, p.valid_from)
    ).all()
    return {
        person: told for person, own in groupby(rows, lambda row: row.person_id) if (told := _now(list(own), day))
    }


def _now(own: Sequence[Row[Any]], day: date) -> Told | None:
    """What the registry says now of somebody, and since when it says so without a break."""
    last = own[-1]
    if last.valid_to is not None and last.valid_to <= day:
        return None
    since = last.valid_from
    for row in reversed(own[:-1]):
        if (row.status, row.agency_id, row.valid_to) != (last.status, last.agency_id, since):
            break
        since = row.valid_from
    return Told(last.status, since, last.agency_id, last.name, last.sector)


def _above(connection: Connection) -> Mapping[int, tuple[int | None, int | None]]:
    """Body -> the one that manages it, and the one that took it over."""
    a = agency.c
    rows = connection.execute(select(a.agency_id, a.parent_id, a.successor_id))
    return {row.agency_id: (row.parent_id, row.successor_id) for row in rows}


def _belongs(body: int, to: int, above: Mapping[int, tuple[int | None, int | None]]) -> bool:
    """Whether a body is the other one, lies below it, or one took the other over."""
    seen, ahead = set(), [body]
    while ahead:
        here = ahead.pop()
        if here == to:
            return True
        seen.add(here)
        ahead += [one for one in above.get(here, ()) if one is not None and one not in seen]
    return above.get(to, (None, None))[1] == body


def _signal(
    one: Commitment, person: Told, above: Mapping[int, tuple[int | None, int | None]], stage: str
) -> Signal | None:
    instrument = instrument_if_any(one.plan, one.instrument)
    promise = instrument.commitment if instrument else None
    if instrument is None or promise is None:
        return None
    day = format_date(person.since)
    if person.status in _STATUS:
        return _made(one, person.status, person, instrument, stage, words.SIGNALS[person.status].format(day=day))
    if _belongs(person.agency_id, one.agency_id, above):
        return None
    kind = "outside" if person.sector in _OUTSIDE else "other_body"
    why = words.SIGNALS[kind].format(day=day, body=person.name, own=one.agency)
    return _made(one, kind, person, instrument, stage, why)


def _made(one: Commitment, kind: str, person: Told, instrument: Instrument, stage: str, why: str) -> Signal:
    wanted = instrument.commitment.signals if instrument.commitment else {}
    asked = "moved" if kind == "outside" else kind
    code = next((step for status, step in wanted.items() if status == asked), None)
    step = next((step for step in instrument.steps_from(stage) if step.code == code), None)
    return Signal(
        one, kind, person.agency_id, person.since, step.code if step else None, step.name if step else "", why
    )
