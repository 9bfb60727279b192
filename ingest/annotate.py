"""The same workbook back to the agency: each problem marked in its cell, and a sheet that lists them all.

Runs in the child, after the gate. Never writes a formula of its own; values that look like one stay text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from ingest.labels import ANNOTATION_AUTHOR, PROBLEM_COLUMNS, PROBLEM_SHEET, SEVERITY, SUGGESTION
from ingest.model import CellValue, Workbook
from ingest.workbook import open_workbook

__all__ = ["annotate", "annotate_job"]

_FILLS = {
    "error": PatternFill("solid", fgColor="FFC7CE"),
    "warning": PatternFill("solid", fgColor="FFEB9C"),
    "info": PatternFill("solid", fgColor="DDEBF7"),
}
_ORDER = ("error", "warning", "info")
# openpyxl makes an object of every cell a merge covers: beyond this the values are written anew instead.
_MAX_MERGED = 200_000
_MAX_SPREAD = 3_000_000
_COMMENT_LENGTH = 1500
_WIDTHS = (22, 9, 12, 28, 70, 28)

Problem = Mapping[str, Any]


def annotate(path: Path, problems: Sequence[Problem], out: Path) -> int:
    """Write the workbook with its problems marked.

    Args:
        path: the file as the agency sent it.
        problems: objects as in the contract's `problems`, each with the name of its `sheet` (empty for the file).
        out: the xlsx to write.

    Returns:
        How many cells were marked.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    source = open_workbook(path)
    book = _same_book(path, source) or _values_only(source)
    marked = 0
    by_cell: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.get("cell") and problem.get("sheet") in book.sheetnames:
            by_cell[problem["sheet"], problem["cell"]].append(problem)
    for (sheet, address), found in by_cell.items():
        marked += _mark(book[sheet], address, found)
    _list_problems(book, problems)
    book.save(out)
    return marked


def annotate_job(path: Path, problems: list[dict[str, Any]], out: str) -> dict[str, Any]:
    """The job of the child process: `annotate`, with its count as a JSON object."""
    return {"error": None, "marked": annotate(path, problems, Path(out))}


def _same_book(path: Path, source: Workbook) -> Book | None:
    """The agency's own workbook with all its looks; None where openpyxl cannot hold it or would cost too much."""
    if source.kind not in ("xlsx", "xlsm"):
        return None
    merged = sum(merge.area for sheet in source.sheets for merge in sheet.merges)
    spread = sum(len(cells) for sheet in source.sheets for cells in sheet.rows)
    if merged > _MAX_MERGED or spread > _MAX_SPREAD:
        return None
    try:
        # keep_vba is off: what goes back carries no macros.
        book = load_workbook(path, keep_links=False)
    except Exception:
        return None  # openpyxl refuses a whole file for one odd style; the values are safe in `source`
    names = {sheet.name for sheet in source.sheets}
    return book if names <= set(book.sheetnames) else None


def _values_only(source: Workbook) -> Book:
    """A new workbook with the same cells at the same addresses."""
    book = Book()
    first = book.active
    if first is not None:
        book.remove(first)
    for sheet in source.sheets:
        target = book.create_sheet(INVALID_TITLE_REGEX.sub("_", sheet.name)[:31] or "Sheet")
        if sheet.hidden:
            target.sheet_state = "hidden"
        for number, cells in enumerate(sheet.rows, start=sheet.first_row):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    _write(target.cell(number, column), value)
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    return book


def _write(cell: Cell | MergedCell, value: CellValue) -> None:
    """Put a value into a cell; text is text even when it begins like a formula."""
    if isinstance(cell, MergedCell):
        return
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767]
        cell.data_type = "s"
    elif isinstance(value, int) and abs(value) >= 10**15:
        cell.value = str(value)  # Excel would round it
    else:
        cell.value = value


def _mark(sheet: Worksheet, address: str, found: Sequence[Problem]) -> int:
    """Colour one cell by its worst problem and say all of them in a comment."""
    try:
        coordinate_from_string(address)
        cell = sheet[address]
    except Exception:
        return 0
    if isinstance(cell, MergedCell):
        area = next((r for r in sheet.merged_cells.ranges if address in r), None)
        cell = sheet.cell(area.min_row, area.min_col) if area else cell
    if not isinstance(cell, Cell):
        return 0
    worst = min((str(p.get("severity", "info")) for p in found), key=_ORDER.index)
    cell.fill = _FILLS[worst]
    lines = [cell.comment.text] if cell.comment else []
    for problem in found:
        line = f"{SEVERITY[str(problem.get('severity', 'info'))]}: {problem.get('message', '')}"
        if problem.get("suggestion"):
            line += f"\n{SUGGESTION}: {problem['suggestion']}"
        lines.append(line)
    text = ILLEGAL_CHARACTERS_RE.sub("", "\n".join(lines))[:_COMMENT_LENGTH]
    cell.comment = Comment(text, ANNOTATION_AUTHOR, height=120, width=320)
    return 1


def _list_problems(book: Book, problems: Sequence[Problem]) -> None:
    name = PROBLEM_SHEET
    while name in book.sheetnames:
        name += "_"
    sheet = book.create_sheet(name, 0)
    for column, title in enumerate(PROBLEM_COLUMNS, start=1):
        cell = sheet.cell(1, column, title)
        cell.font = Font(bold=True)
    for number, problem in enumerate(problems, start=2):
        values = (
            problem.get("sheet"),
            problem.get("cell") or problem.get("row"),
            SEVERITY[str(problem.get("severity", "info"))],
            problem.get("raw"),
            problem.get("message"),
            problem.get("suggestion"),
        )
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column)
            _write(cell, value if value is None or isinstance(value, int) else str(value))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{max(2, len(problems) + 1)}"
    book.active = 0
