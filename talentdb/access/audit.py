"""The audit log: one row in the same transaction as what it tells of; no audit, no change and no sensitive read.

The chain itself is made by a trigger of schema.sql; here rows are written, the chain is verified and its head is
anchored outside the database. Never put personal values into `details`.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.db.tables import audit_event
from talentdb.settings import now

__all__ = ["ChainState", "anchor_head", "audit", "recent_events", "verify_chain"]

_GENESIS = hashlib.sha256(b"talentdb").digest()
_ANCHOR = re.compile(r"\S+ ([0-9a-f]{64}) ([0-9a-f]{64})")
"""A line of the anchors: moment, head, signature."""


def audit(
    connection: Connection,
    principal: Principal,
    action: str,
    object_kind: str,
    object_id: object,
    *,
    purpose: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Write one row of the log."""
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
            # The trigger overwrites these three; the columns refuse NULL before it could.
            at=now(),
            prev_hash=b"",
            hash=b"",
        )
    )


@dataclass(frozen=True, slots=True)
class ChainState:
    """Result of a verification: rows checked, the first broken row, whether the anchored heads are all there."""

    rows: int
    broken_at: int | None
    missing_heads: int

    @property
    def intact(self) -> bool:
        """Nothing edited, deleted, inserted or cut off."""
        return self.broken_at is None and self.missing_heads == 0


# The hash is recomputed by the server with the same expression as the trigger, so that no rendering can differ.
_CHAIN = text("""
    select audit_id, prev_hash, hash, sha256(prev_hash || convert_to(jsonb_build_array(audit_id,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), account_id, login, role, agency_id, action,
        object_kind, object_id, purpose, details)::text, 'UTF8')) as expected
    from audit_event order by audit_id
""")


def verify_chain(connection: Connection, keyring: Keyring, anchors: Path) -> ChainState:
    """Recompute the chain and look for every anchored head; needs a role that reads the log."""
    previous, rows, broken, seen = _GENESIS, 0, None, {_GENESIS}
    for row in connection.execute(_CHAIN):
        rows += 1
        if broken is None and (bytes(row.prev_hash) != previous or bytes(row.hash) != bytes(row.expected)):
            broken = row.audit_id
        previous = bytes(row.hash)
        seen.add(previous)
    return ChainState(rows, broken, _missing_heads(seen, keyring, anchors))


def _missing_heads(seen: set[bytes], keyring: Keyring, anchors: Path) -> int:
    """Anchored heads that are not in the chain any more, or whose signature is wrong."""
    if not anchors.exists():
        return 0
    missing = 0
    for line in anchors.read_text(encoding="utf-8").splitlines():
        found = _ANCHOR.fullmatch(line)
        # A line that a power cut or a hand has spoilt anchors nothing, and that is told like a missing head.
        head = bytes.fromhex(found[1]) if found else b""
        missing += not (found and head in seen and keyring.sign_head(head) == found[2])
    return missing


def anchor_head(connection: Connection, keyring: Keyring, anchors: Path) -> bytes:
    """Append the newest hash, signed, to a file outside the database, if it moved; a cut-off tail is found by it."""
    newest = select(func.max(audit_event.c.audit_id)).scalar_subquery()
    head = connection.execute(select(audit_event.c.hash).where(audit_event.c.audit_id == newest)).scalar() or _GENESIS
    anchors.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = anchors.read_text(encoding="utf-8") if anchors.exists() else ""
    known = written.splitlines()[-1:]
    if known and (last := _ANCHOR.fullmatch(known[0])) and last[1] == bytes(head).hex():
        return bytes(head)
    with anchors.open("a", encoding="utf-8") as file:
        # A line torn by a power cut stays alone.
        start = "\n" if written and not written.endswith("\n") else ""
        file.write(f"{start}{now().isoformat()} {bytes(head).hex()} {keyring.sign_head(bytes(head))}\n")
    return bytes(head)


def recent_events(connection: Connection, words: str = "", limit: int = 200) -> list[dict[str, Any]]:
    """The newest rows of the log, newest first; `words` narrows to a login, an action or an object."""
    statement = select(
        audit_event.c.at,
        audit_event.c.login,
        audit_event.c.role,
        audit_event.c.action,
        audit_event.c.object_kind,
        audit_event.c.object_id,
        audit_event.c.purpose,
        audit_event.c.details,
    ).order_by(audit_event.c.audit_id.desc())
    for word in words.split():
        statement = statement.where(
            audit_event.c.login.contains(word, autoescape=True)
            | audit_event.c.action.contains(word, autoescape=True)
            | audit_event.c.object_id.contains(word, autoescape=True)
            | audit_event.c.object_kind.contains(word, autoescape=True)
        )
    return [dict(row._mapping) for row in connection.execute(statement.limit(limit))]
