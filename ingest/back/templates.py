"""Workbooks of a form for agencies, empty or filled: the list with dropdowns, examples, a guide, hidden keys.

What is handed out here reads back exactly: a hidden row names the field of each column (`ingest.back.template_key`).
Reads no agency's file.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ingest import labels
from ingest.back.template_key import FORM_MARK, ROW_KEY, SHEET_MARK
from ingest.back.written import written
from ingest.forms import Form, FormField, load_form
from ingest.model import column_letter
from talentdb.codes import code_list
from talentdb.errors import DataError, UsageError
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["HEADER_ROW", "write_filled_template", "write_template"]

HEADER_ROW: Final = 6
ROWS: Final = 1000
"""Rows that are prepared: dropdowns and borders reach as far."""
# Each takes several values, which a dropdown cannot give; titles of ministries have no single label.
_NO_DROPDOWN: Final = frozenset(
    {"languages", "annual_ratings", "research_fields", "talent_groups", "professional_title_code", "sti_posts"}
)
# Written apart only by agencies that have them apart; the template asks for the whole name.
_LEFT_OUT: Final = frozenset({"family_name", "middle_name", "given_name"})
_WIDTHS: Final = {"full_name": 26, "agency_name": 30, "address": 34, "email": 28, "sex": 10, "birth_date": 13}
_WIDE: Final = ("title", "fields", "institution", "languages", "ratings", "expertise", "reason", "name")
_FONT: Final = "Times New Roman"
_INK: Final = "#1F3864"


def write_template(form_name: str, out: Path) -> None:
    """Write the empty template of a form.

    Raises:
        UsageError: no such form, or no such folder.
        DataError: the file cannot be written there.
    """
    write_filled_template(form_name, (), out)


def write_filled_template(form_name: str, rows: Iterable[Mapping[str, Any]], out: Path, *, agency: str = "") -> int:
    """Write the template of a form with rows of the registry; read again it gives the same values.

    Args:
        form_name: of a form.
        rows: normalised values as in the contract; `person_id` goes to the hidden column of keys.
        out: the xlsx; a half-written file never stands under this name.
        agency: name for the title block.

    Returns:
        How many rows were written.

    Raises:
        UsageError: no such form, or no such folder.
        DataError: the file cannot be written there.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    form = load_form(form_name)
    if not out.absolute().parent.is_dir():
        raise UsageError(f"Không có thư mục để ghi tệp {out}.", "Tạo thư mục đó, hoặc chọn nơi khác sau -o.")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    partial = out.with_name(out.name + ".part")
    book = xlsxwriter.Workbook(str(partial), options)
    writer = _Writer(book, form)
    count = writer.list_sheet(rows, agency)
    writer.example_sheet()
    writer.guide_sheet()
    writer.lists_sheet()
    try:
        book.close()
        partial.replace(out)
    except (OSError, FileCreateError) as error:
        raise DataError(f"Không ghi được tệp {out}.", "Chọn thư mục có quyền ghi.") from error
    finally:
        partial.unlink(missing_ok=True)
    return count


