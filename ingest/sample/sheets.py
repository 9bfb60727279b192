"""Lays one list out on a sheet: title block, header, numbers, groups, people, totals, signatures; and its gold.

Works on cells in memory; files are written elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from ingest.sample.catalogue import texts
from ingest.sample.faults import DITTO_WRITERS, damage, spoil
from ingest.sample.model import CellValue, Column, Layout, Written
from ingest.sample.writers_person import Row
from ingest.sample.writers_post import FIELDS, WRITERS

__all__ = ["Entry", "SheetDraft", "column_letter", "lay_out", "plain_sheet"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to be written: whose it is, what is known, and the group it stands under."""

    person: str
    row: Row
    group: str = ""


@dataclass(slots=True)
class SheetDraft:
    """Cells by (row, column), 1-based; merged ranges (top, left, bottom, right); the gold of the sheet."""

    name: str
    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    gold: dict[str, Any] = field(default_factory=dict)
    stray: bool = False

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Write a cell; nothing is written for None."""
        if value is not None:
            self.cells[row, column] = value

    def skip(self, row: int, reason: str) -> None:
        """Say in the gold that this row is no person."""
        self.gold["skipped"].append({"row": row, "reason": reason})


def column_letter(number: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plain_sheet(name: str, rows: Sequence[Sequence[CellValue]]) -> SheetDraft:
    """A sheet that is no list of people: lookup lists, guides, examples."""
    draft = SheetDraft(name, gold={"sheet": name, "ignored": True})
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            draft.put(number, column, value)
    return draft


def _title(draft: SheetDraft, layout: Layout, agency: str, as_of: date) -> None:
    text, width = texts(), len(layout.columns)
    heading = text["courses_title" if layout.form == "trainings" else "people_title"]
    day = text["as_of"].format(day=f"{as_of:%d/%m/%Y}")
    last = layout.header_row - 1 - (1 if layout.group and layout.repeat else 0)
    right = max(3, width // 2 + 1)
    lines: dict[int, list[tuple[int, str]]] = {}
    if layout.title == "block":
        lines = {1: [(1, "TỈNH HƯNG YÊN"), (right, text["state"])], 2: [(1, agency.upper()), (right, text["motto"])]}
        lines[last - 1], lines[last] = [(1, heading)], [(1, day)]
    elif layout.title == "padded":
        lines = {1: [(1, f"   {agency.upper()}{' ' * 30}{text['state']}")], 2: [(1, f"{' ' * 48}{text['motto']}")]}
        lines[last - 1], lines[last] = [(1, heading)], [(1, day)]
    elif layout.title == "single":
        lines = {1: [(1, f"{heading} - {agency.upper()}")], 2: [(1, day)]}
    elif layout.title == "unit":
        lines = {1: [(1, text["unit"].format(name=agency))], 2: [(1, heading)], 3: [(1, day)]}
    for row, placed in lines.items():
        for column, value in placed:
            draft.put(row, column, value)
        if len(placed) == 1:
            draft.merges.append((row, 1, row, width))
        draft.skip(row, "title")
    if lines:
        draft.gold["context"] = {"agency_name": agency, "as_of": as_of.isoformat()}


def _header(draft: SheetDraft, layout: Layout, top: int) -> None:
    levels = layout.levels
    paths = [column.header for column in layout.columns]
    for level in range(levels):
        column = 0
        while column < len(paths):
            path = paths[column]
            if len(path) <= level:
                column += 1
                continue
            span = 1
            while len(path) > level + 1 and paths[column + span : column + span + 1]:
                if paths[column + span][: level + 1] != path[: level + 1]:
                    break
                span += 1
            draft.put(top + level, column + 1, path[level])
            bottom = top + levels - 1 if len(path) == level + 1 else top + level
            if span > 1 or bottom > top + level:
                draft.merges.append((top + level, column + 1, bottom, column + span))
            column += span


def _number_row(draft: SheetDraft, layout: Layout, row: int) -> None:
    width = len(layout.columns)
    for column in range(1, width + 1):
        shapes: dict[str, CellValue] = {
            "plain": column,
            "paren": f"({column})",
            "letters": column_letter(column),
            "formula": f"{column} (={column + 1}+{column + 2})" if column % 5 == 0 else str(column),
        }
        draft.put(row, column, shapes[layout.number_row])
    draft.skip(row, "column_numbers")


def _write(column: Column, row: Row, layout: Layout, rng: Random) -> Written:
    written = WRITERS[column.writer](row, column.option, layout.style, rng)
    return damage(column, spoil(column, written, layout.style, rng), layout.style, rng)


_NUMERALS = frozenset({"national_id", "phone", "title_code"})


def _doubtful(column: Column, written: Written, layout: Layout) -> list[str]:
    """Fields that are read with a warning: a zero lost, a code damaged, a year of two digits."""
    damaged = column.writer == "title_code" and written.value not in written.gold.values()
    if damaged or (column.writer in _NUMERALS and isinstance(written.value, int | float)):
        return list(written.gold)
    if layout.style.dates == "short_year" and "birth_date" in written.gold and isinstance(written.value, str):
        return ["birth_date"]
    return []


def _person(draft: SheetDraft, layout: Layout, at: int, entry: Entry, above: list[CellValue], rng: Random) -> None:
    """One person's row and its gold; `above` holds what the last row says, for dittos; kept up to date here."""
    record: dict[str, Any] = {"row": at, "person": entry.person, "values": {}, "from": {}}
    errors, also, doubt = [], {}, []
    for number, column in enumerate(layout.columns, 1):
        written = _write(column, entry.row, layout, rng)
        value = written.value
        ditto = layout.style.ditto and column.writer in DITTO_WRITERS and value is not None and not written.error
        if ditto and value == above[number - 1] and rng.random() < 0.3:
            draft.put(at, number, "nt")
        else:
            draft.put(at, number, value)
            above[number - 1] = value if ditto else None
        record["values"].update(written.gold)
        record["from"].update(dict.fromkeys(written.gold, column_letter(number)))
        doubt += _doubtful(column, written, layout)
        also.update({name: list(readings) for name, readings in written.also.items()})
        if written.error:
            cell = f"{column_letter(number)}{at}"
            errors.append({"cell": cell, "kind": written.error, "raw": written.value})
    if doubt:
        record["doubt"] = doubt
    if also:
        record["also"] = also
    if errors:
        record["errors"] = errors
    if entry.group and layout.group == "unit":
        record["may"] = {"sub_unit": entry.group}
    refused = any(error["kind"] == "no_name" for error in errors)
    draft.gold["refused" if refused else "rows"].append(record)


