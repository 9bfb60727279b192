"""Hostile archives: cut, overlapping, ambiguous, booby-trapped, bombs; and files that are something else."""

import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.ingest.hostile.packages import Hostile, archive, book, row, rows, sheet

__all__ = ["containers"]

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def containers() -> Iterator[Hostile]:
    """Around sixty files."""
    yield from _foreign()
    yield from _cut()
    yield from _directories()
    yield from _names()
    yield from _bombs()


def _foreign() -> Iterator[Hostile]:
    for name, content in {
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj",
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 200,
        "gif": b"GIF89a" + b"\0" * 60,
        "rar": b"Rar!\x1a\x07\x01\0" + b"\0" * 60,
        "7z": b"7z\xbc\xaf'\x1c" + b"\0" * 60,
        "gzip": b"\x1f\x8b\x08" + zlib.compress(b"a" * 200),
        "rtf": rb"{\rtf1\ansi Danh s\'e1ch}",
        "exe": b"MZ\x90\0" + b"\0" * 400,
        "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 400,
        "random": bytes((i * 197 + 31) % 256 for i in range(5_000)),
        "zeros": b"\0" * 4_096,
        "empty": b"",
        "blanks": b" \r\n\t" * 300,
        "bom_alone": b"\xef\xbb\xbf",
        "utf16_bom_alone": b"\xff\xfe",
        "web_page": b"<!DOCTYPE html><html><body><p>404</p></body></html>",
        "json": b'{"people": []}',
        "mbox": b"From: a@example.org\nSubject: x\n\nhello\n",
    }.items():
        outcome = "either" if name in {"json", "mbox", "web_page"} else "refused"
        yield Hostile(f"foreign_{name}.xlsx", content, outcome, people=0)
    yield Hostile("cfb_empty.xls", _CFB + b"\0" * 504, "refused")
    yield Hostile("cfb_word.xls", _CFB + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 480, "refused")
    protected = _CFB + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480
    yield Hostile("password.xlsx", protected, "refused", ("file.encrypted",))
    yield Hostile(
        "cfb_workbook_stream_lies.xls", _CFB + b"\xff" * 504 + "Workbook\0".encode("utf-16-le") * 40, "refused"
    )
    yield Hostile("biff_noise.xls", b"\x09\x08\x10\x00" + bytes(range(256)) * 20, "refused")
    yield Hostile("biff_header_only.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00", "refused")
    yield Hostile("docx.xlsx", archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "refused")
    yield Hostile("jar.xlsx", archive({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe\xba\xbe"}), "refused")
    yield Hostile("~$ds.xlsx", b"\x05Tester" + b" " * 160, "refused", ("file.lock_file",))


def _cut() -> Iterator[Hostile]:
    whole = archive(book())
    for share in (1, 5, 20, 50, 80, 95, 99):
        yield Hostile(f"cut_{share}.xlsx", whole[: len(whole) * share // 100], "refused")
    yield Hostile("tail_missing.xlsx", whole[:-22], "refused")
    yield Hostile("garbage_behind.xlsx", whole + b"\0" * 70_000, "either")
    yield Hostile("garbage_before.xlsx", b"%PDF-1.4 polyglot\n" + whole, "either")
    yield Hostile("comment.xlsx", archive(book(), comment=b"PK\x05\x06" * 20), "either")
    for at in (30, 60, len(whole) // 3, len(whole) // 2, len(whole) - 40):
        flipped = bytearray(whole)
        flipped[at] ^= 0x55
        yield Hostile(f"flipped_{at}.xlsx", bytes(flipped), "either")
    wrong_crc = bytearray(whole)
    wrong_crc[wrong_crc.rfind(b"PK\x01\x02") + 16] ^= 0xFF
    yield Hostile("wrong_crc.xlsx", bytes(wrong_crc), "either")


def _patched(offset: int, value: int, size: str = "<I", entry: int = -1) -> bytes:
    """A good package with one number of a directory entry changed."""
    content = bytearray(archive(book()))
    at = content.rfind(b"PK\x01\x02") if entry < 0 else content.find(b"PK\x01\x02")
    struct.pack_into(size, content, at + offset, value)
    return bytes(content)


def _directories() -> Iterator[Hostile]:
    yield Hostile("offset_to_first.xlsx", _patched(42, 0), "refused")
    yield Hostile("offset_beyond.xlsx", _patched(42, 0x7FFFFFFF), "refused")
    yield Hostile("size_zero.xlsx", _patched(20, 0), "either")
    yield Hostile("size_huge.xlsx", _patched(20, 0xFFFFFFF0), "either")
    yield Hostile("inflated_lies_small.xlsx", _patched(24, 3), "either")
    yield Hostile("inflated_lies_huge.xlsx", _patched(24, 0xFFFFFFF0), "refused")
    yield Hostile("method_unknown.xlsx", _patched(10, 77, "<H"), "refused")
    yield Hostile("flag_encrypted.xlsx", _patched(8, 1, "<H"), "refused")
    yield Hostile("name_length_lies.xlsx", _patched(28, 9_000, "<H"), "either")
    many = bytearray(archive(book()))
    struct.pack_into("<H", many, many.rfind(b"PK\x05\x06") + 10, 60_000)
    yield Hostile("entry_count_lies.xlsx", bytes(many), "refused")
    yield Hostile("stored.xlsx", archive(book(), zipfile.ZIP_STORED), "read")
    yield Hostile("bzip2.xlsx", archive(book(), zipfile.ZIP_BZIP2), "either")
    yield Hostile("lzma.xlsx", archive(book(), zipfile.ZIP_LZMA), "either")


def _names() -> Iterator[Hostile]:
    parts = list(book().items())
    for name, extra in {
        "traversal": "../../tmp/x",
        "traversal_inside": "xl/../../x",
        "absolute": "/etc/passwd",
        "backslash": "..\\..\\x",
        "drive": "C:\\x",
        "nul": "xl/a\0b.xml",
        "bidi": "xl/\u202exslx.exe",
        "long": "xl/" + "a" * 60_000,
        "newline": "xl/a\nb.xml",
        "device": "xl/CON",
    }.items():
        yield Hostile(f"name_{name}.xlsx", archive([*parts, (extra, b"x")]), "either")
    second = ("xl/worksheets/sheet1.xml", sheet(row(1, ("khác",))))
    yield Hostile("sheet_twice.xlsx", archive([*parts, second]), "refused")
    yield Hostile("sheet_twice_by_case.xlsx", archive([*parts, (second[0].upper(), second[1])]), "refused")
    yield Hostile("many_entries.xlsx", archive([*parts, *((f"x/{i}", b"") for i in range(12_000))]), "refused")
    macros = {**book(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 50}
    yield Hostile("macros.xlsm", archive(macros), "read")
    links = {**book(), "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="x"/>'}
    yield Hostile("external_link.xlsx", archive(links), "read")
    yield Hostile("pictures.xlsx", archive({**book(), "xl/media/a.png": b"\x89PNG" + b"\0" * 9000}), "read")
    yield Hostile("zip_in_zip.xlsx", archive({**book(), "xl/embeddings/a.xlsx": archive(book())}), "read")


def _bombs() -> Iterator[Hostile]:
    blanks = b" " * (60 * 1024 * 1024)
    yield Hostile("bomb_blanks_in_sheet.xlsx", archive(book(sheet(rows(), after=blanks.decode()))), "refused",
                  seconds=5)  # fmt: skip
    yield Hostile("bomb_string.xlsx", archive(book(parts={"xl/sharedStrings.xml": b"<sst>" + blanks})), "refused",
                  seconds=5)  # fmt: skip
    yield Hostile("bomb_media.xlsx", archive({**book(), "xl/media/a.bmp": b"\0" * (210 * 1024 * 1024)}), "refused",
                  seconds=5)  # fmt: skip
    nested = archive({f"{i}.zip": archive({"a": b"\0" * 5_000_000}) for i in range(10)})
    yield Hostile("bomb_nested.xlsx", archive({**book(), "xl/embeddings/b.zip": nested}), "either", seconds=5)
