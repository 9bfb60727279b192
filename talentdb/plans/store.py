"""Writes the plans into their tables, where pages and reports read names and targets, and the walls of the database
what a plan lets whom do. The files stay the truth.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, select, true, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from talentdb.db import tables
from talentdb.errors import DataError
from talentdb.plans.loader import list_plans, load_plan
from talentdb.plans.model import Plan

__all__ = ["refresh_plans", "store_instruments", "store_plans"]

_GONE: Final = (
    "Tệp kế hoạch không còn (kế hoạch: {plans}), hoặc một chỉ tiêu đã bị bỏ, mà cơ sở dữ liệu còn dữ liệu của nó."
)
_GONE_ADVICE: Final = "Đặt lại tệp đó, hoặc đặt biến TALENTDB_PLANS như trước, rồi chạy lại."


def store_plans(connection: Connection) -> None:
    """Write all plans; what a file no longer has goes, and a second call changes nothing.

    Needs a role that administers (schema.sql, policy plan_write).

    Raises: DataError when a plan, or an indicator, is gone and something still rests on it: cases, reports, targets.
    """
    plans = [load_plan(code) for code in list_plans()]
    targets = [
        {"plan_code": plan.code, "code": indicator.code, "year": year, "value": value}
        for plan in plans
        for indicator in plan.indicators
        for year, value in indicator.targets.items()
    ]
    connection.execute(delete(tables.indicator_target))
    _upsert(connection, tables.plan, [_plan_row(plan) for plan in plans])
    indicators = [row for plan in plans for row in _indicator_rows(plan)]
    kept = [(row["plan_code"], row["code"]) for row in indicators]
    key = tables.indicator.c
    _forget_instruments(connection)
    with _told(connection):
        connection.execute(delete(tables.indicator).where(tuple_(key.plan_code, key.code).not_in(kept)))
        connection.execute(delete(tables.plan).where(tables.plan.c.plan_code.not_in(list_plans())))
    _upsert(connection, tables.indicator, indicators)
    _upsert(connection, tables.indicator_target, targets)
    store_instruments(connection, plans)


def store_instruments(connection: Connection, plans: Sequence[Plan]) -> None:
    """Tell the database what these plans, already in their table, let whom do in cases."""
    _forget_instruments(connection, *(plan.code for plan in plans))
    _upsert(connection, tables.instrument, [row for plan in plans for row in _instrument_rows(plan)])
    _upsert(connection, tables.instrument_step, [row for plan in plans for row in _step_rows(plan)])


def _forget_instruments(connection: Connection, *plans: str) -> None:
    """Of these plans, of all without any."""
    for table in (tables.instrument_step, tables.instrument):
        connection.execute(delete(table).where(table.c.plan_code.in_(plans) if plans else true()))


def refresh_plans(connection: Connection) -> None:
    """Store the plans when a file has come, or lets other things be done than the database knows.

    A file with faults leaves all as it was; `faults.faulty_plans` tells of it. Raises: DataError as `store_plans`.
    """
    try:
        plans = [load_plan(code) for code in list_plans()]
    except DataError:
        return
    known = set(connection.execute(select(tables.plan.c.plan_code)).scalars())
    if not known.issuperset(plan.code for plan in plans):
        store_plans(connection)
    elif any(
        _sorted(row._asdict() for row in connection.execute(select(table).where(table.c.plan_code.in_(list_plans()))))
        != _sorted(row for plan in plans for row in rows(plan))
        for table, rows in ((tables.instrument, _instrument_rows), (tables.instrument_step, _step_rows))
    ):
        store_instruments(connection, plans)


def _sorted(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rows as text, in an order of their own."""
    return sorted(repr(sorted(row.items())) for row in rows)


@contextmanager
def _told(connection: Connection) -> Iterator[None]:
    """Whoever took a plan file away learns it in words."""
    try:
        with connection.begin_nested():
            yield
    except IntegrityError:
        p = tables.plan.c
        gone = connection.execute(select(p.plan_code).where(p.plan_code.not_in(list_plans()))).scalars()
        raise DataError(_GONE.format(plans=", ".join(sorted(gone)) or "—"), _GONE_ADVICE) from None


def _upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    statement = insert(table).values([dict(row) for row in rows])
    keys = [column.name for column in table.primary_key]
    changed = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _plan_row(plan: Plan) -> dict[str, Any]:
    return {"plan_code": plan.code, "title": plan.title, "province": plan.province, "source": plan.source}


def _indicator_rows(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "plan_code": plan.code,
            "code": indicator.code,
            "parent_code": indicator.parent,
            "name": indicator.name,
            "definition": indicator.definition,
            "stage": indicator.stage,
            "comparison": indicator.comparison,
            "definition_version": plan.definition_version,
        }
        for indicator in plan.indicators
    ]


def _instrument_rows(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "plan_code": plan.code,
            "code": one.code,
            "start": one.start,
            "opened_by": list(one.opened_by),
            "lead_code": plan.bodies[one.lead].agency,
            "grants": [grant.code for grant in one.grants],
            "without_nomination": one.without_nomination,
            "judged": sorted(one.judged),
        }
        for one in plan.instruments
    ]


def _step_rows(plan: Plan) -> list[dict[str, Any]]:
    """A step from each stage it starts from."""
    rows = []
    for one in plan.instruments:
        for step in one.steps:
            stage = one.stage(step.to)
            values = {
                "plan_code": plan.code, "instrument": one.code, "step": step.code, "stage_to": step.to,
                "ended": stage.end if stage else None, "actors": list(step.by), "effects": list(step.effects),
            }  # fmt: skip
            rows += [{**values, "stage_from": stage_from} for stage_from in dict.fromkeys(step.from_)]
    return rows
