"""Whether a sheet that claims to be one of ours has our shape: no mark alone may hide a list or say what columns are.

Pure functions over cells; what fails here is read like any other sheet.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from ingest import labels
from ingest.columns.headers import text_scores
from ingest.forms import form_names, load_form
from ingest.model import CellValue, Sheet, display, is_blank

__all__ = ["fitting_columns", "has_shape_of_problems", "is_own_page"]

# The head of the sheet of problems stands in the sixth row; people put lines over it.
_SEARCHED: Final = 12
# A line of fewer cells is a remark that somebody wrote below.
_PROBLEM_CELLS: Final = 3
_SEVERITY_COLUMN: Final = 2
# Header over values: one row of an example.
_EXAMPLE_ROWS: Final = 7
# A header names its own field from here on, and surely another one from there on.
_NAMED: Final = 0.5
_OTHER: Final = 0.8


def has_shape_of_problems(sheet: Sheet) -> bool:
    """Whether the head of our list of problems is there, and below it problems only."""
    last = min(sheet.last_row, sheet.first_row + _SEARCHED)
    for number in range(sheet.first_row, last + 1):
        head = tuple(display(cell) for cell in sheet.row(number))
        if head[: len(labels.PROBLEM_COLUMNS)] == labels.PROBLEM_COLUMNS:
            rows = map(sheet.row, range(number + 1, sheet.last_row + 1))
            return all(_is_problem(cells) for cells in rows)
    return False


def _is_problem(cells: Sequence[CellValue]) -> bool:
    filled = sum(not is_blank(cell) for cell in cells)
    return filled < _PROBLEM_CELLS or display(cells[_SEVERITY_COLUMN]) in labels.SEVERITY.values()


def is_own_page(sheet: Sheet, kind: str) -> bool:
    """Whether a sheet marked as example, guide or lookup of a template can be that."""
    if kind == "example":
        return display(sheet.cell(1, 0)) == labels.EXAMPLE_NOTE and sheet.last_row <= _EXAMPLE_ROWS
    if kind == "guide":
        width = len(labels.GUIDE_COLUMNS)
        heads = (tuple(display(cell) for cell in sheet.row(n)[:width]) for n in range(1, 30))
        return labels.GUIDE_COLUMNS in heads
    return kind == "lookup" and not {display(cell) for cell in sheet.row(1)} & _names_of_people()


@lru_cache(maxsize=1)
def _names_of_people() -> frozenset[str]:
    """Labels of the fields that say whom or what a row is about: no list of choices has them."""
    forms = [load_form(name) for name in form_names()]
    fields = [form.fields[name] for form in forms for name in form.identity if name in form.fields]
    return frozenset(field.label for field in fields if field.code_list is None)


def fitting_columns(form: str, columns: Mapping[int, str], header: Sequence[CellValue]) -> Mapping[int, str] | None:
    """Columns (index -> field) of a hidden key without those whose header names another field.

    Returns:
        None when fewer than half of the headers name the field that the key gives them: then it is no key of these.
    """
    known, fitting = 0, dict[int, str]()
    for index, name in columns.items():
        text = display(header[index]) if index < len(header) else ""
        scores = text_scores(form, text) if text else {}
        own = scores.get(name, 0.0)
        known += own >= _NAMED
        if own >= _NAMED or max(scores.values(), default=0.0) < _OTHER:
            fitting[index] = name
    return fitting if known and 2 * known >= len(columns) else None
