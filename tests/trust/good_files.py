"""Good lists of real shape, each shape by each kind of program that people write them with. Reads nothing.

A shape is what an office clerk makes; a writer is what a program makes of it: libraries, and the XML of office
programs, written out by hand. All people are fictional.
"""

import csv
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import xlsxwriter
import xlwt

from ingest.model import column_letter
from tests.ingest.hostile.binary import binary_book, sheet_records, text_cell
from tests.ingest.hostile.packages import MAIN, OFFICE, archive, book
from tests.integration.system import people

__all__ = ["SHAPES", "WRITERS", "Cell", "Good", "Page", "good_files"]

Cell = str | int | date | None
Grid = list[list[Cell]]
_HEAD: Final[list[Cell]] = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Chức vụ", "Trình độ chuyên môn"]
_EPOCH: Final = date(1899, 12, 30)


@dataclass(frozen=True)
class Page:
    """A sheet: its cells from A1 on, and ranges that are merged as (first row, first column, last row, last column)
    from 0."""

    title: str
    grid: Grid
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Good:
    """A file, whom it lists, and what it was made of."""

    path: Path
    names: tuple[str, ...]
    pages: tuple[Page, ...]


# --------------------------------------------------------------------------------------------------- what clerks make


def _people(start: int, count: int = 8) -> Grid:
    return [
        [number, one.name, one.born, one.sex, one.national_id, one.post, one.level]
        for number, one in enumerate(people(count, start), 1)
    ]


def _names(grid: Grid) -> tuple[str, ...]:
    return tuple(str(row[1]) for row in grid)


_Made = tuple[tuple[Page, ...], tuple[str, ...]]


def _plain(start: int) -> _Made:
    rows = _people(start)
    return (Page("DS", [_HEAD, *rows]),), _names(rows)


def _titled(start: int) -> _Made:
    rows = _people(start)
    top: Grid = [["ỦY BAN NHÂN DÂN TỈNH"], ["SỞ GIẢ ĐỊNH"], ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], []]
    return (Page("Danh sách", [*top, _HEAD, *rows], ((2, 0, 2, 6),)),), _names(rows)


def _two_levels(start: int) -> _Made:
    rows = _people(start)
    upper: Grid = [
        ["STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Số CCCD", "Chức vụ", "Trình độ chuyên môn"],
        [None, None, "Nam", "Nữ", None, None, None],
    ]
    for row in rows:
        born, sex = row[2], row[3]
        row[2], row[3] = (born, None) if sex == "Nam" else (None, born)
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (0, 5, 1, 5), (0, 6, 1, 6))
    return (Page("Biểu 01", [*upper, *rows], merged),), _names(rows)


def _grouped(start: int) -> _Made:
    rows = _people(start)
    grid: Grid = [_HEAD, ["I", "Phòng Hành chính"], *rows[:4], ["II", "Phòng Chuyên môn"], *rows[4:]]
    return (Page("DS", grid),), _names(rows)


