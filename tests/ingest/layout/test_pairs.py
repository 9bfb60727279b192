"""Labels and values within the lines of a form, the parts of a form, and what is no value."""

import pytest

from ingest.columns import FormVocabulary
from ingest.layout.form_parts import history_rows, is_form_title
from ingest.layout.grid import Grid
from ingest.layout.header import HeaderFinder
from ingest.layout.pairs import bare_label, beside_pairs, colon_pairs, labels_only, says, under_pairs
from ingest.model import CellValue, Sheet


def seen(rows: list[list[CellValue]]) -> tuple[Grid, HeaderFinder, list[int]]:
    grid = Grid(Sheet("P", False, 1, [tuple(row) for row in rows]))
    return grid, HeaderFinder(grid, FormVocabulary()), [n for n in range(1, len(rows) + 1) if grid.filled(n)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1) Họ và tên khai sinh:", "Họ và tên khai sinh"),
        ("12. Chức vụ", "Chức vụ"),
        ("15.2) Trình độ chuyên môn cao nhất:", "Trình độ chuyên môn cao nhất"),
        ("a) Ngoại ngữ …………:", "Ngoại ngữ"),
        ("- Email*:", "Email"),
    ],
)
def test_a_label_is_said_without_number_and_marks(text: str, label: str) -> None:
    assert bare_label(text) == label


@pytest.mark.parametrize("value", ["..........", "…/…/……", "  - ", None, "Ảnh màu\n(4x6 cm)", "Ảnh 3x4", "ẢNH"])
def test_dots_and_the_place_of_a_photo_are_no_values(value: CellValue) -> None:
    assert not says(value)


@pytest.mark.parametrize("value", ["Anh Văn B1", "Ánh", 0, 1990, "Trần Thị Ảnh", "12/12"])
def test_words_and_numbers_are_values(value: CellValue) -> None:
    assert says(value)


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("Họ và tên: LÊ MẪU      Giới tính: Nam", [("Họ và tên", "LÊ MẪU"), ("Giới tính", "Nam")]),
        ("Ngày sinh: 1/2/1980\nDân tộc: Kinh; Tôn giáo: Không",
         [("Ngày sinh", "1/2/1980"), ("Dân tộc", "Kinh"), ("Tôn giáo", "Không")]),
        ("Điện thoại: 0912 345 678 - Email: a@b.vn", [("Điện thoại", "0912 345 678"), ("Email", "a@b.vn")]),
        ("5.5) Ngoại ngữ: Anh B1, 5.6) Tin học: Cơ bản", [("Ngoại ngữ", "Anh B1"), ("Tin học", "Cơ bản")]),
        ("Chức vụ: Trưởng phòng Điện thoại: 0912345678", [("Chức vụ", "Trưởng phòng"), ("Điện thoại", "0912345678")]),
        ("2) Ngày, tháng, năm sinh: 01/02/1980", [("Ngày, tháng, năm sinh", "01/02/1980")]),
        ("Quê quán: xã Mẫu, tỉnh Mẫu", [("Quê quán", "xã Mẫu, tỉnh Mẫu")]),
        ("Ngày sinh: ....../....../...... Giới tính: Nam", [("Giới tính", "Nam")]),
        ("Họ và tên: .....................", []),
    ],
)  # fmt: skip
def test_pairs_of_one_line(line: str, pairs: list[tuple[str, str]]) -> None:
    assert [(pair.label, pair.value) for pair in colon_pairs(*seen([[line]]))] == pairs


def test_an_open_label_takes_the_next_cell_unless_that_is_a_label() -> None:
    rows: list[list[CellValue]] = [["Fax:", None, "Email:", "a@b.vn"], ["Họ và tên: ........", "Ảnh 4x6"]]
    assert [(p.label, p.value, p.row, p.column) for p in colon_pairs(*seen(rows))] == [("Email", "a@b.vn", 1, 3)]


def test_words_of_headers_right_of_labels_are_values() -> None:
    rows: list[list[CellValue]] = [
        [1, "Giới tính", "Nữ"],
        [2, "Trình độ", "Đại học"],
        [3, "Chức vụ", "Giáo viên"],
        [4, "Dân tộc", "Kinh"],
    ]
    (pairs,) = beside_pairs(*seen(rows))
    assert [pair.value for pair in pairs] == ["Nữ", "Đại học", "Giáo viên", "Kinh"]


def test_the_heads_of_label_and_value_are_no_pair() -> None:
    rows: list[list[CellValue]] = [
        ["Trường", "Giá trị"],
        ["Họ và tên", "Lê Mẫu"],
        ["Email", "a@b.vn"],
        ["Chức vụ", "GV"],
    ]
    (pairs,) = beside_pairs(*seen(rows))
    assert [pair.label for pair in pairs] == ["Họ và tên", "Email", "Chức vụ"]


def test_values_under_labels_know_the_row_of_their_labels() -> None:
    rows: list[list[CellValue]] = [
        ["Họ và tên", "Chức vụ"],
        ["Lê Mẫu", "Trưởng khoa"],
        ["Điện thoại", "Email"],
        ["0912345678", "a@b.vn"],
    ]
    grid, finder, numbers = seen(rows)
    assert [(p.label, p.row, p.above) for p in under_pairs(grid, finder, numbers)] == [
        ("Họ và tên", 2, 1),
        ("Chức vụ", 2, 1),
        ("Điện thoại", 4, 3),
        ("Email", 4, 3),
    ]
    assert [labels_only(grid, finder, row) for row in numbers] == [True, False, True, False]


def test_a_label_with_its_value_stands_over_nothing() -> None:
    rows: list[list[CellValue]] = [["Đơn vị: Sở Mẫu"], ["Lê Mẫu"], ["Họ và tên"], ["Lê Mẫu"]]
    assert under_pairs(*seen(rows)) == []


def rows_of(texts: list[str]) -> tuple[Grid, list[int]]:
    grid = Grid(Sheet("P", False, 1, [tuple(text.split("|")) for text in texts]))
    return grid, list(range(1, len(texts) + 1))


@pytest.mark.parametrize(
    ("texts", "history"),
    [
        (["1) Họ và tên: A", "26) ĐÀO TẠO, BỒI DƯỠNG VỀ CHUYÊN MÔN", "Trường|Ngành", "9/2005|Luật",
          "27) TÓM TẮT QUÁ TRÌNH CÔNG TÁC", "x|y", "31) Lương: 3,00"], {2, 3, 4, 5, 6}),
        (["II. QUÁ TRÌNH ĐÀO TẠO", "1. Đại học:", "Nơi đào tạo: X", "III. LIÊN HỆ", "Email: a@b.vn"], {1, 2, 3}),
        (["7|Quá trình công tác", "9/2010|8/2015|GV", "8|Điện thoại|0912345678"], {1, 2}),
        (["Quan hệ gia đình", "Bố|Lê A", "SƠ YẾU LÝ LỊCH", "Họ và tên: B"], {1, 2}),
        (["Quá trình công tác: 10 năm", "Email: a@b.vn"], set()),
        (["I. VỀ BẢN THÂN", "Họ và tên: A"], set()),
    ],
)  # fmt: skip
def test_parts_that_tell_of_the_past_or_of_others(texts: list[str], history: set[int]) -> None:
    assert history_rows(*rows_of(texts)) == history


def test_titles_of_forms() -> None:
    grid, numbers = rows_of(["SƠ YẾU LÝ LỊCH", "I. LÝ LỊCH BẢN THÂN", "Lý lịch: tốt", "Phiếu số|12", "Họ và tên"])
    assert [is_form_title(grid, row) for row in numbers] == [True, True, False, False, False]
