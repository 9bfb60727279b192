"""The measuring function on single sheets typed here: false alarms, reasons, headers, forms, confidence, several
records of one row."""

from typing import Any

import pytest

from ingest.sample.score import Score, score_document


def _gold() -> dict[str, Any]:
    row = {"row": 3, "person": "", "values": {"full_name": "Đỗ Văn Thử", "phone": "0912000000"},
           "from": {"full_name": "A", "phone": "B"}, "flag": [], "absent": ["email"], "form": "people"}  # fmt: skip
    sheet = {
        "sheet": "S", "ignored": False, "form": "people", "header_rows": [2], "context": {}, "refused": [],
        "columns": [{"column": "A", "fields": ["full_name"]}, {"column": "B", "fields": ["phone"]},
                    {"column": "C", "fields": [None]}],
        "rows": [row], "skipped": [{"row": 4, "reason": "signature"}],
    }  # fmt: skip
    return {"file": "f.xlsx", "layout": "typed", "sheets": [sheet]}


def _document() -> dict[str, Any]:
    columns = [
        {"column": "A", "header": "Họ tên", "field": "full_name", "confidence": 0.97},
        {"column": "B", "header": "Máy", "field": "phone", "confidence": 0.72},
        {"column": "C", "header": "Bậc", "field": None, "confidence": 0.0},
    ]
    table = {
        "form": "people", "header_rows": [2], "context": {}, "columns": columns, "problems": [],
        "records": [{"row": 3, "values": {"full_name": "Đỗ Văn Thử", "phone": "0912000000"}}],
        "skipped": [{"row": 4, "reason": "signature"}],
    }  # fmt: skip
    return {"error": None, "sheets": [{"sheet": "S", "tables": [table], "problems": []}]}


@pytest.fixture
def parts() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    gold, document = _gold(), _document()
    return gold, document, document["sheets"][0]["tables"][0]


def _score(gold: dict[str, Any], document: dict[str, Any]) -> Score:
    score = Score()
    score_document(score, document, gold, {})
    return score


def _problem(cell: str, severity: str = "warning", code: str = "phone.odd", **more: Any) -> dict[str, Any]:
    return {"code": code, "severity": severity, "cell": cell, "row": int(cell[1:]), "field": "phone", **more}


Parts = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]


def test_a_perfect_reading_has_no_examples(parts: Parts) -> None:
    score = _score(parts[0], parts[1])
    assert score.examples == []
    assert (score.values, score.columns, score.rows) == (2, 3, 1)


def test_confidence_is_compared_with_what_was_right(parts: Parts) -> None:
    gold, document, table = parts
    table["columns"][2]["field"] = "email"
    table["columns"][2]["confidence"] = 0.75
    score = _score(gold, document)
    assert score.confidence == {0.8: [2, 1], 1.01: [1, 1]}
    assert score.columns_by_field["none"]["wrong"] == 1


def test_a_problem_on_a_clean_cell_is_a_false_alarm(parts: Parts) -> None:
    gold, document, table = parts
    table["problems"] = [_problem("B3"), _problem("B3", "info")]
    assert _score(gold, document).false_problems == {"phone.odd": 1}


def test_a_problem_that_was_asked_for_is_none_and_its_lack_is_counted(parts: Parts) -> None:
    gold, document, table = parts
    gold["sheets"][0]["rows"][0]["flag"] = ["phone"]
    assert _score(gold, document).faults_unflagged == 1
    table["problems"] = [_problem("B3")]
    assert _score(gold, document).examples == []


def test_a_problem_on_a_row_that_is_nobody_is_a_false_alarm(parts: Parts) -> None:
    gold, document, table = parts
    table["problems"] = [_problem("A4", "error", "name.unusable")]
    assert _score(gold, document).false_problems == {"name.unusable": 1}


def test_a_value_where_none_is_typed_is_wrong(parts: Parts) -> None:
    gold, document, table = parts
    table["records"][0]["values"]["email"] = "a@b.example"
    assert _score(gold, document).values_wrong == 1


def test_a_missing_value_and_a_flagged_one_are_told_apart(parts: Parts) -> None:
    gold, document, table = parts
    del table["records"][0]["values"]["phone"]
    assert _score(gold, document).values_missing == 1
    table["problems"] = [_problem("B3", "error")]
    score = _score(gold, document)
    assert (score.values_missing, score.values_flagged) == (0, 1)


def test_a_signature_taken_for_a_group_is_counted(parts: Parts) -> None:
    gold, document, table = parts
    table["skipped"][0]["reason"] = "group"
    assert _score(gold, document).skips_wrong == 1


def test_a_wrong_header_row_and_a_wrong_form_are_counted(parts: Parts) -> None:
    gold, document, table = parts
    table["header_rows"], table["form"] = [3], "awards"
    score = _score(gold, document)
    assert (score.headers_wrong, score.forms_wrong) == (1, 1)


def test_several_records_of_a_row_are_paired_by_what_they_say(parts: Parts) -> None:
    gold, document, table = parts
    rows = gold["sheets"][0]["rows"]
    rows.append({**rows[0], "values": {"full_name": "Đỗ Thị Hai"}, "part": 1})
    table["records"].insert(0, {"row": 3, "part": 1, "values": {"full_name": "Đỗ Thị Hai"}})
    assert _score(gold, document).examples == []
    del table["records"][1]
    assert _score(gold, document).rows_lost == 1


def test_asking_is_right_where_no_day_settles_the_order(parts: Parts) -> None:
    gold, document, table = parts
    row = gold["sheets"][0]["rows"][0]
    row["values"]["birth_date"] = table["records"][0]["values"]["birth_date"] = "1980-05-04"
    table["problems"] = [{**_problem("B3", code="date.ambiguous"), "field": "birth_date"}]
    assert _score(gold, document).examples == []
    row["values"]["birth_date"] = table["records"][0]["values"]["birth_date"] = "1980-05-14"
    assert _score(gold, document).false_problems == {"date.ambiguous": 1}


def test_layouts_are_counted_apart(parts: Parts) -> None:
    gold, document, table = parts
    table["records"] = []
    score = _score(gold, document)
    assert score.by_layout["typed"]["lost"] == 1
    assert score.summary()["by_layout"]["typed"]["bad"] >= 1
