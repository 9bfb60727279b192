"""The search: a line is understood, Meilisearch finds, PostgreSQL reads under the reader's rights, our score orders.

Nothing is shown, counted or explained that the database does not return to this reader, however old the index is.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require, visible
from talentdb.people.filters import Filter, require_fields
from talentdb.people.reference import known_labels
from talentdb.search.asked import Understanding
from talentdb.search.candidates import Candidates, Question, everybody, find_candidates
from talentdb.search.client import SearchIndex
from talentdb.search.facets import require_facets
from talentdb.search.features import Person, read_bearers, read_confirmed, read_people
from talentdb.search.fitting import Matcher
from talentdb.search.people import people_of
from talentdb.search.rarity import Rarity, known_rarity
from talentdb.search.reading import read_line
from talentdb.search.relax import relaxations
from talentdb.search.scoring import Scored, order, score_best
from talentdb.search.weights import weights
from talentdb.search.why import evidence, reasons
from talentdb.settings import today

__all__ = ["search"]

_SHOWN: Final = (
    "agency_name", "agency_code", "sub_unit", "position_title", "position_level", "qualification", "academic_title",
    "degree_title", "field_of_training", "research_fields", "expertise", "sti_posts", "status",
)  # fmt: skip
"""Values of a hit beside name and birth year, where the role may see them."""


def search(
    connection: Connection,
    principal: Principal,
    index: SearchIndex | None,
    query: str,
    *,
    filters: Sequence[Filter] = (),
    facets: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
    plain: Sequence[str] = (),
    as_words: bool = False,
) -> dict[str, Any]:
    """Find people; the JSON of contracts ("Search"), with `degraded`: PostgreSQL answered in place of Meilisearch.

    The line is read for filters and names (`understood`; `plain` names parts that are to be read as words, `as_words`
    all). `total` is the number of persons visible to the reader who match all filters and what else is asked for; if
    fewer than ten match it exactly, those near to it are counted with them, and `near` is true. Without words it is
    everybody, in the Vietnamese order of names. An agency searches its own people.

    Raises: ForbiddenError; UsageError for an unknown filter or facet.
    """
    started = time.perf_counter()
    require(principal, Action.SEARCH)
    require_fields(principal, [*(name for name, _ in filters), *facets])
    require_facets(facets)
    people = people_of(principal)
    asked = read_line(connection, principal, people, query, plain=plain, as_words=as_words)
    question = Question(principal, people, asked, tuple(filters), tuple(facets), index)
    found = (everybody if asked.blank else find_candidates)(connection, question, limit, offset)
    hits = _hits(connection, question, found, limit, offset) if limit else []
    return {
        "query": query,
        "engine": found.engine,
        "degraded": found.engine == "postgres" and not asked.blank and principal.role is not Role.AGENCY,
        "total": found.total,
        "near": found.near,
        "took_ms": round((time.perf_counter() - started) * 1000),
        "read_as": asked.text if asked.corrected else None,
        "understood": [one.as_json() for one in asked.filters],
        "topic": _topic(asked),
        "notes": list(asked.notes),
        "hits": hits,
        "facets": found.facets,
        "relax": relaxations(connection, question) if not found.total else [],
    }


def _topic(asked: Understanding) -> list[str]:
    """What is asked for beside the filters, in words."""
    name = [" ".join(word.written for word in asked.name)] if asked.name else []
    return [*name, *(slot.text for slot in asked.slots if not slot.clue)]


def _hits(
    connection: Connection, question: Question, found: Candidates, limit: int, offset: int
) -> list[dict[str, Any]]:
    """One page: the first candidates in the order of the score, those behind them in that of the server."""
    asked = question.asked
    if asked.blank:
        page = list(found.person_ids)
        people = read_people(connection, question.people, page, (), with_works=True)
        scored = {one: Scored(1.0, {}) for one in people}
    else:
        # The same number on every page, or people would change places between two of them.
        ordered = int(weights("recall")["candidates"])
        considered = list(found.person_ids)[: max(ordered, offset + limit)]
        if asked.name and not asked.slots:
            people = read_bearers(connection, question.people, considered, found.conditions)
        else:
            people = read_people(connection, question.people, considered, found.conditions, with_works=not asked.name)
        considered = [one for one in considered if one in people]
        first, behind = considered[:ordered], considered[ordered:]
        scored = _scored(connection, question, people, first, offset + limit)
        page = [*order(scored, people, asked, min(offset + limit, len(first))), *behind][offset : offset + limit]
        if any(one in behind for one in page):
            scored |= _scored(connection, question, people, behind, len(behind))
    if asked.name:
        people |= read_people(connection, question.people, page, (), with_works=True)
    labels = known_labels(connection)
    confirmed = read_confirmed(connection, page)
    return [
        _hit(question.principal, people[one], scored[one], asked, labels, confirmed.get(one), near=found.near)
        for one in page
    ]


def _scored(
    connection: Connection, question: Question, people: Mapping[int, Person], numbers: Sequence[int], most: int
) -> dict[int, Scored]:
    """The scores of these people, as far as they can be among so many of the best."""
    asked = question.asked
    several = len(asked.slots) > 1
    rarity = known_rarity(connection, question.principal, question.people) if several else Rarity()
    matcher, labels = Matcher(asked.slots, rarity), known_labels(connection)
    return score_best(asked, [people[one] for one in numbers], matcher, labels, today(), most)


def _hit(
    principal: Principal, person: Person, scored: Scored, asked: Understanding,
    labels: Mapping[tuple[str, str], str], confirmed: Any, *, near: bool,
) -> dict[str, Any]:  # fmt: skip
    values = visible(
        principal, {**person.values, "agency_code": person.agency_code, "agency_name": person.agency_name}
    )
    return {
        "person_id": person.person_id,
        "full_name": person.full_name,
        "score": round(scored.total, 4),
        "why": reasons(values, person, scored, asked, labels, near=near),
        "matched": list(dict.fromkeys(scored.matched)),
        "parts": dict(scored.parts),
        "evidence": evidence(values, person, scored, labels, confirmed),
        "birth_year": person.birth_date.year if person.birth_date else None,
        **{field: values.get(field) for field in _SHOWN},
    }
