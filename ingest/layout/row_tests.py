"""Questions asked of single rows under a header, whatever rows are around them."""

from collections.abc import Callable, Sequence
from typing import Final

from ingest.layout.evidence import names_person
from ingest.layout.grid import Grid, has_letters, is_integer, is_typed
from ingest.layout.words import is_collective, ordinal_style
from ingest.model import CellValue, is_blank
from talentdb.text import fold

__all__ = [
    "collective_values",
    "group_numbered",
    "in_brackets",
    "like_above",
    "mostly",
    "only_numbers",
    "plain_record",
    "repeats_header",
    "usual_fill",
]

# Distinct values are gathered so many rows at a time, so that a long list costs no memory.
_CHUNK: Final = 500
# "Ví dụ", "VD:", "Example"
_EXAMPLES: Final = frozenset({"vi", "ví", "vd", "ex"})


def collective_values(grid: Grid, first: int, last: int) -> frozenset[str]:
    """The cell values of some rows that say "collective": looked for once, since hardly any list has one."""
    found: set[str] = set()
    for start in range(first, last + 1, _CHUNK):
        values: set[object] = set()
        for row in range(start, min(start + _CHUNK, last + 1)):
            values.update(grid.row(row))
        short = (v for v in values if isinstance(v, str) and len(v) <= 16 and v[:1] in "tThH ")
        found.update(value for value in short if is_collective(value))
    return frozenset(found)


def only_numbers(cells: tuple[CellValue, ...], filled: list[int]) -> bool:
    """Whether a row holds numbers and dates and no words at all."""
    return not any(has_letters(cells[c]) for c in filled) and all(is_typed(cells[c]) for c in filled)


def repeats_header(grid: Grid, titles: Sequence[dict[int, str]], row: int, filled: list[int]) -> bool:
    """Whether most filled cells say what the header says in the same column, at any one level.

    Args:
        grid: the sheet.
        titles: column index -> folded header text, one for each level.
        row: the row in question.
        filled: its filled columns.
    """
    texts = {c: fold(grid.text(row, c)) for c in filled}
    for level in titles:
        same = sum(level.get(c) == text for c, text in texts.items())
        if same and same >= 0.6 * len(texts) and (same >= 2 or len(texts) == 1 == len(level)):
            return True
    everywhere = {text for level in titles for text in level.values()}
    return len(texts) >= 3 and sum(text in everywhere for text in texts.values()) >= 0.8 * len(texts)


def mostly(test: Callable[[str], bool], texts: Sequence[str]) -> bool:
    """Whether half of the texts there are pass a test."""
    filled = [text for text in texts if text]
    return bool(filled) and sum(map(test, filled)) >= 0.5 * len(filled)


def plain_record(cells: tuple[CellValue, ...]) -> bool:
    """Whether the first four cells of a row are surely a record's: a number, a word, and two more.

    Asked of every row of a long list, so it looks at nothing else.
    """
    if len(cells) < 4 or cells[0].__class__ not in (int, float) or not is_integer(cells[0]):
        return False
    name = cells[1]
    if not isinstance(name, str) or is_blank(cells[2]) or is_blank(cells[3]):
        return False
    return name[:1].isalpha() and name[:2].lower() not in _EXAMPLES


def group_numbered(grid: Grid, row: int, number: int | None) -> bool:
    """Whether the running number of a row is a group's: "I", "A"."""
    value = None if number is None else grid.sheet.cell(row, number)
    return isinstance(value, str) and ordinal_style(value) in ("roman", "letter")


def usual_fill(fills: Sequence[int]) -> int:
    """How many cells a good record has: the upper quartile over the rows with more than one."""
    several = sorted(fill for fill in fills if fill > 1)
    return several[(len(several) - 1) // 2 + len(several) // 4] if several else 0


def in_brackets(grid: Grid, row: int, filled: list[int]) -> bool:
    """Whether a row under a header says how to fill it in: "(chữ in hoa)", "(dd/mm/yyyy)"."""
    texts = [grid.text(row, column) for column in filled]
    return len(texts) > 1 and all(text.startswith("(") and text.endswith(")") and len(text) > 3 for text in texts)


def like_above(
    grid: Grid, row: int, filled: list[int], above: list[int], names: frozenset[int], number: int | None
) -> bool:
    """Whether a row is one more person told the same of as the one above: "Hiệu trưởng" beside a name may be a post.

    Args:
        filled: filled columns of the row; `above`: of the row above it.
        names: the columns in which names of persons stand.
        number: the column of the running number, which the last row may lack.
    """
    told = [c for c in filled if c != number]
    if len(told) < 2 or told != [c for c in above if c != number] or names.isdisjoint(told):
        return False
    return all(names_person(grid.text(r, c)) == (c in names) for r in (row - 1, row) for c in told)
