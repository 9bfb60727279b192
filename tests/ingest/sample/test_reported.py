"""The demo's lists beside those of people, and of earlier years: read as written, each as its form."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.pipeline import read_file
from ingest.sample.catalogue import agencies, reported
from ingest.sample.command import sample_command
from ingest.sample.reported import write_reported
from ingest.sample.years import write_years


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reported")
    sample_command(path, 120, 3, mixed=0)
    return path


def test_every_list_is_read_as_its_form_without_an_error(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    entries = [*write_years(gold, folder), *write_reported(gold, folder)]
    assert [*write_years(gold, folder), *write_reported(gold, folder)] == entries
    assert {entry["agency_code"] for entry in entries} <= {one.code for one in agencies()} | {"SO-NV"}
    for entry in entries:
        document = read_file(folder / entry["file"])
        (table,) = document["sheets"][0]["tables"]
        assert (entry["file"], table["form"]) == (entry["file"], entry["form"])
        assert [problem for problem in table["problems"] if problem["severity"] == "error"] == []
        assert {column["header"] for column in table["columns"] if column["field"] is None} <= {"TT"}


def test_staff_is_a_few_more_than_listed(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    listed = Counter(person["agency"] for person in gold["persons"].values())
    totals = [
        entry for entry in write_reported(gold, folder) if entry["file"].startswith(reported()["staff"]["stem"])
    ]
    assert totals
    for entry in totals:
        (record,) = read_file(folder / entry["file"])["sheets"][0]["tables"][0]["records"]
        assert (
            listed[entry["agency_code"]] < record["values"]["staff_total"] <= listed[entry["agency_code"]] * 1.3 + 1
        )


def test_who_goes_says_so_in_the_list_of_the_next_year(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    of_one = [entry for entry in write_years(gold, folder) if entry["agency_code"] == "SO-KHCN"]
    years = [
        {
            record["values"]["national_id"]: record["values"]["status"]
            for record in read_file(folder / entry["file"])["sheets"][0]["tables"][0]["records"]
        }
        for entry in of_one
    ]
    assert len(years) == 3
    for before, after in pairwise(years):
        gone = {number for number, status in after.items() if status != "working"}
        assert gone
        assert {before[number] for number in gone} == {"working"}
