"""Several programs at once on one home: one file gives one submission, and searching goes on during a load."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.system import Home, held, people, wait_until_blocked, workbook


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home]) -> Home:
    return new_home()


@pytest.mark.parametrize("options", [(), ("--approve",)])
def test_the_same_file_loaded_twice_at_once_is_one_submission(
    home: Home, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Both have read the file and stand before storing it when they are let go."""
    path = workbook(tmp_path / "a.xlsx", people(15, 100 * len(options)))
    command = ("ingest", "load", path, "--agency", "SO-KHCN", *options, "--json")
    with held(home, "source_record"):
        both = [home.start(*command) for _ in range(2)]
        wait_until_blocked(home, both[0], sessions=2)
    outcomes = [home.finish(process) for process in both]
    assert [done.code for done in outcomes] == [0, 0], outcomes
    first, second = (done.json[0] for done in outcomes)
    assert first["receipt"] == second["receipt"]
    assert {first["created"], second["created"]} == {True, False}
    assert home.query(f"select count(*) from submission where receipt = '{first['receipt']}'") == [(1,)]
    assert home.query(f"select count(*) from source_record where submission_id = {first['submission_id']}") == [(15,)]


def test_overlapping_lists_of_two_agencies_at_once_make_each_person_once(home: Home, tmp_path: Path) -> None:
    processes = []
    for code in ("SO-YTE", "SO-GDDT"):
        path = workbook(tmp_path / f"{code}.xlsx", people(25, 1000, mark=code))
        processes.append(home.start("ingest", "load", path, "--agency", code, "--approve", "--json"))
    assert [home.finish(process).code for process in processes] == [0, 0]
    listed = (
        "select count(distinct person_id), count(*) from person_source join source_record using (source_record_id)"
        " join agency using (agency_id) where code in ('SO-YTE', 'SO-GDDT')"
    )
    assert home.query(listed) == [(25, 50)]
    home.run("index", "sync")
    assert home.run("index", "check", "--json").json["agrees"]


def test_a_search_is_answered_while_a_list_is_being_loaded(home: Home, tmp_path: Path) -> None:
    """The load stands in the middle of its transaction: the others see the state before, and do not wait."""
    path = workbook(tmp_path / "b.xlsx", people(20, 2000, mark="Dangnap"))
    with held(home, "person_version"):
        loading = home.start("ingest", "load", path, "--agency", "SO-KHCN", "--approve", "--json")
        wait_until_blocked(home, loading)
        assert home.run("search", "Dangnap", "--json").json["total"] == 0
        assert home.run("search", "Nguyễn", "--json").json["total"] > 0
        home.run("indicators", "compute", "--plan", "hung-yen-2711", "--json")
    assert home.finish(loading).code == 0
    assert home.run("search", "Dangnap", "--json").json["total"] == 20
