"""Persons for the tests of the search, written straight into the derived tables, and an index of one's own.

Strategy: `add` writes a person with its outbox row as approving would, so that these tests stand without the reader
and the registry; `own` gives an agency's approved row. Each test has its own index on the session's server.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Engine, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.people.keys import search_key, search_texts, search_words, standing
from talentdb.people.reference import Reference, read_reference
from talentdb.search.client import SearchIndex, open_index
from talentdb.text import fold, sort_key, tone_key

_VERSION = text("""
    insert into person_version (person_id, version, valid_from, "values", provenance, full_name, name_key, name_toned,
        name_sort, sex, birth_date, birth_date_precision, ethnicity_code, commune_code, agency_id, agency_ids, sector,
        is_public, employment_category, position_level, professional_title_code, qualification, academic_title,
        research_fields, field_group, status, sti_posts, trained_on, search_key)
    values (:person_id, 1, '2026-01-01', :values, '{}', :full_name, :name_key, :name_toned, :name_sort, :sex,
        :birth_date, 'day', :ethnicity_code, :commune_code, :agency_id, :agency_ids, :sector, :is_public,
        :employment_category, :position_level, :professional_title_code, :qualification, :academic_title,
        :research_fields, :field_group, :status, :sti_posts, '{}', :search_key)
""")
_SHARED = """birth_date, is_public, name_key, name_toned, sex, commune_code, agency_ids, sector, position_level,
    qualification, academic_title, research_fields, field_group, status, sti_posts"""
_SEARCHED = text(f"""
    insert into person_search (person_id, {_SHARED}, standing, languages, words)
    select person_id, {_SHARED}, :standing, :languages, :words from person_version where person_id = :p
