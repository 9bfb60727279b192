"""The phases of reading in order: open, lay out, map, normalise, check, and count that no cell was lost.

Produces the JSON object of the contract "read" for one file; touches no database and stores nothing.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.back.accepted import OURS, is_problem_sheet, settle
from ingest.back.template_key import sheet_kind, template_key
from ingest.choice import choose_form, is_lookup, is_statistics
from ingest.columns import ColumnMatch, FormVocabulary, map_columns
from ingest.conservation import unaccounted
from ingest.forms import Form, load_form
from ingest.model import Sheet, Table, Workbook, column_letter, display, is_blank
from ingest.placed import day_order, form_as_row, form_json
from ingest.problems import Problem, problem
from ingest.table import read_table

__all__ = ["read", "read_file"]


def read_file(
    path: Path,
    form: str | None = None,
    *,
    remembered: Mapping[str, Any] | None = None,
    internal: bool = False,
    name: str | None = None,
    corrections: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """`read` in the child process with limits: the way to open a foreign file.

    Args:
        path: the file.
        form: a form's name, or None to let the evidence choose a form for each table.
        remembered: header text -> field, as the agency settled it before.
        internal: with raw cells, for storing.
        name: the file's name to report, when `path` is a temporary copy.
        corrections: how a person corrected the reading, by sheet: {"ignore": bool, "header_rows": [6, 7], "columns":
            {"C": field or ""}, "rows": {"12": "record" or "skip"}}, each of them optional.
    """
    from ingest.process import run_limited

    if form is not None:
        load_form(form)
    options: dict[str, Any] = {"form": form, "remembered": dict(remembered or {}), "internal": internal}
    if corrections:
        options["corrections"] = dict(corrections)
    document = run_limited("read", path, options)
    if document.get("error") and "sheets" not in document:
        document = _refused(path, document["error"])
    document["file"] = name or path.name
    return document


def _refused(path: Path, error: Mapping[str, str]) -> dict[str, Any]:
    digest = _digest(path) if path.is_file() else ""
    return {
        "file": path.name,
        "sha256": digest,
        "error": dict(error),
        "kind": None,
        "sheets": [],
        "problems": [],
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(
    path: Path,
    form: str | None = None,
    remembered: Mapping[str, Any] | None = None,
    internal: bool = False,
    corrections: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Read one file; for the child process only. Arguments as for `read_file`.

    Returns:
        The contract's object. With `internal`, each record has "raw" ({letter: text}), refused rows stand among
        the records without a full_name, and each skipped row has "cells".

    Raises:
        Unreadable: the file cannot be read at all.
    """
    from ingest.workbook import open_workbook

    workbook = open_workbook(path)
    seen: dict[tuple[str, str], str] = {}
    sheets = [
        _read_sheet(
            sheet, workbook, form, remembered or {}, internal, seen, (corrections or {}).get(sheet.name) or {}
        )
        for sheet in workbook.sheets
    ]
    found = (
        []
        if any(table["form"] for sheet in sheets for table in sheet["tables"])
        else [problem("file.no_data").as_json()]
    )
    document = {
        "file": path.name,
        "sha256": _digest(path),
        "error": None,
        "kind": workbook.kind,
        "sheets": sheets,
        "problems": found,
        **({"corrections": dict(corrections)} if corrections else {}),
    }
    settle(document, workbook)
    return document


