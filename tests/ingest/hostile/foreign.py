"""Hostile files of the other formats: binary workbooks, ods, web pages, XML spreadsheets."""

import struct
import zipfile
from collections.abc import Iterator

from tests.ingest.hostile.binary import GRID, binary_book, record, sheet_records, text_cell, wide
from tests.ingest.hostile.packages import HEADER, PEOPLE, Hostile, archive

__all__ = ["foreign"]


def foreign() -> Iterator[Hostile]:
    """Around forty files."""
    yield from _binary()
    yield from _ods()
    yield from _pages()
    yield from _xml2003()


def _good_rows() -> list[tuple[int, bytes]]:
    return [(y, b"".join(text_cell(x, text) for x, text in enumerate(one))) for y, one in enumerate(GRID)]


def _binary() -> Iterator[Hostile]:
    good = _good_rows()

    def file(name: str, page: bytes, outcome: str, **options: object) -> Hostile:
        return Hostile(f"binary_{name}.xlsb", binary_book([page]), outcome, **options)  # type: ignore[arg-type]

    yield Hostile("binary_good.xlsb", binary_book(), "read")
    yield file("dimension_lies", sheet_records(good, (0, 0x7FFFFFFF, 0, 0x7FFFFFFF)), "read", seconds=5)
    yield file("far_cell", sheet_records([*good, (1_048_575, text_cell(16_383, "xa"))]), "either")
    yield file("row_beyond", sheet_records([*good, (1_048_576, text_cell(0, "x"))]), "refused")
    yield file("row_huge", sheet_records([*good, (0xFFFFFFFF, text_cell(0, "x"))]), "refused")
    yield file("column_huge", sheet_records([*good, (9, text_cell(0xFFFFFFFF, "x"))]), "refused")
    lies = record(6, struct.pack("<III", 0, 0, 0x7FFFFFFE) + b"x\0")
    yield file("text_length_lies", sheet_records([*good, (9, lies)]), "refused")
    yield file("record_length_lies", sheet_records([*good, (9, record(6, b"xx", 0x0FFFFFFF))]), "refused")
    yield file("record_cut", sheet_records([*good, (9, record(6, b"xx"))]), "refused")
    yield file("number_cut", sheet_records([*good, (9, record(5, b"\0" * 8))]), "refused")
    yield file(
        "string_index_beyond", sheet_records([*good, (9, record(7, struct.pack("<III", 0, 0, 77)))]), "refused"
    )
    error = record(3, struct.pack("<II", 5, 0) + b"\x17")
    yield file("error_cell", sheet_records([*good[:1], (1, good[1][1] + error), *good[2:]]), "read")
    yield file("half_surrogate", sheet_records([*good, (9, record(6, struct.pack("<III", 9, 0, 1) + b"\x00\xd8"))]),
               "read")  # fmt: skip
    yield file("cells_before_rows", record(129) + record(145) + text_cell(0, "x") + record(146), "refused")
    yield file("unknown_records", sheet_records(good) + record(4_000, b"?" * 30_000) * 50, "read")
    yield file("rows_empty_many", sheet_records([*good, *((y, b"") for y in range(9, 200_000))]), "read")
    yield file("no_end", sheet_records(good)[:-40], "either")
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": record(131) + record(132)}
    yield Hostile("binary_no_sheets.xlsb", archive(parts), "refused")
    lost = record(131) + record(156, struct.pack("<II", 0, 1) + wide("rId9") + wide("DS"))
    yield Hostile("binary_sheet_lost.xlsb", archive({**parts, "xl/workbook.bin": lost}), "refused")


