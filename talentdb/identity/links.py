"""Puts records into `person_source`, `person` and `person_redirect`, and takes them out again.

Who is who is a function of three things: the records that count, the scored pairs among them and the judgements that
stand. After each decision the records that it could touch are clustered anew; numbers follow `numbers`. Replaying all
decisions in their order gives the same persons with the same numbers. Callers hold the registry's lock, but those who
only foresee. Derives no value of a person, compares no records.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from talentdb.db.staging import insert_rows, stage_rows
from talentdb.identity.closure import Before, closure
from talentdb.identity.components import Cluster, cluster
from talentdb.identity.edges import ties
from talentdb.identity.loading import load_records
from talentdb.identity.matching import store_pairs
from talentdb.identity.numbers import GENERATION, Numbering, number
from talentdb.identity.participants import TopicsOf
from talentdb.people.columns import COLUMNS

__all__ = ["Foreseen", "foresee", "link", "relink", "unlink"]

_FRESH: Final = text("""
    select r.source_record_id from source_record r
    where r.submission_id = :id and r.state = 'accepted' and r.name_key is not null
        and not exists (select from record_return rr
            where rr.source_record_id = r.source_record_id and rr.event_id = :event)
        and not exists (select from person_source ps where ps.source_record_id = r.source_record_id)
    order by r.source_record_id
