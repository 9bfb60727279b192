"""Our own session table: random 256-bit tokens stored as hashes, idle and absolute end, revocable at once.

The role is read from the database at each use, never from the token.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import Engine, insert, select, update

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import GATE, Principal, Role
from talentdb.db.tables import account, session
from talentdb.settings import now

__all__ = ["ABSOLUTE", "IDLE", "close_session", "open_session", "resume_session"]

# TCVN 14423:2026, level 3: 15 minutes idle. A working day as absolute end.
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def open_session(engine: Engine, principal: Principal) -> str:
    """Start a session for an authenticated actor; returns the token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    moment = now()
    with unit_of_work(engine, GATE) as connection:
        connection.execute(
            insert(session).values(
                token_hash=_hash(token),
                account_id=principal.account_id,
                created_at=moment,
                last_seen_at=moment,
                expires_at=moment + ABSOLUTE,
            )
        )
    return token


def resume_session(engine: Engine, token: str | None) -> Principal | None:
    """The actor of a live session, with today's role and body; None when it has ended, was revoked or never was."""
    if not token:
        return None
    moment = now()
    alive = (
        (session.c.token_hash == _hash(token))
        & session.c.revoked_at.is_(None)
        & (session.c.expires_at > moment)
        & (session.c.last_seen_at > moment - IDLE)
    )
    with unit_of_work(engine, GATE) as connection:
        row = connection.execute(
            select(account, session.c.last_seen_at)
            .select_from(session.join(account))
            .where(alive, account.c.disabled_at.is_(None))
        ).one_or_none()
        if row is None:
            return None
        # Writing at each rerun of a page would be a write a click; a minute is fine enough for 15.
        if moment - row.last_seen_at > timedelta(minutes=1):
            connection.execute(
                update(session).where(session.c.token_hash == _hash(token)).values(last_seen_at=moment)
            )
    return Principal(
        Role(row.role), row.login, row.account_id, row.agency_id, row.display_name, row.must_change_password
    )


def close_session(engine: Engine, token: str, *, everywhere: bool = False) -> None:
    """Sign out here, or end all sessions of the same account."""
    principal = resume_session(engine, token)
    if principal is None:
        return
    which = session.c.account_id == principal.account_id if everywhere else session.c.token_hash == _hash(token)
    with unit_of_work(engine, GATE) as connection:
        connection.execute(update(session).where(which, session.c.revoked_at.is_(None)).values(revoked_at=now()))
        audit(connection, GATE, "sign_out", "account", principal.account_id)
