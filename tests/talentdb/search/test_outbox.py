"""The worker: nothing lost or left old whatever dies, one bad person keeps nobody out, versions are guarded."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import SearchUnavailable
from talentdb.search.check import check
from talentdb.search.client import MeiliIndex, SearchIndex, open_index
from talentdb.search.outbox import drain
from talentdb.search.worker import run_worker


class Tampered(MeiliIndex):
    """The real index with something done before each writing of documents."""

    def __init__(self, real: Any, before: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
        super().__init__(real._client, real._wire, real.name)
        self.before = before

    def send(self, documents: Sequence[Any]) -> Callable[[], None]:
        return super().send(self.before(documents))


def test_changes_and_withdrawals_reach_the_index(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Một")
    people.add(2, "Nguyễn Văn Hai")
    assert drain(database.engine, index) == 2
    people.add(1, "Nguyễn Văn Mới")
    people.add(1, "Nguyễn Văn Mới Hơn")
    people.withdraw(2)
    assert drain(database.engine, index) == 3
    assert index.versions() == people.state()
    assert people.outbox() == []
    assert drain(database.engine, index) == 0


def test_a_merged_number_without_a_person_is_taken_out(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Một")
    drain(database.engine, index)
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text("delete from person_version"))
        connection.execute(text("delete from person_search"))
        connection.execute(text("delete from person"))
        connection.execute(text("insert into outbox (person_id) values (1)"))
    drain(database.engine, index)
    assert index.versions() == {}


def test_an_absent_server_loses_nothing(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Một")
    with pytest.raises(SearchUnavailable):
        drain(database.engine, open_index("http://127.0.0.1:9", "no-key", index.name))
    assert people.outbox() == [(1, 0, None)]
    assert drain(database.engine, index) == 1


def test_a_server_that_dies_after_writing_is_written_to_again(people: Any, database: Any, index: SearchIndex) -> None:
    drain(database.engine, index)
    people.add(1, "Nguyễn Văn Một")

    def die(_documents: Sequence[Any]) -> Sequence[Any]:
        raise SearchUnavailable("gone")

    with pytest.raises(SearchUnavailable):
        drain(database.engine, Tampered(index, die))
    assert people.outbox() == [(1, 0, None)]
    drain(database.engine, index)
    assert index.versions() == people.state()


def test_a_poisoned_document_keeps_nobody_out(people: Any, database: Any, index: SearchIndex) -> None:
    drain(database.engine, index)
    for number in range(1, 10):
        people.add(number, f"Nguyễn Văn Thử {number}")

    def poison(documents: Sequence[Any]) -> Sequence[Any]:
        return [{**one, "person_id": "a b"} if one["person_id"] == 5 else one for one in documents]

    assert drain(database.engine, Tampered(index, poison)) == 8
    assert people.outbox() == [(5, 1, "invalid_document_id")]
    assert index.versions().keys() == {1, 2, 3, 4, 6, 7, 8, 9}
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text("update outbox set enqueued_at = now() - interval '1 hour'"))
    drain(database.engine, index)
    assert check(database.engine, index).agrees


def test_a_poisoned_document_keeps_no_other_chunk_out(
    people: Any, database: Any, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    drain(database.engine, index)
    for number in range(1, 14):
        people.add(number, f"Nguyễn Văn Thử {number}")
    monkeypatch.setattr("talentdb.search.outbox.CHUNK", 2)

    def poison(documents: Sequence[Any]) -> Sequence[Any]:
        return [{**one, "person_id": "a b"} if one["person_id"] == 5 else one for one in documents]

    assert drain(database.engine, Tampered(index, poison)) == 12
    assert people.outbox() == [(5, 1, "invalid_document_id")]
    assert index.versions().keys() == set(range(1, 14)) - {5}


def test_stored_values_of_a_wrong_shape_keep_nobody_out(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Một", languages="tiếng Anh")
    people.add(2, "Nguyễn Văn Hai")
    drain(database.engine, index)
    assert index.versions().keys() == {2}
    assert {(person, error) for person, _, error in people.outbox()} == {(1, "AttributeError")}


def test_a_slow_worker_does_not_leave_an_older_state(people: Any, database: Any, index: SearchIndex) -> None:
    drain(database.engine, index)
    people.add(1, "Nguyễn Văn Cũ")
    overtaken = []

    def be_overtaken(documents: Sequence[Any]) -> Sequence[Any]:
        if not overtaken:
            overtaken.append(1)
            people.add(1, "Nguyễn Văn Mới")
            assert drain(database.engine, index) == 1
        return documents

    drain(database.engine, Tampered(index, be_overtaken))
    assert index.versions() == people.state()
    assert people.outbox() == []


# Only stops what hangs.
_PATIENCE = 600
_WORKER = """
import sys
from talentdb.db.engine import make_engine
from talentdb.search.client import open_index
from talentdb.search.outbox import drain
engine, index = make_engine(sys.argv[1]), open_index(*sys.argv[2:5])
while True:
    drain(engine, index, limit=5)
"""


def _worker(database: Any, address: Any, index: SearchIndex) -> subprocess.Popen[bytes]:
    url = database.engine.url.render_as_string(hide_password=False)
    return subprocess.Popen([sys.executable, "-c", _WORKER, url, address.url, address.key, index.name],
                            stderr=subprocess.DEVNULL)  # fmt: skip


def _is_worked_on(people: Any, change: Callable[[], None]) -> bool:
    """Change persons until the workers take rows away."""
    waiting = 0
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        change()
        left = len(people.outbox())
        if left < waiting:
            return True
        waiting = left
    return False


def test_workers_killed_at_any_moment_lose_nothing(
    people: Any, database: Any, search_address: Any, index: SearchIndex
) -> None:
    chance = random.Random(20261121)
    drain(database.engine, index)
    for number in range(1, 61):
        people.add(number, f"Nguyễn Văn Thử {number}")
    for kill in range(4):
        workers = [_worker(database, search_address, index) for _ in range(2)]
        assert _is_worked_on(people, lambda: people.add(chance.randint(1, 60), f"Nguyễn Văn {chance.random()}"))
        time.sleep(chance.random() / 5)
        people.add(chance.randint(1, 60), f"Nguyễn Văn Lần {kill}")
        for worker in workers:
            worker.kill()
            worker.wait()
    changed = time.monotonic() + _PATIENCE
    while people.outbox() and time.monotonic() < changed:  # the server ends the dead workers' transactions
        drain(database.engine, index)
    report = check(database.engine, index)
    assert report.agrees, report.as_json()
    assert (report.persons, report.pending) == (60, 0)


def test_the_worker_survives_a_server_that_comes_and_goes(people: Any, database: Any, index: SearchIndex) -> None:
    stop = threading.Event()
    answers: list[SearchIndex | None] = [None, open_index("http://127.0.0.1:9", "no", index.name)]
    worker = threading.Thread(
        target=run_worker,
        args=(database.engine, lambda: answers.pop(0) if answers else index, stop.is_set),
    )
    people.add(1, "Nguyễn Văn Một")
    worker.start()
    try:
        until = time.monotonic() + _PATIENCE
        while people.outbox() and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        stop.set()
        worker.join()
    assert index.versions() == people.state()
