"""SpreadsheetML of Excel 2002 and 2003 ("XML Spreadsheet"), which report programs still save as .xls: by expat."""

from datetime import datetime
from pathlib import Path
from pyexpat import ExpatError

from ingest.errors import Unreadable
from ingest.model import CellNote, CellValue, Range, Sheet, Workbook
from ingest.readers.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, RowStore, clean_text, parse_number, tidy_date
from ingest.readers.text_count import count_xml2003
from ingest.readers.xml_events import Attributes, make_parser, without_prefix

__all__ = ["read_xml2003"]

_CHUNK = 1 << 18


def read_xml2003(path: Path) -> Workbook:
    """Read an admitted XML spreadsheet.

    Raises:
        Unreadable: damaged, too large, or without a sheet.
    """
    events = _Events()
    parser = make_parser()
    parser.StartElementHandler, parser.EndElementHandler = events.start, events.end
    parser.CharacterDataHandler = events.characters
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as error:
        raise Unreadable("file.damaged", detail="tệp XML") from error
    if not events.sheets:
        raise Unreadable("file.html")
    counted = count_xml2003(path.read_bytes())
    if counted is not None and len(counted) == len(events.sheets) == len(events.nonempty):
        for sheet, count in zip(events.sheets, counted, strict=True):
            events.nonempty[sheet.name] = count + sum(n.kind == "formula_uncached" for n in sheet.notes)
    return Workbook("xml", tuple(events.sheets), False, events.nonempty)


def _number(attributes: Attributes, name: str, usual: int, most: int) -> int:
    text = attributes.get(name, "")
    if not text.isdigit():
        return usual
    if len(text) > 8 or int(text) > most:
        raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
    return int(text)


class _Events:
    """The expat callbacks; names are taken without their prefixes, which differ between writers."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.nonempty: dict[str, int] = {}
        self.budget = RowStore.fresh_budget()
        self.count = 0
        self.text: list[str] | None = None
        self.comment = False
        self._open_sheet({})

    def _open_sheet(self, attributes: Attributes) -> None:
        self.name, self.hidden = clean_text(attributes.get("Name", ""))[0], False
        self.store, self.before = RowStore(self.budget), self.count
        self.row = self.column = self.step = self.sheet_column = 0
        self.comments = 0
        self.place = -1  # column of the open cell
        self.merges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.notes: list[CellNote] = []
        self.formula = ""
        self.value: CellValue = None
        self.filled = False

    def start(self, tag: str, raw: Attributes) -> None:
        """An element opens."""
        name = without_prefix(tag)
        attributes = {without_prefix(key): value for key, value in raw.items()}
        if name == "Cell":
            self._open_cell(attributes)
        elif name == "Data" and not self.comment:
            if self.place < 0:
                raise Unreadable("file.damaged", detail="dữ liệu nằm ngoài ô")
            self.text, self.kind = [], attributes.get("Type", "String")
        elif name == "Row":
            self.row = _number(attributes, "Index", self.row + self.step, MAX_ROWS)
            self.row, self.step = max(self.row, 1), 1 + _number(attributes, "Span", 0, MAX_ROWS)
            self.column = -1
            if attributes.get("Hidden") == "1":
                self.hidden_rows.update(range(self.row, min(self.row + self.step, MAX_ROWS)))
        elif name == "Column":
            self._column(attributes)
        elif name == "Comment":
            self.comment = True
            self.comments += 1
        elif name == "Visible":
            self.text = []
        elif name == "Worksheet":
            self._open_sheet(attributes)
            self.step = 1

    def _column(self, attributes: Attributes) -> None:
        first = _number(attributes, "Index", self.sheet_column + 1, MAX_COLUMNS)
        self.sheet_column = first + _number(attributes, "Span", 0, MAX_COLUMNS)
        if attributes.get("Hidden") == "1":
            self.hidden_columns.update(range(first - 1, min(self.sheet_column, MAX_COLUMNS)))

    def _open_cell(self, attributes: Attributes) -> None:
        self.column = _number(attributes, "Index", self.column + 2, MAX_COLUMNS) - 1
        if self.column >= MAX_COLUMNS or self.row > MAX_ROWS or self.column < 0:
            raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        across = _number(attributes, "MergeAcross", 0, MAX_COLUMNS)
        down = _number(attributes, "MergeDown", 0, MAX_ROWS)
        self.place, self.formula, self.filled = self.column, attributes.get("Formula", ""), False
        if across or down:
            self.merges.append(Range(self.row, self.column, self.row + down, self.column + across))
        self.column += across

    def characters(self, text: str) -> None:
        """Text of the current value."""
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        """An element closes."""
        name = without_prefix(tag)
        if name == "Data" and self.text is not None:
            self._close_data("".join(self.text))
        elif name == "Cell":
            if self.formula and not self.filled:
                self._count()
                self.notes.append(CellNote(self.row, self.place, "formula_uncached", self.formula[:200]))
            self.place = -1
        elif name == "Comment":
            self.comment = False
        elif name == "Visible" and self.text is not None:
            self.hidden, self.text = "Hidden" in "".join(self.text), None
        elif name == "Worksheet":
            self._close_sheet()

    def _count(self) -> None:
        self.count += 1
        if self.count > MAX_CELLS:
            raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")

    def _close_data(self, text: str) -> None:
        self.text = None
        if text == "":
            self.filled = self.kind == "String"
            return
        self.filled = True
        self._count()
        if self.kind == "Error":
            self.notes.append(CellNote(self.row, self.place, "error_value", text[:200]))
            return
        value = _value(self.kind, text)
        if isinstance(value, str):
            value, changed = clean_text(value)
            if changed:
                self.notes.append(CellNote(self.row, self.place, "control_characters"))
        self.store.put(self.row, self.place, value)

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
                frozenset(self.hidden_columns),
                {"comments": self.comments} if self.comments else {},
            )
        )
        self.nonempty[self.name] = self.count - self.before


def _value(kind: str, text: str) -> CellValue:
    if kind == "Number":
        return parse_number(text.strip())
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        try:
            return tidy_date(datetime.fromisoformat(text.strip()).replace(tzinfo=None))
        except ValueError:
            return text
    return text
