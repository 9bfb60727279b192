"""Strategy: the HTML is parsed again, and what a reader would see of it is compared with what went in."""

from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboards import intake_labels, labels
from dashboards.sheet_picture import as_html, reading_of

SHEET = {
    "tables": [
        {
            "header_rows": [2], "first_row": 3, "last_row": 5, "columns": [
                {"column": "A", "field": None, "confidence": 0.0},
                {"column": "B", "field": "full_name", "confidence": 0.99},
                {"column": "C", "field": "birth_date", "confidence": 0.6},
            ],
            "skipped": [{"row": 1, "reason": "title"}, {"row": 4, "reason": "group"}],
        }
    ],
}  # fmt: skip
PROBLEMS = [
    {"cell": "C5", "severity": "warning", "message": "Xem lại"},
    {"cell": "C5", "severity": "error", "message": "Không có ngày 31/02"},
    {"cell": None, "severity": "info", "message": "của cả bảng"},
]


def window(rows: dict[int, list[str]], merges: list[list[int]] | None = None) -> dict[str, Any]:
    listed = [{"row": number, "hidden": number == 3, "cells": cells} for number, cells in rows.items()]
    return {"letters": ["A", "B", "C"], "rows": listed, "merges": merges or []}


class Grid(HTMLParser):
    """Rows as (class, row header, cells); a cell as (text, attributes)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        if tag == "tr":
            self.rows.append((dict(attrs).get("class", ""), []))
        if tag in {"td", "th"}:
            self.rows[-1][1].append(("", dict(attrs)))
            self.open = True
        assert tag in {"div", "table", "thead", "tbody", "tr", "td", "th", "b", "i", "span"}

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.open:
            text, attributes = self.rows[-1][1][-1]
            self.rows[-1][1][-1] = text + data, attributes


def drawn(html: str) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    grid = Grid()
    grid.feed(html)
    return grid.rows


def test_rows_columns_and_problems_are_marked() -> None:
    rows = drawn(as_html(
        window({1: ["DS", "", ""], 2: ["STT", "Tên", "NS"], 3: ["1", "Lan", "1990"], 4: ["I. Phòng", "", ""],
                5: ["2", "Hùng", "31/02"]}, [[1, 0, 1, 3]]),
        reading_of(SHEET, PROBLEMS),
    ))  # fmt: skip
    assert [name for name, _ in rows] == ["", "skipped", "header", "record", "group", "record"]
    heads = [text for text, _ in rows[0][1]]
    assert heads[2] == "B" + labels.FIELD["full_name"]
    assert heads[3] == "C" + labels.FIELD["birth_date"] + "?"
    assert heads[1] == "A" + labels.PICTURE_UNUSED
    assert [len(cells) for _, cells in rows[1:]] == [2, 4, 4, 4, 4], "covered cells of the merge are not drawn"
    assert rows[1][1][1][1]["colspan"] == "3"
    text, attributes = rows[5][1][3]
    assert (text, attributes["class"]) == ("31/02", "error")
    assert "Không có ngày 31/02" in attributes["title"]
    assert intake_labels.PICTURE_HIDDEN in rows[3][1][0][0]


@given(st.text(max_size=40))
def test_no_text_of_a_cell_becomes_markup(text: str) -> None:
    problems = [{"cell": "B3", "severity": "error", "message": text}]
    rows = drawn(as_html(window({3: ["1", text, ""]}), reading_of(SHEET, problems)))
    assert len(rows) == 2
    assert len(rows[1][1]) == 4


def test_a_persons_form_names_each_value_at_its_cell() -> None:
    form = {"tables": [{
        "header_rows": [3, 4], "first_row": 3, "last_row": 3, "skipped": [], "columns": [
            {"column": "B", "header": "Họ và tên", "field": "full_name", "confidence": 0.99},
            {"column": "B", "header": "Ngày sinh", "field": "birth_date", "confidence": 0.99},
        ],
    }]}  # fmt: skip
    rows = drawn(as_html(window({3: ["Họ và tên:", "Lan", ""], 4: ["Ngày sinh:", "1990", ""]}), reading_of(form, [])))
    assert [text for text, _ in rows[0][1]][1:] == ["A", "B", "C"], "a letter stands for many fields here"
    assert [name for name, _ in rows[1:]] == ["record", "record"]
    assert rows[1][1][2][0] == labels.FIELD["full_name"] + "Lan"
    assert rows[2][1][2][0] == labels.FIELD["birth_date"] + "1990"


def test_columns_left_aside_and_tables_side_by_side_are_told_apart() -> None:
    def table(letter: str, header: int, first: int) -> dict[str, Any]:
        return {
            "header_rows": [header], "first_row": first, "last_row": 9, "skipped": [],
            "columns": [{"column": letter, "header": "Tên", "field": "full_name", "confidence": 0.99}],
        }  # fmt: skip

    sheet = {"tables": [table("A", 2, 3), table("C", 3, 4)]}
    rows = drawn(
        as_html(window({2: ["Tên", "", ""], 3: ["Lan", "lạ", "Tên"], 4: ["Huệ", "", "Hùng"]}), reading_of(sheet, []))
    )
    assert [name for name, _ in rows[1:]] == ["header", "record", "record"]
    assert rows[2][1][2][1].get("class") == "aside"
    assert rows[2][1][3][1].get("class") == "header"


def test_long_titles_run_over_the_empty_cells_beside_them() -> None:
    rows = drawn(as_html(window({1: ["DANH SÁCH ĐỘI NGŨ TRÍ THỨC", "", "2026"]}), reading_of(SHEET, [])))
    assert rows[1][1][1][1]["colspan"] == "2"
    assert rows[1][1][2][0] == "2026"
