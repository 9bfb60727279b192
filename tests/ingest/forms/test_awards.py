"""The form awards: one record an award, codes out of names and abbreviations, collectives left out."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.normalise import Evidence, normalise

ReadRows = Callable[..., dict[str, Any]]
HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Danh hiệu, hình thức khen thưởng", "Năm"]
LAN = [1, "Nguyễn Thị Mẫu", "Giáo viên", "Trường THPT Mẫu", "CSTĐ cơ sở", 2024]


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("CSTĐ cơ sở", "44", "institution"),
        ("GK của HT", "41", "institution"),
        ("BK của TT CP", "39", "government"),
        ("HCLĐ hạng Ba", "11", "state"),
        ("Huân chương Lao động hạng Nhì năm 2019", "10", "state"),
        ("KNC VSN GD", "38", None),
        ("BK của GĐ ĐHQG", "40", "ministry"),
        ("Nhà giáo Ưu tú", "29", "state"),
        ("BK UBND", "40", "province"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "40", "province"),
        ("Bằng khen", "40", None),
        ("CSTĐ cấp tỉnh", "43", "province"),
        ("Chiến sĩ thi đua toàn quốc", "42", "government"),
        ("LĐTT", "45", "institution"),
        ("Giải thưởng bông lúa vàng", None, None),
    ],
)
def test_code_and_level_of_a_name(text: str, code: str | None, level: str | None) -> None:
    result = normalise(text, Evidence("award_name"))
    assert result.values["award_name"] == text
    assert result.values.get("award_code") == code
    assert result.hints.get("award_level") == level


def test_an_award_a_row(read_rows: ReadRows) -> None:
    table = read_rows([HEADER, LAN, [2, "Trần Văn Thử", "Hiệu trưởng", "Trường THPT Mẫu", "Bằng khen của Bộ", 2023]])
    assert table["form"] == "awards"
    values = [r["values"] for r in table["records"]]
    assert [(v["award_code"], v["award_level"], v["award_year"]) for v in values] == [
        ("44", "institution", 2024),
        ("40", "ministry", 2023),
    ]


def test_several_awards_of_a_row_are_several_records(read_rows: ReadRows) -> None:
    two = [2, "Trần Văn Thử", "Hiệu trưởng", "Trường THPT Mẫu", "CSTĐ cơ sở; Giấy khen", 2023]
    table = read_rows([HEADER, LAN, two])
    assert [(r["row"], r.get("part", 0), r["values"]["award_code"]) for r in table["records"]] == [
        (2, 0, "44"), (3, 0, "44"), (3, 1, "41"),
    ]  # fmt: skip
    header = ["STT", "Họ và tên", "Ngày sinh", "Tên đơn vị", "Mã hình thức khen thưởng", "Mã danh hiệu thi đua"]
    rows = [[1, "Nguyễn Thị Mẫu", "1980", "Sở Y tế", "41", "44"], [2, "Trần Văn Thử", "1981", "Sở Y tế", None, "45"]]
    table = read_rows([header, *rows], sheet="CANHAN")
    assert table["form"] == "awards"
    assert [r["values"]["award_code"] for r in table["records"]] == ["41", "44", "45"]


def test_a_name_and_its_code_are_one_award(read_rows: ReadRows) -> None:
    header = [*HEADER[:5], "Mã danh hiệu", "Năm"]
    table = read_rows([header, [*LAN[:5], "44", 2024], [2, *LAN[1:4], "Giấy khen", "41", 2023]])
    assert [r["values"]["award_code"] for r in table["records"]] == ["44", "41"]
    assert table["records"][0]["values"]["award_name"] == "CSTĐ cơ sở"


def test_collectives_and_households_are_skipped(read_rows: ReadRows) -> None:
    rows = [
        [1, "Phòng Kế hoạch", "", "Sở Y tế", "Giấy khen", 2024],
        [2, "Tô Văn Phòng", "Viên chức", "Sở Y tế", "Giấy khen", 2024],
        [3, "Hộ ông Nguyễn Văn Mẫu", "", "Sở Y tế", "Giấy khen", 2024],
        [4, "Bàn Thị Tá", "Viên chức", "Sở Y tế", "Giấy khen", 2024],
    ]
    table = read_rows([HEADER, *rows])
    assert [r["values"]["full_name"] for r in table["records"]] == ["Tô Văn Phòng", "Bàn Thị Tá"]
    assert [(s["row"], s["reason"]) for s in table["skipped"] if s["reason"] == "collective"] == [
        (2, "collective"), (4, "collective"),
    ]  # fmt: skip
    assert [p for p in table["problems"] if p["row"] in (2, 4)] == []


def test_the_column_that_says_so_and_the_sheet_of_collectives(read_rows: ReadRows) -> None:
    header = [*HEADER, "Đối tượng"]
    table = read_rows([header, [*LAN, "Cá nhân"], [2, "Ánh Dương", "", "Sở Y tế", "Giấy khen", 2024, "TAPTHE"]])
    assert [r["row"] for r in table["records"]] == [2]
    table = read_rows([HEADER, LAN, LAN], sheet="TAPTHE")
    assert table["records"] == []
    assert {s["reason"] for s in table["skipped"]} == {"collective"}
    header = ["STT", "Tên tập thể", "Địa chỉ", "Danh hiệu thi đua"]
    table = read_rows([header, [1, "Phòng A", "Phố Hiến", "TTLĐXS"], [2, "Khoa B", "Phố Hiến", "TTLĐXS"]])
    assert (table["form"], table["records"], table["problems"]) == ("awards", [], [])
    assert [s["reason"] for s in table["skipped"]] == ["collective", "collective"]


def test_title_group_and_decision_say_what_no_column_does(read_rows: ReadRows) -> None:
    header = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
    rows = [[i, f"Nguyễn Thị {n}", "Giáo viên", "Trường THPT Mẫu"] for i, n in enumerate(("Mẫu", "Thử", "Ví"), 1)]
    table = read_rows([["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN NĂM HỌC 2024-2025"], [], header, *rows])
    assert table["form"] == "awards"
    assert {(r["values"]["award_code"], r["values"]["award_year"]) for r in table["records"]} == {("41", 2025)}
    header = [*HEADER[:5], "Số quyết định"]
    table = read_rows([header, [*LAN[:5], "55/QĐ-SYT ngày 03/02/2023"], [2, *LAN[1:5], "56/QĐ-SYT"]])
    assert [r["values"].get("award_year") for r in table["records"]] == [2023, None]


def test_a_list_of_people_with_a_column_of_awards_stays_one(read_rows: ReadRows) -> None:
    header = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Chức vụ",
        "Trình độ chuyên môn",
        "Chuyên ngành",
        "LLCT",
        "Khen thưởng",
    ]
    row = [1, "Nguyễn Thị Mẫu", "03/04/1980", "Giáo viên", "Thạc sĩ", "Toán", "Trung cấp", "CSTĐ cơ sở"]
    assert read_rows([header, row, [2, "Trần Văn Thử", *row[2:]]])["form"] == "people"


@pytest.mark.parametrize(
    ("label", "collective"),
    [
        ("II. TẬP THỂ", True),
        ("B. HỘ GIA ĐÌNH (3)", True),
        ("1. Tập thể lao động xuất sắc", True),
        ("III. TỔ CHỨC", True),
        ("I. PHÒNG TỔ CHỨC CÁN BỘ", False),
        ("II. KHỐI DOANH NGHIỆP", False),
        ("A. CÁ NHÂN", False),
    ],
)
def test_the_people_of_a_unit_called_like_a_collective_are_people(
    read_rows: ReadRows, label: str, *, collective: bool
) -> None:
    table = read_rows([HEADER, LAN, [label], [2, "Trần Văn Thử", "Kế toán", "Sở Mẫu", "Giấy khen", 2023]])
    people = 1 if collective else 2
    assert len(table["records"]) == people
    assert ({"row": 4, "reason": "collective"} in table["skipped"]) == collective


def test_a_given_name_that_is_a_word_for_a_unit_is_a_person(read_rows: ReadRows) -> None:
    header = ["STT", "Họ và tên đệm", "Tên", "Danh hiệu", "Năm"]
    rows = [
        [1, "Hoàng Quang", "Khoa", "Lao động tiên tiến", 2024],
        [2, "Nguyễn Thị", "Hội", "Lao động tiên tiến", 2024],
        [3, "Trần Văn", "Viện", "Lao động tiên tiến", 2024],
    ]
    table = read_rows([header, *rows])
    assert [r["values"]["full_name"] for r in table["records"]] == [
        "Hoàng Quang Khoa",
        "Nguyễn Thị Hội",
        "Trần Văn Viện",
    ]
    assert table["skipped"] == []
