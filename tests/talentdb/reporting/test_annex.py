"""The annex as a file: rows as tall as their texts, texts that stay texts, numbers that stay numbers."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Cell, Sheet


@pytest.mark.parametrize(
    ("text", "lines"),
    [("ngắn", 1), ("a" * 10, 1), ("a" * 11, 2), ("một\nhai\nba", 3), ("a" * 25 + "\nhai", 4), ("", 1)],
)
def test_a_row_is_as_tall_as_its_tallest_text(text: str, lines: int) -> None:
    sheet = Sheet("Trang", ("A", "B"), [(text, 3), ("x", None)], (10, 10))
    page = load_workbook(BytesIO(as_xlsx("Tên", [sheet], "Nguồn")))["Trang"]
    assert (page.row_dimensions[5].height or 15) == 15 * lines
    assert page.row_dimensions[6].height in (None, 15)


def test_texts_are_never_formulas_and_shares_are_numbers() -> None:
    rows: list[tuple[Cell, ...]] = [("=1+1", 0.5, 1200), ("@x", None, 3)]
    sheet = Sheet("Trang", ("A", "B", "C"), rows, (10, 10, 10), (1,))
    page = load_workbook(BytesIO(as_xlsx("Tên", [sheet], "Nguồn")))["Trang"]
    assert [(one.value, one.data_type) for one in page[5]] == [("=1+1", "s"), (0.5, "n"), (1200, "n")]
    assert page["B5"].number_format == "0.0%"
