"""Group rows: which rows are labels over others, what they say, and which labels hold at a row."""

from typing import Final

from ingest.layout.evidence import names_person
from ingest.layout.grid import Grid, has_letters, is_integer, is_typed
from ingest.layout.words import group_style, is_group_label, looks_like_name, ordinal_style
from ingest.model import is_blank

__all__ = ["Groups", "label_of"]

# A label is a line, a remark a sentence or two.
_LONGEST: Final = 120
# Rows before and after asked whether units are what is listed.
_NEAR: Final = 10


class Groups:
    """The labels that hold at a row, outermost first."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        self._open = [(group_style(label), label) for label in labels]
        self._used = True  # whether a record has come since the last label

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands over the row at hand."""
        return tuple(label for _, label in self._open)

    def record(self) -> None:
        """A record has come under the labels."""
        self._used = True

    def open(self, label: str) -> None:
        """A label closes the level of its own style and all below; "Khoa Nội" also closes "Phòng Y tế" before it.

        Numbered levels lie outside those told by their first word; two labels with no record between them nest.
        """
        style = group_style(label)
        styles = [known for known, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        elif ordinal_style(label):
            self._open = [group for group in self._open if ordinal_style(group[1])]
        elif self._open and not ordinal_style(self._open[-1][1]) and self._used:
            self._open.pop()
        self._open.append((style, label))
        self._used = False


def label_of(
    grid: Grid, row: int, filled: list[int], columns: list[int], number: int | None, names: frozenset[int], usual: int
) -> str | None:
    """The label of a group row: one text alone, or a number of its own kind and a text, or a wide merge.

    Args:
        grid: the sheet.
        row: the row.
        filled: its filled columns within the table.
        columns: the table's columns.
        number: the column of the running number, if there is one.
        names: the columns in which names of persons stand.
        usual: how many cells a good record has.
    """
    cells = grid.row(row)
    words = [c for c in filled if has_letters(cells[c])]
    if not words or len(words) > 2:
        return None
    merged = _merged_wide(grid, row, len(columns))
    text = grid.text(row, words[-1])
    if len(words) == 2:
        counts = all(is_integer(cells[c]) for c in filled if c not in words)
        return _numbered(grid.text(row, words[0]).rstrip(" ."), text) if counts or len(filled) <= 3 else None
    others = [c for c in filled if c not in words]
    if number in others and not merged:
        return _numbered_unit(grid, row, number, text, filled, names, usual)
    if merged and len(filled) == 1:
        return text
    if others and not names and not _numbered_label(text) and _units_listed(grid, row, words[0]):
        return None
    if any(not is_typed(cells[c]) for c in others) or (len(others) > 3 and not is_group_label(text)):
        return None
    if names_person(text) or (words[0] in names and looks_like_name(text) and not _labelled(text)):
        return None
    if is_group_label(text) or words[0] == number or (words[0] == min(columns) and len(filled) == 1 and not names):
        return text
    if len(filled) > 1 or len(text) > _LONGEST:
        return None
    if words[0] == min(columns) and words[0] not in names:
        return text
    if text.isupper() and not looks_like_name(text.title()):
        return text
    # among records of many cells, a text that is no name stands alone for no person
    return text if names and usual >= 4 and words[0] in names and not looks_like_name(text) else None


def _numbered_label(text: str) -> bool:
    return ordinal_style(text) is not None


def _units_listed(grid: Grid, row: int, column: int) -> bool:
    """Whether units are what this table lists: a school whose running number is missing is no group of schools."""
    near = [r for r in range(max(grid.first, row - _NEAR), min(grid.last, row + _NEAR) + 1) if r != row]
    texts = [text for r in near if len(grid.filled(r)) > 1 and (text := grid.text(r, column))]
    return len(texts) >= 3 and sum(is_group_label(text) for text in texts) >= 0.6 * len(texts)


def _labelled(text: str) -> bool:
    return is_group_label(text) and not names_person(text)


def _numbered(ordinal: str, text: str) -> str | None:
    if is_blank(ordinal) or ordinal_style(ordinal) is None or names_person(text):
        return None
    return f"{ordinal}. {text}"


def _numbered_unit(
    grid: Grid, row: int, number: int | None, text: str, filled: list[int], names: frozenset[int], usual: int
) -> str | None:
    """ "1 | PHÒNG NỘI VỤ" between rows of persons; a number and a name is a record nobody filled in further."""
    if number is None or not is_integer(grid.sheet.cell(row, number)):
        return None
    alone = len(filled) == 2 and usual >= 4 and bool(names)
    if alone and is_group_label(text) and not names_person(text):
        return f"{grid.text(row, number).rstrip(' .')}. {text}"
    return None


def _merged_wide(grid: Grid, row: int, width: int) -> bool:
    """Whether a merge covers half of the table in this row alone."""
    return any(
        m.first_row == row == m.last_row and m.last_column - m.first_column + 1 >= max(3, 0.5 * width)
        for m in grid.merges(row)
    )
