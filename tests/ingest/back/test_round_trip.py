"""A workbook that went back and comes again: the same records, only what is open is asked, suggestions taken over."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from typer.testing import CliRunner

from ingest.back.accepted import OURS
from ingest.back.annotate import annotate
from ingest.back.patch.problem_sheet import HEADER_ROW
from ingest.back.suggestions import apply_suggestions, as_written
from ingest.cli import app, problems_with_sheet
from ingest.pipeline import read
from ingest.process import ANNOTATE_LIMITS, run_limited
from ingest.summary import summary_lines
from talentdb.errors import UsageError

HEADERS = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Trình độ chuyên môn", "Đơn vị công tác")
PEOPLE: Sequence[Sequence[Any]] = (
    (1, "Nguyễn Thị Mẫu", "03/04/75", "033175001234", 912345678, "Thạc sĩ", "Sở Tài chính"),
    (2, "Trần Văn Thử", "31/02/1980", "033080001235", "0912345679", "Tiến sĩ", "Sở Tài chính"),
    (3, "Lê Thị Ví Dụ", "17/08/1990", "33190001236", "0912345670", "Đại học", "Sở Tài chính"),
    (4, "Phạm Văn Hư Cấu", "05/06/1988", "033088001237", "0912345671", "Đại học", "Sở Tài chính"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A list with looks of its own: a picture, a comment, a dropdown, a conditional format, a name, a formula."""
    path = tmp_path / "ds.xlsx"
    (tmp_path / "anh.png").write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003"
            "8301806aeb54a50000000049454e44ae426082"
        )
    )
    with xlsxwriter.Workbook(str(path)) as writer:
        sheet = writer.add_worksheet("DS")
        sheet.write_row(0, 0, HEADERS, writer.add_format({"bold": True, "border": 1}))
        for row, values in enumerate(PEOPLE, start=1):
            sheet.write_row(row, 0, values)
        sheet.write_formula("A5", "=A4+1", None, 4)
        sheet.write_comment("E2", "Số mới")
        sheet.data_validation("F2:F9", {"validate": "list", "source": ["Thạc sĩ", "Tiến sĩ", "Đại học"]})
        sheet.conditional_format("C2:C9", {"type": "blanks", "format": writer.add_format({"bg_color": "#eeeeee"})})
        sheet.insert_image("J2", str(tmp_path / "anh.png"))
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        writer.add_worksheet("Khác").activate()
        sheet.repeat_rows(0)
        writer.define_name("DS!Nguoi", "=DS!$B$2:$B$5")
        chart = writer.add_chart({"type": "column"})
        chart.add_series({"values": "=DS!$A$2:$A$5"})
        sheet.insert_chart("J5", chart)
    return path


def found(document: dict[str, Any]) -> list[dict[str, Any]]:
    return list(problems_with_sheet(document))


def records(document: dict[str, Any]) -> list[Any]:
    return [r for s in document["sheets"] for t in s["tables"] for r in t["records"]]


def annotated(path: Path, out: Path) -> dict[str, Any]:
    document = read(path)
    annotate(path, found(document), out)
    return document


def confirm(path: Path, *cells: str) -> None:
    """Type an x beside these cells, as a person does in a spreadsheet program that saves the whole file anew."""
    book = openpyxl.load_workbook(path)
    sheet = book["Lỗi"]
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        if row[1].value in cells:
            row[6].value = "x"
    book.save(path)
    book.close()


