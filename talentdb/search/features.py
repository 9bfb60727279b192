"""Reads what the score and the page need of a few hundred persons, as the database gives them to this reader."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    String,
    Text,
    bindparam,
    cast,
    func,
    literal,
    select,
)

from talentdb.db.tables import agency, employment, work_member
from talentdb.search.people import People

__all__ = ["Person", "as_array", "read_bearers", "read_confirmed", "read_people"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person as found, before the reader's role hides fields. `works`: title, type, year, role and result."""

    person_id: int
    full_name: str
    name_key: str
    name_toned: str
    birth_date: date | None
    values: Mapping[str, Any]
    commune_code: str | None
    agency_code: str | None
    agency_name: str | None
    works: Sequence[Mapping[str, Any]] = ()


def as_array(numbers: Sequence[int]) -> ColumnElement[Any]:
    """Numbers as one parameter: the driver's own way of writing an array takes ten times as long."""
    return cast(literal(_written(numbers)), ARRAY(BigInteger))


def _written(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


# Statements are built once: to build one and to find its text again takes as long as PostgreSQL takes for it.
_ASKED: Final = "numbers"
_NUMBERS: Final = cast(bindparam(_ASKED, type_=String), ARRAY(BigInteger))


def read_people(
    connection: Connection, people: People, person_ids: Sequence[int], conditions: Sequence[ColumnElement[bool]],
    *, with_works: bool,
) -> dict[int, Person]:  # fmt: skip
    """Those of the persons whom the database returns to this reader under the conditions, by number."""
    if not person_ids:
        return {}
    statement = _persons(people)
    if conditions:
        statement = statement.where(*conditions)
    rows = connection.execute(statement, {_ASKED: _written(person_ids)}).all()
    works = _works(connection, [row[0] for row in rows]) if with_works else {}
    return {
        row[0]: Person(
            row[0], row[1], row[2], row[3], row[4], _object(row[5])[0], row[6], row[7], row[8], works.get(row[0], ())
        )
        for row in rows
    }  # fmt: skip


def read_bearers(
    connection: Connection, people: People, person_ids: Sequence[int], conditions: Sequence[ColumnElement[bool]]
) -> dict[int, Person]:
    """The same with what tells bearers of a name apart, and nothing else: of their values only `BEARER`."""
    if not person_ids:
        return {}
    statement = _bearers(people)
    if conditions:
        statement = statement.where(*conditions)
    rows = connection.execute(statement, {_ASKED: _written(person_ids)})
    return {
        row[0]: Person(
            row[0], row[1], row[2], row[3], row[4], dict(zip(BEARER, row[6:], strict=True)), row[5], None, None
        )
        for row in rows
    }  # fmt: skip


BEARER: Final = ("sex", "qualification", "academic_title")
"""Who is meant, and who of equals comes first."""
# The driver's own way of reading an object goes through four functions for each.
_object: Final = json.JSONDecoder().raw_decode


def _commune(people: People) -> ColumnElement[Any]:
    c = people.relation.c
    return (c.commune_code if "commune_code" in c else c["values"]["commune_code"].astext).label("commune")


@cache
def _bearers(people: People) -> Select[Any]:
    c = people.relation.c
    values = (c["values"][name].astext.label(f"value_{name}") for name in BEARER)
    return select(
        c.person_id, c.full_name, c.name_key, c.name_toned, c.birth_date, _commune(people), *values
    ).where(c.person_id == func.any(_NUMBERS))  # fmt: skip


@cache
def _persons(people: People) -> Select[Any]:
    c = people.relation.c
    return (
        select(c.person_id, c.full_name, c.name_key, c.name_toned, c.birth_date, cast(c["values"], Text),
               _commune(people), agency.c.code, agency.c.name)
        .outerjoin_from(people.relation, agency, agency.c.agency_id == c[people.employer])
        .where(c.person_id == func.any(_NUMBERS))
    )  # fmt: skip


_W: Final = work_member.c
_WORKS: Final = (
    select(_W.person_id, _W.work_title, _W.work_type, _W.work_year, _W.member_role, _W.work_level, _W.work_result)
    .where(_W.person_id == func.any(_NUMBERS))
    .order_by(_W.person_id, _W.work_year.desc().nulls_last(), _W.source_record_id)
)
_CONFIRMED: Final = (
    select(employment.c.person_id, func.max(employment.c.as_of))
    .where(employment.c.person_id == func.any(_NUMBERS))
    .group_by(employment.c.person_id)
)


def _works(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(_WORKS, {_ASKED: _written(person_ids)}):
        found[row[0]].append(
            {"title": row[1], "type": row[2], "year": row[3], "role": row[4], "level": row[5], "result": row[6]}
        )
    return found


def read_confirmed(connection: Connection, person_ids: Sequence[int]) -> dict[int, date]:
    """The newest day for which an agency confirmed the person, as far as this reader may see the rows."""
    if not person_ids:
        return {}
    return {row[0]: row[1] for row in connection.execute(_CONFIRMED, {_ASKED: _written(person_ids)})}
