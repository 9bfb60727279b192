"""The embedded Meilisearch: copies its binary into the home, starts it on loopback, adopts one that runs, stops it.

Knows no index and no document. Callers hold `home.exclusive`.
"""

import json
import os
import shutil
import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from talentdb.errors import SearchUnavailable
from talentdb.services import labels, processes
from talentdb.services.address import SearchAddress
from talentdb.services.binaries import find_meilisearch
from talentdb.services.faults import failure, log_tail, search_failure
from talentdb.services.home import secret
from talentdb.services.privileges import Runner
from talentdb.settings import Settings

__all__ = ["SearchServer", "key_works"]

_HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 30.0
# An index being written is finished or given up within this time; LMDB survives the kill that follows.
_STOP_SECONDS: Final = 15.0
_START_TRIES: Final = 3
_EXEC_SECONDS: Final = 5.0
_PORT_PATIENCE: Final = 20
# A proxy named in the environment must not see requests to the server of this machine, nor its key.
_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def key_works(address: SearchAddress, seconds: float = 3.0) -> bool | None:
    """Whether a Meilisearch answers and takes the key; None when nothing answers."""
    if urlsplit(address.url).scheme not in ("http", "https"):
        return None
    request = urllib.request.Request(f"{address.url.rstrip('/')}/version")  # noqa: S310 - scheme checked above
    if address.key:
        request.add_header("Authorization", f"Bearer {address.key}")
    try:
        with _DIRECT.open(request, timeout=seconds) as answer:
            return "pkgVersion" in json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return False
    except (OSError, ValueError):
        return None


def _free_port(preferred: int | None) -> int:
    """A port that nobody listens on; the preferred one if it gets free soon."""
    # The kernel closes the sockets of a killed process a moment after it took the process away.
    wanted = [preferred] * _PORT_PATIENCE if preferred else []
    for port in (*wanted, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((_HOST, port))
            number: int = probe.getsockname()[1]
            return number
        time.sleep(0.05)
    raise failure(SearchUnavailable, labels.PORT_TAKEN)


@dataclass(frozen=True, slots=True)
class SearchServer:
    """The Meilisearch of one home; what runs is read from /proc, so no state file can be stale."""

    settings: Settings
    runner: Runner

    @property
    def folder(self) -> Path:
        """What belongs to Meilisearch; it is a cache, PostgreSQL holds the truth."""
        return self.runner.place / "meilisearch"

    @property
    def data(self) -> Path:
        """The index."""
        return self.folder / "data.ms"

    @property
    def log(self) -> Path:
        """Warnings and errors only; no query is written."""
        return self.folder / "meilisearch.log"

    def pid(self) -> int | None:
        """Process id of the Meilisearch that runs on this home's index."""
        return processes.find("meilisearch", str(self.data), self.runner.accounts)

    def address(self) -> SearchAddress | None:
        """Where the running one listens, read from its arguments; None when there is none."""
        pid = self.pid()
        arguments = processes.arguments_of(pid) if pid is not None else ()
        if "--http-addr" not in arguments:
            return None
        place = arguments[arguments.index("--http-addr") + 1]
        return SearchAddress(f"http://{place}", self._key())

    def answers(self) -> bool:
        """Whether it runs and takes this home's key."""
        address = self.address()
        return address is not None and key_works(address) is True

    def launch(self) -> bool:
        """Start it when it does not run, without waiting for it; False when a process was there already.

        Raises: SearchUnavailable when there is no binary.
        """
        address = self.address()
        if address is not None:
            if key_works(address) is not False:
                return False
            self.stop()  # it runs with a key that this home no longer has
        source = find_meilisearch(self.settings)
        if source is None:
            raise failure(SearchUnavailable, labels.NO_MEILISEARCH)
        self.runner.folder(self.folder)
        program = self._runnable(source)
        for name in ("dumps", "snapshots"):
            self.runner.folder(self.folder / name)
        port = _free_port(self._last_port())
        (self.folder / "port").write_text(str(port), encoding="ascii")
        pid = self.runner.detach(self._command(program, port), self.log, {"MEILI_MASTER_KEY": self._key()})
        # Until the shell has become Meilisearch nobody could recognise it, and a second one would be started.
        deadline = time.monotonic() + _EXEC_SECONDS
        while self.pid() is None and processes.is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.005)
        return True

    def ensure(self) -> SearchAddress:
        """Wait for what `launch` started, or start it; gives its address.

        Raises: SearchUnavailable with the reason from Meilisearch's own log.
        """
        for _attempt in range(_START_TRIES):
            since = self.log.stat().st_size if self.log.exists() else 0
            launched = self.launch()
            if self._wait():
                address = self.address()
                if address is not None:
                    return address
            problem = search_failure(log_tail(self.log, since), self.log, self.data)
            # One that was there may just have been dying; one of ours gets another try only on another port.
            if problem.message == labels.PORT_TAKEN[0]:
                (self.folder / "port").unlink(missing_ok=True)
            elif launched:
                break
        raise problem

    def stop(self) -> None:
        """Ask it to end and wait; does nothing when it does not run."""
        pid = self.pid()
        if pid is not None:
            processes.stop(pid, _STOP_SECONDS)

    def _wait(self) -> bool:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self.pid() is None:
                return False
            if self.answers():
                return True
            time.sleep(0.03)
        return False

    def _key(self) -> str:
        return secret(self.settings.home_path, "meilisearch-master-key").hex()

    def _last_port(self) -> int | None:
        """A server that died comes back on its old port, so that programs that run keep their address."""
        with suppress(OSError, ValueError):
            port = int((self.folder / "port").read_text(encoding="ascii"))
            return port if 1024 <= port <= 65_535 else None
        return None

    def _command(self, program: Path, port: int) -> list[str | Path]:
        return [
            program, "--env", "production", "--no-analytics", "--log-level", "WARN",
            "--http-addr", f"{_HOST}:{port}", "--db-path", self.data, "--dump-dir", self.folder / "dumps",
            "--snapshot-dir", self.folder / "snapshots", "--config-file-path", self._configuration(),
        ]  # fmt: skip

    def _configuration(self) -> Path:
        """An empty configuration file: Meilisearch would otherwise read config.toml of the working folder."""
        path = self.folder / "config.toml"
        path.touch(mode=0o600)
        return self.runner.give(path)

    def _runnable(self, source: Path) -> Path:
        """A copy in the home with the run bit, which the npm package leaves out; renewed when the source changes."""
        copy = self.folder / "meilisearch"
        state = source.stat()
        if copy.exists() and (copy.stat().st_size, copy.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns):
            return copy
        draft = copy.with_suffix(".new")
        try:
            shutil.copyfile(source, draft)
        except OSError as error:
            # The copy is large: left half made it would take the space that PostgreSQL needs.
            draft.unlink(missing_ok=True)
            raise search_failure(str(error), self.log, self.folder) from error
        draft.chmod(0o700)
        os.utime(draft, ns=(state.st_atime_ns, state.st_mtime_ns))
        self.runner.give(draft)
        draft.replace(copy)
        return copy
