"""The judgements as rows: writing one, taking one back, which of them stand. Clusters nothing, changes no person.

A judgement speaks of records, so that it keeps its meaning when persons are merged, split or rolled back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from sqlalchemy import Connection, insert, text

from talentdb.access.principal import Principal
from talentdb.db.staging import insert_rows
from talentdb.db.tables import judgement, judgement_retraction
from talentdb.settings import now

__all__ = [
    "Standing",
    "between",
    "contradicted",
    "hanging_together",
    "judged_records",
    "list_judgements",
    "standing",
    "store",
    "take_back",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement that stands, and the records it speaks of by side."""

    judgement_id: int
    verdict: str
    sides: tuple[tuple[int, ...], ...]

    @property
    def records(self) -> tuple[int, ...]:
        """All its records."""
        return tuple(sorted(record for side in self.sides for record in side))

    @property
    def across(self) -> Iterable[tuple[int, int]]:
        """Pairs of records of different sides, the smaller number first."""
        for left, right in combinations(self.sides, 2):
            for one in left:
                for other in right:
                    yield (one, other) if one < other else (other, one)


_STANDING: Final = text("""
    with judged as materialized (
        select distinct jr.judgement_id from judgement_record jr
        where jr.source_record_id = any(:records) and jr.judgement_id <= :upto
            and not exists (select from judgement_retraction t
                where t.judgement_id = jr.judgement_id and t.event_id <= :upto)
    )
    select j.judgement_id, j.verdict, jr.side, jr.source_record_id
    from judged join judgement j using (judgement_id) join judgement_record jr using (judgement_id)
    order by j.judgement_id, jr.side, jr.source_record_id
""")
_FOREVER: Final = 2**62


def standing(connection: Connection, records: Collection[int], upto: int = _FOREVER) -> list[Standing]:
    """Judgements about any of the records that were given and not taken back by the decision number `upto`.

    Records of a judgement that do not count now are left out of its sides by whoever clusters: they have no node.
    """
    found: dict[int, tuple[str, dict[int, list[int]]]] = {}
    for number, verdict, side, record in connection.execute(_STANDING, {"records": list(records), "upto": upto}):
        found.setdefault(number, (verdict, {}))[1].setdefault(side, []).append(record)
    return [
        Standing(number, verdict, tuple(tuple(side) for _, side in sorted(sides.items())))
        for number, (verdict, sides) in found.items()
    ]


def hanging_together(connection: Connection, records: Collection[int]) -> list[Standing]:
    """Judgements that stand about the records, about records of those judgements, and so on; oldest first."""
    found: dict[int, Standing] = {}
    asked: set[int] = set()
    latest = set(records)
    while latest:
        asked |= latest
        found |= {one.judgement_id: one for one in standing(connection, latest)}
        latest = {record for one in found.values() for record in one.records} - asked
    return [found[number] for number in sorted(found)]


def contradicted(judged: Sequence[Standing], new: Standing) -> list[Standing]:
    """Of the judgements that stand those that cannot all hold once `new` holds, oldest first; pure.

    "Same" says that all its records are one person, over any number of such judgements; "different" that no record
    of one side is one with a record of another. Judgements that contradict each other already are left out.
    """
    if new.verdict == "unsure":
        return []
    earlier, now = _one_by_word(judged), _one_by_word([*judged, new])
    different = [one for one in judged if one.verdict == "different"]
    broken = [one for one in different if _joined(one, now) and not _joined(one, earlier)]
    if new.verdict == "different" and _joined(new, now):
        groups = {now[a] for a, b in new.across if a in now and now[a] == now.get(b)}
        broken += [one for one in judged if one.verdict == "same" and now[one.records[0]] in groups]
    return sorted(broken, key=lambda one: one.judgement_id)


def _one_by_word(judged: Iterable[Standing]) -> dict[int, int]:
    """Record -> the number of its group, of the records that judgements say to be one with another."""
    group: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    for one in judged:
        if one.verdict != "same":
            continue
        joined = set(one.records).union(*(members.pop(group[r]) for r in one.records if group.get(r) in members))
        members[min(joined)] = joined
        group |= dict.fromkeys(joined, min(joined))
    return group


