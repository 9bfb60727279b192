"""The workbooks of agreements: a marked copy for a receiver, and the register of what was given. Reads no people.

The mark stands above the rows and in the foot of every printed page, so that a copy says whose it is.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from talentdb.privacy import agreement_labels as words
from talentdb.privacy.in_words import column_words, moment_words
from talentdb.services.printed_sheet import lay_out, row_height
from talentdb.signs import printable
from talentdb.text import format_date

if TYPE_CHECKING:
    from talentdb.privacy.agreements import Agreement, Handover

__all__ = ["field_words", "mark", "marked_workbook", "register_rows", "register_workbook"]

_FOOT: Final = 255
"""Signs that Excel takes in the foot of a page."""
_HEAD_ROW: Final = 3
_WIDTH: Final = 24
_LINE: Final = 15


def mark(agreed: "Agreement", given: "Handover") -> str:
    """Whose copy it is, for what and until when."""
    return words.MARK.format(
        copy=given.copy, receiver=agreed.receiver, paper=agreed.paper, signed=format_date(agreed.signed),
        recipient=given.recipient, moment=moment_words(given.made_at), purpose=agreed.purpose,
        ends=format_date(agreed.ends),
    )  # fmt: skip


def marked_workbook(
    agreed: "Agreement", given: "Handover", heads: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> bytes:
    """The rows under their heads, with the mark."""
    out = BytesIO()
    told = printable(mark(agreed, given))
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"title": words.TITLE, "author": "", "comments": told})
        sheet = book.add_worksheet(words.SHEET)
        bold = book.add_format({"bold": True, "font_size": 13})
        italic = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7EDF0"})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.write_string(0, 0, words.TITLE, bold)
        sheet.merge_range(1, 0, 1, max(5, len(heads) - 1), told, italic)
        sheet.set_row(1, row_height([told], [_WIDTH * max(6, len(heads))]) + _LINE)
        sheet.set_column(0, max(5, len(heads) - 1), _WIDTH)
        lay_out(sheet, _HEAD_ROW)
        sheet.set_footer("&L" + _foot(told))
        widths = [_WIDTH] * len(heads)
        sheet.set_row(_HEAD_ROW, row_height(heads, widths))
        for at, name in enumerate(heads):
            sheet.write_string(_HEAD_ROW, at, name, head)
        for line, row in enumerate(rows, _HEAD_ROW + 1):
            texts = [_text(row.get(name)) for name in heads]
            sheet.set_row(line, row_height(texts, widths))
            for at, text in enumerate(texts):
                sheet.write_string(line, at, text, cell)
        sheet.freeze_panes(_HEAD_ROW + 1, 0)
    return out.getvalue()


def _foot(told: str) -> str:
    """As much of the mark as the foot of a page takes, whole words; an ampersand begins a code there, two are one."""
    room = _FOOT - 2
    if len(told.replace("&", "&&")) <= room:
        return told.replace("&", "&&")
    kept = told[:room]
    while len(kept.replace("&", "&&")) + 2 > room:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return f"{kept.replace('&', '&&')} …"


def register_rows(
    agreed: Sequence["Agreement"], given: Sequence["Handover"], states: Mapping[int, str]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of the register: agreements, and what was given under them. `states`: number -> state today."""
    named = {one.number: one for one in agreed}
    agreements = [
        (one.number, one.paper, format_date(one.signed), one.receiver, one.purpose, one.subjects,
         field_words(one.fields), one.basis, format_date(one.begins), format_date(one.ends),
         format_date(one.ended) if one.ended else "", words.STATES[states[one.number]])
        for one in agreed
    ]  # fmt: skip
    handovers = [
        (one.copy, named[one.agreement].paper, named[one.agreement].receiver, one.recipient,
         moment_words(one.made_at), field_words(one.fields), one.people, one.login)
        for one in given
    ]  # fmt: skip
    return agreements, handovers


def register_workbook(
    agreed: Sequence["Agreement"], given: Sequence["Handover"], states: Mapping[int, str], day: str
) -> bytes:
    """The register: a sheet of agreements and one of what was given."""
    out = BytesIO()
    agreements, handovers = register_rows(agreed, given, states)
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7EDF0"})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        bold = book.add_format({"bold": True, "font_size": 13})
        for name, heads, widths, rows in (
            (words.REGISTER_AGREEMENTS, words.AGREEMENT_HEADS, words.AGREEMENT_WIDTHS, agreements),
            (words.REGISTER_GIVEN, words.GIVEN_HEADS, words.GIVEN_WIDTHS, handovers),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, words.REGISTER_TITLE, bold)
            sheet.write_string(1, 0, words.REGISTER_ORIGIN.format(day=day))
            lay_out(sheet, _HEAD_ROW)
            sheet.set_row(_HEAD_ROW, row_height(heads, widths))
            for at, text in enumerate(heads):
                sheet.set_column(at, at, widths[at])
                sheet.write_string(_HEAD_ROW, at, text, head)
            sheet.freeze_panes(_HEAD_ROW + 1, 0)
            for line, row in enumerate(rows, _HEAD_ROW + 1):
                sheet.set_row(line, row_height(row, widths))
                for at, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(line, at, value, cell)
                    else:
                        sheet.write_string(line, at, printable(str(value)), cell)
            if not rows:
                sheet.write_string(_HEAD_ROW + 1, 0, words.REGISTER_EMPTY)
    return out.getvalue()


def field_words(names: Sequence[str]) -> str:
    """Names of fields, in words."""
    return ", ".join(column_words("person_version", name) for name in names)


def _text(value: Any) -> str:
    if value is None:
        return ""
    items = value if isinstance(value, list) else [value]
    return printable("; ".join(
        " ".join(map(str, item.values())) if isinstance(item, Mapping) else str(item) for item in items
    ))  # fmt: skip
