"""A report as a document (docx) in the layout of official papers, made of its blocks. Words and figures come with
them.

Decree 30/2020/NĐ-CP, annex I; sections are numbered by Roman numerals, their parts by nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from docx.document import Document as DocxDocument
from docx.shared import Mm

from talentdb.documents.blocks import (
    Closing,
    Letterhead,
    add_closing,
    add_heading,
    add_letterhead,
    add_paragraph,
    add_table,
    add_title,
)
from talentdb.documents.charts import share_bars
from talentdb.documents.page import as_bytes, new_document
from talentdb.reporting.blocks import Block, Chart, Heading, Paragraph, Table

__all__ = ["Paper", "as_docx", "roman"]

_PAGE: Final = 160
"""Millimetres between the margins."""
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around a report: its head, title and end."""

    head: Letterhead
    title: str
    about: str
    closing: Closing


def as_docx(paper: Paper, blocks: Iterable[Block]) -> bytes:
    """The file."""
    document = new_document(paper.about)
    add_letterhead(document, paper.head)
    add_title(document, paper.title, paper.about)
    number = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            number += 1
            add_heading(document, f"{roman(number)}. {block.text.upper()}")
        else:
            _add(document, block)
    add_closing(document, paper.closing)
    return as_bytes(document)


def _add(document: DocxDocument, block: Block) -> None:
    match block:
        case Heading(text=text):
            add_heading(document, text)
        case Paragraph(text=text, open=is_open):
            add_paragraph(document, text, italic=is_open)
        case Table():
            widths = [round(_PAGE * width / sum(block.widths)) for width in block.widths]
            add_table(document, block.heads, block.rows, widths, centred=block.centred, size=12)
        case Chart():
            document.add_picture(BytesIO(share_bars(block.bars)), width=Mm(_PAGE))
            add_paragraph(document, block.caption, italic=True)


def roman(number: int) -> str:
    """1 to 39 as a Roman numeral."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text
