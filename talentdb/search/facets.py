"""Exact counts in one statement: the total, and for each field asked for the persons of every value."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Text,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from talentdb.db.tables import agency
from talentdb.errors import UsageError
from talentdb.people.filters import FACET_FIELDS, PersonField, person_field

__all__ = ["count", "require_facets"]

Facets = dict[str, dict[str, int]]


def require_facets(names: Sequence[str]) -> None:
    """Raise UsageError for a field that cannot be counted by, with the list of those that can."""
    unknown = sorted(set(names) - set(FACET_FIELDS))
    if unknown:
        raise UsageError(
            f"Không đếm được theo: {', '.join(unknown)}.", f"Các trường đếm được: {', '.join(FACET_FIELDS)}."
        )


def count(
    connection: Connection, relation: FromClause, matched: Select[Any], names: Sequence[str]
) -> tuple[int, Facets]:
    """Total and counts over the persons of `matched`; a person with several values of a list counts once for each.

    Args:
        relation: what tells the fields of persons.
        matched: select of person_id from it, with all conditions.
    """
    fields = [person_field(name, relation) for name in names]
    columns = [one.values.label(f"f{at}") for at, one in enumerate(fields) if one.values is not None]
    base = matched.add_columns(*columns).cte("matched")
    parts: list[Select[Any, Any, Any]] = [
        select(literal("").label("name"), cast(null(), Text).label("value"), func.count().label("n")).select_from(
            base
        )
    ]
    for at, one in enumerate(fields):
        held = base.c[f"f{at}"]
        if one.is_list:
            parts.append(_each(one, base.c.person_id, held))
        else:
            parts.append(
                select(literal(one.name), cast(held, Text), func.count()).where(held.is_not(None)).group_by(held)
            )
    total, facets = 0, Facets({name: {} for name in names})
    for name, value, n in connection.execute(union_all(*parts)):
        if name:
            facets[name][value] = n
        else:
            total = n
    return total, {name: dict(sorted(values.items(), key=lambda p: (-p[1], p[0]))) for name, values in facets.items()}


def _each(field: PersonField, person_id: ColumnElement[int], held: ColumnElement[Any]) -> Select[Any, Any, Any]:
    """Persons by every value of a list."""
    each = select(person_id.label("person_id"), func.unnest(held).label("value")).subquery()
    persons = func.count(each.c.person_id.distinct())
    if not field.of_agencies:
        return select(literal(field.name), cast(each.c.value, Text), persons).group_by(each.c.value)
    by_body = select(each.c.value, persons.label("n")).group_by(each.c.value).subquery()
    joined = by_body.join(agency, agency.c.agency_id == by_body.c.value)
    return select(literal(field.name), agency.c.code, by_body.c.n).select_from(joined)
