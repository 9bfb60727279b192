"""Which conditions and counts the index can answer, and how they read in its language. Pure but for one look-up.

The index counts exactly what it holds. It may be asked for a total only while it holds all that is committed, and for
filters and counts of fields that are in it; everything else PostgreSQL counts.
"""

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from talentdb.people.filters import Filter
from talentdb.people.successors import codes_taken_over
from talentdb.search.client import any_of
from talentdb.search.names import BIRTH_YEAR, FILTERABLE
from talentdb.settings import today

__all__ = ["counted_by_index", "server_filters"]

_YEARS: Final = re.compile(r"(\d{4})?(-|\.\.)?(\d{4})?")
_HELD: Final = frozenset({*FILTERABLE, BIRTH_YEAR})


def counted_by_index(filters: Sequence[Filter], facets: Sequence[str]) -> bool:
    """Whether the index has all the fields that are filtered and counted by."""
    return {name for name, _ in filters} | set(facets) <= _HELD


def server_filters(connection: Connection, filters: Sequence[Filter]) -> list[str]:
    """The conditions that the index can check; the others PostgreSQL checks."""
    found = []
    for name, value in filters:
        values = [one.strip() for one in value.split(",") if one.strip()]
        if name == "agency_code":
            # The index knows people under the body that told of them, also where another has taken it over.
            values = codes_taken_over(connection, values, today())
        if name in FILTERABLE:
            found.append(any_of(name, values) if values else f"{name} IN []")
        elif name == BIRTH_YEAR:
            found.append(" OR ".join(_years(one) for one in values))
    return found


def _years(value: str) -> str:
    bounds = _YEARS.fullmatch(value)
    if bounds is None or not (bounds[1] or bounds[3]):
        return f"{BIRTH_YEAR} = 0"
    first, last = bounds[1] or "0", bounds[3] or ("9999" if bounds[2] else bounds[1])
    return f"{BIRTH_YEAR} {first} TO {last}"
