"""Slips to cut apart and hand out, each with the first password of one account. Keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn
from docx.shared import Pt

from talentdb.documents import labels
from talentdb.documents.page import add_run, as_bytes, new_document

__all__ = ["Slip", "slips_document"]

_BODY: Final = 12


@dataclass(frozen=True, slots=True)
class Slip:
    """What one owner of an account gets."""

    login: str
    password: str
    name: str
    agency: str


def slips_document(slips: Sequence[Slip]) -> bytes:
    """A docx with one cell of a table for each; none is torn over two pages."""
    document = new_document(labels.SLIPS, body_size=13)
    add_run(document.add_paragraph(), labels.SLIPS_HINT).italic = True
    table = document.add_table(rows=0, cols=1)
    table.style = "Table Grid"
    for slip in slips:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:cantSplit"), {}))
        first = row.cells[0].paragraphs[0]
        first.paragraph_format.space_before = Pt(6)
        add_run(first, slip.name if not slip.agency else f"{slip.name} – {slip.agency}").bold = True
        for words, value in ((labels.SLIP_LOGIN, slip.login), (labels.SLIP_PASSWORD, slip.password)):
            line = row.cells[0].add_paragraph()
            add_run(line, f"{words}: ")
            typed = add_run(line, value)
            typed.bold = True
            # Letters of one width: what looks alike on paper is mistyped.
            typed.font.name = "Courier New"
        last = row.cells[0].add_paragraph()
        last.paragraph_format.space_after = Pt(6)
        add_run(last, labels.SLIP_RULE).font.size = Pt(_BODY)
    return as_bytes(document)
