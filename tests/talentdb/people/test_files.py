"""Exports: the four formats hold the same, texts never become formulas, a failure leaves no half file."""

import csv
import io
import json
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from talentdb.errors import ForbiddenError
from talentdb.people import files
from talentdb.people.files import COLUMNS, write_people

ROWS = [
    {"person_id": 7, "full_name": "Nguyễn Thị Thử", "phone": "+84 912 000 111", "party_member": True,
     "research_fields": ["101", "102"], "graduation_year": 2001, "languages": [{"language": "en"}]},
    {"person_id": 8, "full_name": "=HYPERLINK(\"http://x\")", "position_title": "@sum(1)", "address": "-2+3"},
]  # fmt: skip


def test_json_keeps_everything(tmp_path: Path) -> None:
    assert write_people(ROWS, "json", tmp_path / "a.json") == 2
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == ROWS


def test_excel_holds_texts_not_formulas(tmp_path: Path) -> None:
    write_people(ROWS, "xlsx", tmp_path / "a.xlsx", {"full_name": "Họ và tên"})
    sheet = load_workbook(tmp_path / "a.xlsx").active
    header = [cell.value for cell in sheet[1]]
    assert header[header.index("Họ và tên")] == "Họ và tên"
    cells = {header[c.column - 1]: c for c in sheet[3]}
    assert cells["Họ và tên"].data_type == "s"
    assert cells["Họ và tên"].value == ROWS[1]["full_name"]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert {header[c.column - 1]: c.value for c in sheet[2]}["phone"] == "+84 912 000 111"


def test_csv_defuses_formulas_and_keeps_phones(tmp_path: Path) -> None:
    write_people(ROWS, "csv", tmp_path / "a.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0]["phone"] == "+84 912 000 111"
    assert rows[1]["full_name"].startswith("'=")
    assert rows[1]["position_title"].startswith("'@")
    assert rows[0]["research_fields"] == "101; 102"


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋A1", "－A1", "＠x", "+cmd|' /C calc'!A0"]
)
def test_no_text_is_a_formula_for_a_spreadsheet(text: str, tmp_path: Path) -> None:
    people = [{"full_name": text, "address": "-5", "phone": "+84 912 000 111"}]
    for kind in ("csv", "xlsx"):
        columns = ("full_name", "address", "phone")
        write_people(people, kind, tmp_path / f"a.{kind}", headers={"address": text}, columns=columns)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert (header, row) == (["full_name", f"'{text}", "phone"], [f"'{text}", "-5", "+84 912 000 111"])
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert {sheet[place].data_type for place in ("A2", "B1")} == {"s"}


def test_a_csv_opens_in_excel_with_its_letters(tmp_path: Path) -> None:
    write_people(ROWS, "csv", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_parquet_has_the_same_columns_and_rows(tmp_path: Path) -> None:
    assert write_people(iter(ROWS), "parquet", tmp_path / "a.parquet") == 2
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert list(frame.columns) == list(COLUMNS)
    assert frame["full_name"].tolist() == [row["full_name"] for row in ROWS]


def test_a_failure_half_way_leaves_the_earlier_file(tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    write_people(ROWS, "json", out)
    before = out.read_bytes()

    def broken():
        yield ROWS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_people(broken(), "json", out)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_refusal_leaves_standard_output_empty(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    def refused():
        raise ForbiddenError("không được")
        yield {}

    with pytest.raises(ForbiddenError):
        write_people(refused(), kind, None)
    assert capsys.readouterr().out == ""


def test_chosen_columns_come_in_their_order_in_all_flat_formats(tmp_path: Path) -> None:
    chosen = ("phone", "person_id", "full_name")
    for kind in ("xlsx", "csv", "parquet"):
        write_people(ROWS, kind, tmp_path / f"a.{kind}", columns=chosen)
    assert list(pd.read_parquet(tmp_path / "a.parquet").columns) == list(chosen)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0] == ",".join(chosen)
    assert [cell.value for cell in load_workbook(tmp_path / "a.xlsx").active[1]] == list(chosen)


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_a_year_alone_is_no_day_where_its_precision_is_no_column(kind: str, tmp_path: Path) -> None:
    born = [{"birth_date": "1985-01-01", "birth_date_precision": "year"}]
    write_people(born, kind, tmp_path / "a", columns=("birth_date",))
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "xlsx": partial(pd.read_excel, engine="openpyxl")}[kind]
    assert [str(value) for value in read(tmp_path / "a")["birth_date"]] == ["1985"]


def test_a_workbook_goes_on_with_another_sheet_and_cuts_no_row(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "_SHEET_ROWS", 4)
    people = [{"person_id": number} for number in range(7)]
    assert write_people(people, "xlsx", tmp_path / "a.xlsx", columns=("person_id",)) == 7
    sheets = load_workbook(tmp_path / "a.xlsx").worksheets
    assert [[row[0].value for row in sheet.iter_rows()] for sheet in sheets] == [
        ["person_id", 0, 1, 2], ["person_id", 3, 4, 5], ["person_id", 6],
    ]  # fmt: skip


def test_a_text_longer_than_a_cell_holds_is_cut_not_dropped(tmp_path: Path) -> None:
    write_people([{"address": "x" * 40_000}], "xlsx", tmp_path / "a.xlsx", columns=("address",))
    [[_], [cell]] = load_workbook(tmp_path / "a.xlsx").active.iter_rows()
    assert len(cell.value) == 32_767
