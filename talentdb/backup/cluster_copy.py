"""Copies the files of a running PostgreSQL by its low-level interface, which every version and every package has.

The files may change while they are read: replaying the log from the start of the copy makes them whole. Only what
PostgreSQL's manual names is left out. Needs no program of PostgreSQL.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg

from talentdb.backup import labels
from talentdb.backup.keys import BackupKeys
from talentdb.backup.manifest import Sealed
from talentdb.backup.sealing import SealedReader, SealedWriter, damaged
from talentdb.backup.states import one_row
from talentdb.console import Progress

__all__ = ["Copied", "Facts", "Packer", "Stopped", "cluster_facts", "copy_cluster", "started", "unpack"]

_BLOCK: Final = 1 << 20
# A sealed file of this size is started anew: small enough to be copied again when one is damaged.
_PACK_BYTES: Final = 64 << 20
# https://www.postgresql.org/docs/current/continuous-archiving.html, "Backing Up the Data Directory".
_LEFT_OUT: Final = frozenset({"postmaster.pid", "postmaster.opts", "talentdb.conf", "backup_label", "tablespace_map"})
_EMPTIED: Final = frozenset(
    {"pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"}
)
_LAST: Final = "global/pg_control"
_LABEL: Final = "backup_label"


@dataclass(frozen=True)
class Facts:
    """Which cluster it is, its timeline, the bytes of a segment of its log, and its version."""

    system: str
    timeline: int
    segment_bytes: int
    version: str


@dataclass(slots=True)
class Copied:
    """The sealed files and what stands in each."""

    files: list[Sealed] = field(default_factory=list)
    contents: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def cluster_facts(connection: psycopg.Connection) -> Facts:
    """Which cluster this is, as its control file says."""
    return Facts(*one_row(
        connection,
        "select s.system_identifier::text, c.timeline_id, i.bytes_per_wal_segment, current_setting('server_version')"
        " from pg_control_system() s, pg_control_checkpoint() c, pg_control_init() i",
    ))  # fmt: skip


class Stopped:
    """What PostgreSQL said at the end of the copy: the label that has to lie beside the files."""

    label: bytes = b""


@contextmanager
def started(connection: psycopg.Connection, name: str) -> Iterator[tuple[int, Stopped]]:
    """PostgreSQL keeps the files copyable inside this block; gives the byte of the log where replay begins.

    A block that fails ends it too: the session that began it goes.
    """
    row = one_row(connection, "select pg_backup_start(%s, true) - '0/0'::pg_lsn", (name,))
    stopped = Stopped()
    try:
        yield int(row[0]), stopped
    except BaseException:
        connection.close()
        raise
    # The log is shipped by ourselves, so nobody has to wait for an archive.
    stopped.label = one_row(connection, "select labelfile from pg_backup_stop(false)")[0].encode()


def _walk(data: Path) -> Iterator[tuple[str, bool]]:
    """Paths below the data folder (with whether it is a folder), the control file last."""
    for folder, folders, files in os.walk(data):
        inside = Path(folder).relative_to(data)
        folders[:] = sorted(name for name in folders if not name.startswith("pgsql_tmp"))
        emptied = [name for name in folders if str(inside / name) in _EMPTIED]
        for name in folders:
            yield str(inside / name), True
        folders[:] = [name for name in folders if name not in emptied]
        for name in sorted(files):
            path = str(inside / name)
            if path not in _LEFT_OUT and path != _LAST and not name.startswith(("pg_internal.init", "pgsql_tmp")):
                yield path, False
    yield _LAST, False


class Packer:
    """Puts files one after the other into sealed files."""

    def __init__(self, folder: Path, backup_id: str, keys: BackupKeys) -> None:
        (folder / "data").mkdir(mode=0o700)
        self._folder, self._id, self._keys = folder, backup_id, keys
        self._copied = Copied()
        self._out: SealedWriter | None = None
        self._name = ""

    def _open(self) -> SealedWriter:
        if self._out is None:
            self._name = f"data/{len(self._copied.files):05d}"
            self._out = SealedWriter(self._folder / self._name, self._keys.seal, f"{self._id}/{self._name}")
            self._copied.contents[self._name] = []
        return self._out

    def finish(self, label: bytes) -> Copied:
        """Add what PostgreSQL said at the end, and close."""
        try:
            self.put(_LABEL, iter((label,)))
            self._close()
        except BaseException:
            self.abandon()
            raise
        return self._copied

    def abandon(self) -> None:
        """Let go of the file that is being written."""
        if self._out is not None:
            self._out.abandon()
            self._out = None

    def _close(self) -> None:
        if self._out is not None:
            self._out.finish()
            self._copied.files.append(Sealed(self._name, self._out.size, self._out.sha256))
            self._out = None

    def put(self, path: str, blocks: Iterator[bytes]) -> None:
        """Add one file under its path."""
        out, size = self._open(), 0
        for block in blocks:
            out.write(block)
            size += len(block)
        self._copied.contents[self._name].append((path, size))
        if out.clear_bytes >= _PACK_BYTES:
            self._close()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def copy_cluster(data: Path, folder: Path, backup_id: str, keys: BackupKeys, progress: Progress) -> Packer:
    """Copy all files of a cluster into sealed ones; `Packer.finish` ends it when PostgreSQL has given the label."""
    packer = Packer(folder, backup_id, keys)
    paths = list(_walk(data))
    try:
        for done, (path, is_folder) in enumerate(paths):
            progress(labels.COPYING, done, len(paths))
            if is_folder:
                packer.put(f"{path}/", iter(()))
                continue
            # A table may be dropped while its file waits to be copied; the log knows.
            with suppress(FileNotFoundError):
                packer.put(path, _blocks(data / path))
    except BaseException:
        packer.abandon()
        raise
    progress(labels.COPYING, len(paths), len(paths))
    return packer


def unpack(folder: Path, backup_id: str, contents: Mapping[str, tuple[tuple[str, int], ...]], keys: BackupKeys,
           target: Path, progress: Progress) -> Iterator[Path]:  # fmt: skip
    """Write the copied files below `target`, giving each path made.

    Raises: DataError when a file is missing or damaged, or would lie outside `target`.
    """
    for done, (name, inside) in enumerate(contents.items()):
        progress(labels.UNPACKING, done, len(contents))
        reader = SealedReader(folder / name, keys.seal, f"{backup_id}/{name}")
        for path, size in inside:
            place = target / path
            if not place.resolve().is_relative_to(target.resolve()):
                raise damaged(name)
            if path.endswith("/"):
                place.mkdir(mode=0o700, parents=True, exist_ok=True)
            else:
                _write(reader, place, size, name)
            yield place
        if reader.drain():
            raise damaged(name)
    progress(labels.UNPACKING, len(contents), len(contents))


def _write(reader: SealedReader, place: Path, size: int, name: str) -> None:
    left = size
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while left:
            block = reader.read(min(left, _BLOCK))
            if not block:
                raise damaged(name)
            out.write(block)
            left -= len(block)
