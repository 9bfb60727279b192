"""The quick way through a worksheet in the shape programs write: one regular expression a cell.

Every byte has to fit the expression, else `NotPlain` is raised and the part is read again by expat, which stays the
truth for everything unusual. What stands around the cells goes through expat here too.
"""

import re
from zipfile import ZipFile

from ingest.errors import Unreadable
from ingest.model import CellValue
from ingest.readers.cells import MAX_CELLS, MAX_ROWS, RowStore
from ingest.readers.plain_parts import DECLARATION, TEXT, Head, NotPlain, decoded, pieces, resolved
from ingest.readers.xlsx_sheet import CellReader, Scan, SheetEvents, column_index

__all__ = ["plain_sheet"]

_PLAIN = "[!-%'-;=?-~]*"
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: ?/>|>(?:'
    rf'<v>({_PLAIN})</v>|<v ?/>|<is><t(?: xml:space="preserve")?>({TEXT})</t></is>)?</c>)|(.)',
    re.DOTALL,
)
_ROW = re.compile(r'\s*<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9_:]{1,40}="[^"<&\x00-\x1f]{0,100}")*) ?(/?)>')
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9_:]+)="([^"]*)"')
_SHEET_HEAD = re.compile(DECLARATION + rb"<worksheet[\s>][^!?]*?<sheetData>")


def plain_sheet(
    archive: ZipFile, member: str, reader: CellReader, scan: Scan, store: RowStore, counted: list[int]
) -> None:
    """Read a plain worksheet into `scan` and `store`; both are half filled when it raises.

    Raises:
        NotPlain: read it with `scan_sheet`.
        Unreadable: too many cells, or references outside the grid.
    """
    head, rows, tail = Head(_SHEET_HEAD), _Rows(reader, scan, store, counted), list[bytes]()
    for whole in pieces(archive, member, b"</row>"):
        piece = head.without(whole)
        if tail:
            tail.append(piece)
            continue
        cells, closing, after = piece.partition(b"</sheetData>")
        rows.take(decoded(cells))
        if closing:
            tail += (closing, after)
    after = b"".join(tail)
    if not after or b"<!" in after or b"<?" in after or b"<c " in after or b"<row " in after:
        raise NotPlain
    SheetEvents(scan, reader, counted).around(head.text, after)


class _Rows:
    """Rows of plain cells into a store."""

    def __init__(self, reader: CellReader, scan: Scan, store: RowStore, counted: list[int]) -> None:
        self.reader, self.scan, self.store, self.counted = reader, scan, store, counted
        self.columns: dict[str, int] = {}
        self.attributes: dict[str, bool] = {}

    def take(self, text: str) -> None:
        """All rows of a piece."""
        *closed, rest = text.split("</row>")
        for row in closed:
            self._row(row)
        if rest.strip() and self._opened(rest) != len(rest.rstrip()):
            raise NotPlain

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
        self._count(count)
        return cells

    def _count(self, count: int) -> None:
        self.counted[0] += count
        if self.counted[0] > MAX_CELLS:
            raise Unreadable("file.too_large", detail=f"hơn {MAX_CELLS // 1_000_000} triệu ô có dữ liệu")
        self.scan.nonempty += count
