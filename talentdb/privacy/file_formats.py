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

__all__ = ["as_json", "as_workbook"]

_CELL: Final = 32_767
"""Letters that a cell of Excel holds."""
_NAME: Final = 31
"""Letters of the name of a sheet."""
_NARROWEST: Final = 10
_WIDEST: Final = 44


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
    _page(sheet)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
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
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, value[:_CELL], text)


def _sheet(book: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(name[:_NAME])
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    _page(sheet)
    heads = list(dict.fromkeys(column for row in rows for column in row)) or [words.NOTHING]
    lines = [[_text(row.get(column)) for column in heads] for row in rows]
    for number, column in enumerate(heads):
        sheet.write_string(0, number, column, head)
        longest = max((len(part) for line in lines for part in line[number].split("\n")), default=0)
        sheet.set_column(number, number, min(_WIDEST, max(_NARROWEST, len(column) * 0.8, longest + 2)))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for at, line in enumerate(lines, 1):
        for number, text in enumerate(line):
            sheet.write_string(at, number, text[:_CELL], cell)


def _page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


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
