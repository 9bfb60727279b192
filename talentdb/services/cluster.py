"""The embedded PostgreSQL: creates its data folder, starts it, adopts one that runs, repairs after a crash, stops it.

Makes no role and no table (`db init` does) and never connects as superuser. Callers hold `home.exclusive`.
"""

import shutil
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from talentdb.errors import DatabaseUnavailable
from talentdb.services import labels, processes
from talentdb.services.address import DATABASE_NAME, SUPERUSER, DatabaseAddress, embedded_address
from talentdb.services.binaries import PostgresPrograms, find_postgres, reachable_copy
from talentdb.services.faults import disk_is_full, failure, last_line, log_tail, postgres_failure
from talentdb.services.home import secret
from talentdb.services.privileges import Runner, prepare_log
from talentdb.services.sockets import socket_folder
from talentdb.settings import Settings

__all__ = ["Cluster", "app_password", "ping"]

_PORT: Final = 5432
# A killed server is reaped by init within a second or two; ten leave room on a loaded machine.
_ZOMBIE_SECONDS: Final = 10.0
# Crash recovery replays at most a checkpoint's worth of log: seconds, minutes on a slow disk.
_START_SECONDS: Final = 120.0
# The last checkpoint writes at most the shared buffers: 128 MB.
_STOP_SECONDS: Final = 60.0
_PASSWORD_BYTES: Final = 24

