"""Parts of an official document in the order of Decree 30/2020/NĐ-CP, annex I: head, name, body, table, signature.

What is unknown is a row of dots to be filled in by hand; nothing is guessed. Words come from the caller.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any, Final

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from talentdb.documents import labels
from talentdb.documents.page import add_run, short_line

__all__ = [
    "Closing",
    "Letterhead",
    "add_addressee",
    "add_capitals",
    "add_closing",
    "add_heading",
    "add_letterhead",
    "add_paragraph",
    "add_small",
    "add_table",
    "add_title",
    "balanced",
    "day_line",
    "day_words",
]

_CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER
_INDENT: Final = Mm(10)
_HEAD: Final = (Mm(70), Mm(94))
"""Columns of the head: the name of the State takes 88.2 mm at 12 points, and must not wrap."""
_LINE: Final = 25
"""Capitals of 12 points that stand on a line of the left column: the widest of them take 2.7 mm each."""
_AIR: Final = Pt(2)
"""Above and below the words of a table's cell, so that they do not touch its lines."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Head of a document.

    Args:
        agency: who issues it; `superior` stands above, or nothing.
        symbol: what follows the number, as `GM-SKHCN`; `number` is dots when None.
        place: before the day; `day` None leaves day and month open.
        year: written when the day is not known.
        about: `V/v …` under the number, for a letter without a title.
        mark: under the number, as `DỰ THẢO`.
    """

    agency: str
    superior: str = ""
    symbol: str = ""
    number: str | None = None
    place: str = ""
    day: date | None = None
    year: int | None = None
    about: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """End of a document: the post that signs, under whose authority (`KT. GIÁM ĐỐC`), the name, the recipients.

    Args:
        hint: under the post, as `(Ký, ghi rõ họ tên)`.
    """

    post: str
    authority: str = ""
    name: str = ""
    recipients: Sequence[str] = ()
    hint: str = ""


def day_line(head: Letterhead) -> str:
    """`Hưng Yên, ngày 05 tháng 12 năm 2026`."""
    place = head.place or labels.DOTS
    if head.day is None:
        return labels.OPEN_DAY.format(place=place, year=head.year or labels.DOTS)
    return labels.PLACE_DAY.format(place=place, day=day_words(head.day))


def day_words(day: date) -> str:
    """`ngày 05 tháng 12 năm 2026`; days below 10 and the first two months have a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return labels.DAY.format(day=day.day, month=month, year=day.year)


def add_letterhead(document: DocxDocument, head: Letterhead) -> None:
    """Issuer and number on the left, the name of the State, its motto, place and day on the right."""
    table = document.add_table(rows=2, cols=2)
    _widths(table, _HEAD)
    _no_padding(table)
    left, right = table.rows[0].cells
    names: list[tuple[str, dict[str, bool]]] = [(line, {}) for line in balanced(head.superior.upper(), _LINE)]
    names += [(line, {"bold": True}) for line in balanced(head.agency.upper(), _LINE)]
    _lines(left, names, 12)
    short_line(left.add_paragraph, 23)
    _lines(right, [(labels.STATE, {"bold": True})], 12)
    _line(right.add_paragraph(), labels.MOTTO, 13, bold=True)
    short_line(right.add_paragraph, 19)
    number, place = table.rows[1].cells
    told = labels.NUMBER.format(number=head.number or labels.DOTS, symbol=head.symbol or labels.DOTS)
    _lines(number, [(told, {})], 13)
    if head.about:
        _line(number.add_paragraph(), head.about, 12)
    if head.mark:
        paragraph = number.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        _line(paragraph, head.mark, 13, bold=True)
    _lines(place, [(day_line(head), {"italic": True})], 13)


def balanced(text: str, most: int) -> list[str]:
    """A name on as few lines of `most` signs as it takes, none much shorter than the others; [] for no text."""
    count = len(wrap(text, most, break_long_words=False))
    narrowest = (width for width in range(1, most + 1) if len(wrap(text, width, break_long_words=False)) <= count)
    return wrap(text, next(narrowest, most), break_long_words=False)


