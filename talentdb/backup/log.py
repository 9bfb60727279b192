"""Ships PostgreSQL's log (WAL) to a backup: whole segments and the filled part of the newest one, as often as asked.

A replication slot keeps the segments until they are shipped. Nothing is ever removed from a backup but the part of a
segment that a longer one has replaced.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import psycopg

from talentdb.backup import labels
from talentdb.backup.keys import BackupKeys
from talentdb.backup.manifest import (
    LOG,
    LOG_LIST,
    LogFile,
    LogList,
    Manifest,
    Sealed,
    read_log_list,
    write_signed,
)
from talentdb.backup.sealing import SealedReader, SealedWriter
from talentdb.backup.states import one_row
from talentdb.errors import ConflictError, DataError

__all__ = ["SLOT", "advance_slot", "ensure_slot", "first_gap", "piece_name", "segment_name", "ship", "write_segments"]

SLOT: Final = "talentdb_backup"
_BLOCK: Final = 1 << 20


def segment_name(timeline: int, segment: int, segment_bytes: int) -> str:
    """The file name of a segment, as PostgreSQL has it."""
    each = (1 << 32) // segment_bytes
    return f"{timeline:08X}{segment // each:08X}{segment % each:08X}"


def piece_name(manifest: Manifest, segment: int, filled: int) -> str:
    """Name of a sealed piece in the backup; a longer piece of the same segment is another file."""
    whole = filled == manifest.segment_bytes
    name = segment_name(manifest.timeline, segment, manifest.segment_bytes)
    return f"{LOG}/{name}" if whole else f"{LOG}/{name}.{filled:08x}"


def bound_name(manifest: Manifest, name: str) -> str:
    """What a sealed file is bound to: its name in this backup and no other."""
    return f"{manifest.backup_id}/{name}"


def ensure_slot(connection: psycopg.Connection) -> None:
    """Keep the log from now on; a slot that was given up because the disk filled is made anew."""
    row = connection.execute("select wal_status from pg_replication_slots where slot_name = %s", (SLOT,)).fetchone()
    if row is not None and row[0] in ("lost", "unreserved"):
        connection.execute("select pg_drop_replication_slot(%s)", (SLOT,))
        row = None
    if row is None:
        connection.execute("select pg_create_physical_replication_slot(%s, true)", (SLOT,))


def advance_slot(connection: psycopg.Connection, byte: int) -> None:
    """Let go of the log before `byte`, which is shipped."""
    connection.execute(
        "select pg_replication_slot_advance(slot_name, '0/0'::pg_lsn + %s::numeric) from pg_replication_slots"
        " where slot_name = %s and restart_lsn < '0/0'::pg_lsn + %s::numeric",
        (byte, SLOT, byte),
    )


def _now(connection: psycopg.Connection) -> tuple[int, str]:
    """How far the log is on the disk, and the moment that stands for.

    A commit of this program closes the minute: replay can stop only behind a commit.
    """
    moment = one_row(connection, "select clock_timestamp()")[0]
    with connection.transaction():
        connection.execute("select pg_logical_emit_message(true, 'talentdb.backup', '')")
    flushed = one_row(connection, "select pg_current_wal_flush_lsn() - '0/0'::pg_lsn")[0]
    return int(flushed), moment.isoformat()


def _same_cluster(connection: psycopg.Connection, manifest: Manifest, folder: Path) -> None:
    row = connection.execute(
        "select s.system_identifier::text, c.timeline_id from pg_control_system() s, pg_control_checkpoint() c"
    ).fetchone()
    if row != (manifest.system, manifest.timeline):
        raise ConflictError(labels.OTHER_CLUSTER[0].format(folder=folder), labels.OTHER_CLUSTER[1])


def _due(manifest: Manifest, known: LogList | None, end: int) -> Iterator[tuple[int, int]]:
    """Segments that have to be shipped, with how much of each is filled."""
    size = manifest.segment_bytes
    done = {piece.segment for piece in known.pieces if piece.filled == size} if known else set()
    for segment in range(manifest.first_log // size, (end + size - 1) // size):
        if segment not in done:
            yield segment, min(size, end - segment * size)


def ship(connection: psycopg.Connection, data: Path, folder: Path, manifest: Manifest, keys: BackupKeys) -> LogList:
    """Bring the log of a backup up to now.

    Args:
        connection: of the owner.
        data: data folder of the running cluster.
        folder: the backup.

    Raises: ConflictError when the cluster is not the one of the backup any more; DataError when its log is gone.
    """
    _same_cluster(connection, manifest, folder)
    known = read_log_list(folder, manifest, keys) if (folder / LOG_LIST).exists() else None
    end, until = _now(connection)
    pieces = {piece.segment: piece for piece in known.pieces} if known else {}
    replaced = []
    for segment, filled in _due(manifest, known, end):
        before = pieces.get(segment)
        if before is not None and before.filled == filled:
            continue
        source = data / "pg_wal" / segment_name(manifest.timeline, segment, manifest.segment_bytes)
        try:
            pieces[segment] = _seal(source, folder, manifest, keys, segment, filled)
        except FileNotFoundError:
            since = known.until if known else manifest.consistent_at
            raise DataError(labels.LOG_LOST[0].format(folder=folder, until=since), labels.LOG_LOST[1]) from None
        if before is not None:
            replaced.append(before.file.name)
    shipped = LogList(manifest.backup_id, until, end, tuple(pieces[number] for number in sorted(pieces)))
    write_signed(folder, LOG_LIST, shipped, keys)
    # Only now: whoever reads the list, old or new, finds what stands in it.
    for name in replaced:
        with suppress(OSError):
            (folder / name).unlink()
    return shipped


def _seal(source: Path, folder: Path, manifest: Manifest, keys: BackupKeys, segment: int, filled: int) -> LogFile:
    """Seal the first `filled` bytes of a segment; the file has its name only when it is whole."""
    name = piece_name(manifest, segment, filled)
    draft = folder / f"{name}.draft"
    draft.unlink(missing_ok=True)
    try:
        with source.open("rb") as file, SealedWriter(draft, keys.seal, bound_name(manifest, name)) as out:
            left = filled
            while left and (block := file.read(min(left, _BLOCK))):
                out.write(block)
                left -= len(block)
        draft.replace(folder / name)
    finally:
        draft.unlink(missing_ok=True)
    return LogFile(Sealed(name, out.size, out.sha256), segment, filled)


def first_gap(manifest: Manifest, log: LogList) -> str | None:
    """The first piece that is missing between the beginning of the copy and the end of the log; None for none."""
    size = manifest.segment_bytes
    held = {piece.segment: piece.filled for piece in log.pieces}
    for segment in range(manifest.first_log // size, (log.end + size - 1) // size):
        if held.get(segment, 0) < min(size, log.end - segment * size):
            return segment_name(manifest.timeline, segment, size)
    return None


def write_segments(folder: Path, manifest: Manifest, log: LogList, keys: BackupKeys, target: Path) -> Iterator[Path]:
    """Write the shipped log back as segments for PostgreSQL to replay; the unfilled rest is zeros, its own end mark.

    Raises: DataError when a piece is missing or damaged.
    """
    gap = first_gap(manifest, log)
    if gap is not None:
        raise DataError(labels.MISSING_FILE[0].format(file=gap), labels.MISSING_FILE[1])
    for piece in log.pieces:
        if not (folder / piece.file.name).is_file():
            raise DataError(labels.MISSING_FILE[0].format(file=piece.file.name), labels.MISSING_FILE[1])
        path = target / segment_name(manifest.timeline, piece.segment, manifest.segment_bytes)
        with path.open("xb") as out:
            for block in SealedReader(folder / piece.file.name, keys.seal, bound_name(manifest, piece.file.name)):
                out.write(block)
            out.truncate(manifest.segment_bytes)
        yield path
