"""Institutions, needs, overseas; several forms in one file; what is no form of ours."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.normalise import Evidence, normalise
from ingest.pipeline import read

ReadRows = Callable[..., dict[str, Any]]


def values(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [record["values"] for record in table["records"]]


@pytest.mark.parametrize(
    ("cell", "number"),
    [(120, 120), ("1.200", 1200), ("1,200", 1200), ("1 200", 1200), ("12 người", 12),
      (12.0, 12), ("12,0", 12), ("0", 0)],
)  # fmt: skip
def test_counts(cell: object, number: int) -> None:
    assert normalise(cell, Evidence("staff_total")).values == {"staff_total": number}  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["50%", "12,5", 0.5, "nhiều", -3])
def test_what_is_no_count_is_a_problem(cell: object) -> None:
    result = normalise(cell, Evidence("staff_total"))  # type: ignore[arg-type]
    assert not result.values
    assert [p.code for p in result.problems] == ["number.invalid"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("x", True), ("Có", True), ("Đã cập nhật năm 2024", True), ("Đạt", True), ("Không", False), ("Chưa đạt", False)],
)
def test_flags(cell: str, said: bool) -> None:
    assert normalise(cell, Evidence("accredited")).values == {"accredited": said}


def test_institutions(read_rows: ReadRows) -> None:
    header = [
        "STT",
        "Tên cơ sở đào tạo",
        "Đạt kiểm định",
        "Có giá trị đến",
        "Tổng số",
        "Nữ",
        "Giáo viên",
        "Đạt chuẩn",
    ]
    rows = [[1, "Trường Cao đẳng Mẫu", "Đạt", "31/12/2028", "1.200", 700, 800, 790],
            [2, "Trung tâm GDNN Thử", "Chưa", None, 80, 41, 60, 60]]  # fmt: skip
    table = read_rows([header, *rows])
    assert table["form"] == "institutions"
    assert values(table)[0] == {
        "institution_name": "Trường Cao đẳng Mẫu", "accredited": True, "accreditation_valid_to": "2028-12-31",
        "staff_total": 1200, "staff_female": 700, "teachers_total": 800, "teachers_at_standard": 790,
    }  # fmt: skip
    assert values(table)[1]["accredited"] is False


def test_programmes_stand_under_their_institution(read_rows: ReadRows) -> None:
    header = ["STT", "Cơ sở đào tạo", "Chương trình đào tạo", "Trọng điểm", "Chuẩn đầu ra"]
    rows = [[1, "Trường Cao đẳng Mẫu", "Điện công nghiệp", "x", "Đã cập nhật"],
            [None, None, "Công nghệ ô tô", None, "x"],
            [2, "Trường Cao đẳng Thử", "Điều dưỡng", None, "Chưa"]]  # fmt: skip
    found = values(read_rows([header, *rows]))
    assert [(v["institution_name"], v["programme_name"]) for v in found] == [
        ("Trường Cao đẳng Mẫu", "Điện công nghiệp"),
        ("Trường Cao đẳng Mẫu", "Công nghệ ô tô"),
        ("Trường Cao đẳng Thử", "Điều dưỡng"),
    ]


def test_needs(read_rows: ReadRows) -> None:
    title = ["NHU CẦU THU HÚT NHÂN LỰC CHẤT LƯỢNG CAO NĂM 2026"]
    header = ["STT", "Đơn vị", "Vị trí việc làm", "Số lượng", "Trình độ", "Chuyên ngành", "Đối tượng"]
    row = [
        1,
        "Sở Khoa học và Công nghệ",
        "Chuyên viên an toàn thông tin",
        2,
        "Thạc sĩ",
        "An toàn thông tin",
        "Sinh viên",
    ]
    table = read_rows([title, [], header, row, [2, *row[1:]]])
    assert table["form"] == "needs"
    first = values(table)[0]
    assert {k: v for k, v in first.items() if k not in ("agency_name", "agency_code")} == {
        "job_position": "Chuyên viên an toàn thông tin", "need_count": 2, "required_qualification": "master",
        "need_field": "An toàn thông tin", "target_group": "Sinh viên", "need_year": 2026, "need_type": "position",
    }  # fmt: skip


def test_overseas(read_rows: ReadRows) -> None:
    title = ["DANH SÁCH TRÍ THỨC NGƯỜI HƯNG YÊN Ở NƯỚC NGOÀI"]
    header = ["STT", "Họ và tên", "Năm sinh", "Quốc gia", "Nơi làm việc", "Học vị", "Lĩnh vực hợp tác"]
    row = [1, "Nguyễn Văn Mẫu", 1980, "Nhật Bản", "Đại học Tokyo", "Tiến sĩ", "Tư vấn chuyển đổi số"]
    table = read_rows([title, [], header, row, [2, "Trần Thị Thử", 1985, "Đức", *row[4:]]])
    assert table["form"] == "overseas"
    first = values(table)[0]
    assert (first["country_of_residence"], first["organisation_abroad"], first["qualification"]) == (
        "JP", "Đại học Tokyo", "doctorate",
    )  # fmt: skip
    assert values(table)[1]["country_of_residence"] == "DE"


def test_a_file_may_hold_several_forms(workbook: Callable[..., Path]) -> None:
    people = [
        ["STT", "Họ và tên", "Ngày sinh", "Trình độ chuyên môn", "LLCT"],
        [1, "Nguyễn Văn Mẫu", "25/11/1975", "Thạc sĩ", "Cao cấp"],
        [2, "Trần Thị Thử", "26/11/1976", "Đại học", None],
    ]
    works = [["STT", "Tên đề tài", "Chủ nhiệm", "Cấp", "Năm"], [1, "Chọn giống nhãn", "Nguyễn Văn Mẫu", "Tỉnh", 2024],
             [2, "Số hóa hồ sơ", "Trần Thị Thử", "Cơ sở", 2023]]  # fmt: skip
    document = read(workbook({"Người": people, "Đề tài": works}))
    assert [t["form"] for s in document["sheets"] for t in s["tables"]] == ["people", "works"]
    assert [
        p for s in document["sheets"] for t in s["tables"] for p in t["problems"] if p["severity"] == "error"
    ] == []


def test_persons_by_line_are_records_when_the_lines_agree(read_rows: ReadRows) -> None:
    header = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác"]
    row = [1, "Nguyễn Văn Mẫu\nTrần Thị Thử", "25/11/1975\n26/11/1976", "Trưởng phòng\nChuyên viên", "Sở Y tế"]
    whole = [2, "Lê Văn Ví", "27/11/1977", "Chuyên viên", "Sở Y tế"]
    table = read_rows([header, row, whole])
    assert [(r["row"], r.get("part", 0), r["values"]["birth_date"], r["values"]["agency_name"])
            for r in table["records"]] == [
        (2, 0, "1975-11-25", "Sở Y tế"), (2, 1, "1976-11-26", "Sở Y tế"), (3, 0, "1977-11-27", "Sở Y tế"),
    ]  # fmt: skip
    assert "name.several" not in [p["code"] for p in table["problems"]]
    for birth in ("25/11/1975", "25/11/1975\n26/11/1976\n27/11/1977"):
        table = read_rows([header, [*row[:2], birth, *row[3:]], whole])
        assert [r["row"] for r in table["records"]] == [3]
        assert [p["cell"] for p in table["problems"] if p["code"] == "name.several"] == ["B2"]


def test_birth_dates_under_men_and_women_are_one_column_to_their_writer(read_rows: ReadRows) -> None:
    header = ["STT", "Họ và tên", "Nam", "Nữ", "Dân tộc"]
    rows = [[1, "Nguyễn Văn Mẫu", "25/11/1975", None, "Kinh"], [2, "Trần Thị Thử", None, "03/04/1976", "Kinh"],
            [3, "Lê Văn Ví", "26/11/1975", None, "Kinh"], [4, "Phạm Thị Dụ", None, "05/06/1980", "Kinh"]]  # fmt: skip
    table = read_rows([header, *rows])
    assert [v["birth_date"] for v in values(table)][1] == "1976-04-03"
    assert "date.ambiguous" not in [p["code"] for p in table["problems"]]


def test_a_list_of_units_is_no_list_of_people_and_a_lookup_is_not_asked_about(read_rows: ReadRows) -> None:
    units = [["STT", "Tên đơn vị", "Địa chỉ", "Điện thoại"], [1, "Sở Y tế", "Phố Hiến", "02213863123"],
             [2, "Sở Tài chính", "Phố Hiến", "02213863124"]]  # fmt: skip
    table = read_rows(units)
    assert table["form"] is None
    assert [p["code"] for p in table["problems"]] == ["form.unknown"]


def test_corrections_choose_fields_and_leave_sheets_out(workbook: Callable[..., Path]) -> None:
    rows = [["STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác"], [1, "Nguyễn Văn Mẫu", "25/11/1975", "Sở Y tế"]]
    path = workbook({"A": rows, "B": rows})
    document = read(path, corrections={"B": {"ignore": True}})
    assert [(s["sheet"], s["ignored"], len(s["tables"])) for s in document["sheets"]] == [
        ("A", None, 1), ("B", "corrected", 0),
    ]  # fmt: skip
    assert document["corrections"] == {"B": {"ignore": True}}


def test_lines_of_a_cell_are_persons_where_their_numbers_stand_line_by_line(read_rows: ReadRows) -> None:
    header = ["STT", "Nhóm", "Họ và tên", "Mã số cán bộ", "Điện thoại", "Chức vụ"]
    rows = [
        [1, "Đất", "Nguyễn Văn Cát\nTrần Thị Bùn", "C001\nC002", "0929001801\n0929001802", "Chuyên viên"],
        [2, "Nước", "Trà Văn Mưa\nKhuê Thị Giông", "C004\nC005", "0929001804\n0929001805", "Chuyên viên"],
        [3, "Gió", "Lê Thị\nDông", "C006", "0929001806", "Chuyên viên"],
        [4, "Mây", "Lê Thị Lành\nTổ trưởng", "C007", "0929001807\n0929001808", "Chuyên viên"],
    ]
    table = read_rows([header, *rows])
    found = [
        (r["row"], r.get("part", 0), r["values"]["full_name"], r["values"]["staff_code"]) for r in table["records"]
    ]
    assert found[:5] == [
        (2, 0, "Nguyễn Văn Cát", "C001"), (2, 1, "Trần Thị Bùn", "C002"),
        (3, 0, "Trà Văn Mưa", "C004"), (3, 1, "Khuê Thị Giông", "C005"), (4, 0, "Lê Thị Dông", "C006"),
    ]  # fmt: skip
    assert [(row, part) for row, part, *_ in found[5:]] == [(5, 0)]


def test_corrections_of_columns_rows_and_headers_are_followed(workbook: Callable[..., Path]) -> None:
    rows = [["DANH SÁCH"], ["A", "B", "C"], ["STT", "Họ và tên", "Mục K"], [1, "Nguyễn Văn Mẫu", "Trưởng phòng"],
            [2, "Trần Thị Thử", "Chuyên viên"], [3, "Lê Văn Ví", "Chuyên viên"]]  # fmt: skip
    told = {"DS": {"header_rows": [3], "columns": {"C": "position_title"}, "rows": {"5": "skip"}}}
    document = read(workbook({"DS": rows}), corrections=told)
    (table,) = document["sheets"][0]["tables"]
    assert (table["form"], table["header_rows"]) == ("people", [3])
    assert [(r["row"], r["values"]["position_title"]) for r in table["records"]] == [
        (4, "Trưởng phòng"), (6, "Chuyên viên"),
    ]  # fmt: skip
    assert 5 in [row["row"] for row in table["skipped"]]


def test_a_form_that_was_asked_for_is_taken_and_what_it_lacks_is_said(read_rows: ReadRows) -> None:
    rows = [["STT", "Tên đề tài", "Cấp", "Năm"], [1, "Chọn giống nhãn", "Tỉnh", 2024]]
    table = read_rows(rows, form="people")
    assert (table["form"], table["records"]) == ("people", [])
    errors = [(p["code"], p["row"]) for p in table["problems"] if p["severity"] == "error"]
    assert errors == [("column.required_missing", None), ("row.refused", 2)]
    assert read_rows([["STT", "Họ tên"], [1, "Lê Văn Ví"]], form="awards")["records"][0]["values"] == {
        "full_name": "Lê Văn Ví"
    }


def test_the_title_names_the_course_of_a_list_with_certificates(read_rows: ReadRows) -> None:
    title = ["KẾT QUẢ HỌC TẬP LỚP BỒI DƯỠNG LÃNH ĐẠO, QUẢN LÝ CẤP PHÒNG KHÓA II NĂM 2025"]
    header = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Số hiệu chứng chỉ"]
    rows = [
        [1, "Lê Văn Ví", "08/09/1981", "Sở Y tế", "001/25"],
        [2, "Trần Thị Thử", "24/07/1987", "Sở Y tế", "002/25"],
    ]
    table = read_rows([title, [], header, *rows])
    assert table["form"] == "trainings"
    assert [r["values"]["training_name"] for r in table["records"]] == ["Bồi dưỡng lãnh đạo, quản lý cấp phòng"] * 2
    # without a column of a course it is a list of the people who are to go
    assert read_rows([title, [], header[:4], *[row[:4] for row in rows]])["form"] == "people"
