"""The gate: what each file is by its bytes, and every hostile or broken one refused with its code."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from ingest.errors import Unreadable, error_codes
from ingest.gate import admit
from ingest.readers.xml_events import feed_member, make_parser

ROW = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        admit(path)
    assert caught.value.message
    assert caught.value.advice
    return caught.value.code


def write(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "file.empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n", "file.empty"),
        ("~$a.xlsx", b"\x05admin", "file.lock_file"),
        ("a.xls", b"%PDF-1.7 PK\x03\x04", "file.not_workbook"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "file.not_workbook"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related", "file.html"),
        ("a.xls", b'<?xml version="1.0"?><note/>', "file.not_workbook"),
        ("a.csv", bytes(range(1, 9)) * 200, "file.not_workbook"),
        ("a.xlsx", b"PK\x03\x04 cut", "file.damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.damaged"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "file.encrypted",
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
            "file.not_workbook",
        ),
    ],
)
def test_file_that_is_no_workbook_is_refused_by_content(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert refused(write(tmp_path, name, content)) == code


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") == "file.missing"


def test_type_is_decided_by_content_not_by_name(tmp_path: Path, make_xlsx: Callable[..., Path]) -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "x")
    book.save(str(tmp_path / "really_xls.xlsx"))
    assert admit(tmp_path / "really_xls.xlsx") == "xls"
    assert admit(make_xlsx(ROW, name="really_xlsx.xls")) == "xlsx"
    assert admit(write(tmp_path, "really_csv.xlsx", "Họ tên;Năm sinh\n".encode())) == "csv"


def test_web_pages_and_xml_spreadsheets_are_told_apart(tmp_path: Path) -> None:
    workbook = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert admit(write(tmp_path, "a.xls", b"<html><table><tr><td>1</td></tr></table>")) == "html"
    assert admit(write(tmp_path, "b.xls", b"\xff\xfe" + "<table>".encode("utf-16-le"))) == "html"
    assert admit(write(tmp_path, "c.xls", workbook.encode())) == "xml"
    assert admit(write(tmp_path, "d.xls", workbook.encode("utf-16"))) == "xml"


def test_half_a_workbook_is_damaged(tmp_path: Path, make_xlsx: Callable[..., Path]) -> None:
    content = make_xlsx(ROW).read_bytes()
    assert refused(write(tmp_path, "half.xlsx", content[: len(content) // 2])) == "file.damaged"


def zip_of(tmp_path: Path, members: list[tuple[str, bytes]]) -> Path:
    path = tmp_path / "z.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of two members of one name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([("readme.txt", b"x")], "file.not_workbook"),
        ([("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<Types/>")], "file.not_workbook"),
        ([("xl/workbook.xml", b"<w/>"), ("xl/workbook.xml", b"<v/>")], "file.suspicious"),
        ([("xl/workbook.xml", b"<w/>"), ("XL/Workbook.xml", b"<v/>")], "file.suspicious"),
        ([("../../tmp/x", b"x"), ("xl/workbook.xml", b"<w/>")], "file.suspicious"),
        ([("/etc/x", b"x"), ("xl/workbook.xml", b"<w/>")], "file.suspicious"),
        ([("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", b" " * 60_000_000)], "file.bomb"),
        ([("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')], "file.suspicious"),
    ],
)
def test_bad_archive_is_refused(tmp_path: Path, members: list[tuple[str, bytes]], code: str) -> None:
    assert refused(zip_of(tmp_path, members)) == code


def test_billion_laughs_is_refused(make_xlsx: Callable[..., Path]) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e0 "ha">{entities}]><sst><si><t>&e9;</t></si></sst>'
    assert refused(make_xlsx(ROW, strings=bomb)) == "file.suspicious"


def test_seventy_thousand_entries_are_refused_before_the_directory_is_read(tmp_path: Path) -> None:
    path = zip_of(tmp_path, [(f"{i}", b"") for i in range(70_000)])
    assert refused(path) == "file.bomb"


def test_declared_size_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    # Entries that each compress within the allowed ratio, but are too much together.
    block = bytes(range(256)) * 40
    path = tmp_path / "sum.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(60):
            archive.writestr(f"xl/media/{number}.bin", (block + bytes([number])) * 350)
    assert refused(path) == "file.bomb"


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path, [("xl/workbook.xml", b"<w/>"), ("b.xml", b"<b/>")])
    content = bytearray(path.read_bytes())
    second = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 0)  # its local header is said to be the first one's
    path.write_bytes(content)
    assert refused(path) == "file.bomb"


def test_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path, [("xl/workbook.xml", b"<w/>")])
    content = bytearray(path.read_bytes())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert refused(path) == "file.encrypted"


def test_macro_workbook_is_admitted_as_xlsm(tmp_path: Path) -> None:
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    path = zip_of(
        tmp_path, [("[Content_Types].xml", types), ("xl/workbook.xml", b"<w/>"), ("xl/vbaProject.bin", b"x")]
    )
    assert admit(path) == "xlsm"


def test_encrypted_ods_is_refused(tmp_path: Path) -> None:
    path = zip_of(
        tmp_path,
        [
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>"),
        ],
    )
    assert refused(path) == "file.encrypted"


@pytest.mark.parametrize(
    "method", [9, 12, 14, 99], ids=["deflate64", "not really bzip2", "not really lzma", "unknown"]
)
@pytest.mark.parametrize("part", ["mimetype", "[Content_Types].xml"])
def test_a_part_packed_as_nobody_can_unpack_is_damaged(tmp_path: Path, part: str, method: int) -> None:
    path = zip_of(tmp_path, [(part, b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")])
    raw = bytearray(path.read_bytes())
    struct.pack_into("<H", raw, raw.index(b"PK\x03\x04") + 8, method)
    struct.pack_into("<H", raw, raw.index(b"PK\x01\x02") + 10, method)
    assert refused(write(tmp_path, path.name, bytes(raw))) == "file.damaged"


def test_a_part_whose_packed_bytes_are_spoilt_is_damaged_however_it_was_packed(tmp_path: Path) -> None:
    types = b"<Types>" + b"".join(b"<Override n='%d'/>" % number for number in range(5000)) + b"</Types>"
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        path = tmp_path / f"{method}.xlsx"
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr("[Content_Types].xml", types)
        assert refused(path) == "file.not_workbook"
        raw = bytearray(path.read_bytes())
        raw[90:150] = bytes(255 - one for one in raw[90:150])
        assert refused(write(tmp_path, path.name, bytes(raw))) == "file.damaged"
        with zipfile.ZipFile(path) as archive, pytest.raises(Unreadable, match="Content_Types"):
            feed_member(archive, "[Content_Types].xml", make_parser())


def test_utf16_text_with_vietnamese_letters_is_text(tmp_path: Path) -> None:
    text = "Họ và tên\tNgày sinh\r\nĐặng Thị Ưởng\t1/2/1990\r\n"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        assert admit(write(tmp_path, "t.csv", text.encode(encoding))) == "csv"


def test_every_message_of_the_catalogue_can_be_made() -> None:
    params = {"found": "x", "detail": "y", "seconds": 20, "row": 3}
    for code in error_codes():
        error = Unreadable(code, **params)
        assert "{" not in str(error)
        assert error.as_json() == {"code": code, "message": str(error)}


def test_truncated_zip_stream_is_damaged(make_xlsx: Callable[..., Path]) -> None:
    path = make_xlsx(ROW)
    content = io.BytesIO(path.read_bytes()).getvalue()
    path.write_bytes(content[:-30])
    assert refused(path) == "file.damaged"
