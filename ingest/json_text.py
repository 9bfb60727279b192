"""The child's result as JSON in UTF-8 without white space; the records of a long list are written by two processes.

Knows of a result only where its long lists stand; changes nothing in it.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from ingest.halves import beside

__all__ = ["LONG", "WrittenList", "as_text", "dumped"]

LONG = 2_000
"""Below this many records the fork costs more than it saves."""

# The helper's text has to come back through a pipe.
_SHARE = 0.55


class WrittenList(list[Any]):
    """A list whose text was written before, by `dumped`."""

    text: bytes


def as_text(document: Mapping[str, Any]) -> list[bytes]:
    """The result's text in pieces, to be written one behind the other."""
    lists: list[Sequence[Any]] = []
    mark = secrets.token_hex(16)
    frame = dumped(_framed(document, mark, lists))
    pieces = frame.split(f'"{mark}"'.encode()) if lists else [frame]
    found: list[bytes] = []
    for piece, records in zip_longest(pieces, lists):
        found.append(piece)
        if records is not None:
            found += [records.text] if isinstance(records, WrittenList) else _in_two(records)
    return found


def _framed(document: Mapping[str, Any], mark: str, lists: list[Sequence[Any]]) -> Mapping[str, Any]:
    """The result with a mark instead of every long list of records, which are gathered in `lists`."""
    if not isinstance(document.get("sheets"), list):
        return document
    sheets = []
    for sheet in document["sheets"]:
        tables = list(sheet.get("tables", ()))
        for number, table in enumerate(tables):
            if len(table["records"]) >= LONG:
                lists.append(table["records"])
                tables[number] = {**table, "records": mark}
        sheets.append({**sheet, "tables": tables} if "tables" in sheet else sheet)
    return {**document, "sheets": sheets}


def _in_two(records: Sequence[Any]) -> list[bytes]:
    middle = int(len(records) * _SHARE)
    try:
        first, second = beside(lambda: dumped(records[:middle]), lambda: dumped(records[middle:]))
    except MemoryError:
        return [dumped(records)]
    if second is None:
        second = dumped(records[middle:])
    return [first[:-1], b",", second[1:]]


def dumped(value: object) -> bytes:
    """A value's text."""
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
