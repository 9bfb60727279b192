"""The demo watched from outside: green, nobody connected as owner but `db init`, and red without Meilisearch.

The whole run happens in a process of its own on a fresh home; a superuser connection of the test looks at who is
connected to the database all the while.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from talentdb.services.cluster import Cluster
from talentdb.services.home import secret
from talentdb.services.privileges import choose_runner
from talentdb.services.sockets import socket_folder
from talentdb.settings import Settings
from tests.integration.system import Home

_WATCHER = "watcher"
_EVERY_SECONDS = 0.01


@dataclass
class Watcher(threading.Thread):
    """Samples pg_stat_activity until told to stop: who was seen, and when the application was seen first.

    The samples overlap nothing shorter than their distance, so the order of kinds is kept and not times.
    """

    home: Path
    stop: threading.Event = field(default_factory=threading.Event)
    seen: dict[tuple[int, str], str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    samples: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.stop.wait(_EVERY_SECONDS):
            try:
                with psycopg.connect(self._url(), autocommit=True, application_name=_WATCHER) as connection:
                    while not self.stop.wait(_EVERY_SECONDS):
                        self._look(connection)
            except psycopg.Error:
                continue  # not there yet, or stopped meanwhile

    def _url(self) -> str:
        password = secret(self.home, "postgres-superuser", 24).hex()
        return f"host={socket_folder(self.home)} port=5432 user=postgres password={password} dbname=talentdb"

    def _look(self, connection: psycopg.Connection) -> None:
        self.samples += 1
        rows = connection.execute(
            "select pid, usename::text, backend_start::text, application_name from pg_stat_activity"
            " where backend_type = 'client backend' and pid <> pg_backend_pid()"
            # Later versions also show who is still at the door and has not said his name yet.
            " and usename is not null"
        )
        for pid, user, since, program in rows:
            if program != _WATCHER and (pid, since) not in self.seen:
                self.seen[pid, since] = user
                self.order.append(user)


def _foreign(order: list[str]) -> list[str]:
    """Who is neither the application nor the one connection that made the schema, before the application came."""
    start = next((n for n, user in enumerate(order) if user == "talentdb_app"), len(order))
    return [*order[:start][1:], *(user for user in order[start:] if user != "talentdb_app")]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("i") / "h"
    cluster = Cluster(Settings(home=folder), choose_runner(folder.parent))
    assert not cluster.data.exists()
    return Home(folder, None)  # type: ignore[arg-type]


def test_the_demo_is_green_and_works_with_the_rights_of_the_application_only(fresh: Home) -> None:
    secret(fresh.path, "postgres-superuser", 24)
    watcher = Watcher(fresh.path)
    watcher.start()
    try:
        done = fresh.run("demo", "--check", "--people", "60", "--json")
    finally:
        watcher.stop.set()
        watcher.join()
    report = done.json
    assert report["passed"]
    assert report["summary"]["people"] >= 60
    assert all(item["kept"] for item in report["checks"])
    assert len(report["checks"]) > 6
    assert watcher.samples > 100
    assert watcher.order.count("talentdb_app") > 5
    assert _foreign(watcher.order) == []
    # The servers went with the program.
    assert Cluster(fresh.settings, choose_runner(fresh.path)).pid() is None


def test_every_page_about_duplicates_and_differences_has_something_to_show(fresh: Home) -> None:
    assert fresh.run("identity", "queue", "--json").json
    lists = fresh.run("submissions", "list", "--json").json
    waiting = [entry for entry in lists if entry["state"] == "submitted" and entry["form"] == "people"]
    assert len(waiting) == 1
    shown = fresh.run("submissions", "show", str(waiting[0]["submission_id"]), "--json").json
    assert all(shown["diff"][kind] for kind in ("new", "changed", "same", "missing"))
    assert shown["possible_duplicates"]
    in_part = next(entry for entry in lists if entry["agency_code"] == "DEMO-TT-Y-TE")
    assert in_part["state"] == "approved"
    sent = fresh.run("submissions", "show", str(in_part["submission_id"]), "--json").json["returned"]
    assert len(sent) == 2
    assert all(row["reason"] for row in sent)


def test_the_watcher_would_notice_a_superuser() -> None:
    assert _foreign(["postgres", "talentdb_app", "talentdb_app"]) == []
    assert _foreign(["postgres", "talentdb_app", "postgres"]) == ["postgres"]
    assert _foreign(["postgres", "postgres", "talentdb_app"]) == ["postgres"]


def test_the_watcher_sees_real_connections(new_home: Callable[..., Home]) -> None:
    home = new_home()
    watcher = Watcher(home.path)
    watcher.start()
    try:
        home.run("db", "check")
        with home.owner() as connection:
            while "postgres" not in watcher.order:
                connection.execute("select 1")
    finally:
        watcher.stop.set()
        watcher.join()
    assert _foreign(watcher.order) == ["postgres"]


def test_the_demo_is_red_without_meilisearch(fresh: Home, tmp_path: Path) -> None:
    """Of the home that was green a moment ago, and of a fresh one."""
    hidden = {"TALENTDB_MEILI_BIN": str(tmp_path / "none")}
    for place in (fresh.path, tmp_path / "h"):
        done = fresh.run("demo", "--check", "--people", "60", code=3, TALENTDB_HOME=str(place), **hidden)
        assert "Meilisearch" in done.err
        assert "TALENTDB_MEILI_BIN" in done.err


def test_the_demo_leaves_other_peoples_data_alone(new_home: Callable[..., Home], tmp_path: Path) -> None:
    from tests.integration.system import people, workbook

    home = new_home()
    path = workbook(tmp_path / "x.xlsx", people(3))
    home.run("ingest", "load", path, "--agency", "SO-KHCN", "--approve")
    assert "talentdb demo" in home.run("demo", "--check", "--people", "60", code=2).err
