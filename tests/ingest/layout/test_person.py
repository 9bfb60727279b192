"""Sheets that are a person's form: labels and values in every arrangement, and lists that are none."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import find_tables
from ingest.model import CellValue, Sheet, SheetLayout, Table
from talentdb.text import fold

KNOWN = set(
    fold(
        "Họ và tên,Họ và tên khai sinh,Ngày sinh,Ngày tháng năm sinh,Giới tính,Chức vụ,Trình độ,Đơn vị,Email,"
        "Điện thoại,Dân tộc,Quê quán,Nam,Nữ,Năm sinh,Quan hệ,Số CCCD,Nghề nghiệp"
    ).split(",")
)
Rows = Sequence[Sequence[CellValue]]


class Words:
    """A vocabulary of a few headers; the words of brackets are not heard."""

    def header_weight(self, text: str) -> float:
        key = fold(text).partition("(")[0].replace(",", "").strip(" :")
        return 1.0 if key in KNOWN else 0.0

    def context_key(self, text: str) -> tuple[str, str] | None:
        return ("form_number", text.split()[1]) if text.startswith("Mẫu ") else None


def lay(rows: Rows) -> SheetLayout:
    layout = find_tables(Sheet("P", False, 1, [tuple(r) for r in rows]), Words())
    told: list[int] = [s.row for s in layout.skipped]
    for table in layout.tables:
        told += [*table.header_rows, *(r.row for r in table.rows), *(s.row for s in table.skipped)]
    assert {n for n, row in enumerate(rows, 1) if any(v is not None for v in row)} <= set(told)
    assert len([n for n in told if rows[n - 1]]) == len({n for n in told if rows[n - 1]})
    return layout


def said(table: Table) -> dict[str, CellValue]:
    return {column.path[0]: value for column, value in zip(table.columns, table.values, strict=True)}


EXPECTED = {"Họ và tên": "Lê Văn An", "Ngày sinh": "01/02/1980", "Giới tính": "Nam", "Chức vụ": "Hiệu trưởng"}


@pytest.mark.parametrize(
    "rows",
    [
        [["Họ và tên", "Lê Văn An"], ["Ngày sinh", "01/02/1980"], ["Giới tính", "Nam"], ["Chức vụ", "Hiệu trưởng"]],
        [["Họ và tên: Lê Văn An"], ["Ngày sinh: 01/02/1980"], ["Giới tính: Nam"], ["Chức vụ: Hiệu trưởng"]],
        [["1) Họ và tên:", None, "Lê Văn An"], ["2) Ngày sinh:", "01/02/1980", "3) Giới tính:", "Nam"],
         ["4) Chức vụ:", "Hiệu trưởng"]],
        [["1. Họ và tên: Lê Văn An      2. Giới tính: Nam"], ["3. Ngày sinh: 01/02/1980, Chức vụ: Hiệu trưởng"]],
        [["Họ và tên:", "Lê Văn An", "Giới tính:", "Nam"], ["Ngày sinh:", "01/02/1980", "Chức vụ:", "Hiệu trưởng"],
         ["Ghi nhận xét:", None]],
        [["Họ và tên: ......Lê Văn An......."], ["Ngày sinh:\n01/02/1980"], ["Giới tính: Nam; Chức vụ: Hiệu trưởng"]],
        [["Họ và tên", "Ngày sinh"], ["Lê Văn An", "01/02/1980"], [], ["Giới tính", "Chức vụ"],
         ["Nam", "Hiệu trưởng"]],
        [["Họ và tên", "Lê Văn An", "Giới tính", "Nam"], ["Ngày sinh", "01/02/1980", "Dân tộc", None],
         ["Chức vụ", "Hiệu trưởng", "Email", None]],
    ],
)  # fmt: skip
def test_one_person_of_labels_and_values(rows: Rows) -> None:
    (table,) = lay([["Mẫu 2C-TCTW"], ["SƠ YẾU LÝ LỊCH"], *rows]).tables
    assert {label: value for label, value in said(table).items() if label in EXPECTED} == EXPECTED
    assert len(table.rows) == 1
    assert table.context == {"form_number": "2C-TCTW"}
    assert {s.row: s.reason for s in table.skipped if s.row < 3} == {1: "title", 2: "title"}


def test_places_are_the_cells_in_which_the_values_stand() -> None:
    (table,) = lay(
        [["Họ và tên", "Lê Văn An"], ["Ngày sinh", "1/2/80"], ["Email", "a@b.vn"], ["Chức vụ", "GV"]]
    ).tables
    assert [table.places[c.index] for c in table.columns] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert (table.first_row, table.header_rows) == (1, (2, 3, 4))


def test_label_with_commas_is_one_label() -> None:
    (table,) = lay(
        [
            ["1) Họ và tên khai sinh: LÊ VĂN AN"],
            ["2) Ngày, tháng, năm sinh: 01/02/1980"],
            ["3) Dân tộc: Kinh"],
            ["4) Quê quán: xã Mẫu, tỉnh Mẫu"],
        ]
    ).tables
    assert said(table)["Ngày, tháng, năm sinh"] == "01/02/1980"
    assert said(table)["Quê quán"] == "xã Mẫu, tỉnh Mẫu"


def test_tables_within_a_form_are_no_people() -> None:
    rows: Rows = [
        ["Họ và tên:", "Lê Văn An"],
        ["Ngày sinh:", "01/02/1980"],
        ["Dân tộc:", "Kinh"],
        ["Quê quán:", "Hưng Yên"],
        ["Quan hệ", "Họ và tên", "Năm sinh", "Nghề nghiệp"],
        ["Vợ", "Vũ Thị Ba", 1982, "GV"],
        ["Con", "Lê Thị Tư", 2010, "HS"],
        ["Người khai", None, None, "Thủ trưởng"],
    ]
    (table,) = lay(rows).tables
    assert said(table)["Họ và tên"] == "Lê Văn An"
    assert len(table.rows) == 1
    assert {s.row: s.reason for s in table.skipped} == {5: "note", 6: "note", 7: "note", 8: "signature"}


def test_people_in_columns_are_a_record_each() -> None:
    rows: Rows = [
        ["Họ và tên", "Lê Văn An", "Vũ Thị Ba"],
        ["Ngày sinh", "01/02/1980", "03/04/1981"],
        ["Chức vụ", "GV", "HT"],
        ["Email", "a@b.vn", "c@d.vn"],
    ]
    layout = find_tables(Sheet("P", False, 1, [tuple(r) for r in rows]), Words())
    assert [said(table)["Họ và tên"] for table in layout.tables] == ["Lê Văn An", "Vũ Thị Ba"]
    assert [said(table)["Email"] for table in layout.tables] == ["a@b.vn", "c@d.vn"]


def test_forms_one_under_the_other_are_a_record_each() -> None:
    form = ["Ngày sinh: 01/02/1980", "Giới tính: Nam", "Chức vụ: GV", "Email: a@b.vn"]
    rows: list[list[CellValue]] = []
    for name in ("Lê Văn An", "Vũ Thị Ba"):
        rows += [[f"Họ và tên: {name}"], *([line] for line in form), []]
    layout = lay(rows)
    assert [said(table)["Họ và tên"] for table in layout.tables] == ["Lê Văn An", "Vũ Thị Ba"]
    assert [table.first_row for table in layout.tables] == [1, 7]


def test_label_of_the_name_said_twice_is_no_end_of_reading() -> None:
    rows: Rows = [
        ["Họ và tên: (viết chữ in hoa có dấu)"],
        ["Ngày sinh: 01/02/1980"],
        ["Giới tính: Nam"],
        ["Chức vụ: GV"],
        ["Họ và tên: Lê Văn An"],
    ]
    (table,) = lay(rows).tables
    assert said(table)["Họ và tên"] == "Lê Văn An"
    assert table.first_row == 5


WORDS = [
    *("Họ và tên", "Họ và tên:", "Họ và tên: Lê Văn An", "Lê Văn An", "Vũ Thị Ba", "Ngày sinh: 1/2/80", "Email"),
    *("Giới tính: Nam", "Chức vụ:", "GV", "a@b.vn", "Ngày sinh", "Chức vụ", "Quan hệ", "Người khai", "Họ và tên: …"),
]
cell = st.one_of(st.none(), st.integers(0, 3000), st.sampled_from(WORDS))


@given(st.lists(st.lists(cell, max_size=5), max_size=12))
def test_no_form_is_ever_the_end_of_reading(rows: list[list[CellValue]]) -> None:
    layout = find_tables(Sheet("P", False, 1, [tuple(r) for r in rows]), Words())
    told: set[int] = {s.row for s in layout.skipped}
    for table in layout.tables:
        told |= {*table.header_rows, *(r.row for r in table.rows), *(s.row for s in table.skipped)}
    if not layout.ignored:
        assert {n for n, row in enumerate(rows, 1) if any(v is not None for v in row)} <= told


@pytest.mark.parametrize(
    "rows",
    [
        [["Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"], ["Lê Văn An", "01/02/1980", "Nam", "GV"]],
        [
            ["Người lập: Lê Văn An"],
            ["Họ và tên: Lê Văn An", "Điện thoại: 0912000001", "Email: a@b.vn", "Chức vụ: GV"],
            ["STT", "Họ và tên", "Ngày sinh", "Giới tính"],
            [1, "Vũ Thị Ba", "03/04/1981", "Nữ"],
            [2, "Tạ Văn Tư", "03/04/1982", "Nam"],
        ],
        [
            ["Họ và tên", "Ngày sinh", "Giới tính", "Email"],
            ["NguyÔn V¨n §¶m", "01/02/1980", "Nam", "a@b.vn"],
            ["TrÇn ThÞ Hµ", "02/02/1980", "Nữ", "b@b.vn"],
            ["Lª V¨n B×nh", "03/02/1980", "Nam", "c@b.vn"],
        ],
    ],
)
def test_lists_are_no_forms(rows: Rows) -> None:
    (table,) = lay(rows).tables
    assert not table.places
