"""Thirteen layouts typed out by hand, with what a right reader gives: a witness apart from the generator.

Every cell and every expected value stands here literally; all people are fictional. Nothing of the generator is used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["BUILDERS", "Expected", "ExpectedSheet"]

Cell = None | str | int | float | date


@dataclass(frozen=True, slots=True)
class ExpectedSheet:
    """People by row with the values to be read; rows to be skipped; `ignored` for a sheet that is no list.

    A value of None says that the field must be absent. `skipped` holds only non-blank rows.
    """

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)
    ignored: bool = False
    form: str = "people"
    context: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """A file and what is in it, by sheet name."""

    path: Path
    sheets: dict[str, ExpectedSheet]


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Cell]], merges: Sequence[str] = ()) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    for area in merges:
        sheet.merge_cells(area)


def _save(path: Path, sheets: Sequence[tuple[str, Sequence[Sequence[Cell]], Sequence[str]]]) -> Path:
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, rows, merges in sheets:
        _fill(book.create_sheet(name), rows, merges)
    book.save(path)
    return path


def _born(day: str, precision: str = "day") -> dict[str, str]:
    return {"birth_date": day, "birth_date_precision": precision}


def agency_and_motto(folder: Path) -> Expected:
    """Agency left, motto right, header in rows 6 and 7, column numbers under it, total and signatures."""
    rows: list[list[Cell]] = [
        ["UBND TỈNH HƯNG YÊN", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NÔNG VÀNG MẪU", None, None, None, None, "Độc lập -  Tư do - Hạnh phúc"],
        [],
        ["BIỂU TỔNG HỢP ĐỘI NGŨ TRÍ THỨC"],
        ["(Kèm theo Công văn số      /SNV-TCCB; tính đến ngày 16/7/2026)"],
        ["TT", "Họ và tên", "Năm sinh", None, "Dân tộc", "Trình độ", None, "Chức vụ hiện nay"],
        [None, None, "Nam", "Nữ", None, "Chuyên môn", "LLCT", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "Đặng Văn Lúa", 1971, None, "Kinh", "Thạc sỹ", "Cao cấp", "Giám đốc"],
        [2, "Vũ Thị Khoai", None, 1980, "Kinh", "Kỹ sư", "Trung cấp", "Trưởng phòng"],
        [3, "Lò Thị Sắn", None, 1992, "Thái", "ĐH", None, "Chuyên viên"],
        [4, "Trần Bá Ngô", 1988, None, "Kinh", "TS", "CC", "Phó Giám đốc"],
        [None, "Tổng cộng", 2, 2],
        [],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, "GIÁM ĐỐC"],
        [None, "(Ký, ghi rõ họ tên)", None, None, None, "(Ký tên, đóng dấu)"],
        [],
        [None, "Phạm Thị Đỗ Xanh", None, None, None, "Đặng Văn Lúa"],
    ]
    merges = ["A4:H4", "A5:H5", "C6:D6", "F6:G6", "A6:A7", "B6:B7", "E6:E7", "H6:H7"]
    people: dict[int, dict[str, Any]] = {
        9: {"full_name": "Đặng Văn Lúa", "sex": "male", **_born("1971-01-01", "year"), "ethnicity_code": "01",
            "qualification": "master", "political_theory": "advanced", "position_title": "Giám đốc"},
        10: {"full_name": "Vũ Thị Khoai", "sex": "female", **_born("1980-01-01", "year"), "ethnicity_code": "01",
             "qualification": "university", "political_theory": "intermediate"},
        11: {"full_name": "Lò Thị Sắn", "sex": "female", **_born("1992-01-01", "year"), "ethnicity_code": "03",
             "qualification": "university", "political_theory": None},
        12: {"full_name": "Trần Bá Ngô", "sex": "male", **_born("1988-01-01", "year"), "qualification": "doctorate",
             "political_theory": "advanced"},
    }  # fmt: skip
    skipped = {8: "column_numbers", 13: "total", 15: "signature", 16: "signature", 18: "signature"}
    sheet = ExpectedSheet(people, skipped, context={"as_of": "2026-07-16"})
    return Expected(_save(folder / "motto.xlsx", [("Biểu 1", rows, merges)]), {"Biểu 1": sheet})


def hospital_practitioners(folder: Path) -> Expected:
    """The hospital's list of practitioners, 13 columns, degrees written before names, several serial dates."""
    header: list[Cell] = [
        "TT", "MNV", "Họ và tên", "K/P/TT", "Văn bằng chuyên môn", "Ngày tháng năm sinh", "Phạm vi hành nghề",
        "Số CCHN", "Ngày cấp", "QĐ bổ sung phạm vi", "Phạm vi bổ sung", "Ngày điều chỉnh", "Chuyên khoa cập nhật",
    ]  # fmt: skip
    scope = "Khám bệnh, chữa bệnh nội khoa"
    rows: list[list[Cell]] = [
        ["        BỆNH VIỆN SAO MAI MẪU                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH NGƯỜI HÀNH NGHỀ"],
        [],
        header,
        [1, "0017", "PGS.TS. Nguyễn Hữu Cây", "K. Nội", "Tiến sĩ- Bác sĩ", "04/09/1966", scope, "000123/NA-CCHN",
         "12/03/2014"],
        [2, "0023", "BSCKII.  Trần Thị Lá", "K. Nội", "Bác sĩ CK II", "21/12/1970", scope, "000124/NA-CCHN",
         "12/03/2014", "728/QĐ-SYT", "Siêu âm", "02/05/2020"],
        [3, "0101", "ThS.BS Lê Văn Cành ", "K. Nhi", "Thạc sĩ", 31094, scope, "000300/NA-CCHN", "01/10/2016"],
        [4, "0102", "BSNT. Phạm Hoa", "K. Nhi", "Bác sĩ NT", "14.06.1990", scope, "000301/NA-GPHN", "09/01/2024"],
        [5, "0200", "Hoàng Thị Rễ", "TT Cấp cứu", "Cao đẳng điều dưỡng", date(1995, 8, 30), "Điều dưỡng",
         "000500/NA-CCHN", "20/11/2019"],
        [6, "0201", "Bùi Quả", "K. Dược", "DS", "2/3/1987", "Dược", "000501/NA-CCHN", "20/11/2019"],
        [None, None, "Lãnh đạo khoa/phòng/trung tâm"],
    ]  # fmt: skip
    people: dict[int, dict[str, Any]] = {
        5: {"full_name": "Nguyễn Hữu Cây", **_born("1966-09-04"), "staff_code": "0017", "qualification": "doctorate",
            "sub_unit": "K. Nội", "sex": None},
        6: {"full_name": "Trần Thị Lá", **_born("1970-12-21"), "staff_code": "0023", "qualification": "specialist_2"},
        7: {"full_name": "Lê Văn Cành", **_born("1985-02-16"), "qualification": "master", "sub_unit": "K. Nhi"},
        8: {"full_name": "Phạm Hoa", **_born("1990-06-14"), "qualification": "resident_physician"},
        9: {"full_name": "Hoàng Thị Rễ", **_born("1995-08-30"), "qualification": "college"},
        10: {"full_name": "Bùi Quả", **_born("1987-03-02"), "qualification": "university"},
    }  # fmt: skip
    return Expected(
        _save(folder / "hanh_nghe.xlsx", [("Sheet1", rows, ["A2:M2"])]),
        {"Sheet1": ExpectedSheet(people, {11: "signature"})},
    )


