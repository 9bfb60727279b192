"""Nothing of a file is lost: every filled cell is stored or named, proven cell by cell and by counting bytes."""

import csv
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import cell_address, column_letter, display
from ingest.pipeline import read
from ingest.readers import xlsx_reader
from ingest.readers.cells import RowStore
from ingest.readers.raw_count import count_filled
from ingest.workbook import open_workbook
from tests.ingest.hostile.binary import binary_book, record, sheet_records, text_cell

Cells = dict[tuple[int, int], str | float]
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Ghi chú")
PERSON = ("1", "Nguyễn Văn Đảm", "03/05/1975", "Nam", "033075000001", "x")

texts = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Zs", "Po"]), min_size=1, max_size=12)
words = st.sampled_from(["Tổng cộng", "I. Phòng Nội vụ", "Người lập", "Ví dụ", "Ghi chú: a", *HEADER, *PERSON])
values = st.one_of(texts.filter(lambda t: bool(t.strip())), words, st.integers(0, 10**11).map(float))
random_cells = st.dictionaries(st.tuples(st.integers(1, 14), st.integers(0, 8)), values, min_size=1, max_size=40)


@st.composite
def sheets(draw: st.DrawFn) -> Cells:
    """Random cells, with a list among them or without one."""
    cells: Cells = draw(random_cells)
    if draw(st.booleans()):
        top = draw(st.integers(1, 6))
        for line in range(draw(st.integers(1, 6))):
            row: tuple[str, ...] = PERSON if line else HEADER
            cells |= {(top + line, column): text for column, text in enumerate(row)}
    return cells


def by_xlsxwriter(path: Path, cells: Cells) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        for (row, column), value in cells.items():
            write = sheet.write_string if isinstance(value, str) else sheet.write_number
            write(row - 1, column, value)


def by_openpyxl(path: Path, cells: Cells) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for (row, column), value in cells.items():
        cell = sheet.cell(row, column + 1)
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else "n"
    book.save(path)


def by_xlwt(path: Path, cells: Cells) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for (row, column), value in cells.items():
        sheet.write(row - 1, column, value)
    book.save(str(path))


def by_csv(path: Path, cells: Cells) -> None:
    rows = [[""] * 9 for _ in range(max(row for row, _ in cells))]
    for (row, column), value in cells.items():
        rows[row - 1][column] = display(value)
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)


def by_web_page(path: Path, cells: Cells) -> None:
    lines = ["<html><meta charset=utf-8><table>"]
    for row in range(1, max(row for row, _ in cells) + 1):
        shown = (display(cells.get((row, column), "")) for column in range(9))
        lines.append("<tr>" + "".join(f"<td>{s.replace('&', '&amp;')}</td>" for s in shown) + "</tr>")
    path.write_text("\n".join([*lines, "</table></html>"]), encoding="utf-8")


def by_grid(cells: Cells) -> list[list[str | float | None]]:
    return [[cells.get((row, column)) for column in range(9)] for row in range(1, max(row for row, _ in cells) + 1)]


def by_ods(path: Path, cells: Cells) -> None:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    lines = ""
    for row in by_grid(cells):
        lines += "<table:table-row>"
        for value in row:
            if value is None:
                lines += "<table:table-cell/>"
            elif isinstance(value, str):
                # blanks at the ends and several of them are elements of their own in this format
                shown = escape(value).replace(" ", "<text:s/>")
                lines += f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'
            else:
                lines += f'<table:table-cell office:value-type="float" office:value="{value:.0f}"/>'
        lines += "</table:table-row>"
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)


def by_xml2003(path: Path, cells: Cells) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = ""
    for row in by_grid(cells):
        lines += "<Row>"
        for column, value in enumerate(row, start=1):
            if value is not None:
                kind = "String" if isinstance(value, str) else "Number"
                shown = escape(display(value))
                lines += f'<Cell ss:Index="{column}"><Data ss:Type="{kind}">{shown}</Data></Cell>'
        lines += "</Row>"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="S"><Table>{lines}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )


def by_binary(path: Path, cells: Cells) -> None:
    rows = [
        (
            y,
            b"".join(
                text_cell(x, value) if isinstance(value, str) else record(5, struct.pack("<IId", x, 0, value))
                for x, value in enumerate(row)
                if value is not None
            ),
        )
        for y, row in enumerate(by_grid(cells))
    ]
    path.write_bytes(binary_book([sheet_records(rows)]))


