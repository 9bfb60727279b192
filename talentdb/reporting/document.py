"""A report as a document (docx) in the layout of official papers, made of its blocks. Words and figures come with
them.

Decree 30/2020/NĐ-CP, annex I; sections are numbered by Roman numerals, their parts by nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from docx.document import Document as DocxDocument
from docx.shared import Mm

from talentdb.documents.blocks import (
    Closing,
    Letterhead,
    add_addressee,
    add_capitals,
    add_closing,
    add_heading,
    add_letterhead,
    add_paragraph,
    add_small,
    add_table,
    add_title,
)
from talentdb.documents.charts import ShareBar, share_bars
from talentdb.documents.page import as_bytes, new_document
from talentdb.reporting.blocks import Block, Chart, Heading, Paragraph, Table

__all__ = ["Paper", "as_docx", "roman", "unbroken"]

_PAGE: Final = 160
"""Millimetres between the margins."""
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_TOGETHER: Final = re.compile(r"(?<=\d) (?=%|người\b|cơ quan\b|đơn vị\b|nhiệm vụ\b|triệu\b|tỷ\b)|(?<=\d,\d) (?=%)")
"""Between a number and its unit: on paper they stand on one line."""

_CODE: Final = re.compile(r"(?<=[A-ZĐ])-(?=[A-ZĐ])")
"""Within the number of a document; in a title it is not broken over two lines."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around a report: its head, title, addressees and end.

    Args:
        to: names under "Kính gửi"; mark: on every page of what is no fair copy.
        notes: small lines behind the signature.
        annex: heading of what stands behind the signature.
    """

    head: Letterhead
    title: str
    about: str
    closing: Closing
    to: Sequence[str] = ()
    notes: Sequence[str] = ()
    annex: str = ""


def as_docx(paper: Paper, blocks: Iterable[Block], annex: Iterable[Block] = ()) -> bytes:
    """The file; `annex`: what stands on pages of its own behind the signature."""
    document = new_document(paper.about, mark=paper.head.mark)
    add_letterhead(document, paper.head)
    add_title(document, paper.title, _CODE.sub("\u2011", unbroken(paper.about)))
    if paper.to:
        add_addressee(document, "; ".join(paper.to))
    number = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            number += 1
            add_heading(document, f"{roman(number)}. {block.text.upper()}")
        else:
            _add(document, block)
    add_closing(document, paper.closing)
    for note in paper.notes:
        add_small(document, note)
    _behind(document, paper.annex, list(annex))
    return as_bytes(document)


def _behind(document: DocxDocument, title: str, blocks: Sequence[Block]) -> None:
    if not blocks:
        return
    add_capitals(document, title)
    document.paragraphs[-1].paragraph_format.page_break_before = True
    for block in blocks:
        _add(document, block)


def _add(document: DocxDocument, block: Block) -> None:
    match block:
        case Heading(text=text):
            add_heading(document, unbroken(text))
        case Paragraph(text=text, open=is_open):
            add_paragraph(document, unbroken(text), italic=is_open)
            # Words that announce what follows do not stay behind on a page without it.
            document.paragraphs[-1].paragraph_format.keep_with_next = text.endswith(":")
        case Table():
            widths = [round(_PAGE * width / sum(block.widths)) for width in block.widths]
            rows = ([unbroken(cell) for cell in row] for row in block.rows)
            add_table(document, block.heads, rows, widths, centred=block.centred, size=12)
        case Chart():
            _picture(document, block.bars, unbroken(block.caption))


def _picture(document: DocxDocument, bars: Sequence[ShareBar], caption: str) -> None:
    document.add_picture(BytesIO(share_bars(bars)), width=Mm(_PAGE))
    # A picture without the words that explain it on the same page says little.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    add_paragraph(document, caption, italic=True)


def unbroken(text: str) -> str:
    """The text with numbers bound to what they count."""
    return _TOGETHER.sub("\u00a0", text)


def roman(number: int) -> str:
    """1 to 39 as a Roman numeral."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text
