"""Several programs on one home, and programs that are interrupted or killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from talentdb.errors import DatabaseUnavailable
from talentdb.services import open_services, revive
from talentdb.services.cluster import Cluster
from talentdb.services.meilisearch import SearchServer
from talentdb.services.privileges import choose_runner
from talentdb.settings import Settings

Running = Callable[[Path], list[int]]


def _pids(settings: Settings) -> tuple[int | None, int | None]:
    runner = choose_runner(settings.home_path)
    return Cluster(settings, runner).pid(), SearchServer(settings, runner).pid()


def test_second_program_uses_what_runs_and_the_last_one_stops_it(
    own_settings: Settings, program: Callable, running: Running
) -> None:
    first = program()
    addresses = first.ready()
    pids = _pids(own_settings)
    assert None not in pids
    with open_services(own_settings) as services:
        assert (services.database.owner_url, services.search and services.search.url) == addresses
        assert _pids(own_settings) == pids
        assert first.leave() == 0
        assert _pids(own_settings) == pids
        with psycopg.connect(addresses[0]) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    assert running(own_settings.home_path) == []


def test_many_programs_at_once_start_one_pair_of_servers(
    own_settings: Settings, program: Callable, running: Running
) -> None:
    programs = [program() for _number in range(3)]
    assert len({one.ready() for one in programs}) == 1
    for one in programs:
        assert one.leave() == 0
    assert running(own_settings.home_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_program_leaves_nothing_running(
    own_settings: Settings, program: Callable, running: Running, number: signal.Signals
) -> None:
    one = program()
    one.ready()
    assert one.hit(number) != 0
    assert running(own_settings.home_path) == []


def test_interrupted_while_starting_leaves_nothing_running(
    without_search: Settings, program: Callable, running: Running
) -> None:
    one = program(TALENTDB_MEILI_BIN="/nonexistent")
    # As soon as the program holds its share it is between two steps of a start.
    while not (without_search.home_path / "in-use.lock").exists():
        time.sleep(0.01)
    one.hit(signal.SIGTERM)
    assert running(without_search.home_path) == []
    with open_services(without_search) as services, psycopg.connect(services.database.owner_url or "") as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_servers_of_a_killed_program_are_adopted_and_then_stopped(
    own_settings: Settings, program: Callable, running: Running
) -> None:
    one = program()
    one.ready()
    pids = _pids(own_settings)
    assert one.hit(signal.SIGKILL) == -signal.SIGKILL
    assert _pids(own_settings) == pids
    with open_services(own_settings):
        assert _pids(own_settings) == pids
    assert running(own_settings.home_path) == []


def test_revive_brings_both_back(own_settings: Settings) -> None:
    with open_services(own_settings, need_search=True) as services:
        for pid in _pids(own_settings):
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
        assert revive(own_settings, need_search=True) == services
        with psycopg.connect(services.database.owner_url or "") as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_revive_starts_nothing_that_nobody_uses(without_search: Settings, running: Running) -> None:
    with open_services(without_search):
        pass
    with pytest.raises(DatabaseUnavailable, match="Không chương trình nào"):
        revive(without_search)
    assert running(without_search.home_path) == []


def test_deleted_home_leaves_nothing_running(own_settings: Settings, running: Running) -> None:
    import shutil

    with open_services(own_settings) as services:
        shutil.rmtree(own_settings.home_path)
    assert running(own_settings.home_path) == []
    assert not Path(services.database.host).exists()


def test_handlers_of_the_program_are_put_back(without_search: Settings) -> None:
    former = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    with open_services(without_search):
        assert signal.getsignal(signal.SIGINT) is former[0]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == former


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, talentdb.services; print(sorted({'psycopg', 'sqlalchemy', 'pandas', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
