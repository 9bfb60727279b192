"""Reads what the score and the page need of a few hundred persons, as the database gives them to this reader."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, cast, func, literal, select

from talentdb.db.tables import agency, employment, work_member
from talentdb.search.people import People

__all__ = ["Person", "as_array", "read_confirmed", "read_people"]


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
    return cast(literal("{" + ",".join(map(str, numbers)) + "}"), ARRAY(BigInteger))


def read_people(
    connection: Connection, people: People, person_ids: Sequence[int], conditions: Sequence[ColumnElement[bool]],
    *, with_works: bool,
) -> dict[int, Person]:  # fmt: skip
    """Those of the persons whom the database returns to this reader under the conditions, by number."""
    if not person_ids:
        return {}
    c = people.relation.c
    commune = c.commune_code if "commune_code" in c else c["values"]["commune_code"].astext
    statement = (
        select(c.person_id, c.full_name, c.name_key, c.name_toned, c.birth_date, c["values"],
               commune.label("commune"), agency.c.code, agency.c.name)
        .outerjoin_from(people.relation, agency, agency.c.agency_id == c[people.employer])
        .where(c.person_id == func.any(as_array(person_ids)), *conditions)
    )  # fmt: skip
    rows = connection.execute(statement).all()
    works = _works(connection, [row.person_id for row in rows]) if with_works else {}
    return {row.person_id: Person(*row, works=works.get(row.person_id, ())) for row in rows}


def _works(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    w = work_member.c
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    statement = (
        select(w.person_id, w.work_title, w.work_type, w.work_year, w.member_role, w.work_level, w.work_result)
        .where(w.person_id == func.any(as_array(person_ids)))
        .order_by(w.person_id, w.work_year.desc().nulls_last(), w.source_record_id)
    )
    for row in connection.execute(statement):
        found[row[0]].append(
            {"title": row[1], "type": row[2], "year": row[3], "role": row[4], "level": row[5], "result": row[6]}
        )
    return found


def read_confirmed(connection: Connection, person_ids: Sequence[int]) -> dict[int, date]:
    """The newest day for which an agency confirmed the person, as far as this reader may see the rows."""
    e = employment.c
    if not person_ids:
        return {}
    newest = select(e.person_id, func.max(e.as_of)).where(e.person_id == func.any(as_array(person_ids)))
    return {row[0]: row[1] for row in connection.execute(newest.group_by(e.person_id))}