def _signed(start: int) -> _Made:
    rows = _people(start)
    foot: Grid = [[], [None, "Tổng cộng: 8 người"], [None, "NGƯỜI LẬP BIỂU", None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
                  [None, "(Ký, ghi rõ họ tên)", None, None, "(Ký tên, đóng dấu)"]]  # fmt: skip
    return (Page("DS", [["DANH SÁCH VIÊN CHỨC"], _HEAD, *rows, *foot]),), _names(rows)


def _typed(start: int) -> _Made:
    """Dates as dates and ids as numbers, as a clerk types them: the zero in front is gone."""
    rows = _people(start)
    for row in rows:
        day, month, year = str(row[2]).split("/")
        row[2], row[4] = date(int(year), int(month), int(day)), int(str(row[4]))
    return (Page("DS", [_HEAD, *rows]),), _names(rows)


def _capitals(start: int) -> _Made:
    rows = _people(start)
    for row in rows:
        row[1] = str(row[1]).upper()
    return (Page("DS", [[str(one).upper() for one in _HEAD], *rows]),), _names(rows)


def _taken_apart(start: int) -> _Made:
    """Letters and their marks are characters of their own, as some keyboards make them."""
    rows = _people(start)
    apart: Grid = [
        [unicodedata.normalize("NFD", one) if isinstance(one, str) else one for one in row] for row in [_HEAD, *rows]
    ]
    return (Page("DS", apart),), _names(rows)


def _guide_first(start: int) -> _Made:
    rows = _people(start)
    guide: Grid = [["HƯỚNG DẪN"], ["1. Mỗi người một dòng."], ["2. Ngày sinh ghi ngày/tháng/năm."]]
    return (Page("Hướng dẫn", guide), Page("DS", [_HEAD, *rows])), _names(rows)


def _by_unit(start: int) -> _Made:
    pages, names = [], []
    for number in range(3):
        rows = _people(start + 10 * number, 5)
        pages.append(Page(f"Phòng {number + 1}", [_HEAD, *rows]))
        names += _names(rows)
    return tuple(pages), tuple(names)


def _shifted(start: int) -> _Made:
    """The list begins in C4, and rows in it are left blank."""
    rows = _people(start)
    grid: Grid = [[], [], [], [None, None, *_HEAD]]
    for number, row in enumerate(rows):
        grid += [[None, None, *row], *([[]] if number % 3 == 2 else [])]
    return (Page("DS", grid),), _names(rows)


def _numbered(start: int) -> _Made:
    rows = _people(start)
    return (Page("DS", [_HEAD, [f"({n})" for n in range(1, 8)], *rows]),), _names(rows)


def _long(start: int) -> _Made:
    rows = _people(start, 300)
    return (Page("DS", [_HEAD, *rows]),), _names(rows)


def _name_in_two(start: int) -> _Made:
    rows = _people(start)
    names = _names(rows)
    head: list[Cell] = ["STT", "Họ và tên đệm", "Tên", *_HEAD[2:]]
    split: Grid = [[row[0], *str(row[1]).rsplit(" ", 1), *row[2:]] for row in rows]
    return (Page("DS", [head, *split]),), names


def _blank_answers(start: int) -> _Made:
    """Much is not known, and is said so in many ways."""
    rows = _people(start)
    for number, row in enumerate(rows):
        row[4], row[5], row[6] = None, ("-", "không", None)[number % 3], (None, "x", "…")[number % 3]
    return (Page("DS", [_HEAD, *rows]),), _names(rows)


SHAPES: Final[dict[str, Callable[[int], _Made]]] = {
    "plain": _plain, "titled": _titled, "two-levels": _two_levels, "grouped": _grouped, "signed": _signed,
    "typed": _typed, "capitals": _capitals, "taken-apart": _taken_apart, "guide-first": _guide_first,
    "by-unit": _by_unit, "shifted": _shifted, "numbered": _numbered, "long": _long, "name-in-two": _name_in_two,
    "blank-answers": _blank_answers,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ what programs make


def _cells(page: Page) -> Iterator[tuple[int, int, str | int | date]]:
    for y, row in enumerate(page.grid):
        for x, value in enumerate(row):
            if value is not None:
                yield y, x, value


def _shown(value: Cell) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _by_openpyxl(path: Path, pages: tuple[Page, ...]) -> None:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for page in pages:
        sheet = made.create_sheet(page.title)
        for y, x, value in _cells(page):
            cell = sheet.cell(y + 1, x + 1, value)
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    made.save(path)


def _xlsxwriter(path: Path, pages: tuple[Page, ...], options: dict[str, object]) -> None:
    with xlsxwriter.Workbook(str(path), options) as made:
        day = made.add_format({"num_format": "dd/mm/yyyy", "border": 1})
        bold = made.add_format({"bold": True, "align": "center"})
        for page in pages:
            sheet = made.add_worksheet(page.title)
            sheet.set_column(1, 1, 30)
            starts = {(top, left): (bottom, right) for top, left, bottom, right in page.merged}
            for y, x, value in _cells(page):
                if (y, x) in starts and not options:
                    sheet.merge_range(y, x, *starts[y, x], value, bold)
                elif isinstance(value, date):
                    sheet.write_datetime(y, x, pd.Timestamp(value).to_pydatetime(), day)
                elif isinstance(value, int):
                    sheet.write_number(y, x, value)
                else:
                    sheet.write_string(y, x, value)


def _by_xlsxwriter(path: Path, pages: tuple[Page, ...]) -> None:
    _xlsxwriter(path, pages, {})


def _by_xlsxwriter_streaming(path: Path, pages: tuple[Page, ...]) -> None:
    _xlsxwriter(path, pages, {"constant_memory": True})


def _by_pandas(path: Path, pages: tuple[Page, ...]) -> None:
    with pd.ExcelWriter(path, engine="openpyxl") as made:
        for page in pages:
            pd.DataFrame(page.grid, dtype=object).to_excel(made, sheet_name=page.title, header=False, index=False)


def _by_pandas_bare(path: Path, pages: tuple[Page, ...]) -> None:
    with pd.ExcelWriter(path, engine="xlsxwriter") as made:
        for page in pages:
            pd.DataFrame(page.grid, dtype=object).to_excel(made, sheet_name=page.title, header=False, index=False)


def _by_xlwt(path: Path, pages: tuple[Page, ...]) -> None:
    made = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for page in pages:
        sheet = made.add_sheet(page.title)
        starts = {(top, left): (bottom, right) for top, left, bottom, right in page.merged}
        for y, x, value in _cells(page):
            if (y, x) in starts:
                bottom, right = starts[y, x]
                sheet.write_merge(y, bottom, x, right, value)
            elif isinstance(value, date):
                sheet.write(y, x, value, day)
            else:
                sheet.write(y, x, value)
    made.save(str(path))


_STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts>'
    '<fonts count="1"><font><sz val="12"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class _Hand:
    """How the XML of one office program looks: what stands on a sheet, a row, a cell.

    Args:
        before, after: of sheetData; `{last}` is the address of the last cell.
        row: attributes of a row; `{y}` its number, `{width}` how many columns there are.
        shared: texts in a table of their own.
        references: whether rows and cells say where they are.
        padding: rows of empty cells with a style behind the last one.
        prefix: of every element of the sheet.
    """

    before: str = ""
    after: str = ""
    row: str = ""
    shared: bool = True
    references: bool = True
    padding: int = 0
    prefix: str = ""


_EXCEL: Final = _Hand(
    '<dimension ref="A1:{last}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" '
    'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15.75"/><cols><col min="2" max="2" width="27" customWidth="1"/></cols>',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    ' spans="1:{width}" x14ac:dyDescent="0.25" xmlns:x14ac="urn:x14ac"',
)
_WPS: Final = _Hand(
    '<sheetPr/><dimension ref="A1:{last}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    '<sheetFormatPr defaultColWidth="9" defaultRowHeight="14.4" outlineLevelCol="0"/>',
    '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/><headerFooter/>',
    ' ht="18" customHeight="1" spans="1:{width}"',
)
_GOOGLE: Final = _Hand(
    '<sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/>'
    '</sheetViews><sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>',
    '<drawing r:id="rIdNothing"/>', padding=990,
)  # fmt: skip
_LIBRE: Final = _Hand(
    '<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:{last}"/><sheetViews>'
    '<sheetView showFormulas="false" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="12.8"/>',
    '<printOptions headings="false"/>', ' customFormat="false" ht="12.8" hidden="false" outlineLevel="0"',
)  # fmt: skip
_REPORT: Final = _Hand(shared=False, references=False)
_PREFIXED: Final = _Hand(shared=False, prefix="x:")


def _sheet_xml(page: Page, hand: _Hand, texts: dict[str, int]) -> bytes:
    width = max(map(len, page.grid))
    last = f"{column_letter(width - 1)}{len(page.grid)}"
    lines = []
    for y, row in enumerate(page.grid, 1):
        inside = "".join(_cell_xml(f"{column_letter(x)}{y}", one, hand, texts) for x, one in enumerate(row))
        told = f' r="{y}"' if hand.references else ""
        lines.append(f"<row{told}{hand.row.format(y=y, width=width)}>{inside}</row>")
    behind = range(len(page.grid) + 1, len(page.grid) + 1 + hand.padding)
    lines += [f'<row r="{y}"><c r="A{y}" s="0"/><c r="B{y}" s="0"/></row>' for y in behind]
    merged = "".join(
        f'<mergeCell ref="{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"/>'
        for top, left, bottom, right in page.merged
    )
    merges = f'<mergeCells count="{len(page.merged)}">{merged}</mergeCells>' if merged else ""
    body = f"{hand.before.format(last=last)}<sheetData>{''.join(lines)}</sheetData>{merges}{hand.after}"
    if hand.prefix:
        body = body.replace("</", "\0").replace("<", f"<{hand.prefix}").replace("\0", f"</{hand.prefix}")
    mark = hand.prefix.rstrip(":")
    space = f"xmlns:{mark}" if mark else "xmlns"
    whole = f'<{hand.prefix}worksheet {space}="{MAIN}" xmlns:r="{OFFICE}">{body}</{hand.prefix}worksheet>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{whole}'.encode()


def _cell_xml(address: str, value: Cell, hand: _Hand, texts: dict[str, int]) -> str:
    where = f' r="{address}"' if hand.references else ""
    if value is None:
        return f"<c{where}/>"
    if isinstance(value, date):
        return f'<c{where} s="1"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, int):
        return f"<c{where}><v>{value}</v></c>"
    if hand.shared:
        return f'<c{where} s="0" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    return f'<c{where} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _by_hand(hand: _Hand) -> Callable[[Path, tuple[Page, ...]], None]:
    def write(path: Path, pages: tuple[Page, ...]) -> None:
        texts: dict[str, int] = {}
        sheets = {page.title: _sheet_xml(page, hand, texts) for page in pages}
        relations = f'<Relationship Id="styles" Type="{OFFICE}/styles" Target="styles.xml"/>'
        parts: dict[str, bytes | None] = {"xl/styles.xml": _STYLES.encode()}
        if hand.shared:
            listed = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
            parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{listed}</sst>'.encode()
            relations += f'<Relationship Id="texts" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        path.write_bytes(archive(book(sheets, parts=parts, relations=relations)))

    return write


def _by_ods(path: Path, pages: tuple[Page, ...]) -> None:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    tables = ""
    for page in pages:
        lines = ""
        for row in page.grid:
            cells = ""
            for value in row:
                shown = f"<text:p>{escape(_shown(value))}</text:p>"
                if value is None:
                    cells += "<table:table-cell/>"
                elif isinstance(value, date):
                    cells += f'<table:table-cell office:value-type="date" office:date-value="{value}">{shown}'
                    cells += "</table:table-cell>"
                elif isinstance(value, int):
                    cells += f'<table:table-cell office:value-type="float" office:value="{value}">{shown}'
                    cells += "</table:table-cell>"
                else:
                    cells += f'<table:table-cell office:value-type="string">{shown}</table:table-cell>'
            cells += '<table:table-cell table:number-columns-repeated="1017"/>'
            lines += f"<table:table-row>{cells}</table:table-row>"
        lines += (
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
            'table:number-columns-repeated="1024"/></table:table-row>'
        )
        tables += f'<table:table table:name="{escape(page.title)}">{lines}</table:table>'
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)


def _by_xml2003(path: Path, pages: tuple[Page, ...]) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheets = ""
    for page in pages:
        lines = ""
        for row in page.grid:
            lines += "<Row>"
            for x, value in enumerate(row, 1):
                if value is not None:
                    kind = "Number" if isinstance(value, int) else "String"
                    shown = escape(_shown(value))
                    lines += f'<Cell ss:Index="{x}"><Data ss:Type="{kind}">{shown}</Data></Cell>'
            lines += "</Row>"
        sheets += f'<Worksheet ss:Name="{escape(page.title)}"><Table>{lines}</Table></Worksheet>'
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
    path.write_text(f'{head}<Workbook xmlns="{space}" xmlns:ss="{space}">{sheets}</Workbook>', encoding="utf-8")


def _by_xlsb(path: Path, pages: tuple[Page, ...]) -> None:
    sheets = []
    for page in pages:
        rows = [
            (y, b"".join(text_cell(x, _shown(one)) for x, one in enumerate(row) if one is not None))
            for y, row in enumerate(page.grid)
        ]
        sheets.append(sheet_records([(y, cells) for y, cells in rows if cells]))
    path.write_bytes(binary_book(sheets))


def _by_web_page(path: Path, pages: tuple[Page, ...]) -> None:
    [page] = pages
    width = max(map(len, page.grid))
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(_shown(one))}</td>" for one in [*row, *[None] * (width - len(row))]) + "</tr>"
        for row in page.grid
    )
    path.write_text(
        f'<html><head><meta charset="utf-8"></head><body><table border="1">{lines}</table></body></html>',
        encoding="utf-8",
    )


