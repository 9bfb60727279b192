"""Tables side by side under one header: where one ends and the next begins. Decides about columns only."""

import re
from dataclasses import replace

from ingest.layout.grid import Grid
from ingest.layout.header import Header
from ingest.layout.words import is_number_header
from ingest.model import HeaderColumn
from talentdb.text import fold

__all__ = ["group_of", "split_columns"]

_LOOKED_AT = 200
# What stands in brackets, and marks, are no part of a title.
_MARKS = re.compile(r"\([^)]*\)|[*:]")


def split_columns(grid: Grid, header: Header) -> list[Header]:
    """The header cut into those of tables side by side; itself alone when it is one.

    A table begins at a second running number, at a gap after which the same titles come again, or, without any gap,
    where all titles repeat ("Họ tên | Năm sinh | Họ tên | Năm sinh").
    """
    columns = header.columns
    cuts = [i for i, c in enumerate(columns) if any(is_number_header(part) for part in c.path)]
    if len(cuts) < 2:
        cuts = _gaps(grid, header) or _period(columns)
    elif not _alike(columns, cuts) and not set(cuts[1:]) & set(_gaps(grid, header, alike=False)):
        cuts = _period(columns)
    if len(cuts) < 2:
        return [header]
    cuts[0] = 0
    parts = [columns[a:b] for a, b in zip(cuts, [*cuts[1:], len(columns)], strict=True)]
    if any(len(part) < 2 for part in parts):
        return [header]
    return [replace(header, columns=part) for part in parts]


def group_of(part: Header) -> tuple[str, ...]:
    """The label over one of several tables side by side, where it spans all its columns ("TỔ 1")."""
    first = {c.path[0] for c in part.columns if len(c.path) > 1}
    return tuple(first) if len(first) == 1 and all(len(c.path) > 1 for c in part.columns) else ()


def _leaf(column: HeaderColumn) -> str:
    return fold(_MARKS.sub(" ", column.path[-1])) if column.path else ""


def _alike(columns: tuple[HeaderColumn, ...], cuts: list[int]) -> bool:
    """Whether every part has half its titles in common with the first."""
    starts = [0, *cuts[1:]]
    parts = [columns[a:b] for a, b in zip(starts, [*starts[1:], len(columns)], strict=True)]
    texts = [{_leaf(c) for c in part} for part in parts]
    return all(len(t & texts[0]) >= 0.5 * min(len(t), len(texts[0])) for t in texts[1:])


def _gaps(grid: Grid, header: Header, *, alike: bool = True) -> list[int]:
    """Positions after columns that are empty from the header down."""
    columns = header.columns
    gaps = []
    for i in range(1, len(columns)):
        between = range(columns[i - 1].index + 1, columns[i].index)
        if between and not any(_used(grid, header, column) for column in between):
            gaps.append(i)
    if not alike:
        return gaps
    cuts = [0, *gaps]
    return cuts if gaps and _alike(columns, cuts) else []


def _used(grid: Grid, header: Header, column: int) -> bool:
    rows = range(header.last + 1, min(header.last + _LOOKED_AT, grid.last) + 1)
    return any(column in grid.filled(row) for row in rows)


def _period(columns: tuple[HeaderColumn, ...]) -> list[int]:
    """Starts of parts whose titles are all the same, in order; a part has two different titles at least."""
    leaves = [_leaf(c) for c in columns]
    for length in range(2, len(leaves) // 2 + 1):
        if len(leaves) % length == 0 and all(leaves):
            part = leaves[:length]
            same = all(leaves[i : i + length] == part for i in range(0, len(leaves), length))
            if same and len(set(part)) == length:
                return list(range(0, len(leaves), length))
    return []
