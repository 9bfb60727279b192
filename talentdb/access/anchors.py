"""Anchors of the audit chain: its newest hash, signed, in a file outside the database.

Whoever owns the database could cut off the newest rows, or make the whole chain anew; not so the signed lines. Each
line is `moment rows head key before signature`: how many links there are, the hash of the newest, the name of the
signing key, the SHA-256 of the line before (of its bytes without the line feed; 64 zeros for the first), and the
Ed25519 signature over "talentdb audit head" and the first five words, joined by blanks. Knows no row of the log.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from talentdb.access.keyring import Keyring
from talentdb.db.tables import audit_link
from talentdb.settings import now

__all__ = ["GENESIS", "Anchor", "anchor_head", "heads_file", "last_anchor", "read_anchors"]

GENESIS: Final = hashlib.sha256(b"talentdb").digest()
"""What the first link is chained to."""
_CONTEXT: Final = b"talentdb audit head "
_NOTHING: Final = "0" * 64
_LINE: Final = re.compile(r"(\S+) (\d+) ([0-9a-f]{64}) ([0-9a-f]{16}) ([0-9a-f]{64}) ([0-9a-f]{128})")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of the file.

    Args:
        moment: when it was signed, ISO.
        rows: how many links the chain had.
        head: hash of the newest.
        key: name of the key that signed.
        signed: whether the signature is right, and so is the hash of the line before.
    """

    moment: str
    rows: int
    head: bytes
    key: str
    signed: bool


def heads_file(home: Path) -> Path:
    """Where the signed heads of the audit chain stand, outside the database."""
    return home / "audit" / "heads"


def read_anchors(keyring: Keyring, anchors: Path) -> Iterator[Anchor | None]:
    """Every line; None for one that a power cut or a hand has spoilt."""
    before = _NOTHING
    for line in _lines(anchors):
        found = _LINE.fullmatch(line)
        if found is None:
            yield None
        else:
            moment, rows, head, key, told, signature = found.groups()
            message = _CONTEXT + line.rpartition(" ")[0].encode()
            right = told == before and keyring.verifies(key, bytes.fromhex(signature), message)
            yield Anchor(moment, int(rows), bytes.fromhex(head), key, right)
        before = _digest(line)


def last_anchor(anchors: Path) -> str | None:
    """The newest line as it stands there: to print, or to mail to somebody who keeps it."""
    lines = _lines(anchors)
    return lines[-1] if lines else None


def anchor_head(connection: Connection, keyring: Keyring, anchors: Path) -> bytes:
    """Append the newest hash, signed, to the file, if it moved; needs a role that reads the log."""
    newest = select(audit_link.c.chain_no, audit_link.c.hash).order_by(audit_link.c.chain_no.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    rows, head = (row.chain_no, bytes(row.hash)) if row else (0, GENESIS)
    anchors.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(anchors, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        # A command and the web app may anchor at once.
        fcntl.flock(file, fcntl.LOCK_EX)
        written = anchors.read_text(encoding="utf-8", errors="replace")
        known = written.splitlines()
        last = _LINE.fullmatch(known[-1]) if known else None
        if last and (int(last[2]), last[3]) == (rows, head.hex()):
            return head
        told = f"{now().isoformat()} {rows} {head.hex()}"
        # A line torn by a power cut stays alone.
        start = "\n" if written and not written.endswith("\n") else ""
        file.write(f"{start}{_signed(keyring, told, _digest(known[-1]) if known else _NOTHING)}\n")
        file.flush()
        os.fsync(file.fileno())
    return head


def _signed(keyring: Keyring, told: str, before: str) -> str:
    key, _ = keyring.sign(b"")
    line = f"{told} {key} {before}"
    return f"{line} {keyring.sign(_CONTEXT + line.encode())[1].hex()}"


def _lines(anchors: Path) -> list[str]:
    return anchors.read_text(encoding="utf-8", errors="replace").splitlines() if anchors.exists() else []


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()
