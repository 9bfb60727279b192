"""Empty workbooks of a form for agencies: the list with dropdowns, an example, a guide. Reads no agency's file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ingest import labels
from ingest.forms import Form, FormField, load_form
from talentdb.codes import code_list
from talentdb.errors import DataError
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["HEADER_ROW", "write_template"]

HEADER_ROW: Final = 6
_ROWS: Final = 1000
# Longer lists are found by typing their name or code; a dropdown of hundreds helps nobody.
_LONGEST_DROPDOWN: Final = 80
_NO_DROPDOWN: Final = frozenset(
    {"languages", "annual_ratings", "research_fields", "talent_groups", "professional_title_code"}
)
# Written apart only by agencies that have them apart; the template asks for the whole name.
_LEFT_OUT: Final = frozenset({"family_name", "middle_name", "given_name", "degree_title"})

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_MUST = PatternFill("solid", fgColor="FCE4D6")
_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write_template(form_name: str, out: Path) -> None:
    """Write the template of a form.

    Raises:
        UsageError: no such form.
        DataError: the file cannot be written there.
    """
    form = load_form(form_name)
    fields = [field for name, field in form.fields.items() if name not in _LEFT_OUT]
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    ranges = _lists(book, fields)
    _fill(book.create_sheet(labels.LIST_SHEET, 0), form, fields, ranges, example=False)
    _fill(book.create_sheet(labels.EXAMPLE_SHEET, 1), form, fields, {}, example=True)
    _guide(book.create_sheet(labels.GUIDE_SHEET, 2), form, fields)
    try:
        book.save(out)
    except OSError as error:
        raise DataError(f"Không ghi được tệp {out}.", "Chọn thư mục có quyền ghi.") from error
    finally:
        book.close()


def _fill(
    sheet: Worksheet, form: Form, fields: Sequence[FormField], ranges: dict[str, str], *, example: bool
) -> None:
    """The title block, the header, the dropdowns, and one row of an example where wanted."""
    sheet["A1"] = labels.TEMPLATE_UNIT
    sheet["A2"] = form.title.upper()
    sheet["A2"].font = Font(bold=True, size=14)
    sheet["A3"] = labels.TEMPLATE_AS_OF.format(day=format_date(today()))
    headers = ["STT", *(field.label for field in fields)]
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(HEADER_ROW, column, header)
        cell.font, cell.border = Font(bold=True), _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.fill = _MUST if column > 1 and fields[column - 2].required else _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = 6 if column == 1 else 20
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    for column, field in enumerate(fields, start=2):
        letter = get_column_letter(column)
        # the column's own style: text, so that Excel eats no zero and turns no date
        sheet.column_dimensions[letter].number_format = "@"
        for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + (1 if example else 200)):
            sheet.cell(row, column).number_format = "@"
        if field.name in ranges:
            _dropdown(sheet, letter, ranges[field.name])
        if example:
            sheet.cell(HEADER_ROW + 1, column, field.example)
    if example:
        sheet.cell(HEADER_ROW + 1, 1, 1)


def _dropdown(sheet: Worksheet, letter: str, formula: str) -> None:
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    # a warning, not a wall: an old or foreign value may be right
    choice.errorStyle = "warning"
    choice.error = labels.DROPDOWN_ERROR
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + _ROWS}")


def _lists(book: Workbook, fields: Sequence[FormField]) -> dict[str, str]:
    """A hidden sheet with the labels of every short list; field -> the range of its column."""
    sheet = book.create_sheet(labels.LISTS_SHEET)
    sheet.sheet_state = "hidden"
    ranges: dict[str, str] = {}
    for field in fields:
        if field.code_list is None or field.name in _NO_DROPDOWN:
            continue
        values = [code.label for code in code_list(field.code_list).codes if code.valid_to is None]
        if len(values) > _LONGEST_DROPDOWN:
            continue
        column = len(ranges) + 1
        letter = get_column_letter(column)
        sheet.cell(1, column, field.label)
        for row, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
        ranges[field.name] = f"'{labels.LISTS_SHEET}'!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def _guide(sheet: Worksheet, form: Form, fields: Sequence[FormField]) -> None:
    sheet["A1"] = form.title
    sheet["A1"].font = Font(bold=True, size=14)
    for row, line in enumerate(labels.GUIDE_LINES, start=2):
        sheet.cell(row, 1, line)
    top = len(labels.GUIDE_LINES) + 3
    for column, header in enumerate(labels.GUIDE_COLUMNS, start=1):
        sheet.cell(top, column, header).font = Font(bold=True)
    for row, field in enumerate(fields, start=top + 1):
        for column, text in enumerate(
            (field.label, labels.REQUIRED if field.required else "", field.example, field.advice), start=1
        ):
            sheet.cell(row, column, text)
    for letter, width in zip("ABCD", (32, 10, 34, 80), strict=True):
        sheet.column_dimensions[letter].width = width
