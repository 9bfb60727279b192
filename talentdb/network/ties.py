"""Reads ties between people out of the registry, set by set: common works, supervision, common councils.

What a common work is worth is said in `talentdb.network.pairs`. A work of more than LARGEST_GROUP people would be
thousands of pairs that hardly know each other: it becomes a body that each of them hangs on by an edge of weight 1,
the same sum.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT

from talentdb.network.columns import whole_numbers
from talentdb.network.model import ALL_LAYERS, Layer
from talentdb.network.pairs import NO_PAIRS, Members, Pairs

__all__ = ["LARGEST_GROUP", "common_works", "council_ties", "has_councils", "large_works", "work_members"]

LARGEST_GROUP: Final = 30
"""From here on a work is a body: 30 people are 435 pairs; a state programme of 200 would be 19,900."""
_BATCH: Final = 50_000
# Authors of textbooks and inventors publish together; what has no known type is taken for a task.
_TOUCHED: Final = """
    with touched as (
        select distinct work_key, work_year from work_member where person_id = any(cast(:people as bigint[]))
    )
"""
_FLAGS: Final = """
    bool_or(coalesce(w.member_role = 'supervisor', false)) as supervises,
    bool_or(coalesce(w.work_type in ('publication', 'patent', 'textbook'), false)) as written
"""
_OF_ALL: Final = """
    from work_member w"""
# A join and no "or exists": the works of one person are looked up by their key, not sought among all works.
_OF_TOUCHED: Final = """
    from touched t join work_member w on w.work_key = t.work_key and w.work_year is not distinct from t.work_year"""
_CHOSEN: Final = """
    where (cast(:first as integer) is null or w.work_year >= :first)
        and (cast(:last as integer) is null or w.work_year <= :last or w.work_year is null)
    group by w.work_key, coalesce(w.work_year, 0), w.person_id
"""
_RANKED: Final = """, part as (
        select dense_rank() over (order by w.work_key, coalesce(w.work_year, 0)) as work, w.person_id,
            coalesce(w.work_year, 0) as work_year,
"""
_MEMBERS: Final = """)
    select work, person_id, cast(work_year as bigint), cast(cast(supervises as integer) as bigint),
        cast(cast(written as integer) as bigint)
    from part
"""
_TITLED: Final = """, part as (
        select w.work_key, coalesce(w.work_year, 0) as work_year, w.person_id, min(w.work_title) as work_title,
"""
_SIZED: Final = """
    ), sized as (
        select *, count(*) over work as members, bool_or(written) over work as published
        from part window work as (partition by work_key, work_year)
    )
"""
_LARGE: Final = """
    select work_key, work_year, min(work_title) over (partition by work_key, work_year) as work_title, person_id,
        published from sized where members > :largest
    order by work_key, work_year, person_id
"""
# Whoever declined sat with nobody; a proposal is no council yet. Merged numbers lead on.
_COUNCILS: Final = """
    with seat as (
        select distinct c.council_id, coalesce(r.target_id, s.person_id) as person_id,
            cast(extract(year from coalesce(c.decided_on, c.created_at)) as integer) as held
        from council_seat s join council c on c.council_id = s.council_id
            left join person_redirect r on r.person_id = s.person_id
        where s.person_id is not null and s.invitation <> 'declined' and c.state <> 'proposed'
            and (cast(:first as integer) is null or extract(year from coalesce(c.decided_on, c.created_at)) >= :first)
            and (cast(:last as integer) is null or extract(year from coalesce(c.decided_on, c.created_at)) <= :last)
            and (cast(:day as date) is null or coalesce(c.decided_on, c.created_at) <= :day)
    ), sized as (select *, count(*) over (partition by council_id) as members from seat)
    select a.person_id as source, b.person_id as target, :councils as layer,
        sum(1.0::float8 / (a.members - 1)) as weight, count(*) as works, min(a.held) as first_year,
        max(a.held) as last_year
    from sized a join sized b on b.council_id = a.council_id and a.person_id < b.person_id
    where cast(:people as bigint[]) is null or a.person_id = any(:people) or b.person_id = any(:people)
    group by 1, 2
"""
_COMMON: Final = """
    select a.person_id, b.person_id as other_id, a.supervises, b.supervises as supervised, a.published, a.work_title,
        a.work_year, a.members
    from sized a join sized b on b.work_key = a.work_key and b.work_year = a.work_year and a.person_id <> b.person_id
    where a.person_id = any(:people)
    order by a.person_id, b.person_id, a.work_year desc, a.work_key
"""
_PLACE: Final = {layer: place for place, layer in enumerate(ALL_LAYERS)}


def _chosen(people: Sequence[int] | None) -> str:
    """Members of all works, or of those that these people are in."""
    return (_OF_ALL if people is None else _OF_TOUCHED) + _CHOSEN


def _parts(people: Sequence[int] | None) -> str:
    return _TOUCHED + _TITLED + _FLAGS + _chosen(people) + _SIZED


def _statement(sql: str) -> Any:
    return text(sql).bindparams(bindparam("people", type_=ARRAY(BIGINT)))


def work_members(
    connection: Connection, people: Sequence[int] | None, first: int | None, last: int | None
) -> Members:
    """Who took part in which work.

    Args:
        people: only works that one of them is in; None is all works. Members that are not asked for are there too.
        first, last: years of the works; a work without a year is left out when `first` is given.
    """
    values = {"people": None if people is None else list(people), "first": first, "last": last}
    query = _TOUCHED + _RANKED + _FLAGS + _chosen(people) + _MEMBERS
    work, person, year, supervises, written = whole_numbers(connection, query, 5, values)
    return Members(work, person, year, supervises.astype(np.bool_), written.astype(np.bool_))


def large_works(
    connection: Connection, people: Sequence[int] | None, first: int | None, last: int | None
) -> Iterator[Any]:
    """Rows (work key, year or 0, title, person, published) of works too large for pairs."""
    values = {"people": people, "first": first, "last": last, "largest": LARGEST_GROUP}
    for rows in _batches(connection, _parts(people) + _LARGE, values):
        yield from rows


def common_works(connection: Connection, people: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Batches of (person, other, whether the person supervised, whether the other did, published, title, year or 0,
    members): every work of these people with everybody else in it, however many, newest first for each two."""
    yield from _batches(connection, _parts(people) + _COMMON, {"people": people, "first": None, "last": None})


def has_councils(connection: Connection) -> bool:
    """Whether this database keeps councils."""
    return connection.execute(text("select to_regclass('council_seat') is not null")).scalar_one() is True


def council_ties(
    connection: Connection, people: Sequence[int] | None, first: int | None, last: int | None, day: date | None
) -> Pairs:
    """Who sat with whom in councils of these years that were decided by `day`."""
    values = {"people": None if people is None else list(people), "first": first, "last": last, "day": day,
              "councils": _PLACE[Layer.COUNCILS]}  # fmt: skip
    rows = connection.execute(_statement(_COUNCILS), values).all()
    if not rows:
        return NO_PAIRS
    source, target, layer, weight, works, held, last_held = (np.array(column) for column in zip(*rows, strict=True))
    return Pairs(source, target, layer, weight.astype(np.float64), works, held, last_held)


def _batches(connection: Connection, sql: str, values: dict[str, Any]) -> Iterator[Sequence[Any]]:
    given = {**values, "people": None if values["people"] is None else list(values["people"])}
    with connection.execute(_statement(sql).execution_options(yield_per=_BATCH), given) as rows:
        yield from rows.partitions()
