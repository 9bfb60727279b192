"""What is not read on purpose is named: sheets left out, what lies over the cells, digits that Excel rounded away."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ingest.labels import ANNOTATION_AUTHOR
from ingest.model import column_letter
from ingest.pipeline import read

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Ghi chú")
PERSON = ("1", "Nguyễn Văn Đảm", "03/05/1975", "Nam", "033075000001", "x")


def told(path: Path) -> dict[str, str]:
    """Code -> message of what is said about the only sheet as a whole."""
    (sheet,) = read(path)["sheets"]
    return {item["code"]: item["message"] for item in sheet["problems"]}


LIST = '<sheetData><row r="1">{}</row><row r="2">{}</row></sheetData>'.format(
    *("".join(f'<c r="{column_letter(i)}{n}" t="inlineStr"><is><t>{text}</t></is></c>' for i, text in enumerate(one))
      for n, one in ((1, HEADER), (2, PERSON)))
)  # fmt: skip
REMARK = '<comment ref="B2" authorId="{}"><text><t>xem lại</t></text></comment>'


def with_part(make_xlsx: Callable[..., Path], kind: str, content: str) -> Path:
    relation = f'<Relationship Id="r" Type="http://x/{kind}" Target="../{kind}.xml"/>'
    return make_xlsx(LIST, extra={
        f"xl/{kind}.xml": content, "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{relation}</Relationships>"
    })  # fmt: skip


def test_comments_of_others_are_named_and_ours_are_not(make_xlsx: Callable[..., Path]) -> None:
    authors = f"<authors><author>Lan</author><author>{ANNOTATION_AUTHOR}</author></authors>"
    for numbers, said in (((0, 1, 0), "2 chú thích ô"), ((1, 1), None), ((), None)):
        remarks = "".join(REMARK.format(number) for number in numbers)
        path = with_part(make_xlsx, "comments", f"<comments>{authors}<commentList>{remarks}</commentList></comments>")
        found = told(path).get("sheet.beside")
        assert (found is None) if said is None else said in str(found)


def test_text_boxes_and_pictures_are_named(make_xlsx: Callable[..., Path]) -> None:
    box = "<xdr:sp><xdr:txBody><a:t>Lê Hư Cấu</a:t></xdr:txBody></xdr:sp>"
    picture = "<xdr:pic><xdr:blipFill/></xdr:pic>"
    path = with_part(make_xlsx, "drawing", f'<xdr:wsDr xmlns:xdr="x" xmlns:a="a">{box * 3}{picture}</xdr:wsDr>')
    assert "3 hộp chữ, 1 hình" in told(path)["sheet.beside"]


def test_what_lies_beside_is_counted_across_the_pieces(
    make_xlsx: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    remarks = REMARK.format(0) * 50
    content = f"<comments><authors><author>Lan</author></authors><commentList>{remarks}</commentList></comments>"
    path = with_part(make_xlsx, "comments", content)
    for size in (600, 1024, len(content), 1 << 20):
        monkeypatch.setattr("ingest.readers.beside._CHUNK", size)
        assert "50 chú thích ô" in told(path)["sheet.beside"]


def test_cells_of_a_sheet_that_is_left_out_are_counted(make_xlsx: Callable[..., Path]) -> None:
    lines = ("Hướng dẫn điền", "Mỗi người ghi một dòng.", "Không gộp ô.")
    guide = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>' for n, text in enumerate(lines, 1)
    )
    document = read(make_xlsx({"DS": LIST, "Hướng dẫn": f"<sheetData>{guide}</sheetData>"}))
    first, second = document["sheets"]
    assert (first["ignored"], second["ignored"]) == (None, "guide")
    assert first["problems"] == []
    (item,) = second["problems"]
    assert (item["code"], item["severity"]) == ("sheet.left_out", "info")
    assert "“Hướng dẫn”" in item["message"]
    assert "3 ô" in item["message"]


def test_digits_that_excel_rounded_are_told_on_the_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Họ và tên", "Mã cán bộ"])
    for number in range(1, 6):
        sheet.append([number, f"Nguyễn Giả {chr(64 + number)}ịnh", f"MS{number}"])
    sheet["C3"], sheet["C4"] = 123456789012345680, 12345
    path = tmp_path / "ds.xlsx"
    book.save(path)
    (found,) = read(path)["sheets"]
    rounded = [p for p in found["problems"] if p["code"] == "cell.number_precision"]
    assert [(p["cell"], p["severity"], p["field"]) for p in rounded] == [("C3", "warning", "staff_code")]


def test_cells_without_a_value_outside_the_list_are_named(make_xlsx: Callable[..., Path]) -> None:
    """Inside the list each is a problem of its own cell; beside it and below it one line names them."""
    beside = '<c r="H2" t="e"><v>#REF!</v></c>'
    below = '<row r="5"><c r="C5"><f>COUNTA(B2:B2)</f></c></row>'
    inside = LIST.replace('<c r="F2" t="inlineStr"><is><t>x</t></is></c>', '<c r="F2" t="e"><v>#DIV/0!</v></c>')
    path = make_xlsx(inside.replace("</row></sheetData>", f"{beside}</row>{below}</sheetData>"))
    assert "2 ô ngoài danh sách" in told(path)["sheet.without_value"]
    assert "(H2, C5)" in told(path)["sheet.without_value"]
    assert "sheet.without_value" not in told(make_xlsx(inside))
    assert "sheet.without_value" not in told(make_xlsx(LIST))
