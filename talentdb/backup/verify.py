"""Proves a backup by restoring it into a scratch home and comparing everything; proves the live home the same way.

Says what it did not check. Writes nothing but its scratch folder, which goes, and the note of when it last ran.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

import psycopg

from talentdb.backup import labels
from talentdb.backup.checks import CHECKS_OF_A_HOME
from talentdb.backup.keys import BackupKeys, keys_of, secrets_of
from talentdb.backup.log import first_gap
from talentdb.backup.manifest import LogList, Manifest, moment, read_log_list, read_manifest
from talentdb.backup.restore import restore
from talentdb.backup.sealing import sha256_of
from talentdb.backup.state import alarm, backup_folder, note_proof
from talentdb.backup.states import owner_connection, reading_all, tables_of
from talentdb.console import Progress
from talentdb.errors import TalentdbError
from talentdb.runtime import Runtime, open_runtime
from talentdb.services import open_services
from talentdb.services.home import prepare_home
from talentdb.services.signals import orderly_end
from talentdb.settings import Settings, now

__all__ = ["Check", "Report", "verify_backup", "verify_home"]

Result = Literal["good", "bad", "skipped"]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and what differs."""

    name: str
    result: Result
    detail: str = ""


@dataclass
class Report:
    """What was found.

    Args:
        rto: seconds that the restore took; rpo: seconds between now and the newest state in the backup.
    """

    checks: list[Check] = field(default_factory=list)
    backup_id: str = ""
    rto: float | None = None
    rpo: float | None = None

    @property
    def good(self) -> bool:
        """Nothing that was looked at differs."""
        return bool(self.checks) and all(check.result != "bad" for check in self.checks)

    def add(self, name: str, problem: str | None) -> bool:
        """Note a check; whether it is good."""
        self.checks.append(Check(name, "bad" if problem else "good", problem or ""))
        return problem is None

    def as_json(self) -> dict[str, object]:
        """For --json."""
        return {"good": self.good, **asdict(self)}


def verify_home(runtime: Runtime, progress: Progress) -> Report:
    """Look at the live home: schema, audit chain, encrypted values, rights, index, rebuild, age of the backup.

    The rebuild is done in a transaction that is undone; nobody can decide anything while it runs.
    """
    report = Report()
    _check_home(runtime, report, progress, rebuild_index=False)
    report.add("age", alarm(runtime.home))
    return report


def _check_home(runtime: Runtime, report: Report, progress: Progress, *, rebuild_index: bool) -> None:
    for done, (name, check) in enumerate(CHECKS_OF_A_HOME.items()):
        progress(labels.CHECKS[name], done, len(CHECKS_OF_A_HOME))
        try:
            found = check(runtime, rebuild_index)
        except TalentdbError as error:
            found = error.message
        if found == labels.SKIPPED:
            report.checks.append(Check(name, "skipped", runtime.services.search_problem))
        else:
            report.add(name, found)
        progress(labels.CHECKS[name], len(CHECKS_OF_A_HOME), len(CHECKS_OF_A_HOME))


def verify_backup(
    settings: Settings, folder: Path, progress: Progress, secrets: Mapping[str, bytes] | None = None
) -> Report:
    """Restore a backup into a scratch home and compare it with its signed manifest.

    Args:
        secrets: of a key file; those of the home without.

    Raises: UsageError when `folder` is no backup or there are no keys.
    """
    report = Report()
    home = settings.home_path
    held = secrets_of(prepare_home(home)) if secrets is None else dict(secrets)
    keys = keys_of(home) if secrets is None else BackupKeys(held.get("key-backup", b""), held["key-backup-sign"])
    try:
        manifest = read_manifest(folder, keys)
        log = read_log_list(folder, manifest, keys) if manifest.kind == "cluster" else None
    except TalentdbError as error:
        if error.exit_code == 2:
            raise
        report.add("files", error.message)
        return report
    report.backup_id = manifest.backup_id
    report.rpo = (now() - moment(log.until if log else manifest.marked_at)).total_seconds()
    whole = report.add("files", _damaged_file(folder, manifest, log, progress))
    if log is not None:
        gap = first_gap(manifest, log)
        whole &= report.add("log", gap and labels.MISSING_FILE[0].format(file=gap))
    if whole:
        with orderly_end(), _scratch(settings) as scratch:
            _check_restored(scratch, held, folder, manifest, keys, report, progress)
    _remember(home, report)
    return report


def _damaged_file(folder: Path, manifest: Manifest, log: LogList | None, progress: Progress) -> str | None:
    """The first file that is missing or is not what the signed list says."""
    files = [*manifest.files, *(piece.file for piece in (log.pieces if log else ()))]
    for done, file in enumerate(files):
        progress(labels.CHECKING_FILES, done, len(files))
        path = folder / file.name
        if not path.is_file():
            return labels.MISSING_FILE[0].format(file=file.name)
        if path.stat().st_size != file.size or sha256_of(path) != file.sha256:
            return labels.DAMAGED[0].format(file=file.name)
    progress(labels.CHECKING_FILES, len(files), len(files))
    return None


@contextmanager
def _scratch(settings: Settings) -> Iterator[Settings]:
    """A home of its own, beside the backups' notes of the real one; it goes with the block."""
    # Not in the machine's temporary folder: that is often memory, and keys belong where keys are.
    place = Path(tempfile.mkdtemp(prefix="scratch-", dir=backup_folder(settings.home_path)))
    try:
        yield Settings(
            home=place / "h", database_url=None, database_owner_url=None, meili_url=None, meili_key=None,
            pg_bin=settings.pg_bin, meili_bin=settings.meili_bin, plans=settings.plans,
        )  # fmt: skip
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _check_restored(
    scratch: Settings,
    secrets: Mapping[str, bytes],
    folder: Path,
    manifest: Manifest,
    keys: BackupKeys,
    report: Report,
    progress: Progress,
) -> None:
    began = time.monotonic()
    try:
        restore(scratch, folder, progress, secrets=secrets, at_mark=True)
    except TalentdbError as error:
        report.add("restore", error.message)
        return
    report.rto = time.monotonic() - began
    report.add("restore", None)
    with open_services(scratch, progress=progress) as services:
        with owner_connection(services.database.owner_url) as owner, reading_all(owner):
            report.add("tables", _differing_tables(owner, manifest, keys, progress))
        try:
            with open_runtime(scratch, progress=progress) as runtime:
                _check_home(runtime, report, progress, rebuild_index=True)
        except TalentdbError as error:
            # Most of all a backup of another version of the program: its rows are right, more cannot be tried.
            report.add("schema", error.message)


def _differing_tables(
    owner: psycopg.Connection, manifest: Manifest, keys: BackupKeys, progress: Progress
) -> str | None:
    state = tables_of(owner, keys, progress)
    wrong = [
        f"{name}: {state.tables[name].rows if name in state.tables else '—'} ≠ "
        f"{manifest.tables[name].rows if name in manifest.tables else '—'}"
        for name in sorted(state.tables.keys() | manifest.tables.keys())
        if state.tables.get(name) != manifest.tables.get(name)
    ]
    if state.audit_head != manifest.audit_head:
        wrong.append("audit_head")
    if manifest.kind == "cluster" and state.schema_digest != manifest.schema_digest:
        wrong.append("schema")
    return "; ".join(wrong) or None


def _remember(home: Path, report: Report) -> None:
    note = {"at": now().isoformat(), "good": report.good, "backup_id": report.backup_id, "rto": report.rto}
    note_proof(home, note)
