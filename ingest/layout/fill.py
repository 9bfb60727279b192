"""Cells merged over several data rows: their value belongs to each of these rows. Judges no row."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.grid import is_integer
from ingest.model import CellValue, LayoutProblem, Range, Sheet, SkippedRow, Table, cell_address, display, is_blank

__all__ = ["continued", "filled_down", "one_row_a_person"]


def filled_down(sheet: Sheet, tables: Sequence[Table]) -> Sheet:
    """The sheet with the value of every merge over data rows in each row and column of a table it covers.

    Only downwards: a merge over columns says its value once, in its first column. The sheet itself where nothing is
    merged so.
    """
    changed: dict[int, list[CellValue]] = {}
    for merge in sheet.merges:
        if merge.last_row == merge.first_row:
            continue
        value = sheet.cell(merge.first_row, merge.first_column)
        if is_blank(value):
            continue
        for row in _covered(merge, tables):
            cells = changed.setdefault(row, list(sheet.row(row)))
            cells.extend([None] * (merge.first_column + 1 - len(cells)))
            if is_blank(cells[merge.first_column]):
                cells[merge.first_column] = value
    if not changed:
        return sheet
    rows = list(sheet.rows)
    for row, cells in changed.items():
        rows[row - sheet.first_row] = tuple(cells)
    return replace(sheet, rows=rows)


def _covered(merge: Range, tables: Sequence[Table]) -> list[int]:
    """Data rows below the first that a merge covers, where its first row is one of the table's data rows too."""
    for table in tables:
        inside = table.first_row <= merge.first_row <= table.last_row
        if inside and any(column.index == merge.first_column for column in table.columns):
            rows = [body.row for body in table.rows if merge.first_row <= body.row <= merge.last_row]
            return [row for row in rows if row > merge.first_row]
    return []


def one_row_a_person(original: Sheet, filled: Sheet, table: Table, names: int) -> tuple[Sheet, Table]:
    """A list of persons in which a name merged over several rows is one person: the later rows go to the first.

    So are rows without a name under a running number that is merged over them.

    Texts of the later rows are added to the first one's as further lines ("Đại học", "Thạc sĩ"); the rows themselves
    are skipped as notes.

    Args:
        original: the sheet as it is.
        filled: the sheet with values filled down.
        table: a table of it.
        names: the column of names.
    """
    body = {row.row for row in table.rows}
    first = {
        row: merge.first_row
        for merge in original.merges
        if merge.first_row in body and _of_one_person(original, merge, names)
        for row in range(merge.first_row + 1, merge.last_row + 1)
        if row in body and is_blank(original.cell(row, names))
    }
    if not first:
        return filled, table
    cells = {row: list(filled.row(row)) for row in set(first.values())}
    for row, above in sorted(first.items()):
        for index, value in enumerate(original.row(row)):
            here = cells[above][index] if index < len(cells[above]) else None
            if (
                isinstance(value, str)
                and isinstance(here, str)
                and not is_blank(value)
                and value not in here.split("\n")
            ):
                cells[above][index] = f"{here}\n{value}"
    rows = list(filled.rows)
    for row, own in cells.items():
        rows[row - filled.first_row] = tuple(own)
    skipped = sorted([*table.skipped, *(SkippedRow(row, "note") for row in first)], key=lambda s: s.row)
    kept = tuple(row for row in table.rows if row.row not in first)
    changed = replace(table, rows=kept, last_row=kept[-1].row, skipped=tuple(skipped))
    return replace(filled, rows=rows), changed


def _of_one_person(sheet: Sheet, merge: Range, names: int) -> bool:
    """Whether a merge is that of a name, or of the running number left of a name."""
    if merge.first_column <= names <= merge.last_column:
        return not is_blank(sheet.cell(merge.first_row, merge.first_column))
    numbered = is_integer(sheet.cell(merge.first_row, merge.first_column))
    return numbered and merge.last_column < names and not is_blank(sheet.cell(merge.first_row, names))


def continued(sheet: Sheet, found: Table, kept: Table) -> list[LayoutProblem]:
    """What stands in the rows that went to the person above: said, since only part of it may have been read.

    Args:
        sheet: the sheet as it is.
        found: the table as it was laid out.
        kept: the same with one row a person.
    """
    gone = sorted({row.row for row in found.rows} - {row.row for row in kept.rows})
    problems = []
    for row in gone:
        filled = [(i, value) for i, value in enumerate(sheet.row(row)) if not is_blank(value)]
        cells = "; ".join(f"{cell_address(row, index)}: {display(value)}" for index, value in filled)
        if cells:
            above = max(body.row for body in kept.rows if body.row < row)
            problems.append(LayoutProblem("row.continuation", row, {"row": row, "above": above, "cells": cells}))
    return problems
