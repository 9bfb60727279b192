"""Binary workbooks (xlsb) as model values, from one pass over the records of each sheet.

A reader of our own: libraries for the format set aside whatever a file of 1 KB says it needs, and die of it.
"""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from ingest.errors import Unreadable
from ingest.model import CellNote, CellValue, Range, Sheet, Workbook
from ingest.readers.beside import count_beside
from ingest.readers.cells import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    RowStore,
    clean_text,
    from_serial,
    is_date_format,
    whole,
)
from ingest.readers.digits import digit_pattern, show_digits
from ingest.readers.xlsb_records import count_records, damaged, records, wide_text, word
from ingest.readers.xlsx_package import relations

__all__ = ["read_xlsb"]

_WORKBOOK: Final = "xl/workbook.bin"
_ROW, _MERGE, _COLUMNS = 0, 176, 60
_RICH = 62
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
# The short kinds (12 to 18) stand right of the cell before and do not say their column.
_SHORT: Final = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7}
_BLANK = 1


@dataclass(slots=True)
class _Book:
    """What the cells refer to."""

    date1904: bool = False
    strings: list[str] = field(default_factory=list)
    dirty: set[int] = field(default_factory=set)
    dates: set[int] = field(default_factory=set)
    digits: dict[int, tuple[str, ...]] = field(default_factory=dict)
    budget: list[int] = field(default_factory=RowStore.fresh_budget)
    cells: int = 0


@dataclass(slots=True)
class _Page:
    """A sheet while it is read."""

    store: RowStore
    merges: list[Range] = field(default_factory=list)
    notes: list[CellNote] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    empty: int = 0  # records of cells with an empty text


def read_xlsb(path: Path) -> Workbook:
    """Read an admitted binary workbook; macros are parts like pictures and are not looked at.

    Raises:
        Unreadable: damaged, too large, or without any worksheet.
    """
    try:
        with ZipFile(path) as archive:
            return _read(archive)
    except (BadZipFile, struct.error, IndexError) as error:
        raise damaged("tệp .xlsb") from error


def _read(archive: ZipFile) -> Workbook:
    related = relations(archive, _WORKBOOK)
    book, entries = _Book(), list[tuple[str, str, bool]]()
    for kind, content in records(archive, _WORKBOOK):
        if kind == 153:
            book.date1904 = bool(word(content, 0) & 1)
        elif kind == 156:
            relation, at = wide_text(content, 8)
            entries.append((relation, clean_text(wide_text(content, at)[0])[0], word(content, 0) != 0))
    parts = dict(related.values())
    _strings(archive, parts.get("sharedStrings"), book)
    _styles(archive, parts.get("styles"), book)
    sheets, nonempty = [], {}
    for relation, name, hidden in entries:
        part, member = related.get(relation, ("worksheet", ""))
        if part != "worksheet":
            continue  # charts, dialogs and macro sheets hold no list
        page = _page(archive, member, book)
        first, rows = page.store.finish()
        sheets.append(
            Sheet(
                name,
                hidden,
                first,
                rows,
                tuple(page.merges),
                frozenset(page.hidden_rows),
                tuple(page.notes),
                frozenset(page.hidden_columns),
                count_beside(archive, member),
            )
        )
        nonempty[name] = count_records(archive, member) - page.empty
    if not sheets:
        raise Unreadable("file.no_sheets")
    return Workbook("xlsb", tuple(sheets), book.date1904, nonempty)


def _strings(archive: ZipFile, member: str | None, book: _Book) -> None:
    """The table of texts; what a file says of its length is not believed."""
    if member is None or member not in archive.NameToInfo:
        return
    for kind, content in records(archive, member):
        if kind == 19:
            text, changed = clean_text(wide_text(content, 1)[0])
            if changed:
                book.dirty.add(len(book.strings))
            book.strings.append(text)


