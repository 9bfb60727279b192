"""Cutting a sheet into tables: headers by evidence, stacked or side by side, title blocks, other rows by reason."""

from dataclasses import replace

from ingest.layout.body import Body, read_body
from ingest.layout.context import title_context
from ingest.layout.grid import Grid, is_integer
from ingest.layout.header import Header, HeaderFinder
from ingest.layout.kinds import ignored_by_content, ignored_by_name
from ingest.layout.words import group_style, is_group_label, is_number_header, is_signature, is_total_label
from ingest.model import (
    HeaderColumn,
    LayoutProblem,
    Sheet,
    SheetLayout,
    SkippedRow,
    Table,
    Vocabulary,
    column_letter,
)
from talentdb.text import fold

__all__ = ["find_tables"]

# Rows in which the first header is looked for whatever surrounds it; further down it must follow a break.
_TOP_ROWS = 60
# A longer run of blank rows is told as one problem, not row by row: a legal cell may stand in row 1,048,576.
_LONG_BLANK = 500


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> SheetLayout:
    """Find every table of a sheet.

    Returns:
        A layout in which each row of the used range stands exactly once: as header, body row or skipped row of a
        table, in `skipped` where there is no table, or inside a `layout.blank_rows` problem.
    """
    grid = Grid(sheet)
    headers = _headers(grid, HeaderFinder(grid, vocabulary))
    known = max((len(h.columns) for h in headers), default=0)
    ignored = ignored_by_name(sheet.name, known) or (None if headers else ignored_by_content(grid))
    if ignored:
        return SheetLayout(sheet, ignored, ())
    tables = _tables(grid, headers, vocabulary)
    problems: list[LayoutProblem] = []
    skipped: tuple[SkippedRow, ...] = ()
    if not tables:
        problems.append(LayoutProblem("layout.no_table"))
        skipped = tuple(_skip(grid, range(grid.first, grid.last + 1), "note"))
    elif not any(table.rows for table in tables):
        problems.append(LayoutProblem("layout.no_rows", tables[0].header_rows[-1]))
    skipped, runs = _fold_blanks(skipped)
    problems.extend(runs)
    for index, table in enumerate(tables):
        rest, runs = _fold_blanks(table.skipped)
        tables[index] = replace(table, skipped=rest)
        problems.extend(run for run in runs if run not in problems)
    return SheetLayout(sheet, None, tuple(tables), skipped, tuple(problems))


def _skip(grid: Grid, rows: range, reason: str) -> list[SkippedRow]:
    return [SkippedRow(row, reason if grid.filled(row) else "blank") for row in rows]


def _fold_blanks(skipped: tuple[SkippedRow, ...]) -> tuple[tuple[SkippedRow, ...], list[LayoutProblem]]:
    """Take long runs of blank rows out of a list of skipped rows."""
    kept: list[SkippedRow] = []
    run: list[SkippedRow] = []
    problems: list[LayoutProblem] = []
    for entry in (*skipped, None):
        if entry is not None and entry.reason == "blank" and (not run or run[-1].row + 1 == entry.row):
            run.append(entry)
            continue
        if len(run) > _LONG_BLANK:
            ends: dict[str, str | int] = {"first": run[0].row, "last": run[-1].row}
            problems.append(LayoutProblem("layout.blank_rows", run[0].row, ends))
        else:
            kept.extend(run)
        run = []
        if entry is not None:
            (run if entry.reason == "blank" else kept).append(entry)
    return tuple(kept), problems


def _headers(grid: Grid, finder: HeaderFinder) -> list[Header]:
    """All headers from the top down; one that only repeats the header before it is left to the body."""
    found: list[Header] = []
    row, seen, previous = grid.first, 0, 0
    while row <= grid.last:
        filled = grid.filled(row)
        seen += bool(filled)
        free = not found and seen <= _TOP_ROWS
        if filled and (free or (previous <= 2 and _may_start(grid, row, filled))):
            header = finder.at(row)
            if header and not (found and header.first <= found[-1].last):
                if not (found and _same(found[-1], header)):
                    found.append(header)
                row, previous = header.last + 1, 0
                continue
        previous = len(filled)
        row += 1
    return found


def _may_start(grid: Grid, row: int, filled: list[int]) -> bool:
    """A header further down follows a break and does not begin with a running number."""
    return len(filled) >= 3 and not is_integer(grid.row(row)[filled[0]])


def _same(one: Header, other: Header) -> bool:
    """Whether a header repeats another: nearly all its texts stand in the same columns there."""
    known = {(c.index, fold(part)) for c in one.columns for part in c.path}
    texts = {(c.index, fold(part)) for c in other.columns for part in c.path}
    return len(known & texts) >= 0.8 * len(texts)


