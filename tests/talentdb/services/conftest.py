"""Homes of their own for tests that start, kill and stop real servers, and real programs that use them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from talentdb.settings import Settings

# Only stops what hangs.
_PATIENCE = 600
_PROGRAM = """
import json, signal, sys
# A suite that runs in the background or under nohup is deaf to these and would hand that on.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from talentdb.services import open_services
from talentdb.settings import Settings
with open_services(Settings()) as services:
    print(json.dumps([services.database.owner_url, services.search and services.search.url]), flush=True)
    sys.stdin.readline()
"""


class Program:
    """A separate program inside `open_services`; it leaves when a line comes."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM], env={**os.environ, "TALENTDB_HOME": str(home), **environment},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def ready(self) -> tuple[str, str]:
        """Wait until the servers answer; gives owner URL and search URL."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        owner, search = json.loads(line)
        return owner, search

    def leave(self) -> int:
        """End it in order."""
        self.process.communicate("\n", timeout=_PATIENCE)
        return self.process.returncode

    def hit(self, number: int) -> int:
        """Send a signal to the whole session, as a terminal does, and wait for the end."""
        os.killpg(self.process.pid, number)
        self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode


def servers_of(home: Path) -> list[int]:
    """Living processes that work in the home or were started with a path in it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
            named = os.fsencode(home) in (entry / "cmdline").read_bytes()
            inside = named or (entry / "cwd").readlink().is_relative_to(home)
            if inside and state != "Z" and int(entry.name) != os.getpid():
                found.append(int(entry.name))
    return found


@pytest.fixture
def own_home() -> Iterator[Path]:
    """A home in a folder that others cannot enter; what still runs on it is killed at the end."""
    # Not tmp_path: that keeps the last runs, and every home holds a copy of Meilisearch (131 MB).
    folder = Path(tempfile.mkdtemp(prefix="services-"))
    yield folder / "home"
    for pid in servers_of(folder):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder)


@pytest.fixture
def own_settings(own_home: Path) -> Settings:
    """PostgreSQL and Meilisearch."""
    return Settings(home=own_home)


@pytest.fixture
def without_search(own_home: Path) -> Settings:
    """PostgreSQL alone: every home with Meilisearch costs a copy of its binary."""
    return Settings(home=own_home, meili_bin=Path("/nonexistent/meilisearch"))


@pytest.fixture
def program(own_home: Path) -> Iterator[Callable[..., Program]]:
    """Start programs on the test's home."""
    started: list[Program] = []

    def start(**environment: str) -> Program:
        started.append(Program(own_home, **environment))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


@pytest.fixture
def running() -> Callable[[Path], list[int]]:
    return servers_of
