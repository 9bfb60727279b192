"""The quick way through a worksheet in the shape programs write: one regular expression a cell.

Every byte has to fit the expression, else `NotPlain` is raised and the part is read again by expat, which stays the
truth for everything unusual. What stands around the cells goes through expat here too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Self
from zipfile import ZipFile

from ingest.errors import Unreadable
from ingest.halves import beside
from ingest.model import CellNote, CellValue
from ingest.readers.cells import MAX_CELLS, MAX_ROWS, RowStore
from ingest.readers.plain_parts import DECLARATION, TEXT, Head, NotPlain, decoded, pieces, resolved
from ingest.readers.raw_count import count_filled
from ingest.readers.row_shape import PLAIN, ROW_START, RowShape
from ingest.readers.xlsx_sheet import CellReader, Scan, SheetEvents, column_index

__all__ = ["plain_sheet"]

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: ?/>|>(?:'
    rf'<v>({PLAIN})</v>|<v ?/>|<is><t(?: xml:space="preserve")?>({TEXT})</t></is>)?</c>)|(.)',
    re.DOTALL,
)
_ROW = re.compile(rf"{ROW_START} ?(/?)>")
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9_:]+)="([^"]*)"')
# Bytes of XML: below, a helper costs more than it saves; above, two processes may not have memory enough.
_LEAST_SHARED, _MOST_SHARED = 3 << 20, 64 << 20
# The helper also counts the cells, has to get past this part, and sends its own back.
_SHARE = 0.75
# Titles, headers and the first records tell how many columns a sheet has.
_TITLE_ROWS = 50
_SHEET_HEAD = re.compile(DECLARATION + rb"<worksheet[\s>][^!?]*?<sheetData>")


@dataclass(frozen=True, slots=True)
class _Rest:
    """The second part of a sheet as the helper sends it, and its count of the whole sheet's bytes."""

    rows: Mapping[int, list[CellValue]]
    nonempty: int
    blank: int
    hidden_rows: set[int]
    notes: list[CellNote]
    tail: list[bytes]
    filled: int | None


def plain_sheet(
    archive: ZipFile, member: str, reader: CellReader, scan: Scan, store: RowStore, counted: list[int]
) -> int | None:
    """Read a plain worksheet into `scan` and `store`; both are half filled when it raises.

    A large one is read by two processes where that is allowed.

    Returns:
        What `count_filled` gives for the sheet, where the helper had the time to ask it.

    Raises:
        NotPlain: read it with `scan_sheet`.
        Unreadable: too many cells, or references outside the grid.
        MemoryError: also where it would have been enough without the helper.
    """
    size = archive.getinfo(member).file_size
    rest = None
    with _PlainSheet(archive, member, _Rows(reader, scan, store, counted)) as sheet:
        if archive.filename and _LEAST_SHARED <= size <= _MOST_SHARED:
            name, middle = archive.filename, int(size * _SHARE)
            _, rest = beside(lambda: sheet.read(middle), lambda: _rest(name, member, middle, sheet.rows))
            if rest is not None and not sheet.tail:
                sheet.add(rest)
        sheet.read()
        sheet.finish()
    return rest.filled if rest else None


def _rest(name: str, member: str, middle: int, rows: "_Rows") -> _Rest:
    """In the helper: a count of the sheet, and the rows from the middle on into its own copy of the store."""
    with ZipFile(name) as archive, _PlainSheet(archive, member, rows) as sheet:
        filled = count_filled(archive, member)
        sheet.skip(middle)
        sheet.read()
    scan = rows.scan
    cells = rows.store.take_rows()
    return _Rest(cells, scan.nonempty, scan.blank, scan.hidden_rows, scan.notes, sheet.tail, filled)


class _PlainSheet:
    """A sheet taken piece by piece: the head, rows, and what stands behind them."""

    def __init__(self, archive: ZipFile, member: str, rows: "_Rows") -> None:
        self.rows = rows
        self.head = Head(_SHEET_HEAD)
        self.tail: list[bytes] = []
        self._pieces = pieces(archive, member, b"</row>")
        self._passed: float = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pieces.close()

    def _next(self, end: float) -> Iterator[bytes]:
        while self._passed < end and (piece := next(self._pieces, None)) is not None:
            self._passed += len(piece)
            yield piece

    def skip(self, end: int) -> None:
        """Leave out the pieces that begin before a byte; they are somebody else's."""
        self.head.pattern = None
        for _ in self._next(end):
            pass

    def read(self, end: float = inf) -> None:
        """The rows of the pieces that begin before a byte and were not read yet."""
        for whole in self._next(end):
            piece = self.head.without(whole)
            if self.tail:
                self.tail.append(piece)
                continue
            cells, closing, after = piece.partition(b"</sheetData>")
            self.rows.take(decoded(cells))
            if closing:
                self.tail += (closing, after)

    def add(self, rest: _Rest) -> None:
        """Take over all that was not read here."""
        scan = self.rows.scan
        self._passed = inf
        self.rows.count(rest.nonempty)
        scan.blank += rest.blank
        scan.hidden_rows |= rest.hidden_rows
        for note in rest.notes:
            scan.note(note.row, note.column, note.kind, note.text)
        self.rows.store.add_rows(rest.rows)
        self.tail = rest.tail

    def finish(self) -> None:
        """What stands around the rows."""
        after = b"".join(self.tail)
        if not after or b"<!" in after or b"<?" in after or b"<c " in after or b"<row " in after:
            raise NotPlain
        SheetEvents(self.rows.scan, self.rows.reader, self.rows.counted).around(self.head.text, after)


