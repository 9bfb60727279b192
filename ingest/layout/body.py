"""Rows under a header: which are data, under which group they stand, and why each other row is no record.

Every row given comes back either as a body row or as a skipped row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ingest.layout.evidence import names_person, runs
from ingest.layout.grid import Grid, column_numbers, has_letters, is_integer, is_typed
from ingest.layout.groups import Groups, label_of
from ingest.layout.header import Header
from ingest.layout.row_tests import (
    collective_values,
    group_numbered,
    in_brackets,
    like_above,
    mostly,
    only_numbers,
    plain_record,
    repeats_header,
    usual_fill,
)
from ingest.layout.signatures import signature_start, signs_between
from ingest.layout.words import (
    is_group_label,
    is_number_header,
    is_signature,
    is_total_label,
    looks_like_name,
    starts_with,
)
from ingest.model import BodyRow, SkippedRow
from talentdb.text import fold

__all__ = ["Body", "read_body"]

_NOTHING: Final[Mapping[int, str | None]] = MappingProxyType({})
_SAMPLE: Final = 200


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
    fixed: Mapping[int, str | None] = _NOTHING,
) -> Body:
    """Sort the rows `first` to `last` (both included) under a header.

    Args:
        grid: the sheet.
        header: what stands over the rows.
        first: the first row under it.
        last: the last row that may belong to the table.
        group: label that stood over the header and holds for the first rows.
        span: first and last column of one of several tables side by side; None when the rows are all its own.
        fixed: row -> the reason it is no record, or None for a record, where that is settled.
    """
    return _Walker(grid, header, first, last, group, span, fixed).walk()


class _Walker:
    def __init__(
        self,
        grid: Grid,
        header: Header,
        first: int,
        last: int,
        group: tuple[str, ...],
        span: tuple[int, int] | None,
        fixed: Mapping[int, str | None],
    ) -> None:
        self.grid, self.header, self.first, self.last, self.span = grid, header, first, last, span
        self.fixed, self.groups, self.body = fixed, Groups(group), Body()
        self.columns = [c.index for c in header.columns]
        self.left = min(self.columns, default=0)
        self.sample = [r for r in range(first, min(first + _SAMPLE, last + 1)) if len(self.filled(r)) > 1]
        self.number = self._number_column()
        self.titles = [
            {c: fold(grid.covered_text(row, c)) for c in self.columns if grid.covered_text(row, c)}
            for row in header.rows
        ]
        self.names = frozenset(c for c in self.columns if c != self.number and mostly(names_person, self._top(c)))
        self.collective = collective_values(grid, first, last)
        self.numbered = self._mostly_numbered()
        self.usual = usual_fill([len(self.filled(row)) for row in range(first, min(first + 500, last + 1))])
        self.tail = self._tail_start()
        self.narrow = span is not None and span[1] < self.left + 3
        self.signed = False

    def walk(self) -> Body:
        """All rows in order."""
        previous = "header"
        for row in range(self.first, self.last + 1):
            reason = self.fixed.get(row)
            if row not in self.fixed and not (previous == "body" and self._plain(row)):
                reason = self._reason(row, previous)
            if reason is None:
                self.body.rows.append(BodyRow(row, self.groups.labels))
                self.groups.record()
                previous = "body"
            else:
                self.body.skipped.append(SkippedRow(row, reason))
                previous = reason if reason != "blank" else previous
        return self.body

    def _plain(self, row: int) -> bool:
        """One more record as nearly all rows of a long list are: `_inside` would say the same, but slower."""
        if self.number != self.left or self.collective or row >= self.tail or self.narrow:
            return False
        return plain_record(self.grid.row(row)[self.left : self.left + 4])

    def filled(self, row: int) -> list[int]:
        """Filled columns of a row within the table; a table alone owns the row to its end."""
        filled = self.grid.filled(row)
        if self.span is None:
            return filled
        return [column for column in filled if self.span[0] <= column <= self.span[1]]

    def _number_column(self) -> int | None:
        """The column of the running number: by its header, or under an unknown header by its numbers."""
        for column in self.header.columns:
            if any(is_number_header(part) for part in column.path):
                return column.index
        if self.header.number is not None:
            return self.header.number
        values = [self.grid.sheet.cell(row, self.left) for row in self.sample]
        filled = [value for value in values if value is not None]
        running = len(filled) >= 3 and all(is_integer(value) for value in filled) and runs(filled)
        return self.left if running else None

    def _top(self, column: int) -> list[str]:
        """The first texts of a column."""
        return [self.grid.text(r, column) for r in range(self.first, min(self.first + 60, self.last + 1))]

    def _strong(self, row: int, filled: list[int]) -> bool:
        """Surely a record: numbered and with words beside the number, or at least as full as half a header."""
        cells = self.grid.row(row)
        if self.number is not None and self.number in filled and is_integer(cells[self.number]):
            return any(c != self.number and has_letters(cells[c]) for c in filled)
        words = [c for c in filled if has_letters(cells[c])]
        if self.numbered and not (len(words) >= 2 and len(filled) >= max(3, 0.5 * len(self.columns))):
            return False
        if not words or (not self.numbered and len(filled) < max(2, 0.6 * self.usual)):
            return False
        # two signatures side by side look like a short record, but one stands where no names do
        apart = [c for c in words if c not in self.names]
        return not (apart and len(words) == len(filled) and all(names_person(self.grid.text(row, c)) for c in words))

    def _mostly_numbered(self) -> bool:
        values = [] if self.number is None else [self.grid.sheet.cell(r, self.number) for r in self.sample]
        return bool(values) and sum(map(is_integer, values)) >= 0.6 * len(values)

    def _tail_start(self) -> int:
        """First row after the last sure record; names may stand there under signatures."""
        signed = signature_start(self.grid, self.filled, self.first, self.last)
        for row in range(self.last, self.first - 1, -1):
            filled = self.filled(row)
            if filled and self._strong(row, filled) and not self._is_label_row(row, filled):
                return min(row + 1, signed)
        return self.first

    def _is_label_row(self, row: int, filled: list[int]) -> bool:
        """A row that would pass for a record by its fill, but announces signatures or a total."""
        texts = [self.grid.text(row, c) for c in filled]
        if self.number is not None and is_integer(self.grid.sheet.cell(row, self.number)):
            return False
        signs = sum(is_signature(t) for t in texts)
        return signs >= 0.5 * len(texts) or any(is_total_label(t) for t in texts[:2])

    def _reason(self, row: int, previous: str) -> str | None:
        filled = self.filled(row)
        if not filled or self._only_number(row, filled):
            return "blank"
        cells = self.grid.row(row)
        if previous in ("header", "repeated_header", "duplicate_header") and column_numbers(cells, filled):
            return "column_numbers"
        counted = self.number in filled and is_integer(cells[self.number or 0])
        if not counted and repeats_header(self.grid, self.titles, row, filled):
            return "duplicate_header" if previous in ("header", "duplicate_header") else "repeated_header"
        if previous in ("header", "column_numbers") and in_brackets(self.grid, row, filled):
            return "note"
        if row >= self.tail:
            above = self.filled(row - 1) if previous == "body" else []
            one_more = like_above(self.grid, row, filled, above, self.names, self.number)
            return None if one_more else self._in_tail(row, filled, previous)
        if not counted and signs_between(
            self.grid, row, filled, signed=previous == "signature", numbered=self.numbered
        ):
            return "signature"
        return self._inside(row, filled, counted)

    def _inside(self, row: int, filled: list[int], counted: bool) -> str | None:
        if counted and len(filled) > 3 and not self.collective and self._strong(row, filled):
            second = self.grid.text(row, filled[1])
            return "example" if second[:1] in "vVeE" and starts_with("example", second) else None
        texts = [self.grid.text(row, c) for c in filled[:3]]
        if special := self._special(row, filled, texts):
            return special
        label = self._label(row, filled) if len(filled) <= 3 or group_numbered(self.grid, row, self.number) else None
        if label and (counted or group_numbered(self.grid, row, self.number)):
            self.groups.open(label)
            return "group"
        # a total of counts fills as many cells as a record does
        if not (counted and self._strong(row, filled)) and any(is_total_label(t) for t in texts[:2]):
            return "total"
        if self._strong(row, filled):
            return None
        if not counted and len(filled) <= 3 and any(starts_with("motto", t) for t in texts):
            return "title"
        label = label or self._label(row, filled)
        if label:
            self.groups.open(label)
            return "group"
        if self._sums(row, filled):
            return "total"
        return "note" if len(filled) == 1 and len(texts[0]) > 60 else None

    def _in_tail(self, row: int, filled: list[int], previous: str) -> str | None:
        texts = [self.grid.text(row, c) for c in filled]
        if self.signed or any(is_signature(t) for t in texts):
            self.signed = True
            return "signature"
        if any(is_total_label(t) for t in texts[:2]):
            return "total"
        if special := self._special(row, filled, texts):
            return special
        if self._sums(row, filled):
            return "total"
        if self.names and self._is_no_person(row, filled, previous):
            self.signed = len(filled) > 1 or names_person(texts[0])
            return "signature" if self.signed else "note"
        if len(filled) == 1 and self._alone_in_tail(row, filled[0]):
            return "note"
        label = self._label(row, filled)
        if label:
            # A group of which nobody is listed; or, last of all, some line of text.
            self.groups.open(label)
            return "group"
        return None

    def _is_no_person(self, row: int, filled: list[int], previous: str) -> bool:
        """After the last sure record of a list of people: names that stand where no names do, or after a close."""
        cells = self.grid.row(row)
        if any(is_typed(cells[c]) for c in filled):
            return False
        mine = [c for c in filled if c in self.names and looks_like_name(self.grid.text(row, c))]
        if not mine:
            return not (len(filled) == 1 and is_group_label(self.grid.text(row, filled[0])))
        others = [c for c in filled if c not in mine]
        if any(names_person(self.grid.text(row, c)) for c in others):
            return True
        closed = previous in ("total", "note", "signature") or not self.filled(row - 1)
        return closed and self.numbered

    def _alone_in_tail(self, row: int, column: int) -> bool:
        """A single cell after the last record: a remark, unless it could be one more name in the name's column."""
        text = self.grid.text(row, column)
        named = looks_like_name(text) and (column in self.names or mostly(looks_like_name, self._top(column)))
        return not named and not is_group_label(text)

    def _special(self, row: int, filled: list[int], texts: list[str]) -> str | None:
        """Example, note and collective rows, told by their words."""
        if any(t[:1] in "vVeE" and starts_with("example", t) for t in texts[:2]):
            return "example"
        if len(filled) <= 2 and (texts[0].startswith(("*", "(*)")) or starts_with("note", texts[0])):
            return "note"
        if len(filled) == 1 and texts[0].startswith("(") and texts[0].endswith(")"):
            return "note"
        if self.collective and not self.collective.isdisjoint(v for v in self.grid.row(row) if isinstance(v, str)):
            return "collective"
        return None

    def _label(self, row: int, filled: list[int]) -> str | None:
        return label_of(self.grid, row, filled, self.columns, self.number, self.names, self.usual)

    def _only_number(self, row: int, filled: list[int]) -> bool:
        """Pre-numbered rows that nobody filled in."""
        if len(filled) != 1 or not is_integer(self.grid.row(row)[filled[0]]):
            return False
        return filled[0] == self.number or (self.number is None and filled[0] == self.left)

    def _sums(self, row: int, filled: list[int]) -> bool:
        """An unlabelled row of sums: numbers only, no running number, no words."""
        return self.number not in filled and len(self.columns) > 2 and only_numbers(self.grid.row(row), filled)
