"""Several records of one row: persons named in one cell, values aligned by line across cells, several awards.

Decides how many records a row gives; each of them is read by `rows`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.columns import ColumnMatch
from ingest.columns.headers import header_keys
from ingest.forms import Form
from ingest.model import CellValue, display, is_blank
from ingest.normalise.legacy import decode_as
from ingest.normalise.members import read_members
from ingest.normalise.names import full_name
from ingest.problems import Problem, problem
from ingest.records.rows import Column, Record, apply_hints, read_row
from talentdb.fields import PEOPLE_FIELDS
from talentdb.text import alias_key, clean

__all__ = ["aligned_records", "has_parts", "part_records", "role_of"]

_NAME: Final = "full_name"
# Where several persons stand in one row, one value of these is nobody's in particular.
_OWN: Final = frozenset(PEOPLE_FIELDS) - {"agency_name", "sub_unit", "research_fields", "address"}
_IDENTIFYING: Final = frozenset({"birth_date", "national_id", "phone", "email", "staff_code", "sex"})


@dataclass(slots=True)
class _Part:
    """What makes one record of a row differ from the others of it."""

    values: dict[str, Any]
    hints: Mapping[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def has_parts(form: Form | None, match: ColumnMatch) -> bool:
    """Whether each value in the column's cells makes a record."""
    entry = form.fields.get(match.field or "") if form else None
    return entry is not None and entry.parts


def role_of(form: Form, match: ColumnMatch) -> str:
    """The role of the persons that a column names: what the mapping says, else what its header says."""
    roles = form.fields[_NAME].roles
    if match.variant in roles:
        return match.variant
    keys = {key for text in (match.header, match.header.split(" > ")[-1]) for key in header_keys(text)}
    return next((role for role, headers in roles.items() if any(alias_key(h) in keys for h in headers)), "")


def part_records(
    cells: Sequence[CellValue], row: int, columns: Sequence[Column], split: Sequence[Column], form: Form
) -> list[Record]:
    """The records of a row whose cells in `split` name several persons or things; one when they name none."""
    found: list[tuple[str, list[_Part]]] = []
    problems: list[Problem] = []
    for column in split:
        index = column.match.index
        value = cells[index] if index < len(cells) else None
        if is_blank(value):
            continue
        column.above = value
        parts = _members(value, row, column, form) if column.match.field == _NAME else _pieces(value, row, column)
        problems += [p for part in parts if not part.values for p in part.problems]
        found.append((column.match.field or "", [part for part in parts if part.values]))
    together = _distinct(_joined(found))
    if not together:
        record = read_row(cells, row, columns)
        record.problems += problems
        return [record]
    records = []
    lines = _lines(cells, columns, len(together)) if len(together) > 1 and split[0].match.field == _NAME else {}
    for number, part in enumerate(together):
        instead: dict[int, CellValue] = {index: texts[number] for index, texts in lines.items()}
        if number and split[0].match.field == _NAME:
            instead |= {c.match.index: None for c in columns if c.match.field in _OWN and c.match.index not in lines}
        record = read_row(cells, row, columns, instead)
        record.part = number
        if number:
            # what is wrong in a cell that all share is said once
            record.problems = [p for p in record.problems if p.column in {_letter(c, lines) for c in columns}]
        record.values |= part.values
        apply_hints(record, part.hints)
        record.problems += part.problems
        records.append(record)
    records[0].problems += problems
    return records


def _letter(column: Column, lines: Mapping[int, Any]) -> str | None:
    return column.match.letter if column.match.index in lines else None


def _members(value: CellValue, row: int, column: Column, form: Form) -> list[_Part]:
    role, role_field = role_of(form, column.match), form.fields[_NAME].role_field
    parts = []
    note: list[Problem] = []
    if isinstance(value, str):
        decoded, encoding = decode_as(value, column.evidence.encoding)
        if encoding:
            found = problem("text.legacy", value, suggestion=decoded, encoding=encoding)
            value, note = decoded, [found.at(None, row, column.match.letter, _NAME)]
    for member in read_members(value, column.evidence):
        problems = [p.at(None, row, column.match.letter, _NAME) for p in member.result.problems]
        values = dict(member.result.values)
        if values and role_field and (stated := member.role or role):
            values[role_field] = stated
        parts.append(_Part(values, member.result.hints, problems))
    if parts:
        parts[0].problems += note
    return parts


