"""Finding header rows by evidence, and the path of each column through one to three header levels.

Evidence: known words, only words in the row, numbers or dates below, a row counting the columns, merges.
"""

import re
from collections import Counter
from dataclasses import dataclass

from ingest.layout.evidence import is_datum, names_person
from ingest.layout.grid import Grid, column_numbers, is_typed
from ingest.layout.levels import children_in_gaps, parent_over_rest
from ingest.layout.words import is_neutral_header, is_number_header, starts_with
from ingest.model import HeaderColumn, Vocabulary, column_letter
from talentdb.text import fold

__all__ = ["Header", "HeaderFinder"]

_KNOWN = 0.6
# Two sure headers, or one and the signs of shape, make a header row.
_ENOUGH = 2.0
_MAX_LEVELS = 4
# Distinct texts asked of the vocabulary in one sheet: a list of 20,000 rows has some 100,000, a header some 60.
_MAX_ASKED = 20_000
_LONG = 300
_YEAR = re.compile(r"20[0-4]\d")
# Rows asked whether they say what a row of children says.
_BELOW = 12


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of a header (first to last) and its columns with their paths; `score` is the evidence.

    A list without a header has `last` = `first` - 1. `numbers`: rows between the levels that count the columns;
    `known`: how many columns have a header that the vocabulary knows and that says something. `number`: the column of
    the running number where no header says so.
    """

    first: int
    last: int
    columns: tuple[HeaderColumn, ...]
    score: float
    numbers: tuple[int, ...] = ()
    known: int = 0
    number: int | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """All row numbers of the header."""
        return tuple(row for row in range(self.first, self.last + 1) if row not in self.numbers)


class HeaderFinder:
    """Scores rows of one sheet as headers."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary) -> None:
        self.grid = grid
        self._vocabulary = vocabulary
        self._weights: dict[str, float] = {}

    def weight(self, text: str) -> float:
        """How much a cell looks like a known header; the running number counts as half a header."""
        if not text or len(text) > _LONG:
            return 0.0
        key = fold(text)
        known = self._weights.get(key)
        if known is None:
            if len(self._weights) >= _MAX_ASKED:
                return 0.0
            known = max(self._vocabulary.header_weight(text), 0.8 if is_number_header(text) else 0.0)
            self._weights[key] = known
        return known

    def at(self, row: int) -> Header | None:
        """The header one of whose rows is `row`, when the evidence is enough."""
        anchor = self._anchor(row)
        if anchor is None:
            return None
        first, last = self._extent(anchor)
        columns = self._columns(first, last)
        score = self.row_score(anchor) + self._shape(first, last, [c.index for c in columns])
        known = sum(any(self.weight(p) >= _KNOWN and not is_neutral_header(p) for p in c.path) for c in columns)
        # A payroll has 37 columns of which eight are ours: five sure ones are enough however many others there are.
        # Years or sexes under one unknown parent are one column more that we do not know, not three.
        apart = len({c.path[0] for c in columns})
        if score < _ENOUGH or known < 2 or (known < 0.3 * apart and known < 5):
            return None
        if self._repeated_values(anchor):
            return None
        return self._header(first, last, columns, score, known)

    def as_given(self, rows: tuple[int, ...]) -> Header:
        """The header that somebody says these rows are, whatever is in them."""
        first, last = min(rows), max(rows)
        return self._header(first, last, self._columns(first, last), _ENOUGH, 0)

    def _header(self, first: int, last: int, columns: tuple[HeaderColumn, ...], score: float, known: int) -> Header:
        return Header(first, last, columns, score, tuple(r for r in range(first + 1, last) if self._counts(r)), known)

    def extent(self, row: int) -> tuple[int, ...]:
        """All rows of the header that `row` belongs to."""
        first, last = self._extent(row)
        return tuple(range(first, last + 1))

    @property
    def enough(self) -> float:
        """The evidence that makes a header."""
        return _ENOUGH

    def _counts(self, row: int) -> bool:
        return column_numbers(self.grid.row(row), self.grid.filled(row))

    def holds_data(self, row: int) -> bool:
        """Whether a row has what headers never have: a date, an identifier, an address, a person's name."""
        cells = self.grid.row(row)
        for column in self.grid.filled(row):
            value = cells[column]
            if is_datum(value):
                return True
            if isinstance(value, str) and names_person(value) and self.weight(value.strip()) < _KNOWN:
                return True
        return False

    def row_score(self, row: int) -> float:
        """Sum of the weights of a row's known header cells; 0 where it does not read like a header at all."""
        cells, filled = self.grid.row(row), self.grid.filled(row)
        if len(filled) < 2 or sum(is_typed(cells[c]) for c in filled) > 0.3 * len(filled):
            return 0.0
        if any(starts_with("title", self.grid.text(row, c)) for c in filled[:1]) and len(filled) < 4:
            return 0.0
        if self.holds_data(row):
            return 0.0
        weights = [self.weight(self.grid.text(row, c)) for c in filled]
        return sum(w for w in weights if w >= _KNOWN)

    def _anchor(self, row: int) -> int | None:
        """The strongest of this row and the two below; None when none is strong.

        A parent level may be weak alone ("Trình độ" over everything), so the search looks down, never up.
        """
        scores = {r: self.row_score(r) for r in range(row, min(row + 2, self.grid.last) + 1)}
        if scores[row] <= 0:
            return None
        best = max(scores, key=lambda r: (scores[r], -r))
        return best if scores[best] >= 1.4 else None

    def _extent(self, anchor: int) -> tuple[int, int]:
        first = last = anchor
        for merge in self.grid.merges(anchor):
            if merge.last_row - merge.first_row < _MAX_LEVELS and merge.last_row > merge.first_row:
                if not column_numbers(self.grid.row(merge.last_row), self.grid.filled(merge.last_row)):
                    last = max(last, merge.last_row)
                first = min(first, merge.first_row)
        while first > self.grid.first and anchor - first < 2 and self._is_level_above(first - 1, first):
            first -= 1
        while last - first + 1 < _MAX_LEVELS and last < self.grid.last:
            if self._is_level_below(first, last, last + 1):
                last += 1
            elif last + 1 < self.grid.last and self._counts(last + 1) and self._is_level_below(first, last, last + 2):
                last += 2  # a row that counts the columns between the levels
            else:
                break
        return first, last

    def _is_level_above(self, row: int, below: int) -> bool:
        """A row of parents: known headers of its own, or merges over some (not nearly all) of the columns."""
        filled, under = self.grid.filled(row), self.grid.filled(below)
        if not filled or any(is_typed(self.grid.row(row)[c]) for c in filled):
            return False
        if self.row_score(row) >= 1.0 or parent_over_rest(self.grid, row, below, self.weight):
            return True
        spans = [m for m in self.grid.merges(row) if m.first_row == row == m.last_row]
        narrow = [m for m in spans if 2 <= m.last_column - m.first_column + 1 < 0.7 * max(3, len(under))]
        titled = any(starts_with("title", self.grid.text(row, c)) for c in filled)
        over = [m for m in narrow if sum(m.first_column <= c <= m.last_column for c in under) >= 2]
        return bool(over) and not titled and len(filled) >= 2

    def _is_level_below(self, first: int, last: int, row: int) -> bool:
        """A row of children: words only, under parents that span columns, leaving the single headers alone."""
        cells, filled = self.grid.row(row), self.grid.filled(row)
        if (
            not filled
            or any(is_typed(cells[c]) and not _YEAR.fullmatch(self.grid.text(row, c)) for c in filled)
            or column_numbers(cells, filled)
            or self.holds_data(row)
        ):
            return False
        upper = set(self.grid.filled(last))
        spans = [m for m in self.grid.merges(last) if m.last_row == last and m.last_column > m.first_column]
        in_span = [c for c in filled if any(m.first_column <= c <= m.last_column for m in spans)]
        total = {c for r in range(first, last + 1) for c in self.grid.filled(r)}
        if in_span and len(in_span) == len(filled):
            return len(filled) > 1
        if self._repeated_parents(first, last, row, filled) or (
            not spans and children_in_gaps(self.grid, last, total, row, self.weight)
        ):
            return True
        if in_span or (spans and last > first):
            return False
        fresh = [c for c in filled if c not in total and c > min(upper)]
        # Without merges: children fill columns that the parents leave empty, and never the first column.
        return (
            bool(fresh)
            and min(filled) > min(total)
            and len(filled) <= 0.8 * (len(total) + len(fresh))
            and (sum(self.weight(self.grid.text(row, c)) >= 0.4 for c in filled) >= 0.5 * len(filled))
        )

    def _repeated_parents(self, first: int, last: int, row: int, filled: list[int]) -> bool:
        """Children under parents that are written over each of them, side by side or apart.

        Every parent stands twice at least; the children are all different, and known headers or said nowhere below.
        """
        upper = [fold(self.grid.covered_text(last, c)) for c in range(self.grid.width)]
        if len(filled) < 2 or len(filled) > 0.6 * sum(map(bool, upper)) or last - first > 1:
            return False
        if any(not upper[c] or upper.count(upper[c]) < 2 for c in filled):
            return False
        children = {(upper[c], fold(self.grid.text(row, c))) for c in filled}
        if len(children) < len(filled):
            return False
        if all(self.weight(self.grid.text(row, c)) >= _KNOWN for c in filled):
            return True
        below = range(row + 1, min(row + _BELOW, self.grid.last) + 1)
        said = any(fold(self.grid.text(r, c)) == fold(self.grid.text(row, c)) for r in below for c in filled)
        return not said and any(upper[: min(filled)])

    def _shape(self, first: int, last: int, columns: list[int]) -> float:
        """Evidence that is not words: a row counting the columns, typed cells below, merges down."""
        score = 0.0
        if self._counts(last + 1) or self._counts(last + 2):
            score += 1.0
        below = [row for row in range(last + 1, min(last + 6, self.grid.last + 1)) if self.grid.filled(row)]
        typed = sum(any(is_typed(v) for v in self.grid.row(row)) or self.holds_data(row) for row in below)
        if below and typed >= 0.5 * len(below):
            score += 0.4
        if any(m.last_row > m.first_row for m in self.grid.merges(first)):
            score += 0.4
        if self.grid.text(first, min(columns, default=0)) and is_number_header(
            self.grid.covered_text(first, min(columns))
        ):
            score += 0.4
        return score

    def _repeated_values(self, anchor: int) -> bool:
        """Values repeat in their column ("Nam", "Kinh", "Đại học"), headers do not; but a whole header may."""
        texts = {c: fold(self.grid.text(anchor, c)) for c in self.grid.filled(anchor)}
        if any(is_number_header(text) for text in texts.values()):
            return False  # no record says "STT"
        known = [c for c in texts if self.weight(texts[c]) >= _KNOWN]
        again: Counter[int] = Counter()
        for row in range(max(anchor - 40, self.grid.first), min(anchor + 40, self.grid.last) + 1):
            same = [c for c in texts if fold(self.grid.text(row, c)) == texts[c]]
            if len(same) < 0.8 * len(texts):
                again.update(c for c in same if c in known)
        # Once may be the header of a second table below; twice is a value.
        return sum(count >= 2 for count in again.values()) > len(known) / 3

    def _columns(self, first: int, last: int) -> tuple[HeaderColumn, ...]:
        """Every column that has a header text at some level, with its path."""
        right = max((c for r in range(first, last + 1) for c in self.grid.filled(r)), default=-1)
        for row in range(first, last + 1):
            right = max([right, *(m.last_column for m in self.grid.merges(row) if m.last_row <= last)])
        found = []
        for column in range(right + 1):
            path = self._path(first, last, column)
            if path:
                found.append(HeaderColumn(column, column_letter(column), path))
        return tuple(found)

    def _path(self, first: int, last: int, column: int) -> tuple[str, ...]:
        path: list[str] = []
        seen: list[object] = []
        for row in range(first, last + 1):
            if first < row < last and self._counts(row):
                continue
            text = self.grid.covered_text(row, column)
            merge = self.grid.merge_at(row, column)
            if not text:
                text = self._parent_to_the_left(row, last, column)
            if text and not (merge is not None and merge in seen) and not (path and fold(path[-1]) == fold(text)):
                path.append(text)
            if merge is not None:
                seen.append(merge)
        return tuple(path)

    def _parent_to_the_left(self, row: int, last: int, column: int) -> str:
        """Without merges a parent stands over its first child only: carry it right over further children."""
        lower = range(row + 1, last + 1)
        if not any(self.grid.text(r, column) for r in lower):
            return ""
        for left in range(column - 1, -1, -1):
            if not any(self.grid.text(r, left) for r in lower):
                return ""
            if self.grid.text(row, left) or self.grid.merge_at(row, left):
                return "" if self.grid.merge_at(row, left) else self.grid.text(row, left)
        return ""
