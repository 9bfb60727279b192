"""The sheet of an official document: paper, margins, letters, page numbers. Puts no words on it.

Decree 30/2020/NĐ-CP, annex I: A4, margins 20 mm above and below, 30 mm left, 15–20 mm right; Times New Roman 13–14,
black; page numbers in the middle above, from the second page on.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from talentdb.signs import printable

__all__ = ["BODY_SIZE", "FONT", "add_run", "as_bytes", "new_document", "short_line"]

FONT: Final = "Times New Roman"
BODY_SIZE: Final = 14
_WIDE: Final = Mm(297)
_NARROW: Final = Mm(210)
_LONGEST: Final = 255


def new_document(title: str, *, landscape: bool = False, body_size: int = BODY_SIZE, mark: str = "") -> DocxDocument:
    """An empty document.

    Args:
        title: of the file's properties.
        landscape: for wide tables.
        body_size: 13 or 14 points.
        mark: beside the number of each page, as `DỰ THẢO`.
    """
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_WIDE, _NARROW) if landscape else (_NARROW, _WIDE)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    if mark:
        beside = section.header.add_paragraph()
        beside.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_run(beside, mark).font.size = Pt(11)
    _letters(document, body_size)
    properties = document.core_properties
    # A property takes 255 signs; titles of plans are longer.
    properties.title, properties.language = printable(title)[:_LONGEST], "vi-VN"
    properties.author = properties.comments = ""
    return document


def _letters(document: DocxDocument, size: int) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    # Word asks for the font of each script apart; without these a Vietnamese letter may fall back to another one.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = 1.0


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def add_run(paragraph: Any, text: str) -> Any:
    """Words at the end of a paragraph, whatever was typed once: a sign that no document can hold is left out."""
    return paragraph.add_run(printable(text))


def short_line(add_paragraph: Callable[[], Any], inset: int) -> None:
    """A thin rule under the words above.

    Args:
        add_paragraph: makes the paragraph that carries it.
        inset: millimetres free on both sides.
    """
    paragraph = add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(inset)
    # The rule is the lower edge of an empty line of 5 points: above it the letters' own lower parts keep free of it.
    layout.space_before, layout.space_after = Pt(0), Pt(4)
    layout.line_spacing = Pt(5)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    # The order of elements is fixed by the schema: the border stands before spacing and indents.
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def as_bytes(document: DocxDocument) -> bytes:
    """The file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
