"""Web pages and XML spreadsheets under the name of .xls, and text files in the encodings of Vietnam."""

import datetime as dt
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.model import Range
from ingest.readers.text import decode_text
from ingest.workbook import open_workbook

PAGE = """<html><head><meta charset="utf-8"><style>td{color:red}</style><title>x</title></head><body><p>ngoài</p>
<table border=1><tr><th rowspan="2">STT</th><th colspan=2>Họ và&nbsp;tên</th><tr><th>Họ<th>Tên</tr>
<tr style="DISPLAY: none"><td>1<td>Nguyễn   Văn<br>Đảm</td><td>&lt;b&gt;<table><tr><td>trong</td></tr></table></td>
<tr><td></td><td>00123</td></table><table><tr><td>dưới</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_a_web_page(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ds.xls"
    path.write_bytes(PAGE.encode(encoding))
    workbook = open_workbook(path)
    (sheet,) = workbook.sheets
    assert workbook.kind == "html"
    assert sheet.rows == [
        ("STT", "Họ và\u00a0tên"),
        (None, "Họ", "Tên"),
        ("1", "Nguyễn Văn\nĐảm", "<b>trong"),
        (None, "00123"),
        ("dưới",),
    ]
    assert sheet.merges == (Range(1, 0, 2, 0), Range(1, 1, 1, 2))
    assert sheet.hidden_rows == {3}
    assert workbook.nonempty == {"html": 9}


def test_web_page_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ds.xls"
    path.write_bytes(b"<html><body><script>var a = '<table><tr><td>1</td></tr></table>'</script>Login</body></html>")
    with pytest.raises(Unreadable) as caught:
        open_workbook(path)
    assert caught.value.code == "file.html"


@pytest.mark.parametrize("open_end", ["<!-", "<!--", "<td ", "<td a='"])
def test_tag_that_never_closes_is_refused_before_it_costs(tmp_path: Path, open_end: str) -> None:
    path = tmp_path / "ds.xls"
    path.write_text("<table><tr><td>x" + open_end + "-a " * 500_000, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        open_workbook(path)
    assert caught.value.code == "file.damaged"


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="Danh sách"><Table>
<Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">Họ <B>và</B> tên</Data></Cell><Cell>
<Data ss:Type="Number">7</Data></Cell></Row><Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2">
<Data ss:Type="DateTime">1975-05-03T00:00:00.000</Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell>
<Cell ss:Formula="=A1"/><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
<Row><Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Ẩn"><Table><Row>
<Cell><Data ss:Type="String">x</Data></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>
</x:WorksheetOptions></Worksheet></Workbook>"""


def test_xml_spreadsheet_of_2003(tmp_path: Path) -> None:
    path = tmp_path / "ds.xls"
    path.write_text(XML, encoding="utf-8")
    workbook = open_workbook(path)
    one, two = workbook.sheets
    assert one.rows == [("Họ và tên", None, None, 7), (), (), (None, dt.date(1975, 5, 3)), (True,)]
    assert one.merges == (Range(1, 0, 1, 2),)
    assert (one.hidden_rows, one.hidden_columns) == ({4}, {2, 3})
    assert [(n.row, n.column, n.kind) for n in one.notes] == [(4, 2, "formula_uncached"), (4, 3, "error_value")]
    assert (one.hidden, two.hidden) == (False, True)
    assert workbook.nonempty == {"Danh sách": 6, "Ẩn": 1}


def test_xml_spreadsheet_with_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ds.xls"
    path.write_text(XML.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1), encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        open_workbook(path)
    assert caught.value.code == "file.suspicious"


def test_one_byte_encodings_are_told_by_their_tones() -> None:
    windows = "Nguye\u0302\u0303n Va\u0306n A\u0323n, Hoa\u0300ng Thi\u0323 La\u0301"
    import unicodedata

    written = "".join(
        unicodedata.normalize("NFC", base) for base in ["Nguyê\u0303n Văn A\u0323n, Hoa\u0300ng Thi\u0323 La\u0301"]
    )
    content = "Nguyê\u0303n Văn A\u0323n, Hoa\u0300ng Thi\u0323 La\u0301".encode("cp1258")
    assert unicodedata.normalize("NFC", decode_text(content)) == unicodedata.normalize("NFC", windows) == written
    font = "NguyÔn V¨n §¶m, TrÇn ThÞ Minh H¹nh, Hµ Néi"
    assert decode_text(font.encode("cp1252")) == font
