"""Layouts that words do not settle: unknown headers, none at all, tables beside each other, signatures, groups."""

import re
from collections.abc import Sequence
from datetime import date

import pytest

from ingest.layout import find_tables
from ingest.model import CellValue, Range, Sheet, SheetLayout, Table
from talentdb.text import fold

KNOWN = set(
    fold(
        "Họ và tên,Họ tên,Ngày sinh,Năm sinh,Nam,Nữ,Giới tính,Chức vụ,Trình độ,Đơn vị,Điện thoại,Email,Dân tộc"
    ).split(",")
)
Rows = Sequence[Sequence[CellValue]]


class Words:
    """A vocabulary of a few headers that knows no titles but the label of a unit."""

    def header_weight(self, text: str) -> float:
        return 1.0 if fold(text).strip(" :") in KNOWN else 0.0

    def context_key(self, text: str) -> tuple[str, str] | None:
        match = re.match(r"Đơn vị:\s*(.+)|(?=Trường )(.+)", text)
        return ("agency_name", match[1] or match[2]) if match else None


def lay(sheet: Rows, merges: Sequence[Range] = (), name: str = "DS", **given: object) -> SheetLayout:
    layout = find_tables(Sheet(name, False, 1, [tuple(r) for r in sheet], tuple(merges)), Words(), **given)  # type: ignore[arg-type]
    told = [s.row for s in layout.skipped]
    for table in layout.tables:
        told += [*table.header_rows, *(r.row for r in table.rows), *(s.row for s in table.skipped)]
    if not layout.ignored:
        missing = {n for n, row in enumerate(sheet, 1) if any(v is not None for v in row)} - set(told)
        assert not missing, f"rows told nowhere: {missing}"
    return layout


def one(layout: SheetLayout) -> Table:
    assert layout.ignored is None
    assert len(layout.tables) == 1, [t.header_rows for t in layout.tables]
    return layout.tables[0]


def records(table: Table) -> list[int]:
    return [entry.row for entry in table.rows]


def reasons(table: Table) -> dict[int, str]:
    return {entry.row: entry.reason for entry in table.skipped if entry.reason != "blank"}


HEADER = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị"]
AN = [1, "Lê Văn An", 1980, "GV", "Tổ Toán"]
BA = [2, "Vũ Thị Ba", 1981, "GV", "Tổ Lý"]
CHI = [3, "Trần Kim Chi", 1982, "GV", "Tổ Hóa"]


def test_header_of_unknown_words_is_found_by_the_columns_under_it() -> None:
    table = one(
        lay(
            [
                ["DANH SÁCH"],
                ["Thứ tự", "Quý danh", "Chào đời", "Liên lạc"],
                [1, "Lê Văn An", "01/02/1980", "0912000001"],
                [2, "Vũ Thị Ba", "03/04/1981", "0912000002"],
            ]
        )
    )
    assert table.header_rows == (2,)
    assert records(table) == [3, 4]
    assert [c.path for c in table.columns] == [("Thứ tự",), ("Quý danh",), ("Chào đời",), ("Liên lạc",)]


def test_unknown_header_that_begins_with_a_sign() -> None:
    table = one(lay([["#", "Quý nhân", "Sinh"], [1, "Lê Văn An", "01/02/1980"], [2, "Vũ Thị Ba", "03/04/1981"]]))
    assert (table.header_rows, records(table)) == ((1,), [2, 3])


def test_next_table_begins_right_under_the_last_row() -> None:
    layout = lay(
        [HEADER, AN, BA, ["STT", "Họ và tên", "Điện thoại", "Email"], [1, "Trần Kim Chi", "0912000001", "c@d.vn"]]
    )
    assert [(t.header_rows, records(t)) for t in layout.tables] == [((1,), [2, 3]), ((4,), [5])]


def test_label_over_a_header_said_otherwise_is_a_group() -> None:
    layout = lay([HEADER, AN, BA, ["PHÒNG HAI"], ["TT", "Họ tên", "Ngày sinh", "Chức vụ", "Dân tộc"], CHI])
    assert layout.tables[1].rows[0].group == ("PHÒNG HAI",)
    assert reasons(layout.tables[1]) == {4: "group"}


def test_names_in_old_letters_are_names() -> None:
    rows: Rows = [["#", "Quý nhân", "Sinh"], [1, "NguyÔn V¨n §¶m", "1/2/80"], [2, "TrÇn ThÞ Hµ", "1/2/81"]]
    assert records(one(lay(rows))) == [2, 3]


