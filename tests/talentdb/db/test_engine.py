"""Strategy: what each connection of the application is set to, asked of the real server."""

from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import ProgrammingError

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import connected, copy_rows, make_engine
from talentdb.errors import DatabaseUnavailable, EnvironmentProblem


def test_no_plan_is_compiled(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert connection.exec_driver_sql("show jit").scalar_one() == "off"


def test_as_many_as_a_busy_hour_needs_stay_connected(database: Any) -> None:
    """What is closed when it comes back is opened again by the next page: a process and a password check."""
    engine = make_engine(database.engine.url.render_as_string(hide_password=False))
    opened: list[Any] = []
    event.listen(engine, "connect", lambda *given: opened.append(given))
    try:
        for _ in range(2):
            with ExitStack() as held:
                for _ in range(12):
                    held.enter_context(engine.connect())
    finally:
        engine.dispose()
    assert len(opened) == 12


def _cut(database: Any, connection: Connection) -> None:
    pid = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("select pg_terminate_backend(%s, 10000)", (pid,))


def test_a_server_that_goes_away_is_told_as_that_wherever_it_goes(database: Any) -> None:
    with pytest.raises(DatabaseUnavailable, match="Mất kết nối"), connected(database.engine) as connection:
        _cut(database, connection)
        connection.exec_driver_sql("select 1")
    # Also where all has been read and the connection is only given back.
    with pytest.raises(DatabaseUnavailable, match="Mất kết nối"), connected(database.engine) as connection:
        _cut(database, connection)


def test_a_statement_at_fault_is_no_server_that_is_away(database: Any) -> None:
    with pytest.raises(ProgrammingError), connected(database.engine) as connection:
        connection.exec_driver_sql("select nothing_of_that_name")


def test_a_disk_that_is_full_during_a_copy_is_told_as_that(database: Any) -> None:
    with (
        pytest.raises(EnvironmentProblem, match="đã đầy"),
        unit_of_work(database.engine, OPERATOR) as connection,
    ):
        # The connection outlives that fault, so nothing else would tell.
        connection.exec_driver_sql(
            "create temporary table kept (a int) on commit drop;"
            "create function pg_temp.full() returns trigger language plpgsql as"
            " $$ begin raise exception sqlstate '53100'; end $$;"
            "create trigger full_disk before insert on kept for each row execute function pg_temp.full()"
        )
        copy_rows(connection, "kept", ["a"], [(1,)])
