"""No cell is lost: what the file holds against what was read, and what was read against what went somewhere.

Only counts and names; mends nothing. The count of the file is taken by a second, simpler way than the reader's:
patterns over the bytes (xlsx, ods, xml), over the text (csv, html), or the kinds of records alone (xls, xlsb).
There is none, and the reader's own count stands in, for xls before BIFF 5, text lists whose quotes follow no rule,
and for pages and XML with comments, sections or nested tables that patterns cannot judge.
"""

from collections.abc import Iterator, Sequence

from ingest import labels
from ingest.model import Sheet, SheetLayout, column_letter, display, is_blank
from ingest.problems import Problem, problem
from ingest.table import TableReading

__all__ = ["unaccounted"]

_NAMED = 8
# Kinds of notes of the reader about cells that hold something but no value.
_WITHOUT_VALUE = ("error_value", "formula_uncached")
# Numbers that stand for a thing and not for an amount: from sixteen digits on Excel keeps only fifteen of them.
_IDENTIFIERS = ("national_id", "staff_code", "phone")
_ROUNDED = 10**15


def unaccounted(
    sheet: Sheet, layout: SheetLayout, tables: Sequence[TableReading], counted: int | None
) -> list[Problem]:
    """Filled cells that neither a table nor a skipped row holds, and cells the reader itself lost or made up.

    Also what is left out on purpose and might be data: the cells of an ignored sheet, what lies over the cells of any
    sheet, and digits that Excel rounded away before the file was sent.

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
    if layout.ignored is None:
        problems += _without_value(sheet, tables)
    if layout.ignored is not None and here:
        why = labels.IGNORED.get(layout.ignored, layout.ignored)
        problems.append(problem("sheet.left_out", sheet=sheet.name, why=why, cells=here))
    if sheet.beside:
        what = ", ".join(labels.BESIDE[kind].format(count=count) for kind, count in sheet.beside.items())
        problems.append(problem("sheet.beside", sheet=sheet.name, what=what))
    placed = [found.at(sheet.name, None, None, None) for found in problems]
    return [*placed, *(found for reading in tables for found in _rounded(sheet, reading))]


def _rounded(sheet: Sheet, reading: TableReading) -> Iterator[Problem]:
    """Cells of identifiers that hold a number of more digits than Excel keeps."""
    if reading.table.places:
        return
    for match in reading.matches:
        if match.field not in _IDENTIFIERS:
            continue
        for row in reading.table.rows:
            value = sheet.cell(row.row, match.index)
            if isinstance(value, (int, float)) and abs(value) >= _ROUNDED:
                found = problem("cell.number_precision", display(value))
                yield found.at(sheet.name, row.row, match.letter, match.field)


def _without_value(sheet: Sheet, tables: Sequence[TableReading]) -> list[Problem]:
    """Cells with an error or a formula that was never computed, where no table tells of them: beside the columns, in
    headers, in totals. Nothing of them was kept, so one line names them."""
    if any(reading.table.places for reading in tables):
        return []
    told = [
        ({row.row for row in reading.table.rows}, {match.index for match in reading.matches})
        for reading in tables
        if reading.form is not None
    ]
    untold = [
        f"{column_letter(note.column)}{note.row}"
        for note in sheet.notes
        if note.kind in _WITHOUT_VALUE
        and not any(note.row in rows and note.column in columns for rows, columns in told)
    ]
    if not untold:
        return []
    where = ", ".join(untold[:_NAMED]) + ("…" if len(untold) > _NAMED else "")
    return [problem("sheet.without_value", sheet=sheet.name, cells=len(untold), where=where)]


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
