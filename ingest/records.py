"""Body rows to records: every cell through the normaliser of its column, once a distinct value.

Owns dittos, values written over several columns, hints and the employer named by a group row. Decides nothing
about whole rows: that is `checks`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.columns import ColumnMatch
from ingest.halves import in_halves
from ingest.model import BodyRow, CellValue, Sheet, Table, display, is_blank
from ingest.normalise import Evidence, Result, is_ditto, normalise
from ingest.normalise.coded import RANKED, coded, position_level_of
from ingest.normalise.dates import DATED, column_order, parse_date, serials_suspect
from ingest.normalise.degrees import QUALIFICATION_RANK
from ingest.normalise.legacy import column_encoding
from ingest.normalise.result import cell_text
from ingest.problems import Problem, problem
from talentdb.fields import LISTS
from talentdb.text import alias_key, fold

__all__ = ["Record", "build_records", "column_evidence"]

_NAME_PARTS: Final = ("family_name", "middle_name", "given_name")
_RANKS: Final[Mapping[str, tuple[str, ...]]] = {
    **RANKED,
    "qualification": QUALIFICATION_RANK,
    "academic_title": ("associate_professor", "professor"),
}
_UNIT_WORDS = frozenset(
    (
        "khoa",
        "phong",
        "ban",
        "to",
        "bo",
        "trung",
        "tam",
        "vien",
        "truong",
        "khoi",
        "doi",
        "tram",
        "van",
        "chi",
        "cum",
    )
)
_MISSING = object()


@dataclass(slots=True)
class Record:
    """One body row read: values by field, and everything that was found wrong in it."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Column:
    """A mapped column at work: its evidence, its cache, and the last filled cell for dittos.

    `sure` holds the texts that give one value and nothing else, most of a good list: text -> field and value.
    """

    match: ColumnMatch
    evidence: Evidence
    cache: dict[Any, Result] = field(default_factory=dict)
    sure: dict[str, tuple[str, Any]] = field(default_factory=dict)
    above: CellValue = None

    def read(self, value: CellValue) -> Result:
        """The cell's result; the cache is by type and value, since 1 and True and 1.0 are equal."""
        key = (type(value), value)
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = normalise(value, self.evidence)
        return found


def _staff_code_width(values: Sequence[CellValue]) -> int:
    """The usual length of codes when some start with a zero: only then can a zero have been lost."""
    texts = [cell_text(v) for v in values if not is_blank(v)]
    padded = [len(t) for t in texts if t.isdigit() and t.startswith("0")]
    if len(padded) < 2 or len(set(padded)) > 1:
        return 0
    return padded[0] if all(len(t) <= padded[0] for t in texts if t.isdigit()) else 0


def column_evidence(match: ColumnMatch, sheet: Sheet, table: Table, date1904: bool) -> Evidence:
    """What the whole column says about each of its cells."""
    name = match.field or ""
    if name == "full_name" or name in _NAME_PARTS:
        texts = [v for row in table.rows if isinstance(v := sheet.cell(row.row, match.index), str)]
        return Evidence(name, match.header, match.variant, encoding=column_encoding(texts) or "", also=match.also)
    if name not in DATED and name != "staff_code":
        return Evidence(name, match.header, match.variant, date1904=date1904, also=match.also)
    values = [sheet.cell(row.row, match.index) for row in table.rows]
    if name == "staff_code":
        return Evidence(name, match.header, match.variant, width=_staff_code_width(values))
    return Evidence(
        name,
        match.header,
        match.variant,
        month_first=column_order(values),
        serials_suspect=serials_suspect(values),
        date1904=date1904,
        also=match.also,
    )


def build_records(sheet: Sheet, table: Table, matches: Sequence[ColumnMatch], date1904: bool = False) -> list[Record]:
    """Every body row of a table as a record; those of a long list by two processes."""
    columns = [_Column(m, column_evidence(m, sheet, table, date1904)) for m in matches if m.field and not m.blank]

    def part(first: int, last: int) -> list[Record]:
        for column in columns:
            column.above = _above(sheet, table.rows[:first], column.match.index)
        return _part(sheet, table.rows[first:last], columns)

    return in_halves(part, len(table.rows))


def _above(sheet: Sheet, rows: Sequence[BodyRow], index: int) -> CellValue:
    """The last filled cell above, which a ditto in the next row would mean."""
    for body in reversed(rows):
        value = sheet.cell(body.row, index)
        if not is_blank(value) and not (isinstance(value, str) and len(value) <= 10 and is_ditto(value)):
            return value
    return None