def _styles(archive: ZipFile, member: str | None, book: _Book) -> None:
    """Cell styles that show a date or time, and those that show further digits."""
    if member is None or member not in archive.NameToInfo:
        return
    codes: dict[int, str] = {}
    inside, style = False, 0
    for kind, content in records(archive, member):
        if kind == 44:
            codes[struct.unpack_from("<H", content)[0]] = wide_text(content, 2)[0]
        elif kind in (617, 618):
            inside = kind == 617
        elif kind == 47 and inside:
            number = struct.unpack_from("<H", content, 2)[0]
            if is_date_format(number, codes.get(number)):
                book.dates.add(style)
            elif number in codes and (pattern := digit_pattern(codes[number])):
                book.digits[style] = pattern
            style += 1


def _page(archive: ZipFile, member: str, book: _Book) -> _Page:
    page = _Page(RowStore(book.budget))
    row, column = 0, -1
    for kind, content in records(archive, member):
        if kind == _ROW:
            row, column = word(content, 0) + 1, -1
            if row > MAX_ROWS:
                raise damaged("địa chỉ ô nằm ngoài trang tính")
            if len(content) > 11 and content[11] & 0x10:
                page.hidden_rows.add(row)
        elif kind <= 18 or kind == _RICH:
            short = _SHORT.get(kind)
            column = column + 1 if short else word(content, 0)
            if column >= MAX_COLUMNS or not row:
                raise damaged("địa chỉ ô nằm ngoài trang tính")
            if (short or kind) != _BLANK:
                _cell(page, book, row, column, short or kind, content if short else content[4:])
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", content)
            if top <= bottom < MAX_ROWS and left <= right < MAX_COLUMNS:
                page.merges.append(Range(top + 1, left, bottom + 1, right))
        elif kind == _COLUMNS and len(content) >= 18 and content[16] & 1:
            first, last = word(content, 0), word(content, 4)
            page.hidden_columns.update(range(first, min(last, MAX_COLUMNS - 1) + 1))
    return page


def _cell(page: _Page, book: _Book, row: int, column: int, kind: int, content: bytes) -> None:
    book.cells += 1
    if book.cells > MAX_CELLS:
        raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")
    if kind in (3, 11):
        page.notes.append(CellNote(row, column, "error_value", _ERRORS.get(content[4], "#?")))
        return
    if kind in (6, 7, 8, _RICH):
        text, changed = _text(book, kind, content)
        if changed:
            page.notes.append(CellNote(row, column, "control_characters"))
        if text or changed:
            page.store.put(row, column, text)
        else:
            page.empty += 1
        return
    page.store.put(row, column, _number(book, kind, content))


def _text(book: _Book, kind: int, content: bytes) -> tuple[str, bool]:
    if kind != 7:
        return clean_text(wide_text(content, 5 if kind == _RICH else 4)[0])
    index = word(content, 4)
    if index >= len(book.strings):
        raise damaged("bảng chuỗi ký tự")
    return book.strings[index], index in book.dirty


def _number(book: _Book, kind: int, content: bytes) -> CellValue:
    if kind in (4, 10):
        return content[4] != 0
    number: float = _packed(word(content, 4)) if kind == 2 else struct.unpack_from("<d", content, 4)[0]
    style = word(content, 0) & 0xFFFFFF
    if style in book.dates:
        return from_serial(number, book.date1904)
    value = whole(number)
    pattern = book.digits.get(style)
    if pattern and isinstance(value, int) and value >= 0:
        return show_digits(value, pattern)
    return value


def _packed(bits: int) -> float:
    """A number in 30 bits: whole, or the upper bits of a double; the lowest bit divides by 100."""
    if bits & 2:
        number: float = struct.unpack("<i", struct.pack("<I", bits))[0] >> 2
    else:
        number = struct.unpack("<d", struct.pack("<Q", (bits & 0xFFFFFFFC) << 32))[0]
    return number / 100 if bits & 1 else number