def payroll(folder: Path) -> Expected:
    """A payroll of 37 columns in which eight matter; numbers with commas; only numbered empty rows after it."""
    header: list[Cell] = [
        "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Sự nghiệp cán bộ", "Phân loại công tác", "Khối (Tổ) công tác",
        "Chức vụ/chức danh", "Mã ngạch lương", "Từ ngày", "Đến ngày", "Bậc", "Hệ số lương", "PC chức vụ",
        "PC trách nhiệm", "PC khu vực", "PC thu hút", "PC lưu động", "PC độc hại", "PC đặc thù", "PC ưu đãi (%)",
        "PC thâm niên nghề (%)", "PCTN vượt khung (%)", "PC kiêm nhiệm", "PC công vụ", "PC Đảng", "PC khác",
        "Tổng phụ cấp", "Tổng hệ số", "Lương cơ sở", "Thành tiền", "BHXH", "BHYT", "BHTN", "Thuế TNCN", "Thực nhận",
        "Số tài khoản",
    ]  # fmt: skip
    tail: list[Cell] = [None] * 13 + ["0,45", 3.45, 2340000, 8073000, 645840, 121095, 80730, None, 7225335, "0110001"]
    rows: list[list[Cell]] = [
        ["Đơn vị: Trường THCS Mây Hồng Mẫu"],
        ["Mã đơn vị SDNS: 1122568"],
        [],
        header,
        [1, "Nguyễn Thị Bút", "08/03/1979", "Nữ", "Viên chức", "Biên chế", "Tổ Văn", "Giáo viên", "V.07.04.31",
         "01/01/2024", None, 3, "3,00", 0.2, *tail],
        [2, "Đỗ Văn Mực", "15/10/1983", "Nam", "Viên chức", "Biên chế", "Tổ Toán", "Hiệu trưởng", "V.07.04.30",
         "01/01/2023", None, 5, 5.08, "0,45", *tail],
        [3, "Ngô Thị Phấn", "01/12/1999", "Nữ", "Viên chức", "Tập sự, thử việc", "Tổ Toán", "Giáo viên", "V.07.04.32",
         "01/09/2025", None, 1, 2.34, None, *tail],
        [4],
        [5],
        ["Cộng", None, None, None, None, None, None, None, None, None, None, None, 10.42],
    ]  # fmt: skip
    people: dict[int, dict[str, Any]] = {
        5: {"full_name": "Nguyễn Thị Bút", **_born("1979-03-08"), "sex": "female", "sub_unit": "Tổ Văn",
            "employment_category": "public_employee", "professional_title_code": "V.07.04.31",
            "position_title": "Giáo viên", "recruitment_date": None},
        6: {"full_name": "Đỗ Văn Mực", **_born("1983-10-15"), "sex": "male", "professional_title_code": "V.07.04.30",
            "position_title": "Hiệu trưởng"},
        7: {"full_name": "Ngô Thị Phấn", **_born("1999-12-01"), "sex": "female", "sub_unit": "Tổ Toán"},
    }  # fmt: skip
    sheet = ExpectedSheet(
        people, {8: "blank", 9: "blank", 10: "total"}, context={"agency_name": "Trường THCS Mây Hồng Mẫu"}
    )
    return Expected(_save(folder / "bang_luong.xlsx", [("Lương T7", rows, ())]), {"Lương T7": sheet})


