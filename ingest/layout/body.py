"""Rows under a header: which are data, under which group they stand, and why each other row is no record.

Every row given comes back either as a body row or as a skipped row.
"""

from dataclasses import dataclass, field

from ingest.layout.grid import Grid, column_numbers, has_letters, is_integer, is_typed
from ingest.layout.header import Header
from ingest.layout.words import (
    group_style,
    is_collective,
    is_group_label,
    is_number_header,
    is_signature,
    is_total_label,
    looks_like_name,
    ordinal_style,
    starts_with,
)
from ingest.model import BodyRow, SkippedRow, is_blank
from talentdb.text import fold

__all__ = ["Body", "read_body"]


@dataclass(slots=True)
class Body:
    """Rows of one table as they are sorted out, in order."""

    rows: list[BodyRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)


def read_body(
    grid: Grid,
    header: Header,
    first: int,
    last: int,
    group: tuple[str, ...] = (),
    *,
    span: tuple[int, int] | None = None,
) -> Body:
    """Sort the rows `first` to `last` (both included) under a header.

    Args:
        group: label that stood over the header and holds for the first rows.
        span: first and last column of one of several tables side by side; None when the rows are all its own.
    """
    walker = _Walker(grid, header, first, last, span)
    walker.groups = [(group_style(label), label) for label in group]
    return walker.walk()


