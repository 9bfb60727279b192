"""Values that a person accepted written into the agency's workbook, everything else kept. Runs in the child.

The result is a new version of the file, to be read like any other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from ingest.back.patch.book import Book
from ingest.back.patch.plain_book import rewritten, sheet_titles, values_only
from ingest.back.patch.scan import place
from ingest.back.patch.sheet import CellChange, SheetPatch
from ingest.back.patch.styles import Styles
from ingest.back.patch.xml import NotPatchable
from ingest.errors import Unreadable
from ingest.workbook import open_workbook

__all__ = ["apply_job", "apply_suggestions", "as_written"]

_ISO: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?")

Cell = tuple[str, str, str]


def as_written(value: str) -> str:
    """A suggestion as it is typed into a cell: dd/mm/yyyy, or year first where that could be read two ways."""
    found = _ISO.fullmatch(value)
    if found is None:
        return value
    year, month, day = found.groups()
    if day is None:
        return f"{month}/{year}"
    return f"{day}/{month}/{year}" if int(day) > 12 or day == month else value


def apply_suggestions(path: Path, cells: Iterable[Cell]) -> bytes:
    """The workbook with values written as text.

    Args:
        path: the file as the agency sent it.
        cells: (sheet, address, value) of each; a cell in a merge is its first one. What is no cell is left out.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    source = open_workbook(path)
    wanted = list(cells)
    if source.kind in ("xlsx", "xlsm"):
        try:
            return _written(path.read_bytes(), wanted)
        except NotPatchable:
            pass
        if (copy := rewritten(path, source)) is not None:
            try:
                return _written(copy, wanted)
            except NotPatchable:
                pass
    titles = sheet_titles(source)
    return _written(values_only(source), [(titles.get(s, s), cell, value) for s, cell, value in wanted])


def _written(content: bytes, cells: Iterable[Cell]) -> bytes:
    by_sheet: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for sheet, address, value in cells:
        if at := place(address):
            by_sheet[sheet][at] = as_written(value)
    with ZipFile(BytesIO(content)) as archive:
        book = Book(archive)
        styles_part = next((path for kind, path, _ in book.relations(book.workbook) if kind == "styles"), "")
        styles = Styles(book.part(styles_part))
        for name, part, _ in list(book.sheets()):
            wanted = by_sheet.get(name)
            if wanted:
                rows = frozenset(row for row, _ in wanted)
                patch = SheetPatch(book.part(part), rows, {}, keep_selection=True)
                patch.change({at: CellChange(styles.text, value) for at, value in wanted.items()})
                book.put(part, patch.as_bytes())
        book.put(styles_part, styles.as_bytes())
        book.forget_calculation()
        return book.as_bytes()


def apply_job(path: Path, cells: list[list[str]], out: str) -> dict[str, Any]:
    """The job of the child process: `apply_suggestions` into the file `out`."""
    try:
        accepted = [(sheet, address, str(value)) for sheet, address, value in cells]
    except ValueError as error:
        raise Unreadable("file.internal", detail="cells") from error
    Path(out).write_bytes(apply_suggestions(path, accepted))
    return {"error": None, "written": len(accepted)}
