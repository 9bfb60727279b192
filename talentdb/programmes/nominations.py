"""Nominations: somebody is proposed for an instrument, and it is decided on once. Whoever nominates sees their own.

Owns nomination and nomination_step. Nothing here tells a nominator what the registry holds: no answer and no refusal
of `nominate` depends on it. What the registry says is `screening`, for those who decide.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may, require
from talentdb.db.tables import agency, nomination, nomination_step
from talentdb.db.views import own_person
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes import nomination_labels as words
from talentdb.programmes.case_opening import instrument_of
from talentdb.programmes.nomination_rows import Decision, Nomination, list_nominations, read_nomination
from talentdb.programmes.nominee import Nominee, nominee, record_keys
from talentdb.signs import typed

__all__ = [
    "Decision",
    "Nomination",
    "check_groups",
    "hold",
    "list_nominations",
    "nominate",
    "nominated_rows",
    "read_nomination",
    "refuse",
    "withdraw",
    "write_step",
]  # fmt: skip

_NOMINATION, _ACCOUNT = 7_040_011, 7_040_012
"""First halves of the locks that a nomination is decided under, and that an account nominates under."""


def nominate(
    connection: Connection, principal: Principal, keyring: Keyring, plan: Plan, instrument: str,
    values: Mapping[str, Any], *, reason: str, nominator: str = "", referrer: str = "", group: str | None = None,
    is_own: bool = False, person_id: int | None = None, agency_id: int | None = None,
    batch: tuple[bytes, int] | None = None,
) -> Nomination:  # fmt: skip
    """Nominate somebody. A body and a nominator nominate in their own name, whatever they are told.

    Args:
        values: normalised values of the person, national_id among them.
        nominator: by name; that of the account without it.
        person_id: who it is in the registry, for who may see the person; nominators do not say.
        batch: hash over the workbook it came with, and the row.
    Raises: ForbiddenError; NotFoundError for an unknown instrument or a person out of sight; UsageError for an
        instrument without nominations, a wrong group or value, no name or reason; ConflictError for somebody whom
        this account has nominated already and who waits.
    """
    require(principal, Action.NOMINATE)
    found = instrument_of(plan, instrument)
    check_groups(found, group)
    reason, nominator, referrer = typed(reason), typed(nominator) or principal.display_name, typed(referrer)
    if not reason:
        raise UsageError(words.NO_REASON, words.FILL)
    if not nominator:
        raise UsageError(words.NO_NOMINATOR, words.FILL)
    who = nominee(values, keyring)
    agency_id = _body_of(connection, principal, agency_id)
    _check_person(connection, principal, person_id)
    _lock(connection, _ACCOUNT, principal.account_id or 0)
    _refuse_twice(connection, principal, plan, found, who)
    number = connection.execute(
        insert(nomination)
        .values(
            plan_code=plan.code, instrument=found.code, talent_group=group, values=dict(who.values),
            full_name=who.full_name, person_id=person_id, agency_id=agency_id, nominator=nominator,
            referrer=referrer, is_own=is_own, reason=reason, batch=batch[0] if batch else None,
            batch_row=batch[1] if batch else None, national_id_cipher=who.id_cipher, national_id_hmac=who.id_hash,
            national_id_kind=who.id_kind, match_keys=list(record_keys(who.values, who.id_hash, agency_id)),
            account_id=principal.account_id, login=principal.login,
        )
        .returning(nomination.c.nomination_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "nomination.made", "nomination", number, details={"instrument": found.code})
    return read_nomination(connection, principal, number)


def check_groups(instrument: Instrument, group: str | None) -> None:
    """Raise UsageError for an instrument without nominations, and for a group that it does not have."""
    if not instrument.nominated:
        raise UsageError(words.NOT_NOMINATED.format(name=instrument.name), words.NOMINATED_ADVICE)
    if (group is None and not instrument.groups) or group in instrument.groups:
        return
    told = words.GROUP_NEEDED if group is None else words.NO_GROUP
    advice = words.GROUP_ADVICE.format(groups=", ".join(instrument.groups.values()) or "—")
    raise UsageError(told.format(name=instrument.name, group=group), advice)


def nominated_rows(connection: Connection, principal: Principal, batch: bytes) -> dict[int, int]:
    """Row of a workbook -> nomination that this account made of it; nobody adds any until the transaction ends.

    Args:
        batch: as of `nominate`.
    """
    require(principal, Action.NOMINATE)
    _lock(connection, _ACCOUNT, principal.account_id or 0)
    n = nomination.c
    own = n.account_id.is_not_distinct_from(principal.account_id)
    rows = connection.execute(select(n.batch_row, n.nomination_id).where(n.batch == batch, own))
    return {row.batch_row: row.nomination_id for row in rows}


def refuse(connection: Connection, principal: Principal, number: int, reason: str) -> Nomination:
    """Refuse it, with a reason that the nominator reads. Raises: ForbiddenError; ConflictError when decided."""
    require(principal, Action.SCREEN)
    hold(connection, principal, number)
    return write_step(connection, principal, number, "refused", reason=reason)


def withdraw(connection: Connection, principal: Principal, number: int, reason: str) -> Nomination:
    """Take back what one nominated. Raises: ForbiddenError for others; ConflictError when decided; UsageError."""
    found = hold(connection, principal, number)
    if principal.role is not Role.OPERATOR and found.account_id != principal.account_id:
        raise ForbiddenError(words.NOT_YOURS, words.NOT_YOURS_ADVICE)
    return write_step(connection, principal, number, "withdrawn", reason=reason)


def hold(connection: Connection, principal: Principal, number: int) -> Nomination:
    """The nomination, which nobody else decides on until the transaction ends.

    Raises: NotFoundError; ConflictError when it is decided already.
    """
    _lock(connection, _NOMINATION, number)
    found = read_nomination(connection, principal, number)
    if found.decision is not None:
        raise ConflictError(words.DECIDED.format(number=number, state=words.STATES[found.state]), words.RELOAD)
    return found


def write_step(
    connection: Connection, principal: Principal, number: int, act: str, *, reason: str = "", case: int | None = None
) -> Nomination:
    """Write down what became of it, once. Raises: UsageError without words; ConflictError for the second of two."""
    reason = typed(reason)
    if act != "accepted" and not reason:
        raise UsageError(words.NO_WORDS, words.FILL)
    written = connection.execute(
        insert(nomination_step)
        .values(
            nomination_id=number, step=1, act=act, case_id=case, reason=reason, account_id=principal.account_id,
            login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(nomination_step.c.step)
    ).first()  # fmt: skip
    found = read_nomination(connection, principal, number)
    if written is None:
        raise ConflictError(words.DECIDED.format(number=number, state=words.STATES[found.state]), words.RELOAD)
    audit(connection, principal, f"nomination.{act}", "nomination", number, details={"case": case} if case else {})
    return found


def _lock(connection: Connection, what: int, number: int) -> None:
    connection.execute(select(func.pg_advisory_xact_lock(what, number % 2_147_483_647)))


def _body_of(connection: Connection, principal: Principal, given: int | None) -> int | None:
    """The body in whose name somebody nominates: their own; who decides may name any."""
    if not may(principal, Action.SCREEN):
        return principal.agency_id
    if given is not None:
        known = connection.execute(select(agency.c.agency_id).where(agency.c.agency_id == given)).first()
        if known is None:
            raise NotFoundError(words.NO_BODY, words.NO_BODY_ADVICE)
    return given


def _check_person(connection: Connection, principal: Principal, person_id: int | None) -> None:
    """A body names its own people, a nominator nobody: whether a number is somebody's is not theirs to try out."""
    if person_id is None or may(principal, Action.SCREEN):
        return
    if principal.role is Role.AGENCY:
        seen = select(own_person.c.person_id).where(own_person.c.person_id == person_id).limit(1)
        if connection.execute(seen).first() is not None:
            return
    raise ForbiddenError(words.BY_MISTAKE, words.FILL)


