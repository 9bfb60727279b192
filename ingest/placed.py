"""A person's form read as a table of one row, and what was found put back at the cells of the real sheet."""

import re
from dataclasses import replace
from typing import Any, Final

from ingest.layout.pairs import bare_label, says
from ingest.model import CellValue, Sheet, Table, Workbook, cell_address, column_letter, display, is_blank
from ingest.normalise.dates import column_order
from ingest.problems import Problem, problem
from ingest.table import TableReading
from talentdb.text import alias_key

__all__ = ["day_order", "form_as_row", "form_json"]

# Forms of many pages are shorter, and their cells; longer ones are not searched for dates.
_MOST_ROWS: Final = 300
_LONGEST: Final = 300
# So many texts settle the order, and a workbook of a hundred persons asks a hundred times.
_TEXTS: Final = 2000
_DATE: Final = re.compile(r"(?<![\d/.\-])\d{1,2}([/.\-])\d{1,2}\1\d{4}(?![\d/.\-])")


def form_as_row(sheet: Sheet, table: Table) -> Sheet:
    """A sheet of one row with the values of a form, in the order of the table's columns."""
    places = {place: index for index, place in table.places.items()}
    notes = tuple(
        replace(note, row=table.first_row, column=places[note.row, note.column])
        for note in sheet.notes
        if (note.row, note.column) in places
    )
    return Sheet(sheet.name, sheet.hidden, table.first_row, [table.values], notes=notes)


def form_json(reading: TableReading, sheet: Sheet, internal: bool) -> dict[str, Any]:
    """The contract's object of a form: columns and problems at the cells where the values really stand."""
    table = reading.table
    places = {column_letter(index): place for index, place in table.places.items()}
    problems = _unread(sheet, table)
    for found in reading.problems:
        row, column = places.get(found.column or "", (found.row, None))
        there = found if column is None else replace(found, row=found.row and row, column=column_letter(column))
        problems.append(there)
    matches = [replace(m, letter=column_letter(table.places[m.index][1])) for m in reading.matches]
    document = replace(reading, problems=problems, matches=matches).as_json(internal)
    if alias_key(document["context"].get("sheet_unit", "")) in {alias_key(display(value)) for value in table.values}:
        # a sheet named after its person names no unit
        del document["context"]["sheet_unit"]
    if internal:
        rows = sorted({row for row, _ in table.places.values()})
        for record in document["records"]:
            record["raw"] = {at: text for row in rows for at, text in _cells(sheet, row, addresses=True).items()}
        for skipped in document["skipped"]:
            skipped["cells"] = _cells(sheet, skipped["row"])
    return document


def day_order(workbook: Workbook) -> bool | None:
    """Whether the forms of a workbook write the month first; None where no date settles it.

    A form has one birth date; its other dates, and those of the forms beside it, are by the same hand.
    """
    texts: list[CellValue] = []
    for sheet in workbook.sheets:
        if len(sheet.rows) <= _MOST_ROWS and len(texts) < _TEXTS:
            texts += [cell for row in sheet.rows for cell in row if isinstance(cell, str) and len(cell) <= _LONGEST]
    dates = [match[0] for text in texts for match in _DATE.finditer(str(text))]
    return column_order(dates)


def _unread(sheet: Sheet, table: Table) -> list[Problem]:
    """Cells beside the values of a form that are neither a value nor a label: what they hold was not read."""
    taken = set(table.places.values())
    labels = {alias_key(part) for column in table.columns for part in column.path}
    found = []
    for row in sorted({row for row, _ in taken}):
        for column, value in enumerate(sheet.row(row)):
            text = display(value).strip()
            name = bare_label(text)
            told = any(alias_key(said) in alias_key(text) for said in table.context.values())
            of_label = (
                told or not name or name.isdigit() or alias_key(name) in labels or text.rstrip(" .…_").endswith(":")
            )
            if (row, column) not in taken and says(value) and not of_label:
                found.append(problem("row.orphan_cell", text).at(sheet.name, row, column_letter(column), None))
    return found


def _cells(sheet: Sheet, row: int, *, addresses: bool = False) -> dict[str, str]:
    """The filled cells of a row by letter, or by whole address."""
    filled = ((i, c) for i, c in enumerate(sheet.row(row)) if not is_blank(c))
    return {cell_address(row, i) if addresses else column_letter(i): display(c) for i, c in filled}
