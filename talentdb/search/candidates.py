"""Who comes into question, and how many there are: by the search server where it can, by PostgreSQL elsewhere."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, Select, and_, cast, func, select, true

from talentdb.access.principal import Principal, Role
from talentdb.errors import SearchUnavailable
from talentdb.people.filters import Filter, person_filters, require_fields
from talentdb.search.client import Ask, SearchIndex
from talentdb.search.counting import Doubt, doubt_of, server_filters, sure_counts
from talentdb.search.facets import count
from talentdb.search.fallback import Stage, best_first, stages
from talentdb.search.features import as_array
from talentdb.search.people import People
from talentdb.search.planning import found_by_index
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

    @property
    def fields(self) -> list[str]:
        """What is filtered by."""
        return [name for name, _ in self.all_filters]

    def conditions(self) -> list[ColumnElement[bool]]:
        """All filters over the people. Raises: UsageError, ForbiddenError."""
        require_fields(self.principal, self.fields)
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
    told = people.source_of(question.fields)
    sifted = select(told.c.person_id).where(*person_filters(question.all_filters, told))
    page = sifted.select_from(_with_relation(people, told)).order_by(*people.order).limit(limit).offset(offset)
    ids = connection.execute(page).scalars().all() if limit else []
    total, facets = _counts_of_server(connection, question, conditions) or _counts_of_everybody(connection, question)
    return Candidates(ids, total, facets, _POSTGRES)


def _counts_of_everybody(connection: Connection, question: Question) -> tuple[int, Facets]:
    told = question.people.source_of([*question.fields, *question.facets])
    fitting = select(told.c.person_id).where(*person_filters(question.all_filters, told))
    return count(connection, told, fitting, question.facets)


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
        more, theirs = count(connection, question.people.relation, named, question.facets)
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
        total, facets = count(connection, question.people.relation, matched, question.facets)
    return Candidates(first, total, facets, _MEILISEARCH, conditions, found.near)


def _by_database(connection: Connection, question: Question, wanted: int) -> Candidates:
    """Stage by stage as with the server, until enough fit."""
    conditions = question.conditions()
    best = Candidates((), 0, {name: {} for name in question.facets}, _POSTGRES, conditions)
    enough, best_reach = int(weights("recall")["enough"]), 0
    # Without words everybody is gone through: that the planner knows how to do.
    with nullcontext() if question.asked.empty else found_by_index(connection):
        for stage in stages(question.people, question.asked):
            reach, total, ids = _found(connection, question, stage, wanted)
            if reach > best_reach or not best_reach:
                facets = _counts(connection, question, stage) if question.facets else {}
                best, best_reach = Candidates(ids, total, facets, _POSTGRES, conditions, stage.near), reach
            # How far is asked is decided before the caller narrows, as with the server.
            if best_reach >= enough or (best_reach and question.asked.name):
                break
    return best


def _found(connection: Connection, question: Question, stage: Stage, wanted: int) -> tuple[int, int, list[int]]:
    """How many fit before the caller narrows and after it, and the first of these; everybody who fits is looked at
    once, for the counts and for the order."""
    people = question.people
    source, sifting = stage.source(people)
    own, narrowing = (_told(people, source, filters) for filters in (question.read, question.filters))
    keys = [key.label(f"key_{at}") for at, key in enumerate(best_first(question.asked, source))]
    joined = source if source is people.source_of(question.fields) else _with_relation(people, source)
    kept = and_(true(), *narrowing).label("kept")
    matched = select(source.c.person_id, *keys, kept).select_from(joined).where(*sifting, *own).cte("matched")
    c = matched.c
    first = select(c.person_id).where(c.kept).order_by(*(c[key.name] for key in keys)).limit(wanted)
    counts = select(func.count(), func.count().filter(c.kept), func.array(first.scalar_subquery()))
    reach, total, ids = connection.execute(counts.select_from(matched)).one()
    return reach, total, ids


def _told(people: People, source: FromClause, filters: Sequence[Filter]) -> list[ColumnElement[bool]]:
    """The filters over the source, as far as it holds their fields."""
    return [
        condition
        for one in filters
        for condition in person_filters(
            [one], source if source is people.source_of(one[:1]) else people.relation
        )
    ]  # fmt: skip


def _counts(connection: Connection, question: Question, stage: Stage) -> Facets:
    people = question.people
    source, sifting = stage.source(people)
    told = people.source_of([*question.fields, *question.facets])
    joined = source if source is told else _with_relation(people, source)
    matched = select(told.c.person_id).select_from(joined)
    fitting = matched.where(*sifting, *person_filters(question.all_filters, told))
    return count(connection, told, fitting, question.facets)[1]


def _with_relation(people: People, source: FromClause) -> FromClause:
    if source is people.relation:
        return source
    return source.join(people.relation, people.relation.c.person_id == source.c.person_id)


def total_of(connection: Connection, question: Question) -> int:
    """How many fit, and nothing else."""
    found = everybody if question.asked.blank else find_candidates
    return found(connection, replace(question, facets=()), 0, 0).total
