"""The file of everything held on a person as JSON or as a workbook: one sheet a table. Asks no question.

Texts never become formulas or links in the program that opens the workbook.
"""

import json
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from talentdb.privacy import labels as words
from talentdb.privacy.person_file import PersonFile

__all__ = ["as_json", "as_workbook"]

_CELL: Final = 32_767
"""Letters that a cell of Excel holds."""
_NAME: Final = 31
"""Letters of the name of a sheet."""


def as_json(found: PersonFile) -> bytes:
    """The whole as one document in UTF-8."""
    return json.dumps(found.document(), ensure_ascii=False, indent=2).encode()


def as_workbook(found: PersonFile) -> bytes:
    """An xlsx: what it is, who has read it, then a sheet for each table that holds something."""
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        bold = book.add_format({"bold": True})
        cover = book.add_worksheet(words.SHEET_COVER)
        cover.set_column(0, 1, 40)
        about = [
            (words.FILE_PERSON, str(found.person_id)),
            (words.FILE_MADE, found.made_at.isoformat(timespec="seconds")),
            (words.FILE_PURPOSE, found.purpose),
            *((words.FILE_ROWS.format(table=name), str(len(rows))) for name, rows in found.held.items()),
            *((words.FILE_LEFT_OUT.format(table=name), ", ".join(names)) for name, names in found.left_out.items()),
        ]
        for number, (label, value) in enumerate(about):
            cover.write_string(number, 0, label, bold)
            cover.write_string(number, 1, value[:_CELL])
        _sheet(book, bold, words.SHEET_READ, found.read_by)
        for name, rows in found.held.items():
            _sheet(book, bold, name, rows)
    return out.getvalue()


def _sheet(book: Any, bold: Any, name: str, rows: list[dict[str, Any]]) -> None:
    sheet = book.add_worksheet(name[:_NAME])
    heads = list(rows[0]) if rows else [words.NOTHING]
    for number, head in enumerate(heads):
        sheet.write_string(0, number, head, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 22)
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row.values()):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            sheet.write_string(line, number, "" if value is None else text[:_CELL])
