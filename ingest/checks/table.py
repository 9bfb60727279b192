"""What is wrong with the records of one table and with the table as a whole: everything after its rows were read.

Yields problems, changes nothing but the identifiers it has seen.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Any

from ingest.checks.counts import check_numbers, check_totals
from ingest.checks.lists import check_row, check_table
from ingest.columns import ColumnMatch
from ingest.forms import Form
from ingest.model import Sheet, Table, column_letter, display, is_blank
from ingest.problems import Problem, problem
from ingest.records.rows import Record
from talentdb.settings import today

__all__ = ["table_problems"]

# More filled rows than a title block and signatures have, outside a table, are another list.
_TITLE_ROWS = 3


def table_problems(
    sheet: Sheet,
    table: Table,
    form: Form,
    matches: Sequence[ColumnMatch],
    records: Sequence[Record],
    elsewhere: frozenset[int],
    seen: dict[tuple[str, str], str],
) -> list[Problem]:
    """Problems of the records and of the table.

    Args:
        sheet: its cells.
        table: as laid out.
        form: the form.
        matches: what the columns mean.
        records: all of them, those that are none for the form too.
        elsewhere: columns of other tables beside this one.
        seen: identifiers of the file so far (see `check_table`); added to.
    """
    letters = {m.field: m.letter for m in reversed(matches) if m.field}
    problems: list[Problem] = []
    usable, on = [], today()
    for record in records:
        problems += record.problems
        if any(name in record.values for name in form.identity):
            usable.append(record)
            problems += check_row(record.row, record.values, letters, on)
        else:
            problems.append(_refusal(record, form, letters))
    problems += _orphans(sheet, table, elsewhere)
    problems += check_table(_typed(sheet, matches, usable), letters, once=form.once, seen=seen, sheet=sheet.name)
    return [*problems, *_counts(sheet, table, matches)]


def _counts(sheet: Sheet, table: Table, matches: Sequence[ColumnMatch]) -> list[Problem]:
    """Running numbers and stated totals; a total may mean rows of other tables where the sheet has some."""
    found: list[Problem] = []
    if ordinal := next((m for m in matches if m.known == "ordinal"), None):
        numbers = [(r.row, sheet.cell(r.row, ordinal.index), r.group) for r in table.rows]
        found += check_numbers(numbers, ordinal.letter)
    known = {*table.header_rows, *(r.row for r in table.rows), *(s.row for s in table.skipped)}
    other = sum(
        any(not is_blank(c) for c in sheet.row(n))
        for n in range(sheet.first_row, sheet.last_row + 1)
        if n not in known
    )
    return [*found, *check_totals(sheet, table, whole=other <= _TITLE_ROWS)]


def _refusal(record: Record, form: Form, letters: Mapping[str, str]) -> Problem:
    """Why a row is no record: nothing in it of what its form is about."""
    name = form.identity[0]
    if name == "full_name":
        letter = letters.get("full_name") or letters.get("given_name")
        return problem("row.refused", row=record.row).at(None, record.row, letter, name)
    labels = ", ".join(form.fields[one].label for one in form.identity)
    found = problem("row.refused_empty", row=record.row, labels=labels)
    return found.at(None, record.row, letters.get(name), name)


def _orphans(sheet: Sheet, table: Table, elsewhere: frozenset[int]) -> list[Problem]:
    """Filled cells of body rows right or left of every column: stored with the row, named here."""
    inside = {column.index for column in table.columns} | elsewhere
    problems = []
    covered = next(i for i in count() if i not in inside)
    for body in table.rows:
        cells = sheet.row(body.row)
        if len(cells) <= covered:
            continue
        for index, value in enumerate(cells):
            if index not in inside and not is_blank(value):
                found = problem("row.orphan_cell", display(value))
                problems.append(found.at(None, body.row, column_letter(index), None))
    return problems


def _typed(
    sheet: Sheet, matches: Sequence[ColumnMatch], records: Sequence[Record]
) -> list[tuple[int, Mapping[str, Any], Hashable]]:
    """Rows with the cells of this table as they stand, without the running number; a row of several records once."""
    indexes = [m.index for m in matches if m.known != "ordinal"]
    if not indexes:
        return []
    width = max(indexes) + 1
    # with one index twice, so that it is a tuple that comes out
    chosen = itemgetter(*indexes, indexes[0])
    rows: list[tuple[int, Mapping[str, Any], Hashable]] = []
    for record in records:
        cells = sheet.row(record.row)
        if len(cells) < width:
            cells = (*cells, *[None] * (width - len(cells)))
        rows.append((record.row, record.values, None if record.part else chosen(cells)))
    return rows
