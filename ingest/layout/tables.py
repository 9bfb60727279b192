"""Headers to tables: where each ends, which rows stand over it, what its title block says, its spare columns."""

from collections.abc import Mapping
from dataclasses import replace

from ingest.layout.account import skip
from ingest.layout.beside import group_of, split_columns
from ingest.layout.body import Body, read_body
from ingest.layout.context import title_context
from ingest.layout.evidence import names_person
from ingest.layout.grid import Grid, is_integer
from ingest.layout.header import Header
from ingest.layout.words import (
    group_style,
    is_group_label,
    is_signature,
    is_total_label,
    starts_with,
    without_ordinal,
)
from ingest.model import HeaderColumn, SkippedRow, Table, Vocabulary, column_letter, is_blank

__all__ = ["make_tables"]

# A title block that a page break repeats has a few lines.
_TITLE_LINES = 12


def make_tables(
    grid: Grid,
    headers: list[Header],
    repeats: list[Header],
    vocabulary: Vocabulary,
    fixed: Mapping[int, str | None],
) -> list[Table]:
    """The tables under some headers, from the top down.

    Args:
        grid: the sheet.
        headers: those that begin a table each, or several side by side.
        repeats: headers inside a table that say the same again.
        vocabulary: what title lines mean.
        fixed: rows whose reason is settled (None: a record), whatever they look like.
    """
    starts = [_title_start(grid, h, headers[i - 1].last + 1 if i else grid.first) for i, h in enumerate(headers)]
    known = {**_repeated_titles(grid, repeats), **fixed}
    spans = [range(start, h.first) for start, h in zip(starts, headers, strict=True)]
    tables: list[Table] = []
    context: dict[str, str] = {}
    for index, header in enumerate(headers):
        last = starts[index + 1] - 1 if index + 1 < len(headers) else grid.last
        titles = spans[index]
        context = {**context, **title_context(grid, titles, vocabulary)}
        parts = split_columns(grid, header)
        for part in parts:
            span = None if len(parts) == 1 else (part.columns[0].index, part.columns[-1].index)
            # The title rows are told once, with the first of tables side by side.
            mine = titles if part is parts[0] else range(0)
            label = _label_before(grid, titles) if index and tables and tables[-1].rows else None
            label = label or (_first_label(grid, titles, spans[1:]) if not index else None)
            tables.append(_table(grid, part, mine, last, span, context, known, label))
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


def _repeated_titles(grid: Grid, repeats: list[Header]) -> dict[int, str | None]:
    """Rows of the title blocks that a page break repeats over a repeated header; none where no line is a title."""
    found: dict[int, str | None] = {}
    for header in repeats:
        block = []
        for row in range(header.first - 1, max(header.first - _TITLE_LINES, grid.first) - 1, -1):
            filled = grid.filled(row)
            texts = [grid.text(row, c) for c in filled]
            if len(filled) > 3 or any(is_integer(grid.row(row)[c]) for c in filled):
                break
            if any(is_total_label(t) or is_signature(t) or names_person(t) for t in texts):
                break
            if filled:
                block.append(row)
        marked = [row for row in block if any(starts_with("title", grid.text(row, c)) for c in grid.filled(row))]
        for row in block:
            # under the last title line stands the label of a group
            if marked and (row <= max(marked) or not is_group_label(grid.text(row, grid.filled(row)[0]))):
                found[row] = "title"
    return found


def _table(
    grid: Grid,
    header: Header,
    titles: range,
    last: int,
    span: tuple[int, int] | None,
    context: dict[str, str],
    fixed: Mapping[int, str | None],
    label: int | None,
) -> Table:
    skipped = skip(grid, titles, "title")
    group = group_of(header) if span else ()
    body = read_body(grid, header, header.last + 1, last, group, span=span, fixed=fixed)
    label = label or _label_above(grid, titles, body)
    if label is not None:
        group = (grid.text(label, grid.filled(label)[0]),)
        body = read_body(grid, header, header.last + 1, last, group, span=span, fixed=fixed)
        skipped = [SkippedRow(s.row, "group") if s.row == label else s for s in skipped]
    skipped += [SkippedRow(row, "column_numbers") for row in header.numbers]
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


def _label_before(grid: Grid, titles: range) -> int | None:
    """The one line between two tables when it is the label of a group ("PHÒNG HAI")."""
    lines = [row for row in titles if grid.filled(row)]
    if len(lines) != 1 or len(grid.filled(lines[0])) != 1:
        return None
    text = grid.text(lines[0], grid.filled(lines[0])[0])
    return lines[0] if is_group_label(text) and not starts_with("title", without_ordinal(text)) else None


def _first_label(grid: Grid, titles: range, later: list[range]) -> int | None:
    """The line over the first header that labels its rows as lines over later headers do ("LỚP 1A" … "LỚP 1B")."""
    labels = [row for row in (_label_before(grid, lines) for lines in later) if row is not None]
    lines = [row for row in titles if grid.filled(row)][-1:]
    if not labels or not lines or len(grid.filled(lines[0])) != 1:
        return None
    text = grid.text(lines[0], grid.filled(lines[0])[0])
    styles = {group_style(grid.text(row, grid.filled(row)[0])) for row in labels}
    return lines[0] if is_group_label(text) and group_style(text) in styles else None


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
    low, high = span or (0, grid.width - 1)
    others = [i for i in range(low, high + 1) if i not in labelled]
    used = [i for i in others if any(not is_blank(grid.sheet.cell(entry.row, i)) for entry in body.rows)]
    extra = [HeaderColumn(i, column_letter(i), ()) for i in used]
    return tuple(sorted((*header.columns, *extra), key=lambda column: column.index))


def _day_of_signature(grid: Grid, tables: list[Table], vocabulary: Vocabulary) -> None:
    """Where no title says the day, the line of place and date over the signature does."""
    if any("as_of" in table.context for table in tables):
        return
    rows = [entry.row for entry in tables[-1].skipped if entry.reason == "signature"]
    day = title_context(grid, rows, vocabulary).get("as_of")
    if day:
        tables[:] = [replace(table, context={**table.context, "as_of": day}) for table in tables]
