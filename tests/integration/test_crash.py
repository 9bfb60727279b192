"""kill -9 of PostgreSQL, Meilisearch, the loading program and the index worker in the middle of an upload.

A lock on a table stops the program at exactly one place; there something is killed. What had been acknowledged stays,
what had not is not there at all, and trying again gives what an undisturbed home gives.
"""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.registry.rebuild import digest, rebuild
from talentdb.services import revive
from tests.integration.system import Home, content, held, people, wait_for, wait_until_blocked, workbook

# In the order in which one `ingest load --approve` writes them.
PLACES = ("submission_file", "source_record", "submission_event", "person_source", "person_version", "outbox")
_TABLES = (*PLACES, "submission", "submission_problem", "person", "employment", "qualification", "column_mapping")


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home]) -> Home:
    return new_home()


@pytest.fixture(scope="module")
def undisturbed(new_home: Callable[..., Home]) -> Home:
    return new_home()


def _counts(home: Home) -> dict[str, int]:
    tables = [table for table in _TABLES if table != "outbox"]
    query = " union all ".join(f"select '{table}', count(*) from {table}" for table in tables)
    return dict(home.query(query))


def _kill_postgres(home: Home) -> None:
    os.kill(home.postmaster(), signal.SIGKILL)


def _recover(home: Home) -> None:
    revive(home.settings)


def _enqueue_everybody(home: Home) -> None:
    with home.owner() as connection:
        connection.execute("insert into outbox (person_id) select person_id from person")


def _is_whole(home: Home) -> None:
    """Nothing half done: derived rows are exactly what records and decisions give."""
    engine = make_engine(home.services.database.app_url())
    with unit_of_work(engine, OPERATOR) as connection:
        before = digest(connection)
        rebuild(connection, OPERATOR)
        assert digest(connection) == before
    engine.dispose()
    assert home.query("select count(*) from audit_event e full join audit_link l using (audit_id)"
                      " where e.at is null or l.hash is null") == [(0,)]  # fmt: skip


def _load(path: Path, *options: str) -> tuple[str, ...]:
    return ("ingest", "load", str(path), "--agency", "SO-KHCN", "--approve", "--json", *options)


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_database_loses_nothing_and_leaves_nothing_half_done(
    home: Home, undisturbed: Home, tmp_path: Path, place: str
) -> None:
    number = PLACES.index(place)
    path = workbook(tmp_path / f"{place}.xlsx", people(40, number * 40))
    before = _counts(home)
    with held(home, place):
        process = home.start(*_load(path))
        wait_until_blocked(home, process)
        _kill_postgres(home)
        done = home.finish(process)
    assert done.code == 3, done.err
    assert "Lỗi:" in done.err
    assert not done.out
    _recover(home)
    assert _counts(home) == before

    outcome = home.run(*_load(path)).json[0]
    assert outcome["created"]
    assert outcome["state"] == "approved"
    after = _counts(home)
    assert after["submission"] == before["submission"] + 1
    assert after["source_record"] == before["source_record"] + 40
    undisturbed.run(*_load(path))


@pytest.mark.parametrize("place", ["source_record", "person_version"])
def test_a_killed_program_leaves_nothing_half_done(home: Home, undisturbed: Home, tmp_path: Path, place: str) -> None:
    number = 10 + PLACES.index(place)
    path = workbook(tmp_path / f"program-{place}.xlsx", people(20, number * 40))
    before = _counts(home)
    with held(home, place):
        process = home.start(*_load(path))
        wait_until_blocked(home, process)
        process.kill()
        assert home.finish(process).code == -signal.SIGKILL
    gone = "select count(*) from pg_stat_activity where usename = 'talentdb_app' and state <> 'idle'"
    wait_for(lambda: home.query(gone) == [(0,)], "the orphaned statement ends")
    assert _counts(home) == before
    assert home.run(*_load(path)).json[0]["created"]
    undisturbed.run(*_load(path))