def _groups(entries: Sequence[Entry], layout: Layout) -> list[tuple[str, list[Entry]]]:
    if not layout.group:
        return [("", list(entries))]
    labels = list(dict.fromkeys(entry.group for entry in entries))
    return [(label, [entry for entry in entries if entry.group == label]) for label in sorted(labels)]


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _body(draft: SheetDraft, layout: Layout, entries: Sequence[Entry], rng: Random) -> int:
    """Header, numbers, groups and people; gives the first free row."""
    at, number, salt = layout.header_row, 0, rng.random()
    levels = layout.levels
    for index, (label, members) in enumerate(_groups(entries, layout)):
        above: list[CellValue] = [None] * len(layout.columns)
        first = index == 0
        label_row = at - 1 if first and layout.repeat else at + (levels + bool(layout.number_row)) * first
        if first:
            _header(draft, layout, at)
            at += levels
            if layout.number_row:
                _number_row(draft, layout, at)
                at += 1
        if label:
            draft.put(label_row, 1, f"{_ROMAN[index % len(_ROMAN)]}. {label.upper()}")
            draft.merges.append((label_row, 1, label_row, len(layout.columns)))
            draft.skip(label_row, "group")
            at = max(at, label_row + 1)
        if layout.repeat and not first:
            _header(draft, layout, at)
            for row in range(at, at + levels):
                draft.skip(row, "repeated_header")
            at += levels
        number = 0 if layout.restart else number
        for entry in members:
            number += 1
            numbered = Row(entry.row.values, entry.row.hints, number)
            # Drawn by the person, so that somebody listed twice in a file stands there twice the same.
            own = Random(f"{salt}/{entry.person}")  # noqa: S311 - repeatable fiction
            _person(draft, layout, at, Entry(entry.person, numbered, label), above, own)
            at += 1
    for empty in range(number + 1, layout.style.numbered_to + 1):
        draft.put(at, 1, empty)
        draft.skip(at, "blank")
        at += 1
    return at


def _end(draft: SheetDraft, layout: Layout, at: int, count: int, signers: tuple[str, str]) -> None:
    text, width = texts(), len(layout.columns)
    right = max(3, width - 3)
    if "sum" in layout.end:
        draft.put(at, 2, text["sum"])
        draft.put(at, 3, count)
        draft.skip(at, "total")
        at += 1
    for name, reason in (("total", "total"), ("note", "note")):
        if name in layout.end:
            draft.put(at, 1, text[name].format(count=count))
            draft.merges.append((at, 1, at, width))
            draft.skip(at, reason)
            at += 1
    if "signature" in layout.end:
        block = ((1, text["preparer"], text["head"]), (2, text["seal"], text["seal"]), (5, *signers))
        for offset, left, other in block:
            draft.put(at + offset, 2, left)
            draft.put(at + offset, right, other)
            draft.skip(at + offset, "signature")


def lay_out(
    layout: Layout,
    name: str,
    agency: str,
    as_of: date,
    entries: Sequence[Entry],
    signers: tuple[str, str],
    rng: Random,
) -> SheetDraft:
    """The sheet `name` of the agency called `agency`, with its gold (see gold.py for its shape)."""
    columns = [
        {
            "column": column_letter(number),
            "header": " > ".join(column.header),
            "fields": list(FIELDS.get(f"{column.writer}:{column.option}") or FIELDS.get(column.writer) or (None,)),
        }
        for number, column in enumerate(layout.columns, 1)
    ]
    header_rows = list(range(layout.header_row, layout.header_row + layout.levels))
    draft = SheetDraft(name, stray=layout.style.stray)
    draft.gold = {
        "sheet": name,
        "ignored": False,
        "form": layout.form,
        "codes": ["row.repeated"],
        "header_rows": header_rows,
        "context": {},
        "columns": columns,
        "rows": [],
        "refused": [],
        "skipped": [],
    }
    _title(draft, layout, agency, as_of)
    at = _body(draft, layout, entries, rng)
    _end(draft, layout, at, len(draft.gold["rows"]) + len(draft.gold["refused"]), signers)
    draft.gold["first_row"] = header_rows[-1] + 1
    draft.gold["last_row"] = at - 1
    return draft
