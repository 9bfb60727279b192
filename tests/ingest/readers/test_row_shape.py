"""Rows read at a glance against expat: random rows of all kinds of cells, the same sheet from both."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.readers import xlsx_package, xlsx_plain, xlsx_reader
from ingest.readers.plain_parts import NotPlain
from ingest.readers.row_shape import RowShape
from ingest.readers.xlsx_reader import read_xlsx

MakeXlsx = Callable[..., Path]
STRINGS = "<sst><si><t>Họ và tên</t></si><si><t/></si><si><t>Đặng Thị Lan</t></si></sst>"
FIRST = '<row r="1">' + "".join(f'<c r="{letter}1" t="s"><v>0</v></c>' for letter in "ABCDE") + "</row>"
CELLS = st.sampled_from(
    ["", "", '<c r="{}"/>', '<c r="{}" s="1"/>', '<c r="{}" t="s"/>', '<c r="{}" t="s"><v>0</v></c>',
     '<c r="{}" s="1" t="s"><v>2</v></c>', '<c r="{}" t="s"><v>1</v></c>', '<c r="{}" t="s"><v>02</v></c>',
     '<c r="{}"><v>12</v></c>', '<c r="{}"><v>12</v></c>', '<c r="{}" s="1"><v>38777</v></c>',
     '<c r="{}" t="n"><v>1.50</v></c>', '<c r="{}"><v></v></c>', '<c r="{}"><v/></c>', '<c r="{}"></c>',
     '<c r="{}" t="b"><v>1</v></c>', '<c r="{}" t="e"><v>#REF!</v></c>', '<c r="{}" t="str"><v>x</v></c>',
     '<c r="{}" t="str"><v>_x0001_</v></c>', '<c r="{}" t="d"><v>2024-05-06</v></c>']
)  # fmt: skip
ODD = st.sampled_from(
    ['<c r="{}" t="s"><v>9</v></c>', '<c r="{}" t="s"><v>x</v></c>', '<c r="A9"><v>1</v></c>', "x", " ", "<f>1</f>",
     '<c r="{}" t="inlineStr"><is><t>ô</t></is></c>', '<c r="{}"><v>é</v></c>', '<c  r="{}"/>', '<c r="G{}"/>']
)  # fmt: skip
HEADS = st.sampled_from(['<row r="{}">'] * 4 + ['<row r="{}" spans="1:5" hidden="1">', '<row r="{}" r="3">'])


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Some rows, now and then one odd cell among them."""
    odd = draw(st.integers(-20, 8))
    rows = []
    for number in range(2, draw(st.integers(3, 9))):
        head = draw(HEADS).format(number)
        cells = [draw(CELLS).replace("{}", f"{letter}{number}") for letter in "ABCDEF"]
        if number == odd:
            at = draw(st.integers(0, 5))
            cells[at] = draw(ODD).replace("{}", f"{'ABCDEF'[at]}{number}")
        rows.append(head + "".join(cells) + "</row>")
    return f"<sheetData>{FIRST}{''.join(rows)}</sheetData>"


def expat_only(*_: object) -> None:
    raise NotPlain


@settings(max_examples=250, deadline=None)
@given(sheet=sheets())
def test_a_row_at_a_glance_is_what_expat_reads(
    make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch, sheet: str
) -> None:
    path = make_xlsx(sheet, strings=STRINGS)

    def read() -> object:
        try:
            return read_xlsx(path, "xlsx")
        except Unreadable as error:
            return error.code

    with monkeypatch.context() as patch:
        patch.setattr(xlsx_plain, "_TITLE_ROWS", 1)
        quick = read()
        patch.setattr(xlsx_reader, "plain_sheet", expat_only)
        patch.setattr(xlsx_package, "plain_strings", expat_only)
        assert quick == read()


def test_rows_of_a_usual_list_are_taken_at_a_glance(make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        f'<row r="{n}" spans="1:5"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="s"><v>2</v></c><c r="E{n}" s="1"/></row>'
        for n in range(2, 12)
    )
    taken: list[bool] = []
    at_a_glance = RowShape.read

    def read(shape: RowShape, text: str) -> object:
        found = at_a_glance(shape, text)
        taken.append(found is not None)
        return found

    monkeypatch.setattr(RowShape, "read", read)
    monkeypatch.setattr(xlsx_plain, "_TITLE_ROWS", 1)
    book = read_xlsx(make_xlsx(f"<sheetData>{FIRST}{rows}</sheetData>", strings=STRINGS), "xlsx")
    assert taken == [True] * 10
    assert book.sheets[0].rows[10] == (11, "Đặng Thị Lan")
