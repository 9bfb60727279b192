"""People and outside experts of lists and councils as they are now: names, posts, contacts by right of the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from talentdb.access.principal import Principal
from talentdb.access.rights import visible
from talentdb.db.tables import outside_expert, person_redirect, person_version
from talentdb.people.successors import employers_on
from talentdb.settings import today

__all__ = ["Persons", "ReadPersons", "read_persons"]

_SHOWN: Final = (
    "sex", "qualification", "academic_title", "field_of_training", "position_title", "sub_unit", "agency_name",
    "agency_code", "phone", "email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Persons:
    """Numbers of people and of outside experts that are asked for."""

    people: Sequence[int]
    outside: Sequence[int]

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Persons":
        """Those of rows with person_id and outside_expert_id."""
        found = list(rows)
        return cls(
            [row.person_id for row in found if row.person_id is not None],
            [row.outside_expert_id for row in found if row.outside_expert_id is not None],
        )


@dataclass(frozen=True, slots=True)
class ReadPersons:
    """What was found: values by number; `now` leads from a merged number to the one that stands for it."""

    people: Mapping[int, Mapping[str, Any]]
    outside: Mapping[int, Mapping[str, Any]]
    now: Mapping[int, int]

    def of(self, row: Any) -> tuple[tuple[str, int], Mapping[str, Any]]:
        """Kind and number of who stands in the row, and the values; who left the registry has a name of dashes."""
        if row.outside_expert_id is not None:
            return ("outside", row.outside_expert_id), self.outside.get(row.outside_expert_id, _UNKNOWN)
        number = self.now.get(row.person_id, row.person_id)
        return ("person", number), self.people.get(number, _UNKNOWN)


_UNKNOWN: Final[Mapping[str, Any]] = {"full_name": "—", **dict.fromkeys(_SHOWN)}


def read_persons(connection: Connection, principal: Principal, asked: Persons) -> ReadPersons:
    """The people and experts, by right of the reader."""
    now = _redirects(connection, asked.people)
    numbers = sorted({now.get(number, number) for number in asked.people})
    return ReadPersons(_people(connection, principal, numbers), _outside(connection, principal, asked.outside), now)


def _redirects(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    r = person_redirect.c
    found = connection.execute(select(r.person_id, r.target_id).where(r.person_id.in_(list(numbers))))
    return {row.person_id: row.target_id for row in found}


def _people(connection: Connection, principal: Principal, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    v = person_version.c
    rows = connection.execute(
        select(v.person_id, v.full_name, v["values"], v.agency_id).where(
            v.person_id.in_(list(numbers)), v.valid_to.is_(None)
        )
    ).all()
    bodies = employers_on(connection, today()) if rows else {}
    found = {}
    for row in rows:
        code, name = bodies[row.agency_id]
        values = visible(principal, {**row._mapping["values"], "agency_code": code, "agency_name": name})
        found[row.person_id] = {"full_name": row.full_name, **{field: values.get(field) for field in _SHOWN}}
    return found


def _outside(connection: Connection, principal: Principal, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    o = outside_expert.c
    rows = connection.execute(select(outside_expert).where(o.outside_expert_id.in_(list(numbers)))).mappings()
    found = {}
    for row in rows:
        values = visible(principal, {**row, "agency_name": row["organisation"]})
        found[row["outside_expert_id"]] = {
            "full_name": row["full_name"], **{field: values.get(field) for field in _SHOWN},
        }  # fmt: skip
    return found
