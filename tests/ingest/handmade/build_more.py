"""The rest of the layouts typed by hand: files of other kinds, old letters, ticks, several sheets, courses.

As in build.py every cell and every expected value stands here literally; all people are fictional.
"""

import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

_layouts = sys.modules["handmade_build"]
Expected = _layouts.Expected
ExpectedSheet = _layouts.ExpectedSheet
_born = _layouts._born
_save = _layouts._save

__all__ = ["BUILDERS"]


def lookup_example_and_real(folder: Path) -> Any:
    """A lookup sheet, an example sheet with fake people, a list of mistakes, and the real list last."""
    lookup = [
        ["Column1", "Column2", "Column3"],
        ["Kinh", "Đại học", "Biên chế"],
        ["Tày", "Thạc sĩ", "HĐ không thời hạn"],
        ["Mường", "Tiến sĩ", "Tập sự, thử việc"],
        ["Thái", None, "HĐ NĐ 68"],
    ]
    example = [
        ["VÍ DỤ ĐIỀN BIỂU"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ"],
        [1, "Nguyễn Văn A", "01/01/1980", "Nam", "Đại học"],
        [2, "Trần Thị B", "02/02/1985", "Nữ", "Thạc sĩ"],
    ]
    changes = [
        ["STT", "Nội dung chỉnh sửa", "Người yêu cầu", "Ghi chú"],
        [1, "Bổ sung cột dân tộc", "Phòng TCCB", None],
        [2, "Sửa lại công thức cột tổng", "Phòng TCCB", "đã sửa"],
    ]
    real = [
        ["Đơn vị: Trung tâm Hạt Giống Mẫu"],
        [],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Trình độ", "Ngành đào tạo", "Email"],
        [1, "Âu Thị Mầm", date(1987, 4, 5), "Nữ", "Sán Dìu", "Thạc sĩ", "Trồng trọt", "Mam@giong.example"],
        [2, "Ninh Văn Chồi", date(1979, 12, 31), "Nam", "Cao Lan", "Kỹ sư", "Trồng trọt", "không"],
        [3, "  Phí  Thị Nụ ", date(1994, 7, 20), "Nữ", "Kinh", "TSKH", "Công nghệ sinh học", "nu@giong.example"],
    ]
    people = {
        4: {"full_name": "Âu Thị Mầm", **_born("1987-04-05"), "sex": "female", "ethnicity_code": "18",
            "qualification": "master", "email": "mam@giong.example", "field_of_training": "Trồng trọt"},
        5: {"full_name": "Ninh Văn Chồi", **_born("1979-12-31"), "sex": "male", "ethnicity_code": "15",
            "qualification": "university", "email": None},
        6: {"full_name": "Phí Thị Nụ", **_born("1994-07-20"), "sex": "female", "ethnicity_code": "01",
            "qualification": "doctor_of_science", "field_of_training": "Công nghệ sinh học"},
    }  # fmt: skip
    path = _save(
        folder / "co_danh_muc.xlsx",
        [("Chinh sua", changes, ()), ("DANHMUC", lookup, ()), ("Ví dụ", example, ["A1:E1"]), ("Số liệu", real, ())],
    )
    aside = ExpectedSheet(ignored=True)
    real_sheet = ExpectedSheet(people, context={"agency_name": "Trung tâm Hạt Giống Mẫu"})
    return Expected(path, {"Chinh sua": aside, "DANHMUC": aside, "Ví dụ": aside, "Số liệu": real_sheet})


_CSV = (
    "STT;Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Điện thoại\r\n"
    "1;Nguyễn Thị Suối;03/11/1984;Nữ;Kinh;033184000011;0912000001\r\n"
    "2;Lý Văn Đồi;27/02/1976;Nam;Nùng;034076000012;912000002\r\n"
    "3;Đoàn Thị Khe;1/5/1990;Nữ;H'Mông;33190000013;0912.000.003\r\n"
)
_CSV_PEOPLE = {
    2: {"full_name": "Nguyễn Thị Suối", **_born("1984-11-03"), "sex": "female", "ethnicity_code": "01",
        "national_id": "033184000011", "phone": "0912000001"},
    3: {"full_name": "Lý Văn Đồi", **_born("1976-02-27"), "sex": "male", "ethnicity_code": "07",
        "national_id": "034076000012", "phone": "0912000002"},
    4: {"full_name": "Đoàn Thị Khe", **_born("1990-05-01"), "sex": "female", "ethnicity_code": "08",
        "national_id": "033190000013", "phone": "0912000003"},
}  # fmt: skip


def csv_utf16(folder: Path) -> Any:
    """A csv with semicolons in UTF-16 with a byte-order mark; zeros lost from an id and a phone."""
    path = folder / "utf16.csv"
    path.write_bytes(_CSV.encode("utf-16"))
    return Expected(path, {"csv": ExpectedSheet(_CSV_PEOPLE)})


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _windows_1258(text: str) -> bytes:
    """Windows-1258 holds the letters composed and their tones apart."""
    apart = []
    for char in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in marks if mark in _TONES)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        apart.append(letter + tones)
    return "".join(apart).encode("cp1258")


