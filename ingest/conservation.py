"""No cell is lost: what the file holds against what was read, and what was read against what went somewhere.

Only counts and names; mends nothing.
"""

from collections.abc import Sequence

from ingest.model import Sheet, SheetLayout, is_blank
from ingest.problems import Problem, problem
from ingest.table import TableReading

__all__ = ["unaccounted"]

_NAMED = 8
# Kinds of notes of the reader about cells that hold something but no value.
_WITHOUT_VALUE = ("error_value", "formula_uncached")


def unaccounted(
    sheet: Sheet, layout: SheetLayout, tables: Sequence[TableReading], counted: int | None
) -> list[Problem]:
    """Filled cells that neither a table nor a skipped row holds, and cells the reader itself lost or made up.

    Args:
        counted: filled cells of the sheet by a count independent of the reader; None when there is none.
    """
    problems = []
    here = sum(len(row) - row.count(None) for row in sheet.rows)
    here += sum(note.kind in _WITHOUT_VALUE for note in sheet.notes)
    if counted is not None and counted != here:
        problems.append(problem("conservation.lost", sheet=sheet.name, cells=abs(counted - here), where=""))
    if layout.ignored is None and (tables or layout.skipped):
        problems += _rows_nowhere(sheet, layout, tables)
    return [found.at(sheet.name, None, None, None) for found in problems]


def _rows_nowhere(sheet: Sheet, layout: SheetLayout, tables: Sequence[TableReading]) -> list[Problem]:
    known = {row.row for row in layout.skipped}
    for reading in tables:
        known |= reading.rows_known()
    lost = {}
    for number, cells in enumerate(sheet.rows, start=sheet.first_row):
        if number not in known and (filled := sum(not is_blank(cell) for cell in cells)):
            lost[number] = filled
    if not lost:
        return []
    rows = sorted(lost)
    where = " ở dòng " + ", ".join(map(str, rows[:_NAMED])) + ("…" if len(rows) > _NAMED else "")
    return [problem("conservation.lost", sheet=sheet.name, cells=sum(lost.values()), where=where)]
