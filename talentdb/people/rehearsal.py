"""Writes what persons would be beside what they are, to ask the figures; the caller undoes the transaction.

The rows stand under numbers that nobody else has, so that no other writer of the registry waits for them. Decides no
identity.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from sqlalchemy import Connection, text

from talentdb.db.staging import insert_rows
from talentdb.people.columns import COLUMNS
from talentdb.people.derive import Row
from talentdb.people.sync import derive_supposed, row_values

__all__ = ["rehearse"]

_MOST: Final = 10**8
"""More persons than one decision touches: numbers of two rehearsals are never the same."""
_PERSONS: Final = text("""
    insert into person (person_id, state, content_hash, version_count)
    select unnest(cast(:persons as bigint[])), 'active', '', 0
""")


def rehearse(
    connection: Connection,
    persons: Sequence[Collection[int]],
    fresh: Collection[int],
    decision: int,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write versions and employments of persons who would consist of these records; figures are made of no more.

    Args:
        persons: records of each person.
        fresh: records that have no employment yet; those of the others stay as they are.
        decision: number of the decision that would make them so.
        progress: called with how many persons are written and how many there are.
    """
    new = frozenset(fresh)
    supposed = {-(decision * _MOST + at): records for at, records in enumerate(persons)}
    for before, found in derive_supposed(connection, supposed):
        connection.execute(_PERSONS, {"persons": [person.person_id for person in found]})
        _insert(connection, "person_version", [row for one in found for row in one.tables["person_version"]])
        posts = [row for one in found for row in one.tables["employment"]]
        _insert(connection, "employment", [row for row in posts if row["source_record_id"] in new])
        if progress is not None:
            progress(before + len(found), len(supposed))


def _insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    columns = COLUMNS[table]
    insert_rows(connection, table, columns, (row_values(row, columns) for row in rows))
