"""Labels and their values in a sheet that is a form: "1) Họ và tên: NGUYỄN VĂN A", label | value, value under label.

Finds pairs; whether they make a person's form is for `person_form`.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingest.layout.grid import Grid, is_typed
from ingest.layout.header import HeaderFinder
from ingest.model import CellValue, display
from talentdb.text import alias_key, clean, fold

__all__ = ["Pair", "bare_label", "beside_pairs", "colon_pairs", "labels_only", "says", "under_pairs"]

_LONGEST_LABEL: Final = 90
_KNOWN: Final = 0.6
_NUMBER: Final = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)\-/:]+\s*(?=\D)", re.IGNORECASE)
_DOTS: Final = re.compile(r"[.…_]{3,}")
# Where one cell says several things: wide blanks, line ends, semicolons; or at a known label before a colon.
_WIDE: Final = re.compile(r"\s{3,}|\t|\n|;\s")
# A label inside a line is surely known, begins with a capital or after a mark, and has this many words at most.
_SURE: Final = 0.8
_LABEL_WORDS: Final = 10
_PHOTO: Final = re.compile(r"ảnh\b.{0,30}(?:\d\s*x\s*\d|màu|thẻ|chân dung|$)")
# The first row of a list of labels may say so itself.
_HEADS_OF_VALUES: Final = frozenset({"gia tri", "noi dung", "thong tin", "value", "noi dung khai", "chi tiet"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A label, its value, and the cell in which the value stands (row, column index from 0).

    `above`: the row of the label where that is another one.
    """

    label: str
    value: CellValue
    row: int
    column: int
    above: int | None = None


def bare_label(text: str) -> str:
    """ "12) Trình độ chuyên môn:" -> "Trình độ chuyên môn"."""
    return _NUMBER.sub("", clean(_DOTS.sub(" ", text))).strip(" :.*-–")


def says(value: CellValue) -> bool:
    """Whether a cell holds a value: dotted lines and the place of a photo do not."""
    text = display(value)
    return any(sign.isalnum() for sign in text) and not (len(text) < 60 and _PHOTO.match(clean(text).lower()))


def colon_pairs(grid: Grid, finder: HeaderFinder, rows: list[int]) -> list[Pair]:
    """Pairs told by a colon or a number: the value in the same cell, else in the next filled one of the row."""
    pairs: list[Pair] = []
    for row in rows:
        waiting = ""
        for column in grid.filled(row):
            value = grid.row(row)[column]
            found, open_label = _inside(value, finder) if isinstance(value, str) else ([], "")
            if waiting and not found and not open_label and says(value):
                pairs.append(Pair(waiting, value, row, column))
            pairs += [Pair(label, text, row, column) for label, text in found]
            waiting = open_label
    return pairs


def _inside(text: str, finder: HeaderFinder) -> tuple[list[tuple[str, str]], str]:
    """Labels and values within one cell, and the label at its end whose value stands elsewhere."""
    found: list[tuple[str, str]] = []
    waiting = ""
    for piece in _pieces(text, finder):
        label, colon, value = piece.partition(":")
        name, said = bare_label(label), _DOTS.sub(" ", value).strip(" .,;")
        numbered = bool(_NUMBER.match(label))
        if not name or len(name) > _LONGEST_LABEL or is_typed(name):
            waiting = ""
        elif colon and says(said) and (numbered or finder.weight(name) >= _KNOWN or len(name.split()) <= 8):
            found.append((name, said))
            waiting = ""
        else:
            dotted = _DOTS.search(value)
            waiting = name if (colon and not dotted) or (numbered and finder.weight(name) >= _KNOWN) else ""
    return found, waiting


def _pieces(text: str, finder: HeaderFinder) -> list[str]:
    pieces: list[str] = []
    for part in _WIDE.split(text):
        if pieces and part and ":" not in part and pieces[-1].rstrip().endswith(":"):
            pieces[-1] = f"{pieces[-1]} {part}"
            continue
        pieces += _at_labels(part, finder)
    return pieces


