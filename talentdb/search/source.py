"""Reads persons and words out of PostgreSQL for the index. Owns the one statement that says who belongs into it:
active persons with a current version.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from talentdb.db.tables import code, commune, person, person_version, work_member
from talentdb.people.reference import read_reference
from talentdb.search.document import PersonRow, Vocabulary

__all__ = ["CHUNK", "current_versions", "iter_rows", "read_rows", "read_vocabulary"]

CHUNK: Final = 2_000
"""Persons in memory at once, and in one request: some 2 MB of JSON."""


def read_vocabulary(connection: Connection) -> Vocabulary:
    """Agencies, labels, communes and the words of research fields with those above them."""
    reference = read_reference(connection)
    columns = (code.c.code, code.c.label, code.c.aliases, code.c.parent_code)
    rows = {row.code: row for row in connection.execute(select(*columns).where(code.c.list == "research_field"))}
    communes = connection.execute(select(commune.c.commune_code, commune.c.name))
    return Vocabulary(
        reference.agencies,
        reference.labels,
        {key: _field_words(key, rows) for key in rows},
        {row.commune_code: row.name for row in communes},
    )


def _field_words(key: str | None, rows: dict[str, Any]) -> tuple[str, ...]:
    words: list[str] = []
    for _ in range(5):  # no list is deeper; a parent that points back at its child would never end
        row = rows.get(key or "")
        if row is None:
            break
        words += [row.label, *row.aliases]
        key = row.parent_code
    return tuple(words)


def _statement() -> Select[Any]:
    v, w = person_version.c, work_member.c
    told = func.jsonb_build_object(
        literal("title"), w.work_title, literal("type"), w.work_type, literal("year"), w.work_year,
        literal("role"), w.member_role,
    )  # fmt: skip
    works = select(func.coalesce(func.jsonb_agg(aggregate_order_by(told, w.source_record_id)), literal([], JSONB)))
    of_person = works.where(w.person_id == person.c.person_id).correlate(person).scalar_subquery()
    return (
        select(
            person.c.person_id, person.c.content_hash, v.full_name, v["values"], v.birth_date, v.commune_code,
            v.agency_ids, v.sector, v.research_fields, v.field_group, v.sti_posts, v.is_public, of_person,
        )
        .join_from(person, person_version)
        .where(person.c.state == "active", v.valid_to.is_(None))
    )  # fmt: skip


def read_rows(connection: Connection, person_ids: Sequence[int]) -> list[PersonRow]:
    """Those of the persons who belong into the index, as they are now."""
    rows = connection.execute(_statement().where(person.c.person_id.in_(person_ids)))
    return [PersonRow(*row) for row in rows]


def iter_rows(connection: Connection) -> Iterator[list[PersonRow]]:
    """Everybody who belongs into the index, in chunks by person_id."""
    last = 0
    while True:
        # Either table begins behind the last one: by one alone the other would be read from its start for each page.
        behind = (person.c.person_id > last, person_version.c.person_id > last)
        page = _statement().where(*behind).order_by(person.c.person_id).limit(CHUNK)
        rows = [PersonRow(*row) for row in connection.execute(page)]
        if not rows:
            return
        yield rows
        last = rows[-1].person_id


def current_versions(connection: Connection, person_ids: Sequence[int] | None = None) -> dict[int, str]:
    """person_id -> content hash of those who belong into the index."""
    statement = (
        select(person.c.person_id, person.c.content_hash)
        .join_from(person, person_version)
        .where(person.c.state == "active", person_version.c.valid_to.is_(None))
    )
    if person_ids is not None:
        statement = statement.where(person.c.person_id.in_(person_ids))
    return {row.person_id: row.content_hash for row in connection.execute(statement)}
