"""Labels and their values in a sheet that is a form: "1) Họ và tên: NGUYỄN VĂN A", label | value, value under label.

Finds pairs; whether they make a person's form is for `person_form`.
"""

import itertools
import re
from dataclasses import dataclass
from typing import Final

from ingest.layout.grid import Grid, is_typed
from ingest.layout.header import HeaderFinder
from ingest.model import CellValue, is_blank
from talentdb.text import alias_key, clean

__all__ = ["Pair", "bare_label", "beside_pairs", "colon_pairs", "under_pairs"]

_LONGEST_LABEL: Final = 90
_KNOWN: Final = 0.6
_NUMBER: Final = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)\-/:]+\s*(?=\D)", re.IGNORECASE)
_DOTS: Final = re.compile(r"[.…_]{3,}")
# Where one cell says several things: wide blanks, line ends, semicolons, or a comma before a known label.
_WIDE: Final = re.compile(r"\s{3,}|\t|\n|;\s")
_NEXT: Final = re.compile(r"[,.]\s+(?=([^:,.;]{2,40}):)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label, its value, and the cell in which the value stands (row, column index from 0)."""

    label: str
    value: CellValue
    row: int
    column: int


def bare_label(text: str) -> str:
    """ "12) Trình độ chuyên môn:" -> "Trình độ chuyên môn"."""
    return _NUMBER.sub("", clean(_DOTS.sub(" ", text))).strip(" :.*-–")


def colon_pairs(grid: Grid, finder: HeaderFinder, rows: list[int]) -> list[Pair]:
    """Pairs told by a colon or a number: the value in the same cell, else in the next filled one of the row."""
    pairs: list[Pair] = []
    for row in rows:
        waiting = ""
        for column in grid.filled(row):
            value = grid.row(row)[column]
            found, open_label = _inside(value, finder) if isinstance(value, str) else ([], "")
            if waiting and not found and not open_label:
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
        elif colon and said and (numbered or finder.weight(name) >= _KNOWN or len(name.split()) <= 8):
            found.append((name, said))
            waiting = ""
        else:
            waiting = name if colon or (numbered and finder.weight(name) >= _KNOWN) else ""
    return found, waiting


def _pieces(text: str, finder: HeaderFinder) -> list[str]:
    pieces: list[str] = []
    for part in _WIDE.split(text):
        if pieces and part and ":" not in part and pieces[-1].rstrip().endswith(":"):
            pieces[-1] = f"{pieces[-1]} {part}"
            continue
        start = 0
        for match in _NEXT.finditer(part):
            # "Ngày, tháng, năm sinh:" is one label; a value comes before the next one
            if ":" in part[start : match.start()] and finder.weight(bare_label(match[1])) >= 0.8:
                pieces.append(part[start : match.start()])
                start = match.end()
        if part[start:].strip():
            pieces.append(part[start:])
    return pieces


def beside_pairs(grid: Grid, finder: HeaderFinder, rows: list[int]) -> list[list[Pair]]:
    """Columns of bare labels with values right of them: one list of pairs for each column of values.

    Several lists are several persons ("Họ và tên | A | B"), or labels and values twice beside each other.
    """
    filled = {c for row in rows for c in grid.filled(row)}
    labels = [c for c in sorted(filled) if _is_label_column(grid, finder, rows, c)]
    found: list[list[Pair]] = []
    for position, column in enumerate(labels):
        end = labels[position + 1] if position + 1 < len(labels) else max(filled) + 1
        for values in (c for c in sorted(filled) if column < c < end):
            pairs = [
                Pair(bare_label(grid.text(row, column)), grid.sheet.cell(row, values), row, values)
                for row in rows
                if grid.text(row, column) and not is_blank(grid.sheet.cell(row, values))
            ]
            if pairs:
                found.append(pairs)
    return found


def _is_label_column(grid: Grid, finder: HeaderFinder, rows: list[int], column: int) -> bool:
    texts = [bare_label(grid.text(row, column)) for row in rows if grid.text(row, column)]
    known = {alias_key(text) for text in texts if finder.weight(text) >= _KNOWN}
    return len(known) >= 3 and len(known) >= 0.6 * len(texts)


def under_pairs(grid: Grid, finder: HeaderFinder, rows: list[int]) -> list[Pair]:
    """Rows of labels with one row of values under each, two blocks of them at least."""
    pairs: list[Pair] = []
    blocks = 0
    for upper, lower in itertools.pairwise(rows):
        labels, values = grid.filled(upper), grid.filled(lower)
        if not set(values) <= set(labels) or not all(_label(grid, finder, upper, c) for c in labels):
            continue
        if sum(_label(grid, finder, lower, c) for c in values) > 0.5 * len(values):
            continue
        blocks += 1
        pairs += [Pair(bare_label(grid.text(upper, c)), grid.row(lower)[c], lower, c) for c in values]
    return pairs if blocks >= 2 else []


def _label(grid: Grid, finder: HeaderFinder, row: int, column: int) -> bool:
    return finder.weight(bare_label(grid.text(row, column))) >= _KNOWN
