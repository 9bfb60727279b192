"""What a sheet is: a form of labels and values, tables under headers, a list without a header, or no submission.

Decides only which of these it is; each is read by its own module.
"""

from collections.abc import Mapping
from itertools import pairwise

from ingest.layout.account import account
from ingest.layout.decoded import decoded
from ingest.layout.evidence import names_person
from ingest.layout.fill import filled_down
from ingest.layout.grid import Grid, is_integer
from ingest.layout.header import Header, HeaderFinder
from ingest.layout.headerless import headerless
from ingest.layout.kinds import ignored_by_content, ignored_by_first_rows, ignored_by_name, is_choices, is_log
from ingest.layout.pairs import labels_only
from ingest.layout.person import person_forms
from ingest.layout.structure import structural_header
from ingest.layout.tables import make_tables
from ingest.layout.words import is_number_header, starts_with
from ingest.model import Sheet, SheetLayout, Vocabulary
from talentdb.text import fold

__all__ = ["find_tables"]

# Rows in which the first header is looked for whatever surrounds it; further down it must follow a break.
_TOP_ROWS = 60
# Rows looked at to see whether a table is one of people.
_SAMPLE = 40
# Values under labels are one row or two; more are a list.
_SEVERAL = 3
# From here on a text is surely the name of a field.
_LABEL = 0.9


def find_tables(
    sheet: Sheet,
    vocabulary: Vocabulary,
    *,
    header_rows: tuple[int, ...] | None = None,
    rows: Mapping[int, str] | None = None,
) -> SheetLayout:
    """Find every table of a sheet.

    Args:
        sheet: its cells.
        vocabulary: what words mean.
        header_rows: rows that a person says are the header (several headers where they do not adjoin).
        rows: what a person says of single rows: "record" or "skip".

    Returns:
        A layout in which each row of the used range stands exactly once: as header, body row or skipped row of a
        table, in `skipped` where there is no table, or inside a `layout.blank_rows` problem. Its `sheet` has the
        values of cells merged over several data rows in each of these rows.
    """
    grid = Grid(decoded(sheet))
    finder = HeaderFinder(grid, vocabulary)
    fixed = {row: None if what == "record" else "note" for row, what in (rows or {}).items()}
    if header_rows:
        headers, repeats = [finder.as_given(run) for run in _adjoining(header_rows)], list[Header]()
    else:
        if left := ignored_by_name(sheet.name, 0, people=True) or ignored_by_first_rows(grid):
            return SheetLayout(sheet, left, ())
        headers, repeats = _headers(grid, finder)
        ends = [*(following.first - 1 for following in headers[1:]), grid.last]
        lists = [
            header
            for header, last in zip(headers, ends, strict=False)
            # a header that comes again stands over groups of records: nobody's form repeats it
            if (
                any(_same(header, r) for r in repeats)
                or _lists_people(grid, header, 2, last)
                or _full_rows(grid, header, finder)
                or _numbered(grid, header)
            )
            and not _of_relatives(header)
        ]
        if not lists:
            forms = person_forms(grid, finder, vocabulary)
            if forms:
                return account(grid, forms, vocabulary, sheet)
        headers = headers or _other_headers(grid, finder)
        if reason := _ignored(grid, headers):
            return SheetLayout(sheet, reason, ())
    tables = make_tables(grid, headers, repeats, vocabulary, fixed)
    return account(grid, tables, vocabulary, filled_down(sheet, tables))


