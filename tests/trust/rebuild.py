"""Figure 16: originals and decisions give the live registry again, row by row.

Lists of several bodies that overlap, lists that come again with other values, rollbacks, judgements of both kinds
and one taken back; then everything derived is emptied by the owner of the database.
"""

import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.registry.decisions import approve, rollback
from talentdb.registry.judging import judge, retract
from talentdb.registry.rebuild import DERIVED_TABLES, digest, rebuild
from talentdb.runtime import Runtime, open_runtime
from tests.trust.figure import Figure, Scale
from tests.trust.registries import BODIES, hand_in, home_at

__all__ = ["measure"]

_ROWS: Final = {"short": 12, "full": 1500}
_LISTS: Final = 4


def measure(scale: Scale) -> list[Figure]:
    """Empty what is derived, replay, compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_runtime(home_at(folder / "h")) as runtime:
            decisions = _live(runtime, folder, _ROWS[scale])
            return [_compared(runtime, decisions)]


def _live(runtime: Runtime, folder: Path, rows: int) -> int:
    """A registry that people have worked on; gives how many decisions were taken."""
    lists = [hand_in(runtime, folder, number, rows, BODIES[number]) for number in range(_LISTS)]
    # The same people in the list of another body; the same body again with other values.
    hand_in(runtime, folder, 0, rows, BODIES[1])
    hand_in(runtime, folder, 1, rows, BODIES[1], mark="mới")
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        rollback(connection, OPERATOR, lists[2], "thử")
        rollback(connection, OPERATOR, lists[3], "thử")
        approve(connection, OPERATOR, lists[3])
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        persons = connection.exec_driver_sql(
            "select person_id from person where state = 'active' order by 1 limit 8"
        ).scalars().all()  # fmt: skip
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        judge(connection, OPERATOR, persons[0], persons[1], "same")
        taken_back = judge(connection, OPERATOR, persons[2], persons[3], "same")
        judge(connection, OPERATOR, persons[4], persons[5], "different")
        judge(connection, OPERATOR, persons[6], persons[7], "unsure")
        retract(connection, OPERATOR, taken_back.judgement_id)
    return _LISTS + 2 + 3 + 5


def _compared(runtime: Runtime, decisions: int) -> Figure:
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        before = digest(connection)
    with closing(psycopg.connect(runtime.services.database.owner_url or "", autocommit=True)) as owner:
        [(rows,)] = owner.execute(
            "select sum(n)::bigint from (" + " union all ".join(
                f"select count(*) as n from {table}" for table in DERIVED_TABLES
            ) + ") as counted"
        ).fetchall()  # fmt: skip
        for table in DERIVED_TABLES:
            owner.execute(f"delete from {table}")
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        emptied = digest(connection)
    began = time.monotonic()
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        persons = rebuild(connection, OPERATOR)
        after = digest(connection)
    took = time.monotonic() - began
    told = f"{decisions} decisions, {persons:,} persons, {rows:,} derived rows in {len(DERIVED_TABLES)} tables"
    good = after == before and emptied != before and rows > 0
    found = f"{'equal' if after == before else 'differs'} after {took:.0f} s ({told})"
    return Figure(
        16,
        "registry rebuilt from originals and decisions",
        "digest equal",
        found,
        good,
    )
