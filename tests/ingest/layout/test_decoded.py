"""Sheets typed in old encodings: headers, labels, totals and title block are found as if in Unicode."""

import pytest

from ingest.columns import FormVocabulary
from ingest.layout import find_tables
from ingest.layout.decoded import decoded
from ingest.model import CellValue, Sheet

UNICODE: list[list[CellValue]] = [
    ["Đơn vị: Bệnh viện Mắt"],
    ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Trình độ"],
    ["Phòng Tổ chức"],
    [1, "Lê Văn Đảm", "01/02/1980", "Giáo viên", "Đại học"],
    [2, "Vũ Thị Nga", "01/02/1981", "Giáo viên", "Đại học"],
    ["Khoa Nội"],
    [3, "Nguyễn Hữu Thọ", "01/02/1982", "Hiệu trưởng", "Thạc sĩ"],
    ["Tổng cộng: 3 người"],
    [None, "Người lập biểu"],
    [None, "Lê Thị Xuân"],
]
TCVN3: list[list[CellValue]] = [
    ["§¬n vÞ: BÖnh viÖn M¾t"],
    ["STT", "Hä vµ tªn", "Ngµy sinh", "Chøc vô", "Tr×nh ®é"],
    ["Phßng Tæ chøc"],
    [1, "Lª V¨n §¶m", "01/02/1980", "Gi¸o viªn", "§¹i häc"],
    [2, "Vò ThÞ Nga", "01/02/1981", "Gi¸o viªn", "§¹i häc"],
    ["Khoa Néi"],
    [3, "NguyÔn H÷u Thä", "01/02/1982", "HiÖu tr­ëng", "Th¹c sÜ"],
    ["Tæng céng: 3 ng­êi"],
    [None, "Ng­êi lËp biÓu"],
    [None, "Lª ThÞ Xu©n"],
]
VNI: list[list[CellValue]] = [
    ["Ñôn vò: Beänh vieän Maét"],
    ["STT", "Hoï vaø teân", "Ngaøy sinh", "Chöùc vuï", "Trình ñoä"],
    ["Phoøng Toå chöùc"],
    [1, "Leâ Vaên Ñaûm", "01/02/1980", "Giaùo vieân", "Ñaïi hoïc"],
    [2, "Vuõ Thò Nga", "01/02/1981", "Giaùo vieân", "Ñaïi hoïc"],
    ["Khoa Noäi"],
    [3, "Nguyeãn Höõu Thoï", "01/02/1982", "Hieäu tröôûng", "Thaïc só"],
    ["Toång coäng: 3 ngöôøi"],
    [None, "Ngöôøi laäp bieåu"],
    [None, "Leâ Thò Xuaân"],
]


def _sheet(rows: list[list[CellValue]]) -> Sheet:
    return Sheet("DS", False, 1, [tuple(row) for row in rows])


@pytest.mark.parametrize("rows", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_an_old_encoding_changes_nothing_but_the_cells(rows: list[list[CellValue]]) -> None:
    wanted = find_tables(_sheet(UNICODE), FormVocabulary())
    found = find_tables(_sheet(rows), FormVocabulary())
    assert found.tables == wanted.tables
    assert found.tables[0].rows[0].group == ("Phòng Tổ chức",)
    assert found.tables[0].context["agency_name"] == "Bệnh viện Mắt"


def test_records_keep_the_cells_as_they_were_typed() -> None:
    found = find_tables(_sheet(TCVN3), FormVocabulary())
    assert found.sheet.cell(4, 1) == "Lª V¨n §¶m"


def test_a_sheet_in_unicode_is_left_alone() -> None:
    sheet = _sheet([*UNICODE, [None, "Hà Thị Mùi", "Caf\u00e9"]])
    assert decoded(sheet) is sheet


def test_headers_in_unicode_over_cells_in_an_old_encoding_stay() -> None:
    header: list[CellValue] = ["STT", "HỌ, ĐỆM", "TÊN", "CHỨC VỤ", "TRÌNH ĐỘ"]
    found = find_tables(_sheet([header, *TCVN3[3:5], TCVN3[6]]), FormVocabulary())
    assert [c.path for c in found.tables[0].columns] == [(text,) for text in header]
