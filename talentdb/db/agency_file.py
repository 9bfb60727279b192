"""Reads a list of bodies from JSON, CSV or Excel into plain entries. Decides nothing about them; writes no table."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

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
# A province has some 3,000 bodies; this is a hundred times that.
_MAX_BYTES: Final = 20_000_000
_MAX_UNFOLDED: Final = 100_000_000
_HEADER_SEARCH: Final = 15


def parse_agencies(name: str, content: bytes) -> list[dict[str, Any]]:
    """Entries with code, name, aliases, kind, parent, commune_code, valid_from, valid_to, successor as far as there.

    An entry that has something in a column of another name carries `unread`: the names of those columns.

    Args:
        name: file name, for messages only; the kind of file is decided by its content.
    Raises: DataError when it is none of the three kinds, or has no column with names.
    """
    if len(content) > _MAX_BYTES:
        raise DataError(f"{name}: tệp quá lớn.", "Danh sách cơ quan không thể vượt 20 MB.")
    if not content.strip():
        raise DataError(f"{name}: tệp rỗng.", "Chọn tệp có danh sách cơ quan.")
    if content[:4] == b"PK\x03\x04":
        return _table(name, _xlsx_rows(name, content))
    text = _decode(name, content)
    if text.lstrip()[:1] in "[{":
        return _json(name, text)
    return _table(name, _csv_rows(text))


def _decode(name: str, content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(f"{name}: không phải JSON, CSV hay Excel.", "Lưu lại dạng xlsx hoặc CSV UTF-8.") from error


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


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.splitlines()[0] if text.splitlines() else ""
    delimiter = max(",;\t", key=first.count)
    return iter(csv.reader(io.StringIO(text), delimiter=delimiter))


def _xlsx_rows(name: str, content: bytes) -> Iterator[list[str]]:
    """First sheet; streamed, with the declared size ignored, because it may lie either way."""
    import zlib
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile, ZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(io.BytesIO(content)) as package:
            # zipfile stops at the declared sizes, so a small file cannot unfold into more than they add up to.
            unfolded = sum(entry.file_size for entry in package.infolist())
        if unfolded > _MAX_UNFOLDED:
            raise DataError(f"{name}: tệp quá lớn.", "Danh sách cơ quan không thể vượt 20 MB.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True, max_row=20_000, max_col=50):
            yield ["" if value is None else str(value) for value in row]
    except (
        BadZipFile, InvalidFileException, ParseError, zlib.error, EOFError, NotImplementedError,
        AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError,
    ) as error:  # fmt: skip
        raise DataError(f"{name}: tệp Excel bị hỏng.", "Mở bằng Excel, lưu lại rồi nhập.") from error


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
