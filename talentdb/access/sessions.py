"""Our own session table: random 256-bit tokens stored as keyed hashes, idle and absolute end, revocable at once.

The role is read from the database at each use, never from the token. A session that awaits a step of the sign-in
opens nothing but that step.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, insert, or_, select, update

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.factor_rule import needs_second_factor
from talentdb.access.keyring import Keyring
from talentdb.access.passwords import principal_from
from talentdb.access.principal import GATE, Principal, Role
from talentdb.db.tables import account, session
from talentdb.settings import now

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "IDLE_ADMINISTRATOR",
    "Awaiting",
    "IdentityKind",
    "SessionRow",
    "Step",
    "awaiting_session",
    "close_session",
    "end_sessions",
    "list_sessions",
    "open_session",
    "resume_session",
    "strengthen_session",
]

# TCVN 14423:2026, level 3: 15 minutes idle, 5 for administrators. A working day as absolute end.
IDLE: Final = timedelta(minutes=15)
IDLE_ADMINISTRATOR: Final = timedelta(minutes=5)
ABSOLUTE: Final = timedelta(hours=8)
_STEP: Final = timedelta(minutes=10)
"""Long enough to find the phone and to install a program that shows codes."""

IdentityKind = Literal["local", "oidc"]
Step = Literal["code", "enrolment"]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A sign-in that is not complete: who, through what, and which step comes."""

    principal: Principal
    identity: IdentityKind
    step: Step


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One open session of an account.

    Args:
        handle: names it for `end_sessions`; opens nothing.
        device: kind of browser and system, as `firefox/windows`.
    """

    handle: bytes
    created_at: datetime
    last_seen_at: datetime
    identity: IdentityKind
    device: str
    own: bool


def open_session(
    engine: Engine,
    keyring: Keyring,
    principal: Principal,
    *,
    identity: IdentityKind = "local",
    strong: bool = False,
    awaits: Step | None = None,
    device: str = "",
) -> str:
    """Start a session for an actor who has said who they are; returns the token, which is stored nowhere.

    Args:
        strong: a second factor was shown.
        awaits: the step of the sign-in that is still to come.
    """
    token = secrets.token_urlsafe(32)
    moment = now()
    with unit_of_work(engine, GATE) as connection:
        connection.execute(
            insert(session).values(
                token_hash=keyring.token_hashes(token)[0],
                account_id=principal.account_id,
                created_at=moment,
                last_seen_at=moment,
                expires_at=moment + (_STEP if awaits else ABSOLUTE),
                identity=identity,
                strong=strong,
                awaits=awaits,
                device=device,
            )
        )
    return token


def _known_by(keyring: Keyring, token: str) -> ColumnElement[bool]:
    """The session of a token, under whichever generation of the key it was begun."""
    # Said at every run of every page: a list of equals is compiled once, an "in" is written anew each time.
    return or_(*(session.c.token_hash == one for one in keyring.token_hashes(token)))


def _alive(moment: datetime) -> ColumnElement[bool]:
    """Sessions that neither ended nor were ended nor have been idle for too long."""
    idle = or_(
        session.c.last_seen_at > moment - IDLE_ADMINISTRATOR,
        and_(account.c.role != Role.ADMINISTRATOR.value, session.c.last_seen_at > moment - IDLE),
    )
    return and_(session.c.revoked_at.is_(None), session.c.expires_at > moment, idle, account.c.disabled_at.is_(None))


def _find(connection: Connection, which: ColumnElement[bool], moment: datetime) -> Row[Any] | None:
    return connection.execute(
        select(account, session.c.last_seen_at, session.c.identity, session.c.strong, session.c.awaits)
        .select_from(session.join(account))
        .where(which, _alive(moment))
    ).one_or_none()


def resume_session(engine: Engine, keyring: Keyring, token: str | None) -> Principal | None:
    """The actor of a live session, with today's role and body.

    None when it has ended, was revoked, never was, awaits a step, or when the account has by now a role that needs
    a second factor, which this session never showed.
    """
    if not token:
        return None
    moment, own = now(), _known_by(keyring, token)
    with unit_of_work(engine, GATE) as connection:
        row = _find(connection, own & session.c.awaits.is_(None), moment)
        if row is None or (needs_second_factor(row) and not row.strong):
            return None
        # Writing at each rerun of a page would be a write a click; a minute is fine enough for 15 and for 5.
        if moment - row.last_seen_at > timedelta(minutes=1):
            connection.execute(update(session).where(own).values(last_seen_at=moment))
    return _principal(row)


def _principal(row: Row[Any]) -> Principal:
    found = principal_from(row)
    if row.identity == "local":
        return found
    # Who comes through the single sign-on has no password here to change.
    return Principal(found.role, found.login, found.account_id, found.agency_id, found.display_name)


def awaiting_session(engine: Engine, keyring: Keyring, token: str | None) -> Awaiting | None:
    """The sign-in behind a token that awaits a step; None when there is none any more."""
    if not token:
        return None
    own = _known_by(keyring, token)
    with unit_of_work(engine, GATE) as connection:
        row = _find(connection, own & session.c.awaits.is_not(None), now())
    return None if row is None else Awaiting(_principal(row), row.identity, row.awaits)


def close_session(engine: Engine, keyring: Keyring, token: str | None, *, everywhere: bool = False) -> None:
    """Sign out here, or end all sessions of the same account."""
    if not token:
        return
    own = _known_by(keyring, token)
    with unit_of_work(engine, GATE) as connection:
        row = _find(connection, own, now())
        if row is None:
            return
        which = session.c.account_id == row.account_id if everywhere else own
        connection.execute(update(session).where(which, session.c.revoked_at.is_(None)).values(revoked_at=now()))
        audit(connection, GATE, "sign_out", "account", row.account_id)


def strengthen_session(engine: Engine, keyring: Keyring, token: str, principal: Principal, device: str) -> str:
    """A session that has shown a second factor in the place of a live one of the same actor: the token of it.

    It came the same way as the one before, so that what follows from that (whose password it is) stays.
    """
    with unit_of_work(engine, GATE) as connection:
        row = _find(connection, _known_by(keyring, token), now())
    identity: IdentityKind = "local" if row is None else row.identity
    close_session(engine, keyring, token)
    return open_session(engine, keyring, principal, identity=identity, strong=True, device=device)


def list_sessions(
    connection: Connection, keyring: Keyring, account_id: int, token: str | None = None
) -> list[SessionRow]:
    """The open sessions of an account, the newest first.

    Args:
        token: of the session that asks, which is marked as its own.
    """
    mine = keyring.token_hashes(token) if token else []
    rows = connection.execute(
        select(
            session.c.token_hash,
            session.c.created_at,
            session.c.last_seen_at,
            session.c.identity,
            session.c.device,
        )
        .select_from(session.join(account))
        .where(session.c.account_id == account_id, session.c.awaits.is_(None), _alive(now()))
        .order_by(session.c.created_at.desc())
    )
    return [SessionRow(bytes(row[0]), *row[1:], own=bytes(row[0]) in mine) for row in rows]


def end_sessions(
    connection: Connection,
    principal: Principal,
    account_id: int,
    *,
    only: bytes | None = None,
    but: Sequence[bytes] = (),
) -> int:
    """End open sessions of an account, one's own or, as administrator, another's; says how many.

    Args:
        only: this one alone, by its handle.
        but: all except that of these handles.
    """
    which = session.c.account_id == account_id
    if only is not None:
        which &= session.c.token_hash == only
    ended = connection.execute(
        update(session)
        .where(which, session.c.token_hash.not_in(but), session.c.revoked_at.is_(None))
        .values(revoked_at=now())
    ).rowcount
    if ended:
        audit(connection, principal, "session.end", "account", account_id, details={"sessions": ended})
    return ended
