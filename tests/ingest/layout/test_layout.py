"""Layouts typed by hand: what becomes a record, what is skipped and why, which path each column has."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import find_tables
from ingest.model import CellValue, Range, Sheet, SheetLayout, Table
from talentdb.text import fold

KNOWN = set(
    fold(
        "Họ và tên,Họ tên,Họ,Tên,Ngày sinh,Năm sinh,Ngày tháng năm sinh,Nam,Nữ,Giới tính,Dân tộc,Chức vụ,Trình độ,"
        "Trình độ đào tạo,Ngành,Trường,Hệ,Chuyên ngành,Đơn vị,Điện thoại,Thời gian,Từ,Đến,Số CCCD,Danh hiệu,Đại học"
    ).split(",")
)


class Words:
    """A small vocabulary: a set of words, one pattern for the day and one for the agency."""

    def header_weight(self, text: str) -> float:
        return 1.0 if re.sub(r"\(.*?\)|[*:]", "", fold(text)).strip() in KNOWN else 0.0

    def context_key(self, text: str) -> tuple[str, str] | None:
        if match := re.search(r"ngày (\d+)[/ ](?:tháng )?(\d+)[/ ](?:năm )?(\d{4})", text):
            return "as_of", f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
        if match := re.match(r"(?:Đơn vị:|(?=SỞ|TRƯỜNG|UBND))\s*(.+)", text):
            return "agency_name", match[1]
        return None


Rows = Sequence[Sequence[CellValue]]


def lay(rows: Rows, merges: str = "", name: str = "DS", first_row: int = 1) -> SheetLayout:
    sheet = Sheet(name, False, first_row, [tuple(r) for r in rows], tuple(_range(m) for m in merges.split()))
    layout = find_tables(sheet, Words())
    _each_row_once(layout)
    return layout


def _range(text: str) -> Range:
    match = re.fullmatch(r"([A-Z])(\d+):([A-Z])(\d+)", text)
    assert match
    return Range(int(match[2]), ord(match[1]) - 65, int(match[4]), ord(match[3]) - 65)


def _each_row_once(layout: SheetLayout) -> None:
    """No row of the sheet is lost, and none is told twice (but to tables side by side)."""
    if layout.ignored:
        return
    told: list[int] = [s.row for s in layout.skipped]
    for table in layout.tables:
        told += [*table.header_rows, *(r.row for r in table.rows), *(s.row for s in table.skipped)]
    for problem in layout.problems:
        if problem.code == "layout.blank_rows":
            told += range(int(problem.params["first"]), int(problem.params["last"]) + 1)
    assert set(told) == set(range(layout.sheet.first_row, layout.sheet.last_row + 1))
    if len({t.header_rows for t in layout.tables}) == len(layout.tables):
        assert len(told) == len(set(told))


def one(layout: SheetLayout) -> Table:
    assert layout.ignored is None
    assert len(layout.tables) == 1
    return layout.tables[0]


def records(table: Table) -> list[int]:
    return [entry.row for entry in table.rows]


def reasons(table: Table) -> dict[int, str]:
    return {entry.row: entry.reason for entry in table.skipped if entry.reason != "blank"}


def paths(table: Table) -> dict[str, tuple[str, ...]]:
    return {column.letter: column.path for column in table.columns}


def test_header_in_the_first_row() -> None:
    table = one(lay([["Họ tên", "Ngày sinh", "Chức vụ"], ["Lê Văn An", 31094, "GV"], ["Vũ Thị Ba", "1/2/80", "HT"]]))
    assert (table.header_rows, table.first_row, table.last_row) == ((1,), 2, 3)
    assert records(table) == [2, 3]
    assert paths(table) == {"A": ("Họ tên",), "B": ("Ngày sinh",), "C": ("Chức vụ",)}


def test_title_block_two_levels_column_numbers_total_and_signature() -> None:
    layout = lay(
        [
            ["UBND TỈNH\nSỞ KHOA HỌC", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            [None, None, None, "Độc lập - Tư do - Hạnh phúc"],
            [],
            ["DANH SÁCH TRÍ THỨC"],
            ["(Tính đến ngày 16/7/2026)"],
            ["S\nT\nT", "Họ và tên (*)", "Ngày tháng năm sinh", None, "Trình độ đào tạo", None, "Chức vụ"],
            [None, None, "Nam", "Nữ", "Ngành", "Trường", None],
            ["1", "2", "3 (=4+8)", "4", "5", "6", "10"],
            [1, "Lê Văn An", 1971, None, "Toán", "ĐHQG", "Hiệu trưởng"],
            [2, "Vũ Thị Ba", None, 1980, "Lý", "ĐHSP", None],
            [None, None, 1, 1],
            [],
            [None, None, None, None, "Hưng Yên, ngày 12 tháng 7 năm 2026"],
            ["NGƯỜI LẬP BẢNG", None, None, None, "HIỆU TRƯỞNG"],
            [],
            ["Vũ Thị Ba", None, None, None, "Lê Văn An"],
        ],
        "A6:A7 B6:B7 C6:D6 E6:F6 G6:G7",
    )
    table = one(layout)
    assert table.header_rows == (6, 7)
    assert records(table) == [9, 10]
    assert table.context == {"agency_name": "SỞ KHOA HỌC", "as_of": "2026-07-16"}
    assert paths(table)["C"] == ("Ngày tháng năm sinh", "Nam")
    assert paths(table)["D"] == ("Ngày tháng năm sinh", "Nữ")
    assert paths(table)["A"] == ("S\nT\nT",)
    assert paths(table)["G"] == ("Chức vụ",)
    assert reasons(table) == {
        **dict.fromkeys((1, 2, 4, 5), "title"),
        8: "column_numbers",
        11: "total",
        **dict.fromkeys((13, 14, 16), "signature"),
    }


def test_two_levels_without_merges() -> None:
    table = one(
        lay(
            [
                ["STT", "Họ và tên", "Ngày tháng năm sinh", None, "Thời gian", None, "Chức vụ"],
                [None, None, "Nam", "Nữ", "Từ", "Đến"],
                [1, "Lê Văn An", "1/2/1980", None, 2001, 2005, "GV"],
            ]
        )
    )
    assert table.header_rows == (1, 2)
    assert paths(table)["D"] == ("Ngày tháng năm sinh", "Nữ")
    assert paths(table)["F"] == ("Thời gian", "Đến")
    assert paths(table)["G"] == ("Chức vụ",)


def test_three_levels() -> None:
    table = one(
        lay(
            [
                ["STT", "Họ và tên", "Trình độ", None, None],
                [None, None, "Trình độ đào tạo", None, "Chức vụ"],
                [None, None, "Ngành", "Trường", None],
                [1, "Lê Văn An", "Toán", "ĐHQG", "GV"],
            ],
            "A1:A3 B1:B3 C1:E1 C2:D2 E2:E3",
        )
    )
    assert table.header_rows == (1, 2, 3)
    assert paths(table)["D"] == ("Trình độ", "Trình độ đào tạo", "Trường")
    assert paths(table)["E"] == ("Trình độ", "Chức vụ")
    assert records(table) == [4]


@pytest.mark.parametrize(
    "numbers",
    [
        [1, 2, 3, 4],
        [1.0, 2.0, 3.0, 4.0],
        ["(1)", "(2)", "(3)", "(4)"],
        ["A", "B", "C", "D"],
        ["A", "B", "1", "2"],
        ["1", "2", "3 (=4+8)", "4(=2*100/3)"],
        [1, 2, 3, 10],
        ["[1]", "[2]", "[3]", "[4]"],
        ["I", "II", "III", "IV"],
        ["(I)", "(II)", "(III)", "(IV)"],
    ],
)
def test_row_that_counts_the_columns(numbers: list[CellValue]) -> None:
    table = one(lay([["STT", "Họ tên", "Năm sinh", "Chức vụ"], numbers, [1, "Lê Văn An", 1980, "GV"]]))
    assert reasons(table) == {2: "column_numbers"}
    assert records(table) == [3]


def test_groups_carry_their_labels_and_numbers_start_again() -> None:
    table = one(
        lay(
            [
                ["STT", "Họ tên", "Năm sinh", "Chức vụ"],
                ["I. PHƯỜNG — 14 phường"],
                ["Phòng Nội vụ"],
                [1, "Lê Văn An", 1980, "CV"],
                ["Phòng Y tế"],
                [1, "Vũ Thị Ba", 1981, "CV"],
                ["II", "XÃ", None, None],
                [1, "Tạ Văn Tư", 1982, "CV"],
                [None, "Cao Thị Năm", 1983, "CV"],
            ],
            "A2:D2",
        )
    )
    assert reasons(table) == dict.fromkeys((2, 3, 5, 7), "group")
    assert {entry.row: entry.group for entry in table.rows} == {
        4: ("I. PHƯỜNG — 14 phường", "Phòng Nội vụ"),
        6: ("I. PHƯỜNG — 14 phường", "Phòng Y tế"),
        8: ("II. XÃ",),
        9: ("II. XÃ",),
    }


def test_groups_of_different_words_stand_side_by_side() -> None:
    rows: list[list[CellValue]] = [["STT", "Họ tên", "Năm sinh"], ["KHỐI LÂM SÀNG"]]
    for number, unit in enumerate(("Khoa Nội", "Phòng Điều dưỡng", "Trung tâm Cấp cứu"), 1):
        rows += [[unit], [number, "Lê Văn An", 1980]]
    table = one(lay(rows))
    assert [entry.group[-1] for entry in table.rows] == ["Khoa Nội", "Phòng Điều dưỡng", "Trung tâm Cấp cứu"]
    assert len({entry.group[0] for entry in table.rows}) == 1
    assert {len(entry.group) for entry in table.rows} == {2}


def test_group_over_a_header_that_repeats() -> None:
    header = ["STT", "Họ và tên", "Năm sinh", "Chức vụ"]
    table = one(
        lay(
            [
                ["DANH SÁCH GIÁO VIÊN"],
                ["LỚP 1A"],
                header,
                [1, "Lê Văn An", 1980, "GV"],
                ["LỚP 1B"],
                header,
                [1, "Vũ Thị Ba", 1981, "GV"],
                ["LỚP 1C"],
                header,
                ["1", "2", "3", "4"],
                [1, "Tạ Văn Tư", 1982, "GV"],
            ]
        )
    )
    assert records(table) == [4, 7, 11]
    assert [entry.group for entry in table.rows] == [("LỚP 1A",), ("LỚP 1B",), ("LỚP 1C",)]
    assert reasons(table) == {
        1: "title",
        **dict.fromkeys((2, 5, 8), "group"),
        **dict.fromkeys((6, 9), "repeated_header"),
        10: "column_numbers",
    }


def test_prenumbered_empty_rows_are_blank() -> None:
    rows: list[list[CellValue]] = [["STT", "Họ tên", "Năm sinh"], [1, "Lê Văn An", 1980]]
    table = one(lay([*rows, *([n] for n in range(2, 101))]))
    assert records(table) == [2]
    assert {entry.reason for entry in table.skipped} == {"blank"}


def test_record_of_a_number_and_a_name_only_stays_a_record() -> None:
    table = one(lay([["STT", "Họ tên", "Năm sinh", "Chức vụ"], [1, "Lê Văn An", 1980, "GV"], [2, "Vũ Thị Ba"]]))
    assert records(table) == [2, 3]


@pytest.mark.parametrize(
    "total",
    [
        ["Tổng cộng: 2 Hộ, 5 Người"],
        [None, "Cộng", 2],
        ["Danh sách này có 25 người"],
        [None, "Tổng số:", None, 3],
        [None, None, 4, 5],
    ],
)
def test_totals(total: list[CellValue]) -> None:
    rows: Rows = [["STT", "Họ tên", "Năm sinh", "Chức vụ"], [1, "Lê Văn An", 1980, "GV"], total]
    assert reasons(one(lay(rows))) == {3: "total"}


def test_family_name_cong_is_no_total() -> None:
    table = one(lay([["Họ tên", "Năm sinh", "Chức vụ"], ["Công Thị Nga", 1980, "GV"], ["Tống Văn Sáu", 1981, "GV"]]))
    assert records(table) == [2, 3]


def test_position_like_a_signature_inside_the_list_is_a_record() -> None:
    rows: Rows = [
        ["STT", "Chức vụ", "Họ tên", "Năm sinh"],
        [1, "Giám đốc", "Lê Văn An", 1970],
        [2, "Chủ tịch", "Vũ Thị Ba", 1971],
        [None, "Phó Giám đốc", "Tạ Văn Tư", 1972],
        [],
        [None, "NGƯỜI LẬP", None, "KT. GIÁM ĐỐC"],
        [None, None, None, "PHÓ GIÁM ĐỐC"],
        [None, "(Ký, ghi rõ họ tên)"],
        [None, "Lê Thị Sáu", None, "Tạ Văn Tư"],
        ["Nơi nhận:"],
        ["- Như trên"],
    ]
    table = one(lay(rows))
    assert records(table) == [2, 3, 4]
    assert set(reasons(table).values()) == {"signature"}


def test_notes_examples_and_collectives() -> None:
    rows: Rows = [
        ["STT", "Họ tên", "Danh hiệu", "Năm sinh"],
        ["Ví dụ", "Nguyễn Văn A", "CSTĐ", 1980],
        [1, "Lê Văn An", "CSTĐ", 1980],
        [2, "Phòng Nội vụ", "TAPTHE", None],
        [3, "Vũ Thị Ba", "LĐTT", 1981],
        ["Ghi chú: cột 4 ghi năm sinh"],
    ]
    table = one(lay(rows))
    assert records(table) == [3, 5]
    assert reasons(table) == {2: "example", 4: "collective", 6: "note"}


def test_two_stacked_tables() -> None:
    layout = lay(
        [
            ["Đơn vị: Trường A"],
            ["STT", "Họ tên", "Năm sinh"],
            [1, "Lê Văn An", 1980],
            ["Cộng", 1],
            [],
            ["DANH SÁCH HỢP ĐỒNG"],
            ["STT", "Họ tên", "Số CCCD", "Điện thoại"],
            [1, "Vũ Thị Ba", "033180000001", "0912000000"],
        ]
    )
    first, second = layout.tables
    assert (records(first), records(second)) == ([3], [8])
    assert reasons(first) == {1: "title", 4: "total"}
    assert reasons(second) == {6: "title"}
    assert second.context == {"agency_name": "Trường A"}


def test_two_tables_side_by_side() -> None:
    layout = lay(
        [
            ["STT", "Họ tên", "Năm sinh", None, "STT", "Họ tên", "Năm sinh"],
            [1, "Lê Văn An", 1980, None, 3, "Tạ Văn Tư", 1982],
            [2, "Vũ Thị Ba", 1981],
        ]
    )
    left, right = layout.tables
    assert [column.letter for column in left.columns] == ["A", "B", "C"]
    assert [column.letter for column in right.columns] == ["E", "F", "G"]
    assert (records(left), records(right)) == ([2, 3], [2])


def test_column_without_header_is_kept() -> None:
    table = one(lay([["Họ tên", "Năm sinh"], ["Lê Văn An", 1980, "chuyển đi"]]))
    assert paths(table)["C"] == ()


def test_data_that_repeats_header_words_is_no_header() -> None:
    rows: list[list[CellValue]] = [["Họ tên", "Giới tính", "Dân tộc", "Trình độ"]]
    for name in ("Lê Văn An", "Tạ Văn Tư", "Bùi Văn Năm", "Lê Văn Sáu"):
        rows += [[name, "Nam", "Kinh", "Đại học"], ["Phòng Y tế"]]
    table = one(lay(rows))
    assert records(table) == [2, 4, 6, 8]


@pytest.mark.parametrize(
    ("name", "rows", "reason"),
    [
        ("Ví dụ", [["STT", "Họ tên", "Năm sinh"], [1, "Nguyễn Văn A", 1980]], "example"),
        ("DANHMUC", [["Trình độ", "Dân tộc"], ["ĐH", "Kinh"], ["CĐ", "Tày"]], "lookup"),
        ("Sheet2", [["Column1"], ["Biên chế"], ["Hợp đồng"]], "lookup"),
        ("phân loại công tác", [["Viên chức"], ["Công chức"], ["Lao động"]], "lookup"),
        ("HD", [["Bước 1: mở tệp và điền đủ các cột theo mẫu đã gửi kèm công văn"]] * 4, "guide"),
        ("Sheet3", [], "empty"),
    ],
)
def test_sheets_that_are_no_submission(name: str, rows: Rows, reason: str) -> None:
    assert lay(rows, name=name).ignored == reason


@pytest.mark.parametrize(
    "rows",
    [
        [["Cân điện tử", 12, "tốt", "kho 1"], ["Bàn gỗ", 8, "hỏng", "kho 2"]],
        [["Họ và tên:", "Lê Văn An", None, "x"], ["Ngày sinh:", "1/2/1980"], ["Quê:", "Hưng Yên", 3, 4]],
    ],
)
def test_sheet_without_a_table_says_so(rows: Rows) -> None:
    layout = lay(rows)
    assert layout.tables == ()
    assert [problem.code for problem in layout.problems] == ["layout.no_table"]


def test_header_without_records_says_so() -> None:
    layout = lay([["STT", "Họ tên", "Năm sinh"], [], [1]])
    assert [problem.code for problem in layout.problems] == ["layout.no_rows"]


def test_far_row_after_a_long_blank_is_told_once() -> None:
    rows: list[list[CellValue]] = [["Họ tên", "Năm sinh"], ["Lê Văn An", 1980]]
    rows += [[] for _ in range(5000)]
    layout = lay([*rows, ["Vũ Thị Ba", 1981]])
    assert records(layout.tables[0]) == [2, 5003]
    assert [(p.code, p.params) for p in layout.problems] == [("layout.blank_rows", {"first": 3, "last": 5002})]


def test_sheet_that_does_not_begin_in_row_one() -> None:
    table = one(lay([["Họ tên", "Năm sinh"], ["Lê Văn An", 1980]], first_row=7))
    assert (table.header_rows, records(table)) == ((7,), [8])


def test_merge_over_the_whole_grid_is_harmless() -> None:
    sheet = Sheet("S", False, 1, [("Họ tên", "Năm sinh"), ("Lê Văn An", 1980)], (Range(3, 0, 1_048_576, 16_383),))
    assert records(find_tables(sheet, Words()).tables[0]) == [2]


value = st.one_of(
    st.none(),
    st.integers(0, 40000),
    st.sampled_from(
        ["Họ tên", "Năm sinh", "STT", "Cộng", "Lê Văn An", "NGƯỜI LẬP", "I. Phòng", "x", "Nam", "", "(1)"]
    ),
    st.text(max_size=8),
)


@given(st.lists(st.lists(value, max_size=6), max_size=14))
def test_no_row_is_ever_lost(rows: list[list[CellValue]]) -> None:
    lay(rows)
