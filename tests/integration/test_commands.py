"""The commands of the contract end to end on one small home: what they answer, in which shape, and the exit code."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from talentdb.fields import PEOPLE_FIELDS
from tests.integration.system import Home, people, workbook

SIZE = 30


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home]) -> Home:
    return new_home()


@pytest.fixture(scope="module")
def listed(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One list of SO-KHCN, loaded and approved."""
    path = workbook(tmp_path_factory.mktemp("lists") / "ds.xlsx", people(SIZE, mark="Thử"))
    home.run("ingest", "load", path, "--agency", "SO-KHCN", "--as-of", "2026-06-30", "--approve")
    return path


def _counts(home: Home) -> list[tuple[Any, ...]]:
    return home.query("select (select count(*) from submission), (select count(*) from source_record),"
                      " (select count(*) from person), (select count(*) from submission_file)")  # fmt: skip


def test_load_tells_what_it_did_and_the_same_file_again_does_nothing(home: Home, listed: Path) -> None:
    before = _counts(home)
    again = home.run("ingest", "load", listed, "--agency", "SO-KHCN", "--approve", "--json").json
    assert isinstance(again, list)
    [item] = again
    assert (item["file"], item["error"], item["created"], item["state"]) == ("ds.xlsx", None, False, "approved")
    assert (item["form"], item["n_records"], item["n_refused"]) == ("people", SIZE, 0)
    assert item["receipt"] in home.run("submissions", "list", "--json").out
    # By one of its names it is the same agency.
    home.run("ingest", "load", listed, "--agency", "Sở KH&CN", "--approve")
    assert _counts(home) == before


def test_a_dry_run_tells_the_same_and_stores_nothing(home: Home, listed: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "n.xlsx", people(SIZE + 5, mark="Khác"))
    before = _counts(home)
    trail = home.query("select count(*) from audit_event")
    [item] = home.run("ingest", "load", path, "--agency", "SO-KHCN", "--dry-run", "--json").json
    assert (item["dry_run"], item["submission_id"], item["receipt"]) == (True, None, None)
    assert (item["diff"]["new"], item["diff"]["changed"]) == (5, SIZE)
    assert _counts(home) == before
    assert home.query("select count(*) from audit_event") == trail


def test_an_error_in_one_cell_keeps_the_row_and_exits_with_1(home: Home, tmp_path: Path) -> None:
    rows = people(4, 500)
    path = workbook(tmp_path / "w.xlsx", [*rows[:3], replace(rows[3], born="31/02/1980")])
    [item] = home.run("ingest", "load", path, "--agency", "SO-YTE", "--approve", "--json", code=1).json
    assert (item["n_records"], item["n_refused"], item["n_errors"]) == (4, 0, 1)
    shown = home.run("submissions", "show", str(item["submission_id"]), "--json").json
    [problem] = [one for one in shown["problems"] if one["severity"] == "error"]
    assert (problem["cell"], problem["raw"]) == ("C7", "31/02/1980")
    found = home.run("people", "export", "--format", "json", "--filter", "agency_code=SO-YTE").json
    assert len(found) == 4
    assert len([row for row in found if "birth_date" not in row]) == 1


def test_export_in_all_formats_holds_the_same_people(home: Home, listed: Path, tmp_path: Path) -> None:
    rows = home.run("people", "export", "--format", "json", "--with-sources", "--filter", "agency_code=SO-KHCN").json
    assert len(rows) == SIZE
    nested = {"qualifications", "employments", "trainings", "works", "awards", "sources"}
    for row in rows:
        assert nested <= row.keys()
        assert row.keys() - nested - {"person_id"} <= set(PEOPLE_FIELDS)
        source = row["sources"][0]
        assert {"submission_id", "file", "sheet", "row", "agency_code", "as_of"} <= source.keys()
        assert (source["file"], source["sheet"], source["agency_code"]) == ("ds.xlsx", "DS", "SO-KHCN")
        assert row["national_id"][3:8] == "•••••"
    typed = {row.name: row for row in people(SIZE, mark="Thử")}
    assert {row["full_name"] for row in rows} == set(typed)
    for row in rows:
        given = typed[row["full_name"]]
        day, month, year = given.born.split("/")
        assert row["birth_date"] == f"{year}-{month}-{day}"
        assert row["sex"] == {"Nữ": "female", "Nam": "male"}[given.sex]
        assert row["phone"] == given.phone
        assert row["sources"][0]["row"] == people(SIZE, mark="Thử").index(given) + 4

    names = {row["full_name"] for row in rows}
    only = ("--filter", "agency_code=SO-KHCN")
    text = home.run("people", "export", "--format", "csv", *only).out
    assert {row["full_name"] for row in csv.DictReader(io.StringIO(text))} == names
    home.run("people", "export", "--format", "xlsx", "-o", tmp_path / "p.xlsx", *only)
    book = load_workbook(tmp_path / "p.xlsx", read_only=True)
    first, *others = book.worksheets[0].iter_rows(values_only=True)
    book.close()
    assert {line[first.index("full_name")] for line in others} == names
    home.run("people", "export", "--format", "parquet", "-o", tmp_path / "p.parquet", *only)
    assert set(parquet.read_table(tmp_path / "p.parquet")["full_name"].to_pylist()) == names


