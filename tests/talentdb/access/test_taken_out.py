"""Whom an export took out hangs on the row of the log of the same transaction, or is refused; by raw SQL too."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import ForbiddenError

As = Callable[..., Principal]
_TAKE = "insert into taken_out (persons) values ('{[1,2)}')"
_LAST = "select app_last_audit()"


def _take(connection: Connection, said: str = _TAKE) -> None:
    connection.exec_driver_sql(said)


def _log(connection: Connection, who: Principal) -> int:
    audit(connection, who, "test", "thing", 1)
    number: int = connection.exec_driver_sql(_LAST).scalar_one()
    return number


@pytest.fixture
def searcher(as_role: As) -> Principal:
    return as_role("searcher")


def _hung(database: Any) -> list[int]:
    with database.as_owner() as owner:
        return [row[0] for row in owner.execute("select audit_id from taken_out order by 1")]


@pytest.mark.parametrize("said", [_TAKE, "insert into taken_out select {}, '{{[1,2)}}'"])
def test_it_hangs_on_no_row_of_an_earlier_transaction(database: Any, searcher: Principal, said: str) -> None:
    """The pool gives the same connection, which still knows the number that it gave out last."""
    with unit_of_work(database.engine, searcher) as connection:
        session = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
        number = _log(connection, searcher)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, searcher) as connection:
        assert connection.exec_driver_sql("select pg_backend_pid()").scalar_one() == session
        assert connection.exec_driver_sql(_LAST).scalar_one() is None
        _take(connection, said if said == _TAKE else said.format(number))
    # Having begun to write makes no difference.
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, searcher) as connection:
        connection.exec_driver_sql("select pg_current_xact_id()")
        _take(connection)
    assert _hung(database) == []


def test_it_hangs_on_no_other_row_of_its_own_transaction(database: Any, searcher: Principal) -> None:
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, searcher) as connection:
        first = _log(connection, searcher)
        _log(connection, searcher)
        _take(connection, f"insert into taken_out values ({first}, '{{[1,2)}}')")
    assert _hung(database) == []


def test_nothing_was_logged_by_this_session(database: Any, searcher: Principal) -> None:
    database.engine.dispose()
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, searcher) as connection:
        _take(connection)


def test_savepoints_belong_to_their_transaction(database: Any, searcher: Principal) -> None:
    with unit_of_work(database.engine, searcher) as connection:
        with connection.begin_nested():
            in_savepoint = _log(connection, searcher)
        _take(connection)
        before = _log(connection, searcher)
        with connection.begin_nested():
            _take(connection)
        last = _log(connection, searcher)
        connection.exec_driver_sql("set constraints all immediate")
        _take(connection)
    assert _hung(database) == [in_savepoint, before, last]


def test_a_row_that_a_savepoint_took_back_carries_nothing(database: Any, searcher: Principal) -> None:
    with unit_of_work(database.engine, searcher) as connection:
        _log(connection, searcher)
        undone = connection.begin_nested()
        _log(connection, searcher)
        undone.rollback()
        assert connection.exec_driver_sql(_LAST).scalar_one() is None
        refused = connection.begin_nested()
        with pytest.raises(Exception, match="row-level security"):
            _take(connection)
        refused.rollback()
    assert _hung(database) == []
