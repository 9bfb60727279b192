"""A column "Nữ" alone: an unmarked row is a man's, unless something says a woman; beside a column "Nam" unknown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.pipeline import read

PEOPLE = [
    ("Nguyễn Văn Mẫu", "25/11/1975"), ("Trần Thị Thử", "26/11/1976"), ("Lê Thu Ví", "27/11/1977"),
    ("Phạm Đức Dụ", "28/11/1978"), ("Vũ Minh Giả", "29/11/1979"), ("Đỗ Ngọc Tưởng", "30/11/1980"),
]  # fmt: skip


def read_marks(
    path: Path, headers: Sequence[str], marks: Sequence[Sequence[Any]]
) -> tuple[list[str | None], list[tuple[str, str | None]]]:
    """Sexes by row, and the problems about them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Ngày sinh", *headers])
    for number, (person, cells) in enumerate(zip(PEOPLE, marks, strict=False), 1):
        sheet.append([number, *person, *cells])
    book.save(path)
    book.close()
    table = read(path)["sheets"][0]["tables"][0]
    told = [(p["code"], p["cell"]) for p in table["problems"] if p["field"] == "sex"]
    return [record["values"].get("sex") for record in table["records"]], told


@pytest.mark.parametrize(
    ("headers", "marks", "sexes", "told"),
    [
        (["Nữ"], [[None], ["x"], ["x"], ["-"]], ["male", "female", "female", "male"], [("sex.unmarked_male", None)]),
        # nobody is marked: the column says nothing
        (["Nữ"], [[None]] * 4, [None] * 4, []),
        # a woman's middle name: asked, not guessed
        (["Nữ"], [[None], [None], ["x"], ["x"]], ["male", None, "female", "female"],
         [("sex.unmarked_male", None), ("sex.unmarked_doubt", "D3")]),
        (["Nam", "Nữ"], [[None, None], [None, "x"], [None, "x"], ["x", None]],
         [None, "female", "female", "male"], []),
        # an id of a woman
        (["Nữ", "Số CCCD"], [[None, "033075000011"], ["x", None], ["x", None], [None, "033178000012"]],
         ["male", "female", "female", None], [("sex.unmarked_male", None), ("sex.unmarked_doubt", "D5")]),
        # not filled in: as many women unmarked as marked
        (["Nữ", "Số CCCD"], [[None, None], [None, None], ["x", None], [None, "033178000012"]],
         [None, None, "female", None], [("sex.unmarked_doubt", "D3"), ("sex.unmarked_doubt", "D5")]),
    ],
)  # fmt: skip
def test_who_is_not_marked(
    tmp_path: Path, headers: list[str], marks: list[list[Any]], sexes: list[str | None], told: list[Any]
) -> None:
    assert read_marks(tmp_path / "ds.xlsx", headers, marks) == (sexes, told)


def test_a_cell_that_is_no_mark_leaves_the_sex_open(tmp_path: Path) -> None:
    sexes, told = read_marks(tmp_path / "ds.xlsx", ["Nữ"], [[None], ["x"], ["x"], ["x"], ["x"], ["?!"]])
    assert sexes == ["male", "female", "female", "female", "female", None]
    assert [code for code, _ in told] == ["sex.unmarked_male", "tick.unknown"]