def _pieces(value: CellValue, row: int, column: Column) -> list[_Part]:
    """One part for each piece at line ends and semicolons when all of them are read as more than text."""
    texts = [clean(piece) for piece in display(value).replace(";", "\n").split("\n")]
    texts = [text for text in texts if alias_key(text)]
    results = [column.read(text) for text in texts]
    if len(results) < 2 or not all(len(r.values) > 1 and not r.problems for r in results):
        results = [column.read(value)]
    return [
        _Part(dict(r.values), r.hints, [p.at(None, row, column.match.letter, column.match.field) for p in r.problems])
        for r in results
    ]


def _joined(found: Sequence[tuple[str, list[_Part]]]) -> list[_Part]:
    """Parts of all columns: those of another field that say no other thing belong to those before, one to one."""
    together: list[_Part] = []
    first = found[0][0] if found else ""
    for name, parts in found:
        pairs = list(zip(together, parts, strict=False))
        same = name != first and len(parts) == len(together)
        if same and all(a.values.get(k, v) == v for a, b in pairs for k, v in b.values.items()):
            for a, b in pairs:
                a.values |= b.values
                a.hints = {**a.hints, **b.hints}
                a.problems += b.problems
        else:
            together += parts
    return together


def _distinct(parts: list[_Part]) -> list[_Part]:
    """Without the person whom a second column names again."""
    kept: dict[str, _Part] = {}
    others = []
    for part in parts:
        name = part.values.get(_NAME)
        if name is None:
            others.append(part)
        else:
            kept.setdefault(name, part)
    return [*kept.values(), *others]


def _lines(cells: Sequence[CellValue], columns: Sequence[Column], count: int) -> dict[int, list[str]]:
    """Column index -> its lines, for cells about persons that have one line for each of `count` persons."""
    found = {}
    for column in columns:
        index, name = column.match.index, column.match.field
        value = cells[index] if index < len(cells) else None
        if isinstance(value, str) and (name in PEOPLE_FIELDS or name == "member_role"):
            lines = value.strip("\n\r ").split("\n")
            if len(lines) == count:
                found[index] = [line.strip() for line in lines]
    return found


def aligned_records(cells: Sequence[CellValue], row: int, columns: Sequence[Column]) -> list[Record]:
    """The records of a row whose cells hold one person a line; none where the lines do not agree."""
    name = next((c for c in columns if c.match.field == _NAME), None)
    value = cells[name.match.index] if name and name.match.index < len(cells) else None
    if not isinstance(value, str):
        return []
    names = [line for line in value.split("\n") if line.strip()]
    if len(names) < 2:
        return []
    together = name.index if name else -1
    several = full_name(value, name.evidence).problems if name else ()
    sure = any(p.code == "name.several" for p in several)
    instead: list[dict[int, CellValue]] = [{} for _ in names]
    for column in columns:
        index = column.match.index
        cell = cells[index] if index < len(cells) else None
        if is_blank(cell):
            continue
        lines = names if column is name else display(cell).strip("\n\r ").split("\n")
        if len(lines) == len(names):
            # a name broken into two lines stands beside no two numbers
            sure = sure or (index != together and column.match.field in _IDENTIFYING)
            for number, line in enumerate(lines):
                instead[number][index] = line.strip() or None
        elif len(lines) > 1 or column.match.field in _IDENTIFYING:
            return []
    if not sure:
        return []
    records = [read_row(cells, row, columns, one) for one in instead]
    if not all(len(str(record.values.get(_NAME, "")).split()) > 1 for record in records):
        return []
    for number, record in enumerate(records):
        record.part = number
    return records
