"""Records of binary workbooks (xlsb, BIFF12): cut apart with every length checked, counted; their small parts.

Knows the frame of the format and no cell; a record that lies about its length is refused before anything is held.
"""

import struct
from collections.abc import Iterator
from typing import Final
from zipfile import ZipFile

from ingest.errors import Unreadable
from talentdb.broken_parts import BROKEN

__all__ = ["FILLED", "Record", "count_records", "damaged", "records", "wide_text", "word"]

Record = tuple[int, bytes]
FILLED: Final = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 62))
"""Records of cells that hold something; 1 and 12 are cells with a format only."""
_CHUNK = 1 << 20
# A cell holds 32,767 letters; a formula adds 16 KiB; pictures and macros are no records of sheets.
_LONGEST = 1 << 20


def damaged(detail: str) -> Unreadable:
    """The refusal of a part that is not what it says."""
    return Unreadable("file.damaged", detail=detail)


def records(archive: ZipFile, member: str) -> Iterator[Record]:
    """Kind and content of each record of a part, streamed.

    Raises:
        Unreadable: the part is cut, or a record is longer than what is left of it.
    """
    rest, at = b"", 0
    try:
        with archive.open(member) as source:
            while True:
                found = _record(rest, at)
                if found is not None:
                    kind, start, end = found
                    yield kind, rest[start:end]
                    at = end
                    continue
                chunk = source.read(_CHUNK)
                if not chunk:
                    break
                rest, at = rest[at:] + chunk, 0
    except BROKEN as error:
        raise damaged(f"phần {member[:60]}") from error
    if at != len(rest):
        raise damaged(f"phần {member[:60]} bị cắt")


def _record(block: bytes, at: int) -> tuple[int, int, int] | None:
    """Kind, beginning and end of the record's content; None when the block does not hold all of it."""
    if at + 2 > len(block):
        return None
    kind = block[at]
    at += 1
    if kind & 0x80:
        kind = kind & 0x7F | (block[at] & 0x7F) << 7
        at += 1
    size = shift = 0
    while True:
        if at >= len(block):
            return None
        byte = block[at]
        at += 1
        size |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
        if shift > 21:
            raise damaged("bản ghi nhị phân")
    if size > _LONGEST:
        raise damaged("bản ghi nhị phân")
    return (kind, at, at + size) if at + size <= len(block) else None


def count_records(archive: ZipFile, member: str) -> int:
    """Cells of a sheet that hold something, by the kinds of its records alone: the witness against the reader."""
    return sum(kind in FILLED for kind, _ in records(archive, member))


def word(content: bytes, at: int) -> int:
    """The 32 bits at a place.

    Raises:
        Unreadable: the record ends before.
    """
    if at + 4 > len(content):
        raise damaged("bản ghi nhị phân")
    number: int = struct.unpack_from("<I", content, at)[0]
    return number


def wide_text(content: bytes, at: int) -> tuple[str, int]:
    """The text at a place and where it ends; no letter is invented for half a surrogate.

    Raises:
        Unreadable: the record ends before.
    """
    count = word(content, at)
    # what "no text" is written as
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(content):
        raise damaged("chuỗi ký tự nhị phân")
    return content[at + 4 : end].decode("utf-16-le", "replace"), end
