"""Templates: what we hand out, we can read, and a filled one without a problem."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ingest import labels
from ingest.back.templates import HEADER_ROW, write_template
from ingest.forms import form_names, load_form
from ingest.pipeline import read
from talentdb.errors import UsageError


@pytest.mark.parametrize("form", form_names())
def test_an_example_typed_into_the_template_is_read_whole(form: str, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template(form, path)
    book = load_workbook(path)
    source, target = book[labels.EXAMPLE_SHEET], book[labels.LIST_SHEET]
    headers = [cell.value for cell in source[HEADER_ROW] if cell.value]
    for column in range(1, len(headers) + 1):
        target.cell(HEADER_ROW + 1, column, source.cell(HEADER_ROW + 1, column).value)
    book.save(path)
    book.close()
    sheet = next(s for s in read(path)["sheets"] if s["sheet"] == labels.LIST_SHEET)
    (table,) = sheet["tables"]
    assert table["form"] == form
    by_label = {field.label: name for name, field in load_form(form).fields.items()}
    assert {c["header"]: c["field"] for c in table["columns"] if c["header"] != "STT"} == {
        header: by_label[str(header)] for header in headers[1:]
    }
    (record,) = table["records"]
    given = {name for name, field in load_form(form).fields.items() if field.example and field.label in headers}
    assert given - set(record["values"]) == set()
    assert [p for p in table["problems"] if p["severity"] == "error"] == []


def test_lists_are_dropdowns(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template("people", path)
    book = load_workbook(path)
    assert len(book[labels.LIST_SHEET].data_validations.dataValidation) >= 10
    assert book[labels.LISTS_SHEET].sheet_state == "hidden"
    book.close()


def test_an_empty_template_gives_no_people(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template("people", path)
    assert [r for s in read(path)["sheets"] for t in s["tables"] for r in t["records"]] == []


def test_an_unknown_form_and_a_forbidden_place_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_template("khong_co", tmp_path / "x.xlsx")
    with pytest.raises(UsageError):
        write_template("people", tmp_path / "khong_co" / "x.xlsx")
