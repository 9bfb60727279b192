"""What a list says about its own length: running numbers and stated totals against the rows that were read.

Yields problems, changes nothing; says nothing where a list's numbering follows no rule.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.model import CellValue, Sheet, Table, display, is_blank
from ingest.problems import Problem, problem
from talentdb.text import fold

__all__ = ["check_numbers", "check_totals", "stated_count"]

_PEOPLE = r"(?:nguoi|can bo|cong chuc|vien chuc|giao vien|nhan su|dong chi|nhan vien|hoc vien|ung vien)"
_STATED = re.compile(rf"(?<![\d.,/])(\d{{1,3}}(?:\.\d{{3}})|\d{{1,5}})\s?{_PEOPLE}(?![a-z])")
_BARE = re.compile(r"(?:tong cong|tong so|cong|an dinh danh sach)\s?[:=\-]?\s?(\d{1,5})\.?")
# Under this many numbered rows a gap says nothing; above, nine of ten have to follow one another.
_FEWEST, _REGULAR = 5, 0.9


def _number(value: CellValue) -> int | None:
    if value.__class__ is int:
        return value if 0 <= value <= 99_999 else None
    text = display(value).strip().rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


def check_numbers(rows: Sequence[tuple[int, CellValue, tuple[str, ...]]], letter: str) -> Iterator[Problem]:
    """Gaps and repetitions of the running number, where it runs; a new start at 1 or in a new group is none.

    Args:
        rows: Excel row, the number's cell, and the labels of the groups above it.
        letter: the column.
    """
    found: list[Problem] = []
    before: int | None = None
    group: tuple[str, ...] = ()
    blanks = steps = 0
    for row, value, labels in rows:
        number = _number(value)
        if number is None:
            blanks += 1
            continue
        if before is not None and number != 1 and labels == group:
            steps += 1
            if number == before:
                found.append(problem("numbering.repeated", number, number=number).at(None, row, letter, None))
            elif not before < number <= before + 1 + blanks:
                gap = problem("numbering.gap", number, before=before, number=number)
                found.append(gap.at(None, row, letter, None))
        before, group, blanks = number, labels, 0
    if steps >= _FEWEST and len(found) <= max(1, (1 - _REGULAR) * steps):
        yield from found


def stated_count(text: str) -> int | None:
    """The number of people a line states: "Danh sách này có 25 người", "PHÒNG NỘI VỤ — 14 người", "Tổng cộng: 25".

    None for several different numbers: "12 công chức, 13 viên chức" is a sum.
    """
    key = fold(text)
    found = {int(n.replace(".", "")) for n in _STATED.findall(key)}
    if len(found) == 1:
        return found.pop()
    match = _BARE.fullmatch(key.strip()) if not found else None
    return int(match.group(1)) if match else None


def check_totals(sheet: Sheet, table: Table, *, whole: bool) -> Iterator[Problem]:
    """Stated numbers of people that no stretch of the list has.

    Args:
        sheet: the cells.
        table: rows and skipped rows.
        whole: whether the sheet holds no other list, so that a total can only mean this one.
    """
    rows = sorted(r.row for r in table.rows)
    marks = sorted(s.row for s in table.skipped if s.reason in ("group", "total", "repeated_header"))
    edges = [0, *marks, 10**7]
    for skipped in table.skipped:
        if skipped.reason not in ("group", "total") or not (whole or skipped.reason == "group"):
            continue
        for index, cell in enumerate(sheet.row(skipped.row)):
            stated = stated_count(cell) if isinstance(cell, str) and not is_blank(cell) else None
            if stated is None:
                continue
            # a total closes rows above it, a group opens rows below it: of any level
            above = {sum(edge < r < skipped.row for r in rows) for edge in edges if edge < skipped.row}
            below = {sum(skipped.row < r < edge for r in rows) for edge in edges if edge > skipped.row}
            if stated not in above | below | {len(rows)}:
                counted = max(below) if skipped.reason == "group" else len(rows)
                letter = _letter(table, index)
                found = problem("total.mismatch", display(cell), stated=stated, counted=counted)
                yield found.at(sheet.name, skipped.row, letter, None)
            break


def _letter(table: Table, index: int) -> str | None:
    return next((c.letter for c in table.columns if c.index == index), None)
