"""Mutants of good files for the fuzz run: bytes flipped, cut, repeated; and, inside packages, the XML itself spoilt.

Deterministic by seed. Opens nothing.
"""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import xlwt

from tests.ingest.hostile.packages import HEADER, PEOPLE, archive, book, row, rows, sheet

__all__ = ["KINDS", "mutant", "seeds"]

_STRANGE: Final = (
    b"0", b"-1", b"4294967295", b"1e999", b"NaN", b"A1:XFD1048576", b"ZZZ999999999", b"<", b">", b"&", b"]]>", b'"',
    b"\0", b"\xff\xfe", b"<!DOCTYPE a>", b"t=\"s\"", b"</row>", b"<row/>", b"\xed\xa0\x80", b"9" * 400, b"",
)  # fmt: skip
KINDS: Final = ("xlsx", "xls", "ods", "csv", "html")


def seeds() -> dict[str, bytes]:
    """One good file a kind, each with the same three people."""
    many = rows() + "".join(
        row(i, (str(i), f"Người Giả {i}", f"{i % 28 + 1:02}/05/1980", "Nam")) for i in range(5, 60)
    )
    grid = [HEADER, *PEOPLE]
    html = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in one) + "</tr>" for one in grid)
    return {
        "xlsx": archive(book(sheet(many))),
        "xls": _xls(grid),
        "ods": _ods(grid),
        "csv": "\r\n".join(";".join(one) for one in grid).encode("utf-8-sig"),
        "html": f"<html><body><table>{html}</table></body></html>".encode(),
    }


def _xls(grid: list[tuple[str, ...]]) -> bytes:
    made, out = xlwt.Workbook(), io.BytesIO()
    page = made.add_sheet("DS")
    for y, one in enumerate(grid):
        for x, text in enumerate(one):
            page.write(y, x, text)
    made.save(out)
    return out.getvalue()


def _ods(grid: list[tuple[str, ...]]) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in one
        )
        + "</table:table-row>"
        for one in grid
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="DS">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()},
        zipfile.ZIP_STORED,
    )


def mutant(good: bytes, chance: random.Random) -> bytes:
    """One mutant; half of those of packages are spoilt inside and packed well again."""
    if good.startswith(b"PK") and chance.random() < 0.5:
        return _repacked(good, chance)
    return _spoilt(good, chance)


def _repacked(good: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(parts))
        parts[name] = _spoilt(parts[name], chance)
    return archive(parts)


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        chance.choice(_CHANGES)(changed, chance)
    return bytes(changed)


def _flip(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _byte(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.randrange(256)


def _strange(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    content[at : at + chance.choice((0, 1, 4))] = chance.choice(_STRANGE)


def _cut(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    del content[at : at + chance.choice((1, 8, 64, 1 << 20))]


def _repeat(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    content[at:at] = content[max(0, at - chance.choice((1, 20, 200))) : at] * chance.choice((1, 3, 200))


_CHANGES: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    _flip,
    _byte,
    _byte,
    _strange,
    _cut,
    _repeat,
)


def write(folder: Path, kind: str, content: bytes) -> Path:
    """The mutant as a file of its kind."""
    path = folder / f"mutant.{'xls' if kind == 'html' else kind}"
    path.write_bytes(content)
    return path