WRITERS = {
    "a.xlsx": by_xlsxwriter,
    "b.xlsx": by_openpyxl,
    "c.xls": by_xlwt,
    "d.csv": by_csv,
    "e.xls": by_web_page,
    "f.ods": by_ods,
    "g.xls": by_xml2003,
    "h.xlsb": by_binary,
}


def accounted(document: dict[str, Any]) -> tuple[set[str], set[int]]:
    """Addresses that are stored or named one by one, and rows that are named as a whole."""
    cells, rows = set[str](), set[int]()
    (sheet,) = document["sheets"]
    skipped = list(sheet["skipped"])
    found = list(sheet["problems"])
    for table in sheet["tables"]:
        rows.update(table["header_rows"])
        if table["form"] is None:
            rows.update(range(table["first_row"], table["last_row"] + 1))
        cells |= {f"{letter}{record['row']}" for record in table["records"] for letter in record["raw"]}
        skipped += table["skipped"]
        found += table["problems"]
    cells |= {f"{letter}{row['row']}" for row in skipped for letter in row["cells"]}
    cells |= {item["cell"] for item in found if item["cell"]}
    return cells, rows


def lost(path: Path, cells: Cells) -> list[str]:
    """Filled cells of which the reading says nothing, and what it says itself to have lost."""
    document = read(path, internal=True)
    (sheet,) = document["sheets"]
    told = [item["code"] for item in sheet["problems"] if item["code"] == "conservation.lost"]
    if sheet["ignored"]:
        return told
    known, rows = accounted(document)
    return told + [
        cell_address(row, column)
        for (row, column), value in cells.items()
        if display(value).strip() and row not in rows and cell_address(row, column) not in known
    ]


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, deadline=None)
@given(cells=sheets())
def test_every_filled_cell_is_stored_or_named(tmp_path: Path, name: str, cells: Cells) -> None:
    path = tmp_path / name
    WRITERS[name](path, cells)
    assert lost(path, cells) == []


@pytest.mark.parametrize("name", WRITERS)
def test_cell_that_the_reader_drops_is_told(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cells: Cells = {(1 + line, c): text for line in range(4) for c, text in enumerate(PERSON if line else HEADER)}
    WRITERS[name](tmp_path / name, cells)
    assert lost(tmp_path / name, cells) == []
    put_row, put = RowStore.put_row, RowStore.put
    monkeypatch.setattr(RowStore, "put_row", lambda s, row, cs: put_row(s, row, cs if row != 3 else cs[:-1]))
    monkeypatch.setattr(RowStore, "put", lambda s, row, c, v: None if (row, c) == (3, 5) else put(s, row, c, v))
    assert lost(tmp_path / name, cells) == ["conservation.lost", f"{column_letter(5)}3"]


def test_bytes_are_counted_without_the_reader(make_xlsx: Callable[..., Path]) -> None:
    inside = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1"><f>A1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>A1</f><v></v></c><c r="E1" t="inlineStr"><is><t>x</t></is></c>'
        '<c r="F1" t="inlineStr"><is><t></t></is></c><c r="G1" t="inlineStr"><is><r><t>y</t></r></is></c>'
        '<c r="H1"><f>A1</f></c></row></sheetData>'
    )
    path = make_xlsx(inside)
    with zipfile.ZipFile(path) as archive:
        assert count_filled(archive, "xl/worksheets/sheet1.xml") == 4
    workbook = open_workbook(path)
    assert workbook.nonempty == {"S": 5}  # and the formula without a value
    with zipfile.ZipFile(make_xlsx(inside.replace("<v>1</v>", "<v><![CDATA[1]]></v>"))) as archive:
        assert count_filled(archive, "xl/worksheets/sheet1.xml") is None


def test_count_holds_across_the_pieces_in_which_a_sheet_is_inflated(
    make_xlsx: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 300))
    path = make_xlsx(f"<sheetData>{rows}</sheetData>")
    for size in (7, 64, 65, 100, 1000):
        monkeypatch.setattr("ingest.readers.raw_count._CHUNK", size)
        with zipfile.ZipFile(path) as archive:
            assert count_filled(archive, "xl/worksheets/sheet1.xml") == 299
    assert xlsx_reader.read_xlsx(path, "xlsx").nonempty == {"S": 299}
