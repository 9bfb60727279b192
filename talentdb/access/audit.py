"""The audit log: one row in the same transaction as what it tells of; no audit, no change and no sensitive read.

Here rows are written and read; the chain over them is made by triggers of schema.sql and verified by
`talentdb.access.chain`. Never put personal values into `details`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, String, cast, insert, literal, or_, select, text
from sqlalchemy.dialects.postgresql import INT8MULTIRANGE

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may, require
from talentdb.db.tables import audit_event, taken_out
from talentdb.settings import VIETNAM, now

__all__ = ["READS", "EventFilter", "audit", "audit_each", "number_ranges", "recent_events", "who_read"]

READS: Final = frozenset({"person.view", "person.reveal_national_id", "person.cv", "person.file"})
"""Actions by which somebody reads one person."""


def audit(
    connection: Connection,
    principal: Principal,
    action: str,
    object_kind: str,
    object_id: object,
    *,
    purpose: str | None = None,
    details: dict[str, Any] | None = None,
    persons: Iterable[int] = (),
) -> None:
    """Write one row of the log.

    Args:
        persons: numbers of the people whom an export takes out: each can be told of it.
    """
    taken = number_ranges(persons)
    if taken:
        details = {**(details or {}), "taken_sha256": sha256(taken.encode()).hexdigest()}
    # Inline: asking for the new number back would need the right to read the log.
    connection.execute(
        insert(audit_event)
        .inline()
        .values(
            account_id=principal.account_id,
            login=principal.login,
            role=principal.role.value,
            agency_id=principal.agency_id,
            action=action,
            object_kind=object_kind,
            object_id=str(object_id),
            purpose=purpose,
            details=details or {},
            # The trigger overwrites it; the table of Core refuses NULL before it could.
            at=now(),
        )
    )
    if taken:
        connection.execute(insert(taken_out).inline().values(persons=cast(literal(taken), INT8MULTIRANGE)))


def audit_each(
    connection: Connection, principal: Principal, action: str, persons: Sequence[int], *, purpose: str
) -> None:
    """Write one row of the log for each of some people, in their order."""
    if persons:
        who: dict[str, Any] = {
            "account_id": principal.account_id, "login": principal.login, "role": principal.role.value,
            "agency_id": principal.agency_id, "action": action, "object_kind": "person", "purpose": purpose,
            "details": {}, "at": now(),
        }  # fmt: skip
        connection.execute(insert(audit_event).inline(), [{**who, "object_id": str(person)} for person in persons])


def number_ranges(numbers: Iterable[int]) -> str:
    """ "{[1,3),[5,6)}": the numbers as PostgreSQL writes a multirange; empty text for none."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and ranges[-1][1] == number:
            ranges[-1][1] = number + 1
        else:
            ranges.append([number, number + 1])
    return "{" + ",".join(f"[{first},{after})" for first, after in ranges) + "}" if ranges else ""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which rows of the log; what is empty asks for nothing.

    Args:
        words: each in login, action or object.
        person_id: about this person.
        logins, actions: one of them.
        since, until: days of Vietnam, both included.
    """

    words: str = ""
    person_id: int | None = None
    logins: Sequence[str] = ()
    actions: Sequence[str] = ()
    since: date | None = None
    until: date | None = None


_COLUMNS: Final = (
    audit_event.c.audit_id, audit_event.c.at, audit_event.c.login, audit_event.c.role, audit_event.c.action,
    audit_event.c.object_kind, audit_event.c.object_id, audit_event.c.purpose, audit_event.c.details,
)  # fmt: skip


def recent_events(
    connection: Connection, asked: EventFilter | str = EventFilter(), limit: int = 200
) -> list[dict[str, Any]]:
    """The newest rows of the log, newest first; words alone narrow to a login, an action or an object."""
    wanted = EventFilter(words=asked) if isinstance(asked, str) else asked
    statement = _filtered(select(*_COLUMNS), wanted).order_by(audit_event.c.audit_id.desc()).limit(limit)
    return [dict(row._mapping) for row in connection.execute(statement)]


def _filtered(statement: Select[Any], asked: EventFilter) -> Select[Any]:
    e = audit_event.c
    for word in asked.words.split():
        places = (e.login, e.action, e.object_id, e.object_kind)
        statement = statement.where(or_(*(place.contains(word, autoescape=True) for place in places)))
    wanted: list[ColumnElement[bool]] = []
    if asked.person_id is not None:
        wanted += [e.object_kind == "person", e.object_id == cast(asked.person_id, String)]
    if asked.logins:
        wanted.append(e.login.in_(asked.logins))
    if asked.actions:
        wanted.append(e.action.in_(asked.actions))
    if asked.since is not None:
        wanted.append(e.at >= _midnight(asked.since))
    if asked.until is not None:
        wanted.append(e.at < _midnight(asked.until + timedelta(days=1)))
    return statement.where(*wanted)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def who_read(connection: Connection, principal: Principal, person_id: int) -> list[dict[str, Any]]:
    """What the log says of one person, newest first: audit_id, at, login, reader (name shown), role, agency (name),
    action, purpose. Exports of many people with this one among them are counted in, and so are numbers that were
    merged into this one. For the file of everything held on a person, and for stewards, who see nothing else of the
    log.

    Raises: ForbiddenError for a role that neither reviews nor reads the log.
    """
    if not may(principal, Action.READ_AUDIT):
        require(principal, Action.REVIEW)
    rows = connection.execute(text("select * from app_who_read(:person)"), {"person": person_id})
    return [dict(row._mapping) for row in rows]
