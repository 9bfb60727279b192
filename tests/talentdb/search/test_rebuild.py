"""Rebuild beside the live index, the check in both directions, and a server killed in the middle."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import INDEXER, OPERATOR
from talentdb.errors import SearchUnavailable
from talentdb.search.check import check, sync
from talentdb.search.client import MeiliIndex, SearchIndex, open_index
from talentdb.search.outbox import drain
from talentdb.search.query import search
from talentdb.search.rebuild import rebuild
from talentdb.search.settings import SEARCH_VERSION
from talentdb.search.source import iter_rows
from talentdb.services.binaries import find_meilisearch
from talentdb.settings import Settings


class Interrupted(MeiliIndex):
    """The real index with something done just before the new one takes over."""

    def __init__(self, real: Any, before: Any) -> None:
        super().__init__(real._client, real._wire, real.name)
        self.before = before

    def take_over(self, built: SearchIndex) -> None:
        self.before()
        super().take_over(built)


def test_each_page_of_a_rebuild_reads_its_own_persons_only(
    people: Any, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 21):
        people.add(number, "Nguyễn Văn Một")
    monkeypatch.setattr("talentdb.search.source.CHUNK", 2)
    # As the server does it with many: both tables in the order of the numbers, side by side.
    ways = ("enable_hashjoin", "enable_nestloop", "enable_seqscan", "enable_bitmapscan", "enable_sort")
    with unit_of_work(database.engine, INDEXER) as connection:
        connection.execute(text("select " + ", ".join(f"set_config('{way}', 'off', true)" for way in ways)))
        assert [row.person_id for page in iter_rows(connection) for row in page] == list(range(1, 21))
        read = connection.execute(
            text("select idx_tup_fetch from pg_stat_xact_user_tables where relname = 'person_version'")
        ).scalar_one()
    assert 20 <= read <= 40


def test_first_and_later_builds_are_recorded(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Một")
    people.add(2, "Nguyễn Văn Hai")
    for _ in range(2):
        assert rebuild(database.engine, index) == 2
        assert index.versions() == people.state()
    with unit_of_work(database.engine, OPERATOR) as connection:
        state = connection.execute(text("select document_version, n_documents from index_state")).one()
        steps = connection.execute(text("select action from audit_event where object_kind = 'index'")).scalars().all()
    assert tuple(state) == (SEARCH_VERSION, 2)
    assert steps == ["index.built", "index.swapped"] * 2


def test_changes_during_a_rebuild_are_not_lost(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Cũ")
    people.add(2, "Nguyễn Văn Hai")
    people.add(3, "Nguyễn Văn Ba")
    drain(database.engine, index)
    seen = []

    def meanwhile() -> None:
        people.add(1, "Nguyễn Văn Mới")
        people.add(4, "Nguyễn Văn Bốn")
        people.withdraw(3)
        assert drain(database.engine, index) == 0
        with unit_of_work(database.engine, OPERATOR) as connection:
            seen.append(search(connection, OPERATOR, index, "nguyễn văn hai")["engine"])

    rebuild(database.engine, Interrupted(index, meanwhile))
    assert seen == ["meilisearch"]
    assert len(people.outbox()) == 3
    drain(database.engine, index)
    report = check(database.engine, index)
    assert report.agrees, report.as_json()
    assert report.persons == 3


def test_a_build_does_what_waits_and_leaves_what_comes_meanwhile(
    people: Any, database: Any, index: SearchIndex
) -> None:
    people.add(1, "Nguyễn Văn Một")
    people.add(2, "Nguyễn Văn Cũ")
    people.add(3, "Nguyễn Văn Hỏng", languages="tiếng Anh")
    engine = database.engine
    with ExitStack() as stack:
        # Has its row of the outbox, with a smaller number than others have, before the build begins; ends later.
        slow = stack.enter_context(unit_of_work(engine, OPERATOR))
        people.write(slow, 2, "Nguyễn Văn Mới", ("SO-KHCN",), {})
        people.add(4, "Nguyễn Văn Bốn")
        rebuild(engine, Interrupted(index, stack.pop_all().close))
    assert {person for person, _, _ in people.outbox()} == {2, 3}
    drain(engine, index)
    report = check(engine, index)
    assert (report.missing, report.stale, report.extra) == ((3,), (), ())


def test_a_build_that_dies_leaves_the_live_index_and_the_next_one_works(
    people: Any, database: Any, index: SearchIndex
) -> None:
    people.add(1, "Nguyễn Văn Một")
    drain(database.engine, index)
    before = index.versions()

    def die() -> None:
        raise SearchUnavailable("gone")

    with pytest.raises(SearchUnavailable):
        rebuild(database.engine, Interrupted(index, die))
    assert index.versions() == before
    assert rebuild(database.engine, index) == 1


def test_another_version_is_built_anew_and_not_asked_before(people: Any, database: Any, index: SearchIndex) -> None:
    people.add(1, "Nguyễn Văn Một")
    drain(database.engine, index)
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text("update index_state set document_version = 'older'"))
        assert search(connection, OPERATOR, index, "nguyễn")["engine"] == "postgres"
    assert not check(database.engine, index).agrees
    drain(database.engine, index)
    assert check(database.engine, index).agrees


def test_check_finds_what_is_missing_stale_and_extra_and_sync_mends_it(
    people: Any, database: Any, index: SearchIndex
) -> None:
    for number in range(1, 5):
        people.add(number, f"Nguyễn Văn Thử {number}")
    drain(database.engine, index)
    assert check(database.engine, index).agrees
    index.delete([1])
    index.upsert([{"person_id": 2, "content_hash": "old", "name": "x"}, {"person_id": 99, "content_hash": "y"}])
    report = check(database.engine, index)
    assert (report.missing, report.stale, report.extra) == ((1,), (2,), (99,))
    assert "thiếu 1, cũ 1, thừa 1" in report.summary()
    assert sync(database.engine, index) == 3
    assert check(database.engine, index).agrees


class Server:
    """A Meilisearch of this test alone, that can be killed."""

    key = "key-of-a-test-0123456789"

    def __init__(self, folder: Path) -> None:
        import socket

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.binary = folder / "meilisearch"
        found = find_meilisearch(Settings(home=folder))
        assert found is not None
        self.binary.write_bytes(Path(found).read_bytes())
        self.binary.chmod(0o700)
        self.folder = folder
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self.binary, "--no-analytics", "--http-addr", f"127.0.0.1:{self.port}", "--master-key", self.key,
             "--db-path", self.folder / "data"],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while self.process.poll() is None:
            try:
                open_index(self.url, self.key).exists()
                return
            except SearchUnavailable:
                time.sleep(0.1)
        raise AssertionError("Meilisearch does not start")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    running.kill()


def test_a_server_killed_in_the_middle_loses_nothing(people: Any, database: Any, server: Server) -> None:
    index = open_index(server.url, server.key)
    drain(database.engine, index)
    for round_no in range(3):
        for number in range(1, 31):
            people.add(number, f"Nguyễn Văn Lần {round_no} {number}")
        drain(database.engine, index, limit=10)
        server.kill()
        with pytest.raises(SearchUnavailable):
            drain(database.engine, index)
        with unit_of_work(database.engine, OPERATOR) as connection:
            found = search(connection, OPERATOR, index, f"lần {round_no}")
        assert (found["engine"], found["degraded"], found["total"]) == ("postgres", True, 30)
        server.start()
        drain(database.engine, index)
        assert check(database.engine, index).agrees


def test_a_server_with_an_empty_folder_is_filled_again(people: Any, database: Any, server: Server) -> None:
    import shutil

    index = open_index(server.url, server.key)
    people.add(1, "Nguyễn Văn Một")
    drain(database.engine, index)
    server.kill()
    shutil.rmtree(server.folder / "data")
    server.start()
    drain(database.engine, index)
    assert check(database.engine, index).agrees


def test_the_worker_role_writes_no_person(people: Any, database: Any, index: SearchIndex) -> None:
    from talentdb.access.principal import INDEXER

    people.add(1, "Nguyễn Văn Một")
    with unit_of_work(database.engine, INDEXER) as connection:
        assert connection.execute(text("delete from person_version")).rowcount == 0
    with psycopg.connect(database.owner_url) as owner:
        assert owner.execute("select count(*) from person_version").fetchone() == (1,)
    drain(database.engine, index)


def test_nobody_and_no_index_agree(database, index) -> None:
    assert not index.exists()
    assert check(database.engine, index).agrees
