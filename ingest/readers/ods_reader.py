"""ods (LibreOffice) streamed with expat: repeats are unrolled only where cells are filled.

Faster readers unroll whatever the file declares, which a file of 2 KB can drive to a million rows.
"""

import re
from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.errors import Unreadable
from ingest.model import CellNote, CellValue, Range, Sheet, Workbook
from ingest.readers.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, RowStore, clean_text, parse_number, tidy_date
from ingest.readers.text_count import count_ods
from ingest.readers.xml_events import Attributes, feed_member, make_parser

__all__ = ["read_ods"]

_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S\Z")
_BESIDE = {
    "office:annotation": "comments",
    "draw:text-box": "text_boxes",
    "draw:custom-shape": "text_boxes",
    "draw:image": "pictures",
    "draw:object": "objects",
}
_ERROR = re.compile(r"(#[A-Z/0]+[!?]?|Err:\d+)\Z")


def read_ods(path: Path) -> Workbook:
    """Read an admitted ods.

    Raises:
        Unreadable: damaged, too large, or without a sheet.
    """
    try:
        with ZipFile(path) as archive:
            events = _Events()
            parser = make_parser()
            parser.StartElementHandler = events.start
            parser.EndElementHandler = events.end
            parser.CharacterDataHandler = events.characters
            feed_member(archive, "content.xml", parser)
            counted = count_ods(archive.read("content.xml"))
    except BadZipFile as error:
        raise Unreadable("file.damaged", detail="tệp nén") from error
    if not events.sheets:
        raise Unreadable("file.no_sheets")
    if counted is not None and len(counted) == len(events.sheets) == len(events.nonempty):
        events.nonempty.update(zip((sheet.name for sheet in events.sheets), counted, strict=True))
    return Workbook("ods", tuple(events.sheets), False, events.nonempty)


def _repeat(attributes: Attributes, name: str, most: int) -> int:
    text = attributes.get(name, "1")
    return min(int(text), most) if text.isdigit() and len(text) < 9 else 1


