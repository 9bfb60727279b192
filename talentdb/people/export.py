"""The registry as rows of contracts ("Registry rows"), streamed: golden persons, or an agency's own people.

Owns which rows go out and that each going out is logged; files are written and words are understood elsewhere.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Connection, Select, cast, func, literal, select

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require, visible
from talentdb.people.details import NESTED, details, masked_ids, sources_of
from talentdb.people.export_rules import require_purpose
from talentdb.people.filters import Filter
from talentdb.people.relation import people
from talentdb.people.successors import employers_on
from talentdb.people.withheld import withheld_among
from talentdb.settings import today

__all__ = ["count_people", "iter_people", "left_out", "row_values"]

# Rows in memory at once; their details come in four queries a chunk.
_CHUNK: Final = 2_000


def count_people(
    connection: Connection,
    principal: Principal,
    filters: Sequence[Filter] = (),
    *,
    person_ids: Sequence[int] | None = None,
    as_of: date | None = None,
) -> int:
    """How many rows `iter_people` would give; for progress."""
    wanted = _wanted(principal, filters, person_ids, as_of)
    found = int(connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one())
    return found - len(withheld_among(connection, principal, wanted))


def left_out(
    connection: Connection,
    principal: Principal,
    filters: Sequence[Filter] = (),
    *,
    person_ids: Sequence[int] | None = None,
    as_of: date | None = None,
) -> Mapping[int, str]:
    """Whom `iter_people` does not give for want of consent, and why (`talentdb.people.withheld`); to be told."""
    return withheld_among(connection, principal, _wanted(principal, filters, person_ids, as_of))


def iter_people(
    connection: Connection,
    principal: Principal,
    filters: Sequence[Filter] = (),
    *,
    with_sources: bool = False,
    keyring: Keyring | None = None,
    purpose: str | None = None,
    as_of: date | None = None,
    person_ids: Sequence[int] | None = None,
    columns: Sequence[str] | None = None,
    locked: bool = False,
) -> Generator[dict[str, Any]]:
    """Every person this account may see, one dict each, in the order of person_id, or in that of `person_ids`.

    Who stands in a list that rests on consent and has not given it is left out; `left_out` tells of them.

    Args:
        filters: (field, value) pairs; every status unless filtered.
        with_sources: add `sources`; an agency gets its own rows only.
        keyring: when given, `national_id` is there, masked.
        purpose: why, for the audit log; some roles have to name one.
        as_of: the people and values of that day, their agencies as they stood then.
        person_ids: only these, as a search found them.
        columns: only these values, as `chosen_columns` gives them; what is not asked for is not read either.
        locked: the file they go into gets a password; for the log.
    Raises: ForbiddenError; UsageError for an unknown filter or a missing purpose.
    """
    require(principal, Action.EXPORT)
    require_purpose(principal, purpose)
    statement = _wanted(principal, filters, person_ids, as_of)
    withheld = withheld_among(connection, principal, statement)
    asked = _Asked(with_sources, keyring, as_of, _read(columns))
    given: list[int] = []
    try:
        with closing(_rows(connection, principal, statement, asked)) as found:
            for number, item in found:
                if number in withheld:
                    continue
                given.append(number)
                yield item
    except GeneratorExit:
        _log(connection, principal, filters, purpose, given, columns, locked, len(withheld))
        raise
    _log(connection, principal, filters, purpose, given, columns, locked, len(withheld))


def _read(columns: Sequence[str] | None) -> frozenset[str] | None:
    """A birth date never goes without what is known of it: a year alone is no first of January."""
    if columns is None:
        return None
    return frozenset([*columns, "birth_date_precision"] if "birth_date" in columns else columns)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of each person is read; `columns` None is everything."""

    with_sources: bool
    keyring: Keyring | None
    as_of: date | None
    columns: frozenset[str] | None

    def wants(self, *names: str) -> bool:
        return self.columns is None or not self.columns.isdisjoint(names)


def _wanted(
    principal: Principal, filters: Sequence[Filter], person_ids: Sequence[int] | None, as_of: date | None
) -> Select[Any]:
    statement = people(principal, filters, as_of=as_of)
    if person_ids is None:
        return statement
    # As text of an array: the driver's own way of writing a long one takes ten times as long.
    numbers = cast(literal("{" + ",".join(map(str, person_ids)) + "}"), ARRAY(BigInteger))
    asked = func.unnest(numbers).table_valued("number", with_ordinality="place").render_derived("asked")
    return statement.where(statement.selected_columns.person_id == asked.c.number).add_columns(asked.c.place)


def _log(
    connection: Connection, principal: Principal, filters: Sequence[Filter], purpose: str | None,
    given: Sequence[int], columns: Sequence[str] | None, locked: bool, withheld: int,
) -> None:  # fmt: skip
    """An export that was broken off is logged too, with the rows given so far."""
    if not connection.closed:
        named: dict[str, Any] = {"rows": len(given), "filters": sorted({name for name, _ in filters})}
        if columns is not None:
            named["columns"] = list(columns)
        if locked:
            named["encrypted"] = True
        if withheld:
            named["withheld"] = withheld
        said = (purpose or "").strip() or None
        audit(connection, principal, "people.export", "people", "*", purpose=said, details=named, persons=given)


def _rows(
    connection: Connection, principal: Principal, statement: Select[Any], asked: _Asked
) -> Generator[tuple[int, dict[str, Any]]]:
    employers = employers_on(connection, asked.as_of or today())
    order = "place" if "place" in statement.selected_columns else "person_id"
    streamed = statement.order_by(order).execution_options(yield_per=_CHUNK)
    with connection.execute(streamed) as result:
        for chunk in result.partitions():
            yield from _chunk_rows(connection, principal, chunk, employers, asked)


def _chunk_rows(
    connection: Connection, principal: Principal, chunk: Sequence[Any], employers: dict[int, Any], asked: _Asked
) -> Iterator[tuple[int, dict[str, Any]]]:
    persons = [row.person_id for row in chunk]
    nested: dict[int, dict[str, Any]] = {}
    if asked.wants(*NESTED):
        nested = dict(details(connection, principal, persons, numbers=asked.with_sources, as_of=asked.as_of))
    sources = sources_of(connection, persons, asked.as_of) if asked.with_sources else {}
    ids = {}
    if asked.keyring is not None and asked.wants("national_id"):
        ids = masked_ids(connection, asked.keyring, holders(chunk))
    for row in chunk:
        item: dict[str, Any] = {"person_id": row.person_id, **row_values(principal, row, employers)}
        if row.person_id in ids:
            item["national_id"] = ids[row.person_id]
        item.update(nested.get(row.person_id, {}))
        if asked.with_sources:
            item["sources"] = sources[row.person_id]
        wanted = item if asked.columns is None else {name: item[name] for name in item if asked.wants(name)}
        yield row.person_id, wanted


def holders(rows: Sequence[Any]) -> dict[int, int]:
    """Person -> source record that holds the national id to show."""
    found = {}
    for row in rows:
        own = getattr(row, "source_record_id", None)
        record = own if own is not None else row.provenance.get("national_id")
        if record is not None:
            found[row.person_id] = record
    return found


def row_values(principal: Principal, row: Any, employers: dict[int, Any]) -> dict[str, Any]:
    """Values of a row of `people` as far as the role may see them; code and name are those of the employer, or of the
    body that has taken it over."""
    values = visible(principal, row._mapping["values"])
    values["agency_code"], values["agency_name"] = employers[row.agency_id]
    return values
