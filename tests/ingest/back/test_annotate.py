"""The annotated workbook: problems marked in their cells, listed on a sheet, nothing turned into a formula."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt

from ingest.back.annotate import annotate
from ingest.back.patch.problem_sheet import HEADER_ROW
from ingest.errors import Unreadable
from ingest.process import ANNOTATE_LIMITS, run_limited


def problem(cell: str, severity: str = "error", sheet: str = "DS", **more: Any) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "cell": cell,
        "row": 2,
        "severity": severity,
        "raw": "31/02",
        "message": "Sai ngày",
        **more,
    }


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of one sheet with a format, a merge, a formula and a text that looks like one."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as writer:
        sheet = writer.add_worksheet("DS")
        sheet.merge_range("A1:C1", "Danh sách", writer.add_format({"bold": True}))
        sheet.write_row("A2", ["31/02", "x"])
        sheet.write_formula("C2", "=1+1", None, 2)
        sheet.write_string("A3", "=HYPERLINK(1)")
    return path


def test_cells_are_marked_and_the_rest_stays(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    problems = [
        problem("A2", "warning"),
        problem("A2", suggestion="28/02"),
        problem("B1"),
        problem("ZZ"),
        problem(""),
    ]
    assert annotate(book, problems, out) == 2
    result = openpyxl.load_workbook(out)
    sheet = result["DS"]
    assert sheet["A2"].fill.fgColor.rgb.endswith("FFC7CD")
    assert "28/02" in sheet["A2"].comment.text
    assert sheet["A1"].comment is not None, "a problem in a merged cell is marked where it shows"
    assert sheet["A1"].font.bold
    assert sheet["C2"].value == "=1+1"
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["B2"].comment is None


def test_sheet_of_problems_lists_all_and_holds_no_formula(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    annotate(book, [problem("A2", raw="=cmd|' /C calc'!A0", message="m\x01", suggestion="+84")], out)
    listed = openpyxl.load_workbook(out)["Lỗi"]
    row = listed[HEADER_ROW + 1][:6]
    assert [c.value for c in row] == ["DS", "A2", "Lỗi", "=cmd|' /C calc'!A0", "m", "+84"]
    assert {c.data_type for c in row} == {"s"}


def test_own_sheet_of_that_name_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as writer:
        writer.add_worksheet("Lỗi").write("A1", "của đơn vị")
    annotate(path, [], tmp_path / "out.xlsx")
    result = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert result.sheetnames == ["Lỗi_", "Lỗi"]
    assert result["Lỗi"]["A1"].value == "của đơn vị"


def test_other_kinds_come_back_as_xlsx_with_the_same_addresses(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("DS")
    sheet.write(1, 0, "31/02")
    sheet.write(1, 1, dt.date(1975, 5, 3), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    old.save(str(tmp_path / "a.xls"))
    (tmp_path / "b.csv").write_text("Họ tên;Ngày\n=1+1;31/02\n", encoding="utf-8")
    assert annotate(tmp_path / "a.xls", [problem("A2")], tmp_path / "a.xlsx") == 1
    assert annotate(tmp_path / "b.csv", [problem("B2", sheet="csv")], tmp_path / "b.xlsx") == 1
    result = openpyxl.load_workbook(tmp_path / "a.xlsx")["DS"]
    assert result["A2"].value == "31/02"
    assert result["B2"].value.date() == dt.date(1975, 5, 3)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["csv"]["A2"].data_type == "s"


def test_merge_over_the_whole_grid_does_not_eat_the_memory(make_xlsx: Callable[..., Path], tmp_path: Path) -> None:
    cell = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    path = make_xlsx({"DS": f'{cell}<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'})
    assert annotate(path, [problem("A1")], tmp_path / "out.xlsx") == 1


def test_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable):
        annotate(tmp_path / "a.xlsx", [], tmp_path / "out.xlsx")


def test_the_child_writes_it(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    options = {"problems": [problem("A2")], "out": str(out)}
    assert run_limited("annotate", book, options, ANNOTATE_LIMITS) == {"error": None, "marked": 1}
    assert out.stat().st_size > 0