def _no_padding(table: Any) -> None:
    """Cells without the space left and right that Word gives them."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    # The order of elements is fixed by the schema.
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _lines(cell: Any, lines: Iterable[tuple[str, dict[str, bool]]], size: int) -> None:
    """Centred lines; the first takes the paragraph that each cell begins with."""
    paragraph = cell.paragraphs[0]
    for text, style in lines:
        if not text:
            continue
        if paragraph is None:
            paragraph = cell.add_paragraph()
        _line(paragraph, text, size, **style)
        paragraph = None


def _line(paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    paragraph.alignment = _CENTER
    run = add_run(paragraph, text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _widths(table: Any, widths: Sequence[int]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def add_title(document: DocxDocument, kind: str, about: str = "") -> None:
    """Name of the kind (`QUYẾT ĐỊNH`) and what it is about, with the rule under it."""
    add_capitals(document, kind)
    if about:
        _line(document.add_paragraph(), about, 14, bold=True)
    short_line(document.add_paragraph, 60)


def add_capitals(document: DocxDocument, text: str) -> None:
    """A bold line of capitals in the middle: the name of the kind, who decides, that it is decided."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.space_after = Pt(6)
    _line(paragraph, text.upper(), 14, bold=True)


def add_addressee(document: DocxDocument, who: str, post: str = "") -> None:
    """`Kính gửi: …`, in the middle, with the post and the body on lines of their own."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    _line(paragraph, labels.TO.format(who=who), 14)
    if post:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(12)
        _line(paragraph, post, 14)
    paragraph.paragraph_format.space_after = Pt(6)


def add_heading(document: DocxDocument, text: str, *, center: bool = False, flush: bool = False) -> None:
    """A bold line over a part; `flush` stands at the edge, where what follows does too."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(9), Pt(6)
    layout.keep_with_next = True
    if center:
        paragraph.alignment = _CENTER
    elif not flush:
        layout.first_line_indent = _INDENT
    add_run(paragraph, text).bold = True


def add_paragraph(document: DocxDocument, text: str, *, lead: str = "", italic: bool = False) -> None:
    """A paragraph of the body: both edges straight, first line indented.

    Args:
        lead: bold words before the text (`Điều 1.`).
    """
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_after, layout.line_spacing = _INDENT, Pt(6), 1.15
    if lead:
        add_run(paragraph, f"{lead} ").bold = True
    add_run(paragraph, text).italic = italic


def add_small(document: DocxDocument, text: str) -> None:
    """A note in small slanted letters, with some air above."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(6)
    run = add_run(paragraph, text)
    run.italic, run.font.size = True, Pt(10)


def add_table(
    document: DocxDocument, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int],
    *, centred: Iterable[int] = (), size: int = 13,
) -> None:  # fmt: skip
    """A table with lines; its heads come again on each page, and no row is broken over two.

    Args:
        widths: millimetres of each column.
        centred: numbers of columns whose text stands in the middle.
    """
    middle = set(centred)
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _line(cell.paragraphs[0], text, size, bold=True)
        _airy(cell.paragraphs[0])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for at, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = _CENTER if at in middle else WD_ALIGN_PARAGRAPH.LEFT
            add_run(paragraph, text).font.size = Pt(size)
            _airy(paragraph)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _widths(table, [Mm(width) for width in widths])
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _airy(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = _AIR


def _mark(row: Any, name: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def add_closing(document: DocxDocument, closing: Closing) -> None:
    """Recipients on the left, the post that signs with room for the signature and the name on the right.

    A signature alone on the next page signs nothing: the paragraph before it goes there with it.
    """
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    _widths(table, (Mm(80), Mm(80)))
    _mark(table.rows[0], "w:cantSplit")
    left, right = table.rows[0].cells
    if closing.recipients:
        head = add_run(left.paragraphs[0], labels.RECIPIENTS)
        head.bold, head.italic, head.font.size = True, True, Pt(12)
        for number, recipient in enumerate(closing.recipients, 1):
            end = "." if number == len(closing.recipients) else ";"
            add_run(left.add_paragraph(), f"- {recipient}{end}").font.size = Pt(11)
    _lines(right, [(closing.authority.upper(), {"bold": True}), (closing.post.upper(), {"bold": True})], 14)
    if closing.hint:
        _line(right.add_paragraph(), closing.hint, 12, italic=True)
    for _ in range(4):
        right.add_paragraph()
    _line(right.add_paragraph(), closing.name or labels.DOTS, 14, bold=True)
