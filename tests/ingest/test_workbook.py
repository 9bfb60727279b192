"""The readers: every cell as Excel holds it, from every kind of file, and hostile content refused or read right."""

import contextlib
import datetime as dt
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.model import CellValue, Range, Sheet, display
from ingest.workbook import open_workbook

MakeXlsx = Callable[..., Path]
NOON = dt.datetime.fromisoformat("1975-05-03T12:00:00")
DATE_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
    '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def only(path: Path) -> Sheet:
    workbook = open_workbook(path)
    assert len(workbook.sheets) == 1
    return workbook.sheets[0]


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        open_workbook(path)
    return caught.value.code


def test_types_of_cells(make_xlsx: MakeXlsx) -> None:
    cells = row(
        1,
        '<c r="A1" t="inlineStr"><is><t>Nguyễn</t></is></c>',
        '<c r="B1"><v>31094</v></c>',
        '<c r="C1"><v>0.5</v></c>',
        '<c r="D1" t="b"><v>1</v></c>',
        '<c r="E1" s="1"><v>27517</v></c>',
        '<c r="F1" s="1"><v>0.75</v></c>',
        '<c r="G1" t="str"><f>A1</f><v>kết quả</v></c>',
        '<c r="H1" t="d"><v>1975-05-03T00:00:00</v></c>',
    )
    expected = ("Nguyễn", 31094, 0.5, True, dt.date(1975, 5, 3), dt.time(18), "kết quả", dt.date(1975, 5, 3))
    assert only(make_xlsx(data(cells), styles=DATE_STYLES)).rows == [expected]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("033090001234", 33090001234),
        ("12345678901234567", 12345678901234567),
        ("1e999", "1e999"),
        ("NaN", "NaN"),
        ("9" * 400, "9" * 400),
        ("1.5E3", 1500),
        ("15.000000000000002", 15.000000000000002),
    ],
)
def test_numbers_keep_what_the_file_says(make_xlsx: MakeXlsx, written: str, value: CellValue) -> None:
    assert only(make_xlsx(data(row(1, f'<c r="A1"><v>{written}</v></c>')))).rows == [(value,)]


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        ("0", 0),
        ("59", dt.date(1900, 2, 28)),
        ("60", 60),
        ("61", dt.date(1900, 3, 1)),
        ("-1", -1),
        ("2958466", 2958466),
        ("1e18", 1e18),
        ("27517.5", NOON),
    ],
)
def test_serials_that_are_no_date_stay_numbers(make_xlsx: MakeXlsx, serial: str, value: CellValue) -> None:
    path = make_xlsx(data(row(1, f'<c r="A1" s="1"><v>{serial}</v></c>')), styles=DATE_STYLES)
    assert only(path).rows == [(value,)]


def test_1904_dates(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx(
        data(row(1, '<c r="A1" s="1"><v>26055</v></c>')), styles=DATE_STYLES, workbook='<workbookPr date1904="1"/>'
    )
    assert open_workbook(path).date1904
    assert only(path).rows == [(dt.date(1975, 5, 3),)]


def test_error_cells_and_formulas_without_value_are_told_not_lost(make_xlsx: MakeXlsx) -> None:
    cells = row(
        2,
        '<c r="A2" t="e"><v>#REF!</v></c>',
        '<c r="B2"><f>VLOOKUP(A1,X,2)</f></c>',
        '<c r="C2"><f>1+1</f><v></v></c>',
        '<c r="D2" t="str"><f>""</f><v></v></c>',
    )
    path = make_xlsx(data(cells))
    sheet = only(path)
    assert [(n.row, n.column, n.kind, n.text) for n in sheet.notes] == [
        (2, 0, "error_value", "#REF!"),
        (2, 1, "formula_uncached", "=VLOOKUP(A1,X,2)"),
        (2, 2, "formula_uncached", "=1+1"),
    ]
    assert open_workbook(path).nonempty == {"S": 3}


def test_openpyxl_formula_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "f.xlsx")
    assert [n.kind for n in only(tmp_path / "f.xlsx").notes] == ["formula_uncached"]


