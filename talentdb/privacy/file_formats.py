"""The file of everything held on a person as JSON or as a workbook: one sheet a section. Asks no question.

Texts never become formulas or links in the program that opens the workbook.
"""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from talentdb.privacy import labels as words
from talentdb.privacy.in_words import (
    column_words,
    is_machine_made,
    moment_words,
    read_words,
    rows_in_words,
    section_order,
    section_words,
)
from talentdb.privacy.person_file import PersonFile
from talentdb.services.printed_sheet import lay_out, row_height

__all__ = ["as_json", "as_workbook"]

_CELL: Final = 32_767
"""Letters that a cell of Excel holds."""
_NAME: Final = 31
"""Letters of the name of a sheet."""
_NARROWEST: Final = 10
_WIDEST: Final = 44
_SIDE_BY_SIDE: Final = 9
"""Columns that can still be read on one page; rows of more are told one below the other."""
_PAIR: Final = (34, 96)
"""Widths of a heading and its value, told so."""


def as_json(found: PersonFile) -> bytes:
    """The whole as one document in UTF-8, in Vietnamese, with the forms that programs search by."""
    return json.dumps(found.document(), ensure_ascii=False, indent=2).encode()


def as_workbook(found: PersonFile) -> bytes:
    """An xlsx: what it is, who has read it, then a sheet for each section that holds something."""
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        shown = sorted((name for name in found.held if not is_machine_made(name)), key=section_order)
        _cover(book, found, shown)
        _sheet(book, words.SHEET_READ, read_words(found.read_by))
        for table in shown:
            rows = [
                {name: value for name, value in row.items() if not is_machine_made(table, name)}
                for row in found.held[table]
            ]
            _sheet(book, section_words(table), rows_in_words(table, rows, found.told))
    return out.getvalue()


def _cover(book: Any, found: PersonFile, shown: Sequence[str]) -> None:
    sheet = book.add_worksheet(words.SHEET_COVER)
    bold = book.add_format({"bold": True, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 14})
    text = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    lay_out(sheet)
    for at, width in enumerate(_PAIR):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, words.FILE_TITLE, title)
    about = [
        (words.FILE_PERSON, str(found.person_id)),
        (words.FILE_MADE, moment_words(found.made_at)),
        (words.FILE_PURPOSE, found.purpose),
        ("", words.FILE_EMPTY_NOTE),
        ("", words.FILE_MACHINE_NOTE),
        (words.FILE_HELD, words.FILE_ROWS),
        *((section_words(name), str(len(found.held[name]))) for name in shown),
    ]
    if found.left_out:
        about.append((words.FILE_LEFT_OUT, ""))
        about += [
            (section_words(table), ", ".join(column_words(table, name) for name in hidden))
            for table, hidden in found.left_out.items()
        ]
    for number, (label, value) in enumerate(about, 2):
        sheet.set_row(number, row_height((label, value), _PAIR))
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, value[:_CELL], text)


def _sheet(book: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(name[:_NAME])
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    heads = list(dict.fromkeys(column for row in rows for column in row)) or [words.NOTHING]
    lines = [[_text(row.get(column)) for column in heads] for row in rows]
    if len(heads) > _SIDE_BY_SIDE:
        _pairs(sheet, heads, lines, head, cell)
        return
    lay_out(sheet, 0)
    widths = [_width(column, [line[at] for line in lines]) for at, column in enumerate(heads)]
    sheet.set_row(0, row_height(heads, widths))
    for number, column in enumerate(heads):
        sheet.write_string(0, number, column, head)
        sheet.set_column(number, number, widths[number])
    sheet.freeze_panes(1, 0)
    for at, line in enumerate(lines, 1):
        sheet.set_row(at, row_height(line, widths))
        for number, text in enumerate(line):
            sheet.write_string(at, number, text[:_CELL], cell)


def _width(column: str, texts: Sequence[str]) -> float:
    longest = max((len(part) for text in texts for part in text.split("\n")), default=0)
    return min(_WIDEST, max(_NARROWEST, len(column) * 0.8, longest + 2))


def _pairs(sheet: Any, heads: Sequence[str], lines: Sequence[Sequence[str]], head: Any, cell: Any) -> None:
    """Each row as pairs of a heading and its value, under its number: side by side nobody could read them printed."""
    lay_out(sheet)
    for at, width in enumerate(_PAIR):
        sheet.set_column(at, at, width)
    at = 0
    for number, line in enumerate(lines, 1):
        sheet.write_string(at, 0, words.FILE_ROW.format(number=number, rows=len(lines)), head)
        sheet.write_blank(at, 1, None, head)
        for column, text in zip(heads, line, strict=True):
            if text:
                at += 1
                sheet.set_row(at, row_height((column, text), _PAIR))
                sheet.write_string(at, 0, column, cell)
                sheet.write_string(at, 1, text[:_CELL], cell)
        at += 2


def _text(value: Any) -> str:
    """A value on one or more lines: a list by semicolons, an object line by line."""
    if value is None:
        return ""
    if isinstance(value, list):
        flat = [" ".join(_text(one) for one in item.values()) if isinstance(item, Mapping) else _text(item)
                for item in value]  # fmt: skip
        return "; ".join(flat)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_text(one)}" for name, one in value.items())
    return str(value)
