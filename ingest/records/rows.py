"""One body row read: every cell through the normaliser of its column, once a distinct value.

Owns dittos, values written over several columns and hints. Knows no group, no title and no form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ingest.columns import ColumnMatch
from ingest.model import CellValue, display, is_blank
from ingest.normalise import Evidence, Result, is_ditto, normalise
from ingest.normalise.coded import RANKED, position_level_of
from ingest.normalise.dates import parse_date
from ingest.normalise.degrees import QUALIFICATION_RANK
from ingest.normalise.plainly import Short, short_way
from ingest.problems import Problem, problem
from talentdb.fields import LISTS

__all__ = ["Column", "Record", "apply_hints", "join_name", "read_row"]

_NAME_PARTS: Final = ("family_name", "middle_name", "given_name")
_RANKS: Final[Mapping[str, tuple[str, ...]]] = {
    **RANKED,
    "qualification": QUALIFICATION_RANK,
    "academic_title": ("associate_professor", "professor"),
}
_MISSING = object()
_NOTHING: Final[Mapping[int, CellValue]] = {}


@dataclass(slots=True)
class Record:
    """One record of a row: values by field, and everything that was found wrong in it.

    `part` counts the records of one row from 0. `heads`: the row says nothing of its own, only what is true of the
    rows under it (a task over its members).
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    part: int = 0
    heads: bool = False


@dataclass(slots=True)
class Column:
    """A mapped column at work: its evidence, its cache, and the last filled cell for dittos.

    `short` takes what plainly is what the column holds. `sure` holds the cells that give values and no problem, most
    of a good list: cell -> its values and hints. Only words and days are kept: 1, 1.0 and True would be one key.
    """

    match: ColumnMatch
    evidence: Evidence
    cache: dict[Any, Result] = field(default_factory=dict)
    sure: dict[CellValue, tuple[Mapping[str, Any], Mapping[str, Any]]] = field(default_factory=dict)
    above: CellValue = None
    index: int = 0
    parted: bool = False
    short: Short | None = None

    def __post_init__(self) -> None:
        self.index = self.match.index
        self.parted = self.match.variant in ("day", "month", "year")
        self.short = short_way(self.evidence)

    def read(self, value: CellValue) -> Result:
        """The cell's result; the cache is by type and value, since 1 and True and 1.0 are equal."""
        key = (type(value), value)
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = normalise(value, self.evidence)
        return found


def read_row(
    cells: Sequence[CellValue], row: int, columns: Sequence[Column], instead: Mapping[int, CellValue] = _NOTHING
) -> Record:
    """The record of one row.

    Args:
        cells: the row's cells.
        row: its Excel row.
        columns: the mapped columns; the cells above are remembered in them, so rows must come in order.
        instead: column index -> what to read instead of its cell (one line of it).
    """
    record = Record(row)
    values = record.values
    hints: dict[str, Any] = {}
    parts: dict[str, CellValue] = {}
    width = len(cells)
    for column in columns:
        index = column.index
        value = cells[index] if index < width else None
        if instead and index in instead:
            value = instead[index]
        if value is None or _known(value, column, values, hints):
            continue
        if column.parted:
            parts[column.match.variant] = value
            continue
        filled = _undittoed(value, column, record)
        if filled is not None:
            _take(column.read(filled), column, columns, record, hints)
            _remember_sure(value, filled, column)
    if parts:
        _join_birth(parts, columns, record)
    join_name(record)
    apply_hints(record, hints)
    return record


def _known(value: CellValue, column: Column, values: dict[str, Any], hints: dict[str, Any]) -> bool:
    """Take a cell that needs no looking at; False where it does. The way of half a million cells."""
    if column.short is not None:
        plain = column.short(value)
        if plain is not None and plain.keys().isdisjoint(values):
            column.above = value
            values.update(plain)
            return True
    known = column.sure.get(value)
    if known is None or not known[0].keys().isdisjoint(values):
        return False
    column.above = value
    values.update(known[0])
    for name in known[1]:
        hints.setdefault(name, known[1][name])
    return True


def _remember_sure(value: CellValue, filled: CellValue, column: Column) -> None:
    """Let the next cell like this one skip dittos and problems, where it has neither."""
    if value is not filled or not isinstance(value, (str, date)) or is_blank(value):
        return
    result = column.read(value)
    if result.values and not result.problems:
        column.sure[value] = result.values, result.hints


