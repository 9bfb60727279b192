"""What stands in the file: paper, letters, parts and their order, as read back from the docx."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

from talentdb.documents.blocks import (
    Closing,
    Letterhead,
    add_addressee,
    add_closing,
    add_letterhead,
    add_paragraph,
    add_table,
    add_title,
    balanced,
    day_line,
)
from talentdb.documents.bundle import file_name, zipped
from talentdb.documents.page import as_bytes, new_document


def _read(document: object) -> object:
    return Document(BytesIO(as_bytes(document)))  # type: ignore[arg-type]


def test_the_paper_is_that_of_the_decree() -> None:
    section = _read(new_document("Thử")).sections[0]  # type: ignore[attr-defined]
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert [round(edge.mm) for edge in (section.left_margin, section.right_margin)] == [30, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml


def test_letters_are_times_new_roman_for_every_script() -> None:
    style = _read(new_document("Thử")).styles["Normal"]  # type: ignore[attr-defined]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))
    assert style.element.xml.count("Times New Roman") >= 4


def test_a_known_day_is_written_with_leading_zeros_where_the_decree_asks_for_them() -> None:
    assert day_line(Letterhead("Sở", place="Hưng Yên", day=date(2026, 2, 5))) == (
        "Hưng Yên, ngày 05 tháng 02 năm 2026"
    )
    assert day_line(Letterhead("Sở", place="Hưng Yên", day=date(2026, 3, 15))).endswith("ngày 15 tháng 3 năm 2026")


def test_what_is_unknown_is_left_open() -> None:
    document = new_document("Thử")
    add_letterhead(document, Letterhead("Sở Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh", "QĐ-SKHCN", year=2026))
    add_closing(document, Closing("Giám đốc"))
    head, closing = _read(document).tables  # type: ignore[attr-defined]
    assert head.cell(1, 0).text == "Số: ……/QĐ-SKHCN"
    assert "ngày …… tháng …… năm 2026" in head.cell(1, 1).text
    assert closing.cell(0, 1).text.endswith("……")


def test_the_parts_stand_in_the_order_of_the_decree() -> None:
    document = new_document("Thử")
    add_letterhead(document, Letterhead("Sở Y", "UBND tỉnh", "GM", place="Hưng Yên"))
    add_title(document, "Giấy mời", "Họp hội đồng")
    add_addressee(document, "Bà Nguyễn Thị Thử")
    add_paragraph(document, "Nội dung.", lead="Điều 1.")
    add_table(document, ("TT", "Họ tên"), [("1", "Nguyễn Thị Thử")], (12, 100), centred=[0])
    add_closing(document, Closing("Giám đốc", "KT. Giám đốc", "Trần Văn Mẫu", ["Như trên", "Lưu: VT"]))
    found = _read(document)
    texts = [paragraph.text for paragraph in found.paragraphs if paragraph.text]  # type: ignore[attr-defined]
    assert texts == ["GIẤY MỜI", "Họp hội đồng", "Kính gửi: Bà Nguyễn Thị Thử", "Điều 1. Nội dung."]
    head, table, closing = found.tables  # type: ignore[attr-defined]
    assert head.cell(0, 0).text.splitlines()[:2] == ["UBND TỈNH", "SỞ Y"]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Nguyễn Thị Thử"]
    assert closing.cell(0, 0).text.splitlines() == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert "TRẦN" not in closing.cell(0, 1).text


def test_names_of_bodies_break_into_lines_of_about_one_length() -> None:
    assert balanced("SỞ KHOA HỌC VÀ CÔNG NGHỆ", 25) == ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"]
    assert balanced("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", 25) == ["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"]
    assert balanced("", 25) == []


@given(st.lists(st.text("ABCĐ", min_size=1, max_size=12), max_size=20).map(" ".join), st.integers(12, 40))
def test_balanced_lines_lose_no_word_and_are_as_few_as_can_be(text: str, most: int) -> None:
    lines = balanced(text, most)
    assert " ".join(lines) == text
    assert all(len(line) <= most for line in lines)
    # Filling each line as far as it goes takes the fewest lines.
    greedy, room = 0, 0
    for word in text.split():
        greedy, room = (greedy, room - len(word) - 1) if len(word) < room else (greedy + 1, most - len(word))
    assert len(lines) == greedy


def test_the_post_of_an_addressee_has_lines_of_its_own() -> None:
    document = new_document("Thử")
    add_addressee(document, "Bà Nguyễn Thị Thử", "Trưởng khoa, Trường Mẫu")
    texts = [paragraph.text for paragraph in _read(document).paragraphs if paragraph.text]  # type: ignore[attr-defined]
    assert texts == ["Kính gửi: Bà Nguyễn Thị Thử", "Trưởng khoa, Trường Mẫu"]


def test_a_signature_never_stands_alone_on_a_page() -> None:
    document = new_document("Thử")
    add_paragraph(document, "Nội dung.")
    add_closing(document, Closing("Giám đốc"))
    assert _read(document).paragraphs[0].paragraph_format.keep_with_next  # type: ignore[attr-defined]


def test_the_heads_of_a_table_come_again_on_each_page() -> None:
    document = new_document("Thử")
    add_table(document, ("A",), [("b",)], (50,))
    table = _read(document).tables[0]  # type: ignore[attr-defined]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:cantSplit" in table.rows[1]._tr.xml


def test_names_of_files_keep_letters_digits_and_hyphens() -> None:
    assert file_name("Giấy mời", 3, "Đặng Thị Ngọc/../Ánh") == "giay-moi_3_dang-thi-ngoc-anh.docx"
    assert file_name("???", ending="zip") == "tai-lieu.zip"


def test_two_namesakes_both_stand_in_the_zip() -> None:
    archive = ZipFile(BytesIO(zipped([("a.docx", b"1"), ("a.docx", b"2")])))
    assert {name: archive.read(name) for name in archive.namelist()} == {"a.docx": b"1", "a_2.docx": b"2"}
