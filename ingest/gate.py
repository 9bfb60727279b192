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


def admit(path: Path) -> str:
    """The kind of a file that may be opened.

    Returns:
        "xlsx", "xlsm", "xlsb", "ods", "xls" or "csv".

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
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(head)
    text = head.replace(b"\0", b"") if wide else head
    start = text.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml", b"mime-version:")):
        raise Unreadable("file.html")
    if not start:
        raise Unreadable("file.empty")
    # More than a few control bytes: a binary file of a kind we do not know. NUL in text is the reader's business.
    strange = sum(byte < 9 or 13 < byte < 32 for byte in text)
    if strange > len(text) // 50 + 1:
        raise Unreadable("file.not_workbook", found="tệp nhị phân không rõ loại")
    return "csv"


def _looks_utf16(head: bytes) -> bool:
    """Without a byte order mark: every other byte of mostly Latin text is zero."""
    return len(head) > 8 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4
