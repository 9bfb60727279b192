"""Free text: cleaned, never interpreted, cut where no honest value is that long."""

from typing import Final

from ingest.model import CellValue, display
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, single
from ingest.problems import problem
from talentdb.text import alias_key

__all__ = ["LONGEST", "text"]

LONGEST: Final = 500
"""Characters kept of a free text; longer ones met were whole paragraphs pasted by mistake."""

_NOTHING = frozenset({"khong", "0", "k", "ko", "x", "khong co"})


def text(value: CellValue, evidence: Evidence) -> Result:
    """The cleaned text; "Không", "0" and a mark are nothing."""
    shown = cell_text(value)
    if alias_key(shown) in _NOTHING:
        return EMPTY
    if len(shown) > LONGEST:
        warning = problem("text.too_long", display(value), length=len(shown), limit=LONGEST)
        return single(evidence.field, shown[:LONGEST].rstrip(), warning)
    return single(evidence.field, shown)
