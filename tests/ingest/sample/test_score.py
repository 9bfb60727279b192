"""The measuring function: nothing wrong for a perfect reading, each kind of mistake counted where it is made.

Fixture strategy: the gold of a small province is turned into the document a perfect reader would give, then spoilt.
"""

import copy
from typing import Any

import pytest

from ingest.sample.province import make_province
from ingest.sample.score import score_files
from ingest.sample.write import write_province


def _perfect_sheet(sheet: dict[str, Any]) -> dict[str, Any]:
    if sheet["ignored"]:
        return {"sheet": sheet["sheet"], "ignored": "lookup", "tables": [], "problems": []}
    problems = [
        {"code": "x", "severity": "error", "cell": error["cell"], "row": record["row"], "field": None}
        for record in sheet["rows"]
        for error in record.get("errors", ())
    ]
    problems += [
        {"code": "name.missing", "severity": "error", "cell": None, "row": record["row"], "field": "full_name"}
        for record in sheet["refused"]
    ]
    table = {
        "form": sheet["form"],
        "context": sheet["context"],
        "columns": [{"column": column["column"], "field": column["fields"][0]} for column in sheet["columns"]],
        "records": [{"row": record["row"], "values": dict(record["values"])} for record in sheet["rows"]],
        "problems": problems,
        "skipped": sheet["skipped"],
    }
    return {"sheet": sheet["sheet"], "ignored": None, "tables": [table], "problems": []}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return write_province(make_province(150, 5), tmp_path_factory.mktemp("score"))


@pytest.fixture
def documents(gold: dict[str, Any]) -> dict[str, Any]:
    return {
        file["file"]: {"error": None, "sheets": [_perfect_sheet(copy.deepcopy(sheet)) for sheet in file["sheets"]]}
        for file in gold["files"]
    }


def _table(documents: dict[str, Any], file: str) -> dict[str, Any]:
    name = next(name for name in documents if file in name)
    table: dict[str, Any] = documents[name]["sheets"][0]["tables"][0]
    return table


FILE = "danh-sach-so-khcn"
BAD = (
    "files_unread", "sheets_wrong", "rows_lost", "rows_invented", "rows_unaccounted", "columns_wrong",
    "columns_missed", "values_wrong", "values_missing", "derived_wrong", "faults_unflagged", "contexts_wrong",
)  # fmt: skip


def _bad(gold: dict[str, Any], documents: dict[str, Any]) -> dict[str, int]:
    summary = score_files(documents, gold).summary()
    return {name: summary[name] for name in BAD if summary[name]}


def test_a_perfect_reading_has_nothing_wrong(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    assert _bad(gold, documents) == {}
    assert score_files(documents, gold, "trainings").summary()["wrong_share"] == 0
    assert score_files(documents, gold).values > 1000


def test_a_lost_row_is_counted(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    del _table(documents, FILE)["records"][0]
    assert _bad(gold, documents)["rows_lost"] == 1


def test_a_signature_read_as_a_person_is_counted(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    table = _table(documents, FILE)
    table["records"].append({"row": table["skipped"][-1]["row"], "values": {"full_name": "Nguyễn Văn Ký"}})
    assert _bad(gold, documents) == {"rows_invented": 1}


def test_a_wrong_value_is_counted_only_without_a_problem(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    table = _table(documents, FILE)
    record = table["records"][0]
    record["values"]["national_id"] = "033000000000"
    assert _bad(gold, documents) == {"values_wrong": 1}
    table["problems"].append(
        {"code": "id", "severity": "warning", "row": record["row"], "field": "national_id", "cell": None}
    )
    assert _bad(gold, documents) == {}


def test_tone_placement_counts_in_names(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    record = _table(documents, FILE)["records"][0]
    record["values"]["full_name"] = record["values"]["full_name"].upper()
    assert _bad(gold, documents) == {"values_wrong": 1}


def test_a_column_given_to_a_wrong_field_is_counted(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    _table(documents, FILE)["columns"][1]["field"] = "address"
    assert _bad(gold, documents) == {"columns_wrong": 1}


def test_a_derived_value_has_to_be_true(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    record = _table(documents, FILE)["records"][0]
    record["values"]["academic_title"] = "professor"
    assert _bad(gold, documents) == {"derived_wrong": 1}


def test_a_fault_without_a_problem_is_counted(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    planted = sum(
        len(record.get("errors", ()))
        for file in gold["files"]
        if file["form"] == "people"
        for sheet in file["sheets"]
        for record in sheet.get("rows", ())
    )
    for document in documents.values():
        for sheet in document["sheets"]:
            for table in sheet["tables"]:
                table["problems"] = [problem for problem in table["problems"] if problem["code"] != "x"]
    assert planted > 0
    assert _bad(gold, documents) == {"faults_unflagged": planted}


def test_a_file_that_was_not_read_loses_its_rows(gold: dict[str, Any], documents: dict[str, Any]) -> None:
    name = next(name for name in documents if FILE in name)
    rows = len(_table(documents, FILE)["records"])
    del documents[name]
    bad = _bad(gold, documents)
    assert bad["files_unread"] == 1
    assert bad["rows_lost"] == rows