def test_data_is_never_a_header_though_its_words_are_known() -> None:
    rows: list[list[CellValue]] = [["Họ và tên", "Trình độ", "Đơn vị", "Email"], ["Phòng Một"]]
    rows += [["Đặng Ngọc Yến", "Trình độ", "Đơn vị", "y@a.vn"], ["Vũ Thị Ba", "Trình độ", "Đơn vị", "b@a.vn"]]
    table = one(lay(rows))
    assert (table.header_rows, records(table)) == ((1,), [3, 4])


@pytest.mark.parametrize("title", [[], [["DANH SÁCH CÁN BỘ"], []]])
def test_list_without_a_header_loses_no_row(title: list[list[CellValue]]) -> None:
    people: list[list[CellValue]] = [
        [1, "Lê Văn An", date(1980, 2, 1), "Nam", "0912000001"],
        [2, "Vũ Thị Ba", date(1981, 2, 1), "Nữ", "0912000002"],
        [3, "Trần Kim Chi", date(1982, 2, 1), "Nữ", "0912000003"],
    ]
    table = one(lay([*title, *people]))
    assert table.header_rows == ()
    assert len(table.rows) == 3
    assert all(c.path == () for c in table.columns)


def test_a_single_column_of_names_is_a_list() -> None:
    table = one(lay([["Lê Văn An"], ["Vũ Thị Ba"], ["Trần Kim Chi"]]))
    assert records(table) == [1, 2, 3]


def test_names_under_one_known_header_are_people() -> None:
    table = one(lay([["STT", "Họ và tên"], [1, "Lê Văn An"], [2, "Vũ Thị Ba"], [3, "Trần Kim Chi"]]))
    assert records(table) == [2, 3, 4]


def test_same_list_twice_beside_itself_without_a_gap() -> None:
    layout = lay(
        [
            ["Họ tên", "Năm sinh", "Họ tên", "Năm sinh"],
            ["Lê Văn An", 1980, "Tạ Văn Tư", 1982],
            ["Vũ Thị Ba", 1981],
        ]
    )
    left, right = layout.tables
    assert [c.letter for c in right.columns] == ["C", "D"]
    assert (records(left), records(right)) == ([2, 3], [2])
    assert reasons(right) == {}


def test_columns_under_two_parents_are_one_table() -> None:
    rows: Rows = [
        ["STT", "Họ và tên", "Trình độ", None, "Đơn vị", None],
        [None, None, "Năm sinh", "Điện thoại", "Năm sinh", "Điện thoại"],
        [1, "Lê Văn An", 1999, "0912000001", 2001, "0912000002"],
    ]
    assert len(lay(rows).tables) == 1


def test_label_over_one_of_two_tables_is_the_group_of_its_rows() -> None:
    head: list[CellValue] = ["STT", "Họ tên", "Năm sinh"]
    layout = lay(
        [
            ["TỔ 1", None, None, None, "TỔ 2"],
            [*head, None, *head],
            [1, "Lê Văn An", 1980, None, 1, "Tạ Văn Tư", 1982],
            [2, "Vũ Thị Ba", 1981, None, 2, "Cao Thị Năm", 1983],
        ],
        [Range(1, 0, 1, 2), Range(1, 4, 1, 6)],
    )
    assert [table.rows[0].group for table in layout.tables] == [("TỔ 1",), ("TỔ 2",)]


@pytest.mark.parametrize(
    "block",
    [
        [[None, "NGƯỜI LẬP", None, "HIỆU TRƯỞNG"], [None, "Lê Thị Sáu", None, "Tạ Văn Tư"]],
        [[None, "Lê Thị Sáu", None, "Tạ Văn Tư"]],
        [[], [None, "Lê Thị Sáu"]],
        [[None, "BAN TỔ CHỨC", None, "PHÒNG NHÂN SỰ"], [], [None, "Lê Thị Sáu", None, "Tạ Văn Tư"]],
        [["Ghi chú: số liệu cuối năm", None, None, None, None, "HIỆU TRƯỞNG"], [None] * 5 + ["Tạ Văn Tư"]],
        [[None, "Lê Thị Sáu", "Vũ Văn Bảy", "Tạ Văn Tư"]],
    ],
)
def test_those_who_sign_are_no_people_of_the_list(block: Rows) -> None:
    table = one(lay([HEADER, AN, BA, CHI, *block]))
    assert records(table) == [2, 3, 4]


