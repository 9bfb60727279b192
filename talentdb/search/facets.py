"""Exact counts in one statement: the total, and for each field asked for the persons of every value."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Connection,
    FromClause,
    Select,
    Text,
    cast,
    func,
    literal,
    null,
    select,
    true,
    tuple_,
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
    if not fields:
        return connection.execute(select(func.count()).select_from(matched.subquery())).scalar_one(), Facets()
    columns = [one.values.label(f"f{at}") for at, one in enumerate(fields) if one.values is not None]
    counted = _by_value(matched.add_columns(*columns).subquery("matched"), len(columns))
    everybody = cast(func.coalesce(func.sum(counted.c.n), 0), BigInteger)
    parts: list[Select[Any, Any, Any]] = [
        select(literal(""), cast(null(), Text), everybody).where(counted.c.g0 == 0),
        *(_of_field(one, counted, at) for at, one in enumerate(fields)),
    ]
    total, facets = 0, Facets({name: {} for name in names})
    for name, value, n in connection.execute(union_all(*parts)):
        if name:
            facets[name][value] = n
        else:
            total = n
    return total, {name: dict(sorted(values.items(), key=lambda p: (-p[1], p[0]))) for name, values in facets.items()}


def _by_value(base: FromClause, size: int) -> CTE:
    """Persons by every value of each of the columns, a list being one value; all in one reading.

    A row counts by the column `f…` whose `g…` is 0.
    """
    columns = [base.c[f"f{at}"] for at in range(size)]
    of = [func.grouping(column).label(f"g{at}") for at, column in enumerate(columns)]
    sets = func.grouping_sets(*(tuple_(column) for column in columns))
    return select(*columns, *of, func.count().label("n")).group_by(sets).cte("counted")


def _of_field(field: PersonField, counted: CTE, at: int) -> Select[Any, Any, Any]:
    held, here = counted.c[f"f{at}"], counted.c[f"g{at}"] == 0
    if not field.is_list:
        return select(literal(field.name), cast(held, Text), counted.c.n).where(here, held.is_not(None))
    each = select(func.unnest(held).label("value")).distinct().correlate(counted).lateral("item")
    persons = cast(func.sum(counted.c.n), BigInteger).label("n")
    by_item = select(each.c.value, persons).select_from(counted.join(each, true()))
    by_item = by_item.where(here, each.c.value.is_not(None)).group_by(each.c.value)
    found = by_item.subquery()
    if not field.of_agencies:
        return select(literal(field.name), cast(found.c.value, Text), found.c.n)
    joined = found.join(agency, agency.c.agency_id == found.c.value)
    return select(literal(field.name), agency.c.code, found.c.n).select_from(joined)
