"""Tables of a web page saved under a spreadsheet's name (.xls of many web programs): all of them below each other.

By the parser of the standard library, which runs no script and fetches nothing. All values are text, as shown.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

from ingest.errors import Unreadable
from ingest.model import CellNote, Range, Sheet, Workbook
from ingest.readers.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, RowStore, clean_text
from ingest.readers.text import decode_text
from ingest.readers.text_count import count_html

__all__ = ["read_html"]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{1,30})""")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden|collapse)")
_CHUNK = 1 << 16
# Tags of a page: a filled cell has two. More takes longer to go through than there is time.
_MAX_TAGS = 3_000_000
# No writer leaves so many signs in a row; the parser would take them for text one by one.
_NOISE = b"<" * 64
# A tag or comment that never closes would be looked through again with every chunk.
_LONGEST = 1 << 19
_BLOCKS = ("br", "p", "div", "li")
_SILENT = ("script", "style")


def read_html(path: Path) -> Workbook:
    """Read an admitted web page.

    Raises:
        Unreadable: there is no table in it, or it holds too much.
    """
    content = path.read_bytes()
    _check(content)
    stated = _CHARSET.search(content[:4096].replace(b"\0", b""))
    text = decode_text(content, stated.group(1).decode("ascii") if stated else None)
    tables = _Tables()
    try:
        for at in range(0, len(text), _CHUNK):
            tables.feed(text[at : at + _CHUNK])
            if len(tables.rawdata) > _LONGEST:
                raise Unreadable("file.damaged", detail="thẻ HTML không đóng")
        tables.close()
    except AssertionError as error:  # how the parser refuses declarations that it does not know
        raise Unreadable("file.damaged", detail="khai báo HTML") from error
    tables.close_row()
    first, rows = tables.store.finish()
    if not rows:
        raise Unreadable("file.html")
    sheet = Sheet("html", False, first, rows, tuple(tables.merges), frozenset(tables.hidden), tuple(tables.notes))
    counted = count_html(text)
    return Workbook("html", (sheet,), False, {"html": tables.count if counted is None else counted})


def _check(content: bytes) -> None:
    """What no page of a list has, refused before it is gone through sign by sign."""
    letters = content.replace(b"\0", b"")
    if _NOISE in letters:
        raise Unreadable("file.damaged", detail="thẻ HTML không đóng")
    rows = letters.count(b"<tr") + letters.count(b"<TR")
    if rows > MAX_ROWS or letters.count(b"<") > _MAX_TAGS:
        raise Unreadable("file.too_large", detail="quá nhiều dòng")


class _Tables(HTMLParser):
    """Rows of all tables; a table inside a cell is part of the cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.store = RowStore(RowStore.fresh_budget())
        self.merges: list[Range] = []
        self.hidden: set[int] = set()
        self.notes: list[CellNote] = []
        self.count = self.row = self.column = self.depth = 0
        self.silent = False
        self.text: list[str] | None = None
        self.span = (1, 1)
        self.taken: dict[int, int] = {}  # column -> last row that a cell above covers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens; unclosed cells and rows before it are closed, as browsers do."""
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.taken.clear()
        elif tag in _SILENT:
            self.silent = True
        elif tag in _BLOCKS and self.text:
            self.text.append("\n")
        elif self.depth != 1:
            return
        elif tag == "tr":
            self.close_row()
            self._open_row(dict(attrs))
        elif tag in ("td", "th"):
            self._close_cell()
            self._open_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        if tag in _SILENT:
            self.silent = False
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self.close_row()
            self.depth -= 1
        elif self.depth == 1 and tag in ("td", "th"):
            self._close_cell()
        elif self.depth == 1 and tag == "tr":
            self.close_row()

    def handle_data(self, data: str) -> None:
        """Text; runs of blanks are one."""
        if self.text is not None and not self.silent:
            self.text.append(_BLANKS.sub(" ", data))

    def _open_row(self, attributes: dict[str, str | None]) -> None:
        self.row += 1
        self.column = 0
        if self.row > MAX_ROWS:
            raise Unreadable("file.too_large", detail="quá nhiều dòng")
        if _HIDDEN.search((attributes.get("style") or "").lower()) or "hidden" in attributes:
            self.hidden.add(self.row)

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        if not self.row:
            self.row = 1
        while self.taken.get(self.column, 0) >= self.row:
            self.column += 1
        self.span = _span(attributes.get("rowspan"), 10_000), _span(attributes.get("colspan"), 1_000)
        self.text = []

    def _close_cell(self) -> None:
        if self.text is None:
            return
        lines = "".join(self.text).split("\n")
        shown, changed = clean_text("\n".join(filter(None, (line.strip(" ") for line in lines))))
        self.text = None
        rows, columns = self.span
        last = self.column + columns - 1
        if last >= MAX_COLUMNS:
            raise Unreadable("file.damaged", detail="địa chỉ ô nằm ngoài trang tính")
        if shown:
            self.count += 1
            if self.count > MAX_CELLS:
                raise Unreadable("file.too_large", detail="quá nhiều ô có dữ liệu")
            self.store.put(self.row, self.column, shown)
        if changed:
            self.notes.append(CellNote(self.row, self.column, "control_characters"))
        if rows > 1 or columns > 1:
            self.merges.append(Range(self.row, self.column, self.row + rows - 1, last))
            if rows > 1:
                self.taken.update(dict.fromkeys(range(self.column, last + 1), self.row + rows - 1))
        self.column = last + 1

    def close_row(self) -> None:
        """The row ends, and with it a cell that nobody closed."""
        self._close_cell()


def _span(text: str | None, most: int) -> int:
    digits = (text or "").strip()
    # int() itself refuses thousands of digits, and knows no "²"
    return max(1, min(int(digits), most)) if digits.isdecimal() and len(digits) <= 9 else 1
