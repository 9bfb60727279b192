"""Who comes into question, and how many there are: by the search server where it can, by PostgreSQL elsewhere."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, Select, cast, func, select

from talentdb.access.principal import Principal, Role
from talentdb.errors import SearchUnavailable
from talentdb.people.filters import Filter, person_filters, require_fields
from talentdb.search.client import Ask, SearchIndex
from talentdb.search.counting import Doubt, doubt_of, server_filters, sure_counts
from talentdb.search.facets import count
from talentdb.search.fallback import Stage, best_first, stages
from talentdb.search.features import as_array
from talentdb.search.people import People
from talentdb.search.rebuild import state_of
from talentdb.search.recall import Recalled, add_up, recall
from talentdb.search.settings import MAX_HITS
from talentdb.search.understanding import Understanding
from talentdb.search.weights import weights

__all__ = ["Candidates", "Question", "everybody", "find_candidates", "total_of"]

Facets = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Question:
    """One search: who asks in which people, what, under which filters of the caller, counted by what."""

    principal: Principal
    people: People
    asked: Understanding
    filters: tuple[Filter, ...]
    facets: tuple[str, ...]
    index: SearchIndex | None

    @property
    def all_filters(self) -> tuple[Filter, ...]:
        """Those of the caller and those read out of the line."""
        return (*self.read, *self.filters)

    @property
    def read(self) -> tuple[Filter, ...]:
        """Those read out of the line."""
        return tuple((one.name, one.value) for one in self.asked.filters)

    def conditions(self) -> list[ColumnElement[bool]]:
        """All filters over the people. Raises: UsageError, ForbiddenError."""
        require_fields(self.principal, [name for name, _ in self.all_filters])
        return person_filters(self.all_filters, self.people.relation)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Numbers of persons to be ordered, and the counts of all that fit.

    Args:
        conditions: what each of them has to fulfil when it is read.
        near: not everything that was asked for is in each of them.
    """

    person_ids: Sequence[int]
    total: int
    facets: Facets
    engine: str
    conditions: Sequence[ColumnElement[bool]] = ()
    near: bool = False


_POSTGRES: Final = "postgres"
_MEILISEARCH: Final = "meilisearch"


def everybody(connection: Connection, question: Question, limit: int, offset: int) -> Candidates:
    """The page of those who pass the filters, in the order of names."""
    people, conditions = question.people, question.conditions()
    c = people.relation.c
    matched = select(c.person_id).where(*conditions)
    page = matched.order_by(*people.order).limit(limit).offset(offset)
    ids = connection.execute(page).scalars().all() if limit else []
    total, facets = _counts_of_server(connection, question, conditions) or count(
        connection, people, matched, question.facets
    )
    return Candidates(ids, total, facets, _POSTGRES)


def _counts_of_server(
    connection: Connection, question: Question, conditions: Sequence[ColumnElement[bool]]
) -> tuple[int, Facets] | None:
    """Total and counts out of the index, for counting a million people takes PostgreSQL its time; None where it
    cannot tell."""
    index = question.index
    if index is None or question.principal.role is Role.AGENCY:
        return None
    current, settled = state_of(connection, index.name)
    doubt = doubt_of(connection, question.all_filters, question.facets, settled=settled) if current else None
    if doubt is None:
        return None
    everyone = Ask("", filters=tuple(server_filters(connection, question.all_filters)), facets=question.facets)
    try:
        total, facets, doubtful = sure_counts(index, (everyone,), everyone.filters, doubt)
    except SearchUnavailable:
        return None
    # Who is new is not in the index yet.
    named = {*doubtful, *doubt.waiting}
    return _with_named(connection, question, total, facets, _among(question, named, conditions) if named else None)


def _with_named(
    connection: Connection, question: Question, total: int, facets: Facets, named: Select[Any] | None
) -> tuple[int, Facets]:
    """Counts of the index with those of persons whom PostgreSQL counts."""
    if named is not None:
        more, theirs = count(connection, question.people, named, question.facets)
        total, facets = total + more, add_up([facets, theirs])
    return total, _by_number(question, facets)


