"""Agreements by which data are given to other bodies, and each giving under one: locked, marked, logged by person.

Owns the tables agreement and handover. Decree 356/2025/NĐ-CP, article 7: a written agreement with purpose, subjects,
term and basis; what is sensitive leaves encrypted. Who else reads data inside the province is no matter of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit, audit_each
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may, require
from talentdb.db.lookup import code_words
from talentdb.db.tables import agreement, handover
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.fields import EVIDENCE, PEOPLE_FIELDS
from talentdb.people.export import iter_people, left_out
from talentdb.people.filters import Filter
from talentdb.people.withheld import left_out_words
from talentdb.privacy import agreement_labels as words
from talentdb.privacy.agreement_sheets import field_words, marked_workbook, register_workbook
from talentdb.privacy.in_words import Words, column_words, rows_in_words
from talentdb.services.locked_file import locked_workbook
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = [
    "GIVEABLE", "Agreement", "Given", "Handover", "end_agreement", "give", "list_agreements", "list_handovers",
    "read_agreement", "record_agreement", "register",
]  # fmt: skip

GIVEABLE = tuple(name for name in PEOPLE_FIELDS if name not in EVIDENCE)
"""Fields of people that an agreement can be about."""
_KNOWN = {"year": 4, "month": 7}
"""Signs of an ISO date that are known."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One of them.

    Args:
        subjects: of which people; fields: what of them may be given; basis: the law, decision or consent.
        ended: day it was ended before its last day.
    """

    number: int
    paper: str
    signed: date
    receiver: str
    purpose: str
    subjects: str
    fields: tuple[str, ...]
    basis: str
    begins: date
    ends: date
    ended: date | None
    login: str

    def state(self, day: date) -> str:
        """coming, in_force, over or ended."""
        if self.ended is not None and self.ended <= day:
            return "ended"
        if day < self.begins:
            return "coming"
        return "in_force" if day <= self.ends else "over"


@dataclass(frozen=True, slots=True)
class Handover:
    """One giving: `copy` is the number that marks the file."""

    copy: int
    agreement: int
    recipient: str
    fields: tuple[str, ...]
    people: int
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A finished file, locked, with the row of the register.

    Args:
        left_out: who is not in it for want of consent, in words; empty when nobody is left out.
    """

    handover: Handover
    name: str
    content: bytes
    left_out: str = ""


