"""Body rows to records: columns with their evidence, rows in order, and what stands over the rows.

Reading a row is `rows`, several records of one row `parts`; deciding about whole rows is `checks` and `table`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.choice import title_texts
from ingest.columns import ColumnMatch
from ingest.forms import Form
from ingest.halves import in_halves
from ingest.model import BodyRow, CellValue, Sheet, Table, display, is_blank
from ingest.normalise import is_ditto
from ingest.normalise.by_type import last_year
from ingest.records.evidence import table_evidence
from ingest.records.groups import group_values, header_values, title_values
from ingest.records.many_rows import read_rows
from ingest.records.parts import aligned_records, has_parts, part_records
from ingest.records.rows import Column, Record
from talentdb.text import alias_key

__all__ = ["Record", "build_records"]


def build_records(
    sheet: Sheet,
    table: Table,
    matches: Sequence[ColumnMatch],
    date1904: bool = False,
    form: Form | None = None,
) -> list[Record]:
    """Every body row of a table as one record or several; those of a long list by two processes.

    Args:
        sheet: the cells.
        table: as laid out.
        matches: what its columns mean.
        date1904: how the workbook counts days.
        form: says which columns hold several records a cell and what groups and titles may tell; None: nothing.
    """
    evidence = table_evidence(matches, sheet, table, date1904)
    columns = [Column(m, evidence[m.index]) for m in matches if m.index in evidence]

    def part(first: int, last: int) -> list[list[Record]]:
        for column in columns:
            column.above = _above(sheet, table.rows[:first], column.match.index)
        return _part(sheet, table.rows[first:last], columns, form)

    records = [record for of_row in in_halves(part, len(table.rows)) for record in of_row]
    if form is not None:
        _complete(records, sheet, table, matches, form)
    return records


def _above(sheet: Sheet, rows: Sequence[BodyRow], index: int) -> CellValue:
    """The last filled cell above, which a ditto in the next row would mean."""
    for body in reversed(rows):
        value = sheet.cell(body.row, index)
        if not is_blank(value) and not (isinstance(value, str) and len(value) <= 10 and is_ditto(value)):
            return value
    return None


def _part(sheet: Sheet, rows: Sequence[BodyRow], columns: Sequence[Column], form: Form | None) -> list[list[Record]]:
    groups: dict[tuple[str, ...], dict[str, Any]] = {}
    split = [c for c in columns if has_parts(form, c.match)]
    whole = [c for c in columns if c not in split] if split else columns
    fields = {c.match.field for c in columns}
    names = next((c for c in columns if c.match.field == "full_name"), None)
    found = []
    all_cells = [sheet.row(body.row) for body in rows]
    alone = [] if split and form else read_rows(all_cells, [body.row for body in rows], columns)
    for number, (body, cells) in enumerate(zip(rows, all_cells, strict=True)):
        if split and form:
            records = part_records(cells, body.row, whole, split, form)
        else:
            record = alone[number]
            records = [record]
            if names is not None and _lines(cells, names.index):
                records = aligned_records(cells, body.row, columns) or records
        if body.group:
            if body.group not in groups:
                groups[body.group] = group_values(body.group, fields, form)
            for record in records:
                for name, value in groups[body.group].items():
                    record.values.setdefault(name, value)
        found.append(records)
    return found


def _lines(cells: Sequence[CellValue], index: int) -> bool:
    value = cells[index] if index < len(cells) else None
    return isinstance(value, str) and "\n" in value


def _complete(
    records: Sequence[Record], sheet: Sheet, table: Table, matches: Sequence[ColumnMatch], form: Form
) -> None:
    """What other places say of fields that a record lacks: columns left aside, the title, the row above."""
    fields = {m.field for m in matches}
    for field in form.fields.values():
        if not field.clues:
            continue
        keys = {alias_key(header) for header in field.clues}
        beside = [m for m in matches if m.field is None and alias_key(m.header) in keys]
        for record in records if beside else ():
            years = [y for m in beside if (y := last_year(display(sheet.cell(record.row, m.index)))) is not None]
            if years and field.name not in record.values:
                record.values[field.name] = years[0]
    headers = {m.field: m.header for m in reversed(matches) if m.field}
    said = title_values(form, title_texts(table, sheet), fields) | header_values(form, headers)
    for record in records if said else ():
        for name, value in said.items():
            record.values.setdefault(name, value)
    if any(field.carried for field in form.fields.values()):
        _carry(records, table, form)


def _carry(records: Sequence[Record], table: Table, form: Form) -> None:
    """Blank cells that mean the row above: programmes under their institution, members under their task.

    A row that has the first of the carried fields begins anew.
    """
    carried = [field.name for field in form.fields.values() if field.carried]
    groups: Mapping[int, tuple[str, ...]] = {body.row: body.group for body in table.rows}
    above: dict[str, Any] = {}
    group: tuple[str, ...] = ()
    row = 0
    head: Record | None = None
    for record in records:
        if groups.get(record.row, ()) != group:
            group, above = groups.get(record.row, ()), {}
        if carried[0] in record.values:
            if record.row != row:
                above = {name: record.values[name] for name in carried if name in record.values}
                head = None if any(name in record.values for name in form.identity) else record
            row = record.row
        elif any(name in record.values for name in form.identity):
            if head is not None and above:
                head.heads = True
            for name, value in above.items():
                record.values.setdefault(name, value)
