"""Which records share a match key, looked up in SQL. Compares nothing and decides nothing."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text

from talentdb.people.blocking import KEY_CAPS

__all__ = ["candidates", "candidates_among"]

# Keys of large blocks (a front desk's telephone, the commonest names) tell nothing and are left out; how large is
# too large depends on the kind of the key, its lowest four bits. Each key is looked up once and in the index: joined,
# the server would go through all records or all keys for each chunk.
_CANDIDATES: Final = text("""
    select r.source_record_id, array_agg(distinct other)
    from source_record r
        cross join lateral (
            select k."key", (cast(:caps as integer[]))[(k."key" & 15) + 1] as cap
            from unnest(r.match_keys) as k("key")
        ) as own
        cross join lateral (
            select array_agg(source_record_id) as records from (
                select source_record_id from match_key where match_key."key" = own."key" limit own.cap + 1) as first
        ) as block
        cross join lateral unnest(block.records) as other
    where r.source_record_id = any(:records) and cardinality(block.records) <= own.cap
        and other <> r.source_record_id
    group by r.source_record_id
""")
# Waiting records are in no block: those of one submission are compared through their own keys.
_AMONG: Final = text("""
    with own as materialized (
        select distinct k."key", r.source_record_id
        from unnest(cast(:records as bigint[])) as named(record)
            join source_record r on r.source_record_id = named.record,
            lateral unnest(r.match_keys) as k("key")
    ), small as materialized (
        select "key" from own group by "key"
        having count(*) between 2 and (cast(:caps as integer[]))[("key" & 15) + 1]
    )
    select a.source_record_id, array_agg(distinct b.source_record_id)
    from small join own a using ("key") join own b using ("key")
    where b.source_record_id < a.source_record_id
    group by a.source_record_id
""")
_CAPS: Final = [KEY_CAPS.get(kind, 0) for kind in range(16)]


def candidates(connection: Connection, records: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Each of the records with the records that count and share a key with it, where there are any."""
    rows = connection.execute(_CANDIDATES, {"records": list(records), "caps": _CAPS})
    return [(record, found) for record, found in rows]


def candidates_among(connection: Connection, records: Sequence[int]) -> dict[int, list[int]]:
    """Record -> those of smaller numbers among the same records that share a key with it."""
    rows = connection.execute(_AMONG, {"records": list(records), "caps": _CAPS})
    return {record: list(found) for record, found in rows}
