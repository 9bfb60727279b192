"""Sheets and rows that are no submission: lists of choices, guides, examples, and rows that label or remark."""

import pytest

from ingest.columns import FormVocabulary
from ingest.layout import find_tables
from ingest.model import CellValue, Sheet, SheetLayout

Rows = list[list[CellValue]]
HEADER: list[CellValue] = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ"]


def person(number: int, name: str) -> list[CellValue]:
    return [number, name, "01/02/1980", "Nam", "Giáo viên", "Đại học"]


AN, BA, CHI = person(1, "Lê Văn An"), person(2, "Vũ Văn Ba"), person(3, "Trần Kim Chi")


def lay(rows: Rows, name: str = "Sheet1") -> SheetLayout:
    return find_tables(Sheet(name, False, 1, [tuple(row) for row in rows]), FormVocabulary())


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (
            [
                ["Dân tộc", None, "Giới tính", None, "Trình độ"],
                ["Kinh", None, "Nam", None, "Đại học"],
                ["Tày", None, "Nữ", None, "Thạc sĩ"],
                ["Thái", None, None, None, "Tiến sĩ"],
            ],
            "lookup",
        ),
        (
            [
                ["Dân tộc", "Giới tính", "Trình độ", "Loại hợp đồng"],
                ["Kinh", "Nam", "Đại học", "Biên chế"],
                ["Tày", "Nữ", "Thạc sĩ"],
                ["Thái", None, "Tiến sĩ"],
                ["Nùng"],
            ],
            "lookup",
        ),
        ([["VÍ DỤ CÁCH ĐIỀN"], HEADER, AN, BA], "example"),
        ([["STT", "Tên cột", "Cách ghi", "Bắt buộc"], [1, "Họ và tên", "Ghi theo khai sinh", "x"]], "guide"),
    ],
)
def test_sheets_that_are_no_submission(rows: Rows, kind: str) -> None:
    assert lay(rows).ignored == kind


@pytest.mark.parametrize(
    "rows",
    [
        [["Vị trí việc làm", "Trình độ", "Ghi chú"], ["Kế toán", "Đại học", "gấp"], ["Văn thư", "Cao đẳng"],
         ["Thủ quỹ", "Trung cấp"]],
        [HEADER, AN, ["Ví dụ: ghi như dòng trên"], BA],
        [["STT", "Họ và tên", *(f"Cột {i}" for i in range(9))], [1, "Lê Văn An"], [2, "Vũ Văn Ba"]],
    ],
)  # fmt: skip
def test_lists_that_look_a_little_like_them_are_read(rows: Rows) -> None:
    layout = lay(rows)
    assert layout.ignored is None
    assert len(layout.tables) == 1


@pytest.mark.parametrize(
    "label",
    [["I", "PHƯỜNG — 14 phường", None, 14], ["B", "KHỐI XÃ", 20, 3, 1], ["II", "Tổ Văn phòng", None, None, 5]],
)
def test_numbered_labels_may_count(label: list[CellValue]) -> None:
    table = lay([HEADER, AN, label, BA, CHI]).tables[0]
    assert [body.row for body in table.rows] == [2, 4, 5]
    assert table.rows[-1].group == (f"{label[0]}. {label[1]}",)


def test_remark_in_brackets_is_a_note_and_no_group() -> None:
    table = lay([HEADER, AN, [None, "(nghỉ thai sản từ 01/02/2026)"], BA, CHI]).tables[0]
    assert [(s.row, s.reason) for s in table.skipped] == [(3, "note")]
    assert table.rows[-1].group == ()


def test_label_over_the_first_header_is_a_group_as_those_over_later_headers_are() -> None:
    other: list[CellValue] = ["TT", "Họ tên", "Năm sinh", "Giới tính", "Chức danh", "Trình độ"]
    layout = lay([["DANH SÁCH GIÁO VIÊN"], ["LỚP 1A"], HEADER, AN, ["LỚP 1B"], other, BA])
    assert [body.group for table in layout.tables for body in table.rows] == [("LỚP 1A",), ("LỚP 1B",)]


def test_numbered_title_of_a_second_list_is_no_group() -> None:
    other: list[CellValue] = ["STT", "Họ và tên", "Ngày sinh", "Loại hợp đồng"]
    layout = lay([["I. DANH SÁCH CÁN BỘ"], HEADER, AN, [], ["II. DANH SÁCH HỢP ĐỒNG"], other, [1, "Vũ Văn Ba"]])
    assert [body.group for table in layout.tables for body in table.rows] == [(), ()]


def test_unknown_header_over_words_only() -> None:
    rows: Rows = [["Người", "Vị trí", "Nơi"], ["Lê Văn An", "GV", "Tổ Toán"], ["Vũ Văn Ba", "GV", "Tổ Toán"]]
    table = lay([*rows, ["Trần Kim Chi", "HT", "BGH"]]).tables[0]
    assert table.header_rows == (1,)
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([None, "Cộng tổ Toán", 1], "total"),
        (["Cộng khối 1", None, 2], "total"),
        (["VD", "Nguyễn Văn Mẫu", "01/01/1990", "Nam", "GV", "ĐH"], "example"),
        (["Người lập", None, None, "Giám đốc"], "signature"),
        ([None, "Cộng tác viên"], "group"),
    ],
)
def test_rows_between_records(row: list[CellValue], reason: str) -> None:
    table = lay([HEADER, AN, row, BA, CHI]).tables[0]
    assert [(s.row, s.reason) for s in table.skipped] == [(3, reason)]


def test_signatures_between_two_parts_of_a_list_are_no_people() -> None:
    signed: Rows = [["Người lập", None, None, "Giám đốc"], [], ["Lê Văn Xuân", None, None, "Vũ Thị Yến"]]
    table = lay([HEADER, AN, BA, *signed, ["DANH SÁCH 2"], HEADER, CHI]).tables[0]
    assert [body.row for body in table.rows] == [2, 3, 9]
    assert [s.row for s in table.skipped if s.reason == "signature"] == [4, 6]


def test_how_to_fill_in_under_a_header_is_a_note() -> None:
    table = lay([HEADER, [None, "(chữ in hoa)", "(dd/mm/yyyy)", "(Nam/Nữ)"], AN, BA]).tables[0]
    assert [(s.row, s.reason) for s in table.skipped] == [(2, "note")]
    assert [body.row for body in table.rows] == [3, 4]
