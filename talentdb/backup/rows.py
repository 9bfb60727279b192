"""The other kind of backup: the rows of all tables of a server that is not ours, at one instant, by COPY; and back.

Needs an account that sees every row; replaying needs one that may leave triggers and foreign keys alone for as long.
"""

from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from talentdb.backup import labels
from talentdb.backup.keys import BackupKeys
from talentdb.backup.manifest import Manifest, Sealed
from talentdb.backup.sealing import SealedReader, SealedWriter
from talentdb.backup.states import one_row, owner_connection, reading_all, table_copy, tables_of
from talentdb.console import Progress
from talentdb.errors import ConflictError, DataError
from talentdb.runtime import Runtime

__all__ = ["copy_tables", "restore_tables"]

_SEQUENCES: Final = (
    "select sequencename, coalesce(last_value, 0) from pg_sequences where schemaname = 'public' order by 1"
)


def copy_tables(runtime: Runtime, draft: Path, backup_id: str, keys: BackupKeys, progress: Progress) -> Manifest:
    """Copy the rows of all tables into sealed files, one a table."""
    (draft / "tables").mkdir(mode=0o700)
    with owner_connection(runtime.services.database.owner_url) as owner, reading_all(owner):
        at, version = one_row(owner, "select clock_timestamp(), current_setting('server_version')")
        schema = one_row(owner, "select digest from schema_version")[0]
        out = _Tables(draft, backup_id, keys)
        try:
            state = tables_of(owner, keys, progress, out.take)
            out.end()
        finally:
            out.abandon()
        # After the rows: a number given out meanwhile is skipped, never given twice.
        sequences = {str(name): int(value) for name, value in owner.execute(_SEQUENCES)}
    return Manifest(
        backup_id, "tables", at.isoformat(), at.isoformat(), "", tuple(out.files.values()), {}, state.tables,
        state.schema_digest, state.audit_head, state.audit_rows, sequences=sequences,
        facts={"postgresql": version, "schema": schema},
    )  # fmt: skip


class _Tables:
    """One sealed file a table, opened when its first block comes."""

    def __init__(self, draft: Path, backup_id: str, keys: BackupKeys) -> None:
        self._draft, self._id, self._keys = draft, backup_id, keys
        self._name = ""
        self._out: SealedWriter | None = None
        self.files: dict[str, Sealed] = {}

    def take(self, table: str, block: bytes) -> None:
        """Another block of a table; tables come one after the other."""
        if table != self._name:
            self.end()
            path = f"tables/{table}"
            self._name = table
            self._out = SealedWriter(self._draft / path, self._keys.seal, f"{self._id}/{path}")
        if self._out is not None:
            self._out.write(block)

    def end(self) -> None:
        """Finish the file that is being written."""
        if self._out is not None:
            self._out.finish()
            self.files[self._name] = Sealed(f"tables/{self._name}", self._out.size, self._out.sha256)
            self._out = None

    def abandon(self) -> None:
        """Let go of the file that is being written, if one is."""
        if self._out is not None:
            self._out.abandon()
            self._out = None


def restore_tables(url: str | None, folder: Path, manifest: Manifest, keys: BackupKeys, progress: Progress) -> None:
    """Fill the tables of a database that has just got its schema.

    Raises: ConflictError when it holds people already; DataError when a file is missing or damaged.
    """
    held = {file.name for file in manifest.files}
    with owner_connection(url) as owner, owner.transaction():
        if owner.execute("select 1 from submission limit 1").fetchone():
            raise ConflictError(*labels.TARGET_NOT_EMPTY)
        if one_row(owner, "select digest from schema_version")[0] != manifest.facts["schema"]:
            version = manifest.facts.get("talentdb", "")
            raise ConflictError(labels.OTHER_SCHEMA[0], labels.OTHER_SCHEMA[1].format(version=version))
        # What a trigger would add or a foreign key would ask for is in the rows already.
        owner.execute("set local session_replication_role = replica")
        everything = sql.SQL(", ").join(map(sql.Identifier, manifest.tables))
        owner.execute(sql.SQL("truncate {}").format(everything))
        for done, (table, state) in enumerate(manifest.tables.items()):
            progress(labels.UNPACKING, done, len(manifest.tables))
            if f"tables/{table}" in held:
                _fill(owner, table, folder, manifest, keys)
            elif state.rows:
                raise DataError(labels.MISSING_FILE[0].format(file=table), labels.MISSING_FILE[1])
        progress(labels.UNPACKING, len(manifest.tables), len(manifest.tables))
        for name, value in manifest.sequences.items():
            if value:
                owner.execute("select setval(%s::regclass, %s)", (name, value))


def _fill(owner: psycopg.Connection, table: str, folder: Path, manifest: Manifest, keys: BackupKeys) -> None:
    name = f"tables/{table}"
    _rows, columns = table_copy(owner, table)
    statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), columns)
    with owner.cursor() as cursor, cursor.copy(statement) as copy:
        for block in SealedReader(folder / name, keys.seal, f"{manifest.backup_id}/{name}"):
            copy.write(block)
