"""Rows through a temporary twin: in order, only those of the last call, and without a lock for every call."""

from typing import Any

from sqlalchemy import Connection, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.staging import insert_rows, stage_rows

COLUMNS = ("source_record_id", "rule")


def _locks(connection: Connection) -> int:
    held = "select count(*) from pg_locks where pid = pg_backend_pid()"
    return int(connection.execute(text(held)).scalar_one())


def test_each_call_holds_its_own_rows_in_their_order(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        for rows in ([(3, "a"), (1, "b")], [(2, "c")], [(9, "d"), (8, "e"), (7, "f")]):
            stage, count = stage_rows(connection, "person_source", COLUMNS, rows)
            held = connection.execute(text(f"select source_record_id, rule, stage_no from {stage} order by stage_no"))
            assert count == len(rows)
            assert [tuple(row) for row in held] == [(*row, number) for number, row in enumerate(rows, 1)]


def test_other_columns_and_an_undone_part_of_the_work_have_a_twin_of_their_own(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        first, _ = stage_rows(connection, "person_source", COLUMNS, [(1, "a")])
        other, _ = stage_rows(connection, "person_source", ("source_record_id",), [(5,)])
        assert connection.execute(text(f"select rule from {first}")).scalar_one() == "a"
        assert connection.execute(text(f"select source_record_id from {other}")).scalar_one() == 5
        undone = connection.begin_nested()
        stage_rows(connection, "person_source", ("rule",), [("x",)])
        undone.rollback()
        again, _ = stage_rows(connection, "person_source", ("rule",), [("y",)])
        assert connection.execute(text(f"select rule from {again}")).scalar_one() == "y"


def test_many_lists_in_one_transaction_hold_no_more_locks_than_two(database: Any) -> None:
    """As a rebuild of a registry goes through the lists of years."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        for _ in range(2):
            insert_rows(connection, "person_source", COLUMNS, [])
        after_two = _locks(connection)
        for _ in range(40):
            insert_rows(connection, "person_source", COLUMNS, [])
        assert _locks(connection) == after_two