def test_last_person_with_nothing_but_a_name_stays() -> None:
    table = one(lay([HEADER, AN, BA, [3, "Trần Kim Chi"]]))
    assert records(table) == [2, 3, 4]


@pytest.mark.parametrize(
    "label",
    [
        ["TỔ TOÁN - LÝ"],
        [None, "TỔ VĂN PHÒNG"],
        [None, "BAN GIÁM HIỆU"],
        [None, "Các trường hợp khác"],
        ["II", "Phòng Tài vụ"],
        [2, "PHÒNG NỘI VỤ"],
        ["B. Phòng Nội vụ", None, 12],
        [None, "PHƯỜNG — 14 phường"],
    ],
)
def test_labels_of_groups_are_no_people(label: list[CellValue]) -> None:
    table = one(lay([HEADER, AN, BA, label, CHI]))
    assert reasons(table) == {4: "group"}
    assert records(table) == [2, 3, 5]
    assert table.rows[-1].group


@pytest.mark.parametrize("name", ["TÔ THỊ LAN", "Đoàn Văn Hậu", "ĐOÀN THỊ HOA", "Hồ Thị Mai", "TẠ BAN MAI"])
def test_persons_called_like_units_are_people(name: str) -> None:
    table = one(lay([HEADER, AN, [2, name], CHI]))
    assert records(table) == [2, 3, 4]


@pytest.mark.parametrize("name", ["TÔ THỊ LAN", "ĐOÀN THỊ HOA"])
def test_a_name_alone_in_capitals_is_a_person(name: str) -> None:
    table = one(lay([HEADER, AN, [None, name], CHI]))
    assert records(table) == [2, 3, 4]


def test_row_that_counts_the_columns_between_the_levels_of_a_header() -> None:
    table = one(
        lay(
            [
                ["STT", "Họ và tên", "Trình độ", None, "Đơn vị"],
                ["(1)", "(2)", "(3)", "(4)", "(5)"],
                [None, None, "Năm sinh", "Chức vụ"],
                AN,
                BA,
            ],
            [Range(1, 2, 1, 3)],
        )
    )
    assert table.header_rows == (1, 3)
    assert reasons(table) == {2: "column_numbers"}
    assert table.columns[3].path == ("Trình độ", "Chức vụ")
    assert records(table) == [4, 5]


def test_children_under_parents_written_twice() -> None:
    table = one(
        lay(
            [
                ["Họ và tên", "Năm sinh", "Năm sinh", "Chức vụ", "Đơn vị"],
                [None, "Nam", "Nữ"],
                ["Lê Văn An", 1980, None, "GV", "Tổ Toán"],
            ]
        )
    )
    assert table.header_rows == (1, 2)
    assert records(table) == [3]


def test_title_block_repeated_by_a_page_break_is_no_group() -> None:
    top: list[list[CellValue]] = [["SỞ NỘI VỤ"], ["DANH SÁCH CÁN BỘ"], HEADER]  # type: ignore[list-item]
    table = one(lay([*top, AN, BA, [], *top, CHI]))
    assert records(table) == [4, 5, 10]
    assert {row: why for row, why in reasons(table).items() if row > 5} == {
        7: "title",
        8: "title",
        9: "repeated_header",
    }
    assert table.rows[-1].group == ()


def test_blank_rows_between_people_end_nothing() -> None:
    table = one(lay([HEADER, AN, *([[]] * 30), BA, [], CHI]))
    assert records(table) == [2, 33, 35]


def test_value_merged_over_its_rows_belongs_to_each() -> None:
    layout = lay([HEADER, AN, [2, "Vũ Thị Ba", 1981, "GV"], [3, "Trần Kim Chi", 1982, "GV"]], [Range(2, 4, 4, 4)])
    assert [layout.sheet.cell(row, 4) for row in (2, 3, 4)] == ["Tổ Toán"] * 3


def test_merge_from_header_into_the_body_fills_nothing() -> None:
    layout = lay([HEADER, AN, BA], [Range(1, 3, 2, 3)])
    assert layout.sheet.cell(2, 3) == "GV"


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["STT", "Nội dung chỉnh sửa", "Người báo", "Ghi chú"], [1, "Thêm cột", "Phòng A", None]], "guide"),
        ([["Column1", "Column2"], ["Kinh", "Nam"], ["Tày", "Nữ"]], "lookup"),
    ],
)
def test_lists_about_the_file_are_ignored(rows: Rows, kind: str) -> None:
    assert lay(rows, name="Sheet1").ignored == kind


