"""Building blocks of binary workbooks (xlsb): as few records of BIFF12 as a reader needs. Every person is made up."""

import struct
from collections.abc import Sequence

from tests.ingest.hostile.packages import HEADER, OFFICE, PEOPLE, RELATIONS, archive

__all__ = ["GRID", "binary_book", "record", "sheet_records", "text_cell", "wide"]

GRID = [HEADER, *PEOPLE]
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


def record(kind: int, content: bytes = b"", size: int | None = None) -> bytes:
    """A record; `size` is what it says of its own length, where that is not the truth."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(content) if size is None else size
    while True:
        length += bytes([rest & 0x7F | (0x80 if rest > 0x7F else 0)])
        rest >>= 7
        if not rest:
            return head + length + content


def wide(text: str) -> bytes:
    """A string: its number of letters, then UTF-16."""
    letters = text.encode("utf-16-le")
    return struct.pack("<I", len(letters) // 2) + letters


def text_cell(column: int, text: str) -> bytes:
    """A cell with its own text."""
    return record(6, struct.pack("<II", column, 0) + wide(text))


def sheet_records(rows: Sequence[tuple[int, bytes]], dimension: tuple[int, int, int, int] | None = None) -> bytes:
    """A sheet of (row from 0, its cells)."""
    size = dimension or (rows[0][0] if rows else 0, rows[-1][0] if rows else 0, 0, 30)
    body = b"".join(record(0, struct.pack("<I", row) + b"\0" * 13) + cells for row, cells in rows)
    return record(129) + record(148, struct.pack("<4I", *size)) + record(145) + body + record(146) + record(130)


def _rows(grid: Sequence[Sequence[str]]) -> list[tuple[int, bytes]]:
    return [(y, b"".join(text_cell(x, text) for x, text in enumerate(one) if text)) for y, one in enumerate(grid)]


def binary_book(sheets: Sequence[bytes] | None = None) -> bytes:
    """A whole file; without arguments with the three people."""
    pages = [sheet_records(_rows(GRID))] if sheets is None else sheets
    listed = b"".join(
        record(156, struct.pack("<II", 0, n) + wide(f"rId{n}") + wide(f"DS{n}")) for n in range(1, len(pages) + 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>'
        ).encode(),
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": (
            f'<Relationships xmlns="{RELATIONS}">'
            + "".join(
                f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
                for n in range(1, len(pages) + 1)
            )
            + "</Relationships>"
        ).encode(),
    }
    return archive(parts | {f"xl/worksheets/sheet{n}.bin": page for n, page in enumerate(pages, 1)})
