"""Packages of other programs changed in place: prefixes, cells without addresses, macros, rows that are not there."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from ingest.back.annotate import annotate
from ingest.back.patch.scan import SheetScan, place
from ingest.back.patch.sheet import CellChange, SheetPatch
from ingest.back.patch.xml import NotPatchable, attributed, parse, splice, utf8

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def changed(sheet: str, cells: dict[tuple[int, int], str | None], restyle: dict[int, int] | None = None) -> str:
    patch = SheetPatch(sheet.encode(), frozenset(row for row, _ in cells), restyle or {})
    patch.change({at: CellChange(lambda base: base + 5, value) for at, value in cells.items()})
    return patch.as_bytes().decode()


def wrapped(body: str, more: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" style="1"/></cols>{body}{more}</worksheet>'


def test_a_cell_keeps_all_but_its_style() -> None:
    before = wrapped('<sheetData><row r="2"><c r="A2" s="3" t="str"><f>B2&gt;1</f><v>x</v></c></row></sheetData>')
    assert changed(before, {(2, 0): None}) == before.replace('<c r="A2" s="3"', '<c s="8" r="A2"')


@pytest.mark.parametrize(
    ("body", "at", "expected"),
    [
        ("<sheetData/>", (3, 1), '<sheetData><row r="3"><c r="B3" s="6"/></row></sheetData>'),
        (
            '<sheetData><row r="1"/><row r="5"/></sheetData>',
            (3, 0),
            '<row r="1"/><row r="3"><c r="A3" s="5"/></row><row r="5"/>',
        ),
        ('<sheetData><row r="3" ht="9"/></sheetData>', (3, 0), '<row r="3" ht="9"><c r="A3" s="5"/></row>'),
        (
            '<sheetData><row r="3"><c r="A3"/><c r="C3"/></row></sheetData>',
            (3, 1),
            '<c r="A3"/><c r="B3" s="6"/><c r="C3"/>',
        ),
        ("<sheetData><row><c/><c><v>1</v></c></row></sheetData>", (1, 1), '<c/><c s="5"><v>1</v></c>'),
        (
            '<sheetData><row r="3" s="4" customFormat="1"><c r="A3"/></row></sheetData>',
            (3, 2),
            '<c r="A3"/><c r="C3" s="9"/></row>',
        ),
    ],
)
def test_cells_and_rows_that_are_not_there_are_added_in_order(body: str, at: tuple[int, int], expected: str) -> None:
    after = changed(wrapped(body), {at: None})
    assert expected in after
    parse(after.encode())


def test_two_cells_of_an_empty_sheet() -> None:
    after = changed(wrapped("<sheetData/>"), {(3, 0): "a", (1, 0): "b"})
    assert [row.number for row in SheetScan(after.encode(), (), ()).rows] == [1, 3]


def test_prefixes_and_a_value_that_looks_like_markup() -> None:
    before = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" a=">"/></x:row></x:sheetData></x:worksheet>'  # noqa: E501 - one part
    after = changed(before, {(1, 0): "<&>\x01"})
    assert '<x:c r="A1" s="5" t="inlineStr"><x:is><x:t xml:space="preserve">&lt;&amp;&gt;</x:t></x:is></x:c>' in after


def test_a_formula_that_others_lean_on_is_not_overwritten() -> None:
    body = '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f></c></row></sheetData>'
    assert 's="5"' in changed(wrapped(body), {(1, 0): None})
    with pytest.raises(NotPatchable):
        changed(wrapped(body), {(1, 0): "x"})


def test_styles_of_an_earlier_round_are_replaced_everywhere() -> None:
    body = '<sheetData><row r="1"><c r="A1" s="7"/></row><row r="2"><c r="A2" s="7"/><c r="B2"/></row></sheetData>'
    after = changed(wrapped(body), {(2, 1): None}, {7: 2})
    assert '<c s="2" r="A1"/>' in after
    assert '<c s="2" r="A2"/>' in after


@pytest.mark.parametrize("body", ["<sheetData><row r='2'/><row r='1'/></sheetData>", "<sheetData>", ""])
def test_what_is_no_sheet_in_order_is_left_to_the_other_way(body: str) -> None:
    with pytest.raises(NotPatchable):
        SheetScan(wrapped(body).encode(), (), ())


def test_addresses() -> None:
    assert place("A1") == (1, 0)
    assert place("XFD1048576") == (1_048_576, 16_383)
    assert [place(text) for text in ("XFE1", "A0", "a1", "A1048577", "A1:B2", "")] == [None] * 6


def test_bytes_and_tags() -> None:
    assert utf8('<?xml version="1.0" encoding="UTF-16"?><a>ế</a>'.encode("utf-16")).endswith("<a>ế</a>".encode())
    with pytest.raises(NotPatchable):
        utf8(b'<?xml version="1.0" encoding="windows-1258"?><a/>')
    with pytest.raises(NotPatchable):
        splice(b"abcdef", [(0, 3, b""), (2, 4, b"")])
    assert attributed(b"<a b='1' c=\"2\"/>", b=None, c='"') == b"<a c='\"'/>"


def with_parts(path: Path, parts: dict[str, bytes], replaced: Callable[[str, bytes], bytes]) -> None:
    content = path.read_bytes()
    with ZipFile(BytesIO(content)) as before, ZipFile(path, "w") as after:
        for name in before.namelist():
            after.writestr(name, replaced(name, before.read(name)))
        for name, data in parts.items():
            after.writestr(name, data)


def test_macros_are_left_out(tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsm", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    book.save(path)

    def replaced(name: str, data: bytes) -> bytes:
        if name == "[Content_Types].xml":
            data = data.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
            vba = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            return data.replace(b"</Types>", vba + b"</Types>")
        if name == "xl/_rels/workbook.xml.rels":
            kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
            link = b'<Relationship Id="rIdV" Type="' + kind + b'" Target="vbaProject.bin"/></Relationships>'
            return data.replace(b"</Relationships>", link)
        return data

    with_parts(path, {"xl/vbaProject.bin": b"macro"}, replaced)
    problem: dict[str, Any] = {"sheet": "Sheet", "cell": "A1", "severity": "error", "message": "m", "raw": "x"}
    assert annotate(path, [problem], out) == 1
    with ZipFile(out) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"vbaProject" not in everything
    assert b"macroEnabled" not in everything


@pytest.mark.parametrize("part", ["xl/macrosheets/sheet9.xml", "xl/connections.xml", "xl/activeX/activeX1.xml"])
def test_what_runs_when_opened_does_not_go_back(part: str, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    book.save(path)
    with_parts(path, {part: b"<a/>"}, lambda _, data: data)
    annotate(path, [], out)
    with ZipFile(out) as archive:
        assert part not in archive.namelist()
    assert openpyxl.load_workbook(out)["Sheet"]["A1"].value == "x"
