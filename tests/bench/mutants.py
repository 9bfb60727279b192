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

from tests.ingest.hostile.binary import binary_book
from tests.ingest.hostile.packages import HEADER, OFFICE, PEOPLE, archive, book, row, rows, sheet

__all__ = ["KINDS", "mutant", "seeds", "write"]

_STRANGE: Final = (
    b"0", b"-1", b"4294967295", b"1e999", b"NaN", b"A1:XFD1048576", b"ZZZ999999999", b"<", b">", b"&", b"]]>", b'"',
    b"\0", b"\xff\xfe", b"<!DOCTYPE a>", b"t=\"s\"", b"</row>", b"<row/>", b"\xed\xa0\x80", b"9" * 400, b"9" * 5000,
    b"\xc2\xb2", b"", b"\xff\xff\xff\xff",
)  # fmt: skip
KINDS: Final = ("xlsx", "xls", "ods", "csv", "html", "rich", "xml", "xlsb", "form")
"""Kinds of seeds: formats, a list with many kinds of columns ("rich") and a form of one person, both xlsx."""
_SUFFIX: Final = {"html": "xls", "xml": "xls", "rich": "xlsx", "form": "xlsx"}
_RICH: Final = (
    ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Email", "Trình độ chuyên môn", "Ngoại ngữ",
     "Lĩnh vực nghiên cứu", "Địa chỉ", "Đơn vị", "Chức vụ", "Mã ngạch", "Dân tộc"),
    ("1", "Nguyễn Thị Giả Định", "12/03/1988", "033188000019", "0912345678", "gia.dinh@example.org",
     "Tiến sĩ Toán học, ĐHSP Hà Nội, 2015", "Tiếng Anh B2; Tiếng Pháp A2", "10101; trí tuệ nhân tạo",
     "Xã Tân Việt, tỉnh Hưng Yên", "Sở Khoa học và Công nghệ", "Phó Trưởng phòng", "01.003", "Kinh"),
    ("2", "Trần Văn Tưởng Tượng", "1979", "33079000027", "912 345 679", "", "CN CĐPS; ThS", "IELTS 6.5", "Y học",
     "P. Phố Hiến", "nt", "Trưởng phòng", "V.07.01.02", "Tày"),
    ("3", "Lê Hư Cấu", "05/09/90", "", "+84 912 345 680", "x@y", "PGS.TS", "-", "", "", "nt", "", "", ""),
)  # fmt: skip
_FORM: Final = (
    ("SƠ YẾU LÝ LỊCH",),
    ("Họ và tên:", "Nguyễn Thị Giả Định"),
    ("Ngày sinh:", "12/03/1988", "Giới tính:", "Nữ"),
    ("Số CCCD:", "033188000019", "Điện thoại:", "0912345678"),
    ("Trình độ chuyên môn:", "Tiến sĩ Toán học"),
    ("Quá trình công tác",),
    ("Từ năm", "Đến năm", "Đơn vị", "Chức vụ"),
    ("2010", "2015", "Trường Đại học Giả Định", "Giảng viên"),
    ("2015", "nay", "Sở Khoa học và Công nghệ", "Phó Trưởng phòng"),
)


def seeds() -> dict[str, bytes]:
    """One good file a kind, each with the same three people, or the first of them alone in the form."""
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
        "rich": _shared(_RICH),
        "xml": _xml2003(grid),
        "xlsb": binary_book(),
        "form": archive(book(sheet("".join(row(i, one) for i, one in enumerate(_FORM, 1))))),
    }


def _shared(grid: tuple[tuple[str, ...], ...]) -> bytes:
    """A workbook as Excel writes it: texts in a table of their own, one merge over the title."""
    texts = sorted({text for one in grid for text in one})
    lines = "".join(
        f'<row r="{y}">'
        + "".join(f'<c r="{chr(65 + x)}{y}" t="s"><v>{texts.index(t)}</v></c>' for x, t in enumerate(one))
        + "</row>"
        for y, one in enumerate(grid, 2)
    )
    strings = "<sst>" + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"
    relation = f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    merge = '<mergeCells count="1"><mergeCell ref="A1:N1"/></mergeCells>'
    page = sheet(row(1, ("DANH SÁCH CÁN BỘ",)) + lines, after=merge)
    return archive(book(page, parts={"xl/sharedStrings.xml": strings.encode()}, relations=relation))


def _xml2003(grid: list[tuple[str, ...]]) -> bytes:
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in one) + "</Row>"
        for one in grid
    )
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    table = f'<Worksheet ss:Name="DS"><Table>{lines}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook {names}>{table}</Workbook>'.encode()


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
    path = folder / f"mutant.{_SUFFIX.get(kind, kind)}"
    path.write_bytes(content)
    return path
