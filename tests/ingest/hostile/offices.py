"""Old and odd files of offices: binary workbooks spoilt, letters of the time before Unicode, dates of two calendars,
protection, names that go round in circles. Every person is made up."""

import io
import struct
from collections.abc import Iterator

import xlwt

from tests.ingest.hostile.packages import HEADER, OFFICE, PEOPLE, Hostile, archive, book, cell, row, rows, sheet

__all__ = ["offices"]

_BOF, _BOUNDSHEET, _SST, _DIMENSIONS = 0x0809, 0x0085, 0x00FC, 0x0200


def offices() -> Iterator[Hostile]:
    """Around thirty files."""
    yield from _binary()
    yield from _letters()
    yield from _calendars()
    yield from _workbooks()


def _xls(*more: tuple[int, int, object]) -> bytes:
    """The three people by xlwt, and cells (row, column, value) beside them."""
    made, out = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    page = made.add_sheet("DS")
    for y, one in enumerate((HEADER, *PEOPLE)):
        for x, text in enumerate(one):
            page.write(y, x, text)
    for y, x, value in more:
        page.write(y, x, value)
    made.save(out)
    return out.getvalue()


def _patched(kind: int, offset: int, value: bytes) -> bytes:
    """The same with bytes in the first record of a kind changed; the stream of a small file lies in one piece."""
    content = bytearray(_xls())
    at = 512
    while at + 4 < len(content):
        record, length = struct.unpack_from("<HH", content, at)
        if record == kind:
            content[at + 4 + offset : at + 4 + offset + len(value)] = value
            return bytes(content)
        at += 4 + length
    raise ValueError(f"no record {kind:#x}")


def _binary() -> Iterator[Hostile]:
    whole = _xls()
    yield Hostile("xls_good.xls", whole, "read")
    yield Hostile("xls_as_xlsx.xlsx", whole, "read")
    for share in (10, 40, 70, 97):
        yield Hostile(f"xls_cut_{share}.xls", whole[: len(whole) * share // 100], "either")
    yield Hostile("xls_sheet_offset_beyond.xls", _patched(_BOUNDSHEET, 0, b"\xff\xff\xff\x7f"), "either")
    yield Hostile("xls_sheet_offset_zero.xls", _patched(_BOUNDSHEET, 0, b"\0\0\0\0"), "either")
    yield Hostile("xls_string_count_lies.xls", _patched(_SST, 4, b"\xff\xff\xff\x7f"), "either")
    yield Hostile("xls_string_length_lies.xls", _patched(_SST, 8, b"\xff\xff"), "either")
    yield Hostile("xls_dimension_lies.xls", _patched(_DIMENSIONS, 0, b"\0\0\0\0\xff\xff\0\0\0\0\xff\0"), "either")
    yield Hostile("xls_version_unknown.xls", _patched(_BOF, 0, b"\x34\x12"), "either")
    yield Hostile("xls_fat_in_circles.xls", whole[:76] + struct.pack("<I", 0) * 109 + whole[512:], "either")
    yield Hostile("xls_formula_error.xls", _xls((1, 5, xlwt.Formula("1/0")), (2, 5, xlwt.Formula("A1"))), "read")
    yield Hostile("xls_last_row.xls", _xls((65_535, 255, "cuối")), "either")
    yield Hostile("xls_long_text.xls", _xls((1, 5, "dài " * 8_000)), "read")


def _letters() -> Iterator[Hostile]:
    """The same list in the letters of old fonts: read right, told to be foreign, or refused; nobody gets a false
    name in silence."""
    lines = "\r\n".join(",".join(one) for one in (HEADER, *PEOPLE))
    yield Hostile("letters_cp1258.csv", _cp1258(lines), "either")
    tcvn3 = "STT,Hä vµ tªn,Ngµy sinh,Giíi tÝnh\r\n1,NguyÔn ThÞ Gi¶ §Þnh,12/03/1988,N÷\r\n"
    yield Hostile("letters_tcvn3.csv", tcvn3.encode("latin-1"), "either", people=0)
    yield Hostile("letters_tcvn3_utf8.csv", tcvn3.encode(), "either", people=0)
    vni = "STT,Hoï vaø teân,Ngaøy sinh,Giôùi tính\r\n1,Nguyeãn Thò Giaû Ñònh,12/03/1988,Nöõ\r\n"
    yield Hostile("letters_vni.csv", vni.encode("latin-1"), "either", people=0)
    inside = row(1, ("STT", "Hä vµ tªn", "Ngµy sinh", "Giíi tÝnh")) + row(2, ("1", "NguyÔn ThÞ Gi¶ §Þnh", "1988"))
    yield Hostile("letters_tcvn3.xlsx", archive(book(sheet(inside))), "either", people=0)
    twice = lines.encode().decode("latin-1").encode()
    yield Hostile("letters_utf8_twice.csv", twice, "either", people=0)
    asked = "".join(one if one.isascii() else "?" for one in lines)
    yield Hostile("letters_question_marks.csv", asked.encode(), "either", people=0)


def _cp1258(text: str) -> bytes:
    """As Windows wrote it: letters whole where the code page has them, the tone behind as a sign of its own."""
    import unicodedata

    found = b""
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            *base, tone = unicodedata.normalize("NFD", letter)
            found += unicodedata.normalize("NFC", "".join(base)).encode("cp1258", "replace")
            found += tone.encode("cp1258", "replace")
    return found


def _calendars() -> Iterator[Hostile]:
    dated = rows().replace("</row>", "", 0)
    for name, number in {
        "zero": "0", "leap_1900": "60", "negative": "-1", "last": "2958465", "beyond": "2958466", "huge": "1E+18",
        "fraction": "32214.99999",
    }.items():  # fmt: skip
        extra = f'<row r="9"><c r="A9"><v>4</v></c>{cell("B9", "Ngô Có Ngày")}<c r="C9"><v>{number}</v></c></row>'
        yield Hostile(f"date_{name}.xlsx", archive(book(sheet(dated + extra))), "read")
    later = archive(book(workbook='<workbookPr date1904="1"/>'))
    yield Hostile("date_1904.xlsx", later, "read")


def _workbooks() -> Iterator[Hostile]:
    circle = '<definedNames><definedName name="a">b</definedName><definedName name="b">a</definedName></definedNames>'
    yield Hostile("names_in_circles.xlsx", archive(book(workbook=circle)), "read")
    itself = '<c r="F2"><f>F2+F3</f><v>0</v></c>'
    data = rows().replace('</c></row><row r="3"', f'</c>{itself}</row><row r="3"', 1)
    yield Hostile("formula_in_circles.xlsx", archive(book(sheet(data))), "read")
    locked = sheet(after='<sheetProtection password="CC1A" sheet="1" objects="1"/>')
    yield Hostile("sheet_locked.xlsx", archive(book(locked)), "read")
    yield Hostile("sheet_name_long.xlsx", archive(book({"D" * 3_000: sheet()})), "either")
    columns = '<cols><col min="1" max="16384" hidden="1"/></cols>'
    yield Hostile("columns_hidden.xlsx", archive(book(sheet(before=columns))), "read")
    outside = '<c r="F2"><f>[1]DS!A1</f><v>x</v></c>'.replace("<v>x</v>", "<v>1</v>")
    linked = rows().replace('</c></row><row r="3"', f'</c>{outside}</row><row r="3"', 1)
    link = f'<Relationship Id="x" Type="{OFFICE}/externalLink" Target="file:///etc/passwd" TargetMode="External"/>'
    yield Hostile("formula_outside.xlsx", archive(book(sheet(linked), relations=link)), "read")
