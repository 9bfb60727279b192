"""How many cells of an old .xls hold something, by the kinds of its records: the witness against the reader of cells.

Only the container is opened by the reader's library; the records are walked here. Says nothing of files before
BIFF 5, which have no list of sheets.
"""

import struct
from typing import Any, Final

from xlrd.compdoc import CompDoc

__all__ = ["count_filled"]

# LABELSST, LABEL, RSTRING, NUMBER, RK, FORMULA, BOOLERR: one cell each; MULRK: several in a row.
_ONE: Final = frozenset((0xFD, 0x204, 0xD6, 0x203, 0x27E, 0x06, 0x205))
_SEVERAL, _SHEETS, _BEGIN, _END = 0xBD, 0x85, 0x809, 0x0A


def count_filled(content: bytes, log: Any) -> list[int] | None:
    """Places of cells by worksheet, in the order of the workbook; None where that cannot be known.

    Args:
        content: the file.
        log: where the library writes its doubts.
    """
    try:
        stream = _stream(content, log)
        if stream is None:
            return None
        return [_count(stream, start) for start in _starts(stream)] or None
    except MemoryError:
        raise
    except Exception:  # whatever a damaged container makes the library say: then there is no witness
        return None


def _stream(content: bytes, log: Any) -> bytes | None:
    container = CompDoc(content, logfile=log)
    for name in ("Workbook", "Book"):
        memory, base, length = container.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + length])
    return None


def _starts(stream: bytes) -> list[int]:
    """Where each worksheet begins."""
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        # the sixth byte tells charts, macro sheets and modules from worksheets
        if kind == _SHEETS and stream[at + 9] == 0:
            found.append(struct.unpack_from("<I", stream, at + 4)[0])
        if kind == _END:
            break
        at += 4 + size
    return found


def _count(stream: bytes, at: int) -> int:
    places: set[int] = set()
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _BEGIN:
            depth += 1  # charts lie inside a sheet
        elif kind == _END:
            depth -= 1
            if depth == 0:
                break
        elif depth == 1 and (kind in _ONE or kind == _SEVERAL):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            places.update(row << 16 | column + i for i in range((size - 6) // 6 if kind == _SEVERAL else 1))
        at += 4 + size
    return len(places)