def csv_windows_1258(folder: Path) -> Any:
    """The same list in Windows-1258, as old office machines save csv."""
    path = folder / "cp1258.csv"
    path.write_bytes(_windows_1258(_CSV))
    return Expected(path, {"csv": ExpectedSheet(_CSV_PEOPLE)})


def tcvn3_cells(folder: Path) -> Any:
    """Names in TCVN3 letters beside Unicode columns of the same rows."""
    rows = [
        ["DANH SÁCH CÁN BỘ KỸ THUẬT"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ", "Chức vụ"],
        [1, "NguyÔn Thanh Hµ", "05/06/1978", "Nữ", "Đại học", "Kỹ sư"],
        [2, "TrÇn ThÞ Minh H¹nh", "17/09/1981", "Nữ", "Cao đẳng", "Kế toán viên"],
        [3, "NguyÔn V¨n §¶m", "30/12/1969", "Nam", "Thạc sĩ", "Trưởng phòng"],
        [4, "Lê Đức Bình", "01/03/1990", "Nam", "Đại học", "Kỹ sư"],
        [5, "Ph¹m §×nh Dòng", "08/08/1985", "Nam", "Đại học", "Kỹ sư"],
    ]
    people = {
        3: {"full_name": "Nguyễn Thanh Hà", **_born("1978-06-05"), "sex": "female", "qualification": "university"},
        4: {"full_name": "Trần Thị Minh Hạnh", **_born("1981-09-17"), "sex": "female", "qualification": "college"},
        5: {"full_name": "Nguyễn Văn Đảm", **_born("1969-12-30"), "sex": "male", "qualification": "master"},
        6: {"full_name": "Lê Đức Bình", **_born("1990-03-01"), "sex": "male", "qualification": "university"},
        7: {"full_name": "Phạm Đình Dũng", **_born("1985-08-08"), "sex": "male", "position_title": "Kỹ sư"},
    }
    return Expected(_save(folder / "tcvn3.xlsx", [("DS", rows, ["A1:F1"])]), {"DS": ExpectedSheet(people)})


def degree_ticks(folder: Path) -> Any:
    """Degrees as ticks under ĐH | ThS | TS, political theory as ticks too, column letters as numbers."""
    rows = [
        ["TRƯỜNG ĐẠI HỌC CÁNH DIỀU MẪU", None, None, None, None, None, None, "Mẫu số 02"],
        ["THỐNG KÊ ĐỘI NGŨ"],
        ["TT", "Họ và tên", "Nữ", "NTNS", "Trình độ chuyên môn", None, None, "Lý luận chính trị", None],
        [None, None, None, None, "ĐH", "ThS", "TS", "TC", "CC"],
        ["A", "B", "C", "D", "E", "F", "G", "H", "I"],
        [1, "Vương Thị Diều", "x", "19/10/1983", None, None, "x", None, "x"],
        [2, "Giáp Văn Gió", None, "22/12/1990", None, "X", None, None, None],
        [3, "Thân Thị Mây", "x", "07/07/1996", "√", None, None, "x", None],
        [4, "Bạch Văn Nắng", None, "1972", None, "x", None, "1", None],
        ["Tổng số", None, 2, None, 1, 2, 1, 2, 1],
    ]
    people = {
        6: {"full_name": "Vương Thị Diều", "sex": "female", **_born("1983-10-19"), "qualification": "doctorate",
            "political_theory": "advanced"},
        7: {"full_name": "Giáp Văn Gió", **_born("1990-12-22"), "qualification": "master", "political_theory": None},
        8: {"full_name": "Thân Thị Mây", "sex": "female", **_born("1996-07-07"), "qualification": "university",
            "political_theory": "intermediate"},
        9: {"full_name": "Bạch Văn Nắng", **_born("1972-01-01", "year"), "qualification": "master",
            "political_theory": "intermediate"},
    }  # fmt: skip
    merges = ["A2:I2", "E3:G3", "H3:I3", "A3:A4", "B3:B4", "C3:C4", "D3:D4"]
    sheet = ExpectedSheet(people, {5: "column_numbers", 10: "total"})
    return Expected(_save(folder / "tich.xlsx", [("Biểu 8B", rows, merges)]), {"Biểu 8B": sheet})


def sheet_a_unit(folder: Path) -> Any:
    """A sheet a unit, the employer only in the line above the list; totals and signature blocks under it."""

    def unit(name: str, people: list[list[Any]], head: str) -> list[list[Any]]:
        return [
            [f"Đơn vị: {name}"],
            ["DANH SÁCH VIÊN CHỨC"],
            ["Số TT", "Họ và tên", "Ngày, tháng, năm sinh", "Giới tính", "Số điện thoại", "Chức vụ"],
            *people,
            [None, f"Tổng cộng: {len(people)} người"],
            [None, "Người lập bảng", None, None, "Hiệu Trưởng"],
            [None, "(Ghi rõ họ tên)", None, None, "(Ký tên, đóng dấu)"],
            [None, people[-1][1], None, None, head],
        ]

    first = unit(
        "Trường Mầm non Ong Vàng Mẫu",
        [
            [1, "La Thị Mật", "10/10/1980", "Nữ", "0912000021", "Hiệu trưởng"],
            [2, "Khổng Thị Hoa", "21/4/1991", "Nữ", 912000022, "GV"],
        ],
        "La Thị Mật",
    )
    second = unit(
        "Trường Tiểu học Bướm Trắng Mẫu",
        [
            [1, "Bế Văn Cánh", "15/06/1975", "Nam", "0912 000 023", "Hiệu trưởng"],
            [2, "Khổng Thị Hoa", "09/09/1988", "Nữ", "0912000024", "Giáo viên"],
            [3, "Sầm Thị Phấn", "30/11/1998", "Nữ", None, "Giáo viên"],
        ],
        "Bế Văn Cánh",
    )
    bees = {
        4: {"full_name": "La Thị Mật", **_born("1980-10-10"), "sex": "female", "phone": "0912000021"},
        5: {"full_name": "Khổng Thị Hoa", **_born("1991-04-21"), "sex": "female", "phone": "0912000022"},
    }
    butterflies = {
        4: {"full_name": "Bế Văn Cánh", **_born("1975-06-15"), "sex": "male", "phone": "0912000023"},
        5: {"full_name": "Khổng Thị Hoa", **_born("1988-09-09"), "sex": "female", "phone": "0912000024"},
        6: {"full_name": "Sầm Thị Phấn", **_born("1998-11-30"), "sex": "female", "phone": None},
    }
    path = _save(folder / "theo_truong.xlsx", [("Ong Vàng", first, ["A2:F2"]), ("Bướm Trắng", second, ["A2:F2"])])
    return Expected(
        path,
        {
            "Ong Vàng": ExpectedSheet(
                bees,
                {6: "total", 7: "signature", 8: "signature", 9: "signature"},
                context={"agency_name": "Trường Mầm non Ong Vàng Mẫu"},
            ),
            "Bướm Trắng": ExpectedSheet(
                butterflies,
                {7: "total", 8: "signature", 9: "signature", 10: "signature"},
                context={"agency_name": "Trường Tiểu học Bướm Trắng Mẫu"},
            ),
        },
    )


def stacked_tables(folder: Path) -> Any:
    """Two tables with different columns, one under the other in one sheet, each with a title line of its own."""
    rows: list[list[Any]] = [
        ["A. Danh sách giảng viên"],
        ["STT", "Họ và tên", "Năm sinh", "Học hàm", "Học vị"],
        [1, "Chu Văn Sao", 1960, "PGS", "TS"],
        [2, "Lương Thị Trăng", 1974, None, "ThS"],
        [3, "Hà Văn Trời", 1981, "Không", "Tiến sỹ"],
        [],
        ["B. Danh sách chuyên viên"],
        ["STT", "Mã CB", "Họ tên", "Ngày sinh", "Giới tính", "Chức vụ"],
        [1, "CB007", "Kiều Thị Mưa", "17/07/1989", "Nữ", "Chuyên viên"],
        [2, "CB008", "Tống Văn Gió", "28/02/1992", "Nam", "Phó phòng"],
    ]
    people: dict[int, dict[str, Any]] = {
        3: {"full_name": "Chu Văn Sao", **_born("1960-01-01", "year"), "academic_title": "associate_professor",
            "qualification": "doctorate"},
        4: {"full_name": "Lương Thị Trăng", **_born("1974-01-01", "year"), "academic_title": None,
            "qualification": "master"},
        5: {"full_name": "Hà Văn Trời", **_born("1981-01-01", "year"), "academic_title": None,
            "qualification": "doctorate"},
        9: {"full_name": "Kiều Thị Mưa", **_born("1989-07-17"), "sex": "female", "staff_code": "CB007",
            "position_title": "Chuyên viên"},
        10: {"full_name": "Tống Văn Gió", **_born("1992-02-28"), "sex": "male", "staff_code": "CB008"},
    }  # fmt: skip
    return Expected(
        _save(folder / "hai_bang.xlsx", [("Tổng hợp", rows, ["A1:E1", "A7:F7"])]), {"Tổng hợp": ExpectedSheet(people)}
    )


def trainings(folder: Path) -> Any:
    """A list of courses: one row a course of a person, the same person in two rows."""
    rows = [
        ["SỞ NÔNG VÀNG MẪU", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["KẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG CÁN BỘ, CÔNG CHỨC NĂM 2026"],
        ["TT", "Họ và tên", "Ngày sinh", "Tên khóa bồi dưỡng", "Loại bồi dưỡng", "Thời gian", None, "Kết quả"],
        [None, None, None, None, None, "Từ ngày", "Đến ngày"],
        [1, "Vũ Thị Khoai", "14/02/1980", "Quản lý dự án nông nghiệp", "Quản lý", "02/03/2026", "06/03/2026",
         "Hoàn thành"],
        [2, "Trần Bá Ngô", "09/08/1988", "Phân tích đất", "Chuyên môn, nghiệp vụ", "01/04/2026", "30/04/2026",
         "Hoàn thành"],
        [3, "Vũ Thị Khoai", "14/02/1980", "Tiếng Anh B1", "Ngoại ngữ", "01/09/2026", "30/12/2026", "Đang học"],
        [4, "Lò Thị Sắn", "20/11/1992", "Cao cấp lý luận chính trị", "Lý luận chính trị", "10/01/2027", "10/07/2027",
         "Dự kiến"],
    ]  # fmt: skip
    people = {
        5: {"full_name": "Vũ Thị Khoai", **_born("1980-02-14"), "training_name": "Quản lý dự án nông nghiệp",
            "training_type": "management", "training_start": "2026-03-02", "training_end": "2026-03-06",
            "training_status": "completed"},
        6: {"full_name": "Trần Bá Ngô", **_born("1988-08-09"), "training_type": "expertise",
            "training_start": "2026-04-01", "training_end": "2026-04-30", "training_status": "completed"},
        7: {"full_name": "Vũ Thị Khoai", **_born("1980-02-14"), "training_type": "language",
            "training_status": "ongoing"},
        8: {"full_name": "Lò Thị Sắn", **_born("1992-11-20"), "training_type": "political_theory",
            "training_start": "2027-01-10", "training_status": "planned"},
    }  # fmt: skip
    merges = ["A2:H2", "F3:G3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "H3:H4"]
    sheet = ExpectedSheet(people, {}, form="trainings")
    return Expected(_save(folder / "boi_duong.xlsx", [("BD 2026", rows, merges)]), {"BD 2026": sheet})


BUILDERS: dict[str, Callable[[Path], Any]] = {
    "csv_utf16": csv_utf16,
    "csv_windows_1258": csv_windows_1258,
    "degree_ticks": degree_ticks,
    "lookup_example_and_real": lookup_example_and_real,
    "sheet_a_unit": sheet_a_unit,
    "stacked_tables": stacked_tables,
    "tcvn3_cells": tcvn3_cells,
    "trainings": trainings,
}
"""Builders by the name of their layout."""
