"""Rows of a small list that administrators make: the first sheet of an xlsx, or CSV. Knows no column.

Not for what agencies hand in: that is read in a process of its own, by `ingest`.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from talentdb.broken_parts import BROKEN
from talentdb.errors import DataError

__all__ = ["check_size", "csv_rows", "decode", "is_xlsx", "xlsx_rows"]

# A province has some 3,000 bodies; this is a hundred times that.
_MAX_BYTES: Final = 20_000_000
_MAX_UNFOLDED: Final = 100_000_000


def check_size(name: str, content: bytes) -> None:
    """Raise DataError for a file that is empty or far too large."""
    if len(content) > _MAX_BYTES:
        raise DataError(f"{name}: tệp quá lớn.", "Danh sách này không thể vượt 20 MB.")
    if not content.strip():
        raise DataError(f"{name}: tệp rỗng.", "Chọn tệp có danh sách.")


def is_xlsx(content: bytes) -> bool:
    """Whether it is a zip file, as xlsx is."""
    return content[:4] == b"PK\x03\x04"


def decode(name: str, content: bytes) -> str:
    """The text of a file.

    Raises: DataError when it is neither UTF-8 nor UTF-16.
    """
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(f"{name}: không phải JSON, CSV hay Excel.", "Lưu lại dạng xlsx hoặc CSV UTF-8.") from error


def csv_rows(text: str) -> Iterator[list[str]]:
    """Rows of CSV; commas, semicolons or tabs, whichever its first line has most of."""
    first = text.splitlines()[0] if text.splitlines() else ""
    delimiter = max(",;\t", key=first.count)
    return iter(csv.reader(io.StringIO(text), delimiter=delimiter))


def xlsx_rows(name: str, content: bytes) -> Iterator[list[str]]:
    """First sheet; streamed, with the declared size ignored, because it may lie either way.

    Raises: DataError when it is damaged or unfolds into far too much.
    """
    from xml.etree.ElementTree import ParseError
    from zipfile import ZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(io.BytesIO(content)) as package:
            # zipfile stops at the declared sizes, so a small file cannot unfold into more than they add up to.
            unfolded = sum(entry.file_size for entry in package.infolist())
        if unfolded > _MAX_UNFOLDED:
            raise DataError(f"{name}: tệp quá lớn.", "Danh sách này không thể vượt 20 MB.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True, max_row=20_000, max_col=50):
            yield ["" if value is None else str(value) for value in row]
    except (*BROKEN, InvalidFileException, ParseError, AttributeError, IndexError, RuntimeError, TypeError) as error:
        raise DataError(f"{name}: tệp Excel bị hỏng.", "Mở bằng Excel, lưu lại rồi nhập.") from error
