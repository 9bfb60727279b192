"""Everything that counts and hangs together with some records: what has to be clustered anew after a decision.

Reads only. Scores no pair and decides nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

__all__ = ["Before", "closure"]

# Records that could be one person with the named ones by anything but a new comparison. "offset 0" keeps it at one
# look into an index for each record: the server, who overrates what the policies cost, would rather go through all.
_NEIGHBOURS: Final = text("""
    with named as materialized (select unnest(cast(:records as bigint[])) as record),
    own as materialized (
        select r.* from named cross join lateral (
            select national_id_hmac, name_key, corrects_record_id from source_record
            where source_record_id = record offset 0) as r
    )
    select p.other from named cross join lateral (
        select b_record_id as other from match_pair
        where a_record_id = record and decision = 'merge' and not preview offset 0) as p
    union
    select p.other from named cross join lateral (
        select a_record_id as other from match_pair
        where b_record_id = record and decision = 'merge' and not preview offset 0) as p
    union
    select o.source_record_id from own cross join lateral (
        select source_record_id, name_key from source_record where national_id_hmac = own.national_id_hmac offset 0
    ) as o where own.national_id_hmac is not null and o.name_key = own.name_key
    union
    select corrects_record_id from own where corrects_record_id is not null
    union
    select r.source_record_id from named join source_record r on r.corrects_record_id = record
    union
    select o.source_record_id from named join judgement_record j on j.source_record_id = record
        join judgement_record o on o.judgement_id = j.judgement_id
    union
    select o.source_record_id from named cross join lateral (
        select person_id from person_source where source_record_id = record offset 0) as ps
        cross join lateral (
            select source_record_id from person_source where person_id = ps.person_id offset 0) as o
""")
_COUNTING: Final = text("""
    select source_record_id, person_id, rule from person_source where source_record_id = any(:records)
""")


@dataclass(frozen=True, slots=True)
class Before:
    """How the records of interest were linked: record -> (person or None, rule)."""

    links: Mapping[int, tuple[int | None, str]]

    def persons(self, gone: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
        """Person -> its records, those that were just taken out among them."""
        found = {person: set(records) for person, records in gone.items()}
        for record, (person, _) in self.links.items():
            if person is not None:
                found.setdefault(person, set()).add(record)
        return found


def closure(connection: Connection, seeds: Collection[int]) -> Before:
    """Everything that counts and hangs together with the seeds, with its present links."""
    links: dict[int, tuple[int | None, str]] = {}
    # What does not count leads nowhere, and is asked about only once.
    asked: set[int] = set()
    frontier = set(seeds)
    while frontier:
        asked |= frontier
        rows = connection.execute(_COUNTING, {"records": sorted(frontier)})
        counting = {record: (person, rule) for record, person, rule in rows}
        links |= counting
        near = connection.execute(_NEIGHBOURS, {"records": sorted(counting)}).scalars()
        frontier = set(near) - asked
    return Before(links)