_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def _ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def _ods_file(name: str, body: str, outcome: str, *, prolog: str = "", **options: object) -> Hostile:
    content = (
        f"{prolog}<office:document-content {_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="DS">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    return Hostile(f"ods_{name}.ods", archive(parts, zipfile.ZIP_DEFLATED), outcome, **options)  # type: ignore[arg-type]


def _ods() -> Iterator[Hostile]:
    good = "".join(
        "<table:table-row>" + "".join(_ods_cell(text) for text in one) + "</table:table-row>" for one in GRID
    )
    yield _ods_file("good", good, "read")
    across, down = ' table:number-columns-repeated="16384"', ' table:number-rows-repeated="1048576"'
    full = f"<table:table-row{down}>{_ods_cell('x', across)}</table:table-row>"
    yield _ods_file("all_cells_filled", good + full, "refused", seconds=5)
    yield _ods_file("repeat_empty", good + f"<table:table-row{down}><table:table-cell{across}/></table:table-row>",
                    "read", seconds=5)  # fmt: skip
    for word in ("-1", "0", "9" * 5_000, "²", "x", ""):
        repeated = f"<table:table-row>{_ods_cell('x', f' table:number-columns-repeated=&quot;{word}&quot;')}"
        body = good + repeated.replace("&quot;", '"') + "</table:table-row>"
        yield _ods_file(f"repeat_{word[:4] or 'nothing'}", body, "either")
    spans = ' table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
    yield _ods_file("span_everything", f"<table:table-row>{_ods_cell('x', spans)}</table:table-row>" + good, "either",
                    seconds=5)  # fmt: skip
    blanks = _ods_cell('<text:s text:c="999999999"/>' * 2_000)
    yield _ods_file("blanks_without_end", good + f"<table:table-row>{blanks}</table:table-row>", "either")
    deep = "<office:annotation>" * 50_000 + "x" + "</office:annotation>" * 50_000
    yield _ods_file("annotations_deep", good + f"<table:table-row>{_ods_cell(deep)}</table:table-row>", "either")
    nested = "<table:table>" * 20_000 + "</table:table>" * 20_000
    yield _ods_file("tables_nested", good + nested, "either")
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">]>'
    yield _ods_file("laughs", good, "refused", prolog=laughs, codes=("file.suspicious",))
    mimetype = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    yield Hostile("ods_no_content.ods", archive(mimetype), "refused")


def _pages() -> Iterator[Hostile]:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in one) + "</tr>" for one in (HEADER, *PEOPLE))
    start = f"<html><table>{lines}"
    end = "</table></html>"

    def file(name: str, inside: str, outcome: str = "either", seconds: float = 20.0) -> Hostile:
        return Hostile(f"page_{name}.xls", (start + inside + end).encode(), outcome, seconds=seconds)  # type: ignore[arg-type]

    yield file("rows_2000000", "<tr>" * 2_000_000, seconds=5)
    yield file("cells_2000000", "<td>" * 2_000_000, seconds=5)
    yield file("less_than_5_mb", "<" * 5_000_000, seconds=5)
    yield file("open_tags_5_mb", "<a" * 2_500_000, seconds=5)
    yield file("attribute_5_mb", f'<tr><td title="{"x" * 5_000_000}">a', seconds=5)
    yield file("attributes_many", "<tr><td " + "a=b " * 1_000_000 + ">a", seconds=5)
    yield file("comment_open_5_mb", "<!--" + "-" * 5_000_000, seconds=5)
    yield file("declaration_open", "<!" + "[" * 1_000_000, seconds=5)
    yield file("instruction_open", "<?" + "x" * 3_000_000, seconds=5)
    yield file("entities", "<tr><td>" + "&#99999999999;" * 100_000, seconds=5)
    yield file("ampersands", "<tr><td>" + "&" * 3_000_000, seconds=5)
    yield file("spans", '<tr><td colspan="99999999" rowspan="99999999">a' * 2_000, seconds=5)
    yield file("span_words", '<tr><td colspan="²" rowspan="-4">a</td><td colspan="' + "9" * 6_000 + '">b')
    yield file("tables_nested", "<tr><td>" + "<table>" * 300_000, seconds=5)
    yield file("closing_only", "</td></tr></table>" * 200_000, seconds=5)
    yield file("script_open", "<script>" + "x" * 3_000_000, seconds=5)


def _xml2003() -> Iterator[Hostile]:
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )

    def cells(one: tuple[str, ...]) -> str:
        return "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in one)

    lines = "".join(f"<Row>{cells(one)}</Row>" for one in GRID)

    def file(name: str, inside: str = "", outcome: str = "either", prolog: str = "", **options: object) -> Hostile:
        table = f'<Worksheet ss:Name="DS"><Table>{lines}{inside}</Table></Worksheet>'
        content = f'<?xml version="1.0"?>{prolog}<Workbook {names}>{table}</Workbook>'
        return Hostile(f"xml_{name}.xls", content.encode(), outcome, **options)  # type: ignore[arg-type]

    one = '<Cell><Data ss:Type="String">x</Data></Cell>'
    yield file("good", outcome="read")
    yield file("laughs", outcome="refused", seconds=5,
               prolog='<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>')  # fmt: skip
    yield file("row_huge", f'<Row ss:Index="99999999999">{one}</Row>', "refused")
    yield file("row_far", f'<Row ss:Index="1048576">{one}</Row>')
    yield file("column_huge", "<Row>" + one.replace("<Cell>", '<Cell ss:Index="999999">') + "</Row>", "refused")
    yield file("spans_many", '<Row ss:Span="1048575" ss:Hidden="1"/>' * 300, seconds=20)
    yield file("merge_down", "<Row>" + one.replace("<Cell>", '<Cell ss:MergeDown="1048575">') + "</Row>")
    yield file("merges_many", "<Row>" + '<Cell ss:MergeAcross="3" ss:MergeDown="9"/>' * 3_000 + "</Row>")
    yield file("columns_hidden", '<Column ss:Hidden="1" ss:Span="16383"/>' * 1, "either")
    yield file("rows_many", "<Row/>" * 400_000)
    yield file("data_words", '<Row><Cell><Data ss:Type="Number">mười</Data></Cell></Row>')
    yield file("data_digits", f'<Row><Cell><Data ss:Type="Number">{"9" * 6_000}</Data></Cell></Row>')
    yield file("index_signs", "<Row>" + one.replace("<Cell>", '<Cell ss:Index="²">') + "</Row>")
    yield file("comments_many", ("<Row><Cell><Comment><ss:Data>x</ss:Data></Comment></Cell></Row>") * 60_000)
    yield file("deep", "<Row><Cell><Data>" + "<B>" * 100_000)