def test_hidden_rows_columns_sheets_and_merges(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Một")
        sheet.merge_range("A1:C1", "Tiêu đề")
        sheet.write(3, 1, "ẩn")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
        hidden = book.add_worksheet("Hai")
        hidden.write(0, 0, "x")
        hidden.hide()
        very = book.add_worksheet("Ba")
        very.write(0, 0, "y")
        very.very_hidden()
    one, two, three = open_workbook(path).sheets
    assert one.merges == (Range(1, 0, 1, 2),)
    assert one.hidden_rows == {4}
    assert one.hidden_columns == {2, 3}
    assert one.cell(4, 1) == "ẩn"
    assert (one.hidden, two.hidden, three.hidden) == (False, True, True)
    assert two.rows == [("x",)]


def test_control_characters_are_taken_out_and_told(make_xlsx: MakeXlsx) -> None:
    sst = "<sst><si><t>a_x0000_b</t></si><si><r><t>Hai</t></r><r><t> phần</t></r><rPh><t>zz</t></rPh></si></sst>"
    cells = row(
        1,
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="B1" t="s"><v>1</v></c>',
        '<c r="C1" t="inlineStr"><is><t>dòng 1_x000D_\ndòng 2_xD800_</t></is></c>',
    )
    sheet = only(make_xlsx(data(cells), strings=sst))
    assert sheet.rows == [("ab", "Hai phần", "dòng 1\ndòng 2_xD800_")]
    assert [(n.column, n.kind) for n in sheet.notes] == [(0, "control_characters")]


def test_far_legal_cell_is_read(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx(
        data(row(1, '<c r="A1"><v>1</v></c>'), row(1_048_576, '<c r="XFD1048576"><v>2</v></c>')) + "<mergeCells>"
        '<mergeCell ref="A3:XFD1048576"/></mergeCells>'
    )
    sheet = only(path)
    assert sheet.cell(1, 0) == 1
    assert sheet.cell(1_048_576, 16_383) == 2
    assert sheet.last_row == 1_048_576


def test_lying_dimension_loses_nothing(make_xlsx: MakeXlsx) -> None:
    cells = data(row(1, '<c r="A1"><v>1</v></c>', '<c r="D1"><v>4</v></c>'), row(9, '<c r="B9"><v>9</v></c>'))
    for dimension in ("A1:A1", "A1:XFD1048576"):
        sheet = only(make_xlsx(f'<dimension ref="{dimension}"/>{cells}'))
        assert (sheet.cell(1, 3), sheet.cell(9, 1)) == (4, 9)


def test_rows_that_eat_memory_are_refused(make_xlsx: MakeXlsx) -> None:
    rows = [row(n, f'<c r="XFD{n}"><v>1</v></c>') for n in range(1, 1000)]
    assert refused(make_xlsx(data(*rows))) == "file.too_large"


@pytest.mark.parametrize("reference", ["A16777217", "ZZZZZZ1", "A99999999999", "XFE1", "A0", "1", "Á1"])
def test_reference_outside_the_grid_is_refused(make_xlsx: MakeXlsx, reference: str) -> None:
    assert refused(make_xlsx(data(row(1, f'<c r="{reference}"><v>1</v></c>')))) == "file.damaged"


def test_count_of_shared_strings_is_not_believed(make_xlsx: MakeXlsx) -> None:
    sst = '<sst count="4294967295" uniqueCount="4294967295"><si><t>một</t></si></sst>'
    assert only(make_xlsx(data(row(1, '<c r="A1" t="s"><v>0</v></c>')), strings=sst)).rows == [("một",)]


def test_shared_string_that_is_not_there_is_damage(make_xlsx: MakeXlsx) -> None:
    sst = "<sst><si><t>một</t></si></sst>"
    assert refused(make_xlsx(data(row(1, '<c r="A1" t="s"><v>7</v></c>')), strings=sst)) == "file.damaged"


def test_utf16_part_and_prefixed_names_are_read(make_xlsx: MakeXlsx) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="inlineStr"><x:is><x:t>Đặng</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = make_xlsx("", extra={"xl/worksheets/sheet1.xml": xml.encode("utf-16")})
    assert only(path).rows == [("Đặng",)]


def test_late_doctype_in_a_sheet_is_refused(make_xlsx: MakeXlsx) -> None:
    xml = "<!--" + "x" * 70_000 + "--><!DOCTYPE a [<!ENTITY e 'x'>]><worksheet/>"
    assert refused(make_xlsx("", extra={"xl/worksheets/sheet1.xml": xml})) == "file.suspicious"


def test_broken_xml_and_missing_parts_are_damage(make_xlsx: MakeXlsx) -> None:
    assert refused(make_xlsx("", extra={"xl/worksheets/sheet1.xml": "<worksheet><row>"})) == "file.damaged"
    assert refused(make_xlsx("", extra={"xl/workbook.xml": "not xml"})) == "file.damaged"


def test_flipped_bit_is_damage(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx(data(row(1, '<c r="A1"><v>1</v></c>')))
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content = bytearray(path.read_bytes())
    content[offset + 70] ^= 0x10
    path.write_bytes(content)
    assert refused(path) == "file.damaged"


def test_empty_workbook_is_told(make_xlsx: MakeXlsx) -> None:
    assert refused(make_xlsx(data())) == "file.empty"


def test_old_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Cũ")
    sheet.write_merge(0, 0, 0, 2, "Danh sách")
    sheet.write(1, 0, 1.0)
    sheet.write(1, 1, dt.date(1975, 5, 3), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write(2, 1, 0.5)
    sheet.row(2).hidden = True
    book.add_sheet("Ẩn").visibility = 1
    path = tmp_path / "a.xls"
    book.save(str(path))
    first, second = open_workbook(path).sheets
    assert first.rows == [("Danh sách",), (1, dt.date(1975, 5, 3)), (None, 0.5)]
    assert first.merges == (Range(1, 0, 1, 2),)
    assert first.hidden_rows == {3}
    assert second.hidden


def test_half_an_xls_is_damage(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for number in range(2000):
        sheet.write(number, 0, f"dòng {number}")
    path = tmp_path / "a.xls"
    book.save(str(path))
    path.write_bytes(path.read_bytes()[:6000])
    assert refused(path) == "file.damaged"


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c" xmlns:style="s">
<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Một">
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Họ và
</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="16381"/>
</table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="12"/>
<table:table-cell office:value-type="date" office:date-value="1975-05-03"/>
<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>
<table:table-cell><office:annotation><text:p>ghi chú</text:p></office:annotation>
<text:p>a<text:s text:c="2"/>b</text:p>
</table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table>
<table:table table:name="Hai" table:style-name="ta2"><table:table-row>
<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def make_ods(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def test_ods(tmp_path: Path) -> None:
    workbook = open_workbook(make_ods(tmp_path, ODS))
    one, two = workbook.sheets
    assert one.rows == [("Họ và ",), (12, dt.date(1975, 5, 3), None, "a  b")]
    assert one.merges == (Range(1, 0, 1, 1),)
    assert one.hidden_rows == {2}
    assert [(n.row, n.column, n.kind, n.text) for n in one.notes] == [(2, 2, "error_value", "#REF!")]
    assert (one.hidden, two.hidden) == (False, True)
    assert two.rows == [(True,)]
    assert workbook.nonempty == {"Một": 5, "Hai": 1}


def test_ods_that_repeats_a_filled_row_a_million_times_is_refused(tmp_path: Path) -> None:
    bomb = ODS.replace(
        '<table:table-row table:visibility="collapse">', '<table:table-row table:number-rows-repeated="1000000">'
    )
    assert refused(make_ods(tmp_path, bomb)) == "file.too_large"


TEXT = "Họ và tên;Ngày sinh;Ghi chú\nNguyễn Văn Đảm;03/05/1975;a, b\nTrần Thị Lá;1980;\n"
ROWS = [("Họ và tên", "Ngày sinh", "Ghi chú"), ("Nguyễn Văn Đảm", "03/05/1975", "a, b"), ("Trần Thị Lá", "1980")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_of_every_kind(tmp_path: Path, encoding: str, newline: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.replace(";", delimiter).replace("\n", newline).encode(encoding))
    sheet = only(path)
    assert sheet.name == "csv"
    assert sheet.rows == ROWS


def test_csv_in_windows_1258(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    # The code page writes tones as letters of their own behind the vowel.
    path.write_bytes("Họ tên;Năm\nLê Văn Năm;1975\n".encode("cp1258", errors="ignore"))
    assert only(path).rows[1] == ("Lê Văn Năm", "1975")


def test_csv_keeps_codes_and_words_like_null(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ma,ten,so\n00123,NULL,1E5\n", encoding="utf-8")
    assert only(path).rows[1] == ("00123", "NULL", "1E5")


def test_csv_open_quote_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,2\n"3,4\n' + "5,6\n" * 1000, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        open_workbook(path)
    assert caught.value.code == "file.csv_quotes"
    assert "dòng 3" in caught.value.message


def test_csv_quoted_line_breaks_sep_line_and_nul(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('sep=;\nHọ tên;Nơi\n"Lê ""Ba""";"dòng 1\ndòng\0 2"\n'.encode())
    sheet = only(path)
    assert sheet.first_row == 2
    assert sheet.rows == [("Họ tên", "Nơi"), ('Lê "Ba"', "dòng 1\ndòng 2")]
    assert [n.kind for n in sheet.notes] == ["control_characters"]


cell = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9).map(lambda x: round(x, 4)),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20),
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(cell, max_size=6), min_size=1, max_size=6))
def test_two_readers_agree_cell_by_cell(tmp_path: Path, rows: list[list[CellValue]]) -> None:
    """python-calamine as the witness: another program's reading of the same bytes."""
    path = tmp_path / "p.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, "góc")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for r, cells in enumerate(rows, 1):
            for c, value in enumerate(cells):
                if isinstance(value, dt.date):
                    sheet.write_datetime(r, c, dt.datetime.combine(value, dt.time()), day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
    ours = only(path)
    theirs = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    count = 0
    for r, cells in enumerate(theirs, 1):
        for c, value in enumerate(cells):
            count += value != ""
            mine = ours.cell(r, c)
            assert (mine if mine is not None else "") == value, (r, c)
    assert open_workbook(path).nonempty == {"S": count}


def test_display_shows_what_excel_shows() -> None:
    shown = [display(v) for v in (31094, 31094.0, 0.5, True, dt.date(1975, 5, 3), NOON, None)]
    assert shown == ["31094", "31094", "0.5", "TRUE", "03/05/1975", "03/05/1975 12:00:00", ""]


def record(kind: int, payload: bytes = b"") -> bytes:
    """One record of the binary format: type and size as numbers of seven bits a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(payload)]) + payload


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def make_xlsb(tmp_path: Path) -> Path:
    sheet = record(129) + record(148, struct.pack("<4I", 2, 2, 1, 3)) + record(145)
    sheet += record(0, struct.pack("<I", 2) + b"\0" * 13)
    sheet += record(6, struct.pack("<II", 1, 0) + wide("Nguyễn"))
    sheet += record(5, struct.pack("<IId", 2, 0, 31094.0)) + record(4, struct.pack("<IIB", 3, 0, 1))
    sheet += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 1, 1) + wide("r1") + wide("Ẩn"))
    book += record(144) + record(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_xlsb(tmp_path: Path) -> None:
    path = make_xlsb(tmp_path)
    workbook = open_workbook(path)
    assert workbook.kind == "xlsb"
    assert workbook.sheets[0].name == "Ẩn"
    assert workbook.sheets[0].hidden
    assert (workbook.sheets[0].first_row, workbook.sheets[0].rows) == (3, [(None, "Nguyễn", 31094, True)])
    assert workbook.nonempty == {"Ẩn": 3}


@settings(max_examples=60, deadline=None)
@given(seed=st.randoms(use_true_random=False))
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_mutated_files_are_read_or_refused_but_never_crash(
    tmp_path: Path, make_xlsx: MakeXlsx, kind: str, seed: random.Random
) -> None:
    path = tmp_path / f"good.{kind}"
    if not path.exists():
        if kind == "xlsx":
            make_xlsx(data(*(row(n, f'<c r="A{n}"><v>{n}</v></c>') for n in range(1, 40))), name=path.name)
        elif kind == "xls":
            book = xlwt.Workbook()
            book.add_sheet("S").write(0, 0, "Nguyễn")
            book.save(str(path))
        elif kind == "ods":
            make_ods(tmp_path, ODS).rename(path)
        else:
            path.write_bytes(TEXT.encode("utf-16"))
    content = bytearray(path.read_bytes())
    for _ in range(seed.randint(1, 12)):
        content[seed.randrange(len(content))] = seed.randrange(256)
    mutant = tmp_path / f"mutant.{kind}"
    mutant.write_bytes(content[: seed.randint(len(content) // 2, len(content))] if seed.random() < 0.2 else content)
    with contextlib.suppress(Unreadable):
        open_workbook(mutant)
