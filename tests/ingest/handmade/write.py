"""Writes the layouts typed as text to files of each kind, and gives their gold in the shape of gold.json."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

__all__ = ["Layout", "load_layouts", "write_layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A workbook as text: sheet name -> typed rows; `ignored` and `hidden` name sheets.

    `codes` are problems not judged, `letters` the way cells are damaged (nfd), the rest says how the file is written.
    """

    name: str
    sheets: dict[str, str] = field(default_factory=dict)
    kind: str = "xlsx"
    ignored: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    codes: tuple[str, ...] = ()
    delimiter: str = ";"
    encoding: str = "utf-8"
    letters: str = ""

    def change(self, value: Any) -> Any:
        """The cell as it is written."""
        return unicodedata.normalize("NFD", value) if self.letters == "nfd" and isinstance(value, str) else value


def load_layouts(path: Path) -> Iterator[Layout]:
    """The layouts of one text file: "=== name key=value …", and "== sheet [ignored] [hidden]" before its rows."""
    for block in path.read_text(encoding="utf-8").split("\n=== ")[0:]:
        head, _, body = block.removeprefix("=== ").partition("\n")
        name, *options = head.split()
        given: dict[str, Any] = dict(option.split("=", 1) for option in options)
        if "codes" in given:
            given["codes"] = tuple(given["codes"].split(","))
        layout = Layout(name, **given)
        for sheet in re.split(r"^== ", body, flags=re.MULTILINE)[1:]:
            title, _, rows = sheet.partition("\n")
            title, *marks = re.split(r" (?=\[(?:ignored|hidden)\])", title)
            layout.sheets[title] = rows
            layout.ignored.update([title] if "[ignored]" in marks else [])
            layout.hidden.update([title] if "[hidden]" in marks else [])
        yield layout


def _write_book(path: Path, grids: Mapping[str, Any], layout: Layout) -> None:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, grid in grids.items():
        sheet = book.create_sheet(name)
        if name in layout.hidden:
            sheet.sheet_state = "hidden"
        for (row, column), value in grid.cells.items():
            cell = sheet.cell(row, column, layout.change(value))
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.save(path)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _rows(grid: Any) -> list[list[Any]]:
    height = max(row for row, _ in grid.cells)
    width = max(column for _, column in grid.cells)
    return [[grid.cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def windows_1258(text: str) -> bytes:
    """Windows-1258 holds the letters composed and their tones apart."""
    apart = []
    for char in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        apart.append(letter + tones)
    return "".join(apart).encode("cp1258")


def _write_csv(path: Path, grid: Any, layout: Layout) -> None:
    buffer = io.StringIO()
    writer = csv.writer(
        buffer, delimiter={"TAB": "\t"}.get(layout.delimiter, layout.delimiter), lineterminator="\r\n"
    )
    writer.writerows([_shown(layout.change(value)) for value in row] for row in _rows(grid))
    text = buffer.getvalue()
    path.write_bytes(windows_1258(text) if layout.encoding == "cp1258" else text.encode(layout.encoding))


def _write_xls(path: Path, grids: Mapping[str, Any], layout: Layout) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for name, grid in grids.items():
        sheet = book.add_sheet(name)
        merged = {(top, left): (top, bottom, left, right) for top, left, bottom, right in grid.merges}
        for (row, column), value in grid.cells.items():
            look = (style,) if isinstance(value, date) else ()
            if (row, column) in merged:
                top, bottom, left, right = merged[row, column]
                sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, layout.change(value), *look)
            else:
                sheet.write(row - 1, column - 1, layout.change(value), *look)
    book.save(str(path))


def _write_ods(path: Path, grids: Mapping[str, Any], layout: Layout) -> None:
    import zipfile
    from xml.sax.saxutils import escape

    def cell(value: Any) -> str:
        value = layout.change(value)
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        elif isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        else:
            kind = 'office:value-type="string"'
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _shown(value).split("\n"))
        return f"<table:table-cell {kind}>{lines}</table:table-cell>"

    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in _rows(grid))
        + "</table:table>"
        for name, grid in grids.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", mime)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)


def write_layout(folder: Path, layout: Layout, parse: Callable[..., Any]) -> tuple[Path, dict[str, Any]]:
    """Write the layout into `folder`; gives the file and its entry as in gold.json."""
    grids = {
        sheet: parse(sheet, text, ignored=sheet in layout.ignored, codes=layout.codes)
        for sheet, text in layout.sheets.items()
    }
    ending = {"csv": "csv", "xls_is_xlsx": "xls"}.get(layout.kind, layout.kind)
    name = layout.name
    path = folder / f"{name}.{ending}"
    if layout.kind == "csv":
        _write_csv(path, next(iter(grids.values())), layout)
    elif layout.kind == "xls":
        _write_xls(path, grids, layout)
    elif layout.kind == "ods":
        _write_ods(path, grids, layout)
    else:
        made = folder / f"{name}.xlsx"
        _write_book(made, grids, layout)
        made.replace(path)
    gold = {"file": path.name, "layout": name, "form": "people", "sheets": [grid.gold for grid in grids.values()]}
    return path, gold