def test_list_of_people_is_read_whatever_its_sheet_is_called() -> None:
    assert records(one(lay([HEADER, AN, BA], name="Danh mục"))) == [2, 3]


def test_name_of_the_sheet_names_the_agency_that_no_title_names() -> None:
    assert one(lay([HEADER, AN, BA], name="Trường Một")).context == {"agency_name": "Trường Một"}
    assert one(lay([["Đơn vị: Sở A"], HEADER, AN, BA], name="Trường Một")).context == {"agency_name": "Sở A"}


def test_header_row_given_by_a_person_is_the_header() -> None:
    rows: Rows = [["a", "b"], ["c", "d"], ["Lê Văn An", 1980], ["x", "y"]]
    table = one(lay(rows, header_rows=(2,)))
    assert table.header_rows == (2,)
    assert records(table) == [3, 4]


def test_rows_given_by_a_person_are_what_they_say() -> None:
    rows: Rows = [HEADER, AN, BA, ["Cộng", None, 2]]
    table = one(lay(rows, rows={3: "skip", 4: "record"}))
    assert records(table) == [2, 4]
    assert reasons(table) == {3: "note"}


@pytest.mark.parametrize(
    ("name", "unit"),
    [("Quảng Tiên", "Quảng Tiên"), ("Phòng TCHC", "Phòng TCHC"), ("SXD", "SXD"), ("Sheet1", None), ("Biểu 14", None),
     ("DS", None), ("2026", None), ("danh_sach", None), ("Danh sách GV", None)],
)  # fmt: skip
def test_name_of_the_sheet_is_context_where_it_may_name_a_unit(name: str, unit: str | None) -> None:
    assert one(lay([HEADER, AN, BA], name=name)).context.get("sheet_unit") == unit


def test_unit_code_and_province_of_the_title_block_are_context() -> None:
    table = one(lay([["Mã đơn vị SDNS: 1122568", None, None, "Tỉnh: Hưng Yên"], HEADER, AN, BA]))
    assert table.context == {"unit_code": "1122568", "province": "Hưng Yên"}


def test_what_is_hidden_is_read_and_said() -> None:
    sheet = Sheet(
        "DS",
        True,
        1,
        [tuple(HEADER), tuple(AN), tuple(BA), ()],
        hidden_rows=frozenset({3, 4}),
        hidden_columns=frozenset({2, 9}),
    )
    layout = find_tables(sheet, Words())
    assert records(layout.tables[0]) == [2, 3]
    assert {p.code: p.params for p in layout.problems} == {
        "layout.hidden_sheet": {},
        "layout.hidden_rows": {"count": 1, "rows": "3"},
        "layout.hidden_columns": {"count": 1, "columns": "C"},
    }


def test_children_of_unknown_words_under_parents_written_apart() -> None:
    rows: Rows = [
        ["Họ và tên", "Trình độ", "Đơn vị", "Trình độ", "Email", "Trình độ"],
        [None, "ĐH", None, "ThS", None, "TS"],
        ["Lê Văn An", "x", "Tổ Toán", None, "a@b.vn"],
        ["Vũ Thị Ba", None, "Tổ Lý", "x", "b@b.vn"],
    ]
    table = one(lay(rows))
    assert (table.header_rows, records(table)) == ((1, 2), [3, 4])
    assert [c.path[-1] for c in table.columns] == ["Họ và tên", "ĐH", "Đơn vị", "ThS", "Email", "TS"]


def test_ticks_under_headers_said_twice_are_no_children() -> None:
    rows: Rows = [
        ["Họ và tên", "Trình độ", "Đơn vị", "Trình độ", "Email"],
        [None, "x", None, "x"],
        ["Lê Văn An", "x", "Tổ Toán", None, "a@b.vn"],
        ["Vũ Thị Ba", None, "Tổ Lý", "x", "b@b.vn"],
    ]
    assert one(lay(rows)).header_rows == (1,)


