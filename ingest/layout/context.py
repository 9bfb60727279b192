"""What the title block over a table says: who reports, as of which day, which form. Knows no field names itself."""

import re
from collections.abc import Iterable

from ingest.layout.grid import Grid
from ingest.model import Vocabulary

__all__ = ["title_context"]

# A padded cell holds two columns of a letterhead: "   SỞ Y TẾ            CỘNG HÒA …".
_GAP = re.compile(r"\s*\n\s*|\s{4,}|\t+")


def title_context(grid: Grid, rows: Iterable[int], vocabulary: Vocabulary) -> dict[str, str]:
    """Ask the vocabulary about every line of the title rows.

    The last name of an agency counts: the letterhead goes from the parent down to the unit that reports. Of
    everything else the first word counts.
    """
    context: dict[str, str] = {}
    for row in rows:
        for line in _lines(grid, row):
            found = vocabulary.context_key(line)
            if found is None:
                continue
            name, value = found
            if name == "agency_name" or name not in context:
                context[name] = value
    return context


def _lines(grid: Grid, row: int) -> list[str]:
    """The lines of a row; a label whose value stands in the next cell is joined with it."""
    texts = [grid.text(row, column) for column in grid.filled(row)]
    lines: list[str] = []
    for text in texts:
        if lines and lines[-1].endswith(":"):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.extend(part for part in _GAP.split(text) if part)
    return lines
