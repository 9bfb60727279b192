"""A person's form read as a table of one row, and what was found put back at the cells of the real sheet."""

from dataclasses import replace
from typing import Any

from ingest.model import Sheet, Table, cell_address, column_letter, display, is_blank
from ingest.table import TableReading

__all__ = ["form_as_row", "form_json"]


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
    problems = []
    for found in reading.problems:
        row, column = places.get(found.column or "", (found.row, None))
        there = found if column is None else replace(found, row=found.row and row, column=column_letter(column))
        problems.append(there)
    matches = [replace(m, letter=column_letter(table.places[m.index][1])) for m in reading.matches]
    document = replace(reading, problems=problems, matches=matches).as_json(internal)
    if internal:
        rows = sorted({row for row, _ in table.places.values()})
        for record in document["records"]:
            record["raw"] = {at: text for row in rows for at, text in _cells(sheet, row, addresses=True).items()}
        for skipped in document["skipped"]:
            skipped["cells"] = _cells(sheet, skipped["row"])
    return document


def _cells(sheet: Sheet, row: int, *, addresses: bool = False) -> dict[str, str]:
    """The filled cells of a row by letter, or by whole address."""
    filled = ((i, c) for i, c in enumerate(sheet.row(row)) if not is_blank(c))
    return {cell_address(row, i) if addresses else column_letter(i): display(c) for i, c in filled}
