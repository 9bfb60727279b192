"""One table read under a form: records, problems, skipped rows, and which of its cells went where.

Joins the results of mapping, normalising and checking; decides which rows are refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from operator import not_
from typing import Any

from ingest.agencies import agency_label, resolve_offline
from ingest.checks.table import table_problems
from ingest.choice import is_lookup
from ingest.columns import ColumnMatch
from ingest.columns.questions import column_problems
from ingest.forms import Form
from ingest.halves import beside
from ingest.json_text import LONG, WrittenList, dumped
from ingest.model import CellNote, Sheet, SkippedRow, Table, column_letter, display, is_blank
from ingest.problems import Problem, problem
from ingest.records.build import Record, build_records
from ingest.records.collectives import collective_rows
from ingest.records.unmarked import men_by_default

__all__ = ["TableReading", "read_table"]


@dataclass(slots=True)
class TableReading:
    """A table with everything found in it."""

    sheet: Sheet
    table: Table
    form: Form | None
    matches: Sequence[ColumnMatch]
    records: list[Record]
    refused: list[Record]
    problems: list[Problem]
    context: dict[str, str]
    elsewhere: frozenset[int] = frozenset()
    text: bytes | None = None

    def rows_known(self) -> set[int]:
        """Rows that are header, record, refused or skipped."""
        return {
            *self.table.header_rows,
            *(r.row for r in self.table.rows),
            *(s.row for s in self.table.skipped),
        }

    def as_json(self, internal: bool) -> dict[str, Any]:
        """The contract's object of a table; `internal` adds raw cells, the refused rows, and those of no form."""
        unread = internal and self.form is None
        found = self.entries(internal)
        if self.text is not None and not internal:
            found = WrittenList(found)
            found.text = self.text
        return {
            "form": self.form.name if self.form else None,
            "header_rows": list(self.table.header_rows),
            "first_row": self.table.first_row,
            "last_row": self.table.last_row,
            "context": self.context,
            "columns": [
                {"column": m.letter, "header": m.header, "field": m.field, "confidence": m.confidence}
                for m in self.matches
            ],
            "records": found,
            "problems": [p.as_json() for p in self.problems],
            "skipped": [self._skipped(row.row, row.reason, internal) for row in self.table.skipped],
            **({"unread": [self._skipped(row.row, "unread", True) for row in self.table.rows]} if unread else {}),
        }

    def entries(self, internal: bool) -> list[dict[str, Any]]:
        """The objects of the records."""
        records = sorted([*self.records, *(self.refused if internal else [])], key=lambda r: (r.row, r.part))
        return [self._record(record, internal) for record in records]

    def _record(self, record: Record, internal: bool) -> dict[str, Any]:
        entry: dict[str, Any] = {"row": record.row, "values": record.values}
        if record.part:
            entry["part"] = record.part
        if internal:
            entry["raw"] = self._cells(record.row)
        return entry

    def _skipped(self, row: int, reason: str, internal: bool) -> dict[str, Any]:
        entry: dict[str, Any] = {"row": row, "reason": reason}
        if internal:
            entry["cells"] = self._cells(row)
        return entry

    def _cells(self, row: int) -> dict[str, str]:
        cells = self.sheet.row(row)
        own = ((i, c) for i, c in enumerate(cells) if i not in self.elsewhere and not is_blank(c))
        return {column_letter(i): display(c) for i, c in own}


