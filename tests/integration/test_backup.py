"""Backups on a real cluster: any instant comes back after a disaster; whatever is missing or changed is found.

One home is loaded, backed up, loaded further, and then rows are deleted behind the program's back.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from talentdb.access.anchors import anchor_head, heads_file
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.backup import labels
from talentdb.backup.keys import BackupKeys, keys_of, secrets_of
from talentdb.backup.make import make_backup, ship_log
from talentdb.backup.manifest import LOG_LIST, MANIFEST, Manifest, read_log_list, read_manifest, write_signed
from talentdb.backup.restore import restore
from talentdb.backup.state import read_state
from talentdb.backup.states import owner_connection, reading_all, tables_of
from talentdb.backup.verify import Report, verify_backup, verify_home
from talentdb.errors import ConflictError, TalentdbError, UsageError
from talentdb.registry.rebuild import digest
from talentdb.runtime import open_runtime
from talentdb.services import open_services
from talentdb.settings import Settings, now
from tests.integration.system import Home, people, wait_for, workbook

NO_SEARCH = Path("/nonexistent/meilisearch")


def silent(_label: str, _done: int, _total: int) -> None:
    pass


def state_of(settings: Settings, keys: BackupKeys) -> dict[str, object]:
    """Rows and digests of all tables of a home."""
    with (
        open_services(settings) as services,
        owner_connection(services.database.owner_url) as owner,
        reading_all(owner),
    ):
        found = tables_of(owner, keys, silent)
    return {**found.tables, "head": found.audit_head, "schema": found.schema_digest}


@dataclass(frozen=True)
class Saved:
    """A home with its backup, the instant before the disaster, and what the tables held then."""

    home: Home
    folder: Path
    keys: BackupKeys
    before: datetime
    tables: dict[str, object]
    national_ids: tuple[str, ...]


@pytest.fixture(scope="module")
def saved(new_home: Callable[..., Home], tmp_path_factory: pytest.TempPathFactory) -> Saved:
    home = new_home()
    folder = tmp_path_factory.mktemp("backup")
    rows = people(24)

    def load(name: str, first: int, agency: str) -> None:
        path = workbook(folder / f"{name}.xlsx", rows[first : first + 12])
        home.run("ingest", "load", path, "--agency", agency, "--approve", "--json")
        with open_runtime(home.settings) as runtime, unit_of_work(runtime.engine, OPERATOR) as connection:
            anchor_head(connection, runtime.keyring, heads_file(home.path))

    load("a", 0, "SO-KHCN")
    with open_runtime(home.settings) as runtime:
        make_backup(runtime, folder / "b", silent)
        load("b", 12, "SO-YTE")
        keys = keys_of(home.path)
        tables = state_of(home.settings, keys)
        before = now()
        time.sleep(0.05)
        with home.owner() as connection:
            connection.execute("truncate person_source; delete from person_version")
        ship_log(runtime)
    return Saved(home, folder / "b", keys, before, tables, tuple(row.national_id for row in rows))


@pytest.fixture
def copy(saved: Saved, tmp_path: Path) -> Path:
    """The backup, to be spoilt."""
    return Path(shutil.copytree(saved.folder, tmp_path / "copy"))


def _other(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "other", meili_bin=NO_SEARCH)


def test_the_instant_before_the_disaster_comes_back_on_another_machine(saved: Saved, tmp_path: Path) -> None:
    other = _other(tmp_path)
    restore(other, saved.folder, silent, until=saved.before, secrets=secrets_of(saved.home.path))
    assert state_of(other, saved.keys) == saved.tables
    with open_runtime(other) as runtime:
        found = {check.name: check.result for check in verify_home(runtime, silent).checks}
    # This home has no backup of its own yet, and no search server was found.
    assert found.pop("age") == "bad"
    assert found.pop("index") == "skipped"
    assert set(found.values()) == {"good"}


def test_the_newest_state_holds_the_disaster_too(saved: Saved, tmp_path: Path) -> None:
    other = _other(tmp_path)
    restore(other, saved.folder, silent, secrets=secrets_of(saved.home.path))
    found = state_of(other, saved.keys)
    assert {name for name in found if found[name] != saved.tables[name]} == {"person_source", "person_version"}
    # What is there is neither overwritten nor deleted.
    with pytest.raises(ConflictError):
        restore(other, saved.folder, silent)
    assert state_of(other, saved.keys) == found
    done = restore(other, saved.folder, silent, until=saved.before, replace_home=True)
    assert done.set_aside is not None
    assert (done.set_aside / "PG_VERSION").is_file()
    assert state_of(other, saved.keys) == saved.tables


def test_an_instant_that_the_backup_does_not_hold_is_refused(saved: Saved, tmp_path: Path) -> None:
    manifest = read_manifest(saved.folder, saved.keys)
    for until in (datetime.fromisoformat(manifest.consistent_at).replace(year=2020), now()):
        with pytest.raises(UsageError):
            restore(_other(tmp_path), saved.folder, silent, until=until, secrets=secrets_of(saved.home.path))
    assert not (tmp_path / "other" / "postgres").exists()


def test_without_the_keys_nothing_opens(saved: Saved, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        restore(_other(tmp_path), saved.folder, silent)
    with pytest.raises(TalentdbError):
        restore(
            _other(tmp_path), saved.folder, silent, secrets={**secrets_of(saved.home.path), "key-backup": b"\1" * 32}
        )
    assert not (tmp_path / "other" / "postgres" / "data").exists()
    assert not (tmp_path / "other" / "secrets" / "key-encryption").exists()


def test_no_key_and_no_person_stands_in_a_backup(saved: Saved) -> None:
    wanted = [number.encode() for number in saved.national_ids]
    for value in secrets_of(saved.home.path).values():
        wanted += [value, value.hex().encode(), b64encode(value)]
    wanted += ["Nguyễn".encode(), "Chuyên viên".encode()]
    for path in saved.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(one in content for one in wanted), path.name


# ------------------------------------------------------------------------------------------------------- proof


def _results(report: Report) -> dict[str, str]:
    return {check.name: check.result for check in report.checks}


def test_a_good_backup_is_proven(saved: Saved) -> None:
    report = verify_backup(saved.home.settings, saved.folder, silent)
    assert set(_results(report)) == set(labels.CHECKS) - {"age"}
    assert set(_results(report).values()) == {"good"}
    assert report.rto is not None
    assert not list((saved.home.path / "backup").glob("scratch-*"))


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _resigned(copy: Path, saved: Saved, **changed: object) -> None:
    manifest = replace(read_manifest(copy, saved.keys), **changed)  # type: ignore[arg-type]
    write_signed(copy, MANIFEST, manifest, saved.keys)


def _newest_segment(copy: Path, saved: Saved, at: int) -> Path:
    pieces = read_log_list(copy, read_manifest(copy, saved.keys), saved.keys).pieces
    return copy / pieces[at].file.name


SPOILT: dict[str, Callable[[Path, Saved], object]] = {
    "a piece of the log deleted": lambda copy, saved: _newest_segment(copy, saved, 0).unlink(),
    "the newest piece of the log deleted": lambda copy, saved: _newest_segment(copy, saved, -1).unlink(),
    "a byte of the log flipped": lambda copy, saved: _flip(_newest_segment(copy, saved, 0)),
    "a byte of the data flipped": lambda copy, _saved: _flip(copy / "data" / "00000"),
    "a file of the data deleted": lambda copy, _saved: (copy / "data" / "00000").unlink(),
    "a byte of the manifest flipped": lambda copy, _saved: _flip(copy / MANIFEST),
    "a byte of the list of the log flipped": lambda copy, _saved: _flip(copy / LOG_LIST),
    "the anchors deleted": lambda copy, _saved: (copy / "home" / "audit.0").unlink(),
    "the list of another backup": lambda copy, saved: _resigned(copy, saved, backup_id="another"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_spoilt_turns_the_proof_red(saved: Saved, copy: Path, what: str) -> None:
    SPOILT[what](copy, saved)
    report = verify_backup(saved.home.settings, copy, silent)
    assert not report.good
    assert "bad" in (_results(report).get("files"), _results(report).get("log"))


def test_another_key_turns_the_proof_red(saved: Saved) -> None:
    for name in ("key-backup", "key-backup-sign"):
        secrets = {**secrets_of(saved.home.path), name: b"\2" * 32}
        assert not verify_backup(saved.home.settings, saved.folder, silent, secrets).good


def test_a_table_that_was_emptied_before_it_was_copied_turns_the_proof_red(saved: Saved, copy: Path) -> None:
    """The files are whole and the signature is right: only the restore shows that rows are missing."""
    manifest = read_manifest(copy, saved.keys)
    more = replace(manifest.tables["submission"], rows=manifest.tables["submission"].rows + 1, digest="0" * 64)
    _resigned(copy, saved, tables={**manifest.tables, "submission": more})
    report = verify_backup(saved.home.settings, copy, silent)
    assert _results(report)["files"] == "good"
    assert _results(report)["tables"] == "bad"
    assert any("submission: 1 ≠ 2" in check.detail for check in report.checks)


def test_an_anchor_taken_away_and_a_row_of_the_registry_changed_turn_the_live_proof_red(saved: Saved) -> None:
    heads = heads_file(saved.home.path)
    kept = heads.read_bytes()
    lines = kept.splitlines(keepends=True)
    assert len(lines) > 1
    try:
        heads.write_bytes(b"".join(lines[1:]))
        with open_runtime(saved.home.settings) as runtime:
            found = _results(verify_home(runtime, silent))
    finally:
        heads.write_bytes(kept)
    assert found["audit"] == "bad"
    # The disaster of this home: what is derived is not what originals and decisions give.
    assert found["rebuild"] == "bad"
    assert found["age"] == "good"


def test_the_live_proof_changes_nothing(saved: Saved) -> None:
    before = state_of(saved.home.settings, saved.keys)
    with open_runtime(saved.home.settings) as runtime:
        verify_home(runtime, silent)
        with runtime.work() as connection:
            digest(connection)
    assert {name for name, value in state_of(saved.home.settings, saved.keys).items() if value != before[name]} <= {
        "index_state", "outbox"}  # fmt: skip


# ------------------------------------------------------------------------------------------ all or nothing


def _drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(".draft")]


def test_a_backup_never_overwrites(saved: Saved) -> None:
    before = {path: path.stat().st_mtime_ns for path in saved.folder.rglob("*")}
    with open_runtime(saved.home.settings) as runtime, pytest.raises(UsageError):
        make_backup(runtime, saved.folder, silent)
    assert {path: path.stat().st_mtime_ns for path in saved.folder.rglob("*")} == before


def test_a_full_disk_leaves_nothing(saved: Saved, tmp_path: Path) -> None:
    # No file may grow beyond 1 MB: the same words of the kernel as on a disk without room.
    command = 'ulimit -f 1024; exec "$0" -m talentdb backup -o "$1"'
    process = subprocess.Popen(
        ["/bin/bash", "-c", command, sys.executable, str(tmp_path / "full")],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=saved.home.environment({}),
    )  # fmt: skip
    done = saved.home.finish(process)
    assert done.code == 3, done.err
    assert not (tmp_path / "full").exists()
    assert _drafts(tmp_path) == []
    state = read_state(saved.home.path)
    assert state is not None
    assert state.folder == str(saved.folder)


def test_ctrl_c_leaves_nothing(saved: Saved, tmp_path: Path) -> None:
    with _writers_kept_out(saved.home):
        process = saved.home.start("backup", "-o", tmp_path / "stopped")
        # It waits for the instant that it cannot have while somebody writes.
        wait_for(
            lambda: [path for path in _drafts(tmp_path) if (path / "data" / "00000").exists()], "the copy begins"
        )
        os.kill(process.pid, signal.SIGINT)
        done = saved.home.finish(process)
    assert done.code == 130, done.err
    assert not (tmp_path / "stopped").exists()
    assert _drafts(tmp_path) == []


@contextmanager
def _writers_kept_out(home: Home) -> Iterator[None]:
    with home.owner() as connection:
        connection.execute("lock table outbox in row exclusive mode")
        yield
        connection.rollback()


def test_the_commands_say_what_they_did(saved: Saved, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text("một câu dài để thử\n", encoding="utf-8")
    key_file = tmp_path / "k.talentdb"
    saved.home.run("keys", "export", "-o", key_file, "--passphrase-file", phrase)
    assert key_file.stat().st_mode & 0o077 == 0
    other = str(tmp_path / "other")
    options = ("--keys", str(key_file), "--passphrase-file", str(phrase), "--json")
    done = saved.home.run(
        "restore", saved.folder, "--until", saved.before.isoformat(), *options,
        TALENTDB_HOME=other, TALENTDB_MEILI_BIN=str(NO_SEARCH),
    )  # fmt: skip
    assert json.loads(done.out)["seconds"] > 0
    shown = saved.home.run("submissions", "list", "--json", TALENTDB_HOME=other, TALENTDB_MEILI_BIN=str(NO_SEARCH))
    assert len(shown.json) == 2
    assert isinstance(read_manifest(saved.folder, saved.keys), Manifest)
