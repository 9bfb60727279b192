"""`ingest read` against the contract: shapes, names and exit codes on a workbook typed by hand."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.pipeline import read
from talentdb.fields import PEOPLE_FIELDS, TRAINING_FIELDS

TOP = ["STT", "Họ và tên", "Ngày tháng năm sinh", None, "Dân tộc", "Số CCCD", "Chức vụ", "Trình độ", None,
       "Đào tạo, bồi dưỡng năm 2026", None, None, None, "SĐT", "Ghi chú"]  # fmt: skip
SUB = [
    None,
    None,
    "Nam",
    "Nữ",
    None,
    None,
    None,
    "Chuyên môn",
    "LLCT",
    "Tên khoá",
    "Loại",
    "Từ",
    "Đến",
    None,
    None,
]
ROWS = [
    [1, "NguyÔn V¨n §¶m", "03/05/1975", None, "Kinh", "033075001234", "HT", "Thạc sĩ Quản lý giáo dục", "CC",
     "Bồi dưỡng CBQL", "Quản lý", "20/03/2026", "26/03/2026", 912345678, None],
    [2, "ThS. TRẦN THỊ LAN", None, 27851, "Tày", 33176001234, "TTCM", "ĐHSP Toán", "TC", None, None, None, None,
     "0912 345 679", None],
    [3, "Lê Hoà", "25/11/70", None, "nt", "033070001111", "GV", "CÐ", "SC", None, None, None, None, None, None],
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A school's list: title block, two header levels, column numbers, a total and a signature."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DS"
    sheet["A1"], sheet["H1"] = "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"], sheet["H2"] = "TRƯỜNG THPT ÂN THI", "Độc lập - Tự do - Hạnh phúc"
    sheet["A4"], sheet["A5"] = "DANH SÁCH CÁN BỘ, GIÁO VIÊN", "(Tính đến ngày 16/7/2026)"
    for column, (top, sub) in enumerate(zip(TOP, SUB, strict=True), 1):
        sheet.cell(7, column, top)
        sheet.cell(8, column, sub)
        sheet.cell(9, column, column)
        if sub is None:
            sheet.merge_cells(start_row=7, end_row=8, start_column=column, end_column=column)
    for span in ("C7:D7", "H7:I7", "J7:M7"):
        sheet.merge_cells(span)
    for number, row in enumerate(ROWS, 10):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    sheet["A14"], sheet["H15"], sheet["H17"] = "Danh sách này có 3 người", "HIỆU TRƯỞNG", "Nguyễn Văn Đảm"
    target = tmp_path / "ds.xlsx"
    book.save(target)
    book.close()
    return target


@pytest.fixture
def table(path: Path) -> dict[str, Any]:
    return dict(read(path)["sheets"][0]["tables"][0])


def test_the_file_object(path: Path) -> None:
    document = read(path)
    assert (document["file"], document["error"], len(document["sha256"])) == ("ds.xlsx", None, 64)
    sheet = document["sheets"][0]
    assert (sheet["sheet"], sheet["hidden"], sheet["ignored"]) == ("DS", False, None)
    json.dumps(document)


def test_the_table_object(table: dict[str, Any]) -> None:
    assert table["form"] == "people"
    assert (table["header_rows"], table["first_row"]) == ([7, 8], 10)
    assert table["context"]["as_of"] == "2026-07-16"
    assert table["context"]["agency_name"] == "TRƯỜNG THPT ÂN THI"
    assert {"row": 9, "reason": "column_numbers"} in table["skipped"]
    assert {s["reason"] for s in table["skipped"] if s["row"] > 13} <= {"total", "signature", "blank"}


def test_the_columns(table: dict[str, Any]) -> None:
    assert [c["column"] for c in table["columns"]] == list("ABCDEFGHIJKLMNO")
    assert {c["column"]: c["field"] for c in table["columns"]} == {
        "A": None, "B": "full_name", "C": "birth_date", "D": "birth_date", "E": "ethnicity_code", "F": "national_id",
        "G": "position_title", "H": "qualification", "I": "political_theory", "J": "training_name",
        "K": "training_type", "L": "training_start", "M": "training_end", "N": "phone", "O": None,
    }  # fmt: skip
    assert table["columns"][2]["header"] == "Ngày tháng năm sinh > Nam"
    assert all(0 <= c["confidence"] <= 1 for c in table["columns"])


def test_the_values(table: dict[str, Any]) -> None:
    assert [r["row"] for r in table["records"]] == [10, 11, 12]
    first, second, third = (r["values"] for r in table["records"])
    assert {k: first[k] for k in ("full_name", "birth_date", "birth_date_precision", "sex", "ethnicity_code")} == {
        "full_name": "Nguyễn Văn Đảm", "birth_date": "1975-05-03", "birth_date_precision": "day", "sex": "male",
        "ethnicity_code": "01",
    }  # fmt: skip
    assert (first["training_type"], first["training_end"], first["position_level"]) == (
        "management",
        "2026-03-26",
        "leader",
    )
    assert (second["full_name"], second["sex"], second["birth_date"]) == (
        "Trần Thị Lan",
        "female",
        "1976-04-01",
    )
    assert (second["national_id"], second["qualification"]) == ("033176001234", "master")
    assert (third["full_name"], third["ethnicity_code"], third["qualification"]) == (
        "Lê Hòa",
        "02",
        "college",
    )
    known = {*PEOPLE_FIELDS, *TRAINING_FIELDS}
    assert all(set(r["values"]) <= known for r in table["records"])


def test_the_problems(table: dict[str, Any]) -> None:
    found = {(p["code"], p["cell"]): p for p in table["problems"]}
    padded = found["national_id.padded", "F11"]
    assert (padded["raw"], padded["suggestion"], padded["severity"]) == (
        "33176001234",
        "033176001234",
        "warning",
    )
    assert {("text.legacy", "B10"), ("phone.padded", "N10"), ("date.two_digit_year", "C12")} <= set(found)
    assert {frozenset(p) for p in table["problems"]} == {
        frozenset({"code", "severity", "cell", "row", "field", "raw", "message", "suggestion"})
    }


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from talentdb.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "ingest", *arguments],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_the_command_prints_one_document_and_its_exit_code_tells(path: Path, tmp_path: Path) -> None:
    clean = run("read", str(path), "--json")
    assert clean.returncode == 0, clean.stderr
    (document,) = json.loads(clean.stdout)
    assert document["sheets"][0]["tables"][0]["form"] == "people"
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.7 rac")
    assert run("read", str(path), str(tmp_path / "x.xlsx"), "--json").returncode == 1
    assert run("read", str(tmp_path / "khong_co.xlsx")).returncode == 2
    assert run("read", str(path), "--form", "khong_co").returncode == 2


def test_the_summary_names_cells_in_vietnamese(path: Path) -> None:
    shown = run("read", str(path))
    assert shown.stdout == ""
    assert "DS!F11" in shown.stderr
    assert "thiếu số 0" in shown.stderr


def test_the_annotated_workbook(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "loi.xlsx"
    assert run("annotate", str(path), "-o", str(out)).returncode == 0
    assert out.stat().st_size > 0
    assert run("annotate", str(path), "-o", str(path)).returncode == 2


def test_reading_needs_neither_pandas_nor_sqlalchemy_nor_streamlit(path: Path) -> None:
    code = (
        "import sys, pathlib; import talentdb.cli, ingest.cli; from ingest.pipeline import read;"
        f"read(pathlib.Path({str(path)!r}));"
        "sys.exit(bool({'pandas', 'sqlalchemy', 'streamlit'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=600, check=False).returncode == 0
