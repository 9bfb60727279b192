"""The cheap gate every foreign file passes first: what it is by its bytes, never by its name, and whether to open it.

Decides the kind and refuses; reads no cell.
"""

from pathlib import Path

from ingest.errors import Unreadable
from ingest.zip_gate import check_archive, package_kind

__all__ = ["admit"]

# The web form takes 20 MiB; a command may be given more, but the readers hold the file in memory.
_MAX_BYTES = 60 * 1024 * 1024
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Bare BIFF 2 to 5 streams, written by old programs without the compound file around them.
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_FOREIGN = {
    b"%PDF": "tài liệu PDF",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
    b"GIF8": "ảnh GIF",
    b"Rar!": "tệp nén RAR",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"\x1f\x8b": "tệp nén GZIP",
    b"{\\rtf": "tài liệu RTF",
    b"MZ": "chương trình Windows",
    b"\x7fELF": "chương trình",
}
# What a web page or a part of one begins with; whether there is a table in it is the reader's business.
_PAGE = ("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<style", "<div", "<center", "<!--")

_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"


def admit(path: Path) -> str:
    """The kind of a file that may be opened.

    Returns:
        "xlsx", "xlsm", "xlsb", "ods", "xls", "xml" (Excel 2003), "html" or "csv".

    Raises:
        Unreadable: with the code that says why it may not.
    """
    if path.name.startswith("~$"):
        raise Unreadable("file.lock_file")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        raise Unreadable("file.missing") from error
    if size == 0:
        raise Unreadable("file.empty")
    if size > _MAX_BYTES:
        raise Unreadable("file.too_large", detail=f"hơn {_MAX_BYTES // 1024 // 1024} MiB")
    if head.startswith(b"PK"):
        check_archive(path)
        return package_kind(path)
    if head.startswith(_CFB):
        return _compound_kind(path)
    if head.startswith(_BIFF):
        return "xls"
    return _text_kind(head)


def _compound_kind(path: Path) -> str:
    """Old Excel, or one of the other things that live in compound files; told apart by the stream names."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("file.encrypted")
    if any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return "xls"
    if "WordDocument".encode("utf-16-le") in content:
        raise Unreadable("file.not_workbook", found="tài liệu Word")
    if "PowerPoint Document".encode("utf-16-le") in content:
        raise Unreadable("file.not_workbook", found="trình chiếu PowerPoint")
    raise Unreadable("file.damaged", detail="không tìm thấy bảng tính bên trong")


def _text_kind(head: bytes) -> str:
    for magic, found in _FOREIGN.items():
        if head.startswith(magic):
            raise Unreadable("file.not_workbook", found=found)
    text = _letters(head)
    start = text.lstrip("\ufeff \t\r\n\0").lower()
    if (
        start.startswith(("<?xml", "<workbook", "<ss:workbook"))
        and "urn:schemas-microsoft-com:office:spreadsheet" in start
    ):
        return "xml"
    if start.startswith("mime-version:"):
        raise Unreadable("file.html")
    if start.startswith(_PAGE) or (start.startswith("<?xml") and ("<html" in start or "<table" in start)):
        return "html"
    if start.startswith("<?xml"):
        raise Unreadable("file.not_workbook", found="tài liệu XML")
    if not start:
        raise Unreadable("file.empty")
    # More than a few control characters: a binary file of a kind we do not know. A NUL is the reader's business.
    strange = sum(letter < " " and letter not in "\t\r\n\0\f" for letter in text)
    if strange > len(text) // 50 + 1:
        raise Unreadable("file.not_workbook", found="tệp nhị phân không rõ loại")
    return "csv"


def _letters(head: bytes) -> str:
    """The beginning of a text file, good enough to see what it is: UTF-16 by its mark or zeros, else byte by byte."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore")
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4:
        return head.decode("utf-16-le" if odd >= even else "utf-16-be", errors="ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
