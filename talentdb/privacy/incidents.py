"""The register of incidents: when it was found, who was told in time, what was found out, how it ended.

Owns the tables incident and incident_step. Tells nobody by itself: notices are papers that people send.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import incident, incident_step
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.privacy import labels as words
from talentdb.privacy.clocks import AUTHORITY_HOURS, FIRST_NOTICE_HOURS, notice_due
from talentdb.settings import now
from talentdb.signs import typed

__all__ = ["Incident", "IncidentStep", "Notice", "list_incidents", "read_incident", "record_incident", "record_step"]

_ONCE: Final = frozenset({"first_notice", "authority_notice", "closed"})


@dataclass(frozen=True, slots=True)
class IncidentStep:
    """One thing that was done: act is first_notice, authority_notice, people_told, finding or closed."""

    act: str
    body: str
    done_at: datetime
    login: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that the law asks for.

    Args:
        due: until when; given: when it was given, None while it was not.
    """

    act: str
    due: datetime
    given: datetime | None

    def late(self, moment: datetime) -> bool:
        """Whether it was given too late, or is overdue at that moment."""
        return (self.given or moment) > self.due


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident with what was done about it, oldest first.

    Args:
        kind: disclosure, alteration, loss, unavailable or misuse.
        affected: how many people, None while unknown.
    """

    number: int
    detected_at: datetime
    kind: str
    body: str
    may_harm: bool
    is_cyber: bool
    affected: int | None
    login: str
    steps: tuple[IncidentStep, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return all(step.act != "closed" for step in self.steps)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What had or has to be told, the nearest first."""
        asked = []
        if self.is_cyber:
            asked.append(("first_notice", FIRST_NOTICE_HOURS))
        if self.may_harm:
            asked.append(("authority_notice", AUTHORITY_HOURS))
        return tuple(Notice(act, notice_due(self.detected_at, hours), self._given(act)) for act, hours in asked)

    def _given(self, act: str) -> datetime | None:
        return next((step.done_at for step in self.steps if step.act == act), None)


def record_incident(
    connection: Connection, principal: Principal, kind: str, text: str, detected_at: datetime,
    *, may_harm: bool, is_cyber: bool = False, affected: int | None = None,
) -> Incident:  # fmt: skip
    """Write an incident down; the clocks run from the moment it was found.

    Raises: ForbiddenError; UsageError for an unknown kind, no words, a moment ahead, a negative number of people.
    """
    require(principal, Action.HANDLE_INCIDENTS)
    if kind not in words.KINDS:
        advice = words.CHOOSE.format(names=", ".join(words.KINDS.values()))
        raise UsageError(words.NO_KIND.format(kind=kind), advice)
    text = typed(text)
    if not text:
        raise UsageError(words.INCIDENT_INCOMPLETE, words.NO_WORDS_ADVICE)
    if detected_at > now():
        raise UsageError(words.DETECTED_AHEAD, words.CHECK_DAY)
    if affected is not None and affected < 0:
        raise UsageError(words.AFFECTED_ODD)
    number = connection.execute(
        insert(incident)
        .values(
            kind=kind, body=text, detected_at=detected_at, may_harm=may_harm, is_cyber=is_cyber, affected=affected,
            account_id=principal.account_id, login=principal.login,
        )
        .returning(incident.c.incident_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "incident.recorded", "incident", number, details={"kind": kind})
    return read_incident(connection, number)


def record_step(
    connection: Connection, principal: Principal, number: int, act: str, text: str, done_at: datetime | None = None
) -> Incident:
    """Add what was done. It cannot be closed while a notice that the law asks for is missing.

    Raises: ForbiddenError; NotFoundError; UsageError without words, for an odd moment, or while a notice is missing;
    ConflictError when it is closed, was told before, or somebody else was quicker.
    """
    require(principal, Action.HANDLE_INCIDENTS)
    found = read_incident(connection, number)
    text, moment = typed(text), done_at or now()
    _check_step(found, act, text, moment)
    added = connection.execute(
        insert(incident_step)
        .values(
            incident_id=number, step=len(found.steps) + 1, act=act, body=text, done_at=moment,
            account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(incident_step.c.step)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.INCIDENT_CHANGED.format(number=number), words.RELOAD)
    audit(connection, principal, f"incident.{act}", "incident", number)
    return read_incident(connection, number)


def list_incidents(connection: Connection) -> tuple[Incident, ...]:
    """Those the reader may see: open ones first, newest on top."""
    rows = connection.execute(select(incident).order_by(incident.c.incident_id.desc())).all()
    steps = _steps(connection, [row.incident_id for row in rows])
    found = [_incident(row, steps.get(row.incident_id, ())) for row in rows]
    return tuple(sorted(found, key=lambda one: not one.is_open))


def read_incident(connection: Connection, number: int) -> Incident:
    """One of them. Raises: NotFoundError."""
    row = connection.execute(select(incident).where(incident.c.incident_id == number)).one_or_none()
    if row is None:
        raise NotFoundError(words.NO_INCIDENT.format(number=number), words.LIST_ADVICE)
    return _incident(row, _steps(connection, [number]).get(number, ()))


def _check_step(found: Incident, act: str, text: str, moment: datetime) -> None:
    if act not in words.INCIDENT_ACTS:
        raise UsageError(words.CHOOSE.format(names=", ".join(words.INCIDENT_ACTS.values())))
    if not found.is_open:
        raise ConflictError(words.INCIDENT_CLOSED.format(number=found.number), words.RELOAD)
    if act in _ONCE and any(step.act == act for step in found.steps):
        told = words.TOLD_ALREADY.format(number=found.number, act=words.INCIDENT_ACTS[act])
        raise ConflictError(told, words.RELOAD)
    if not text:
        raise UsageError(words.NO_WORDS, words.NO_WORDS_ADVICE)
    if not found.detected_at <= moment <= now():
        raise UsageError(words.DONE_ODD, words.CHECK_DAY)
    missing = next((one for one in found.notices if one.given is None), None)
    if act == "closed" and missing is not None:
        raise UsageError(words.NOTICE_MISSING.format(act=words.INCIDENT_ACTS[missing.act]), words.NOTICE_ADVICE)


def _steps(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[IncidentStep, ...]]:
    s = incident_step.c
    found: dict[int, tuple[IncidentStep, ...]] = {}
    rows = connection.execute(select(incident_step).where(s.incident_id.in_(numbers)).order_by(s.incident_id, s.step))
    for row in rows:
        step = IncidentStep(row.act, row.body, row.done_at, row.login)
        found[row.incident_id] = (*found.get(row.incident_id, ()), step)
    return found


def _incident(row: Row[Any], steps: tuple[IncidentStep, ...]) -> Incident:
    return Incident(
        row.incident_id,
        row.detected_at,
        row.kind,
        row.body,
        row.may_harm,
        row.is_cyber,
        row.affected,
        row.login,
        steps,
    )
