"""Puts clusters into `person`, `person_source` and `person_redirect`, and takes them out again on a rollback.

The state after each decision depends only on the state before it and on immutable records: replaying all decisions
gives the same persons with the same numbers. Callers hold the registry's lock. Derives no value of a person.

Numbers of persons:
    a new cluster takes the number of its smallest record; when a person that has lost that record still carries the
        number, the number plus the smallest free multiple of 10^12;
    a cluster with persons in it takes the smallest of their numbers, the others become redirects;
    after a rollback the part that holds the founding record keeps the number, else the part with the smallest
        record; any other part takes back the number that one of its records once founded, else counts as new;
    a person without records, or only with works and awards, stays as `withdrawn`; its number comes back with
        its founding record.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.db.staging import insert_rows
from talentdb.identity.clusters import Cluster, Node, cluster
from talentdb.people.records import FOUNDING_FORMS

__all__ = ["Link", "link", "match", "unlink"]

_GENERATION: Final = 10**12
"""Larger than any record number, small enough for exact integers in every client (2^53)."""


@dataclass(frozen=True, slots=True)
class Link:
    """One record and its person; rule: new, national_id, staff_code or name_birth_sex."""

    source_record_id: int
    person_id: int
    rule: str


_FIELDS: Final = """r.source_record_id, r.employer_id, r.name_key, r.name_toned, r.national_id_hmac,
    r.national_id_kind, r.staff_code, case when r.birth_date_precision = 'day' then r.birth_date end, r.sex,
    r.form = any(:founding) as founds"""

_NEW: Final = text(f"""
    select {_FIELDS}, null::bigint from source_record r
    where r.submission_id = :id and r.state = 'accepted' and r.name_key is not null
        and not exists (select from person_source ps where ps.source_record_id = r.source_record_id)
""")  # noqa: S608

# Linked records of every person that shares a key with a new record.
_KNOWN: Final = text(f"""
    with fresh as materialized (
        select employer_id, name_key, national_id_hmac, national_id_kind, staff_code, birth_date,
            birth_date_precision, sex
        from source_record where submission_id = :id and state = 'accepted' and name_key is not null
    ), near as (
        select r.source_record_id from fresh n join source_record r on r.national_id_hmac = n.national_id_hmac
        union
        select r.source_record_id from fresh n join source_record r
            on r.employer_id = n.employer_id and r.staff_code = n.staff_code and r.name_key = n.name_key
        union
        select r.source_record_id from fresh n join source_record r
            on r.name_key = n.name_key and r.birth_date = n.birth_date and r.sex = n.sex
        where n.birth_date_precision = 'day' and r.birth_date_precision = 'day'
    ), persons as (
        select distinct ps.person_id from near join person_source ps using (source_record_id)
    )
    select {_FIELDS}, ps.person_id
    from persons join person_source ps using (person_id)
        join source_record r on r.source_record_id = ps.source_record_id
""")  # noqa: S608

_OF_PERSONS: Final = text(f"""
    select {_FIELDS}, ps.person_id from person_source ps
        join source_record r on r.source_record_id = ps.source_record_id
    where ps.person_id = any(:persons)
""")  # noqa: S608


def _node(row: Any) -> Node:
    record, employer, name, toned, digest, kind, staff, birth, sex, founds, person = row
    digest = digest and bytes(digest)
    return Node(record, employer, name, toned, digest, kind, staff or None, birth, sex, person, founds)


def _numbers_in_use(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Which of the numbers, or of their later generations, an active person carries."""
    found = connection.execute(
        text("select person_id from person where state = 'active' and mod(person_id, :step) = any(:numbers)"),
        {"step": _GENERATION, "numbers": list(numbers)},
    )
    return set(found.scalars())


def _free(number: int, taken: set[int]) -> int:
    while number in taken:
        number += _GENERATION
    return number


def match(connection: Connection, submission_id: int) -> list[Link]:
    """Which person each accepted record of a submission would be; writes nothing."""
    return [found for _, links in _matched(connection, submission_id) for found in links]


def _matched(connection: Connection, submission_id: int) -> list[tuple[Cluster, list[Link]]]:
    """Clusters that hold new records, each with the links of those records."""
    fresh = [_node(row) for row in connection.execute(_NEW, {"id": submission_id, "founding": list(FOUNDING_FORMS)})]
    new = {node.record_id for node in fresh}
    known = [
        _node(row) for row in connection.execute(_KNOWN, {"id": submission_id, "founding": list(FOUNDING_FORMS)})
    ]
    founding = {node.record_id for node in fresh if node.founds}
    clusters = [
        found
        for found in cluster([*fresh, *known])
        if not new.isdisjoint(found.record_ids) and (found.person_ids or not founding.isdisjoint(found.record_ids))
    ]
    founders = [found.record_ids[0] for found in clusters if not found.person_ids]
    taken = _numbers_in_use(connection, founders)
    result = []
    for found in clusters:
        person = found.person_ids[0] if found.person_ids else _free(found.record_ids[0], taken)
        links = _links(found, person, founded=not found.person_ids)
        result.append((found, [link for link in links if link.source_record_id in new]))
    return result


