"""Whole numbers as their formats show them, in both generations of Excel files."""

from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from ingest.readers.digits import digit_pattern, show_digits
from ingest.workbook import open_workbook

SHOWN = [
    (33090001234, "000000000000", "033090001234"),
    (912345678, "0000000000", "0912345678"),
    (912345678, "0000 000 000", "0912 345 678"),
    (912345678, r"0000\.000\.000", "0912.345.678"),
    (912345678, "0#########", "0912345678"),
    (912345678, '"0"#########', "0912345678"),
    (84912345678, "(00) 000 000 000", "(84) 912 345 678"),
    (5, "00", "05"),
    (123, "00", "123"),
    (7, "[Red]000;-000", "007"),
    (0, "000", "000"),
]


@pytest.mark.parametrize(("number", "code", "shown"), SHOWN)
def test_shown_digits(number: int, code: str, shown: str) -> None:
    pattern = digit_pattern(code)
    assert pattern is not None
    assert show_digits(number, pattern) == shown


@pytest.mark.parametrize(
    "code", ["General", "0", "#,##0", "0.00", "00.00", "0%", "# ##0", "dd/mm/yyyy", "@", "", "0.00E+00", "#"]
)
def test_plain_number_formats_add_nothing(code: str) -> None:
    assert digit_pattern(code) is None


def test_both_kinds_of_excel(tmp_path: Path) -> None:
    new, old = tmp_path / "a.xlsx", tmp_path / "a.xls"
    with xlsxwriter.Workbook(str(new)) as book:
        sheet = book.add_worksheet("S")
        for row, (number, code, _) in enumerate(SHOWN):
            sheet.write_number(row, 0, number, book.add_format({"num_format": code}))
        sheet.write_number(len(SHOWN), 0, 1.5, book.add_format({"num_format": "000"}))
    older = xlwt.Workbook()
    page = older.add_sheet("S")
    for row, (number, code, _) in enumerate(SHOWN):
        page.write(row, 0, number, xlwt.easyxf(num_format_str=code))
    older.save(str(old))
    shown = [(text,) for _, _, text in SHOWN]
    assert open_workbook(new).sheets[0].rows == [*shown, (1.5,)]
    assert open_workbook(old).sheets[0].rows == shown
