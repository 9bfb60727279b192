"""Where the path to a target begins: the first figures of a plan that were frozen. Reads snapshots and makes none."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from talentdb.indicators.figures import Base

__all__ = ["Bases", "first_measured"]

Bases = Mapping[tuple[str, str, str | None], Base]
"""Indicator, cut ("total" among them) and key -> its first measured share."""

# Signed figures come before those that nobody vouched for. Figures of another reading, or of another version of the
# definitions, are figures of something else. The day itself is no base: a path needs a beginning before it.
_FIRST: Final = text("""
    select s.snapshot_id, s.as_of
    from snapshot s
    where s.plan_code = :plan and s.as_of < :day and s.body ->> 'definition_version' = :version
        and s.body -> 'choices' = cast(:choices as jsonb)
    order by exists (select from snapshot_signature g where g.snapshot_id = s.snapshot_id) desc, s.as_of,
        s.snapshot_id
    limit 1
""")
_SHARES: Final = text("""
    with entry as (
        select i ->> 'code' as code, i as entry from snapshot s, jsonb_array_elements(s.body -> 'indicators') as i
        where s.snapshot_id = :number
    )
    select code, 'total' as cut, null as key, cast(entry ->> 'value' as double precision) as share from entry
    union all
    select code, r ->> 'by', r ->> 'key', cast(r ->> 'value' as double precision)
    from entry, jsonb_array_elements(entry -> 'rows') as r
    where cast(:rows as boolean) and r ->> 'by' in ('agency', 'sector')
""")


def first_measured(
    connection: Connection, plan: str, version: str, choices: str, day: date, *, rows: bool = False
) -> dict[tuple[str, str, str | None], Base]:
    """The shares of the first frozen figures before a day; empty where there are none, or for a role that sees none.

    Args:
        version, choices: of the definitions and of what the plan leaves open, the choices as JSON.
        rows: also those by agency and sector.
    """
    values = {"plan": plan, "version": version, "choices": choices, "day": day}
    first = connection.execute(_FIRST, values).one_or_none()
    if first is None:
        return {}
    found = connection.execute(_SHARES, {"number": first.snapshot_id, "rows": rows})
    return {(row.code, row.cut, row.key): Base(first.as_of, row.share) for row in found if row.share is not None}