def test_a_killed_search_server_loses_nothing(home: Home, undisturbed: Home, tmp_path: Path) -> None:
    """It dies when the list is in the registry and before the index has it: the outbox keeps what is to be done."""
    path = workbook(tmp_path / "m.xlsx", people(30, 800))
    home.run("index", "sync")
    process = home.start(*_load(path))
    with held(home, "index_state", "access exclusive"):
        wait_until_blocked(home, process)
        os.kill(home.meilisearch(), signal.SIGKILL)
    done = home.finish(process)
    assert done.code == 0, done.err
    assert done.json[0]["receipt"]
    assert home.query("select count(*) > 0 from outbox") == [(True,)]
    assert not home.run("index", "check", "--json", code=1).json["agrees"]
    home.run("index", "sync")
    assert home.run("index", "check", "--json").json["agrees"]
    undisturbed.run(*_load(path))


def test_a_killed_worker_leaves_its_work_to_the_next(home: Home, undisturbed: Home, tmp_path: Path) -> None:
    """It dies after the index has the documents and before the outbox knows, while a list is being loaded."""
    path = workbook(tmp_path / "w.xlsx", people(30, 900))
    home.run("index", "sync")
    _enqueue_everybody(home)
    with held(home, "outbox"):
        worker = home.start("index", "work")
        wait_until_blocked(home, worker)
        loading = home.start(*_load(path))
        wait_until_blocked(home, loading, sessions=2)
        worker.kill()
        assert home.finish(worker).code == -signal.SIGKILL
    done = home.finish(loading)
    assert done.code == 0, done.err
    home.run("index", "sync")
    assert home.run("index", "check", "--json").json["agrees"]
    assert home.query("select count(*) from outbox") == [(0,)]
    undisturbed.run(*_load(path))


def test_a_worker_survives_the_death_of_both_servers(home: Home) -> None:
    worker = home.start("index", "work")
    try:
        _enqueue_everybody(home)
        wait_for(lambda: home.query("select count(*) from outbox") == [(0,)], "the worker works")
        _kill_postgres(home)
        os.kill(home.meilisearch(), signal.SIGKILL)
        time.sleep(0.5)
        _recover(home)
        assert worker.poll() is None
        _enqueue_everybody(home)
        wait_for(lambda: home.query("select count(*) from outbox") == [(0,)], "the worker goes on")
    finally:
        worker.terminate()
        assert home.finish(worker).code == 0


def test_nothing_acknowledged_is_lost_whenever_the_database_dies(
    home: Home, undisturbed: Home, tmp_path: Path
) -> None:
    """Lists are handed in one after the other, each until it is acknowledged; the server is killed at random."""
    files: list[Path] = []
    chance = random.Random(20261121)
    stop = threading.Event()
    kills: list[int] = []

    def killer() -> None:
        while not stop.wait(chance.uniform(0.4, 1.6)) and len(kills) < 6:
            try:
                pid = home.postmaster()
                os.kill(pid, signal.SIGKILL)
            except (AssertionError, ProcessLookupError):
                continue  # it is dead already
            kills.append(pid)

    thread = threading.Thread(target=killer)
    thread.start()
    acknowledged: dict[str, Any] = {}
    try:
        # On a fast machine five lists are done before the third blow has fallen.
        while len(files) < 5 or (len(kills) < 3 and len(files) < 40):
            number = len(files)
            path = workbook(tmp_path / f"r{number}.xlsx", people(15, 1000 + number * 15))
            files.append(path)
            for _attempt in range(20):
                done = home.run(*_load(path), code=None)
                assert done.code in (0, 3), done.err
                if done.code == 0:
                    acknowledged[path.name] = done.json[0]["receipt"]
                    break
    finally:
        stop.set()
        thread.join()
    _recover(home)
    assert len(kills) >= 3
    assert len(acknowledged) == len(files)
    rows = home.query("select file_name, receipt from submission where state = 'approved'")
    assert acknowledged.items() <= dict(rows).items()
    assert len(rows) == len({name for name, _receipt in rows})
    for path in files:
        undisturbed.run(*_load(path))


def test_after_all_that_the_home_is_as_if_nothing_had_happened(home: Home, undisturbed: Home) -> None:
    """Runs last: the same people with the same values and sources as where nothing was ever killed."""
    _is_whole(home)
    found, expected = content(home), content(undisturbed)
    assert len(found) > 300
    assert found == expected
    home.run("index", "sync")
    assert home.run("index", "check", "--json").json["agrees"]
    assert json.loads(home.run("db", "check", "--json").out) == {"differences": []}
    with pytest.raises(psycopg.errors.CheckViolation), home.owner() as connection:
        # The guards of the schema still stand.
        connection.execute("update submission set n_refused = n_records + 1")