def _tables(grid: Grid, headers: list[Header], vocabulary: Vocabulary) -> list[Table]:
    starts = [_title_start(grid, h, headers[i - 1].last + 1 if i else grid.first) for i, h in enumerate(headers)]
    tables: list[Table] = []
    context: dict[str, str] = {}
    for index, header in enumerate(headers):
        last = starts[index + 1] - 1 if index + 1 < len(headers) else grid.last
        titles = range(starts[index], header.first)
        context = {**context, **title_context(grid, titles, vocabulary)}
        parts = _split_columns(header)
        for part in parts:
            alone = len(parts) == 1
            span = None if alone else (part.columns[0].index, part.columns[-1].index)
            # The title rows are told once, with the first of tables side by side.
            mine = titles if part is parts[0] else range(0)
            tables.append(_table(grid, part, mine, last, span, context))
    if tables:
        _day_of_signature(grid, tables, vocabulary)
    return tables


def _title_start(grid: Grid, header: Header, earliest: int) -> int:
    """First row of the title block over a header: lone texts and blank rows, not totals or signatures above."""
    if earliest == grid.first:
        return earliest
    row = header.first
    while row > earliest:
        filled = grid.filled(row - 1)
        texts = [grid.text(row - 1, c) for c in filled]
        if len(filled) > 2 or any(is_total_label(t) or is_signature(t) for t in texts):
            break
        if any(is_integer(grid.row(row - 1)[c]) for c in filled):
            break
        row -= 1
    return row


def _split_columns(header: Header) -> list[Header]:
    """Tables side by side under one header row: a second running number, or a gap and the same titles again."""
    columns = header.columns
    cuts = [i for i, c in enumerate(columns) if any(is_number_header(part) for part in c.path)]
    if len(cuts) < 2:
        gaps = [i for i in range(1, len(columns)) if columns[i].index > columns[i - 1].index + 1]
        cuts = [0, *gaps] if gaps else []
    if len(cuts) < 2:
        return [header]
    cuts[0] = 0
    parts = [columns[a:b] for a, b in zip(cuts, [*cuts[1:], len(columns)], strict=True)]
    texts = [{fold(" ".join(c.path)) for c in part} for part in parts]
    alike = all(len(t & texts[0]) >= 0.5 * min(len(t), len(texts[0])) for t in texts[1:])
    if not alike or any(len(part) < 2 for part in parts):
        return [header]
    return [replace(header, columns=part) for part in parts]


def _table(
    grid: Grid, header: Header, titles: range, last: int, span: tuple[int, int] | None, context: dict[str, str]
) -> Table:
    skipped = _skip(grid, titles, "title")
    body = read_body(grid, header, header.last + 1, last, span=span)
    label = _label_above(grid, titles, body)
    if label is not None:
        body = read_body(grid, header, header.last + 1, last, (grid.text(label, grid.filled(label)[0]),), span=span)
        skipped = [SkippedRow(s.row, "group") if s.row == label else s for s in skipped]
    numbers = [entry.row for entry in body.rows] or [header.last + 1]
    return Table(
        header_rows=header.rows,
        first_row=numbers[0],
        last_row=numbers[-1],
        columns=_with_unlabelled(grid, header, body, span),
        rows=tuple(body.rows),
        skipped=(*skipped, *body.skipped),
        context=dict(context),
    )


def _label_above(grid: Grid, titles: range, body: Body) -> int | None:
    """The row right over the header that labels the first group, where later groups repeat label and header."""
    if not any(entry.reason == "repeated_header" for entry in body.skipped):
        return None
    styles = {group_style(label) for entry in body.rows for label in entry.group}
    for row in reversed(titles):
        filled = grid.filled(row)
        if filled:
            text = grid.text(row, filled[0])
            alone = len(filled) == 1 and is_group_label(text)
            return row if alone and group_style(text) in styles else None
    return None


def _with_unlabelled(
    grid: Grid, header: Header, body: Body, span: tuple[int, int] | None
) -> tuple[HeaderColumn, ...]:
    """The header's columns and those in which records hold something under no header."""
    labelled = {column.index for column in header.columns}
    used: set[int] = set()
    for entry in body.rows:
        used.update(grid.filled(entry.row))
    low, high = span or (0, grid.width)
    extra = [HeaderColumn(i, column_letter(i), ()) for i in used - labelled if low <= i <= high]
    return tuple(sorted((*header.columns, *extra), key=lambda column: column.index))


def _day_of_signature(grid: Grid, tables: list[Table], vocabulary: Vocabulary) -> None:
    """Where no title says the day, the line of place and date over the signature does."""
    if any("as_of" in table.context for table in tables):
        return
    rows = [entry.row for entry in tables[-1].skipped if entry.reason == "signature"]
    day = title_context(grid, rows, vocabulary).get("as_of")
    if day:
        tables[:] = [replace(table, context={**table.context, "as_of": day}) for table in tables]
