"""One worksheet streamed once: where rows and cells that will change stand, and what the sheet says beside them."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.back.patch.xml import NotPatchable, tag_end
from ingest.readers.xml_events import make_parser

__all__ = ["CellPlace", "RowPlace", "SheetScan", "place"]

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# What may stand after legacyDrawing in a worksheet; without one of them it goes to the end.
_AFTER: Final = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
     "AlternateContent")
)  # fmt: skip


def place(address: str) -> tuple[int, int] | None:
    """Row from 1 and column from 0 of an address; None for what is none."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    row = int(found.group(2))
    return (row, column - 1) if row <= 1_048_576 and column <= 16_384 else None


@dataclass(slots=True)
class CellPlace:
    """A cell: its start tag is [start, inner), all of it [start, end); `shared` has a formula others may lean on."""

    column: int
    start: int
    inner: int
    style: int
    end: int = 0
    shared: bool = False


@dataclass(slots=True)
class RowPlace:
    """A row; cells and places only where it was asked for. `style` is -1 without one of its own."""

    number: int
    start: int
    inner: int = 0
    close: int = 0
    style: int = -1
    cells: list[CellPlace] = field(default_factory=list)


class SheetScan:
    """The places of a sheet.

    Args:
        data: the part in UTF-8.
        rows: numbers of the rows whose cells are wanted.
        styles: cells of these styles are wanted wherever they stand.

    Raises:
        NotPatchable: not well-formed, or rows out of order.
    """

    def __init__(self, data: bytes, rows: Collection[int], styles: Collection[int]) -> None:
        self._data, self._wanted, self._styles = data, rows, styles
        self.rows: list[RowPlace] = []
        self.styled: list[CellPlace] = []
        self.columns: list[tuple[int, int, int]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.selected: list[tuple[int, int]] = []
        self.legacy: str | None = None
        self.before_end = 0
        self.prefix = ""
        self.body = (0, 0, 0)
        self._depth = self._number = 0
        self._column = -1
        self._cell: CellPlace | None = None
        self._parser = make_parser()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        try:
            self._parser.Parse(data, True)
        except NotPatchable:
            raise
        except Exception as error:
            raise NotPatchable("sheet") from error
        numbers = [row.number for row in self.rows]
        if not self.body[0] or any(a >= b for a, b in pairwise(numbers)):
            raise NotPatchable("rows")

    def empty(self, inner: int) -> bool:
        """Whether the tag that ends at `inner` closes itself."""
        return self._data[inner - 2 : inner] == b"/>"

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        local = name.rpartition(":")[2]
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self._start_row(attributes)
        elif local == "f" and self._cell is not None:
            self._cell.shared = attributes.get("t", "") in ("shared", "array", "dataTable")
        elif self._depth <= 4:
            self._other(local, name, attributes, self._parser.CurrentByteIndex)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        address = place(attributes.get("r", ""))
        self._column = address[1] if address else self._column + 1
        style = int(attributes.get("s", "0"))
        wanted = self._number in self._wanted
        if wanted or style in self._styles:
            at = self._parser.CurrentByteIndex
            self._cell = CellPlace(self._column, at, tag_end(self._data, at), style)
            (self.rows[-1].cells if wanted else self.styled).append(self._cell)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._number = int(attributes.get("r", self._number + 1))
        self._column = -1
        row = RowPlace(self._number, self._parser.CurrentByteIndex)
        if self._number in self._wanted:
            row.inner = tag_end(self._data, row.start)
            if attributes.get("customFormat") in ("1", "true"):
                row.style = int(attributes.get("s", "0"))
        self.rows.append(row)

    def _other(self, local: str, name: str, attributes: dict[str, str], at: int) -> None:
        if self._depth == 1:
            self.prefix = name[: -len(local)]
        elif local == "sheetData":
            self.body = (at, tag_end(self._data, at), 0)
        elif local == "col":
            low, high = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.columns.append((low - 1, high - 1, int(attributes.get("style", "0"))))
        elif local == "sheetView" and attributes.get("tabSelected"):
            self.selected.append((at, tag_end(self._data, at)))
        elif local == "mergeCell":
            ends = [place(one) for one in attributes.get("ref", "").replace("$", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.merges.append((*ends[0], *ends[1]))
        elif local == "legacyDrawing":
            self.legacy = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), None)
        elif self._depth == 2 and local in _AFTER and not self.before_end:
            self.before_end = at

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        at = self._parser.CurrentByteIndex
        if local == "c" and self._cell is not None:
            self._cell.end = self._cell.inner if self.empty(self._cell.inner) else tag_end(self._data, at)
            self._cell = None
        elif local == "row" and self.rows[-1].inner:
            self.rows[-1].close = at
        elif local == "sheetData":
            start, inner, _ = self.body
            self.body = (start, inner, inner if self.empty(inner) else at)
        elif self._depth == 0 and not self.before_end:
            self.before_end = at
