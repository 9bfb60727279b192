"""The search: Meilisearch finds and ranks, PostgreSQL re-reads under the reader's rights, filters, counts and shows.

Nothing is shown, counted or explained that the database does not return to this reader, however old the index is.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Double,
    FromClause,
    Select,
    cast,
    func,
    literal,
    select,
)

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require, visible
from talentdb.db.tables import agency
from talentdb.errors import SearchUnavailable
from talentdb.people.filters import Filter, person_filters, require_fields
from talentdb.people.reference import known_labels
from talentdb.people.successors import codes_taken_over
from talentdb.search.client import Found, SearchIndex
from talentdb.search.facets import count, require_facets
from talentdb.search.names import FILTERABLE
from talentdb.search.people import People, people_of
from talentdb.search.ranking import Words, matches_words, parse_query, score
from talentdb.search.rebuild import is_current
from talentdb.search.why import Labels, reasons
from talentdb.settings import today

__all__ = ["search"]

_SHOWN: Final = (
    "agency_name", "agency_code", "sub_unit", "position_title", "position_level", "qualification", "academic_title",
    "degree_title", "field_of_training", "research_fields", "expertise", "sti_posts", "status",
)  # fmt: skip
"""Values of a hit beside name and birth year, where the role may see them."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question with its candidates: `found` is None where PostgreSQL answers alone."""

    people: People
    words: Words
    conditions: list[ColumnElement[bool]]
    found: Found | None


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
) -> dict[str, Any]:
    """Find people; the JSON of contracts ("Search"), with `degraded`: PostgreSQL answered in place of Meilisearch.

    `total` is the number of persons visible to the reader who match the query and all filters. A query matches by all
    its words, the last one also as the beginning of a word; Meilisearch forgives slips only if nothing matches as
    typed. Without a query it is everybody, in the Vietnamese order of names. An agency searches its own people.

    Raises: ForbiddenError; UsageError for an unknown filter or facet.
    """
    started = time.perf_counter()
    require(principal, Action.SEARCH)
    require_fields(principal, [*(name for name, _ in filters), *facets])
    require_facets(facets)
    words, people = parse_query(query), people_of(principal)
    wanted = bool(words.folded) and principal.role is not Role.AGENCY
    found = _ask(connection, index, words, filters) if wanted else None
    asked = _Asked(people, words, person_filters(filters, people.relation), found)
    if found is None and words.folded:
        asked.conditions.append(matches_words(people, words))
    rows = _page(connection, asked, limit, offset) if limit else []
    total, counts = count(connection, people, _matched(asked), facets) if facets or not rows else (rows[0].total, {})
    labels = known_labels(connection) if words.folded and rows else {}
    near = found is not None and found.near
    return {
        "query": query,
        "engine": "postgres" if found is None else "meilisearch",
        "degraded": wanted and found is None,
        "total": total,
        "took_ms": round((time.perf_counter() - started) * 1000),
        "hits": [_hit(principal, row, words, labels, near) for row in rows],
        "facets": counts,
    }


def _ask(connection: Connection, index: SearchIndex | None, words: Words, filters: Sequence[Filter]) -> Found | None:
    """Candidates of the server; None when it is away or the index is not of this version."""
    if index is None or not is_current(connection, index.name):
        return None
    conditions: dict[str, list[str]] = {}
    for name, value in filters:
        if name in FILTERABLE and name not in conditions:
            conditions[name] = [one.strip() for one in value.split(",") if one.strip()]
    if "agency_code" in conditions:
        # The index knows people under the body that told of them, also where another has taken it over.
        conditions["agency_code"] = codes_taken_over(connection, conditions["agency_code"], today())
    try:
        return index.find(words.text, {name: values for name, values in conditions.items() if values})
    except SearchUnavailable:
        return None


def _candidates(found: Found) -> FromClause:
    """The hits as a relation (person_id, score, position)."""
    # As text of an array: the driver's own way of writing one takes ten times as long.
    ids = cast(literal(_as_array(found.person_ids)), ARRAY(BigInteger))
    scores = cast(literal(_as_array(found.scores)), ARRAY(Double))
    return (
        func.unnest(ids, scores).table_valued("person_id", "score", with_ordinality="position").render_derived("hit")
    )


def _as_array(numbers: Sequence[float]) -> str:
    return "{" + ",".join(map(repr, numbers)) + "}"


def _source(asked: _Asked) -> tuple[FromClause, ColumnElement[Any], tuple[ColumnElement[Any], ...]]:
    """What to read from, the engine's score, and its order where the scores are equal."""
    relation = asked.people.relation
    if asked.found is None:
        return relation, literal(0.5), ()
    hit = _candidates(asked.found)
    return relation.join(hit, hit.c.person_id == relation.c.person_id), hit.c.score, (hit.c.position,)


def _matched(asked: _Asked) -> Select[Any]:
    """Numbers of the persons that match, out of the relation of the reader."""
    source, _, _ = _source(asked)
    return select(asked.people.relation.c.person_id).select_from(source).where(*asked.conditions)


def _page(connection: Connection, asked: _Asked, limit: int, offset: int) -> Sequence[Any]:
    """One page, best first: person_id, full_name, birth_date, values, code and name of the employer, rank, total.

    Ranked by the keys alone; the values are read for the page only. `total` counts all that match.
    """
    people = asked.people
    c = people.relation.c
    source, engine_score, position = _source(asked)
    rank = (score(people, asked.words, engine_score) if asked.words.folded else literal(1.0)).label("rank")
    keys = [key.label(f"key{at}") for at, key in enumerate((*position, *people.order))]
    best = (
        select(c.person_id, rank, *keys, func.count().over().label("total"))
        .select_from(source)
        .where(*asked.conditions)
        .order_by(rank.desc(), *keys)
        .limit(limit)
        .offset(offset)
        .cte("best")
    )
    shown = people.relation.alias("shown")
    page = (
        select(
            best.c.person_id, shown.c.full_name, shown.c.birth_date, shown.c["values"], agency.c.code, agency.c.name,
            best.c.rank, best.c.total,
        )
        .join_from(best, shown, shown.c.person_id == best.c.person_id)
        .outerjoin(agency, agency.c.agency_id == shown.c[people.employer])
        .order_by(best.c.rank.desc(), *(best.c[key.name] for key in keys))
    )  # fmt: skip
    return connection.execute(page).all()


def _hit(principal: Principal, row: Any, words: Words, labels: Labels, near: bool) -> dict[str, Any]:
    values = visible(principal, {**row.values, "agency_code": row.code, "agency_name": row.name})
    return {
        "person_id": row.person_id,
        "full_name": row.full_name,
        "score": round(float(row.rank), 4),
        "why": reasons(values, float(row.rank), words, labels, near=near),
        "birth_year": row.birth_date.year if row.birth_date else None,
        **{field: values.get(field) for field in _SHOWN},
    }