def _refuse_twice(
    connection: Connection, principal: Principal, plan: Plan, instrument: Instrument, who: Nominee
) -> None:
    """Of its own nominations that wait, an account learns whom it named already; of all others nothing."""
    n = nomination.c
    alike = [func.lower(n.full_name) == who.full_name.lower()]
    # Compared with nothing, the number would find everybody without one.
    if who.id_hash is not None:
        alike.append(n.national_id_hmac == who.id_hash)
    rows = connection.execute(
        select(n.nomination_id, n.full_name, n["values"], n.national_id_hmac)
        .join(nomination_step, nomination_step.c.nomination_id == n.nomination_id, isouter=True)
        .where(
            n.plan_code == plan.code, n.instrument == instrument.code, nomination_step.c.act.is_(None),
            n.account_id.is_not_distinct_from(principal.account_id),
            or_(*alike),
        )
    ).all()  # fmt: skip
    for row in rows:
        values = row._mapping["values"]
        same_id = who.id_hash is not None and row.national_id_hmac is not None
        if same_id:
            same = bytes(row.national_id_hmac) == who.id_hash
        else:
            same = values.get("birth_date") == who.values.get("birth_date")
        if same:
            told = words.ALREADY.format(name=who.full_name, number=row.nomination_id)
            raise ConflictError(told, words.ALREADY_ADVICE)