def birth_by_sex(folder: Path) -> Expected:
    """A two-level header whose columns Nam|Nữ hold the dates of birth, in capitals with broken ones among them."""
    rows: list[list[Cell]] = [
        ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
        ["STT", "Họ và tên", "Ngày tháng năm sinh", None, "Dân tộc", "Đảng viên", "Trình độ\nchuyên môn"],
        [None, None, "Nam", "Nữ"],
        [1, "HOÀNG THị LUYếN", None, "12/05/1986", "Kinh", "x", "ĐHSP"],
        [2, "NGUYễN TUấN ANH", "07/11/1990", None, "Kinh", None, "CĐSP"],
        [3, "QUÁCH THỊ HOÀ", None, "30/1/1979", "Mường", "X", "Đại học"],
        [4, "BÙI QUÝ THUỶ", "25/11/97", None, "Mường", None, "ĐH"],
        [5, "HOÀNG THị LUYếN", None, "31/02/1988", "Kinh", None, "ĐH"],
    ]
    people: dict[int, dict[str, Any]] = {
        4: {"full_name": "Hoàng Thị Luyến", "sex": "female", **_born("1986-05-12"), "party_member": True},
        5: {"full_name": "Nguyễn Tuấn Anh", "sex": "male", **_born("1990-11-07"), "ethnicity_code": "01"},
        6: {"full_name": "Quách Thị Hòa", "sex": "female", **_born("1979-01-30"), "ethnicity_code": "06",
            "qualification": "university", "party_member": True},
        7: {"full_name": "Bùi Quý Thủy", "sex": "male", **_born("1997-11-25"), "ethnicity_code": "06"},
        8: {"full_name": "Hoàng Thị Luyến", "birth_date": None, "qualification": "university"},
    }  # fmt: skip
    merges = ["A1:G1", "C2:D2", "A2:A3", "B2:B3", "E2:E3", "F2:F3", "G2:G3"]
    return Expected(_save(folder / "nam_nu.xlsx", [("DS", rows, merges)]), {"DS": ExpectedSheet(people)})