def _csv(mark: str, encoding: str) -> Callable[[Path, tuple[Page, ...]], None]:
    def write(path: Path, pages: tuple[Page, ...]) -> None:
        [page] = pages
        width = max(map(len, page.grid))
        with path.open("w", newline="", encoding=encoding) as file:
            rows = ([_shown(one) for one in [*row, *[None] * (width - len(row))]] for row in page.grid)
            csv.writer(file, delimiter=mark).writerows(rows)

    return write


@dataclass(frozen=True)
class _Writer:
    """A program: how its files end, what it writes, whether it knows sheets."""

    suffix: str
    write: Callable[[Path, tuple[Page, ...]], None]
    sheets: bool = True


WRITERS: Final = {
    "openpyxl": _Writer("xlsx", _by_openpyxl),
    "xlsxwriter": _Writer("xlsx", _by_xlsxwriter),
    "xlsxwriter-streaming": _Writer("xlsx", _by_xlsxwriter_streaming),
    "pandas-openpyxl": _Writer("xlsx", _by_pandas),
    "pandas-xlsxwriter": _Writer("xlsx", _by_pandas_bare),
    "excel": _Writer("xlsx", _by_hand(_EXCEL)),
    "wps": _Writer("xlsx", _by_hand(_WPS)),
    "google": _Writer("xlsx", _by_hand(_GOOGLE)),
    "libreoffice": _Writer("xlsx", _by_hand(_LIBRE)),
    "report-tool": _Writer("xlsx", _by_hand(_REPORT)),
    "open-xml-sdk": _Writer("xlsx", _by_hand(_PREFIXED)),
    "xlwt": _Writer("xls", _by_xlwt),
    "ods": _Writer("ods", _by_ods),
    "xml-2003": _Writer("xls", _by_xml2003),
    "xlsb": _Writer("xlsb", _by_xlsb),
    "web-page": _Writer("xls", _by_web_page, sheets=False),
    "csv-semicolon": _Writer("csv", _csv(";", "utf-8-sig"), sheets=False),
    "csv-utf16-tab": _Writer("csv", _csv("\t", "utf-16"), sheets=False),
}


def good_files(folder: Path, every: int = 1) -> Iterator[Good]:
    """Write them one by one; each has people of its own.

    Args:
        every: only each so manyth, of all shapes and writers in turn.
    """
    number = 0
    for shape, make in SHAPES.items():
        for name, writer in WRITERS.items():
            number += 1
            pages, names = make(1000 * number % 300_000)
            if number % every or (len(pages) > 1 and not writer.sheets):
                continue
            path = folder / f"{shape}-{name}.{writer.suffix}"
            writer.write(path, pages)
            yield Good(path, names, pages)
            path.unlink()