class _Rows:
    """Rows of plain cells into a store."""

    def __init__(self, reader: CellReader, scan: Scan, store: RowStore, counted: list[int]) -> None:
        self.reader, self.scan, self.store, self.counted = reader, scan, store, counted
        self.columns: dict[str, int] = {}
        self.attributes: dict[str, bool] = {}
        self.shape: RowShape | None = None
        self.cell_by_cell = 0

    def take(self, text: str) -> None:
        """All rows of a piece."""
        *closed, rest = text.split("</row>")
        for row in closed:
            if self.shape is None or not self._at_a_glance(row, self.shape):
                self._row(row)
        if rest.strip() and self._opened(rest) != len(rest.rstrip()):
            raise NotPlain

    def _at_a_glance(self, text: str, shape: RowShape) -> bool:
        found = shape.read(text)
        if found is None:
            return False
        name, attributes, cells, filled, blank = found
        self._remember(name, attributes)
        self.scan.blank += blank
        self.count(filled)
        if cells:
            self.store.put_row(int(name), cells)
        return True

    def _row(self, text: str) -> None:
        start = self._opened(text, closed=False)
        match = _ROW.match(text, start)
        if not match or match.group(3):
            raise NotPlain
        name = match.group(1)
        self._remember(name, match.group(2))
        cells = self._cells(text, match.end(), int(name), name)
        if cells:
            self.store.put_row(int(name), cells)
        self.cell_by_cell += 1
        if self.cell_by_cell == _TITLE_ROWS:
            self.shape = RowShape(max(self.columns.values(), default=-1) + 1, self.reader)

    def _opened(self, text: str, *, closed: bool = True) -> int:
        """Where the empty rows at the beginning end; every one of them is one element."""
        at = 0
        while (match := _ROW.match(text, at)) and match.group(3):
            self._remember(match.group(1), match.group(2))
            at = match.end()
        if closed and match:
            raise NotPlain
        return at

    def _remember(self, row: str, attributes: str) -> None:
        if int(row) > MAX_ROWS:
            raise NotPlain
        hidden = self.attributes.get(attributes)
        if hidden is None:
            pairs = _ATTRIBUTE.findall(attributes)
            names = {name for name, _ in pairs}
            if len(names) < len(pairs) or "r" in names:
                raise NotPlain
            hidden = dict(pairs).get("hidden") in ("1", "true")
            self.attributes[attributes] = hidden
        if hidden:
            self.scan.hidden_rows.add(int(row))

    def _cells(self, text: str, start: int, row: int, name: str) -> list[CellValue]:
        columns, known, read = self.columns, self.reader.known, self.reader.read
        cells: list[CellValue] = []
        last, count = -1, 0
        for letters, number, style, kind, plain, inline, other in _CELL.findall(text, start):
            if other or number != name:
                raise NotPlain
            column = columns.get(letters)
            if column is None:
                column = columns[letters] = column_index(letters)
            if column <= last:
                raise NotPlain
            last = column
            if not plain and not inline:
                continue
            value: CellValue = known.get(plain) if kind == "s" else None
            if value is None:
                if inline and kind != "inlineStr":
                    raise NotPlain
                value = read(row, column, kind or "n", style, plain or resolved(inline))
            if value == "":
                self.scan.blank += 1
                continue
            count += 1
            if value is not None:
                if column > len(cells):
                    cells.extend([None] * (column - len(cells)))
                cells.append(value)
        self.count(count)
        return cells

    def count(self, count: int) -> None:
        """Filled cells, against the limit of a workbook."""
        self.counted[0] += count
        if self.counted[0] > MAX_CELLS:
            raise Unreadable("file.too_large", detail=f"hơn {MAX_CELLS // 1_000_000} triệu ô có dữ liệu")
        self.scan.nonempty += count