class _Walker:
    def __init__(self, grid: Grid, header: Header, first: int, last: int, span: tuple[int, int] | None) -> None:
        self.grid, self.header, self.first, self.last, self.span = grid, header, first, last, span
        self.columns = [c.index for c in header.columns]
        self.left = min(self.columns)
        self.number = next((c.index for c in header.columns if any(is_number_header(p) for p in c.path)), None)
        self.titles = [
            {c: fold(grid.covered_text(row, c)) for c in self.columns if grid.covered_text(row, c)}
            for row in header.rows
        ]
        self.groups: list[tuple[str, str]] = []
        self.used = True  # whether a record has come since the last label
        self.body = Body()
        self.numbered = self._mostly_numbered()
        self.usual = self._usual_fill()
        self.tail = self._tail_start()
        self.signed = False

    def walk(self) -> Body:
        """All rows in order."""
        previous = "header"
        for row in range(self.first, self.last + 1):
            reason = self._reason(row, previous)
            if reason is None:
                self.body.rows.append(BodyRow(row, tuple(label for _, label in self.groups)))
                previous, self.used = "body", True
            else:
                self.body.skipped.append(SkippedRow(row, reason))
                previous = reason if reason != "blank" else previous
        return self.body

    def filled(self, row: int) -> list[int]:
        """Filled columns of a row within the table; a table alone owns the row to its end."""
        filled = self.grid.filled(row)
        if self.span is None:
            return filled
        return [column for column in filled if self.span[0] <= column <= self.span[1]]

    def _strong(self, row: int, filled: list[int]) -> bool:
        """Surely a record: numbered and with words beside the number, or at least as full as half a header."""
        cells = self.grid.row(row)
        if self.number is not None and self.number in filled and is_integer(cells[self.number]):
            return any(c != self.number and has_letters(cells[c]) for c in filled)
        words = [c for c in filled if has_letters(cells[c])]
        if self.numbered:
            return len(words) >= 2 and len(filled) >= max(3, 0.5 * len(self.columns))
        return len(words) >= 1 and len(filled) >= max(2, 0.6 * self.usual)

    def _usual_fill(self) -> int:
        """How many cells a good record has: the upper quartile over the rows with more than one."""
        fills = sorted(
            len(f) for f in map(self.filled, range(self.first, min(self.first + 500, self.last + 1))) if len(f) > 1
        )
        return fills[(len(fills) - 1) // 2 + len(fills) // 4] if fills else 0

    def _mostly_numbered(self) -> bool:
        if self.number is None:
            return False
        sample = [r for r in range(self.first, min(self.first + 200, self.last + 1)) if len(self.filled(r)) > 1]
        numbered = sum(is_integer(self.grid.sheet.cell(r, self.number)) for r in sample)
        return numbered >= 0.6 * len(sample) and bool(sample)

    def _tail_start(self) -> int:
        """First row after the last sure record; names may stand there under signatures."""
        signed = self._signature_start()
        for row in range(self.last, self.first - 1, -1):
            filled = self.filled(row)
            if filled and self._strong(row, filled) and not self._is_label_row(row, filled):
                return min(row + 1, signed)
        return self.first

    def _signature_start(self) -> int:
        """First row of nothing but signature titles under which no number and no date stands any more."""
        start = self.last + 1
        for row in range(self.last, self.first - 1, -1):
            cells, filled = self.grid.row(row), self.filled(row)
            texts = [self.grid.text(row, c) for c in filled]
            if any(is_typed(cells[c]) for c in filled) or any(len(t) > 90 for t in texts):
                break
            if texts and all(is_signature(t) for t in texts):
                start = row
        return start

    def _is_label_row(self, row: int, filled: list[int]) -> bool:
        """A row that would pass for a record by its fill, but announces signatures or a total."""
        texts = [self.grid.text(row, c) for c in filled]
        numbered = self.number is not None and is_integer(self.grid.sheet.cell(row, self.number))
        if numbered:
            return False
        signs = sum(is_signature(t) for t in texts)
        return signs >= 0.5 * len(texts) or any(is_total_label(t) for t in texts[:2])

    def _reason(self, row: int, previous: str) -> str | None:
        filled = self.filled(row)
        if not filled:
            return "blank"
        cells = self.grid.row(row)
        if self._only_number(row, filled):
            return "blank"
        if previous in ("header", "repeated_header", "duplicate_header") and column_numbers(cells, filled):
            return "column_numbers"
        counted = self.number in filled and is_integer(cells[self.number or 0])
        if not counted and self._repeats_header(row, filled):
            return "duplicate_header" if previous in ("header", "duplicate_header") else "repeated_header"
        if row < self.tail:
            return self._inside(row, filled)
        return self._in_tail(row, filled)

    def _inside(self, row: int, filled: list[int]) -> str | None:
        texts = [self.grid.text(row, c) for c in filled[:3]]
        strong = self._strong(row, filled)
        special = self._special(row, filled, texts)
        if special:
            return special
        if strong:
            return None
        if any(is_total_label(t) for t in texts[:2]):
            return "total"
        label = self._group_label(row, filled)
        if label:
            self._open_group(label)
            return "group"
        if self._all_numbers(row, filled):
            return "total"
        if len(filled) == 1 and len(texts[0]) > 60:
            return "note"
        return None

    def _in_tail(self, row: int, filled: list[int]) -> str | None:
        texts = [self.grid.text(row, c) for c in filled]
        if self.signed or any(is_signature(t) for t in texts):
            self.signed = True
            return "signature"
        if any(is_total_label(t) for t in texts[:2]):
            return "total"
        special = self._special(row, filled, texts)
        if special:
            return special
        if self._all_numbers(row, filled):
            return "total"
        if len(filled) == 1 and self._alone_in_tail(row, filled[0]):
            return "note"
        label = self._group_label(row, filled)
        if label:
            # A group of which nobody is listed; or, last of all, some line of text.
            self._open_group(label)
            return "group"
        return None

    def _alone_in_tail(self, row: int, column: int) -> bool:
        """A single cell after the last record: a remark, unless it could be one more name in the name's column."""
        text = self.grid.text(row, column)
        return not (looks_like_name(text) and self._is_name_column(column)) and not is_group_label(text)

    def _special(self, row: int, filled: list[int], texts: list[str]) -> str | None:
        """Example, note and collective rows, told by their words."""
        if any(starts_with("example", t) for t in texts[:2]):
            return "example"
        if len(filled) <= 2 and (starts_with("note", texts[0]) or texts[0].startswith(("*", "(*)", "Ghi chú"))):
            return "note"
        if any(self._may_be_collective(row, c) and is_collective(self.grid.text(row, c)) for c in filled):
            return "collective"
        return None

    def _may_be_collective(self, row: int, column: int) -> bool:
        """A cheap look before the words are asked: the words are short and begin with T or H."""
        value = self.grid.row(row)[column]
        return isinstance(value, str) and len(value) <= 16 and value.lstrip()[:1] in "tThH"

    def _only_number(self, row: int, filled: list[int]) -> bool:
        """Pre-numbered rows that nobody filled in."""
        if len(filled) != 1 or not is_integer(self.grid.row(row)[filled[0]]):
            return False
        return filled[0] == self.number or (self.number is None and filled[0] == self.left)

    def _all_numbers(self, row: int, filled: list[int]) -> bool:
        """An unlabelled row of sums: numbers only, no running number, no words."""
        cells = self.grid.row(row)
        if any(has_letters(cells[c]) for c in filled) or not all(is_typed(cells[c]) for c in filled):
            return False
        return self.number not in filled and len(self.columns) > 2

    def _repeats_header(self, row: int, filled: list[int]) -> bool:
        """Whether most filled cells say what the header says in the same column, at any one level."""
        texts = {c: fold(self.grid.text(row, c)) for c in filled}
        for titles in self.titles:
            same = sum(titles.get(c) == text for c, text in texts.items())
            if same and same >= 0.6 * len(texts) and (same >= 2 or len(texts) == 1 == len(titles)):
                return True
        everywhere = {text for titles in self.titles for text in titles.values()}
        return len(texts) >= 3 and sum(text in everywhere for text in texts.values()) >= 0.8 * len(texts)

    def _group_label(self, row: int, filled: list[int]) -> str | None:
        """The label of a group row: one text alone, or a number of its own kind and a text, or a wide merge."""
        cells = self.grid.row(row)
        words = [c for c in filled if has_letters(cells[c])]
        if not words or len(words) > 2:
            return None
        merged = any(
            m.first_row == row == m.last_row and m.last_column - m.first_column + 1 >= max(3, 0.5 * len(self.columns))
            for m in self.grid.merges(row)
        )
        text = self.grid.text(row, words[-1])
        if len(words) == 2:
            ordinal = self.grid.text(row, words[0]).rstrip(" .")
            return f"{ordinal}. {text}" if _is_ordinal(ordinal) else None
        others = [c for c in filled if c not in words]
        if self.number in others and not merged:
            return None  # a running number and a name: a record nobody filled in further
        if merged and len(filled) == 1:
            return text
        if any(not is_typed(cells[c]) for c in others) or (len(others) > 3 and not is_group_label(text)):
            return None
        if self._is_name_column(words[0]) and looks_like_name(text) and not is_group_label(text):
            return None
        if is_group_label(text) or words[0] == self.number or (words[0] == self.left and len(filled) == 1):
            return text
        return text if len(filled) == 1 and text.isupper() and not looks_like_name(text.title()) else None

    def _is_name_column(self, column: int) -> bool:
        """Whether names stand in a column: two thirds of what is filled there looks like one."""
        seen = [self.grid.text(r, column) for r in range(self.first, min(self.first + 60, self.last + 1))]
        seen = [text for text in seen if text]
        return bool(seen) and sum(looks_like_name(t) for t in seen) >= 0.5 * len(seen)

    def _open_group(self, label: str) -> None:
        """A label closes the level of its own style and all below; "Khoa Nội" also closes "Phòng Y tế" before it.

        Numbered levels lie outside those told by their first word; two labels with no record between them nest.
        """
        style = group_style(label)
        styles = [known for known, _ in self.groups]
        if style in styles:
            del self.groups[styles.index(style) :]
        elif ordinal_style(label):
            self.groups = [group for group in self.groups if ordinal_style(group[1])]
        elif self.groups and not ordinal_style(self.groups[-1][1]) and self.used:
            self.groups.pop()
        self.groups.append((style, label))
        self.used = False


def _is_ordinal(text: str) -> bool:
    return not is_blank(text) and ordinal_style(text) is not None
