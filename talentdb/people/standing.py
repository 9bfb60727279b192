"""What the registry holds of people known by their national id: employer, status, name, and since when.

Reads golden persons only; the policies of schema.sql keep them from an agency, which then is told nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from talentdb.db.tables import person_source, person_version, source_record
from talentdb.people.successors import employers_on, heirs
from talentdb.settings import today

__all__ = ["Standing", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The current version of one person; `agency_ids` are all employers, with the bodies that have taken them over,
    `agency_name` the main one's."""

    person_id: int
    name_toned: str
    agency_ids: tuple[int, ...]
    agency_name: str
    status: str | None
    since: date


def standings(connection: Connection, hmacs: Collection[bytes]) -> dict[bytes, Standing]:
    """National id digest -> standing, for those that the registry knows as one person.

    Args:
        hmacs: digests by `Keyring.national_id_hmac`.
    """
    if not hmacs:
        return {}
    v = person_version.c
    statement = (
        select(
            source_record.c.national_id_hmac,
            v.person_id,
            v.name_toned,
            v.agency_ids,
            v.agency_id,
            v.status,
            v.valid_from,
        )
        .join(person_source, person_source.c.source_record_id == source_record.c.source_record_id)
        .join(person_version, v.person_id == person_source.c.person_id)
        .where(source_record.c.national_id_hmac.in_(list(hmacs)), v.valid_to.is_(None))
        .distinct()
    )
    found: dict[bytes, list[Standing]] = {}
    taken_over, names = heirs(connection, today()), employers_on(connection, today())
    for digest, person_id, name, agencies, main, status, since in connection.execute(statement):
        bodies = tuple(sorted({*agencies, *(taken_over.get(body, body) for body in agencies)}))
        one = Standing(person_id, name, bodies, names[main][1], status, since)
        found.setdefault(bytes(digest), []).append(one)
    return {digest: people[0] for digest, people in found.items() if len(people) == 1}
