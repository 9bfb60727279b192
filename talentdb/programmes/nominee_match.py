"""Who a nominee may be: of the registry, and of other nominations. Keys, features and weights are of `identity`: a
nomination is a record that belongs to nobody yet. Decides nothing and keeps nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select, text

from talentdb.db.tables import person_version
from talentdb.identity.describe import FEATURE_LABELS, LEVEL_PHRASES, detail
from talentdb.identity.frequency import Rarity, rarity
from talentdb.identity.loading import load_records
from talentdb.identity.model import load_model
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import Comparison, compare
from talentdb.people.blocking import KEY_CAPS

__all__ = ["Like", "Told", "alike", "people_like", "rarity_of", "strongest"]

_MOST: Final = 10
"""Persons and nominations that are told; a name that more share settles nothing."""
_CAPS: Final = [KEY_CAPS.get(kind, 0) for kind in range(16)]
_BLOCK: Final = text("""
    select distinct block.source_record_id, ps.person_id
    from unnest(cast(:keys as bigint[])) as k("key")
        cross join lateral (
            select array_agg(source_record_id) as records from (
                select m.source_record_id from match_key m where m."key" = k."key"
                limit (cast(:caps as integer[]))[(k."key" & 15) + 1] + 1) as first
        ) as found
        cross join lateral unnest(found.records) as block(source_record_id)
        join person_source ps on ps.source_record_id = block.source_record_id
    where cardinality(found.records) <= (cast(:caps as integer[]))[(k."key" & 15) + 1] and ps.person_id is not null
""")
"""Records that share a key with the nominee, where the key is not too common; as identity.candidates for records."""


@dataclass(frozen=True, slots=True)
class Told:
    """A nomination as the matching sees it: record, match keys, instrument, and how it stands."""

    number: int
    record: MatchRecord
    keys: tuple[int, ...]
    instrument: str
    state: str


@dataclass(frozen=True, slots=True)
class Like:
    """A person or nomination that may be meant.

    Args:
        decision: merge or ask; score: chance, 0 to 1; evidence: in words, strongest first.
    """

    number: int
    name: str
    decision: str
    score: float
    evidence: tuple[str, ...]


def rarity_of(connection: Connection, names: Collection[str]) -> dict[str, Rarity]:
    """Folded name -> how rare it is among the people of the registry."""
    v, held = person_version.c, person_version.c.valid_to.is_(None)
    total = connection.execute(select(func.count()).where(held)).scalar_one()
    rows = connection.execute(
        select(v.name_key, func.count()).where(held, v.name_key.in_(names)).group_by(v.name_key)
    ).all()
    counts = {row[0]: row[1] for row in rows}
    return {name: rarity({name: counts[name]} if name in counts else {}, total) for name in names}


def people_like(connection: Connection, told: MatchRecord, keys: Sequence[int], names: Rarity) -> tuple[Like, ...]:
    """People of the registry who may be meant, the likeliest first; for who reads all lists."""
    rows = connection.execute(_BLOCK, {"keys": list(keys), "caps": _CAPS})
    person = {row.source_record_id: row.person_id for row in rows}
    model = load_model()
    compared = [
        (person[one.record_id], one, compare(told, one, model, names)) for one in load_records(connection, person)
    ]
    best = strongest(compared)
    v = person_version.c
    shown = connection.execute(
        select(v.person_id, v.full_name).where(v.person_id.in_([one[0] for one in best]), v.valid_to.is_(None))
    )
    full_names = {row.person_id: row.full_name for row in shown}
    return tuple(_like(told, full_names.get(one[0], ""), *one) for one in best)


def alike(told: Told, others: Iterable[Told], names: Rarity) -> tuple[Like, ...]:
    """Other nominations that may be of the same person. Pure."""
    own, model = set(told.keys), load_model()
    compared = [
        (other.number, other.record, compare(told.record, other.record, model, names))
        for other in others
        if own.intersection(other.keys)
    ]
    return tuple(_like(told.record, one[1].name_toned, *one) for one in strongest(compared))


def strongest(
    compared: Iterable[tuple[int, MatchRecord, Comparison]],
) -> list[tuple[int, MatchRecord, Comparison]]:
    """Of several comparisons with each of some, the one that speaks most for it; none that says "another". Pure.

    Args:
        compared: number (of a person), one of its records, and the comparison with that.
    """
    best: dict[int, tuple[int, MatchRecord, Comparison]] = {}
    for one in compared:
        number, _, made = one
        if made.decision != "leave" and (number not in best or made.weight > best[number][2].weight):
            best[number] = one
    return sorted(best.values(), key=lambda one: (-one[2].weight, one[0]))[:_MOST]


def _like(told: MatchRecord, name: str, number: int, other: MatchRecord, made: Comparison) -> Like:
    parts = sorted(made.evidence, key=lambda part: (-abs(part.weight), part.feature))
    evidence = tuple(
        detail(part, told, other)
        if (part.feature, part.level) in LEVEL_PHRASES
        else FEATURE_LABELS.get(part.feature, part.feature)
        for part in parts
    )
    return Like(number, name, made.decision, round(made.score, 4), evidence)
