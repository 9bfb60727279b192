"""Makes one backup: a draft folder beside the final place, which takes its name when everything in it is whole.

Holds no key and no clear value: what lies there opens only with the keys of the home. Who may call it holds the home.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psycopg

from talentdb.access.anchors import anchor_head, heads_file
from talentdb.access.audit import audit
from talentdb.backup import labels
from talentdb.backup.cluster_copy import cluster_facts, copy_cluster, started
from talentdb.backup.keys import BackupKeys, keys_of
from talentdb.backup.log import advance_slot, ensure_slot, ship
from talentdb.backup.manifest import LOG, MANIFEST, LogList, Manifest, Sealed, read_manifest, write_signed
from talentdb.backup.rows import copy_tables
from talentdb.backup.sealing import SealedWriter
from talentdb.backup.state import BackupState, read_state, write_state
from talentdb.backup.states import marked, one_row, owner_connection, tables_of
from talentdb.console import Progress
from talentdb.errors import TalentdbError, UsageError
from talentdb.privacy.erasure_ledger import keep_ledger
from talentdb.privacy.withdrawal_ledger import keep_withdrawals
from talentdb.runtime import Runtime
from talentdb.services.cluster import Cluster
from talentdb.services.output import as_output_problem
from talentdb.services.privileges import choose_runner
from talentdb.settings import now

__all__ = ["KEPT", "make_backup", "ship_log"]

KEPT: Final = ("audit", "privacy")
"""Folders of the home that go along: the anchors of the audit log, and erasures and withdrawals, which an older state
does not know. The index is a cache; secrets go apart."""


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    """A folder that takes its name when the block ends well, and goes when it does not.

    Raises: UsageError when something is there already; EnvironmentProblem when there is no room.
    """
    out = out.absolute()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(labels.EXISTS[0].format(folder=out), labels.EXISTS[1])
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}.draft")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        yield draft
        for folder in (*(path for path in draft.iterdir() if path.is_dir()), draft):
            _sync(folder)
        # An empty folder of that name is replaced; one that somebody filled meanwhile is not.
        draft.rename(out)
        _sync(out.parent)
    except OSError as error:
        raise as_output_problem(error, out) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_backup(runtime: Runtime, out: Path, progress: Progress) -> Manifest:
    """Back up the registry of this home.

    The embedded cluster: its files and its log, for any instant from then on. A real server: the rows of all tables
    at one instant; instants there are the business of that server's own tools.

    Raises: UsageError when `out` is not empty; EnvironmentProblem without room, or without an account that sees all.
    """
    keys = keys_of(runtime.home, make=True)
    before = read_state(runtime.home)
    backup_id = f"{now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    with _draft(out) as draft:
        with runtime.work() as connection:
            anchor_head(connection, runtime.keyring, heads_file(runtime.home))
            keep_ledger(connection, runtime.home)
            keep_withdrawals(connection, runtime.home)
        kept = _keep(runtime.home, draft, backup_id, keys)
        embedded = runtime.settings.database_url is None
        make = _of_cluster if embedded else copy_tables
        manifest = make(runtime, draft, backup_id, keys, progress)
        facts = {"talentdb": version("talentdb"), "registry": runtime.registry, **manifest.facts}
        manifest = replace(manifest, files=(*kept, *manifest.files), facts=facts)
        write_signed(draft, MANIFEST, manifest, keys)
        if embedded:
            with owner_connection(runtime.services.database.owner_url) as owner:
                # Until here the backup before this one is the one that reaches to now.
                _finish_former(runtime, before, owner, keys)
                log = ship(owner, _cluster(runtime).data, draft, manifest, keys)
                advance_slot(owner, log.end // manifest.segment_bytes * manifest.segment_bytes)
    until = log.until if embedded else manifest.marked_at
    write_state(runtime.home, BackupState(str(out.absolute()), backup_id, manifest.kind, manifest.marked_at, until))
    with runtime.work() as connection:
        details = {"rows": sum(table.rows for table in manifest.tables.values()), "kind": manifest.kind}
        audit(connection, runtime.principal, "backup.made", "backup", backup_id, details=details)
    return manifest


def _cluster(runtime: Runtime) -> Cluster:
    return Cluster(runtime.settings, choose_runner(runtime.home))


def _keep(home: Path, draft: Path, backup_id: str, keys: BackupKeys) -> list[Sealed]:
    """Seal what belongs to the registry and lies outside the database.

    Before anything else is read: a head that is anchored later could be of a row that the copy has not.
    """
    (draft / "home").mkdir(mode=0o700)
    kept: list[Sealed] = []
    for folder in KEPT:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                name = f"home/{folder}.{len(kept)}"
                with SealedWriter(draft / name, keys.seal, f"{backup_id}/{name}") as out:
                    out.write(str(path.relative_to(home)).encode() + b"\n")
                    out.write(path.read_bytes())
                kept.append(Sealed(name, out.size, out.sha256))
    return kept


def _of_cluster(runtime: Runtime, draft: Path, backup_id: str, keys: BackupKeys, progress: Progress) -> Manifest:
    url = runtime.services.database.owner_url
    (draft / LOG).mkdir(mode=0o700)
    with ExitStack() as leaving:
        owner, reader = (leaving.enter_context(owner_connection(url)) for _ in range(2))
        facts = cluster_facts(owner)
        ensure_slot(owner)
        with started(owner, backup_id) as (first_log, stopped):
            packer = copy_cluster(_cluster(runtime).data, draft, backup_id, keys, progress)
            leaving.callback(packer.abandon)
        copied = packer.finish(stopped.label)
        consistent_at = one_row(owner, "select clock_timestamp()")[0].isoformat()
        with marked(url, reader, backup_id) as mark:
            state = tables_of(reader, keys, progress)
    return Manifest(
        backup_id, "cluster", mark.at, consistent_at, mark.name, tuple(copied.files),
        {name: tuple(inside) for name, inside in copied.contents.items()},
        state.tables, state.schema_digest, state.audit_head, state.audit_rows,
        system=facts.system, timeline=facts.timeline, segment_bytes=facts.segment_bytes, first_log=first_log,
        mark_log=mark.log, facts={"postgresql": facts.version},
    )  # fmt: skip


def _finish_former(runtime: Runtime, before: BackupState | None, owner: psycopg.Connection, keys: BackupKeys) -> None:
    """Bring the log of the backup before this one up to the new one, so that no instant between them is lost."""
    if before is not None and before.kind == "cluster":
        # It may have been carried to another machine, or be of the time before a restore.
        with suppress(TalentdbError, OSError):
            folder = Path(before.folder)
            ship(owner, _cluster(runtime).data, folder, read_manifest(folder, keys), keys)


def ship_log(runtime: Runtime, folder: Path | None = None) -> LogList | None:
    """Bring the log of a backup up to now; None when there is none to ship to.

    Args:
        folder: the backup; the newest of this home without one.

    Raises: DataError, ConflictError when a new backup has to be made; EnvironmentProblem without room.
    """
    state = read_state(runtime.home)
    if runtime.settings.database_url is not None or (folder is None and (state is None or state.kind != "cluster")):
        return None
    place = folder or Path(state.folder if state else "")
    keys = keys_of(runtime.home)
    manifest = read_manifest(place, keys)
    try:
        with owner_connection(runtime.services.database.owner_url) as owner:
            log = ship(owner, _cluster(runtime).data, place, manifest, keys)
            if state is not None and manifest.backup_id == state.backup_id:
                advance_slot(owner, log.end // manifest.segment_bytes * manifest.segment_bytes)
                write_state(runtime.home, replace(state, folder=str(place.absolute()), shipped_until=log.until))
    except OSError as error:
        raise as_output_problem(error, place) from error
    return log
