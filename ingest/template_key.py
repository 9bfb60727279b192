"""The hidden row of our own templates: which form it is and which field each column holds, whatever the labels say.

Pure; writes nothing and maps no header.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ingest.forms import form_names, load_form
from ingest.model import Sheet, column_letter, display

__all__ = ["FORM_MARK", "ROW_KEY", "SHEET_MARK", "TemplateKey", "sheet_kind", "template_key"]

FORM_MARK: Final = "talentdb-form:"
"""Begins the first cell of the hidden row, followed by the form's name."""
ROW_KEY: Final = "row_key"
"""Stands over the hidden column that carries the registry's number of each row of an export."""
SHEET_MARK: Final = "talentdb-sheet:"
"""In a hidden cell of the first row of sheets that are no list: followed by example, guide or lookup."""
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
    """The hidden row of a sheet; None where there is none, or its form is not known any more."""
    for number in range(sheet.first_row, min(sheet.last_row, sheet.first_row + _SEARCHED) + 1):
        cells = sheet.row(number)
        if not cells or not isinstance(cells[0], str) or not cells[0].startswith(FORM_MARK):
            continue
        form = cells[0].removeprefix(FORM_MARK).strip()
        if form not in form_names():
            return None
        fields = load_form(form).fields
        names = {column_letter(i): display(c).strip() for i, c in enumerate(cells) if i}
        columns = {letter: name for letter, name in names.items() if name in fields}
        return TemplateKey(form, number + 1, columns)
    return None


def sheet_kind(sheet: Sheet) -> str | None:
    """Why a sheet of our own templates is left out of the reading; None for every other sheet."""
    for value in sheet.row(1):
        if isinstance(value, str) and value.startswith(SHEET_MARK):
            return value.removeprefix(SHEET_MARK).strip() or None
    return None
