"""The cells of one worksheet changed in place: styles of cells, values, and cells that were not there.

Splices bytes at the places that the scan found; rows and cells that are not named keep every byte.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from ingest.back.patch.scan import CellPlace, RowPlace, SheetScan
from ingest.back.patch.xml import NotPatchable, attributed, escaped, splice
from ingest.model import cell_address

__all__ = ["CellChange", "SheetPatch"]

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class CellChange:
    """What becomes of a cell: `style` gives the new style of the old one; `value` None leaves the value."""

    style: Callable[[int], int]
    value: str | None = None


class SheetPatch:
    """One pass over the sheet, then the edits.

    Args:
        data: the part in UTF-8.
        rows: numbers of the rows in which cells will change.
        restyle: styles that are replaced wherever they stand.
        keep_selection: this sheet stays the selected one of the workbook; two selected are edited together.
    """

    def __init__(
        self, data: bytes, rows: Collection[int], restyle: Mapping[int, int], *, keep_selection: bool = False
    ) -> None:
        self._data, self._restyle = data, restyle
        self._scan = scan = SheetScan(data, rows, restyle)
        self._prefix, self._rows = scan.prefix, scan.rows
        self.merges, self.legacy_drawing = scan.merges, scan.legacy
        self._edits: list[tuple[int, int, bytes]] = [self._restyled(cell) for cell in scan.styled]
        for start, inner in () if keep_selection else scan.selected:
            self._edits.append((start, inner, attributed(data[start:inner], tabSelected=None)))

    def add_legacy_drawing(self, relation: str) -> None:
        """Say which drawing holds the comment boxes."""
        tag = f'<{self._prefix}legacyDrawing xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
        self._edits.append((self._scan.before_end, self._scan.before_end, tag.encode()))

    def change(self, changes: Mapping[tuple[int, int], CellChange]) -> None:
        """Change cells by (row, column from 0); all rows must have been announced."""
        numbers = [row.number for row in self._rows]
        by_row: dict[int, list[int]] = {}
        for number, column in changes:
            by_row.setdefault(number, []).append(column)
        for number, columns in sorted(by_row.items()):
            index = bisect_left(numbers, number)
            wanted = {column: changes[number, column] for column in sorted(columns)}
            if index < len(numbers) and numbers[index] == number:
                self._change_row(self._rows[index], wanted)
            else:
                at = self._rows[index].start if index < len(numbers) else self._scan.body[2]
                cells = b"".join(self._new_cell(number, c, -1, change) for c, change in wanted.items())
                whole = f'<{self._prefix}row r="{number}">'.encode() + cells + f"</{self._prefix}row>".encode()
                self._insert(at, whole)

    def _insert(self, at: int, new: bytes) -> None:
        start, inner, close = self._scan.body
        if self._scan.empty(inner) and at == close:
            # one edit for the whole element: every row of an empty sheet comes through here once
            if self._edits and self._edits[-1][:2] == (start, inner):
                old = self._edits.pop()[2]
                new = old[: old.rfind(b"</")] + new + f"</{self._prefix}sheetData>".encode()
            else:
                new = f"<{self._prefix}sheetData>".encode() + new + f"</{self._prefix}sheetData>".encode()
            self._edits.append((start, inner, new))
        else:
            self._edits.append((at, at, new))

    def _change_row(self, row: RowPlace, wanted: Mapping[int, CellChange]) -> None:
        there = {cell.column: cell for cell in row.cells}
        for cell in row.cells:
            if cell.column not in wanted and cell.style in self._restyle:
                self._edits.append(self._restyled(cell))
        tail = b""
        for column, change in wanted.items():
            if column in there:
                self._change_cell(row.number, there[column], change)
                continue
            after = next((cell for cell in row.cells if cell.column > column), None)
            new = self._new_cell(row.number, column, row.style, change)
            if after is not None:
                self._edits.append((after.start, after.start, new))
            else:
                tail += new
        if tail and self._scan.empty(row.inner):
            tag = self._data[row.start : row.inner - 2].rstrip() + b">"
            self._edits.append((row.start, row.inner, tag + tail + f"</{self._prefix}row>".encode()))
        elif tail:
            self._edits.append((row.close, row.close, tail))

    def _change_cell(self, row: int, cell: CellPlace, change: CellChange) -> None:
        style = str(change.style(cell.style))
        if change.value is None:
            tag = attributed(self._data[cell.start : cell.inner], s=style)
            self._edits.append((cell.start, cell.inner, tag))
            return
        if cell.shared:
            raise NotPatchable("shared formula")
        self._edits.append((cell.start, cell.end, self._written(row, cell.column, style, change.value)))

    def _new_cell(self, row: int, column: int, row_style: int, change: CellChange) -> bytes:
        base = row_style
        if base < 0:
            base = next((style for low, high, style in self._scan.columns if low <= column <= high), 0)
        style = str(change.style(base))
        if change.value is None:
            return f'<{self._prefix}c r="{cell_address(row, column)}" s="{style}"/>'.encode()
        return self._written(row, column, style, change.value)

    def _restyled(self, cell: CellPlace) -> tuple[int, int, bytes]:
        tag = attributed(self._data[cell.start : cell.inner], s=str(self._restyle[cell.style]))
        return cell.start, cell.inner, tag

    def _written(self, row: int, column: int, style: str, value: str) -> bytes:
        p = self._prefix
        text = f'<{p}is><{p}t xml:space="preserve">{escaped(value)}</{p}t></{p}is>'
        return f'<{p}c r="{cell_address(row, column)}" s="{style}" t="inlineStr">{text}</{p}c>'.encode()

    def as_bytes(self) -> bytes:
        """The sheet with all changes."""
        return splice(self._data, self._edits)
