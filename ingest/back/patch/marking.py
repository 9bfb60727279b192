"""All problems put into an xlsx package: fills, comments, the sheet of problems. Decides where each mark goes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from ingest.back.accepted import confirmations
from ingest.back.patch.book import Book
from ingest.back.patch.comments import EMPTY_BOXES, EMPTY_COMMENTS, patch_boxes, patch_comments
from ingest.back.patch.problem_sheet import problem_sheet
from ingest.back.patch.scan import place
from ingest.back.patch.sheet import CellChange, SheetPatch
from ingest.back.patch.styles import Styles
from ingest.back.patch.xml import NotPatchable
from ingest.labels import PROBLEM_SHEET, SEVERITY, SUGGESTION
from ingest.model import Workbook

__all__ = ["mark_package"]

_ORDER: Final = ("error", "warning", "info")
_LONGEST_COMMENT: Final = 1500
# Each comment is a drawing that Excel makes when it opens the file: more would take it minutes. All are listed.
_MOST_COMMENTS: Final = 20_000

Problem = Mapping[str, Any]


def mark_package(
    content: bytes, problems: Sequence[Problem], source: Workbook, own: frozenset[str] = frozenset()
) -> tuple[bytes, int]:
    """The package with its problems marked, and how many cells carry a mark.

    Args:
        content: an xlsx or xlsm.
        problems: each with the name of its `sheet` as the reader gives it.
        source: the workbook as read, for what was confirmed earlier.
        own: names of sheets of problems of an earlier round.

    Raises:
        NotPatchable: the package cannot be changed in place.
    """
    with ZipFile(BytesIO(content)) as archive:
        book = Book(archive)
        styles_part = next((path for kind, path, _ in book.relations(book.workbook) if kind == "styles"), "")
        if not styles_part:
            raise NotPatchable("styles")
        styles = Styles(book.part(styles_part))
        by_sheet: dict[str, dict[tuple[int, int], list[Problem]]] = defaultdict(lambda: defaultdict(list))
        for problem in problems:
            if problem.get("cell") and (at := place(str(problem["cell"]))):
                by_sheet[str(problem.get("sheet"))][at].append(problem)
        marked, room = 0, _MOST_COMMENTS
        sheets = list(book.sheets())
        listed = next((part for name, part, _ in sheets if name in own), None)
        for name, part, _ in sheets:
            if part != listed:
                cells = _mark_sheet(book, part, by_sheet.get(name, {}), styles, room)
                marked, room = marked + cells, max(0, room - cells)
        _put_list(book, problems, source, styles, listed, own)
        book.put(styles_part, styles.as_bytes())
        return book.as_bytes(), marked


def _put_list(
    book: Book, problems: Sequence[Problem], source: Workbook, styles: Styles, listed: str | None, own: frozenset[str]
) -> None:
    names = [name for name, _, _ in book.sheets()]
    open_problems = {(p.get("sheet"), p.get("cell"), p.get("code")) for p in problems}
    confirmed = [c for c in confirmations(source) if (c["sheet"], c["cell"], c["code"]) not in open_problems]
    ordered = sorted(problems, key=lambda p: _ORDER.index(str(p.get("severity", "info"))))
    part = listed or book.free("xl/worksheets/sheet{n}.xml")
    book.put(part, problem_sheet(ordered, confirmed, styles, [n for n in names if n not in own]))
    if listed is None:
        taken = {name.casefold() for name in names}
        name = PROBLEM_SHEET
        while name.casefold() in taken:
            name += "_"
        book.add_first_sheet(name, part)
        book.open_at(0)
    else:
        book.open_at([path for _, path, _ in book.sheets()].index(listed))


def _mark_sheet(
    book: Book, part: str, found: Mapping[tuple[int, int], Sequence[Problem]], styles: Styles, room: int
) -> int:
    """Mark the cells of one sheet; gives how many."""
    rows = frozenset(row for row, _ in found)
    data = book.part(part)
    restyle = {style: styles.unmarked(style) for style in styles.ours}
    patch = SheetPatch(data, rows, restyle)
    placed: dict[tuple[int, int], list[Problem]] = defaultdict(list)
    corners = [m for m in patch.merges if any(m[0] <= row <= m[2] for row in rows)] if patch.merges else []
    for (row, column), of_cell in found.items():
        corner = next(((t, le) for t, le, b, r in corners if t <= row <= b and le <= column <= r), (row, column))
        placed[corner] += of_cell
    if any(row not in rows for row, _ in placed):
        patch = SheetPatch(data, rows | {row for row, _ in placed}, restyle)
    worst = {at: min((str(p.get("severity", "info")) for p in of), key=_ORDER.index) for at, of in placed.items()}
    paint = {severity: partial(styles.marked, severity=severity) for severity in _ORDER}
    patch.change({at: CellChange(paint[severity]) for at, severity in worst.items()})
    chosen = sorted(placed, key=lambda at: (_ORDER.index(worst[at]), at))[:room]
    _comment(book, part, patch, {at: _text(placed[at]) for at in sorted(chosen)})
    book.put(part, patch.as_bytes())
    return len(placed)


def _text(problems: Sequence[Problem]) -> str:
    lines = []
    for problem in problems:
        lines.append(f"{SEVERITY[str(problem.get('severity', 'info'))]}: {problem.get('message', '')}")
        if problem.get("suggestion"):
            lines.append(f"{SUGGESTION}: {problem['suggestion']}")
    return "\n".join(lines)[:_LONGEST_COMMENT]


def _comment(book: Book, part: str, patch: SheetPatch, texts: Mapping[tuple[int, int], str]) -> None:
    """The comments of a sheet and their boxes: parts that are there are added to."""
    relations = book.relations(part)
    comments = next((path for kind, path, _ in relations if kind == "comments"), None)
    if not texts and comments is None:
        return
    boxes = next(
        (path for kind, path, rid in relations if kind == "vmlDrawing" and rid == patch.legacy_drawing), None
    )
    new, gone, added = patch_comments(book.part(comments) if comments else EMPTY_COMMENTS, texts)
    if comments is None:
        comments = book.free("xl/comments{n}.xml")
        book.relate(part, "comments", comments)
    book.put(comments, new)
    book.declare(comments, "comments")
    lines = {at: text.count("\n") + 1 + len(text) // 50 for at, text in texts.items()}
    shapes = patch_boxes(book.part(boxes) if boxes else EMPTY_BOXES, gone, added, lines)
    if boxes is None:
        boxes = book.free("xl/drawings/vmlDrawing{n}.vml")
        patch.add_legacy_drawing(book.relate(part, "vmlDrawing", boxes))
        book.declare_vml()
    book.put(boxes, shapes)