def _part(sheet: Sheet, rows: Sequence[BodyRow], columns: Sequence[_Column]) -> list[Record]:
    groups: dict[tuple[str, ...], dict[str, Any]] = {}
    records = []
    for body in rows:
        record = _record(sheet, body, columns)
        if body.group:
            if body.group not in groups:
                groups[body.group] = _group_values(body.group, {c.match.field for c in columns})
            for name, value in groups[body.group].items():
                record.values.setdefault(name, value)
        records.append(record)
    return records


def _record(sheet: Sheet, body: BodyRow, columns: Sequence[_Column]) -> Record:
    cells = sheet.row(body.row)
    record = Record(body.row)
    hints: dict[str, Any] = {}
    parts: dict[str, CellValue] = {}
    for column in columns:
        index = column.match.index
        value = cells[index] if index < len(cells) else None
        if value is None:
            continue
        if column.match.variant in ("day", "month", "year"):
            parts[column.match.variant] = value
            continue
        known = column.sure.get(value) if value.__class__ is str else None
        if known is not None and known[0] not in record.values:
            column.above = value
            record.values[known[0]] = known[1]
            continue
        filled = _undittoed(value, column, record)
        if filled is not None:
            _take(column.read(filled), column, record, hints)
            _remember_sure(value, filled, column)
    if parts:
        _join_birth(parts, columns, record)
    _join_name(record)
    _apply_hints(record, hints)
    return record


def _remember_sure(value: CellValue, filled: CellValue, column: _Column) -> None:
    """Let the next cell with this text skip dittos and problems, where it has neither."""
    if value is not filled or not isinstance(value, str) or is_blank(value):
        return
    result = column.read(value)
    if len(result.values) == 1 and not result.problems and not result.hints:
        (column.sure[value],) = result.values.items()


def _undittoed(value: CellValue, column: _Column, record: Record) -> CellValue:
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


def _take(result: Result, column: _Column, record: Record, hints: dict[str, Any]) -> None:
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
            _second_value(name, present, value, column, record)
    for name, value in result.hints.items():
        hints.setdefault(name, value)


def _second_value(name: str, present: Any, value: Any, column: _Column, record: Record) -> None:
    """Two columns of a spread field both gave a value: the highest of a ranked one, a problem otherwise."""
    if name in _RANKS:
        ranks = _RANKS[name]
        record.values[name] = max(present, value, key=ranks.index)
        record.problems.append(problem("tick.several").at(None, record.row, column.match.letter, name))
    elif name == "sex":
        del record.values["sex"]
        code = "birth.two_columns" if column.match.field == "birth_date" else "sex.both"
        record.problems.append(problem(code).at(None, record.row, column.match.letter, name))


def _join_birth(parts: Mapping[str, CellValue], columns: Sequence[_Column], record: Record) -> None:
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


def _join_name(record: Record) -> None:
    if "full_name" in record.values:
        return
    words = " ".join(str(record.values[name]) for name in _NAME_PARTS if name in record.values)
    # a given name alone is no usable name when the list writes family names in a column of their own
    if words and ("given_name" in record.values or len(words.split()) > 1):
        record.values["full_name"] = words


def _apply_hints(record: Record, hints: Mapping[str, Any]) -> None:
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


def _group_values(labels: Sequence[str], fields: set[str | None]) -> dict[str, Any]:
    """What the labels of group rows say: a category of staff, an employer or a unit inside it."""
    values: dict[str, Any] = {}
    for label in labels:
        text = _bare_label(label)
        category = coded(text, Evidence("employment_category")).values.get("employment_category")
        if category and "employment_category" not in fields:
            values["employment_category"] = category
        elif _is_agency(text) and "agency_name" not in fields:
            values["agency_name"] = text
        elif "sub_unit" not in fields and fold(text).split()[:1] and fold(text).split()[0] in _UNIT_WORDS:
            values["sub_unit"] = text
    return values


def _bare_label(label: str) -> str:
    """ "I. PHÒNG NỘI VỤ — 14 người" -> "PHÒNG NỘI VỤ"."""
    text = cell_text(label)
    first, _, rest = text.partition(" ")
    if rest and (first.rstrip(".):").isdigit() or (first[-1] in ".):/-" and len(first) <= 6)):
        text = rest
    for mark in (" - ", " — ", ":", "("):
        head, found, tail = text.partition(mark)
        if found and any(c.isdigit() for c in tail):
            text = head
    return text.strip(" .:-–—")


def _is_agency(text: str) -> bool:
    from ingest.agencies import resolve_offline

    return len(alias_key(text).split()) >= 2 and len(resolve_offline(text)) == 1
