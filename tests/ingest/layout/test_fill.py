"""Merged cells of a body: values for every row they cover, and rows that are more about the person above."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest.layout.fill import continued, filled_down, one_row_a_person
from ingest.model import BodyRow, CellValue, HeaderColumn, Range, Sheet, Table, column_letter
from ingest.pipeline import read

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Trình độ", "Đơn vị công tác"]


def sheet_of(rows: list[tuple[CellValue, ...]], *merges: Range) -> tuple[Sheet, Table]:
    width = max(map(len, rows))
    columns = tuple(HeaderColumn(i, column_letter(i), (f"H{i}",)) for i in range(width))
    table = Table((1,), 2, len(rows) + 1, columns, tuple(BodyRow(n) for n in range(2, len(rows) + 2)), ())
    return Sheet("S", False, 1, [tuple(c.path[0] for c in columns), *rows], merges), table


def test_a_value_over_rows_is_every_rows_value() -> None:
    sheet, table = sheet_of([(1, "An", "Sở A"), (2, "Ba"), (3, "Tư", "Sở B")], Range(2, 2, 3, 2))
    filled = filled_down(sheet, [table])
    assert [filled.cell(row, 2) for row in (2, 3, 4)] == ["Sở A", "Sở A", "Sở B"]
    assert sheet.cell(3, 2) is None


def test_a_value_over_columns_is_the_first_columns_only() -> None:
    sheet, table = sheet_of([(1, "An", None, "x"), (2, "Ba", "y", "x")], Range(2, 1, 2, 2))
    assert filled_down(sheet, [table]) is sheet


def test_a_value_over_rows_and_columns_goes_down_only() -> None:
    sheet, table = sheet_of([(1, "An", "Sở A", None), (2, "Ba", None, None)], Range(2, 2, 3, 3))
    assert filled_down(sheet, [table]).row(3) == (2, "Ba", "Sở A", None)


@pytest.mark.parametrize("merge", [Range(1, 0, 2, 0), Range(4, 1, 9, 1), Range(2, 7, 3, 7)])
def test_merges_of_a_header_or_beside_the_table_change_nothing(merge: Range) -> None:
    sheet, table = sheet_of([(1, "An"), (2, "Ba"), (3, "Tư")], merge)
    assert filled_down(sheet, [table]) is sheet


@pytest.mark.parametrize("merge", [Range(2, 1, 3, 1), Range(2, 0, 3, 0)])
def test_rows_of_a_merged_name_or_number_are_one_person(merge: Range) -> None:
    sheet, table = sheet_of([(1, "An", "Đại học"), (None, None, "Thạc sĩ"), (2, "Ba", "Cao đẳng")], merge)
    cells, kept = one_row_a_person(sheet, filled_down(sheet, [table]), table, 1)
    assert [row.row for row in kept.rows] == [2, 4]
    assert cells.cell(2, 2) == "Đại học\nThạc sĩ"
    assert [(s.row, s.reason) for s in kept.skipped] == [(3, "note")]
    (told,) = continued(sheet, table, kept)
    assert (told.code, told.row, told.params["above"], told.params["cells"]) == (
        "row.continuation",
        3,
        2,
        "C3: Thạc sĩ",
    )


def test_a_name_of_its_own_is_a_person_whatever_is_merged() -> None:
    sheet, table = sheet_of([(1, "An", "Sở A"), (None, "Ba", None)], Range(2, 0, 3, 0), Range(2, 2, 3, 2))
    assert one_row_a_person(sheet, sheet, table, 1)[1] is table


def test_a_unit_merged_over_a_row_without_a_name_makes_it_no_continuation() -> None:
    sheet, table = sheet_of([("Sở A", 1, "An", "GV"), (None, 2, None, "GV")], Range(2, 0, 3, 0))
    assert one_row_a_person(sheet, sheet, table, 2)[1] is table


def save(path: Path, rows: list[list[Any]], merges: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "DS"
    for row in rows:
        sheet.append(row)
    for merge in merges.split():
        sheet.merge_cells(merge)
    book.save(path)
    book.close()
    return path


def test_the_document_tells_what_stood_in_continued_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEADER,
        [1, "Lê Văn Mẫu", date(1980, 2, 1), "Đại học", "Sở Mẫu Một"],
        [None, None, None, "Thạc sĩ", None],
        [2, "Vũ Thị Mẫu", date(1981, 4, 3), "Cao đẳng", None],
    ]
    (sheet,) = read(save(tmp_path / "m.xlsx", rows, "A2:A3 B2:B3 C2:C3 E2:E4"), internal=True)["sheets"]
    (table,) = sheet["tables"]
    assert [r["values"]["full_name"] for r in table["records"]] == ["Lê Văn Mẫu", "Vũ Thị Mẫu"]
    assert [r["values"]["agency_name"] for r in table["records"]] == ["Sở Mẫu Một"] * 2
    assert table["records"][1]["raw"] == {"A": "2", "B": "Vũ Thị Mẫu", "C": "03/04/1981", "D": "Cao đẳng"}
    (found,) = sheet["problems"]
    assert (found["code"], found["severity"], found["row"]) == ("row.continuation", "info", 3)
    assert "D3: Thạc sĩ" in found["message"]
