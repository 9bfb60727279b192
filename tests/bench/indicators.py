"""Indicators: a whole plan with all cuts against one plain sequential count over the same table."""

from statistics import median
from typing import Final

import psycopg
from psycopg import sql
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.indicators.engine import ALL_CUTS, compute
from talentdb.plans import load_plan
from talentdb.settings import today
from tests.bench.measure import alternate, median_ratio, timed
from tests.bench.registry import Loaded
from tests.bench.table import Row, seconds

__all__ = ["measure_indicators"]

_PLAN = "hung-yen-2711"
_LEAST_RUNS = 5


def _count_seconds(loaded: Loaded) -> float:
    """One scan by one process, as the whole table is on disk or in memory; no index, no parallel workers."""
    with psycopg.connect(loaded.owner_url) as connection:
        for name in ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan", "jit"):
            connection.execute(sql.SQL("set {} = off").format(sql.Identifier(name)))
        connection.execute("set max_parallel_workers_per_gather = 0")
        spent, _ = timed(lambda: connection.execute("select count(*) from person_version").fetchall())
    return spent


def _compute_seconds(loaded: Loaded) -> float:
    plan = load_plan(_PLAN)

    def work() -> None:
        with unit_of_work(loaded.engine, OPERATOR) as connection:
            compute(connection, OPERATOR, plan, today(), by=ALL_CUTS)

    spent, _ = timed(work)
    return spent


def measure_indicators(loaded: Loaded, people: int, runs: int) -> list[Row]:
    """Both sides warm: each runs once before anything is measured."""
    _compute_seconds(loaded)
    _count_seconds(loaded)
    found = alternate(
        max(runs, _LEAST_RUNS) if runs > 1 else 1,
        {"ours": lambda _: _compute_seconds(loaded), "count": lambda _: _count_seconds(loaded)},
    )
    widths = _widths(loaded)
    loaded.engine.dispose()
    return [
        Row("indicators", f"plan {_PLAN} with all cuts, {people:,} versions, against one sequential count(*)",
            seconds(median(found["ours"])), seconds(median(found["count"])),
            f"{median_ratio(found['ours'], found['count']):.2f}", "≤ 2 at 1,000,000"),
        *(
            Row("indicators", f"width of {code}, one person of twenty lacks a key field", f"{width:.2f} points", "",
                "", "≤ 5 points")
            for code, width in widths.items()
        ),
    ]  # fmt: skip


_KEY_FIELDS: Final = ("sex", "ethnicity_code", "birth_date", "is_intellectual")
_MOST_HIDDEN_IN: Final = 200_000
"""Of more people the width is no other, and hiding takes long."""


def _widths(loaded: Loaded) -> dict[str, float]:
    """Indicator -> points between the lowest and the highest share: everybody complete, then of one in twenty one of
    the key fields gone. Undone afterwards."""
    with psycopg.connect(loaded.owner_url) as connection:
        ((people,),) = connection.execute("select count(*) from person_version").fetchall()
    if people > _MOST_HIDDEN_IN:
        return {}
    with unit_of_work(loaded.engine, OPERATOR) as connection:
        undone = connection.begin_nested()
        complete = " and ".join(f"{field} is not null" for field in _KEY_FIELDS)
        connection.execute(
            text(f"delete from person_version where not ({complete} and birth_date_precision = 'day')")
        )
        for at, field in enumerate(_KEY_FIELDS):
            # Numbers of persons rise in the order of lists; a digest of them knows no order.
            gone = f"abs(hashint8(person_id)) % 20 = 0 and abs(hashint8(person_id)) / 20 % {len(_KEY_FIELDS)} = {at}"
            connection.execute(text(f"update person_version set {field} = null where {gone}"))
        entries = compute(connection, OPERATOR, load_plan(_PLAN), today(), only_values=True)["indicators"]
        undone.rollback()
    return {
        one["code"]: 100 * (one["high"] - one["low"]) for one in entries if one["headline"] and one["low"] is not None
    }