def _at_labels(line: str, finder: HeaderFinder) -> list[str]:
    """A line cut before each known label that ends at a colon, but the first: "Ngày, tháng, năm sinh:" is one."""
    pieces: list[str] = []
    start, colon = 0, line.find(":")
    while colon >= 0 and (following := line.find(":", colon + 1)) >= 0:
        words = [match.start() for match in re.finditer(r"\S+", line[colon + 1 : following])][-_LABEL_WORDS:]
        best = (_SURE, 0, -1)
        for word in words:
            at = colon + 1 + word
            text = line[at:following]
            free = text[0].isupper() or text[0].isdigit() or line[:at].rstrip()[-1] in ",.-–"
            if free and text[-1].isalpha() | (text[-1] == ")"):
                best = max(best, (finder.weight(bare_label(text)), len(text), at))
        if best[2] >= 0:
            pieces.append(line[start : best[2]].rstrip(" ,.;-–"))
            start = best[2]
        colon = following
    return [*pieces, line[start:]] if line[start:].strip() else pieces


def beside_pairs(grid: Grid, finder: HeaderFinder, rows: list[int]) -> list[list[Pair]]:
    """Columns of bare labels with values right of them: one list of pairs for each column of values.

    Several lists are several persons ("Họ và tên | A | B"), or labels and values twice beside each other.
    """
    filled = {c for row in rows for c in grid.filled(row)}
    # once a row: a sheet may have thousands of columns
    known = {row: _labels_in(grid, finder, row) for row in rows}
    labels = [c for c in sorted(filled) if _is_label_column(grid, known, c)]
    found: list[list[Pair]] = []
    for position, column in enumerate(labels):
        end = labels[position + 1] if position + 1 < len(labels) else max(filled) + 1
        for values in (c for c in sorted(filled) if column < c < end):
            pairs = [
                Pair(bare_label(grid.text(row, column)), grid.sheet.cell(row, values), row, values)
                for row in rows
                if bare_label(grid.text(row, column)) and says(grid.sheet.cell(row, values))
            ]
            if pairs and fold(display(pairs[0].value)) in _HEADS_OF_VALUES:
                pairs = pairs[1:]
            if pairs:
                found.append(pairs)
    return found


def _is_label_column(grid: Grid, labels: Mapping[int, set[int]], column: int) -> bool:
    """Args: labels: columns of known labels, by row."""
    texts = [bare_label(grid.text(row, column)) for row in labels if grid.text(row, column)]
    known = {alias_key(bare_label(grid.text(row, column))) for row, columns in labels.items() if column in columns}
    return len(known) >= 3 and len(known) >= 0.6 * len(texts)


def _labels_in(grid: Grid, finder: HeaderFinder, row: int) -> set[int]:
    """Columns of known labels in a row; what follows a label is its value, also when it is a word of headers."""
    found: set[int] = set()
    label = False
    for column in grid.filled(row):
        label = not label and finder.weight(bare_label(grid.text(row, column))) >= _KNOWN
        if label:
            found.add(column)
    return found


def under_pairs(grid: Grid, finder: HeaderFinder, rows: list[int]) -> list[Pair]:
    """Rows of labels with one row of values under each, two blocks of them at least."""
    pairs: list[Pair] = []
    blocks = 0
    for upper, lower in itertools.pairwise(rows):
        labels, values = grid.filled(upper), grid.filled(lower)
        if not set(values) <= set(labels) or not all(_label(grid, finder, upper, c) for c in labels):
            continue
        if sum(_label(grid, finder, lower, c, _SURE) for c in values) > 0.5 * len(values):
            continue
        blocks += 1
        pairs += [
            Pair(bare_label(grid.text(upper, c)), grid.row(lower)[c], lower, c, upper)
            for c in values
            if says(grid.row(lower)[c])
        ]
    return pairs if blocks >= 2 else []


def labels_only(grid: Grid, finder: HeaderFinder, row: int) -> bool:
    """Whether a row holds known labels and nothing else."""
    return all(_label(grid, finder, row, column) for column in grid.filled(row))


def _label(grid: Grid, finder: HeaderFinder, row: int, column: int, least: float = _KNOWN) -> bool:
    """Whether a cell is a known label alone; one with its value after a colon is not."""
    if grid.text(row, column).partition(":")[2].strip():
        return False
    return finder.weight(bare_label(grid.text(row, column))) >= least
