"""The registry as rows of contracts ("Registry rows"), streamed: golden persons, or an agency's own people."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require, visible
from talentdb.people.details import details, masked_ids, sources_of
from talentdb.people.filters import Filter
from talentdb.people.relation import people
from talentdb.people.successors import employers_on
from talentdb.settings import today

__all__ = ["iter_people", "row_values"]

# Rows in memory at once; their details come in four queries a chunk.
_CHUNK: Final = 2_000


def iter_people(
    connection: Connection,
    principal: Principal,
    filters: Sequence[Filter] = (),
    *,
    with_sources: bool = False,
    keyring: Keyring | None = None,
    purpose: str | None = None,
    as_of: date | None = None,
) -> Generator[dict[str, Any]]:
    """Every person this account may see, one dict each, in the order of person_id.

    Args:
        filters: (field, value) pairs; every status unless filtered.
        with_sources: add `sources`; an agency gets its own rows only.
        keyring: when given, `national_id` is there, masked.
        purpose: why, for the audit log.
        as_of: the people and values of that day, their agencies as they stood then.
    Raises: ForbiddenError; UsageError for an unknown filter.
    """
    require(principal, Action.EXPORT)
    statement = people(principal, filters, as_of=as_of)
    given = 0
    try:
        with closing(_rows(connection, principal, statement, with_sources, keyring, as_of)) as found:
            for item in found:
                given += 1
                yield item
    except GeneratorExit:
        _log(connection, principal, filters, purpose, given)
        raise
    # Last: the audit's head stays locked until the commit, and a large export takes its time.
    _log(connection, principal, filters, purpose, given)


def _log(
    connection: Connection, principal: Principal, filters: Sequence[Filter], purpose: str | None, given: int
) -> None:
    """An export that was broken off is logged too, with the rows given so far."""
    if not connection.closed:
        named = {"rows": given, "filters": sorted({name for name, _ in filters})}
        audit(connection, principal, "people.export", "people", "*", purpose=purpose, details=named)


def _rows(
    connection: Connection, principal: Principal, statement: Any, with_sources: bool, keyring: Keyring | None,
    as_of: date | None,
) -> Generator[dict[str, Any]]:  # fmt: skip
    employers = employers_on(connection, as_of or today())
    streamed = statement.order_by("person_id").execution_options(yield_per=_CHUNK)
    with connection.execute(streamed) as result:
        for chunk in result.partitions():
            yield from _chunk_rows(connection, principal, chunk, employers, with_sources, keyring, as_of)


def _chunk_rows(
    connection: Connection, principal: Principal, chunk: Sequence[Any], employers: dict[int, Any],
    with_sources: bool, keyring: Keyring | None, as_of: date | None,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    persons = [row.person_id for row in chunk]
    nested = details(connection, principal, persons, numbers=with_sources, as_of=as_of)
    sources = sources_of(connection, persons, as_of) if with_sources else {}
    ids = masked_ids(connection, keyring, holders(chunk)) if keyring is not None else {}
    for row in chunk:
        item: dict[str, Any] = {"person_id": row.person_id, **row_values(principal, row, employers)}
        if row.person_id in ids:
            item["national_id"] = ids[row.person_id]
        item.update(nested[row.person_id])
        if with_sources:
            item["sources"] = sources[row.person_id]
        yield item


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
