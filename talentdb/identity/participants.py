"""What is known of those who took part in works, beyond a name: what the work is about, whether the name is anybody
else's. Reads only; compares nothing and decides nothing.

The body that a list of works names is often the host of the work, not of each who took part in it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from sqlalchemy import Connection, text

from talentdb.identity.frequency import Rarity
from talentdb.identity.model import Model
from talentdb.identity.record import MatchRecord
from talentdb.people.records import FOUNDING_FORMS

__all__ = ["TopicsOf", "with_topics"]

_FORM: Final = "works"
_LEAD: Final = "lead"
"""Who leads a work works at the body that the list names: there the body tells, and its absence too."""


class TopicsOf(Protocol):
    """Topics that a text is about, by any names; `wider`: with all that lie above them."""

    def __call__(self, text: str, *, wider: bool) -> frozenset[str]:
        """Of a title with `wider`, of a field of training without: who studied crops may write about rice, and who
        studied rice did not study all of agriculture."""


_TEXTS: Final = text("""
    with named as materialized (select unnest(cast(:records as bigint[])) as record)
    select r.source_record_id, r."values" ->> 'work_title' as title, r."values" ->> 'member_role' as role,
        r."values" ->> 'field_of_training' as field
    from named cross join lateral (select * from source_record where source_record_id = record offset 0) as r
""")
# Rows of one submission count where it is compared before its approval.
_BEARERS: Final = text("""
    with named as materialized (select unnest(cast(:names as text[])) as name)
    select distinct name, r.name_toned, coalesce(ps.person_id, -r.source_record_id) as person
    from named cross join lateral (
            select source_record_id, submission_id, form, state, name_toned from source_record
            where name_key = name offset 0) as r
        left join person_source ps on ps.source_record_id = r.source_record_id
    where r.form = any(:forms)
        and (ps.source_record_id is not null or r.submission_id = :waiting and r.state = 'accepted')
""")


def with_topics(
    connection: Connection,
    records: Mapping[int, MatchRecord],
    pairs: Iterable[tuple[int, int]],
    rare: Rarity,
    model: Model,
    topics_of: TopicsOf,
    *,
    waiting: int | None,
) -> Mapping[int, MatchRecord]:
    """The records with topics and `sole_name`, where a work is compared with a person of exactly its name.

    Args:
        rare: names of the records that count.
        waiting: submission whose rows do not count yet but are compared as if they did.
    """
    beside = {number for pair in pairs if _of_one_name(*(records[record] for record in pair)) for number in pair}
    if not beside:
        return records
    texts = {row.source_record_id: row for row in connection.execute(_TEXTS, {"records": sorted(beside)})}
    told = {number: topics for number in beside if (topics := _topics(records[number], texts[number], topics_of))}
    names = {records[number].name_key for number in told if not records[number].founds}
    sole = _sole(connection, {name for name in names if rare.bearers(name) <= model.rare_name}, waiting)
    return {**records, **{number: _told(records[number], topics, sole) for number, topics in told.items()}}


def _of_one_name(a: MatchRecord, b: MatchRecord) -> bool:
    """Whether they are a work and a person of the same name, written with its marks."""
    return (
        a.founds != b.founds and _FORM in (a.form, b.form) and a.name_toned == b.name_toned and _marked(a.name_toned)
    )


def _marked(name: str) -> bool:
    return not name.isascii()


def _topics(record: MatchRecord, row: Any, topics_of: TopicsOf) -> frozenset[str]:
    if record.founds:
        return topics_of(row.field, wider=False) if row.field else frozenset()
    return topics_of(row.title, wider=True) if row.title and row.role != _LEAD else frozenset()


def _told(record: MatchRecord, topics: frozenset[str], sole: Collection[str]) -> MatchRecord:
    return replace(record, topics=topics, sole_name=not record.founds and record.name_toned in sole)


def _sole(connection: Connection, names: Collection[str], waiting: int | None) -> set[str]:
    """Those of the names, with marks, that one person bears; a name written without any mark may be any of them."""
    if not names:
        return set()
    rows = connection.execute(_BEARERS, {"names": sorted(names), "forms": list(FOUNDING_FORMS), "waiting": waiting})
    bearers: dict[str, dict[str, set[int]]] = {}
    for name, toned, person in rows:
        bearers.setdefault(name, {}).setdefault(toned, set()).add(person)
    found: set[str] = set()
    for spellings in bearers.values():
        unmarked = {person for toned, persons in spellings.items() if not _marked(toned) for person in persons}
        found |= {toned for toned, persons in spellings.items() if _marked(toned) and len(persons | unmarked) == 1}
    return found