def _adjoining(rows: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Row numbers cut into runs without gaps."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [tuple(run) for run in runs]


def _ignored(grid: Grid, headers: list[Header]) -> str | None:
    """Why the sheet is no submission; None when it may be one."""
    if not headers:
        return ignored_by_name(grid.sheet.name, 0, people=False) or ignored_by_content(grid)
    people = any(_lists_people(grid, header) for header in headers)
    known = max(header.known for header in headers)
    if reason := ignored_by_name(grid.sheet.name, known, people=people):
        return reason
    if people:
        return None
    if all(is_log(header) for header in headers):
        return "guide"
    return "lookup" if all(is_choices(grid, header) for header in headers) else None


def _lists_people(grid: Grid, header: Header, fewest: int = 1, last: int | None = None) -> bool:
    """Whether names of persons stand in a column under a header, down to a row, `fewest` of them at least."""
    rows = range(header.last + 1, min(header.last + _SAMPLE, grid.last if last is None else last) + 1)
    for column in header.columns:
        texts = [grid.text(row, column.index) for row in rows]
        texts = [text for text in texts if text]
        if sum(names_person(text) for text in texts) >= max(fewest, 0.5 * len(texts)):
            return True
    return False


def _full_rows(grid: Grid, header: Header, finder: HeaderFinder) -> bool:
    """Whether several rows are filled under a header that has a column for names, whatever letters they are in."""
    if not any(starts_with("name_label", part) for column in header.columns for part in column.path):
        return False
    full = 0
    for row in range(header.last + 1, min(header.last + _SAMPLE, grid.last) + 1):
        if full and (not grid.filled(row) or labels_only(grid, finder, row)):
            break
        filled = grid.filled(row)
        # "Ngày sinh | 16/10/1982" is a label and its value, no row of a list
        labelled = bool(filled) and finder.weight(grid.text(row, filled[0])) >= _LABEL
        full += len(filled) >= max(2, 0.5 * len(header.columns)) and not labelled
    return full >= _SEVERAL


def _numbered(grid: Grid, header: Header) -> bool:
    """Whether rows 1 and 2 of a running number follow a header that has one: two people are a list, too."""
    column = next((c.index for c in header.columns if is_number_header(c.path[-1])), None)
    if column is None:
        return False
    rows = range(header.last + 1, min(header.last + 4, grid.last + 1))
    numbers = [grid.text(row, column).strip(" .") for row in rows]
    return ("1", "2") in set(pairwise(numbers))


def _of_relatives(header: Header) -> bool:
    """Whether a table lists the relatives of somebody: a part of that person's form."""
    return any(starts_with("relation", part) for column in header.columns for part in column.path)


def _other_headers(grid: Grid, finder: HeaderFinder) -> list[Header]:
    """The header of a list whose words nobody knows, or the shape of a list that has none."""
    found = structural_header(grid, finder) or headerless(grid, finder)
    return [found] if found else []


def _headers(grid: Grid, finder: HeaderFinder) -> tuple[list[Header], list[Header]]:
    """All headers from the top down, and those that only repeat the header before them."""
    found: list[Header] = []
    repeats: list[Header] = []
    row, seen, previous = grid.first, 0, 0
    while row <= grid.last:
        filled = grid.leading(row)
        seen += bool(filled)
        free = not found and seen <= _TOP_ROWS
        if filled and (free or ((previous <= 2 or _begins(grid, row, filled)) and _may_start(grid, row, filled))):
            header = finder.at(row)
            if header and not (found and header.first <= found[-1].last):
                (repeats if found and _same(found[-1], header) else found).append(header)
                row, previous = header.last + 1, 0
                continue
        previous = len(filled)
        row += 1
    return found, repeats


def _may_start(grid: Grid, row: int, filled: list[int]) -> bool:
    """A header further down follows a break and does not begin with a running number."""
    return len(filled) >= 3 and not is_integer(grid.row(row)[filled[0]])


def _begins(grid: Grid, row: int, filled: list[int]) -> bool:
    """Whether a row right under data begins with the header of the running number."""
    value = grid.row(row)[filled[0]]
    return isinstance(value, str) and len(value) <= 12 and is_number_header(value)


def _same(one: Header, other: Header) -> bool:
    """Whether a header repeats another: nearly all its texts stand in the same columns there."""
    known = {(c.index, fold(part)) for c in one.columns for part in c.path}
    texts = {(c.index, fold(part)) for c in other.columns for part in c.path}
    return len(known & texts) >= 0.8 * len(texts)
