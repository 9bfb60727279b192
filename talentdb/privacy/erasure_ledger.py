"""The erasures once more outside the database, so that an old backup does not bring anybody back.

A file of the home, one JSON line an erasure, with keyed hashes and nothing about the person. The database is the
truth while it stands; after the restore of an older state the lines that it does not know are carried out again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.context import reading_as
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR, Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import erasure_mark, schema_version, source_record
from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure import erase_scope, list_erasures
from talentdb.privacy.erasure_rules import rules
from talentdb.privacy.erasure_scope import find_scope
from talentdb.privacy.ledger_lines import add_lines, read_lines, write_lines_anew
from talentdb.registry.decisions import hold_registry
from talentdb.submissions.erased import Mark, each_record, hit, keyrings_of, known_by, live_marks, nobody_comes_in
from talentdb.text import format_date

__all__ = ["Entry", "Reapplied", "keep_ledger", "ledger_file", "ledger_kept", "pending", "read_ledger", "reapply"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Args:
        registry: which registry; made_at: ISO moment; marks: kind -> keyed hashes in hex.
        released: the data may come in again.
    """

    registry: str
    made_at: str
    ground: str
    reason: str
    marks: dict[str, list[str]]
    released: bool

    @property
    def known_by(self) -> frozenset[tuple[str, str]]:
        """What tells one erasure from another."""
        return frozenset((kind, mark) for kind, found in self.marks.items() for mark in found)


@dataclass(frozen=True, slots=True)
class Reapplied:
    """What was done again: numbers of the new tombstones, and how many records went."""

    erasures: tuple[int, ...]
    records: int


def ledger_file(home: Path) -> Path:
    """Where the lines stand, outside the database."""
    return home / "privacy" / "erasures.jsonl"


def read_ledger(path: Path) -> list[Entry]:
    """Every line; none where there is no file. Raises: DataError for a line that is none."""
    return read_lines(path, Entry)


def keep_ledger(connection: Connection, home: Path) -> int:
    """Append what the file does not know yet; how many lines. After the transaction of an erasure, and before each
    backup: what a crash left out is made good at the next call.

    A reason that named somebody who was erased later is taken out of the file as well.
    """
    path = ledger_file(home)
    with reading_as(connection, OPERATOR):
        mine = _entries(connection)
    held = read_ledger(path)
    reasons = {one.known_by: one.reason for one in mine if words.GONE in one.reason}
    said = [replace(one, reason=reasons.get(one.known_by, one.reason)) for one in held]
    if said != held:
        write_lines_anew(path, said)
    known = {(one.known_by, one.released) for one in said}
    fresh = [one for one in mine if (one.known_by, one.released) not in known and one.marks]
    if fresh:
        add_lines(path, Entry, fresh)
    return len(fresh)


def ledger_kept(connection: Connection, home: Path) -> bool:
    """`keep_ledger` after an erasure that stands whatever the disk says: false where nothing could be written."""
    try:
        keep_ledger(connection, home)
    except OSError:
        return False
    return True


def pending(connection: Connection, ledger: Iterable[Entry]) -> list[Entry]:
    """Lines of this registry that stand and that the database does not know: an older state was restored."""
    with reading_as(connection, OPERATOR):
        registry = _registry(connection)
        mine = [one.known_by for one in _entries(connection)]
    given = list(ledger)
    released = {one.known_by for one in given if one.released}
    found: dict[frozenset[tuple[str, str]], Entry] = {}
    for one in given:
        # What was carried out again is known by more: the older state had lists that came in later.
        known = any(one.known_by <= theirs for theirs in (*mine, *released))
        if one.registry == registry and one.marks and not known:
            found.setdefault(one.known_by, one)
    return list(found.values())


def reapply(connection: Connection, principal: Principal, keyring: Keyring, ledger: Iterable[Entry]) -> Reapplied:
    """Carry out again the erasures that the restored database does not know; all or nothing with the transaction.

    Raises: ForbiddenError; EnvironmentProblem when a key is gone that the hashes were made with; as `erase`.
    """
    require(principal, Action.ERASE)
    nobody_comes_in(connection)
    hold_registry(connection)
    made, records = [], 0
    for entry in pending(connection, ledger):
        marks = [Mark(0, kind, bytes.fromhex(one)) for kind, found in entry.marks.items() for one in found]
        with reading_as(connection, OPERATOR):
            seeds = _records(connection, keyring, marks)
            scope = find_scope(connection, keyring, (), seeds)
        reason = words.AGAIN.format(day=format_date(date.fromisoformat(entry.made_at[:10])), reason=entry.reason)
        done = erase_scope(connection, principal, keyring, scope, rules().grounds[entry.ground], reason)
        # All that the person was known by then, also where the older state knew less.
        connection.execute(
            insert(erasure_mark).on_conflict_do_nothing(),
            [{"erasure_id": done.tombstone.number, "kind": one.kind, "mark": one.mark} for one in marks],
        )
        made.append(done.tombstone.number)
        records += len(scope.records)
    if made:
        audit(connection, principal, "person.erased_again", "erasure", "all", details={"erasures": made})
    return Reapplied(tuple(made), records)


def _records(connection: Connection, keyring: Keyring, marks: list[Mark]) -> list[int]:
    if not marks:
        return []
    keyrings, known = keyrings_of(marks, keyring), known_by(marks)
    rows = connection.execute(select(source_record).execution_options(yield_per=5_000))
    return [number for number, facts in each_record(rows, keyring) if hit(facts, known, keyrings) is not None]


def _registry(connection: Connection) -> str:
    return str(connection.execute(select(schema_version.c.registry)).scalar_one().hex)


def _entries(connection: Connection) -> list[Entry]:
    registry = _registry(connection)
    standing = {one.erasure_id for one in live_marks(connection)}
    marks: dict[int, dict[str, list[str]]] = {}
    m = erasure_mark.c
    for row in connection.execute(select(m.erasure_id, m.kind, m.mark).order_by(m.erasure_id, m.mark)):
        marks.setdefault(row.erasure_id, {}).setdefault(row.kind, []).append(bytes(row.mark).hex())
    return [
        Entry(
            registry, one.made_at.isoformat(), one.ground, one.reason, marks.get(one.number, {}),
            one.number not in standing,
        )
        for one in list_erasures(connection)
    ]  # fmt: skip