def record_agreement(
    connection: Connection, principal: Principal, *, paper: str, signed: date, receiver: str, purpose: str,
    subjects: str, fields: Sequence[str], basis: str, begins: date, ends: date,
) -> Agreement:  # fmt: skip
    """Write an agreement down.

    Raises: ForbiddenError; UsageError for missing words, odd days, no fields or unknown ones; ConflictError for one
    that was written down before.
    """
    require(principal, Action.REVIEW)
    texts = {"paper": paper, "receiver": receiver, "purpose": purpose, "subjects": subjects, "basis": basis}
    texts = {name: typed(text) for name, text in texts.items()}
    _check(texts, signed, begins, ends, fields)
    row = connection.execute(
        insert(agreement)
        .values(
            **texts, signed_on=signed, fields=[name for name in GIVEABLE if name in fields], begins_on=begins,
            ends_on=ends, account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(agreement)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise ConflictError(words.TWICE.format(**texts), words.LIST_ADVICE)
    audit(connection, principal, "agreement.recorded", "agreement", row.agreement_id)
    return _agreement(row)


def end_agreement(connection: Connection, principal: Principal, number: int, day: date) -> Agreement:
    """End it before its last day. Raises: ForbiddenError; NotFoundError; ConflictError; UsageError for an odd day."""
    require(principal, Action.REVIEW)
    found = read_agreement(connection, number)
    if found.ended is not None:
        raise ConflictError(words.ENDED_ALREADY.format(paper=found.paper, day=format_date(found.ended)))
    if not found.begins <= day <= today():
        raise UsageError(words.END_ODD.format(begins=format_date(found.begins)), words.CHECK_DAYS)
    connection.execute(update(agreement).where(agreement.c.agreement_id == number).values(ended_on=day))
    audit(connection, principal, "agreement.ended", "agreement", number)
    return read_agreement(connection, number)


def give(
    connection: Connection, principal: Principal, number: int, *, recipient: str, fields: Sequence[str],
    password: str, filters: Sequence[Filter] = (), person_ids: Sequence[int] | None = None,
    keyring: Keyring | None = None,
) -> Given:  # fmt: skip
    """A file for the receiver: of these people the fields that were agreed, marked, locked; one row of the log each.

    Raises: ForbiddenError; NotFoundError; ConflictError when the agreement is not in force; UsageError for fields
    beyond it, without a recipient or a password, or when nobody is in it.
    """
    require(principal, Action.REVIEW)
    found = read_agreement(connection, number)
    recipient = typed(recipient)
    _check_giving(found, recipient, fields, password)
    columns = tuple(name for name in found.fields if name in fields)
    said = words.PURPOSE.format(paper=found.paper, purpose=found.purpose)
    rows, persons = [], []
    for row in iter_people(
        connection, principal, filters, keyring=keyring, purpose=said, person_ids=person_ids,
        columns=("person_id", *columns), locked=True,
    ):  # fmt: skip
        persons.append(int(row["person_id"]))
        known = _as_known(row)
        rows.append({name: known.get(name) for name in columns})
    missing = left_out_words(left_out(connection, principal, filters, person_ids=person_ids))
    if not rows:
        raise UsageError(missing or words.NOBODY, words.NOBODY_ADVICE)
    made = connection.execute(
        insert(handover)
        .values(
            agreement_id=number, recipient=recipient, fields=list(columns), people=len(rows),
            account_id=principal.account_id, login=principal.login,
        )
        .returning(handover)
    ).one()  # fmt: skip
    audit(connection, principal, "agreement.given", "agreement", number, purpose=said, details={"rows": len(rows)})
    audit_each(connection, principal, "person.given", persons, purpose=said)
    given = _handover(made)
    told = rows_in_words("person_version", rows, Words(code_words(connection)))
    content = marked_workbook(found, given, [column_words("person_version", name) for name in columns], told)
    return Given(given, words.FILE_NAME.format(copy=given.copy), locked_workbook(content, password), missing)


def list_agreements(connection: Connection) -> tuple[Agreement, ...]:
    """Those the reader may see, the newest first."""
    rows = connection.execute(select(agreement).order_by(agreement.c.agreement_id.desc()))
    return tuple(_agreement(row) for row in rows)


def read_agreement(connection: Connection, number: int) -> Agreement:
    """One of them. Raises: NotFoundError."""
    row = connection.execute(select(agreement).where(agreement.c.agreement_id == number)).one_or_none()
    if row is None:
        raise NotFoundError(words.NO_AGREEMENT.format(number=number), words.LIST_ADVICE)
    return _agreement(row)


def list_handovers(connection: Connection) -> tuple[Handover, ...]:
    """What was given, the newest first."""
    rows = connection.execute(select(handover).order_by(handover.c.handover_id.desc()))
    return tuple(_handover(row) for row in rows)


def register(connection: Connection, principal: Principal) -> tuple[str, bytes]:
    """Name and content of the register as a workbook; logged. Raises: ForbiddenError for who reads no requests."""
    if not may(principal, Action.READ_AUDIT):
        require(principal, Action.REVIEW)
    agreed, given = list_agreements(connection), list_handovers(connection)
    audit(connection, principal, "agreement.register", "agreement", "", details={"rows": len(agreed) + len(given)})
    states = {one.number: one.state(today()) for one in agreed}
    day = format_date(today())
    return words.REGISTER_FILE.format(day=today().isoformat()), register_workbook(agreed, given, states, day)


def _as_known(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its birth date only as far as it is known: a year alone is no first of January."""
    length = _KNOWN.get(row.get("birth_date_precision") or "")
    return {**row, "birth_date": str(row["birth_date"])[:length]} if length and row.get("birth_date") else row


def _check(texts: dict[str, str], signed: date, begins: date, ends: date, fields: Sequence[str]) -> None:
    if not all(texts.values()):
        raise UsageError(words.INCOMPLETE, words.FILL)
    if not fields:
        raise UsageError(words.NO_FIELDS, words.FILL)
    if unknown := [name for name in fields if name not in GIVEABLE]:
        raise UsageError(words.FIELDS_UNKNOWN.format(names=", ".join(unknown)), words.FILL)
    if signed > today():
        raise UsageError(words.SIGNED_AHEAD.format(day=format_date(signed)), words.CHECK_DAYS)
    if not signed <= begins <= ends:
        days = {"signed": format_date(signed), "begins": format_date(begins), "ends": format_date(ends)}
        raise UsageError(words.DAYS_ODD.format(**days), words.CHECK_DAYS)


def _check_giving(found: Agreement, recipient: str, fields: Sequence[str], password: str) -> None:
    if found.state(today()) != "in_force":
        days = {"begins": format_date(found.begins), "ends": format_date(found.ended or found.ends)}
        raise ConflictError(words.NOT_IN_FORCE.format(paper=found.paper, **days), words.NOT_IN_FORCE_ADVICE)
    if not recipient:
        raise UsageError(words.NO_RECIPIENT, words.FILL)
    if not password:
        raise UsageError(words.NO_LOCK, words.LOCK_ADVICE)
    if not fields:
        raise UsageError(words.NO_FIELDS, words.FILL)
    if beyond := [name for name in fields if name not in found.fields]:
        told = words.NOT_AGREED.format(paper=found.paper, names=field_words(beyond))
        raise UsageError(told, words.NOT_AGREED_ADVICE)


def _agreement(row: Row[Any]) -> Agreement:
    return Agreement(
        row.agreement_id, row.paper, row.signed_on, row.receiver, row.purpose, row.subjects, tuple(row.fields),
        row.basis, row.begins_on, row.ends_on, row.ended_on, row.login,
    )  # fmt: skip


def _handover(row: Row[Any]) -> Handover:
    return Handover(
        row.handover_id, row.agreement_id, row.recipient, tuple(row.fields), row.people, row.login, row.made_at
    )
