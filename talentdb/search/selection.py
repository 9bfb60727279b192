"""Everybody whom a line of words finds, for exports: as filters and numbers, which the floor of people can read by.

Reads no values and orders nobody; what is given out is decided where it is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.people.filters import Filter
from talentdb.search.candidates import Question, find_candidates
from talentdb.search.client import SearchIndex
from talentdb.search.people import people_of
from talentdb.search.reading import read_line
from talentdb.search.settings import MAX_HITS

__all__ = ["Selection", "select_people"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is meant: those of `person_ids` (None: everybody) who pass `filters`."""

    filters: tuple[Filter, ...]
    person_ids: tuple[int, ...] | None


def select_people(
    connection: Connection,
    principal: Principal,
    index: SearchIndex | None,
    query: str,
    *,
    filters: Sequence[Filter] = (),
    plain: Sequence[str] = (),
    as_words: bool = False,
) -> Selection:
    """Whom `talentdb.search.query.search` counts for the same question.

    Args:
        query: read as there; empty is everybody.
        plain, as_words: as there.
    Raises: ForbiddenError; UsageError for an unknown filter.
    """
    require(principal, Action.SEARCH)
    people = people_of(principal)
    asked = read_line(connection, principal, people, query, plain=plain, as_words=as_words)
    question = Question(principal, people, asked, tuple(filters), (), index)
    if asked.blank:
        return Selection(question.all_filters, None)
    found = find_candidates(connection, question, MAX_HITS, 0)
    return Selection(question.all_filters, tuple(found.person_ids))
