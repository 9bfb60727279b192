"""The scientific CV (lý lịch khoa học): its parts as values, and the document of them. Knows no database and no words
of its own: what it writes comes from the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from talentdb.documents import labels
from talentdb.documents.blocks import add_heading, add_paragraph, add_small, add_table
from talentdb.documents.page import add_run, as_bytes, new_document, short_line

__all__ = ["Cv", "Group", "Section", "cv_document"]

_BODY: Final = 13
_TABLE: Final = 12
_NUMERALS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_WIDTH: Final = 160
"""Millimetres between the margins."""
_WIDTHS: Final[Mapping[str, tuple[int, ...]]] = {
    "employments": (34, 54, 42, 30),
    "qualifications": (14, 36, 40, 40, 30),
    "trainings": (30, 62, 36, 32),
    "languages": (34, 70, 56),
    "works": (14, 76, 26, 22, 22),
    "awards": (16, 102, 42),
}
"""Millimetres of the columns of each part; together they fill the line."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one table under a title of their own, or none; the cells stand under the columns of the section."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the CV: `key` names it for programs, a section without groups is empty."""

    key: str
    title: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Cv:
    """One person as far as the reader may see them, in words.

    Args:
        name: as it is written, without titles.
        personal: (label, value) lines of the first part.
        sections: all of them in their order, also those that are empty.
        origin: lines about where and when the facts come from.
    """

    name: str
    personal: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    origin: tuple[str, ...]


def cv_document(cv: Cv, words: Mapping[str, str], year: int) -> bytes:
    """The CV as a docx file.

    Args:
        words: title, personal, empty, confirmed, declared, day, sign, seal.
        year: of the open day above the signature.
    """
    document = new_document(f"{words['title']} - {cv.name}", body_size=_BODY)
    _head(document, words["title"])
    add_heading(document, f"{_NUMERALS[0]}. {words['personal'].upper()}", flush=True)
    for label, value in cv.personal:
        _fact(document, label, value)
    filled = [section for section in cv.sections if section.groups]
    for numeral, section in zip(_NUMERALS[1:], filled, strict=False):
        add_heading(document, f"{numeral}. {section.title.upper()}", flush=True)
        for number, group in enumerate(section.groups, 1):
            _group(document, section, group, number)
    empty = [section.title.lower() for section in cv.sections if not section.groups]
    if empty:
        add_paragraph(document, words["empty"].format(parts=", ".join(empty)), italic=True)
    _signatures(document, words, cv.name, year)
    for line in cv.origin:
        add_small(document, line)
    return as_bytes(document)


def _head(document: DocxDocument, title: str) -> None:
    _centred(document, labels.STATE, 13)
    _centred(document, labels.MOTTO, 14)
    short_line(document.add_paragraph, 52)
    _centred(document, title, 16, before=18)
    document.add_paragraph()


def _centred(document: DocxDocument, text: str, size: int, before: int = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    run = add_run(paragraph, text)
    run.bold, run.font.size = True, Pt(size)


def _fact(document: DocxDocument, label: str, value: str) -> None:
    """The label and, from one edge on all lines, its value."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(62), -Mm(62)
    layout.tab_stops.add_tab_stop(Mm(62))
    layout.space_after = Pt(3)
    add_run(paragraph, f"{label}:\t")
    add_run(paragraph, value).bold = True


def _group(document: DocxDocument, section: Section, group: Group, number: int) -> None:
    if group.title:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
        paragraph.paragraph_format.keep_with_next = True
        add_run(paragraph, f"{number}. {group.title} ({len(group.rows)})").italic = True
    kept = _kept(section.columns, group.rows)
    taken = [_WIDTHS[section.key][at] for at in kept]
    # What empty columns leave goes to what the line is about.
    taken[kept.index(1)] += _WIDTH - sum(taken)
    rows = ([row[at] for at in kept] for row in group.rows)
    add_table(
        document, [section.columns[at] for at in kept], rows, taken, centred=[0] if kept[0] == 0 else [], size=_TABLE
    )


def _kept(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Numbers of the columns that hold anything; what the lines are about always stays."""
    return [at for at in range(len(columns)) if at == 1 or any(row[at] for row in rows)]


def _signatures(document: DocxDocument, words: Mapping[str, str], name: str, year: int) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _lines(left, ["", words["confirmed"], words["seal"]])
    _lines(right, [words["day"].format(year=year), words["declared"], words["sign"], "", "", "", name])


def _lines(cell: Any, lines: Sequence[str]) -> None:
    """Centred; the second and the last line bold, the others slanted."""
    for at, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        # A signature alone on the next page signs nothing.
        paragraph.paragraph_format.keep_with_next = True
        run = add_run(paragraph, text)
        run.font.size = Pt(_TABLE)
        run.bold = at == 1 or at > 2
        run.italic = not run.bold