def _read_sheet(
    sheet: Sheet,
    workbook: Workbook,
    form: str | None,
    remembered: Mapping[str, Any],
    internal: bool,
    seen: dict[tuple[str, str], str],
    corrected: Mapping[str, Any],
) -> dict[str, Any]:
    from ingest.layout import continued, find_tables, one_row_a_person

    if corrected.get("ignore"):
        return _left_out(sheet, "corrected")
    if own := OURS if is_problem_sheet(sheet) else sheet_kind(sheet):
        return _left_out(sheet, own)
    if (key := template_key(sheet)) is not None:
        corrected, form = key.corrections(corrected), form or key.form
    layout = find_tables(sheet, FormVocabulary(), **_layout_corrections(corrected))
    tables, told = [], list(layout.problems)
    for laid in layout.tables:
        table = replace(laid, month_first=day_order(workbook)) if laid.places else laid
        # of the layout: with the values of merged cells in every row that they cover
        cells = form_as_row(sheet, table) if table.places else layout.sheet
        chosen, matches = _choose(table, cells, form, remembered, corrected.get("columns"))
        name = next((m.index for m in matches if m.field in ("full_name", "given_name")), None)
        if chosen is not None and chosen.once and name is not None:
            cells, table = one_row_a_person(sheet, cells, table, name)
            told += continued(sheet, laid, table)
        beside = _columns_beside(table, layout.tables)
        write = not (internal or table.places)
        reading = read_table(cells, table, chosen, matches, workbook.date1904, seen, beside, write)
        # what is kept as the agency's own words is the file's, not what was filled in
        reading.sheet = cells if table.places else sheet
        tables.append(reading)
    if not corrected and all(one.form is None for one in tables):
        why = _no_submission(layout.sheet, [one.table for one in tables])
        if why is not None:
            return _left_out(sheet, why)
    problems = [_layout_problem(p, sheet.name) for p in told]
    problems += unaccounted(sheet, layout, tables, workbook.nonempty.get(sheet.name))
    return {
        "sheet": sheet.name,
        "hidden": sheet.hidden,
        "ignored": layout.ignored,
        "tables": [form_json(one, sheet, internal) if one.table.places else one.as_json(internal) for one in tables],
        "problems": [p.as_json() for p in problems],
        "skipped": [_skipped(sheet, row.row, row.reason, internal) for row in layout.skipped],
    }


def _no_submission(sheet: Sheet, tables: Sequence[Table]) -> str | None:
    """Why a sheet whose tables are of no form is none of ours: figures only, or lists of codes and words."""
    kinds = [
        "statistics" if is_statistics(table, sheet) else "lookup" if is_lookup(table, sheet) else ""
        for table in tables
    ]
    return kinds[0] if kinds and all(kinds) else None


def _left_out(sheet: Sheet, why: str) -> dict[str, Any]:
    """A sheet that is no submission: a person said so, or it is our own list of problems."""
    return {
        "sheet": sheet.name,
        "hidden": sheet.hidden,
        "ignored": why,
        "tables": [],
        "problems": [],
        "skipped": [],
    }


def _layout_corrections(corrected: Mapping[str, Any]) -> dict[str, Any]:
    """Corrections of header rows and of single rows as the layout takes them."""
    found: dict[str, Any] = {}
    if corrected.get("header_rows"):
        found["header_rows"] = tuple(sorted(int(row) for row in corrected["header_rows"]))
    if corrected.get("rows"):
        found["rows"] = {int(row): what for row, what in corrected["rows"].items()}
    return found


def _columns_beside(table: Table, tables: Sequence[Table]) -> frozenset[int]:
    """Columns of other tables that stand beside this one in the same rows."""
    beside: set[int] = set()
    for other in tables:
        if other is not table and other.first_row <= table.last_row and table.first_row <= other.last_row:
            beside |= {column.index for column in other.columns}
    return frozenset(beside - {column.index for column in table.columns})


def _skipped(sheet: Sheet, row: int, reason: str, internal: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"row": row, "reason": reason}
    if internal:
        entry["cells"] = {column_letter(i): display(c) for i, c in enumerate(sheet.row(row)) if not is_blank(c)}
    return entry


def _choose(
    table: Table,
    sheet: Sheet,
    form: str | None,
    remembered: Mapping[str, Any],
    fixed: Mapping[str, str] | None = None,
) -> tuple[Form | None, tuple[ColumnMatch, ...]]:
    """The form of a table and what its columns mean under it; no form when none has evidence enough."""
    if form is None:
        return choose_form(table, sheet, remembered, fixed)
    chosen = load_form(form)
    own = {letter: name for letter, name in (fixed or {}).items() if not name or name in chosen.fields}
    return chosen, map_columns(table, sheet, chosen, remembered, **({"fixed": own} if own else {}))


def _layout_problem(found: Any, sheet: str) -> Problem:
    from ingest.problems import catalogue

    code = found.code if found.code in catalogue() else "layout.other"
    return problem(code, **{**found.params, "sheet": sheet, "kind": found.code}).at(sheet, found.row, None, None)