def commune_groups(folder: Path) -> Expected:
    """A commune's list: the group stands above its own header, which repeats; row numbers start again; old names."""
    header: list[Cell] = ["STT", "Họ tên", "Sinh ngày", "Phái", "Chức danh", "Trình độ", "Nơi ở", "Số CCCD"]
    rows: list[list[Cell]] = [
        ["UBND XÃ MẪU ĐƠN", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH CÁN BỘ, CÔNG CHỨC, NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH"],
        [],
        ["I. CÔNG CHỨC"],
        header,
        [1, "Trịnh Văn Đê", "02/09/1975", "Nam", "Chủ tịch UBND", "Đại học", "Xã Ân Thi", "033075000001"],
        [2, "Phan Thị Làng", "19/05/1982", "Nữ", "Công chức tư pháp", "ĐH Luật", "xã Khoái Châu", "033182000002"],
        [3, "Cao Văn Xóm", "1990", "Nam", "CV", "Thạc sĩ", "P. Phố Hiến", 33090000003],
        ["II. NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH"],
        header,
        [1, "Mai Văn Ngõ", "11/11/1968", "Nam", "Trưởng thôn", "TC", "X. Tiền Hải", "034068000004"],
        [2, "Tạ Thị Cổng", "23/02/1994", "Nu", "Phó bí thư Đoàn", "CĐ", "Phường Thái Bình", "034194000005"],
        ["Danh sách này có 05 người"],
        [],
        [None, "NGƯỜI LẬP", None, None, None, "CHỦ TỊCH UBND"],
        [],
        [None, "Tạ Thị Cổng", None, None, None, "Trịnh Văn Đê"],
    ]
    people: dict[int, dict[str, Any]] = {
        6: {"full_name": "Trịnh Văn Đê", **_born("1975-09-02"), "sex": "male", "commune_code": "12142",
            "national_id": "033075000001", "qualification": "university"},
        7: {"full_name": "Phan Thị Làng", **_born("1982-05-19"), "sex": "female", "commune_code": "12205",
            "national_id": "033182000002"},
        8: {"full_name": "Cao Văn Xóm", **_born("1990-01-01", "year"), "sex": "male", "commune_code": "11953",
            "national_id": "033090000003", "qualification": "master"},
        11: {"full_name": "Mai Văn Ngõ", **_born("1968-11-11"), "sex": "male", "commune_code": "12970",
             "qualification": "intermediate"},
        12: {"full_name": "Tạ Thị Cổng", **_born("1994-02-23"), "sex": "female", "commune_code": "13225",
             "qualification": "college"},
    }  # fmt: skip
    skipped = {9: "group", 10: "repeated_header", 13: "total", 15: "signature", 17: "signature"}
    merges = ["A2:H2", "A4:H4", "A9:H9", "A13:H13"]
    return Expected(_save(folder / "xa.xlsx", [("DS xã", rows, merges)]), {"DS xã": ExpectedSheet(people, skipped)})


def split_names(folder: Path) -> Expected:
    """Names split in three ways, a sheet each: Họ đệm|Tên; Họ|Tên đệm|Tên; one header merged over both parts."""
    two: list[list[Cell]] = [
        ["TT", "Họ đệm", "Tên", "Ngày sinh", "Giới tính"],
        [1, "Nguyễn Thị Thu", "Hà", "01/02/1981", "Nữ"],
        [2, "Lê Văn", "Quý", "13/08/1977", "Nam"],
        [3, "Đỗ", "Sơn", "09/10/1991", "Nam"],
    ]
    three: list[list[Cell]] = [
        ["TT", "Họ", "Tên đệm", "Tên", "Ngày sinh", "Giới tính"],
        [1, "Nguyễn", "Thị Thu", "Hà", "01/02/1981", "Nữ"],
        [2, "Lê", "Văn", "Quý", "13/08/1977", "Nam"],
        [3, "Đỗ", None, "Sơn", "09/10/1991", "Nam"],
    ]
    merged: list[list[Cell]] = [
        ["TT", "Họ và tên", None, "Ngày sinh", "Giới tính"],
        [1, "Nguyễn Thị Thu", "Hà", "01/02/1981", "Nữ"],
        [2, "Lê Văn", "Quý", "13/08/1977", "Nam"],
        [3, "Đỗ", "Sơn", "09/10/1991", "Nam"],
    ]
    people: dict[int, dict[str, Any]] = {
        2: {"full_name": "Nguyễn Thị Thu Hà", **_born("1981-02-01"), "sex": "female"},
        3: {"full_name": "Lê Văn Quý", **_born("1977-08-13"), "sex": "male"},
        4: {"full_name": "Đỗ Sơn", **_born("1991-10-09"), "sex": "male"},
    }
    path = _save(folder / "ho_ten.xlsx", [("Hai", two, ()), ("Ba", three, ()), ("Gộp", merged, ["B1:C1"])])
    return Expected(path, {name: ExpectedSheet(people) for name in ("Hai", "Ba", "Gộp")})


BUILDERS: dict[str, Callable[[Path], Expected]] = {
    "agency_and_motto": agency_and_motto,
    "birth_by_sex": birth_by_sex,
    "commune_groups": commune_groups,
    "hospital_practitioners": hospital_practitioners,
    "payroll": payroll,
    "split_names": split_names,
}
"""Builders by the name of their layout; build_more.py adds the rest."""