def _joined(different: Standing, group: Mapping[int, int]) -> bool:
    """Whether records of two of its sides are said to be one."""
    sides = [{group[record] for record in side if record in group} for side in different.sides]
    return any(left & right for left, right in combinations(sides, 2))


def between(judged: Iterable[Standing], left: Collection[int], right: Collection[int]) -> list[Standing]:
    """Of the judgements those that put a record of `left` and one of `right` on different sides."""
    one, other = set(left), set(right)
    return [found for found in judged if _separates(found.sides, one, other)]


def _separates(sides: Sequence[Collection[int]], one: set[int], other: set[int]) -> bool:
    return any(
        (one & set(a) and other & set(b)) or (one & set(b) and other & set(a)) for a, b in combinations(sides, 2)
    )


def store(
    connection: Connection,
    principal: Principal,
    *,
    verdict: str,
    origin: str,
    sides: Sequence[Collection[int]],
    model_version: str,
    reason: str = "",
    score: float | None = None,
) -> int:
    """Write a judgement; returns its number, which is its place among all decisions."""
    number: int = connection.execute(
        insert(judgement)
        .values(
            verdict=verdict,
            origin=origin,
            reason=reason,
            score=score,
            model_version=model_version,
            at=now(),
            account_id=principal.account_id,
            login=principal.login,
        )
        .returning(judgement.c.judgement_id)
    ).scalar_one()
    rows = ((number, record, at) for at, side in enumerate(sides) for record in sorted(side))
    insert_rows(connection, "judgement_record", ("judgement_id", "source_record_id", "side"), rows)
    return number


def take_back(connection: Connection, principal: Principal, judgement_id: int, reason: str = "") -> int:
    """Write that a judgement does not stand any more; returns the number of this decision."""
    event: int = connection.execute(
        insert(judgement_retraction)
        .values(
            judgement_id=judgement_id,
            reason=reason,
            at=now(),
            account_id=principal.account_id,
            login=principal.login,
        )
        .returning(judgement_retraction.c.event_id)
    ).scalar_one()
    return event


def judged_records(connection: Connection, judgement_id: int) -> list[int]:
    """The records that a judgement speaks of."""
    found = text("select source_record_id from judgement_record where judgement_id = :id order by source_record_id")
    return list(connection.execute(found, {"id": judgement_id}).scalars())


_LIST: Final = text("""
    select j.judgement_id, j.verdict, j.origin, j.reason, j.score, j.model_version, j.at, j.login,
        t.at as retracted_at, t.login as retracted_login, t.reason as retracted_reason,
        sides.records, sides.names, sides.persons
    from judgement j
        left join judgement_retraction t using (judgement_id),
        lateral (
            select jsonb_agg(jsonb_build_array(jr.side, jr.source_record_id) order by jr.side, jr.source_record_id)
                    as records,
                array_agg(distinct r."values" ->> 'full_name') as names,
                array_agg(distinct ps.person_id) filter (where ps.person_id is not null) as persons
            from judgement_record jr
                join source_record r on r.source_record_id = jr.source_record_id
                left join person_source ps on ps.source_record_id = jr.source_record_id
            where jr.judgement_id = j.judgement_id
        ) as sides
    where (cast(:number as bigint) is null or j.judgement_id = :number)
        and (not cast(:live as boolean) or t.judgement_id is null)
    order by j.judgement_id desc limit :limit offset :offset
""")


def list_judgements(
    connection: Connection,
    *,
    number: int | None = None,
    live: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Judgements, newest first: who, when, what and why, names and present persons of the records, the retraction.

    Args:
        number: only this one; live: only those that stand.
    """
    rows = connection.execute(_LIST.bindparams(number=number, live=live, limit=limit, offset=offset))
    return [_listed(row._mapping) for row in rows]


def _listed(row: Mapping[Any, Any]) -> dict[str, Any]:
    item = dict(row)
    sides: dict[int, list[int]] = {}
    for side, record in item.pop("records"):
        sides.setdefault(side, []).append(record)
    item["sides"] = [records for _, records in sorted(sides.items())]
    item["persons"] = sorted(item["persons"] or ())
    item["names"] = sorted(filter(None, item["names"]))
    for name in ("at", "retracted_at"):
        item[name] = item[name].isoformat() if item[name] is not None else None
    return item
