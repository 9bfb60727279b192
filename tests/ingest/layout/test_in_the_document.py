"""What the layout found as the document of a whole file shows it: cells of a form, merged names, hidden sheets."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.pipeline import read


def save(path: Path, rows: list[list[Any]], merges: str = "", name: str = "DS") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for merge in merges.split():
        sheet.merge_cells(merge)
    book.save(path)
    book.close()
    return path


def table_of(document: dict[str, Any]) -> dict[str, Any]:
    (sheet,) = document["sheets"]
    (table,) = sheet["tables"]
    found: dict[str, Any] = table
    return found


def test_problems_and_columns_of_a_form_stand_at_their_cells(tmp_path: Path) -> None:
    rows = [
        ["SƠ YẾU LÝ LỊCH"],
        ["1) Họ và tên khai sinh:", "LÊ VĂN MẪU"],
        ["2) Ngày, tháng, năm sinh:", "31/02/1980"],
        ["3) Giới tính:", "Nam", "4) Dân tộc:", "Kinh"],
        ["5) Số CCCD:", "033080000001"],
        ["Đào tạo, bồi dưỡng"],
    ]
    document = read(save(tmp_path / "cv.xlsx", rows), internal=True)
    table = table_of(document)
    (record,) = table["records"]
    assert record["row"] == 2
    assert {n: record["values"].get(n) for n in ("full_name", "sex", "ethnicity_code", "national_id")} == {
        "full_name": "Lê Văn Mẫu",
        "sex": "male",
        "ethnicity_code": "01",
        "national_id": "033080000001",
    }
    assert [p["cell"] for p in table["problems"] if p["code"].startswith("date")] == ["B3"]
    assert {c["column"] for c in table["columns"] if c["field"] == "ethnicity_code"} == {"D"}
    assert record["raw"]["B3"] == "31/02/1980"
    assert {s["row"]: s["cells"] for s in table["skipped"]}[6] == {"A": "Đào tạo, bồi dưỡng"}
    assert not [p for sheet in document["sheets"] for p in sheet["problems"]]


PEOPLE = [
    ["STT", "Họ và tên", "Ngày sinh", "Trình độ", "Đơn vị công tác"],
    [1, "Lê Văn Mẫu", "01/02/1980", "Đại học", "Sở Mẫu Một"],
    [None, None, None, "Thạc sĩ", None],
    [2, "Vũ Thị Mẫu", "03/04/1981", "Cao đẳng", None],
]


def test_name_merged_over_two_degrees_is_one_person(tmp_path: Path) -> None:
    table = table_of(read(save(tmp_path / "m.xlsx", PEOPLE, "A2:A3 B2:B3 C2:C3 E2:E4")))
    assert [(r["row"], r["values"]["full_name"]) for r in table["records"]] == [(2, "Lê Văn Mẫu"), (4, "Vũ Thị Mẫu")]
    assert table["records"][0]["values"]["qualification"] == "master"
    assert [r["values"]["agency_name"] for r in table["records"]] == ["Sở Mẫu Một", "Sở Mẫu Một"]
    assert table["skipped"] == [{"row": 3, "reason": "note"}]
    assert not [p for p in table["problems"] if p["code"] == "row.refused"]


@pytest.mark.parametrize("hidden", [True, False])
def test_a_hidden_sheet_is_read_and_said(tmp_path: Path, hidden: bool) -> None:
    path = save(tmp_path / "h.xlsx", PEOPLE[:2])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Trống")
    book["DS"].sheet_state = "hidden" if hidden else "visible"
    book.active = 1
    book.save(path)
    book.close()
    document = read(path)
    assert len(document["sheets"][0]["tables"][0]["records"]) == 1
    assert [p["code"] for p in document["sheets"][0]["problems"]] == ["layout.hidden_sheet"] * hidden


NAMES: list[list[Any]] = [
    ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"],
    [1, "Nguyễn Văn Mẫu", "25/11/1975", "Chuyên viên"],
    [2, "Trần Thị Thử", "26/11/1976", "Chuyên viên"],
]
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("letterhead", "body"),
    [
        ([["UBND TỈNH HƯNG YÊN", None, None, NATION], ["BẢO TÀNG TỈNH MẪU", None, None, MOTTO]], "BẢO TÀNG TỈNH MẪU"),
        # a kind that no word tells: its place does
        ([["UBND TỈNH", None, None, NATION], ["LÀNG TRẺ HOA SEN", None, None, MOTTO]], "LÀNG TRẺ HOA SEN"),
        ([[f"SỞ Y TẾ          {NATION}"], [f"KHU ĐIỀU DƯỠNG SEN          {MOTTO}"]], "KHU ĐIỀU DƯỠNG SEN"),
        ([["SỞ Y TẾ\nKHU ĐIỀU DƯỠNG SEN", None, None, f"{NATION}\n{MOTTO}"]], "KHU ĐIỀU DƯỠNG SEN"),
        ([["SỞ Y TẾ", None, None, NATION], ["Số: 12/DS", None, None, MOTTO]], "SỞ Y TẾ"),
        ([["SỞ Y TẾ", None, None, NATION], ["DANH SÁCH VIÊN CHỨC", None, None, MOTTO]], "SỞ Y TẾ"),
        ([["SỞ Y TẾ", None, None, NATION], [None, None, None, MOTTO]], "SỞ Y TẾ"),
    ],
)
def test_the_lower_line_of_a_letterhead_is_the_body(tmp_path: Path, letterhead: list[list[Any]], body: str) -> None:
    rows: list[list[Any]] = [*letterhead, [None, "DANH SÁCH TRÍ THỨC"], *NAMES]
    table = table_of(read(save(tmp_path / "ds.xlsx", rows)))
    assert table["context"]["agency_name"] == body
    assert [record["values"]["full_name"] for record in table["records"]] == ["Nguyễn Văn Mẫu", "Trần Thị Thử"]