def test_search_answers_exactly(home: Home, listed: Path) -> None:
    found = home.run("search", "Thử", "--facets", "sex,qualification", "--limit", "5", "--json").json
    assert found.keys() >= {"query", "engine", "total", "took_ms", "hits", "facets"}
    assert (found["engine"], found["total"], len(found["hits"])) == ("meilisearch", SIZE, 5)
    assert found["facets"]["sex"] == {"female": SIZE // 2, "male": SIZE // 2}
    assert sum(found["facets"]["qualification"].values()) == SIZE
    for hit in found["hits"]:
        assert hit.keys() >= {"person_id", "full_name", "score", "why"}
        assert hit["why"]
    some = home.run(
        "search", "", "--filter", "sex=female", "--filter", "qualification=master,doctorate", "--json"
    ).json
    rows = home.run("people", "export", "--format", "json").json
    wanted = [
        row for row in rows if row.get("sex") == "female" and row.get("qualification") in {"master", "doctorate"}
    ]
    assert some["total"] == len(wanted)
    home.run("search", "", "--filter", "nonsense=1", code=2)
    home.run("search", "", "--filter", "sex", code=2)
    home.run("search", "", "--facets", "nonsense", code=2)


def test_search_without_meilisearch_falls_back_and_says_so(home: Home, listed: Path, tmp_path: Path) -> None:
    """A real server that does not answer is named: PostgreSQL finds the same people, and there is a line about it."""
    away = {"TALENTDB_MEILI_URL": "http://127.0.0.1:9", "TALENTDB_MEILI_KEY": "x"}
    done = home.run("search", "Thử", "--json", **away)
    assert (done.json["engine"], done.json["total"]) == ("postgres", SIZE)
    assert "Meilisearch" in done.err
    assert "PostgreSQL" in home.run("index", "check", code=3, **away).err
    # Uploads go on, and the index catches up later.
    path = workbook(tmp_path / "away.xlsx", people(5, 900, mark="Vắng"))
    home.run("ingest", "load", path, "--agency", "SO-NV", "--approve", **away)
    assert home.run("search", "Vắng", "--json", **away).json["total"] == 5
    home.run("index", "check", code=1)
    assert home.run("search", "Vắng", "--json").json["engine"] == "meilisearch"
    assert home.run("index", "check", "--json").json["agrees"]


def test_indicators_have_the_shape_of_the_contract(home: Home, listed: Path) -> None:
    found = home.run("indicators", "compute", "--plan", "hung-yen-2711", "--by", "agency", "--json").json
    assert found.keys() >= {"plan", "as_of", "definition_version", "indicators"}
    figures = {item["code"]: item for item in found["indicators"]}
    assert {"I1", "I1.women", "I1.minority", "I2"} <= figures.keys()
    for item in figures.values():
        assert item.keys() >= {"code", "name", "stage", "numerator", "denominator", "value", "low", "high", "target",
                               "target_year", "expected_now", "gap_people", "status", "unknown", "rows"}  # fmt: skip
        assert sum(row["denominator"] for row in item["rows"] if row["by"] == "agency") >= item["denominator"]
    # Everybody at the department of science holds such a post; half of them are women, nobody is of a minority.
    one = home.run("indicators", "compute", "--plan", "hung-yen-2711", "--agency", "SO-KHCN", "--json").json
    women = next(item for item in one["indicators"] if item["code"] == "I1")
    assert (women["numerator"], women["denominator"], women["value"]) == (SIZE // 2, SIZE, 0.5)
    for options in (("--plan", "nonsense"), ("--plan", "hung-yen-2711", "--by", "nonsense"),
                    ("--plan", "hung-yen-2711", "--as-of", "31/12/2026"),
                    ("--plan", "hung-yen-2711", "--agency", "NONSENSE")):  # fmt: skip
        home.run("indicators", "compute", *options, code=2)
    assert "hung-yen-2711" in {row["code"] for row in home.run("plans", "list", "--json").json}
    assert home.run("plans", "show", "hung-yen-2711", "--json").json["code"] == "hung-yen-2711"


def test_submissions_are_listed_shown_decided(home: Home, tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", people(3, 700, mark="Nhầm"))
    [item] = home.run("ingest", "load", path, "--agency", "SO-GDDT", "--json").json
    number = str(item["submission_id"])
    assert item["state"] == "submitted"
    waiting = home.run("submissions", "list", "--state", "submitted", "--json").json
    assert number in {str(row["submission_id"]) for row in waiting}
    shown = home.run("submissions", "show", number, "--json").json
    assert (shown["n_records"], shown["agency_code"], shown["diff"]["same"]) == (3, "SO-GDDT", 0)
    home.run("submissions", "return", number, code=2)
    home.run("submissions", "return", number, "--reason", " ", code=2)
    home.run("submissions", "return", number, "--reason", "Nhầm đơn vị")
    home.run("submissions", "approve", number, code=1)
    [again] = home.run("ingest", "load", path, "--agency", "SO-GDDT", "--approve", "--json").json
    assert again["created"]
    number = str(again["submission_id"])
    assert home.run("search", "Nhầm", "--json").json["total"] == 3
    home.run("submissions", "rollback", number, "--reason", "Nộp nhầm", "--json")
    home.run("submissions", "rollback", number, code=1)
    assert home.run("search", "Nhầm", "--json").json["total"] == 0
    home.run("submissions", "show", "999999", code=2)
    home.run("submissions", "approve", "999999", code=2)


def test_one_person_with_the_source_of_each_value(home: Home, listed: Path) -> None:
    hit = home.run("search", "Thử", "--limit", "1", "--json").json["hits"][0]
    shown = home.run("people", "show", str(hit["person_id"]), "--history", "--json").json
    origin = shown["provenance"]["birth_date"]
    assert (origin["file"], origin["column"]) == ("ds.xlsx", "C")
    assert shown["versions"][-1]["valid_to"] is None
    home.run("people", "show", "999999", code=2)


def test_reference_data_is_listed_and_imported(home: Home, tmp_path: Path) -> None:
    [found] = home.run("agencies", "list", "--query", "SKHCN", "--json").json
    assert found["code"] == "SO-KHCN"
    assert found.keys() >= {"code", "name", "aliases", "kind", "parent"}
    assert len(home.run("agencies", "list", "--json").json) > 50
    names = [row["code"] if isinstance(row, dict) else row for row in home.run("codes", "list", "--json").json]
    assert "qualification" in names
    codes = home.run("codes", "list", "qualification", "--json").json
    assert {"master", "doctorate"} <= {row["code"] for row in codes}
    home.run("codes", "list", "nonsense", code=2)
    new = {
        "code": "VIEN-THU",
        "name": "Viện Thử nghiệm Sen",
        "kind": "institute",
        "parent": "SO-KHCN",
        "aliases": ["VTNS"],
    }
    (tmp_path / "a.json").write_text(json.dumps([new]), encoding="utf-8")
    (tmp_path / "b.csv").write_text("code,name,aliases,kind,parent\n,VTNS,,,\n", encoding="utf-8")
    for file in ("a.json", "b.csv"):
        [row] = home.run("agencies", "import", tmp_path / file, "--json").json
        assert row["code"] == "VIEN-THU"
    [listed] = home.run("agencies", "list", "--query", "VTNS", "--json").json
    assert (listed["name"], listed["parent"]) == (new["name"], "SO-KHCN")
    home.run("agencies", "import", tmp_path / "none.json", code=2)


def test_the_schema_is_checked_against_the_live_database(home: Home) -> None:
    assert home.run("db", "check", "--json").json == {"differences": []}
    assert home.run("db", "init", "--json").json == {"initialised": False}
    with home.owner() as connection:
        connection.execute("alter table submission disable row level security")
    try:
        assert home.run("db", "check", "--json", code=1).json["differences"]
    finally:
        with home.owner() as connection:
            connection.execute("alter table submission enable row level security")
    home.run("db", "check")
