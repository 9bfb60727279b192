"""Writes the plans into their tables, where pages and reports read names and targets. The files stay the truth."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, tuple_
from sqlalchemy.dialects.postgresql import insert

from talentdb.db import tables
from talentdb.plans.loader import list_plans, load_plan
from talentdb.plans.model import Plan

__all__ = ["store_plans"]


def store_plans(connection: Connection) -> None:
    """Write all plans; what a file no longer has goes, and a second call changes nothing.

    Needs a role that administers (schema.sql, policy plan_write).
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
    connection.execute(delete(tables.indicator).where(tuple_(key.plan_code, key.code).not_in(kept)))
    connection.execute(delete(tables.plan).where(tables.plan.c.plan_code.not_in(list_plans())))
    _upsert(connection, tables.indicator, indicators)
    _upsert(connection, tables.indicator_target, targets)


def _upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
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
