"""A sheet drawn as its sender knows it, coloured by what was understood: headers, people, groups, totals, doubts.

Pure: a window of texts, the stored understanding and the problems in, HTML out. Reads nothing, decides nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from dashboards import labels

__all__ = ["Reading", "as_html", "reading_of"]

_WORST: Final = ("error", "warning", "info")
_DOUBTFUL: Final = 0.75
"""Below this a column's meaning is shown with a question mark."""
_TEXT_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class _Region:
    """A table: its columns (index -> item), header rows, and why rows in it are no records."""

    columns: Mapping[str, Mapping[str, Any]]
    header_rows: frozenset[int]
    first_row: int
    last_row: int
    skipped: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one sheet: tables, rows of no table, and the worst problem a cell with its message."""

    regions: tuple[_Region, ...] = ()
    skipped: Mapping[int, str] = field(default_factory=dict)
    problems: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def row_kind(self, row: int) -> str:
        """header, record, or why the row is none; "" for a row that nothing was said about."""
        for region in self.regions:
            if row in region.header_rows:
                return "header"
            if row in region.skipped:
                return region.skipped[row]
            if region.first_row <= row <= region.last_row:
                return "record"
        return self.skipped.get(row, "")


def reading_of(sheet: Mapping[str, Any], problems: Iterable[Mapping[str, Any]]) -> Reading:
    """The reading of one sheet out of a submission's `understanding` and its problems (those of this sheet)."""
    regions = tuple(
        _Region(
            {item["column"]: item for item in table["columns"]},
            frozenset(table["header_rows"]),
            table["first_row"],
            table["last_row"],
            {entry["row"]: entry["reason"] for entry in table["skipped"]},
        )
        for table in sheet.get("tables", ())
    )
    worst: dict[str, tuple[str, str]] = {}
    for item in problems:
        cell = item.get("cell")
        if cell and (cell not in worst or _WORST.index(item["severity"]) < _WORST.index(worst[cell][0])):
            worst[cell] = item["severity"], item["message"]
    return Reading(regions, {entry["row"]: entry["reason"] for entry in sheet.get("skipped", ())}, worst)


def as_html(window: Mapping[str, Any], reading: Reading) -> str:
    """The window as a table: letters and meanings above, row numbers and kinds at the left."""
    letters: Sequence[str] = window["letters"]
    spans = {(row, column): (rows, columns) for row, column, rows, columns in window["merges"]}
    covered = {
        (row + down, column + right)
        for (row, column), (rows, columns) in spans.items()
        for down in range(rows)
        for right in range(columns)
        if down or right
    }
    head = "".join(_head(letter, reading) for letter in letters)
    body = "".join(_row(row, letters, reading, spans, covered) for row in window["rows"])
    corner = f'<th class="no" scope="col">{escape(labels.PICTURE_ROW)}</th>'
    return (
        f'<div class="picture" role="region" tabindex="0" aria-label="{escape(labels.PICTURE)}"><table>'
        f"<thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(letter: str, reading: Reading) -> str:
    """A column's letter, and what each table took it for."""
    items = [region.columns[letter] for region in reading.regions if letter in region.columns]
    words = []
    for name, confidence in dict.fromkeys((item["field"], item.get("confidence") or 0.0) for item in items):
        if name:
            doubt = "?" if confidence < _DOUBTFUL else ""
            kind = "doubt" if doubt else "sure"
            words.append(f'<span class="{kind}">{escape(labels.FIELD.get(name, name))}{doubt}</span>')
    if items and not words:
        words.append(f'<span class="unused">{escape(labels.PICTURE_UNUSED)}</span>')
    return f'<th scope="col"><b>{letter}</b>{"".join(words)}</th>'


def _row(
    row: Mapping[str, Any],
    letters: Sequence[str],
    reading: Reading,
    spans: Mapping[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> str:
    number = row["row"]
    kind = reading.row_kind(number)
    filled = any(row["cells"])
    words = labels.PICTURE_KIND.get(kind, labels.SKIP_REASON.get(kind, "")) if filled else ""
    cells = "".join(
        _cell(text, f"{letter}{number}", spans.get((number, index)), reading)
        for index, (letter, text) in enumerate(zip(letters, row["cells"], strict=True))
        if (number, index) not in covered
    )
    hidden = f" <i>{escape(labels.PICTURE_HIDDEN)}</i>" if row["hidden"] else ""
    name = kind if kind in labels.PICTURE_KIND else ("skipped" if kind else "none")
    return f'<tr class="{name}"><th class="no" scope="row">{number}<i>{escape(words)}</i>{hidden}</th>{cells}</tr>'


def _cell(text: str, address: str, span: tuple[int, int] | None, reading: Reading) -> str:
    shown = text if len(text) <= _TEXT_SHOWN else text[: _TEXT_SHOWN - 1] + "…"
    attributes = f' rowspan="{span[0]}" colspan="{span[1]}"' if span else ""
    if address in reading.problems:
        severity, message = reading.problems[address]
        attributes += f' class="{severity}" title="{escape(f"{address}: {message}", quote=True)}"'
    return f"<td{attributes}>{escape(shown)}</td>"
