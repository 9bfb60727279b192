"""What is derived can be thrown away: submissions and decisions give the same registry and the same index again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from meilisearch import Client
from sqlalchemy import Engine

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.people.columns import COLUMNS
from talentdb.registry.rebuild import DERIVED_TABLES, digest, rebuild
from tests.integration.system import Home, people, workbook

PATIENCE = 60_000
"""Milliseconds that a task of the search server may take while other tests keep the machine busy."""


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home], tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Approvals, overlaps of two agencies, a return, a rollback, and a list that comes again with other values."""
    made = new_home()
    folder = tmp_path_factory.mktemp("lists")

    def load(name: str, agency: str, count: int, start: int, as_of: str, mark: str = "") -> int:
        path = workbook(folder / f"{name}.xlsx", people(count, start, mark=mark))
        done = made.run("ingest", "load", path, "--agency", agency, "--as-of", as_of, "--approve", "--json")
        return int(done.json[0]["submission_id"])

    load("a", "SO-KHCN", 40, 0, "2026-03-31")
    load("b", "SO-YTE", 40, 30, "2026-04-30")
    wrong = load("c", "SO-GDDT", 20, 60, "2026-05-31", "nhầm")
    load("d", "SO-KHCN", 45, 0, "2026-06-30", "mới")
    made.run("submissions", "rollback", str(wrong), "--reason", "Nộp nhầm tệp")
    path = workbook(folder / "e.xlsx", people(5, 200))
    waiting = made.run("ingest", "load", path, "--agency", "SO-NV", "--json").json[0]["submission_id"]
    made.run("submissions", "return", str(waiting), "--reason", "Thiếu cột")
    load("c2", "SO-GDDT", 20, 60, "2026-05-31")
    return made


@pytest.fixture
def engine(home: Home) -> Engine:
    return make_engine(home.services.database.app_url())


def test_all_that_is_derived_of_a_person_is_emptied_and_in_the_digest() -> None:
    assert set(COLUMNS) <= set(DERIVED_TABLES)


def test_emptied_tables_come_back_the_same(home: Home, engine: Engine) -> None:
    with unit_of_work(engine, OPERATOR) as connection:
        before = digest(connection)
        counts = {
            table: connection.exec_driver_sql(f"select count(*) from {table}").scalar_one()
            for table in DERIVED_TABLES
        }
    assert counts["person_version"] > counts["person"] > 70
    with home.owner() as connection:
        for table in DERIVED_TABLES:
            connection.execute(f"delete from {table}")
    with unit_of_work(engine, OPERATOR) as connection:
        assert digest(connection) != before
    with unit_of_work(engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
    with unit_of_work(engine, OPERATOR) as connection:
        assert digest(connection) == before
    home.run("index", "sync")
    assert home.run("index", "check", "--json").json["agrees"]
    engine.dispose()


def test_a_changed_value_is_found_and_mended(home: Home, engine: Engine) -> None:
    """The digest sees one letter; the rebuild takes it out again and tells the index."""
    with unit_of_work(engine, OPERATOR) as connection:
        before = digest(connection)
    with home.owner() as connection:
        connection.execute(
            'update person_version set "values" = jsonb_set("values", \'{position_title}\', \'"Khác"\')'
            " where person_id = (select min(person_id) from person) and valid_to is null"
        )
    with unit_of_work(engine, OPERATOR) as connection:
        assert digest(connection) != before
        rebuild(connection, OPERATOR)
        assert digest(connection) == before
    engine.dispose()


def test_the_index_is_rebuilt_and_differences_are_found_and_mended(home: Home) -> None:
    built = home.run("index", "rebuild", "--json").json
    [(active,)] = home.query("select count(*) from person where state = 'active'")
    assert built == {"documents": active}
    search = home.services.search
    assert search is not None
    client = Client(search.url, search.key)
    [(one,), (two,)] = home.query("select person_id from person where state = 'active' order by 1 limit 2")
    index = client.index(home.index_name)
    client.wait_for_task(index.delete_document(one).task_uid, PATIENCE)
    client.wait_for_task(index.update_documents([{"person_id": two, "content_hash": "x"}]).task_uid, PATIENCE)
    client.wait_for_task(index.add_documents([{"person_id": 999_999, "content_hash": "x"}]).task_uid, PATIENCE)
    found = home.run("index", "check", "--json", code=1).json
    assert (found["missing"], found["stale"], found["extra"]) == ([one], [two], [999_999])
    home.run("index", "sync")
    assert home.run("index", "check", "--json").json["agrees"]


def test_the_index_lost_altogether_is_no_loss(home: Home) -> None:
    before = home.run("search", "Nguyễn", "--limit", "1000", "--json").json
    assert before["engine"] == "meilisearch"
    search = home.services.search
    assert search is not None
    client = Client(search.url, search.key)
    client.wait_for_task(client.index(home.index_name).delete().task_uid, PATIENCE)
    home.run("index", "check", code=1)
    after = home.run("search", "Nguyễn", "--limit", "1000", "--json").json
    assert (after["engine"], after["total"]) == ("meilisearch", before["total"])
    assert home.run("index", "check", "--json").json["agrees"]


def test_nothing_remains_of_a_list_that_was_rolled_back(home: Home, tmp_path: Path) -> None:
    path = workbook(tmp_path / "z.xlsx", people(6, 400, mark="Thoáng"))
    engine = make_engine(home.services.database.app_url())
    with unit_of_work(engine, OPERATOR) as connection:
        people_before = connection.exec_driver_sql("select count(*) from person where state = 'active'").scalar_one()
    number = home.run("ingest", "load", path, "--agency", "SO-YTE", "--approve", "--json").json[0]["submission_id"]
    assert home.run("search", "Thoáng", "--json").json["total"] == 6
    home.run("submissions", "rollback", str(number), "--reason", "thử")
    assert home.run("search", "Thoáng", "--json").json["total"] == 0
    with unit_of_work(engine, OPERATOR) as connection:
        now = connection.exec_driver_sql("select count(*) from person where state = 'active'").scalar_one()
    engine.dispose()
    assert now == people_before
    # And it can come again.
    home.run("submissions", "approve", str(number))
    assert home.run("search", "Thoáng", "--json").json["total"] == 6
    assert home.run("index", "check", "--json").json["agrees"]
