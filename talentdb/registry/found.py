"""Everybody that search finds by a line of words, as numbers: what networks and other sets of people start from."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.people.filters import Filter
from talentdb.search.client import SearchIndex
from talentdb.search.query import search

__all__ = ["everybody_found"]

_PAGE: Final = 1_000


def everybody_found(
    connection: Connection,
    principal: Principal,
    index: SearchIndex | None,
    query: str,
    filters: Sequence[Filter] = (),
) -> tuple[int, ...]:
    """Numbers of all hits, best first.

    Raises: ForbiddenError; UsageError for an unknown filter.
    """
    found: list[int] = []
    while True:
        page = search(connection, principal, index, query, filters=filters, limit=_PAGE, offset=len(found))
        found += [hit["person_id"] for hit in page["hits"]]
        if len(page["hits"]) < _PAGE or len(found) >= page["total"]:
            return tuple(found)
