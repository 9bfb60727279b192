"""A sheet drawn as its sender knows it, coloured by what was understood: headers, people, groups, totals, doubts.

Pure: a window of texts, the stored understanding and the problems in, HTML out. Reads nothing, decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from dashboards import intake_labels, labels
from talentdb.text import alias_key

__all__ = ["DOUBTFUL", "Reading", "as_html", "is_person_form", "reading_of"]

DOUBTFUL: Final = 0.75
"""Below this a column's meaning is shown with a question mark."""
_WORST: Final = ("error", "warning", "info")
_TEXT_SHOWN: Final = 60
_OWN_COLOUR: Final = frozenset({"header", "record", "group", "total"})
_RUNS_OVER: Final = 12
"""Texts longer than this are drawn over the empty cells at their right, as spreadsheets do."""


def is_person_form(table: Mapping[str, Any]) -> bool:
    """Whether a table is a form with values beside their labels: its labels stand in the rows of its values."""
    return any(row >= table["first_row"] for row in table["header_rows"])


@dataclass(frozen=True, slots=True)
class _Region:
    """A table: its columns (letter -> item), header rows, and why rows in it are no records.

    `values` has the items of a person's form by the key of their label; it is empty for other tables.
    """

    columns: Mapping[str, Mapping[str, Any]]
    header_rows: frozenset[int]
    first_row: int
    last_row: int
    skipped: Mapping[int, str]
    values: Mapping[str, Mapping[str, Any]]

    def kind(self, row: int) -> str:
        """header, record, or why the row is none; "" outside the table."""
        inside = self.first_row <= row <= self.last_row
        if row in self.header_rows:
            return "record" if self.values else "header"
        return self.skipped.get(row, "record" if inside else "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one sheet: tables, rows of no table, and the worst problem a cell with its message."""

    regions: tuple[_Region, ...] = ()
    skipped: Mapping[int, str] = field(default_factory=dict)
    problems: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def region(self, row: int, letter: str) -> _Region | None:
        """The table that a cell belongs to: of several in one row the one that has its column."""
        touching = [region for region in self.regions if region.kind(row)]
        return next((one for one in touching if letter in one.columns), touching[0] if touching else None)

    def row_kind(self, row: int) -> str:
        """header, record, or why the row is none; "" for a row that nothing was said about."""
        kinds = [kind for region in self.regions if (kind := region.kind(row))]
        # beside a longer table a shorter one has its title or its total in a row of records
        return next((kind for kind in kinds if kind in ("header", "record")), (*kinds, self.skipped.get(row, ""))[0])


def reading_of(sheet: Mapping[str, Any], problems: Iterable[Mapping[str, Any]]) -> Reading:
    """The reading of one sheet out of a submission's `understanding` and its problems (those of this sheet)."""
    regions = tuple(
        _Region(
            {item["column"]: item for item in table["columns"]},
            frozenset(table["header_rows"]),
            table["first_row"],
            table["last_row"],
            {entry["row"]: entry["reason"] for entry in table["skipped"]},
            {alias_key(item["header"]): item for item in table["columns"]} if is_person_form(table) else {},
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
    corner = f'<th class="no" scope="col">{escape(intake_labels.PICTURE_ROW)}</th>'
    return (
        f'<div class="picture" role="region" tabindex="0" aria-label="{escape(intake_labels.PICTURE)}"><table>'
        f"<thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _meaning(item: Mapping[str, Any]) -> str:
    """The field of a column with its doubt, as markup; nothing for a column that is left aside."""
    if not item["field"]:
        return ""
    sure = (item.get("confidence") or 0.0) >= DOUBTFUL
    told = "" if sure else f' title="{escape(intake_labels.PICTURE_DOUBT, quote=True)}"'
    words = escape(labels.FIELD.get(item["field"], item["field"]))
    return f'<span class="{"sure" if sure else "doubt"}"{told}>{words}{"" if sure else "?"}</span>'


def _head(letter: str, reading: Reading) -> str:
    """A column's letter, and what each table took it for; the values of a person's form say it at each cell."""
    items = [one.columns[letter] for one in reading.regions if letter in one.columns and not one.values]
    words = "".join(dict.fromkeys(map(_meaning, items)))
    if items and not words:
        words = f'<span class="unused">{escape(labels.PICTURE_UNUSED)}</span>'
    return f'<th scope="col"><b>{letter}</b>{words}</th>'


def _row(
    row: Mapping[str, Any],
    letters: Sequence[str],
    reading: Reading,
    spans: Mapping[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> str:
    number, texts = row["row"], row["cells"]
    kind = reading.row_kind(number)
    words = intake_labels.PICTURE_KIND.get(kind, intake_labels.SKIP_REASON.get(kind, "")) if any(texts) else ""
    tags = dict(_tags(texts, number, reading))
    cells = []
    over = 0
    for index, (letter, text) in enumerate(zip(letters, texts, strict=True)):
        if index < over or (number, index) in covered:
            continue
        span = spans.get((number, index))
        if span is None and kind not in ("header", "record") and len(text) > _RUNS_OVER:
            over = _empty_until(texts, index, number, spans, covered)
            span = (1, over - index)
        cells.append(_cell(text, f"{letter}{number}", span, _colour(number, letter, kind, reading), reading, tags))
    hidden = f" <i>{escape(intake_labels.PICTURE_HIDDEN)}</i>" if row["hidden"] else ""
    name = kind if kind in _OWN_COLOUR else ("skipped" if kind else "none")
    head = f'<th class="no" scope="row">{number}<i>{escape(words)}</i>{hidden}</th>'
    return f'<tr class="{name}">{head}{"".join(cells)}</tr>'


def _empty_until(
    texts: Sequence[str],
    index: int,
    row: int,
    spans: Mapping[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> int:
    """The first index right of `index` whose cell is needed for something else."""
    stop = index + 1
    while stop < len(texts) and not texts[stop] and (row, stop) not in covered and (row, stop) not in spans:
        stop += 1
    return stop


def _tags(texts: Sequence[str], row: int, reading: Reading) -> Iterator[tuple[str, str]]:
    """Address -> meaning for the values of a person's form: the label in the same row says which it is."""
    keys = [key for text in texts if (key := alias_key(text.partition(":")[0]))]
    for region in reading.regions:
        if region.values and region.kind(row) == "record":
            for key in keys:
                if (item := region.values.get(key)) is not None:
                    yield f"{item['column']}{row}", _meaning(item)


def _colour(row: int, letter: str, row_kind: str, reading: Reading) -> str:
    """The class of a cell that is not what its row is: a column left aside, or another table beside it."""
    region = reading.region(row, letter)
    if region is None or region.values:
        return ""
    kind = region.kind(row)
    if kind == "record" == row_kind:
        return "" if region.columns.get(letter, {}).get("field") else "aside"
    return kind if kind != row_kind and kind in _OWN_COLOUR else ""


def _cell(
    text: str, address: str, span: tuple[int, int] | None, colour: str, reading: Reading, tags: Mapping[str, str]
) -> str:
    shown = text if len(text) <= _TEXT_SHOWN or span else text[: _TEXT_SHOWN - 1] + "…"
    attributes = f' rowspan="{span[0]}" colspan="{span[1]}"' if span else ""
    if address in reading.problems:
        severity, message = reading.problems[address]
        attributes += f' class="{severity}" title="{escape(f"{address}: {message}", quote=True)}"'
    elif colour:
        attributes += f' class="{colour}"'
    return f"<td{attributes}>{tags.get(address, '')}{escape(shown)}</td>"
