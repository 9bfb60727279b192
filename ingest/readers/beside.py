"""What lies over the cells of an xlsx or xlsb sheet and is read by nobody: comments, text boxes, pictures, objects.

Counts by patterns over the parts, without building anything; reads no text. Our own comments are not counted.
"""

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from zipfile import ZipFile

from ingest.errors import Unreadable
from ingest.labels import ANNOTATION_AUTHOR
from ingest.readers.xlsb_records import records
from ingest.readers.xlsx_package import relations
from talentdb.broken_parts import BROKEN

__all__ = ["count_beside"]

_CHUNK: Final = 1 << 20
# No pattern is longer, so that one cut in two is seen in the next piece.
_OVERLAP: Final = 512
_AUTHORS: Final = 1 << 16
_AUTHOR: Final = re.compile(r"<(?:\w+:)?author(?:\s[^<>]*)?>([^<]*)<")
_COMMENT: Final = re.compile(rb"<(?:\w+:)?comment\s[^<>]{0,300}>")
_BINARY_COMMENT: Final = 635
_BY: Final = re.compile(rb'authorId="(\d{1,6})"')
_DRAWN: Final = {
    "text_boxes": re.compile(rb"<(?:\w+:)?txBody[\s>]"),
    "pictures": re.compile(rb"<(?:\w+:)?pic[\s>]"),
    "charts": re.compile(rb"<(?:\w+:)?graphicFrame[\s>]"),
}
_OBJECTS: Final = ("oleObject", "package", "control", "ctrlProp")


def count_beside(archive: ZipFile, member: str) -> Mapping[str, int]:
    """Kind -> how many, of a worksheet; damaged parts count as far as they can be read."""
    found: Counter[str] = Counter()
    for kind, part in relations(archive, member).values():
        if part not in archive.NameToInfo:
            continue
        if kind == "comments":
            found["comments"] += _comments(archive, part)
        elif kind == "drawing":
            for name, pattern in _DRAWN.items():
                found[name] += _matches(archive, part, pattern)
        elif kind in _OBJECTS:
            found["objects"] += 1
    return {kind: count for kind, count in found.items() if count}


def _comments(archive: ZipFile, part: str) -> int:
    """Comments of others than ourselves."""
    if part.endswith(".bin"):
        with suppress(Unreadable):
            return sum(kind == _BINARY_COMMENT for kind, _ in records(archive, part))
        return 0
    try:
        with archive.open(part) as source:
            head = source.read(_AUTHORS).decode("utf-8", "replace")
    except BROKEN:
        return 0
    ours = {i for i, name in enumerate(_AUTHOR.findall(head)) if name == ANNOTATION_AUTHOR}
    return _matches(archive, part, _COMMENT, ours)


def _matches(archive: ZipFile, part: str, pattern: re.Pattern[bytes], ours: set[int] | None = None) -> int:
    count, rest = 0, b""
    try:
        with archive.open(part) as source:
            while chunk := source.read(_CHUNK):
                block = rest + chunk
                # what begins in the last stretch is left to the next piece
                end = len(block) - _OVERLAP if len(chunk) == _CHUNK else len(block)
                count += sum(m.start() < end and not _is_ours(m.group(), ours) for m in pattern.finditer(block))
                rest = block[max(end, 0) :]
    except BROKEN:
        return count
    return count + sum(not _is_ours(m.group(), ours) for m in pattern.finditer(rest))


def _is_ours(tag: bytes, ours: set[int] | None) -> bool:
    by = _BY.search(tag) if ours else None
    return by is not None and ours is not None and int(by.group(1)) in ours
