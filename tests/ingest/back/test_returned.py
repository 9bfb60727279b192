"""Rows sent back come to their agency marked in its own workbook, with the steward's words."""

from pathlib import Path

import openpyxl

from ingest.back.annotate import annotate
from ingest.back.returned import returned_problems

ROWS = [{"sheet": "DS", "row": 3, "full_name": "Trần Văn Hùng", "reason": "Năm sinh khác quyết định tuyển dụng."}]


def understood(*columns: tuple[str, str]) -> dict[str, object]:
    cells = [{"column": letter, "header": field, "field": field} for letter, field in columns]
    return {"sheets": [{"sheet": "DS", "tables": [{"columns": cells}]}]}


def test_a_row_sent_back_is_an_error_at_its_name() -> None:
    [found] = returned_problems(ROWS, understood(("A", "staff_code"), ("B", "full_name")))
    assert (found["code"], found["severity"], found["sheet"]) == ("row.returned", "error", "DS")
    assert (found["cell"], found["row"], found["field"]) == ("B3", 3, "full_name")
    assert "(Trần Văn Hùng): Năm sinh khác quyết định tuyển dụng. Sửa" in found["message"]


def test_without_a_column_of_whole_names_the_given_name_or_the_row_is_marked() -> None:
    apart = understood(("B", "family_name"), ("C", "given_name"))
    assert [one["cell"] for one in returned_problems(ROWS, apart)] == ["C3"]
    assert [(one["cell"], one["row"]) for one in returned_problems(ROWS, {})] == [(None, 3)]


def test_the_workbook_says_which_row_and_why(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "DS"
    for row in (["STT", "Họ và tên"], [1, "Nguyễn Thị Lan"], [2, "Trần Văn Hùng"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    book.close()
    problems = returned_problems(ROWS, understood(("B", "full_name")))
    assert annotate(tmp_path / "a.xlsx", problems, tmp_path / "out.xlsx") == 1
    marked = openpyxl.load_workbook(tmp_path / "out.xlsx")
    note = marked["DS"]["B3"].comment
    assert note is not None
    assert "Năm sinh khác quyết định" in note.text
    others = [page for page in marked.worksheets if page.title != "DS"]
    listed = [str(cell.value) for page in others for row in page.iter_rows() for cell in row]
    assert any("Năm sinh khác quyết định" in text for text in listed)
    assert marked["DS"]["B2"].comment is None
    marked.close()