""")
_COLUMNS = (
    "sex", "ethnicity_code", "commune_code", "employment_category", "position_level", "professional_title_code",
    "qualification", "academic_title", "status",
)  # fmt: skip


@dataclass(frozen=True)
class People:
    """Writes persons into one database."""

    engine: Engine

    @cached_property
    def bodies(self) -> Reference:
        """Agencies and labels."""
        with unit_of_work(self.engine, OPERATOR) as connection:
            return read_reference(connection)

    def add(self, person_id: int, full_name: str, agencies: tuple[str, ...] = ("SO-KHCN",), **values: Any) -> None:
        """Write a person, or its new content; ends with an outbox row in the same transaction."""
        with unit_of_work(self.engine, OPERATOR) as connection:
            self.write(connection, person_id, full_name, agencies, values)

    def write(
        self, connection: Connection, person_id: int, full_name: str, agencies: tuple[str, ...],
        given: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """The same inside a transaction of the caller."""
        values = {"full_name": full_name, **given}
        bodies = self.bodies
        by_code = {body.code: body for body in bodies.agencies.values()}
        held = [by_code[code] for code in agencies]
        digest = hashlib.sha256(json.dumps([full_name, agencies, values], default=str).encode()).hexdigest()
        fields = list(values.get("research_fields", ()))
        words = [word for body in held for word in (body.name, *body.aliases)]
        for table in ("person_version", "person_search"):
            connection.execute(text(f"delete from {table} where person_id = :p"), {"p": person_id})
        connection.execute(
            text("""insert into person (person_id, state, content_hash, version_count) values (:p, 'active', :h, 1)
                on conflict (person_id) do update set state = 'active', content_hash = :h"""),
            {"p": person_id, "h": digest},
        )
        born = values.get("birth_date")
        connection.execute(
            _VERSION,
            {
                "person_id": person_id, "values": Jsonb(values), "full_name": full_name, "name_key": fold(full_name),
                "name_toned": tone_key(full_name), "name_sort": sort_key(full_name),
                "birth_date": date.fromisoformat(born) if born else None, "agency_id": held[0].agency_id,
                "agency_ids": sorted(body.agency_id for body in held), "sector": held[0].sector,
                "is_public": held[0].is_public, "research_fields": fields,
                "field_group": fields[0][0] if fields else None, "sti_posts": list(values.get("sti_posts", ())),
                "search_key": search_key(values, words, bodies.labels),
                **{name: values.get(name) for name in _COLUMNS},
            },
        )  # fmt: skip
        names = [full_name, *filter(None, [values.get("other_name")])]
        connection.execute(
            _SEARCHED,
            {
                "p": person_id, "standing": standing(values.get("academic_title"), values.get("qualification")),
                "words": search_words(search_texts(values, words, bodies.labels), names),
                "languages": [one["language"] for one in values.get("languages", ()) if isinstance(one, dict)],
            },
        )  # fmt: skip
        connection.execute(text("insert into outbox (person_id) values (:p)"), {"p": person_id})

    def withdraw(self, person_id: int) -> None:
        """The person has no approved source any more; its versions stay, for figures of days past."""
        with unit_of_work(self.engine, OPERATOR) as connection:
            connection.execute(text("update person set state = 'withdrawn' where person_id = :p"), {"p": person_id})
            connection.execute(text("delete from person_search where person_id = :p"), {"p": person_id})
            connection.execute(text("insert into outbox (person_id) values (:p)"), {"p": person_id})

    def own(self, person_id: int, full_name: str, agency: str, **values: Any) -> None:
        """An approved row of the agency about a person who was added before."""
        content = {"full_name": full_name, **values}
        with unit_of_work(self.engine, OPERATOR) as connection:
            bodies = self.bodies
            body = next(one for one in bodies.agencies.values() if one.code == agency)
            submission = connection.execute(
                text("""insert into submission (receipt, agency_id, form, origin, file_name, as_of, state,
                    n_records, n_refused, n_errors, n_warnings, understanding, reader_version)
                    values (:r, :a, 'people', 'manual', '', '2026-01-01', 'approved', 1, 0, 0, 0, '{}', '1')
                    returning submission_id"""),
                {"r": uuid4().hex, "a": body.agency_id},
            ).scalar_one()
            record = connection.execute(
                text("""insert into source_record (submission_id, agency_id, employer_id, form, sheet, table_no,
                    row_no, state, "values", raw_cipher, name_key, name_toned, sex, search_key)
                    values (:s, :a, :a, 'people', '', 1, 1, 'accepted', :v, '', :k, :t, :sex, :words)
                    returning source_record_id"""),
                {
                    "s": submission, "a": body.agency_id, "v": Jsonb(content), "k": fold(full_name),
                    "t": tone_key(full_name), "sex": values.get("sex"),
                    "words": search_key(content, (body.name, *body.aliases), bodies.labels),
                },
            ).scalar_one()  # fmt: skip
            connection.execute(
                text("insert into person_source (source_record_id, person_id, rule) values (:r, :p, 'new')"),
                {"r": record, "p": person_id},
            )

    def outbox(self) -> list[tuple[int, int, str | None]]:
        """(person, attempts, last_error) of what waits."""
        with unit_of_work(self.engine, OPERATOR) as connection:
            rows = connection.execute(text("select person_id, attempts, last_error from outbox order by outbox_id"))
            return [(row[0], row[1], row[2]) for row in rows]

    def state(self) -> dict[int, str]:
        """person_id -> content hash of the active persons."""
        with unit_of_work(self.engine, OPERATOR) as connection:
            rows = connection.execute(text("select person_id, content_hash from person where state = 'active'"))
            return {row[0]: row[1] for row in rows}


@pytest.fixture
def people(database: Any) -> People:
    return People(database.engine)


@pytest.fixture
def index(search_address: Any) -> Iterator[SearchIndex]:
    """An index name of this test alone, deleted at its end."""
    import meilisearch

    name = f"t_{uuid4().hex[:10]}"
    yield open_index(search_address.url, search_address.key, name)
    client = meilisearch.Client(search_address.url, search_address.key)
    for uid in (name, f"{name}_build"):
        client.wait_for_task(client.delete_index(uid).task_uid, 60_000)