""")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a clustering comes to: the links that change, how persons are numbered, and whom it touches."""

    links: Mapping[int, tuple[int | None, str]]
    changed: Collection[int]
    numbering: Numbering
    touched: set[int]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What `link` would do.

    Args:
        event_id: the decision; fresh: records that it lets count.
        touched: persons whose records or number change; persons: records of those of them who then are.
    """

    event_id: int
    fresh: Sequence[int]
    touched: Collection[int]
    persons: Sequence[Sequence[int]]


def link(connection: Connection, submission_id: int, event_id: int, topics_of: TopicsOf) -> set[int]:
    """Let the records of a submission count, but those that the approval `event_id` sent back.

    Args:
        topics_of: what titles of works and fields of training are about.
    Returns: every person whose records or number changed, merged numbers included.
    """
    fresh = _count_in(connection, submission_id, event_id, topics_of)
    return _recluster(connection, fresh, upto=event_id) if fresh else set()


def foresee(connection: Connection, submission_id: int, event_id: int, topics_of: TopicsOf) -> Foreseen:
    """What `link` would do, in a transaction that will be undone.

    Writes rows of the submission's own records only, so that it neither waits for other writers of the registry nor
    keeps them waiting; callers need no lock; arguments as of `link`.
    """
    fresh = _count_in(connection, submission_id, event_id, topics_of)
    if not fresh:
        return Foreseen(event_id, (), (), ())
    plan = _plan(connection, fresh, upto=event_id)
    persons: dict[int, list[int]] = {}
    for record, (person, _) in plan.links.items():
        if person is not None and person in plan.touched:
            persons.setdefault(person, []).append(record)
    return Foreseen(event_id, fresh, plan.touched, list(persons.values()))


def _count_in(connection: Connection, submission_id: int, event_id: int, topics_of: TopicsOf) -> list[int]:
    """Make the records count, belonging to nobody yet, and store the pairs that may be one person."""
    fresh = list(connection.execute(_FRESH, {"id": submission_id, "event": event_id}).scalars())
    if not fresh:
        return []
    insert_rows(connection, "person_source", ("source_record_id", "rule"), ((record, "unlinked") for record in fresh))
    connection.execute(
        text("""
            insert into match_key ("key", source_record_id)
            select unnest(match_keys), source_record_id from source_record
            where source_record_id = any(:records) on conflict do nothing
        """),
        {"records": fresh},
    )
    store_pairs(connection, submission_id, fresh, topics_of)
    return fresh


def unlink(connection: Connection, submission_id: int, event_id: int) -> set[int]:
    """Take the records of a submission out; what is left of their persons is clustered anew. Returns as `link`."""
    rows = connection.execute(
        text("""
            delete from person_source ps using source_record r
            where r.source_record_id = ps.source_record_id and r.submission_id = :id
            returning ps.source_record_id, ps.person_id
        """),
        {"id": submission_id},
    )
    gone: dict[int, set[int]] = {}
    taken_out = []
    for record, person in rows:
        taken_out.append(record)
        if person is not None:
            gone.setdefault(person, set()).add(record)
    connection.execute(text("delete from match_key where source_record_id = any(:records)"), {"records": taken_out})
    left = connection.execute(
        text("select source_record_id from person_source where person_id = any(:persons)"), {"persons": list(gone)}
    )
    return _recluster(connection, list(left.scalars()), upto=event_id, gone=gone)


def relink(connection: Connection, records: Collection[int], event_id: int) -> set[int]:
    """Cluster anew around some records, after a judgement about them or its retraction. Returns as `link`."""
    return _recluster(connection, records, upto=event_id)


def _recluster(
    connection: Connection,
    seeds: Collection[int],
    *,
    upto: int,
    gone: Mapping[int, Collection[int]] | None = None,
) -> set[int]:
    """Cluster everything that the seeds could belong to, number the clusters and write what changed; arguments as of
    `_plan`."""
    plan = _plan(connection, seeds, upto=upto, gone=gone)
    _activate(connection, set(plan.numbering.numbers))
    _write(connection, {record: plan.links[record] for record in plan.changed})
    _redirect(connection, plan.numbering.redirects)
    _withdraw(connection, plan.numbering.withdrawn)
    return plan.touched


def _plan(
    connection: Connection,
    seeds: Collection[int],
    *,
    upto: int,
    gone: Mapping[int, Collection[int]] | None = None,
) -> _Plan:
    """Cluster everything that the seeds could belong to, and number the clusters; writes nothing.

    Args:
        upto: last decision that counts (its number).
        gone: person -> records that were just taken out of it.
    """
    before = closure(connection, seeds)
    nodes = list(load_records(connection, before.links))
    edges, apart = ties(connection, nodes, upto)
    clusters, _ = cluster(nodes, edges, apart)
    founding = {node.record_id for node in nodes if node.founds}
    persons = [found for found in clusters if not founding.isdisjoint(found.record_ids)]
    return _renumber(connection, persons, founding, before, before.persons(gone or {}))


def _renumber(
    connection: Connection,
    clusters: Sequence[Cluster],
    founding: Collection[int],
    before: Before,
    persons: Mapping[int, Collection[int]],
) -> _Plan:
    founders = [min(record for record in found.record_ids if record in founding) for found in clusters]
    former = _former_numbers(connection, persons, founding)
    numbering = number(
        [found.record_ids for found in clusters],
        founders,
        persons,
        former,
        lambda wanted: _numbers_in_use(connection, wanted, persons),
    )
    links: dict[int, tuple[int | None, str]] = dict.fromkeys(before.links, (None, "unlinked"))
    for found, person, founder in zip(clusters, numbering.numbers, founders, strict=True):
        for record in found.record_ids:
            links[record] = (person, "new" if record == founder else found.rules.get(record, "new"))
    changed = [record for record, now in links.items() if before.links.get(record) != now]
    touched = {person for person, records in persons.items() if any(before.links.get(r) is None for r in records)}
    for record in changed:
        now, earlier = links[record][0], before.links[record][0]
        if earlier != now:
            touched |= {person for person in (earlier, now) if person is not None}
    return _Plan(links, changed, numbering, touched | set(numbering.redirects) | set(numbering.withdrawn))


def _former_numbers(connection: Connection, persons: Collection[int], founding: Collection[int]) -> dict[int, int]:
    """Redirects to the persons or founded by the records; withdrawn numbers founded by them stand for themselves."""
    rows = connection.execute(
        text("""
            select person_id, target_id from person_redirect
            where target_id = any(:persons) or target_id = any(:founding) or person_id = any(:founding)
                or (target_id > :step and mod(target_id, :step) = any(:founding))
                or (person_id > :step and mod(person_id, :step) = any(:founding))
            union
            select person_id, person_id from person
            where state = 'withdrawn' and person_id <> all(:persons)
                and (person_id = any(:founding) or (person_id > :step and mod(person_id, :step) = any(:founding)))
        """),
        {"persons": list(persons), "founding": list(founding), "step": GENERATION},
    )
    return {found: stood_for for found, stood_for in rows}  # noqa: C416


def _numbers_in_use(connection: Connection, numbers: Collection[int], persons: Collection[int]) -> set[int]:
    """Which of the numbers, or of their later generations, active persons other than these carry."""
    found = connection.execute(
        text("""
            with wanted as materialized (select unnest(cast(:numbers as bigint[])) as n)
            select person_id from wanted join person on person_id = n where state = 'active'
            union select person_id from person
                where person_id > :step and state = 'active' and mod(person_id, :step) = any(:numbers)
        """),
        {"step": GENERATION, "numbers": list(numbers)},
    )
    return set(found.scalars()).difference(persons)


def _activate(connection: Connection, persons: Collection[int]) -> None:
    """Make the persons exist and be active; a number that is a person again redirects no more."""
    listed = {"persons": sorted(persons)}
    connection.execute(
        text("""
            insert into person (person_id, state, content_hash, version_count)
            select unnest(cast(:persons as bigint[])), 'active', '', 0
            on conflict (person_id) do update set state = 'active' where person.state <> 'active'
        """),
        listed,
    )
    connection.execute(text("delete from person_redirect where person_id = any(:persons)"), listed)


def _write(connection: Connection, changed: Mapping[int, tuple[int | None, str]]) -> None:
    rows = ((record, person, rule) for record, (person, rule) in sorted(changed.items()))
    stage, count = stage_rows(connection, "person_source", ("source_record_id", "person_id", "rule"), rows)
    if count:
        connection.execute(
            text(
                f"update person_source ps set person_id = s.person_id, rule = s.rule from {stage} s"  # noqa: S608
                " where s.source_record_id = ps.source_record_id"
            )
        )


def _redirect(connection: Connection, redirects: Mapping[int, int]) -> None:
    """Turn numbers into redirects; what is no person any more loses its rows.

    They are derived anew for the number that stays.
    """
    if not redirects:
        return
    pairs = {"old": list(redirects), "target": list(redirects.values())}
    connection.execute(
        text("""
            insert into person_redirect (person_id, target_id)
            select * from unnest(cast(:old as bigint[]), cast(:target as bigint[]))
            on conflict (person_id) do update set target_id = excluded.target_id
        """),
        pairs,
    )
    for table in (*COLUMNS, "person"):
        connection.execute(text(f"delete from {table} where person_id = any(:old)"), {"old": pairs["old"]})  # noqa: S608


def _withdraw(connection: Connection, persons: Collection[int]) -> None:
    connection.execute(
        text("update person set state = 'withdrawn' where person_id = any(:gone)"), {"gone": list(persons)}
    )
