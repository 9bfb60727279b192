"""Persons' forms (2C, scientific CVs, sheets of one person each) read through all phases."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.pipeline import read

Rows = list[list[Any]]

FORM_2C: Rows = [
    ["Tỉnh: Mẫu", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Đơn vị trực thuộc: Sở Mẫu", None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["Đơn vị cơ sở: Trung tâm Mẫu Hai", None, None, "Số hiệu cán bộ: 0123"],
    ["SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC"],
    ["Ảnh màu\n(4x6 cm)", "1) Họ và tên khai sinh (viết chữ in hoa): NGUYỄN VĂN MẪU"],
    [None, "2) Tên gọi khác: ......................"],
    [None, "3) Sinh ngày: 12 tháng 03 năm 1988     Giới tính (nam, nữ): Nam"],
    [None, "4) Nơi sinh: xã Tân Tiến, tỉnh Hưng Yên"],
    [None, "6) Dân tộc: Kinh\t7) Tôn giáo: Không"],
    [None, "11) Ngày tuyển dụng: 21/09/2011, Cơ quan tuyển dụng: Sở Y tế"],
    [None, "12) Chức vụ (chức danh) hiện tại: Phó Trưởng khoa"],
    [None, "15.2) Trình độ chuyên môn cao nhất: Thạc sĩ Y tế công cộng"],
    [None, "15.5) Ngoại ngữ: Tiếng Anh B1, 15.6) Tin học: Chuẩn CNTT cơ bản"],
    [None, "25) Số chứng minh nhân dân: 033088001234  Ngày cấp: 12/05/2021"],
    ["26) ĐÀO TẠO, BỒI DƯỠNG VỀ CHUYÊN MÔN"],
    ["Tên trường", "Chuyên ngành đào tạo", "Từ tháng, năm - Đến tháng, năm", "Văn bằng, chứng chỉ"],
    ["Trường Đại học Mẫu", "Bác sĩ đa khoa", "9/2005 - 6/2011", "Bác sĩ"],
    ["30) QUAN HỆ GIA ĐÌNH"],
    ["Mối quan hệ", "Họ và tên", "Năm sinh", "Quê quán, nghề nghiệp"],
    ["Bố", "Nguyễn Văn Bình", 1960, "làm ruộng"],
    ["Vợ", "Lê Thị Dung", 1990, "giáo viên"],
    ["Tôi xin cam đoan những lời khai trên đây là đúng sự thật"],
    ["Người khai", None, None, "Thủ trưởng cơ quan"],
    ["Nguyễn Văn Mẫu", None, None, "Phạm Văn Giám"],
]


def save(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    book.close()
    return path


def tables(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [table for sheet in document["sheets"] for table in sheet["tables"]]


def codes(table: dict[str, Any]) -> set[str]:
    return {found["code"] for found in table["problems"]} - {"column.not_kept", "column.second", "column.unknown"}


def test_form_2c(tmp_path: Path) -> None:
    (table,) = tables(read(save(tmp_path / "2c.xlsx", {"SYLL": FORM_2C}), internal=True))
    (record,) = table["records"]
    expected = {
        "full_name": "Nguyễn Văn Mẫu",
        "birth_date": "1988-03-12",
        "sex": "male",
        "staff_code": "0123",
        "ethnicity_code": "01",
        "position_title": "Phó Trưởng khoa",
        "recruitment_date": "2011-09-21",
        "qualification": "master",
        "it_level": "basic",
        "national_id": "033088001234",
    }
    assert {name: record["values"].get(name) for name in expected} == expected
    assert record["row"] == 5
    assert [one["level"] for one in record["values"]["languages"]] == ["B1"]
    assert "agency_name" not in record["values"]
    assert table["context"]["agency_name"] == "Trung tâm Mẫu Hai"
    reasons = {entry["row"]: entry["reason"] for entry in table["skipped"]}
    assert {reasons[row] for row in (1, 2, 4)} == {"title"}
    assert {reasons[row] for row in (6, *range(15, 22))} == {"note"}
    assert {reasons[row] for row in (22, 23, 24)} == {"signature"}
    assert not codes(table)
    assert record["raw"]["D3"] == "Số hiệu cán bộ: 0123"


def one_person(name: str, born: str, sex: str) -> Rows:
    return [
        ["PHIẾU THÔNG TIN VIÊN CHỨC"],
        ["1", "Họ và tên", name],
        ["2", "Ngày, tháng, năm sinh", born],
        ["3", "Giới tính", sex],
        ["4", "Dân tộc", "Kinh"],
        ["5", "Trình độ chuyên môn", "Đại học"],
        ["6", "Chức vụ", "Giáo viên"],
        ["7", "Quá trình công tác"],
        ["Từ tháng năm", "Đến tháng năm", "Làm gì, ở đâu"],
        ["9/2010", "8/2015", "Giáo viên Trường THCS Mẫu Một"],
        ["9/2015", "nay", "Giáo viên Trường THCS Mẫu Hai"],
    ]


def test_a_sheet_for_each_of_five_people(tmp_path: Path) -> None:
    people = {
        "Trần Thị Mẫu": ("15/11/1990", "Nữ"),
        "Lê Văn Mẫu": ("02/03/1985", "Nam"),
        "Vũ Thị Mẫu": ("22/08/1979", "Nữ"),
        "Đỗ Minh Mẫu": ("30/09/1992", "Nam"),
        "Hoàng Thị Mẫu": ("17/07/1988", "Nữ"),
    }
    path = save(tmp_path / "5.xlsx", {name: one_person(name, *of) for name, of in people.items()})
    found = tables(read(path))
    assert [table["records"][0]["values"]["full_name"] for table in found] == list(people)
    assert all(len(table["records"]) == 1 for table in found)
    # the other forms settle that 02/03 is the second of March, and a person's name is no unit
    assert found[1]["records"][0]["values"]["birth_date"] == "1985-03-02"
    assert [codes(table) for table in found] == [set()] * 5
    assert all("sheet_unit" not in table["context"] for table in found)


def test_a_lone_date_that_nothing_settles_is_asked(tmp_path: Path) -> None:
    (table,) = tables(read(save(tmp_path / "1.xlsx", {"A": one_person("Lê Văn Mẫu", "02/03/1985", "Nam")})))
    assert [(p["code"], p["cell"]) for p in table["problems"]] == [("date.ambiguous", "C3")]


def test_forms_under_each_other_in_one_sheet(tmp_path: Path) -> None:
    rows: Rows = []
    for name, born in (("TRẦN THỊ MẪU", "25/11/1979"), ("LÊ VĂN MẪU", "12/03/1988")):
        rows += [["LÝ LỊCH TRÍCH NGANG"], [f"Họ và tên: {name}"], [f"Ngày sinh: {born}; Dân tộc: Kinh"]]
        rows += [["Điện thoại: 0912 345 678 - Email: a@vidu.vn"], ["Người khai"], []]
    first, second = tables(read(save(tmp_path / "s.xlsx", {"A": rows})))
    assert [t["records"][0]["row"] for t in (first, second)] == [2, 8]
    assert [t["records"][0]["values"]["birth_date"] for t in (first, second)] == ["1979-11-25", "1988-03-12"]
    assert {entry["row"]: entry["reason"] for entry in first["skipped"]} == {
        1: "title",
        5: "signature",
        6: "blank",
        7: "title",
    }
    assert [(entry["row"], entry["reason"]) for entry in second["skipped"]] == [(11, "signature")]


def test_values_under_labels(tmp_path: Path) -> None:
    rows: Rows = [
        ["LÝ LỊCH KHOA HỌC"],
        ["Họ và tên", "Ngày sinh", "Giới tính"],
        ["Lê Văn Mẫu", "21/02/1980", "Nam"],
        ["Học hàm, học vị", "Chức vụ", "Đơn vị công tác"],
        ["PGS.TS", "Trưởng khoa", "Trường Đại học Mẫu"],
        ["Điện thoại", "Email"],
        ["0987654321", "mau@vidu.vn"],
    ]
    (table,) = tables(read(save(tmp_path / "u.xlsx", {"A": rows})))
    (record,) = table["records"]
    assert table["header_rows"] == [2, 4, 5, 6, 7]
    assert record["row"] == 3
    assert {n: record["values"][n] for n in ("qualification", "phone", "agency_name")} == {
        "qualification": "doctorate",
        "phone": "0987654321",
        "agency_name": "Trường Đại học Mẫu",
    }


def test_what_a_cell_beside_the_values_says_is_named(tmp_path: Path) -> None:
    rows: Rows = [
        ["Họ và tên:", "Lê Văn Mẫu", None, "đã nghỉ hưu từ tháng 5"],
        ["Ngày sinh:", "21/02/1980", "Fax:"],
        ["Giới tính:", "Nam", "Ảnh 4x6"],
        ["Chức vụ:", "Giáo viên"],
    ]
    (table,) = tables(read(save(tmp_path / "o.xlsx", {"A": rows})))
    assert [(p["code"], p["cell"]) for p in table["problems"]] == [("row.orphan_cell", "D1")]


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("Sở Y tế", {"agency_name": "Sở Y tế", "agency_code": "SO-YTE"}),
        ("Tân Mẫu", {"sheet_unit": "Tân Mẫu"}),
    ],
)
def test_the_name_of_a_sheet_is_the_agency_when_it_is_surely_one(
    tmp_path: Path, name: str, context: dict[str, str]
) -> None:
    rows: Rows = [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Văn Mẫu", "21/02/1980"], [2, "Vũ Thị Mẫu", "22/03/1981"]]
    (table,) = tables(read(save(tmp_path / "n.xlsx", {name: rows})))
    assert table["context"] == context


@pytest.mark.parametrize(
    "title", [["Đơn vị: Sở Mẫu"], ["Người lập: Lê Văn Tư", "Điện thoại: 0912345678", "Email: a@b.vn"]]
)
@pytest.mark.parametrize("people", [1, 3])
def test_a_list_with_labels_over_it_is_a_list(tmp_path: Path, title: list[str], people: int) -> None:
    rows: Rows = [title, ["Tháng 6", "Chức vụ: Văn thư"], ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]]
    rows += [[n + 1, f"Vũ Thị {'ABC'[n]}n", f"2{n}/02/1980", "Nữ"] for n in range(people)]
    (table,) = tables(read(save(tmp_path / "l.xlsx", {"DS": rows})))
    assert table["header_rows"] == [3]
    assert [record["row"] for record in table["records"]] == list(range(4, 4 + people))