def test_nothing_of_theirs_is_lost(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    annotated(book, out)
    with ZipFile(book) as before, ZipFile(out) as after:
        for name in before.namelist():
            if any(part in name for part in ("media", "chart", "drawing1.xml", "theme", "sheet2")):
                assert name in after.namelist()
        sheet = after.read("xl/worksheets/sheet1.xml")
        assert before.read("xl/media/image1.png") == after.read("xl/media/image1.png")
    for part in (
        b"<dataValidation ",
        b"<conditionalFormatting",
        b"<pane ",
        b'orientation="landscape"',
        b"<f>A4+1</f>",
    ):
        assert part in sheet
    assert b"tabSelected" not in sheet
    result = openpyxl.load_workbook(out)
    assert result["DS"]["E2"].comment.text.startswith("Số mới"), "their comment stays before ours"
    assert "Hệ thống tiếp nhận" in result["DS"]["E2"].comment.text
    assert result["DS"].defined_names["Nguoi"].attr_text == "DS!$B$2:$B$5"
    assert result["DS"].print_title_rows == "$1:$1"
    assert result["DS"]["A1"].font.bold
    assert result.active is result["Lỗi"]
    assert result.sheetnames == ["Lỗi", "DS", "Khác"]
    result.close()


def test_links_lead_to_the_cells(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    annotated(book, out)
    result = openpyxl.load_workbook(out)
    links = {cell.value: cell.hyperlink.location for (cell,) in result["Lỗi"][f"B{HEADER_ROW + 1}:B{HEADER_ROW + 4}"]}
    result.close()
    assert links["C2"] == "'DS'!C2"


def test_an_annotated_workbook_reads_as_the_original(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    before = annotated(book, out)
    after = read(out)
    assert records(after) == records(before)
    assert found(after) == found(before)
    assert {s["sheet"]: s["ignored"] for s in after["sheets"]}["Lỗi"] == OURS


def test_a_second_round_has_one_list_and_no_old_marks(book: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    annotated(book, first)
    edited = openpyxl.load_workbook(first)
    edited["DS"]["C3"] = "28/02/1980"
    edited.save(first)
    edited.close()
    assert "C3" not in [p["cell"] for p in found(annotated(first, second))]
    result = openpyxl.load_workbook(second)
    assert result.sheetnames == ["Lỗi", "DS", "Khác"]
    assert result["DS"]["C3"].comment is None
    assert result["DS"]["C3"].fill.patternType is None
    assert result["DS"]["C2"].comment.text.count("\n") < 4
    assert result["DS"]["E2"].comment.text.startswith("Số mới")
    assert result["DS"]["E2"].comment.text.count("[Hệ thống") == 1
    result.close()


def test_what_is_confirmed_is_asked_no_more(book: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    before = annotated(book, out)
    assert {"C2", "C3"} <= {p["cell"] for p in found(before)}
    confirm(out, "C2", "C3")
    after = read(out)
    cells = [p["cell"] for p in found(after)]
    assert "C2" not in cells
    assert "C3" in cells, "an error cannot be confirmed"
    assert {a["cell"] for a in after["accepted"]} == {"C2"}
    assert records(after) == records(before)
    annotate(out, found(after), again)
    assert "C2" not in [p["cell"] for p in found(read(again))], "a third round still knows it"


def test_a_confirmation_ends_when_the_cell_changes(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    annotated(book, out)
    confirm(out, "C2")
    edited = openpyxl.load_workbook(out)
    edited["DS"]["C2"] = "05/06/75"
    edited.save(out)
    edited.close()
    assert "C2" in [p["cell"] for p in found(read(out))]


def test_accepted_suggestions_end_their_problems(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    before = read(book)
    offered = [p for p in found(before) if p["suggestion"] and p["cell"] and p["severity"] != "error"]
    assert {p["cell"] for p in offered} >= {"C2", "E2", "D4"}
    out.write_bytes(apply_suggestions(book, [(p["sheet"], p["cell"], p["suggestion"]) for p in offered]))
    after = read(out)
    assert not {p["cell"] for p in offered} & {p["cell"] for p in found(after)}
    assert records(after) == records(before)
    result = openpyxl.load_workbook(out)
    assert result["DS"]["A5"].value == "=A4+1"
    assert result["DS"]["E2"].data_type == "s"
    result.close()


def test_the_summary_says_what_was_understood(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    annotated(book, out)
    confirm(out, "C2")
    document = read(out)
    lines = "\n".join(summary_lines(document, found(document), 2))
    for part in (
        "Danh sách đội ngũ trí thức",
        "4 dòng dữ liệu",
        "1 chỗ đơn vị đã xác nhận",
        "danh sách lỗi đã gửi kèm",
        "DS!",
    ):
        assert part in lines
    assert "chỗ khác" in lines, "the rest is counted"


def test_a_folder_that_is_not_there_is_told(book: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["annotate", str(book), "-o", str(tmp_path / "khong_co" / "x.xlsx")])
    assert isinstance(result.exception, UsageError)
    assert "thư mục" in str(result.exception)


def test_the_child_applies_them(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    options = {"cells": [["DS", "E2", "=1+1"], ["DS", "zz", "x"], ["?", "A1", "x"]], "out": str(out)}
    assert run_limited("apply", book, options, ANNOTATE_LIMITS)["error"] is None
    result = openpyxl.load_workbook(out)
    assert (result["DS"]["E2"].value, result["DS"]["E2"].data_type) == ("=1+1", "s")
    result.close()


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("1975-04-25", "25/04/1975"),
        ("1975-04-04", "04/04/1975"),
        ("1975-04-03", "1975-04-03"),
        ("1975-04", "04/1975"),
        ("1975", "1975"),
        ("0912345678", "0912345678"),
    ],
)
def test_days_are_typed_so_that_they_read_one_way(value: str, typed: str) -> None:
    assert as_written(value) == typed
