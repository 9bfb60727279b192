"""Everybody whom a line of words finds, for exports: as filters and numbers, which the floor of people can read by.

Reads no values; the order is that of the search, and what is given out is decided where it is read.
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
from talentdb.search.query import search
from talentdb.search.reading import read_line
from talentdb.search.settings import MAX_HITS
from talentdb.search.weights import weights

__all__ = ["Selection", "select_people"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is meant: those of `person_ids`, best first (None: everybody), who pass `filters`."""

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
    # The search scores the first of them; those behind stand in the order of the server there, too.
    page = search(
        connection, principal, index, query, filters=filters, limit=int(weights("recall")["candidates"]), plain=plain,
        as_words=as_words,
    )  # fmt: skip
    first = dict.fromkeys(hit["person_id"] for hit in page["hits"])
    known = dict.fromkeys(found.person_ids)
    best = [number for number in first if number in known]
    return Selection(question.all_filters, (*best, *(number for number in known if number not in first)))
