"""The lists of the demo say of each person what their case promises, and leave the sample's own files alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import read_file
from ingest.sample.command import sample_command
from ingest.sample.elsewhere import elsewhere_agencies, write_elsewhere

_SAME = {"phone", "old_id", "tone", "year", "moved", "moved_year", "other_id", "same", "changed"}
_OTHER = {"namesake", "twin", "child", "nobody", "left", "no_birth", "other_year"}


def _records(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for sheet in document["sheets"] for table in sheet["tables"] for one in table["records"]]


class Made:
    """Lists of a sample of 300 people, and what the reader takes from them."""

    def __init__(self, folder: Path) -> None:
        sample_command(folder, 300, 4, mixed=0)
        self.before = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        self.entries = write_elsewhere(self.gold, folder)
        self.folder = folder
        self.documents = [read_file(folder / entry["file"]) for entry in self.entries]

    def rows(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """(what was planted, values read) of every row of the three lists."""
        pairs = []
        for entry, document in zip(self.entries, self.documents, strict=True):
            read = {record["row"]: record["values"] for record in _records(document)}
            pairs += [(row, read[row["row"]]) for row in entry["rows"]]
        return pairs


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("elsewhere"))


def test_the_files_of_the_sample_stay_as_they_were(made: Made) -> None:
    assert {name: (made.folder / name).read_bytes() for name in made.before} == made.before


def test_the_same_sample_gives_the_same_lists(made: Made, tmp_path: Path) -> None:
    assert write_elsewhere(made.gold, tmp_path) == made.entries
    for entry in made.entries:
        assert (tmp_path / entry["file"]).read_bytes() == (made.folder / entry["file"]).read_bytes()
    assert json.loads((tmp_path / "elsewhere.json").read_text(encoding="utf-8")) == made.entries


def test_every_case_is_there_and_every_row_is_read(made: Made) -> None:
    cases = [row["case"] for row, _ in made.rows()]
    assert set(cases) == _SAME | _OTHER
    assert all(
        len(entry["rows"]) == len(_records(doc)) for entry, doc in zip(made.entries, made.documents, strict=True)
    )


def test_who_is_who_is_true(made: Made) -> None:
    """The same person has the name and year of the gold, but for a mark; other people are not in the gold."""
    persons = made.gold["persons"]
    for row, values in made.rows():
        assert (row["person"] in persons) == (row["case"] in _SAME)
        if row["case"] in _SAME:
            true = persons[row["person"]]["values"]
            assert values["birth_date"][:4] == true["birth_date"][:4]
            assert (values["full_name"] == true["full_name"]) == (row["case"] != "tone")


def test_ids_are_what_the_case_says(made: Made) -> None:
    persons = made.gold["persons"]
    for row, values in made.rows():
        own = persons.get(row["person"], {"values": {}})["values"].get("national_id")
        case, read = row["case"], values.get("national_id") or ""
        if case in ("phone", "moved", "same", "changed"):
            assert read == own
        elif case in ("old_id", "moved_year"):
            assert len(read) == 9
        elif case in ("tone", "year", "namesake", "no_birth"):
            assert not read
        else:
            assert len(read) == 12
            assert read not in {person["values"]["national_id"] for person in persons.values()}


def test_a_year_ago_some_were_not_there_and_some_are_gone(made: Made) -> None:
    last_year, agency = made.entries[0], made.gold["files"][-1]["agency_code"]
    staff = {key for key, person in made.gold["persons"].items() if person["agency"] == agency}
    then = {row["person"] for row in last_year["rows"]}
    assert last_year["agency_code"] == agency
    assert staff - then
    assert len(then - staff) == 2
    known_before = {row["person"] for entry in made.entries[1:] for row in entry["rows"]}
    assert known_before & (staff - then)


def test_rows_to_send_back_have_reasons(made: Made) -> None:
    reasons = {row["case"]: row["reason"] for row, _ in made.rows() if row["reason"]}
    assert set(reasons) == {"no_birth", "other_year"}


def test_bodies_of_the_lists_are_marked_fictional(made: Made) -> None:
    codes = {entry["code"] for entry in elsewhere_agencies()}
    assert {entry["agency_code"] for entry in made.entries[1:]} == codes
    assert all(entry["fictional"] for entry in elsewhere_agencies())
