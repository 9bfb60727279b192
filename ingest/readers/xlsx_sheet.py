"""One xlsx worksheet streamed with expat: values, error cells, formulas without value, hidden rows, merges, a count.

Every reference is checked against the grid. Holds no more than the sheet's own cells.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pyexpat import ExpatError, XMLParserType
from zipfile import ZipFile

from ingest.errors import Unreadable
from ingest.model import CellNote, CellValue, Range
from ingest.readers.cells import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    clean_text,
    from_serial,
    parse_number,
    tidy_date,
)
from ingest.readers.digits import show_digits
from ingest.readers.xlsx_package import Package, unescape
from ingest.readers.xml_events import Attributes, feed_member, make_parser

__all__ = ["CellReader", "Scan", "SheetEvents", "column_index", "scan_sheet"]

_DIGITS = "0123456789"
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?\Z")
_MAX_MERGES = 200_000
_MAX_NOTES = 100_000


@dataclass(slots=True)
class Scan:
    """What one pass over a sheet saw.

    `put` receives row, column and value of every filled cell. `nonempty` counts filled cells, error values and
    formulas without a value included; `blank` cells whose text turned out to be empty.
    """

    put: Callable[[int, int, CellValue], None]
    nonempty: int = 0
    blank: int = 0
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: list[CellNote] = field(default_factory=list)

    def note(self, row: int, column: int, kind: str, text: str) -> None:
        """Remember something about a cell."""
        if len(self.notes) >= _MAX_NOTES:
            raise Unreadable("file.too_large", detail="quá nhiều ô lỗi")
        self.notes.append(CellNote(row, column, kind, text[:200]))


_columns: dict[str, int] = {}


def column_index(letters: str) -> int:
    """Index from 0 of column letters; outside the grid the file is refused."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or index > MAX_COLUMNS:
            raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        index = index * 26 + ord(letter) - 64
    if not 1 <= index <= MAX_COLUMNS:
        raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
    _columns[letters] = index - 1
    return index - 1


def _row(text: str) -> int:
    if len(text) > 7 or not text.isdigit() or not 1 <= int(text) <= MAX_ROWS:
        raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
    return int(text)


def _merge(reference: str) -> Range:
    match = _RANGE.match(reference)
    if not match:
        raise Unreadable("file.damaged", detail="vùng gộp ô sai")
    left, top, right, bottom = match.groups()
    rows = sorted((_row(top), _row(bottom or top)))
    columns = sorted((column_index(left), column_index(right or left)))
    return Range(rows[0], columns[0], rows[1], columns[1])


class CellReader:
    """Turns the raw parts of one `c` element into a value."""

    def __init__(self, scan: Scan, package: Package) -> None:
        self.scan = scan
        self.strings = package.strings
        self.dirty = package.dirty_strings
        self.known: dict[str, str] = {}
        self.dates = package.date_styles
        self.digits = package.digit_styles
        self.date1904 = package.date1904

    def read(self, row: int, column: int, kind: str, style: str, text: str) -> CellValue:
        """The value of a cell that has content; None for error values, which are noted."""
        if kind == "s":
            known = self.known.get(text)
            return known if known is not None else self._shared(row, column, text)
        if kind == "n":
            return self._number(text, style)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            self.scan.note(row, column, "error_value", text)
            return None
        if kind == "d":
            return _iso(text)
        cleaned, changed = clean_text(unescape(text))
        if changed:
            self.scan.note(row, column, "control_characters", "")
        return cleaned

    def _shared(self, row: int, column: int, text: str) -> CellValue:
        index = int(text) if text.strip().isdigit() else -1
        if not 0 <= index < len(self.strings):
            raise Unreadable("file.damaged", detail="ô trỏ tới chuỗi không có")
        if index in self.dirty:
            self.scan.note(row, column, "control_characters", "")
        else:
            self.known[text] = self.strings[index]
        return self.strings[index]

    def _number(self, text: str, style: str) -> CellValue:
        value = parse_number(text)
        if style in self.dates and isinstance(value, (int, float)):
            return from_serial(value, self.date1904)
        if style in self.digits and isinstance(value, int) and value >= 0:
            return show_digits(value, self.digits[style])
        return value


