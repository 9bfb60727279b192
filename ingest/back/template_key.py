"""The hidden row of our templates and the header of our exports: the form, and the field of each column.

Pure; writes nothing and maps no header.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingest.back.genuine import fitting_columns, is_own_page
from ingest.forms import form_names, load_form
from ingest.model import CellValue, Sheet, column_letter, display
from talentdb.fields import PEOPLE_FIELDS

__all__ = ["FORM_MARK", "ROW_KEY", "SHEET_MARK", "TemplateKey", "sheet_kind", "template_key"]

FORM_MARK: Final = "talentdb-form:"
"""Begins the first cell of the hidden row, followed by the form's name."""
ROW_KEY: Final = "row_key"
"""Stands over the hidden column that carries the registry's number of each row of an export."""
SHEET_MARK: Final = "talentdb-sheet:"
"""In a hidden cell of the first row of sheets that are no list: followed by example, guide or lookup."""
# The first column of an export of the registry.
_EXPORTED: Final = "person_id"
# The row stands right above the header; people put further title lines over it.
_SEARCHED: Final = 30


@dataclass(frozen=True, slots=True)
class TemplateKey:
    """What the hidden row says: the form, the row of the header below it, and the field by column letter."""

    form: str
    header_row: int
    columns: Mapping[str, str]

    def corrections(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the user corrected, over what the template says."""
        return {
            **given,
            "header_rows": given.get("header_rows") or [self.header_row],
            "columns": {**self.columns, **(given.get("columns") or {})},
        }


def template_key(sheet: Sheet) -> TemplateKey | None:
    """The hidden row of a sheet, or a header of bare field names as `people export` writes it; None without."""
    for number in range(sheet.first_row, min(sheet.last_row, sheet.first_row + _SEARCHED) + 1):
        cells = sheet.row(number)
        if not cells or not isinstance(cells[0], str):
            continue
        if cells[0] == _EXPORTED and "full_name" in cells:
            return _exported(cells, number)
        if not cells[0].startswith(FORM_MARK):
            continue
        form = cells[0].removeprefix(FORM_MARK).strip()
        if form not in form_names():
            return None
        fields = load_form(form).fields
        named = {i: name for i, c in enumerate(cells) if i and (name := display(c).strip()) in fields}
        columns = fitting_columns(form, named, sheet.row(number + 1))
        if columns is None:
            return None
        return TemplateKey(form, number + 1, {column_letter(i): name for i, name in columns.items()})
    return None


def _exported(cells: Sequence[CellValue], number: int) -> TemplateKey | None:
    """A header whose cells are names of fields, every one."""
    names = [display(cell) for cell in cells]
    if not set(names) <= {_EXPORTED, "", *PEOPLE_FIELDS}:
        return None
    fields = load_form("people").fields
    columns = {column_letter(i): name if name in fields else "" for i, name in enumerate(names) if name}
    return TemplateKey("people", number, columns)


def sheet_kind(sheet: Sheet) -> str | None:
    """Why a sheet of our own templates is left out of the reading; None for every other sheet."""
    for value in sheet.row(1):
        if isinstance(value, str) and value.startswith(SHEET_MARK):
            kind = value.removeprefix(SHEET_MARK).strip()
            return kind if is_own_page(sheet, kind) else None
    return None
