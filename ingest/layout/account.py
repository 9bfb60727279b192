"""The layout of a sheet put together so that every row is told once. Moves rows between lists, judges none."""

from dataclasses import replace

from ingest.layout.context import sheet_unit
from ingest.layout.grid import Grid
from ingest.model import LayoutProblem, Sheet, SheetLayout, SkippedRow, Table, Vocabulary, column_letter

__all__ = ["account", "skip"]

# A longer run of blank rows is told as one problem, not row by row: a legal cell may stand in row 1,048,576.
_LONG_BLANK = 500
# So many hidden rows or columns are named; more are counted.
_NAMED = 12


def skip(grid: Grid, rows: range, reason: str) -> list[SkippedRow]:
    """All rows of a range skipped for a reason, the empty ones as blank."""
    return [SkippedRow(row, reason if grid.filled(row) else "blank") for row in rows]


def account(grid: Grid, tables: list[Table], vocabulary: Vocabulary, sheet: Sheet | None = None) -> SheetLayout:
    """The layout of a sheet that is a submission, or may be one.

    Args:
        grid: the sheet as it is.
        tables: the tables found in it.
        vocabulary: what its name may say.
        sheet: the sheet with values filled down, when that is another.
    """
    problems: list[LayoutProblem] = []
    skipped: tuple[SkippedRow, ...] = ()
    if not tables:
        problems.append(LayoutProblem("layout.no_table"))
        skipped = tuple(skip(grid, range(grid.first, grid.last + 1), "note"))
    elif not any(table.rows for table in tables):
        problems.append(LayoutProblem("layout.no_rows", max(tables[0].header_rows, default=None)))
    skipped, runs = _fold_blanks(skipped)
    problems.extend(runs)
    kept = []
    for table in _told_once(tables):
        rest, runs = _fold_blanks(table.skipped)
        kept.append(_named(replace(table, skipped=rest), grid.sheet.name, vocabulary))
        problems.extend(run for run in runs if run not in problems)
    problems += _hidden(grid, kept)
    return SheetLayout(sheet or grid.sheet, None, tuple(kept), skipped, tuple(problems))


def _hidden(grid: Grid, tables: list[Table]) -> list[LayoutProblem]:
    """What nobody sees who opens the file, and is read all the same."""
    sheet = grid.sheet
    found = [LayoutProblem("layout.hidden_sheet")] if sheet.hidden and tables else []
    rows = sorted({body.row for table in tables for body in table.rows} & sheet.hidden_rows)
    if rows:
        named = ", ".join(map(str, rows[:_NAMED])) + ("…" if len(rows) > _NAMED else "")
        found.append(LayoutProblem("layout.hidden_rows", rows[0], {"count": len(rows), "rows": named}))
    columns = {c.index for table in tables for c in table.columns} & sheet.hidden_columns
    filled = sorted(c for c in columns if any(c in grid.filled(t.first_row) for t in tables))
    if filled:
        named = ", ".join(column_letter(c) for c in filled[:_NAMED]) + ("…" if len(filled) > _NAMED else "")
        found.append(LayoutProblem("layout.hidden_columns", None, {"count": len(filled), "columns": named}))
    return found


def _told_once(tables: list[Table]) -> list[Table]:
    """Without the blank ends of the shorter of two tables side by side: the longer one tells these rows."""
    if len(tables) < 2:
        return tables
    records = [{body.row for body in table.rows} for table in tables]
    kept = []
    for index, table in enumerate(tables):
        others = set[int]().union(*(rows for other, rows in enumerate(records) if other != index))
        before = set[int]().union(*({s.row for s in other.skipped} for other in tables[:index]))
        own = tuple(s for s in table.skipped if s.reason != "blank" or s.row not in others | before)
        kept.append(replace(table, skipped=own))
    return kept


def _named(table: Table, name: str, vocabulary: Vocabulary) -> Table:
    """The table with what the sheet's name says, where the title block names no agency."""
    if "agency_name" in table.context:
        return table
    found = vocabulary.context_key(name)
    if found is not None and found[0] == "agency_name":
        return replace(table, context={**table.context, "agency_name": found[1]})
    unit = sheet_unit(name)
    return replace(table, context={**table.context, "sheet_unit": unit}) if unit else table


def _fold_blanks(skipped: tuple[SkippedRow, ...]) -> tuple[tuple[SkippedRow, ...], list[LayoutProblem]]:
    """Take long runs of blank rows out of a list of skipped rows."""
    kept: list[SkippedRow] = []
    run: list[SkippedRow] = []
    problems: list[LayoutProblem] = []
    for entry in (*skipped, None):
        if entry is not None and entry.reason == "blank" and (not run or run[-1].row + 1 == entry.row):
            run.append(entry)
            continue
        if len(run) > _LONG_BLANK:
            ends: dict[str, str | int] = {"first": run[0].row, "last": run[-1].row}
            problems.append(LayoutProblem("layout.blank_rows", run[0].row, ends))
        else:
            kept.extend(run)
        run = []
        if entry is not None:
            (run if entry.reason == "blank" else kept).append(entry)
    return tuple(kept), problems