def _links(found: Cluster, person: int, *, founded: bool) -> list[Link]:
    first = found.record_ids[0] if founded else None
    return [
        Link(record, person, "new" if record == first else found.rules.get(record, "new"))
        for record in found.record_ids
    ]


def link(connection: Connection, submission_id: int) -> set[int]:
    """Match and store; returns every person whose records or number changed, merged numbers included."""
    matched = _matched(connection, submission_id)
    if not matched:
        return set()
    links = [found for _, group in matched for found in group]
    persons = {found.person_id for found in links}
    _activate(connection, persons)
    _write(connection, links)
    merges = [(old, group[0].person_id) for found, group in matched for old in found.person_ids[1:]]
    _merge(connection, merges)
    return persons | {old for old, _ in merges}


def unlink(connection: Connection, submission_id: int) -> set[int]:
    """Take the records of a submission out and cluster what is left of their persons anew; returns those persons."""
    taken_out = text("""
        delete from person_source ps using source_record r
        where r.source_record_id = ps.source_record_id and r.submission_id = :id returning ps.person_id
    """)
    touched = set(connection.execute(taken_out, {"id": submission_id}).scalars())
    nodes = [
        _node(row)
        for row in connection.execute(_OF_PERSONS, {"persons": list(touched), "founding": list(FOUNDING_FORMS)})
    ]
    left: dict[int, list[Node]] = {}
    for node in nodes:
        left.setdefault(node.person_id or 0, []).append(node)
    left = {person: found for person, found in left.items() if any(node.founds for node in found)}
    former = _former_numbers(connection, touched)
    links = [found for person in sorted(left) for found in _split(connection, person, left[person], former)]
    connection.execute(text("delete from person_source where person_id = any(:persons)"), {"persons": list(touched)})
    _activate(connection, {found.person_id for found in links})
    _write(connection, links)
    connection.execute(
        text("update person set state = 'withdrawn' where person_id = any(:gone)"),
        {"gone": list(touched - left.keys())},
    )
    return touched | {found.person_id for found in links}


def _former_numbers(connection: Connection, persons: Iterable[int]) -> dict[int, list[int]]:
    """Person -> numbers that redirect to it."""
    found: dict[int, list[int]] = {}
    rows = connection.execute(
        text("select target_id, person_id from person_redirect where target_id = any(:persons) order by person_id"),
        {"persons": list(persons)},
    )
    for target, number in rows:
        found.setdefault(target, []).append(number)
    return found


def _split(connection: Connection, person: int, nodes: Sequence[Node], former: dict[int, list[int]]) -> list[Link]:
    """Links of the records that a person has left, by the rule for numbers after a rollback."""
    founding = {node.record_id for node in nodes if node.founds}
    parts = cluster([replace(node, person_id=None) for node in nodes])
    parts = [part for part in parts if not founding.isdisjoint(part.record_ids)]
    keeper = next((part for part in parts if person % _GENERATION in part.record_ids), parts[0])
    links = _links(keeper, person, founded=True)
    others = [part for part in parts if part is not keeper]
    taken = _numbers_in_use(connection, [part.record_ids[0] for part in others]) if others else set()
    for part in others:
        once = [n for n in former.get(person, ()) if n % _GENERATION in part.record_ids]
        number = once[0] if once else _free(part.record_ids[0], taken)
        links += _links(part, number, founded=True)
    return links


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


def _write(connection: Connection, links: Iterable[Link]) -> None:
    rows = ((found.source_record_id, found.person_id, found.rule) for found in links)
    insert_rows(connection, "person_source", ("source_record_id", "person_id", "rule"), rows)


# What hangs on a merged number; the rows are derived anew for the number that stays.
_DERIVED: Final = (
    "person_version", "employment", "qualification", "training", "language_skill", "work_member", "award",
)  # fmt: skip


def _merge(connection: Connection, merges: Sequence[tuple[int, int]]) -> None:
    """Move the records of merged persons, and turn their numbers into redirects to the number that stays."""
    if not merges:
        return
    pairs = {"old": [old for old, _ in merges], "target": [target for _, target in merges]}
    moved = "unnest(cast(:old as bigint[]), cast(:target as bigint[])) as m(old, target)"
    for statement in (
        f"update person_source ps set person_id = m.target from {moved} where ps.person_id = m.old",  # noqa: S608
        f"update person_redirect pr set target_id = m.target from {moved} where pr.target_id = m.old",  # noqa: S608
        f"insert into person_redirect (person_id, target_id) select m.old, m.target from {moved}",  # noqa: S608
    ):
        connection.execute(text(statement), pairs)
    for table in (*_DERIVED, "person"):
        connection.execute(text(f"delete from {table} where person_id = any(:old)"), {"old": pairs["old"]})  # noqa: S608