def test_children_without_merges_fill_the_gaps_of_their_parents() -> None:
    rows: Rows = [
        ["Stt", "Họ tên", "Giới", "Bằng", None, None, "Xếp loại", None],
        [None, None, None, "CĐ", "ĐH", "ThS", "2024", "2025"],
        [1, "Lê Văn An", "Nam", None, "x", None, "Tốt", "Khá"],
        [2, "Vũ Thị Ba", "Nữ", "x", None, None, "Khá", "Tốt"],
        [3, "Đỗ Văn Cơ", "Nam", None, None, "x", "Tốt", "Tốt"],
    ]
    table = one(lay([[*row] for row in rows]))
    assert (table.header_rows, records(table)) == ((1, 2), [3, 4, 5])
    assert [c.path for c in table.columns][3:] == [
        ("Bằng", "CĐ"), ("Bằng", "ĐH"), ("Bằng", "ThS"), ("Xếp loại", "2024"), ("Xếp loại", "2025"),
    ]  # fmt: skip


def test_a_record_of_values_in_the_gaps_is_no_row_of_children() -> None:
    rows: Rows = [
        ["Stt", "Họ tên", "Chức vụ", None, "Email"],
        [None, None, "Tổ Toán", "Tổ phó"],
        [1, "Lê Văn An", "Tổ Toán", "Tổ phó", "a@b.vn"],
        [2, "Vũ Thị Ba", "Tổ Lý", "Giáo viên", "b@b.vn"],
    ]
    assert one(lay(rows)).header_rows == (1,)


def test_parent_without_a_merge_over_the_rest_of_the_header() -> None:
    rows: Rows = [
        ["STT", "Thông tin chi tiết"],
        [None, "Họ tên", "Ngày sinh", "Đơn vị"],
        [1, "Lê Văn An", "03/04/1980", "Tổ Toán"],
        [2, "Vũ Thị Ba", "13/05/1981", "Tổ Lý"],
    ]
    table = one(lay(rows))
    assert (table.header_rows, records(table)) == ((1, 2), [3, 4])


def test_last_of_the_names_beside_a_post_is_no_signature() -> None:
    rows: Rows = [
        ["STT", "Họ tên", "Chức vụ"],
        [1, "Lê Văn An", "Giáo viên"],
        [2, "Vũ Thị Ba", "Kế toán"],
        [None, "Đỗ Văn Cơ", "Hiệu trưởng"],
    ]
    assert records(one(lay(rows))) == [2, 3, 4]


def test_a_school_without_its_number_is_no_group_of_schools() -> None:
    rows: Rows = [
        ["STT", "Đơn vị", "Nam", "Nữ"],
        [1, "Trường Mầm non Một", 3, 20],
        [None, "Trường Mầm non Hai", 4, 21],
        [3, "Trường Mầm non Ba", 5, 22],
        [4, "Trường Mầm non Bốn", 6, 23],
    ]
    assert records(one(lay(rows))) == [2, 3, 4, 5]


def test_header_repeated_over_groups_of_few_is_no_form_of_a_person() -> None:
    head = ["Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"]
    rows: Rows = [
        head, ["I. Tổ Toán"], ["Bà Lê Thị An", "03/04/1980", "Nữ", "Tổ trưởng"],
        ["II. Tổ Lý"], head, ["Ông Vũ Văn Ba", "13/05/1981", "Nam", "Tổ phó"],
    ]  # fmt: skip
    table = one(lay(rows))
    assert (records(table), reasons(table)[5]) == ([3, 6], "repeated_header")


def test_labels_and_values_of_one_person_are_no_list() -> None:
    rows: Rows = [
        ["Họ và tên", "LÊ VĂN AN"], ["Giới tính", "Nam"], ["Ngày sinh", "16/10/1982"], ["Đơn vị", "Tổ Toán"],
        ["Chức vụ", "Giáo viên"], ["Điện thoại", "0912345678"], ["Email", "an@mau.vn"],
    ]  # fmt: skip
    table = one(lay(rows))
    assert len(records(table)) == 1
    assert len(table.columns) == 7


def test_marks_in_titles_do_not_hide_a_second_table() -> None:
    rows: Rows = [
        ["Họ tên", "Chức vụ", None, "STT", "Họ tên (ghi rõ)", "Chức vụ*"],
        ["Lê Văn An", "Giáo viên", None, 1, "Đỗ Văn Cơ", "Văn thư"],
        ["Vũ Thị Ba", "Kế toán", None, 2, "Hồ Thị Dư", "Thủ quỹ"],
    ]
    assert [records(t) for t in lay(rows).tables] == [[2, 3], [2, 3]]