class _Events:
    """The expat callbacks of content.xml; prefixes are those every writer of the format uses."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.nonempty: dict[str, int] = {}
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.budget = RowStore.fresh_budget()
        self.count = 0
        self.inside = False  # a paragraph of a cell
        self.depth = 0  # inside a note or a shape of a cell, whose text is not the cell's
        self.tables = 0  # open tables
        self.paragraphs: list[str] | None = None
        self.cell: Attributes | None = None
        self._open_sheet({})

    def _open_sheet(self, attributes: Attributes) -> None:
        self.name = clean_text(attributes.get("table:name", ""))[0]
        self.hidden = attributes.get("table:style-name", "") in self.hidden_styles
        self.store = RowStore(self.budget)
        self.row, self.column, self.repeat_row = 0, 0, 1
        self.filled: list[tuple[int, CellValue, str]] = []
        self.merges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.notes: list[CellNote] = []
        self.beside: Counter[str] = Counter()
        self.before = self.count

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element opens."""
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.cell, self.paragraphs = attributes, []
        elif tag == "text:p" and self.paragraphs is not None and not self.depth:
            self.paragraphs.append("")
            self.inside = True
        elif tag in ("text:s", "text:tab", "text:line-break"):
            blanks = " " * _repeat(attributes, "text:c", 1000)
            self._append({"text:s": blanks, "text:tab": "\t"}.get(tag, "\n"))
        elif tag == "table:table-row":
            self._open_row(attributes)
        elif tag == "table:table":
            self.tables += 1
            if self.tables > 1:
                raise Unreadable("file.damaged", detail="bảng nằm trong bảng")
            self._open_sheet(attributes)
        elif tag == "office:annotation" or tag.startswith("draw:"):
            self.depth += 1
            if what := _BESIDE.get(tag):
                self.beside[what] += 1
        elif tag == "style:style":
            self.style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def characters(self, text: str) -> None:
        """Text of the current paragraph; line ends in the file are blanks, real ones are elements."""
        self._append(text.replace("\n", " "))

    def _append(self, text: str) -> None:
        if self.inside and self.paragraphs and not self.depth:
            self.paragraphs[-1] += text

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._close_cell()
        elif tag == "text:p":
            self.inside = False
        elif tag == "table:table-row":
            self._close_row()
        elif tag == "table:table":
            self.tables -= 1
            self._close_sheet()
        elif tag == "office:annotation" or tag.startswith("draw:"):
            self.depth -= 1

    def _open_row(self, attributes: Attributes) -> None:
        self.row += 1
        if self.row > MAX_ROWS:
            raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        self.column, self.filled = 0, []
        self.repeat_row = _repeat(attributes, "table:number-rows-repeated", MAX_ROWS)
        if attributes.get("table:visibility") in ("collapse", "filter") and self.repeat_row < 100_000:
            self.hidden_rows.update(range(self.row, self.row + self.repeat_row))

    def _close_cell(self) -> None:
        attributes, paragraphs = self.cell or {}, self.paragraphs or []
        self.cell = self.paragraphs = None
        repeat = _repeat(attributes, "table:number-columns-repeated", MAX_COLUMNS)
        value, note = _value(attributes, "\n".join(paragraphs))
        rows = _repeat(attributes, "table:number-rows-spanned", MAX_ROWS)
        columns = _repeat(attributes, "table:number-columns-spanned", MAX_COLUMNS)
        if (rows > 1 or columns > 1) and len(self.merges) < MAX_CELLS // 10:
            self.merges.append(Range(self.row, self.column, self.row + rows - 1, self.column + columns - 1))
        if value is not None or note:
            if self.column + repeat > MAX_COLUMNS:
                raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
            self.filled.extend((self.column + i, value, note) for i in range(repeat))
        self.column += repeat

    def _close_row(self) -> None:
        if self.filled:
            self.count += len(self.filled) * self.repeat_row
            if self.count > MAX_CELLS or self.row + self.repeat_row - 1 > MAX_ROWS:
                raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")
            for row in range(self.row, self.row + self.repeat_row):
                for column, value, note in self.filled:
                    if value is not None:
                        self.store.put(row, column, value)
                    if note:
                        kind = "control_characters" if value is not None else "error_value"
                        self.notes.append(CellNote(row, column, kind, "" if value is not None else note))
        self.row += self.repeat_row - 1

    def _close_sheet(self) -> None:
        first, rows = self.store.finish()
        self.sheets.append(
            Sheet(
                self.name,
                self.hidden,
                first,
                rows,
                tuple(self.merges),
                frozenset(self.hidden_rows),
                tuple(self.notes),
                beside=dict(self.beside),
            )
        )
        self.nonempty[self.name] = self.count - self.before


def _value(attributes: Attributes, text: str) -> tuple[CellValue, str]:
    """The value of a cell by its declared type, and a remark: an error text, or that characters were taken out."""
    kind = attributes.get("office:value-type", attributes.get("calcext:value-type", ""))
    if attributes.get("calcext:value-type") == "error" or ("table:formula" in attributes and _ERROR.match(text)):
        return None, text or "#?"
    if kind in ("float", "percentage", "currency"):
        return parse_number(attributes.get("office:value", text)), ""
    if kind == "date":
        return _date(attributes.get("office:date-value", text)), ""
    if kind == "time":
        match = _DURATION.match(attributes.get("office:time-value", ""))
        if not match:
            return text or None, ""
        hours, minutes, seconds = (int(part) for part in match.groups())
        if hours < 24:
            return time(hours, minutes, seconds), ""
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds)), ""
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true", ""
    cleaned, changed = clean_text(text if text else attributes.get("office:string-value", text))
    return cleaned or None, "x" if changed and cleaned else ""


def _date(text: str) -> CellValue:
    try:
        return tidy_date(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        return text
