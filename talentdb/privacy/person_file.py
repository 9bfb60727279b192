"""Everything that is held on one person, found by walking the foreign keys, and who has read it. Changes nothing.

Decree 356/2025/NĐ-CP, article 5: a person may see, and get a copy of, the data about them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, Table, select

from talentdb.access.audit import audit, who_read
from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal
from talentdb.access.rights import Action, require
from talentdb.db.lookup import code_words
from talentdb.db.tables import agency, metadata, person, person_redirect
from talentdb.errors import DataError, NotFoundError, UsageError
from talentdb.plans import Plan, load_plan
from talentdb.privacy import labels as words
from talentdb.privacy.in_words import (
    Words,
    column_words,
    is_machine_made,
    moment_words,
    read_words,
    rows_in_words,
    section_order,
    section_words,
)
from talentdb.settings import now
from talentdb.signs import typed

__all__ = ["PersonFile", "person_file", "reachable"]

_UP: Final = frozenset({("person_source", "source_record_id"), ("programme_case", "nomination_id")})
"""Ways from a row about somebody to the row it was made of: those are followed to their parents."""
_ENDS: Final = frozenset({"account"})
"""What hangs on these is what somebody did, not what is held on them."""
_SECRET: Final = frozenset({"password_hash"})
_CHUNK: Final = 5_000
"""Keys in one statement."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The whole.

    Args:
        held: table -> rows, as column -> value that JSON can carry.
        left_out: table -> columns that are not readable text (encrypted, hashed) or open an account.
        read_by: what the log says of who has read, changed or taken it out, newest first.
        told: what codes mean.
    """

    person_id: int
    made_at: datetime
    purpose: str
    held: dict[str, list[dict[str, Any]]]
    left_out: dict[str, list[str]]
    read_by: list[dict[str, Any]]
    told: Words = field(default_factory=Words, repr=False)

    def document(self) -> dict[str, Any]:
        """The file as one JSON document, in Vietnamese."""
        machine = {name: rows for name, rows in self.held.items() if is_machine_made(name)}
        return {
            words.FILE_PERSON: self.person_id,
            words.FILE_MADE: moment_words(self.made_at),
            words.FILE_PURPOSE: self.purpose,
            words.FILE_HELD: self._sections({n: rows for n, rows in self.held.items() if n not in machine}),
            words.FILE_MACHINE: self._sections(machine),
            words.FILE_LEFT_OUT: {
                section_words(table): [column_words(table, name) for name in hidden]
                for table, hidden in self.left_out.items()
            },
            words.SHEET_READ: read_words(self.read_by),
        }

    def _sections(self, held: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
        return {
            section_words(table): rows_in_words(table, held[table], self.told)
            for table in sorted(held, key=section_order)
        }


def person_file(connection: Connection, principal: Principal, person_id: int, purpose: str) -> PersonFile:
    """All that stands anywhere about a person, under every number it has had. Logged in the same transaction.

    Raises: ForbiddenError; UsageError without a purpose; NotFoundError.
    """
    require(principal, Action.REVIEW)
    purpose = typed(purpose)
    if not purpose:
        raise UsageError(words.NO_PURPOSE, words.PURPOSE_ADVICE)
    audit(connection, principal, "rights.file", "person", person_id, purpose=purpose)
    # One role alone does not read all tables; what is held is the same whoever asks.
    with reading_as(connection, OPERATOR):
        numbers = _numbers(connection, person_id)
        rows = _walk(connection, numbers)
        told = _told(connection, rows)
    held = {name: [_plain(one) for one in found] for name, found in sorted(rows.items()) if found}
    left_out = {name: hidden for name in held if (hidden := _hidden(metadata.tables[name]))}
    read_by = [
        {name: _json(value) for name, value in one.items()} for one in who_read(connection, principal, person_id)
    ]
    return PersonFile(person_id, now(), purpose, held, left_out, read_by, told)


def reachable() -> frozenset[str]:
    """Names of all tables that the walk can come to."""
    todo = [column.table for column in _starts()]
    seen: set[str] = set()
    while todo:
        table = todo.pop()
        if table.name not in seen:
            seen.add(table.name)
            todo += [column.table for column, _ in _ways(table)]
    return frozenset(seen)


def _told(connection: Connection, rows: Mapping[str, list[dict[str, Any]]]) -> Words:
    """Words of the code lists, of bodies, and of the plans whose cases these are."""
    bodies = {str(row.agency_id): row.name for row in connection.execute(select(agency.c.agency_id, agency.c.name))}
    found: dict[str, dict[str, str]] = {**code_words(connection), "agency": bodies}
    for row in (*rows.get("programme_case", ()), *rows.get("nomination", ())):
        try:
            _add_plan(found, load_plan(row["plan_code"]), row["instrument"])
        except (DataError, NotFoundError):
            continue
    return Words(found)


def _add_plan(found: dict[str, dict[str, str]], plan: Plan, code: str) -> None:
    found.setdefault("plan", {})[plan.code] = plan.title
    instrument = plan.instrument(code)
    if instrument is None:
        return
    found.setdefault("instrument", {})[code] = instrument.name
    named: dict[str, Mapping[str, str]] = {
        "stage": {one.code: one.name for one in instrument.stages},
        "step": {one.code: one.name for one in instrument.steps},
        "grant": {one.code: one.name for one in instrument.grants},
        "talent_group": instrument.groups,
    }
    for name, words_of in named.items():
        known = found.setdefault(name, {})
        for one, said in words_of.items():
            # Two instruments may call one code differently: both are said.
            before = known.get(one)
            known[one] = said if before in (None, said) else f"{before} / {said}"


def _numbers(connection: Connection, person_id: int) -> list[int]:
    """The number and all that were merged into it. Raises: NotFoundError."""
    if connection.execute(select(person.c.person_id).where(person.c.person_id == person_id)).first() is None:
        raise NotFoundError(words.NO_PERSON.format(person=person_id), words.PERSON_ADVICE)
    merged = select(person_redirect.c.person_id).where(person_redirect.c.target_id == person_id)
    return [person_id, *connection.execute(merged).scalars()]


def _walk(connection: Connection, numbers: list[int]) -> dict[str, list[dict[str, Any]]]:
    """Rows by table: every column person_id, what they were made of, and whatever hangs on those rows."""
    found: dict[str, list[dict[str, Any]]] = {}
    todo: list[tuple[Column[Any], list[Any]]] = [(column, numbers) for column in _starts()]
    seen: set[tuple[str, str, Any]] = set()
    while todo:
        column, keys = todo.pop()
        table: Table = column.table
        new = [key for key in keys if (table.name, column.name, key) not in seen]
        seen.update((table.name, column.name, key) for key in new)
        rows = list(_rows(connection, column, new))
        known = found.setdefault(table.name, [])
        fresh = [row for row in rows if row not in known]
        known.extend(fresh)
        todo.extend(_onward(table, fresh))
    return found


def _starts() -> list[Column[Any]]:
    """Every column that holds the number of a person."""
    return [
        table.c.person_id
        for table in metadata.sorted_tables
        if "person_id" in table.c and isinstance(table.c.person_id.type, BigInteger)
    ]


def _onward(table: Table, rows: list[dict[str, Any]]) -> Iterator[tuple[Column[Any], list[Any]]]:
    if rows:
        for column, name in _ways(table):
            yield column, [row[name] for row in rows if row[name] is not None]


def _ways(table: Table) -> Iterator[tuple[Column[Any], str]]:
    """Columns of other tables that a row of this one leads to, and by which of its own."""
    if table.name in _ENDS:
        return
    keys = list(table.primary_key.columns)
    if len(keys) == 1:
        key = keys[0]
        # person_id was asked of every table already.
        for child in metadata.sorted_tables:
            for column in child.columns:
                if key.name != "person_id" and any(fk.column is key for fk in column.foreign_keys):
                    yield column, key.name
    for column in table.columns:
        if (table.name, column.name) in _UP:
            yield next(iter(column.foreign_keys)).column, column.name


def _rows(connection: Connection, column: Column[Any], keys: list[Any]) -> Iterator[dict[str, Any]]:
    table: Table = column.table
    shown = [one for one in table.columns if one.name not in _hidden(table)]
    for start in range(0, len(keys), _CHUNK):
        asked = select(*shown).where(column.in_(keys[start : start + _CHUNK])).order_by(*table.primary_key.columns)
        for row in connection.execute(asked):
            yield dict(row._mapping)


def _hidden(table: Table) -> list[str]:
    return [one.name for one in table.columns if isinstance(one.type, LargeBinary) or one.name in _SECRET]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _json(value) for name, value in row.items()}


def _json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    return value