def _iso(text: str) -> CellValue:
    try:
        return tidy_date(datetime.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError:
        return text


def scan_sheet(archive: ZipFile, member: str, reader: CellReader, scan: Scan, counted: list[int]) -> None:
    """Stream one sheet into `scan`.

    Args:
        counted: filled cells of the workbook so far, one number; carries the limit across sheets.

    Raises:
        Unreadable: damaged XML, references outside the grid, too many cells, merges or errors.
    """
    feed_member(archive, member, SheetEvents(scan, reader, counted).parser())


class SheetEvents:
    """The expat callbacks of one sheet; element names are compared whole, with the prefix that the root carries."""

    def __init__(self, scan: Scan, reader: CellReader, counted: list[int]) -> None:
        self.scan, self.reader, self.counted = scan, reader, counted
        self.text: list[str] = []
        self.row, self.row_text, self.column = 0, "", -1
        self.kind, self.style = "n", ""
        self.value: str | None = None
        self.formula: str | None = None
        self.phonetic = False

    def parser(self) -> XMLParserType:
        """A parser that reports here."""
        parser = make_parser()

        def first(root: str, _: Attributes) -> None:
            prefix = root.rpartition(":")[0]
            self.name_elements(prefix + ":" if prefix else "")
            parser.StartElementHandler = self.start
            parser.EndElementHandler = self.end
            parser.CharacterDataHandler = self.text.append

        parser.StartElementHandler = first
        return parser

    def around(self, head: bytes, tail: bytes) -> None:
        """What stands before and behind the cells of a sheet whose cells were read otherwise."""
        parser = self.parser()
        try:
            parser.Parse(head, False)
            parser.Parse(tail, True)
        except ExpatError as error:
            raise Unreadable("file.damaged", detail="phần trang tính") from error

    def name_elements(self, prefix: str) -> None:
        """Set the full names of the elements that matter."""
        self.c, self.v, self.t, self.f = (prefix + name for name in "cvtf")
        self.row_tag, self.rph = prefix + "row", prefix + "rPh"
        self.others = {prefix + "mergeCell": self._merge_cell, prefix + "col": self._col}

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element opens."""
        if tag == self.c:
            self._open_cell(attributes)
        elif tag in (self.v, self.t, self.f):
            self.text.clear()
        elif tag == self.row_tag:
            self._open_row(attributes)
        elif tag == self.rph:
            self.phonetic = True
        elif tag in self.others:
            self.others[tag](attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag == self.c:
            if self.value is not None or self.formula is not None:
                self._close_cell()
        elif tag == self.v:
            self.value = "".join(self.text)
        elif tag == self.t:
            if not self.phonetic:
                self.value = (self.value or "") + "".join(self.text)
        elif tag == self.f:
            self.formula = "".join(self.text)
        elif tag == self.rph:
            self.phonetic = False

    def _open_row(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self.row = _row(reference) if reference is not None else self.row + 1
        if self.row > MAX_ROWS:
            raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        self.row_text, self.column = str(self.row), -1
        if attributes.get("hidden") in ("1", "true"):
            self.scan.hidden_rows.add(self.row)

    def _open_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
            if self.column >= MAX_COLUMNS or self.row < 1:
                raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        else:
            letters = reference.rstrip(_DIGITS)
            known = _columns.get(letters)
            self.column = known if known is not None else column_index(letters)
            number = reference[len(letters) :]
            if number != self.row_text:
                self.row, self.row_text = _row(number), number
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.value = self.formula = None

    def _close_cell(self) -> None:
        scan, text, kind = self.scan, self.value or "", self.kind
        if not text:
            if self.formula is None or kind == "str":
                return  # an empty text, or a formula whose result is one
            value: CellValue = None
            scan.note(self.row, self.column, "formula_uncached", "=" + self.formula)
        else:
            value = self.reader.read(self.row, self.column, kind, self.style, text)
            if value == "":
                scan.blank += 1
                return
        self.counted[0] += 1
        if self.counted[0] > MAX_CELLS:
            raise Unreadable("file.too_large", detail=f"hơn {MAX_CELLS // 1_000_000} triệu ô có dữ liệu")
        scan.nonempty += 1
        if value is not None:
            scan.put(self.row, self.column, value)

    def _merge_cell(self, attributes: Attributes) -> None:
        if len(self.scan.merges) >= _MAX_MERGES:
            raise Unreadable("file.too_large", detail="quá nhiều vùng gộp ô")
        self.scan.merges.append(_merge(attributes.get("ref", "")))

    def _col(self, attributes: Attributes) -> None:
        if attributes.get("hidden") not in ("1", "true"):
            return
        low, high = (attributes.get(end, "") for end in ("min", "max"))
        if low.isdigit() and high.isdigit() and 1 <= int(low) <= int(high) <= MAX_COLUMNS:
            self.scan.hidden_columns.update(range(int(low) - 1, int(high)))