def read_table(
    sheet: Sheet,
    table: Table,
    form: Form | None,
    matches: Sequence[ColumnMatch],
    date1904: bool,
    seen: dict[tuple[str, str], str],
    elsewhere: frozenset[int] = frozenset(),
    write: bool = False,
) -> TableReading:
    """Read a laid-out table.

    Args:
        sheet: its cells.
        table: what the layout found.
        form: the form, or None when it is none; then nothing is read and one problem says so.
        matches: what the columns mean under the form.
        date1904: how the workbook counts days.
        seen: identifiers of the file so far (see `check_table`).
        elsewhere: columns that belong to another table beside this one.
        write: whether the text of the records is wanted, which a helper can write during the checks.
    """
    context = _context(table)
    if form is None:
        unmapped = tuple(_unmapped(m) for m in matches)
        found = problem("form.unknown", first=table.first_row, last=table.last_row).at(sheet.name, None, None, None)
        told = [] if is_lookup(table, sheet) else [found]
        return TableReading(sheet, table, None, unmapped, [], [], told, context, elsewhere)
    laid_out, table = table, _without_collectives(sheet, table, matches, form)
    if laid_out.rows and not table.rows:
        return TableReading(sheet, table, form, matches, [], [], [], context, elsewhere)
    letters = {m.field: m.letter for m in reversed(matches) if m.field}
    problems = column_problems(matches, form)
    problems += [p for row in (sheet.notes and _note_problems(sheet.notes, table, matches)) or () for p in (row,)]
    if not table.rows:
        problems.append(problem("layout.no_rows"))
    built = build_records(sheet, table, matches, date1904, form)
    table, built, told = _without_heads(table, built)
    problems += [*told, *men_by_default(built, matches)]
    for record in built:
        _resolve_agency(record, letters)
    usable = [any(name in record.values for name in form.identity) for record in built]
    records, refused = list(compress(built, usable)), list(compress(built, map(not_, usable)))
    reading = TableReading(sheet, table, form, matches, records, refused, problems, context, elsewhere)

    def check() -> list[Problem]:
        return table_problems(sheet, table, form, matches, built, elsewhere, seen)

    problems += _written_meanwhile(reading, check, seen) if write and len(records) >= LONG else check()
    placed = [p.at(sheet.name, p.row, p.column, p.field) for p in problems]
    placed.sort(key=lambda p: (p.row or 0, len(p.column or ""), p.column or ""))
    reading.problems = placed
    return reading


def _written_meanwhile(
    reading: TableReading, check: Callable[[], list[Problem]], seen: dict[tuple[str, str], str]
) -> list[Problem]:
    """The checks, while a helper writes the records, which they do not change."""
    before = dict(seen)
    try:
        problems, reading.text = beside(check, lambda: dumped(reading.entries(internal=False)))
    except MemoryError:
        seen.clear()
        seen |= before
        return check()
    return problems


def _without_collectives(sheet: Sheet, table: Table, matches: Sequence[ColumnMatch], form: Form) -> Table:
    """The table without rows of collectives and households, where the form leaves them out."""
    rows = collective_rows(sheet, table, matches, form)
    if not rows:
        return table
    skipped = sorted([*table.skipped, *(SkippedRow(n, "collective") for n in rows)], key=lambda s: s.row)
    return replace(table, rows=tuple(r for r in table.rows if r.row not in rows), skipped=tuple(skipped))


def _without_heads(table: Table, records: list[Record]) -> tuple[Table, list[Record], list[Problem]]:
    """Rows that only say what is true of those under them are group rows ("1. Đề tài A" over its members)."""
    heads = {record.row for record in records if record.heads}
    if not heads:
        return table, records, []
    skipped = sorted([*table.skipped, *(SkippedRow(n, "group") for n in heads)], key=lambda s: s.row)
    rows = tuple(row for row in table.rows if row.row not in heads)
    told = [p for r in records if r.row in heads for p in r.problems]
    return replace(table, rows=rows, skipped=tuple(skipped)), [r for r in records if r.row not in heads], told


def _unmapped(match: ColumnMatch) -> ColumnMatch:
    return ColumnMatch(match.index, match.letter, match.header, None, 0.0)


def _context(table: Table) -> dict[str, str]:
    context = dict(table.context)
    if "agency_name" not in context and len(resolve_offline(context.get("sheet_unit", ""))) == 1:
        # the name of the sheet is surely that of an agency
        context["agency_name"] = context.pop("sheet_unit")
    if name := context.get("agency_name"):
        codes = resolve_offline(name)
        if len(codes) == 1:
            context["agency_code"] = codes[0]
    return context


def _note_problems(notes: Sequence[CellNote], table: Table, matches: Sequence[ColumnMatch]) -> list[Problem]:
    """What the reader had to say about cells of the body."""
    rows = {row.row for row in table.rows}
    by_index = {m.index: m for m in matches}
    found = []
    for note in notes:
        match = by_index.get(note.column)
        if note.row in rows and match is not None:
            name = match.field
            found.append(problem(f"cell.{note.kind}", note.text).at(None, note.row, match.letter, name))
    return found


def _resolve_agency(record: Record, letters: Mapping[str, str]) -> None:
    """agency_code beside agency_name where the shipped list knows exactly one agency of that name."""
    name = record.values.get("agency_name")
    if not name:
        return
    codes = resolve_offline(name)
    if len(codes) == 1:
        record.values["agency_code"] = codes[0]
    elif len(codes) > 1:
        found = problem("agency.ambiguous", name, candidates="; ".join(agency_label(code) for code in codes[:5]))
        record.problems.append(found.at(None, record.row, letters.get("agency_name"), "agency_name"))