# terse, and no statement on error: DETAIL and statements hold people's data, which no log may.
_CONFIGURATION: Final = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{folder}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 100
timezone = 'UTC'
log_timezone = 'UTC'
log_error_verbosity = terse
log_min_error_statement = panic
log_min_duration_statement = -1
log_statement = none
log_checkpoints = off
max_slot_wal_keep_size = {log_kept_mb}
"""
# The log waits for the next backup; one that never comes must not fill the disk.
_LOG_KEPT_MB: Final = 4096


def _password(home: Path, name: str) -> str:
    return secret(home, name, _PASSWORD_BYTES).hex()


def app_password(home: Path) -> str:
    """The password of talentdb_app that this home keeps."""
    return _password(home, "postgres-app")


def ping(host: str, port: int) -> bool:
    """Whether a PostgreSQL answers there and takes connections; needs no account."""
    from psycopg import pq

    place = f"host='{host}' port={port} connect_timeout=3 dbname=postgres user={SUPERUSER}"
    return pq.PGconn.ping(place.encode()) == pq.Ping.OK


@dataclass(frozen=True, slots=True)
class Cluster:
    """The PostgreSQL of one home; the object only knows where it is, its state is on the disk and in /proc.

    Args:
        name: of the data folder; another one while a backup is being restored beside the place of the data.
        more: further lines of configuration, for as long as that lasts.
        start_seconds: how long it may take until it takes connections.
    """

    settings: Settings
    runner: Runner
    name: str = "data"
    more: str = ""
    start_seconds: float = _START_SECONDS

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.settings.home_path

    @property
    def folder(self) -> Path:
        """What belongs to PostgreSQL: data and log."""
        return self.runner.place / "postgres"

    @property
    def data(self) -> Path:
        """The data folder; it exists only when initdb has finished."""
        return self.folder / self.name

    @property
    def log(self) -> Path:
        """PostgreSQL's log, without statements or values."""
        return self.folder / "postgres.log"

    def pid(self) -> int | None:
        """Process id of the living postmaster of this data folder; None when there is none."""
        lines = self._pid_file()
        with suppress(IndexError, ValueError):
            pid = int(lines[0])
            if processes.runs(pid, "postgres", str(self.data), self.runner.accounts):
                return pid
        return None

    def answers(self) -> bool:
        """Whether it runs and takes connections."""
        return self.pid() is not None and ping(*self._place())

    def ensure(self) -> DatabaseAddress:
        """Create, start, adopt or repair, so that it takes connections; gives its address.

        Raises: DatabaseUnavailable with the reason from PostgreSQL's own log.
        """
        if not self.answers():
            self.runner.folder(self.folder)
            programs = reachable_copy(find_postgres(self.settings, self.data), self.runner)
            if not self.data.exists():
                self._create(programs)
            self._start(programs)
        host, port = self._place()
        return embedded_address(host, port, _password(self.home, "postgres-superuser"), app_password(self.home))

    def stop(self) -> None:
        """Stop it without waiting for its clients; does nothing when it does not run."""
        folder = Path(self._place()[0])
        # Found by its arguments when its pid file is gone, as after the home was deleted under it.
        pid = self.pid() or processes.find("postgres", str(self.data), self.runner.accounts)
        if pid is not None:
            # PostgreSQL's "fast" and "immediate" shutdown; pg_ctl sends the same, but needs the pid file.
            processes.stop(pid, _STOP_SECONDS, ask=signal.SIGINT, force=signal.SIGQUIT)
        # A server that crashed leaves its socket behind. Only our own kind of folder is ever emptied.
        if folder.name == socket_folder(self.home).name:
            for socket in folder.glob(".s.PGSQL.*"):
                socket.unlink(missing_ok=True)
            with suppress(OSError):
                folder.rmdir()

    def _pid_file(self) -> list[str]:
        with suppress(OSError):
            return (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        return []

    def _place(self) -> tuple[str, int]:
        """Socket folder and port of the running server: another program may have chosen them elsewhere."""
        lines = self._pid_file()
        # Fourth and fifth line of postmaster.pid; the fifth comes a moment after the first.
        if len(lines) >= 5 and lines[3].isdigit() and lines[4]:
            return lines[4], int(lines[3])
        return str(socket_folder(self.home)), _PORT

    def _create(self, programs: PostgresPrograms) -> None:
        """initdb beside the final place and renamed at the end: a half-made data folder is never taken for one."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.folder, prefix=".pw") as password:
            password.write(_password(self.home, "postgres-superuser"))
            password.flush()
            self.runner.give(Path(password.name))
            said = self._initdb(programs, draft, Path(password.name))
        if said:
            raise failure(DatabaseUnavailable, labels.INIT_FAILED, folder=self.folder, reason=said)
        with (draft / "postgresql.conf").open("a", encoding="ascii") as file:
            file.write("\ninclude 'talentdb.conf'\n")
        # Single-user mode, so that nothing ever connects as superuser but `db init`.
        (draft / "talentdb.conf").touch()
        self.runner.give(draft / "talentdb.conf")
        done = self.runner.run(
            [programs.folder / "postgres", "--single", "-D", draft, "-c", "log_min_messages=error", "postgres"],
            text=f"create database {DATABASE_NAME}\n",
        )
        if done.returncode or "ERROR" in done.stderr:
            raise postgres_failure(done.stdout + done.stderr, self.log, self.folder)
        draft.rename(self.data)

    def _initdb(self, programs: PostgresPrograms, draft: Path, password: Path) -> str:
        """Run initdb; gives the reason when it failed."""
        common: list[str | Path] = [
            programs.folder / "initdb", "-D", draft, "-U", SUPERUSER, "-E", "UTF8", "--data-checksums",
            "--auth=scram-sha-256", f"--pwfile={password}", "--no-instructions",
        ]  # fmt: skip
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if programs.major >= 17 else []
        # A machine without the C.UTF-8 of the C library still works: SQL never lowers Vietnamese, Python does.
        for locale in ("--locale=C.UTF-8", "--locale=C"):
            done = self.runner.run([*common, *builtin, locale])
            if done.returncode == 0:
                return ""
            if "invalid locale" not in done.stderr:
                break
        # What its children say may come on standard output.
        said = done.stdout + done.stderr
        if disk_is_full(said):
            raise postgres_failure(said, self.log, self.folder)
        return last_line(said)

    def _configure(self) -> None:
        path = self.data / "talentdb.conf"
        text = _CONFIGURATION.format(port=_PORT, folder=socket_folder(self.home), log_kept_mb=_LOG_KEPT_MB)
        path.write_text(text + self.more, encoding="utf-8")
        self.runner.give(path)

    def _start(self, programs: PostgresPrograms) -> None:
        """Start it, or wait for one that another program started or that is still recovering."""
        self.runner.give(prepare_log(self.log))
        since = self.log.stat().st_size
        deadline = time.monotonic() + self.start_seconds
        tries_end = time.monotonic() + _ZOMBIE_SECONDS
        while True:
            if self.pid() is None:
                self._forget_dead()
                self._configure()
                self.runner.give(socket_folder(self.home, make=True))
                self.runner.run(
                    [programs.folder / "pg_ctl", "start", "-D", self.data, "-l", self.log, "-w", "-t", "60"]
                )
            if self.answers():
                return
            if time.monotonic() > (tries_end if self.pid() is None else deadline):
                raise postgres_failure(log_tail(self.log, since), self.log, self.folder)
            time.sleep(0.2)

    def _forget_dead(self) -> None:
        """Remove a postmaster.pid whose process is a zombie or a stranger that got the same number.

        PostgreSQL only asks whether the number is taken and would refuse to start. A number that is free is left to
        PostgreSQL, which then also looks for backends that still use the shared memory.
        """
        lines = self._pid_file()
        if not lines or not lines[0].strip().isdigit():
            return
        pid = int(lines[0])
        if not Path("/proc", str(pid)).exists():
            return
        deadline = time.monotonic() + _ZOMBIE_SECONDS
        while self._in_use() and time.monotonic() < deadline:
            time.sleep(0.1)
        if not self._in_use():
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _in_use(self) -> bool:
        """Whether any process still works in the data folder: backends outlive a killed postmaster for a moment."""
        for entry in Path("/proc").glob("[0-9]*/cwd"):
            with suppress(OSError):
                if entry.readlink() == self.data:
                    return True
        return False
