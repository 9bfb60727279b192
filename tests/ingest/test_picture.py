"""Strategy: real workbooks through the real child; a window must show what Excel shows, and no more than asked."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.process import run_limited


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "DS"
    sheet.append(["SỞ MẪU", None, None])
    sheet.append(["STT", "Họ và tên", "Ngày sinh"])
    for number in range(1, 101):
        sheet.append([number, f"Người Giả Định {number}", "=1+1"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B50:B55")
    sheet.row_dimensions[4].hidden = True
    made.create_sheet("Trống")
    path = tmp_path / "ds.xlsx"
    made.save(path)
    return path


def window(path: Path, **options: Any) -> dict[str, Any]:
    return run_limited("picture", path, {"sheet": "DS", **options})


def test_a_window_has_texts_merges_and_hidden_rows(book: Path) -> None:
    found = window(book, first=1, rows=5)
    assert found["letters"] == ["A", "B", "C"]
    assert [row["cells"][1] for row in found["rows"]] == [
        "", "Họ và tên", "Người Giả Định 1", "Người Giả Định 2", "Người Giả Định 3",
    ]  # fmt: skip
    assert [row["row"] for row in found["rows"] if row["hidden"]] == [4]
    assert found["merges"] == [[1, 0, 1, 3]]
    assert found["last_row"] == 102


def test_a_merge_is_cut_at_the_end_of_the_window_and_left_out_below_its_beginning(book: Path) -> None:
    assert window(book, first=49, rows=4)["merges"] == [[50, 1, 3, 1]]
    assert window(book, first=51, rows=4)["merges"] == []


def test_a_window_past_the_end_or_of_an_unknown_sheet_is_empty(book: Path) -> None:
    assert window(book, first=5000)["rows"] == []
    assert window(book, first=1, sheet="Không có")["rows"] == []
    assert window(book, first=1, sheet="Trống")["letters"] == []


def test_no_window_is_longer_than_the_page_can_hold(book: Path) -> None:
    assert len(window(book, first=1, rows=10_000)["rows"]) == 60