class _Writer:
    """One workbook being written."""

    def __init__(self, book: Any, form: Form) -> None:
        self._book, self._form = book, form
        self._fields: Sequence[FormField] = [f for name, f in form.fields.items() if name not in _LEFT_OUT]
        self._lists: dict[str, list[str]] = {}
        edge = {"border": 1, "border_color": "#8EA9DB", "font_name": _FONT, "font_size": 12}
        head = {**edge, "bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "font_size": 11}
        self._plain = book.add_format({"font_name": _FONT, "font_size": 12})
        self._bold = book.add_format({"font_name": _FONT, "font_size": 12, "bold": True})
        self._title = book.add_format({"font_name": _FONT, "font_size": 15, "bold": True, "font_color": _INK})
        self._note = book.add_format({"font_name": _FONT, "font_size": 11, "italic": True, "font_color": "#7F7F7F"})
        self._head = book.add_format({**head, "bg_color": "#D9E1F2", "font_color": _INK})
        self._must = book.add_format({**head, "bg_color": "#F8CBAD", "font_color": "#833C0B"})
        # text, so that Excel eats no zero and turns no date
        self._text = book.add_format({"num_format": "@", "font_name": _FONT, "font_size": 12, "valign": "top"})
        self._cell = book.add_format({**edge, "num_format": "@", "valign": "top", "text_wrap": True})
        self._day = book.add_format(
            {"num_format": "dd/mm/yyyy", "font_name": _FONT, "font_size": 12, "align": "left", "valign": "top"}
        )
        self._edge = book.add_format({"border": 1, "border_color": "#8EA9DB"})

    def list_sheet(self, rows: Iterable[Mapping[str, Any]], agency: str) -> int:
        """The sheet to fill in, with the rows that are known; gives how many."""
        sheet = self._book.add_worksheet(labels.LIST_SHEET)
        self._top(sheet, agency)
        self._headers(sheet)
        count = 0
        for count, values in enumerate(rows, start=1):
            self._row(sheet, HEADER_ROW + count - 1, count, values)
        last = HEADER_ROW + max(ROWS, count + 100)
        for column, field in enumerate(self._fields, start=1):
            self._dropdown(sheet, field, column, last)
        width, row = len(self._fields), HEADER_ROW + 1
        sheet.conditional_format(
            HEADER_ROW, 0, last - 1, width,
            {"type": "formula", "criteria": f"=COUNTA($B{row}:$D{row})>0", "format": self._edge},
        )  # fmt: skip
        sheet.freeze_panes(HEADER_ROW, 2)
        self._printing(sheet)
        sheet.print_area(0, 0, HEADER_ROW + max(count, 30) - 1, width)
        sheet.activate()
        return count

    def example_sheet(self) -> None:
        """The same table with one row filled in."""
        sheet = self._book.add_worksheet(labels.EXAMPLE_SHEET)
        sheet.write_string(0, 0, labels.EXAMPLE_NOTE, self._note)
        sheet.write_string(1, 0, self._form.title.upper(), self._title)
        self._headers(sheet, keyed=False)
        sheet.write_number(HEADER_ROW, 0, 1, self._cell)
        for column, field in enumerate(self._fields, start=1):
            sheet.write_string(HEADER_ROW, column, field.example, self._cell)
        sheet.freeze_panes(HEADER_ROW, 2)
        self._printing(sheet)
        self._mark(sheet, "example", len(self._fields) + 1)

    def guide_sheet(self) -> None:
        """How to fill in, field by field."""
        sheet = self._book.add_worksheet(labels.GUIDE_SHEET)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, self._form.title, self._title)
        for row, line in enumerate(labels.GUIDE_LINES, start=1):
            sheet.write_string(row, 0, f"• {line}", self._plain)
        top = len(labels.GUIDE_LINES) + 2
        for column, header in enumerate(labels.GUIDE_COLUMNS):
            sheet.write_string(top, column, header, self._head)
        for row, field in enumerate(self._fields, start=top + 1):
            required = labels.REQUIRED if field.required else ""
            for column, text in enumerate((field.label, required, field.example, self._advice(field))):
                sheet.write_string(row, column, text, self._cell)
        for column, width in enumerate((34, 10, 36, 80)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(top + 1, 1)
        self._mark(sheet, "guide", 4)
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)

    def lists_sheet(self) -> None:
        """The values of all dropdowns, hidden."""
        sheet = self._book.add_worksheet(labels.LISTS_SHEET)
        sheet.hide()
        for column, (name, values) in enumerate(self._lists.items()):
            sheet.write_string(0, column, self._form.fields[name].label)
            sheet.write_column(1, column, values)
        self._mark(sheet, "lookup", len(self._lists) + 1)

    @staticmethod
    def _mark(sheet: Any, kind: str, column: int) -> None:
        """Say in a hidden cell that this sheet is no list."""
        sheet.write_string(0, column, f"{SHEET_MARK}{kind}")
        sheet.set_column(column, column, 10, None, {"hidden": True})

    def _top(self, sheet: Any, agency: str) -> None:
        sheet.write_string(0, 0, labels.TEMPLATE_UNIT + agency, self._bold)
        sheet.write_string(1, 0, self._form.title.upper(), self._title)
        sheet.set_row(1, 24)
        sheet.write_string(2, 0, labels.TEMPLATE_AS_OF.format(day=format_date(today())), self._plain)
        sheet.write_string(3, 0, labels.TEMPLATE_NOTE, self._note)
        # the hidden row of keys, right above the header
        sheet.write_string(HEADER_ROW - 2, 0, f"{FORM_MARK}{self._form.name}")
        for column, field in enumerate(self._fields, start=1):
            sheet.write_string(HEADER_ROW - 2, column, field.name)
        key = len(self._fields) + 1
        sheet.write_string(HEADER_ROW - 2, key, ROW_KEY)
        sheet.set_row(HEADER_ROW - 2, None, None, {"hidden": True})
        sheet.set_column(key, key, 10, self._text, {"hidden": True})

    def _headers(self, sheet: Any, *, keyed: bool = True) -> None:
        sheet.set_row(HEADER_ROW - 1, 48)
        sheet.write_string(HEADER_ROW - 1, 0, "STT", self._head)
        sheet.set_column(0, 0, 6, self._plain)
        for column, field in enumerate(self._fields, start=1):
            sheet.write_string(HEADER_ROW - 1, column, field.label, self._must if field.required else self._head)
            wide = 26 if any(word in field.name for word in _WIDE) else 17
            sheet.set_column(column, column, _WIDTHS.get(field.name, wide), self._text)
            advice = self._advice(field)
            if keyed and (advice or field.required):
                note = "\n".join(filter(None, [labels.REQUIRED_NOTE if field.required else "", advice]))
                sheet.write_comment(HEADER_ROW - 1, column, note, {"x_scale": 2, "author": labels.ANNOTATION_AUTHOR})

    @staticmethod
    def _advice(field: FormField) -> str:
        return field.advice or (labels.EXAMPLE_OF.format(example=field.example) if field.example else "")

    def _row(self, sheet: Any, row: int, number: int, values: Mapping[str, Any]) -> None:
        sheet.write_number(row, 0, number, self._plain)
        for column, field in enumerate(self._fields, start=1):
            value = written(field, values)
            if isinstance(value, str) and value:
                sheet.write_string(row, column, value, self._text)
            elif value:
                sheet.write_datetime(row, column, value, self._day)
        if (key := values.get("person_id")) is not None:
            sheet.write_string(row, len(self._fields) + 1, str(key), self._text)

    def _dropdown(self, sheet: Any, field: FormField, column: int, last: int) -> None:
        """The choices of a closed list; a warning, not a wall: an old or foreign value may be right."""
        if field.type == "flag" or field.example == "x":
            source: Any = list(labels.YES_NO)
        elif field.code_list is None or field.name in _NO_DROPDOWN:
            return
        else:
            values = [code.label for code in code_list(field.code_list).codes if code.valid_to is None]
            self._lists[field.name] = values
            letter = column_letter(len(self._lists) - 1)
            source = f"='{labels.LISTS_SHEET}'!${letter}$2:${letter}${len(values) + 1}"
        choice = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": field.label[:32],
            "error_message": labels.DROPDOWN_ERROR,
        }
        sheet.data_validation(HEADER_ROW, column, last - 1, column, choice)

    def _printing(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        # some eight columns a page can be read; the name stands on each page
        sheet.fit_to_pages(max(1, round(len(self._fields) / 8)), 0)
        sheet.repeat_columns(0, 2)
        sheet.repeat_rows(HEADER_ROW - 1)
        sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.5)
        sheet.set_footer("&C&P/&N")
