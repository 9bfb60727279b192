"""Figures of bodies that have done a task of the plan: what they said of it with evidence. Reads task reports."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from talentdb.indicators.figures import Tally
from talentdb.plans import Indicator, Plan

__all__ = ["NOT_TOLD", "told_tallies"]

NOT_TOLD: Final = "task_report"
"""Key of the missing value: a body that has not said how it stands with the task."""

# The newest word of a body counts. Who says that the task is none of its own is not counted; who says "done" without
# evidence has not done it by the definition.
_STANDINGS: Final = text("""
    select coalesce(t.state, '') as state, coalesce(t.evidence, '') <> '' as proven, count(*) as n
    from agency a left join lateral (
        select r.state, r.evidence from task_report r
        where r.plan_code = :plan and r.task = :task and r.agency_id = a.agency_id
            and cast(r.made_at at time zone 'Asia/Ho_Chi_Minh' as date) <= :day
        order by r.task_report_id desc limit 1
    ) as t on true
    where (a.kind = any(:kinds) or a.code = any(:codes))
        and (a.valid_from is null or a.valid_from <= :day) and (a.valid_to is null or a.valid_to >= :day)
        and (cast(:scope as integer[]) is null or a.agency_id = any(:scope))
    group by 1, 2
""")


def told_tallies(
    connection: Connection, plan: Plan, as_of: date, cuts: Sequence[str], scope: Sequence[int] | None
) -> dict[str, dict[str, dict[str | None, Tally]]]:
    """Indicator -> "total" -> None -> tally, of all indicators of kind agencies; their cuts are empty."""
    return {
        one.code: {"total": {None: _tally(connection, plan, one, as_of, scope)}, **{cut: {} for cut in cuts}}
        for one in plan.of_kind("agencies")
    }


def _tally(
    connection: Connection, plan: Plan, indicator: Indicator, as_of: date, scope: Sequence[int] | None
) -> Tally:
    lead = [plan.bodies[key] for task in plan.tasks if task.number == indicator.task for key in task.lead]
    values = {
        "plan": plan.code,
        "task": indicator.task,
        "day": as_of,
        "scope": None if scope is None else list(scope),
        "kinds": [kind for body in lead for kind in body.kinds],
        "codes": [body.agency for body in lead if body.agency],
    }
    rows = [row for row in connection.execute(_STANDINGS, values) if row.state != "not_applicable"]
    counted = sum(row.n for row in rows)
    done = sum(row.n for row in rows if row.state == "done" and row.proven)
    silent = sum(row.n for row in rows if not row.state)
    unknown = dict.fromkeys(indicator.unknown, silent)
    return Tally(counted, done, counted, done, silent, unknown=unknown)
