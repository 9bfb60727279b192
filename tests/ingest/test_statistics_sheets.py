"""Strategy: sheets of figures as bodies publish them, through the pipeline; a list of people beside them is read."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.pipeline import read

FIGURES: list[list[Any]] = [
    ["THỐNG KÊ KẾT QUẢ HOẠT ĐỘNG"],
    [],
    ["STT", "Chức danh nghề nghiệp", "Tổng số", "Nữ", "Trình độ", "Tỷ lệ"],
    [1, "Giáo viên", 12, 5, "3", "25%"],
    [2, "Nhân viên", 1_204, 600, "41", "3,4 %"],
    [3, "Cán bộ quản lý", "1.020", 7, None, "0"],
]
PEOPLE: list[list[Any]] = [
    ["STT", "Họ và tên", "Năm sinh", "Số con"],
    [1, "Nguyễn Thị Giả Định", 1980, 2],
    [2, "Trần Văn Tưởng Tượng", 1975, 1],
]


def sheets(tmp_path: Path, **rows: list[list[Any]]) -> dict[str, dict[str, Any]]:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, listed in rows.items():
        made = book.create_sheet(name)
        for row in listed:
            made.append(row)
    path = tmp_path / "bieu.xlsx"
    book.save(path)
    return {sheet["sheet"]: sheet for sheet in read(path)["sheets"]}


def test_figures_are_left_out_and_people_beside_them_are_read(tmp_path: Path) -> None:
    found = sheets(tmp_path, Biểu1=FIGURES, DS=PEOPLE)
    assert (found["Biểu1"]["ignored"], found["Biểu1"]["tables"]) == ("statistics", [])
    assert found["DS"]["ignored"] is None
    assert [r["values"]["full_name"] for r in found["DS"]["tables"][0]["records"]] == [
        "Nguyễn Thị Giả Định", "Trần Văn Tưởng Tượng",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["đang xây dựng", "Thạc sĩ", "033085001234"])
def test_rows_of_words_or_long_numbers_are_no_figures(tmp_path: Path, words: str) -> None:
    rows = [["STT", "Nội dung", "Kỳ một", "Kỳ hai"], *([n, f"Mục {n}", words, words] for n in range(1, 6))]
    assert sheets(tmp_path, KH=rows)["KH"]["ignored"] != "statistics"