def _among(question: Question, numbers: Collection[int], conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Those of the persons who pass the conditions."""
    c = question.people.relation.c
    return select(c.person_id).where(c.person_id == func.any(as_array(sorted(numbers))), *conditions)


def _by_number(question: Question, facets: Facets) -> Facets:
    """The counts asked for, the most frequent value first."""
    return {
        name: dict(sorted(facets.get(name, {}).items(), key=lambda pair: (-pair[1], pair[0])))
        for name in question.facets
    }


def find_candidates(connection: Connection, question: Question, limit: int, offset: int) -> Candidates:
    """Those whom the server finds, or PostgreSQL where the server is away or not for this reader."""
    wanted = max(int(weights("recall")["candidates"]), offset + limit)
    if question.index is not None and question.principal.role is not Role.AGENCY:
        current, settled = state_of(connection, question.index.name)
        if current:
            try:
                return _by_server(connection, question, question.index, wanted, settled=settled)
            except SearchUnavailable:
                pass
    return _by_database(connection, question, wanted)


def _by_server(
    connection: Connection, question: Question, index: SearchIndex, wanted: int, *, settled: bool
) -> Candidates:
    conditions = question.conditions()
    filters = server_filters(connection, question.all_filters)
    doubt = doubt_of(connection, question.all_filters, question.facets, settled=settled)
    sure = doubt is not None and doubt.nobody
    # Some of those of whom it is not sure will not stay.
    brought = wanted if sure else wanted + wanted // 4
    own = server_filters(connection, question.read)
    ask = partial(recall, index, question.asked, own, narrowing=filters[len(own) :])
    found = ask(question.facets if sure else (), brought)
    if doubt is None:
        return _counted(connection, question, index, found, conditions, wanted)
    if sure:
        sums = _by_number(question, found.facets)
        return Candidates(found.person_ids, found.total, sums, _MEILISEARCH, conditions, found.near)
    return _sifted(connection, question, index, ask, found, doubt, conditions, filters, wanted)


def _sifted(
    connection: Connection, question: Question, index: SearchIndex, ask: Callable[[Sequence[str], int], Recalled],
    found: Recalled, doubt: Doubt, conditions: Sequence[ColumnElement[bool]], filters: Sequence[str], wanted: int,
) -> Candidates:  # fmt: skip
    """Those of whom the index is sure as it counts them, the others as PostgreSQL does."""
    counted = [replace(one, facets=question.facets) for one in found.counted]
    total, facets, doubtful = sure_counts(index, counted, filters, doubt)
    named = {*doubtful, *found.apart}
    among = _among(question, named, conditions) if named else None
    fitting = frozenset(connection.execute(among).scalars()) if among is not None else frozenset()
    wrong = named - fitting
    total, facets = _with_named(connection, question, total, facets, among)
    # Who fits since a change that the index does not have is behind those whom it brings.
    ids = [one for one in dict.fromkeys([*found.person_ids, *doubtful]) if one not in wrong]
    if len(ids) < min(wanted, total):
        found = ask((), wanted + len(wrong))
        ids = [one for one in dict.fromkeys([*found.person_ids, *doubtful]) if one not in wrong]
    return Candidates(ids[:wanted], total, facets, _MEILISEARCH, conditions, found.near)


def _counted(
    connection: Connection, question: Question, index: SearchIndex, found: Recalled,
    conditions: Sequence[ColumnElement[bool]], wanted: int,
) -> Candidates:  # fmt: skip
    """Everybody whom the server found, sifted and counted by PostgreSQL; the first of them are the candidates."""
    ids = found.person_ids
    if found.total > len(ids):
        everyone = index.ask([replace(one, limit=MAX_HITS, facets=()) for one in found.counted])
        ids = tuple(dict.fromkeys([*ids, *(one for answer in everyone for one in answer.person_ids)]))
    c = question.people.relation.c
    hit = func.unnest(as_array(ids)).table_valued("person_id", with_ordinality="position").render_derived("hit")
    matched = (
        select(c.person_id)
        .select_from(question.people.relation.join(hit, cast(hit.c.person_id, BigInteger) == c.person_id))
        .where(*conditions)
    )
    first = connection.execute(matched.order_by(hit.c.position).limit(wanted)).scalars().all()
    total = len(first)
    facets: Facets = {}
    if question.facets or len(first) >= wanted:
        total, facets = count(connection, question.people, matched, question.facets)
    return Candidates(first, total, facets, _MEILISEARCH, conditions, found.near)


def _by_database(connection: Connection, question: Question, wanted: int) -> Candidates:
    """Stage by stage as with the server, until enough fit."""
    conditions = question.conditions()
    best = Candidates((), 0, {name: {} for name in question.facets}, _POSTGRES, conditions)
    own = person_filters(question.read, question.people.relation)
    enough, best_reach = int(weights("recall")["enough"]), 0
    for stage in stages(question.people, question.asked):
        total, ids = _found(connection, question, stage, conditions, wanted)
        # How far is asked is decided before the caller narrows, as with the server.
        reach = _reach(connection, question, stage, own, enough) if question.filters else total
        if reach > best_reach or not best_reach:
            facets = _counts(connection, question, stage, conditions) if question.facets else {}
            best, best_reach = Candidates(ids, total, facets, _POSTGRES, conditions, stage.near), reach
        if best_reach >= enough or (best_reach and question.asked.name):
            break
    return best


def _reach(
    connection: Connection, question: Question, stage: Stage, own: Sequence[ColumnElement[bool]], enough: int
) -> int:
    """How many fit before the caller narrows; counted no further than up to enough."""
    source, sifting = stage.source(question.people)
    joined = _with_relation(question.people, source) if own else source
    some = select(source.c.person_id).select_from(joined).where(*sifting, *own).limit(enough).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _found(
    connection: Connection, question: Question, stage: Stage, conditions: Sequence[ColumnElement[bool]], wanted: int
) -> tuple[int, list[int]]:
    """How many fit, and the first of them; everybody who fits is looked at once, for the count and for the order."""
    people, asked = question.people, question.asked
    source, sifting = stage.source(people)
    keys = [key.label(f"key_{at}") for at, key in enumerate(best_first(people, asked, source))]
    # What needs nothing but words and their order is answered without the wide relation.
    joined = source if not (conditions or asked.name) else _with_relation(people, source)
    matched = select(source.c.person_id, *keys).select_from(joined).where(*sifting, *conditions).cte("matched")
    total = select(func.count()).select_from(matched).scalar_subquery()
    order = [matched.c[key.name] for key in keys]
    rows = connection.execute(select(matched.c.person_id, total).order_by(*order).limit(wanted)).all()
    return (rows[0][1] if rows else 0), [row[0] for row in rows]


def _counts(
    connection: Connection, question: Question, stage: Stage, conditions: Sequence[ColumnElement[bool]]
) -> Facets:
    people = question.people
    source, sifting = stage.source(people)
    matched = select(people.relation.c.person_id).select_from(_with_relation(people, source))
    return count(connection, people, matched.where(*sifting, *conditions), question.facets)[1]


def _with_relation(people: People, source: FromClause) -> FromClause:
    if source is people.relation:
        return source
    return source.join(people.relation, people.relation.c.person_id == source.c.person_id)


def total_of(connection: Connection, question: Question) -> int:
    """How many fit, and nothing else."""
    found = everybody if question.asked.blank else find_candidates
    return found(connection, replace(question, facets=()), 0, 0).total
