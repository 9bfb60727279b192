"""Reads a list of bodies from JSON, CSV or Excel into plain entries. Decides nothing about them; writes no table."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from talentdb.db.plain_rows import check_size, csv_rows, decode, is_xlsx, xlsx_rows
from talentdb.errors import DataError
from talentdb.text import alias_key, clean

__all__ = ["parse_agencies"]

_HEADERS: Final = {
    "code": "code", "ma": "code", "ma co quan": "code", "ma don vi": "code",
    "name": "name", "ten": "name", "ten co quan": "name", "ten don vi": "name", "co quan": "name", "don vi": "name",
    "ten co quan don vi": "name", "co quan don vi": "name", "ten to chuc": "name",
    "aliases": "aliases", "ten goi khac": "aliases", "ten viet tat": "aliases",
    "kind": "kind", "loai": "kind", "loai hinh": "kind",
    "parent": "parent", "thuoc": "parent", "thuoc co quan": "parent", "thuoc don vi": "parent",
    "valid from": "valid_from", "ngay thanh lap": "valid_from", "tu ngay": "valid_from",
    "valid to": "valid_to", "ngay ket thuc": "valid_to", "ngay giai the": "valid_to", "den ngay": "valid_to",
    "successor": "successor", "co quan ke thua": "successor", "sap nhap vao": "successor", "ke thua": "successor",
    "commune code": "commune_code", "ma xa": "commune_code", "xa phuong": "commune_code",
}  # fmt: skip
# Who stands above is called many things: "Cơ quan cấp trên", "Đơn vị chủ quản cấp trên", "Trực thuộc (nếu có)". But
# "Đơn vị trực thuộc" may as well be those below.
_PARENT: Final = re.compile(
    r"(?:ten )?(?:(?:co quan|don vi)(?: to chuc| don vi)? )?"
    r"(?:cap tren(?: truc tiep)?|(?:chu quan|quan ly)(?: truc tiep| cap tren)?)"
    r"|(?:co quan )?truc thuoc(?: co quan| don vi)?"
)
_NUMBER: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
_ALSO_LISTED: Final = frozenset({
    "agency_id", "sector", "is_public", "sti_kind", "reports", "source", "status", "problems",
})  # fmt: skip
"""What `talentdb agencies list` tells and an import never takes."""
_BRACKETS: Final = re.compile(r"\([^)]*\)")
_HEADER_SEARCH: Final = 15


def parse_agencies(name: str, content: bytes) -> list[dict[str, Any]]:
    """Entries with code, name, aliases, kind, parent, commune_code, valid_from, valid_to, successor as far as there.

    An entry that has something in a column of another name carries `unread`: the names of those columns.

    Args:
        name: file name, for messages only; the kind of file is decided by its content.
    Raises: DataError when it is none of the three kinds, or has no column with names.
    """
    check_size(name, content)
    if is_xlsx(content):
        return _table(name, xlsx_rows(name, content))
    text = decode(name, content)
    if text.lstrip()[:1] in "[{":
        return _json(name, text)
    return _table(name, csv_rows(text))


def _json(name: str, text: str) -> list[dict[str, Any]]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"{name}: JSON sai cú pháp ở dòng {error.lineno}.", "Sửa rồi nhập lại.") from error
    rows = document.get("agencies", []) if isinstance(document, Mapping) else document
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise DataError(f"{name}: cần một danh sách các cơ quan.", 'Ví dụ: [{"code": "A", "name": "…"}].')
    known = {*_HEADERS.values(), *_ALSO_LISTED}
    unread = [[key for key, value in row.items() if key not in known and value not in (None, "", [])] for row in rows]
    return [{**row, "unread": keys} if keys else dict(row) for row, keys in zip(rows, unread, strict=True)]


def _field(header: str) -> str | None:
    """The field that a column is, by its header."""
    key = alias_key(_BRACKETS.sub(" ", header))
    return _HEADERS.get(key) or ("parent" if _PARENT.fullmatch(key) else None)


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _table(name: str, rows: Iterable[list[str]]) -> list[dict[str, Any]]:
    columns: dict[int, str] | None = None
    unknown: dict[int, str] = {}
    entries = []
    for number, row in enumerate(rows):
        if columns is None:
            found = {at: field for at, cell in enumerate(row) if (field := _field(cell))}
            if "name" in found.values():
                columns = found
                others = ((at, clean(cell)) for at, cell in enumerate(row) if at not in found)
                unknown = {at: cell for at, cell in others if cell and alias_key(cell) not in _NUMBER}
            elif number >= _HEADER_SEARCH:
                break
            continue
        entry: dict[str, Any] = {name: text for at, name in columns.items() if (text := _cell(row, at))}
        if entry:
            unread = [header for at, header in unknown.items() if _cell(row, at)]
            entries.append(entry | {"unread": unread} if unread else entry)
    if columns is None:
        raise DataError(f"{name}: không thấy cột tên cơ quan.", "Đặt tiêu đề: code, name, aliases, kind, parent.")
    return entries