def _undittoed(value: CellValue, column: Column, record: Record) -> CellValue:
    """The value above for "nt" and '"'; None when there is none."""
    if isinstance(value, str) and len(value) <= 10 and is_ditto(value):
        # "//" is a placeholder in columns where nothing stood above
        if column.above is None:
            if any(c.isalpha() for c in value):
                found = problem("ditto.nothing_above", value)
                record.problems.append(found.at(None, record.row, column.match.letter, column.match.field))
            return None
        return column.above
    if not is_blank(value):
        column.above = value
    return value


def _take(result: Result, column: Column, columns: Sequence[Column], record: Record, hints: dict[str, Any]) -> None:
    letter, own = column.match.letter, column.match.field
    for found in result.problems:
        record.problems.append(found.at(None, record.row, letter, own))
    for name, value in result.values.items():
        present = record.values.get(name, _MISSING)
        if present is _MISSING:
            record.values[name] = value
        elif name in LISTS:
            record.values[name] = [*present, *(v for v in value if v not in present)]
        elif present != value:
            _second_value(name, present, value, column, columns, record)
    for name, value in result.hints.items():
        hints.setdefault(name, value)


def _second_value(
    name: str, present: Any, value: Any, column: Column, columns: Sequence[Column], record: Record
) -> None:
    """Two columns gave a value: the highest of a ranked field, the field's own column before a by-product."""
    match = column.match
    if name in _RANKS:
        ranks = _RANKS[name]
        record.values[name] = max(present, value, key=ranks.index)
        if match.variant:
            record.problems.append(problem("tick.several").at(None, record.row, match.letter, name))
    elif name == "sex":
        del record.values["sex"]
        code = "birth.two_columns" if match.field == "birth_date" else "sex.both"
        record.problems.append(problem(code).at(None, record.row, match.letter, name))
    elif name == match.field or name in match.also:
        rivals = [c.match for c in columns if c is not column and name in (c.match.field, *c.match.also)]
        if not rivals:
            record.values[name] = value
        elif match.also or any(rival.also for rival in rivals):
            found = problem("value.conflict", value, other=rivals[0].letter, name=name)
            record.problems.append(found.at(None, record.row, match.letter, name))


def _join_birth(parts: Mapping[str, CellValue], columns: Sequence[Column], record: Record) -> None:
    """A birth date out of columns day, month and year."""
    texts = {name: display(value).strip() for name, value in parts.items()}
    raw = "/".join(t for name in ("day", "month", "year") if (t := texts.get(name, "")))
    column = next(c for c in columns if c.match.variant in ("year", "day", "month"))
    parsed = parse_date(raw, Evidence("birth_date", month_first=False))
    if isinstance(parsed, Problem):
        record.problems.append(parsed.at(None, record.row, column.match.letter, "birth_date"))
        return
    record.values |= {"birth_date": parsed[0].isoformat(), "birth_date_precision": parsed[1]}
    record.problems += [p.at(None, record.row, column.match.letter, "birth_date") for p in parsed[2]]


def join_name(record: Record) -> None:
    """The whole name out of its parts, where no column gave it whole."""
    if "full_name" in record.values:
        return
    words = " ".join(str(record.values[name]) for name in _NAME_PARTS if name in record.values)
    # a given name alone is no usable name when the list writes family names in a column of their own
    if words and ("given_name" in record.values or len(words.split()) > 1):
        record.values["full_name"] = words
        if len(words.split()) == 1:
            # the family name may stand in a column that was not known as such
            record.problems.append(problem("name.single_word", words).at(None, record.row, None, "full_name"))


def apply_hints(record: Record, hints: Mapping[str, Any]) -> None:
    """Weaker values fill what no column of its own gave; a higher degree in a name or a title column wins."""
    for name, value in hints.items():
        present = record.values.get(name)
        if present is None or (name in _RANKS and _RANKS[name].index(value) > _RANKS[name].index(present)):
            record.values[name] = value
        elif name == "expertise":
            record.values[name] = [*present, *(v for v in value if v not in present)]
    if "birth_date_precision" in record.values and "birth_date" not in record.values:
        del record.values["birth_date_precision"]
    title = record.values.get("position_title")
    if title and "position_level" not in record.values and (level := position_level_of(title)):
        record.values["position_level"] = level
