"""How the chain is made: all rows of a transaction at its end, in the order of writing, whatever was taken back."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from talentdb.access.audit import audit, audit_each
from talentdb.access.chain import erase_person_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from tests.talentdb.access.chains import anchor, outside, state, state_within

_NOW = text("set constraints all immediate")
_LATER = text("set constraints all deferred")
_STEPS = text("select pg_stat_get_xact_tuples_updated('audit_head'::regclass)")


def _log(connection: Connection, rows: int, action: str = "test", person: int = 1) -> None:
    audit_each(connection, OPERATOR, action, [person] * rows, purpose="thử")


def test_a_transaction_takes_one_step_of_the_head_however_many_rows_it_writes(database: Any) -> None:
    """Each step more is walked over by all that follow: thousands of rows would take their square."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        _log(connection, 300)
        for number in range(20):
            with connection.begin_nested():
                audit(connection, OPERATOR, "nested", "thing", number)
        connection.execute(_NOW)
        assert connection.execute(_STEPS).scalar_one() == 1
        assert connection.execute(text("select count(*) from audit_link")).scalar_one() == 320


def test_what_is_logged_after_the_chain_was_made_is_chained_too(database: Any, tmp_path: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        _log(connection, 3)
        connection.execute(_NOW)
        _log(connection, 2)
        audit(connection, OPERATOR, "test", "thing", 1)
        connection.execute(_LATER)
        _log(connection, 2)
    found = state(database, tmp_path)
    assert (found.rows, found.broken_at) == (8, None)


def test_numbers_out_of_order_are_chained_all_the_same(database: Any, tmp_path: Any) -> None:
    """Raw SQL may say the number of a row itself."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        for number in (900, 17, 500):
            connection.exec_driver_sql(
                "insert into audit_event (audit_id, at, login, role, action, object_kind, object_id)"
                " overriding system value values (%s, now(), 'x', 'operator', 'raw', 'thing', '1')",
                (number,),
            )
            audit(connection, OPERATOR, "test", "thing", number)
    anchor(database, tmp_path)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert state_within(connection, database, tmp_path).rows == 6
        assert state_within(connection, database, tmp_path).intact
        assert outside(connection, database, tmp_path) == []


def test_a_row_beside_the_chain_is_not_taken_into_it_by_others(database: Any, tmp_path: Any) -> None:
    """It stays to be found: only rows of the transaction are chained."""
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "insert into audit_event (audit_id, at, login, role, action, object_kind, object_id, salt)"
            " overriding system value values (800, now(), 'x', 'operator', 'test', 'thing', '1', sha256('s'))"
        )
    with unit_of_work(database.engine, OPERATOR) as connection:
        _log(connection, 5)
    assert state(database, tmp_path).broken_at == 800


def test_what_was_erased_in_the_transaction_that_wrote_it_is_chained_as_it_was_written(
    database: Any, tmp_path: Any
) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        _log(connection, 1, person=5)
        _log(connection, 3, person=7)
        assert erase_person_events(connection, OPERATOR, 7, "Yêu cầu số 3") == 3
        _log(connection, 1, person=5)
    anchor(database, tmp_path)
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = state_within(connection, database, tmp_path)
        assert (found.rows, found.broken_at) == (6, None)
        assert outside(connection, database, tmp_path) == []


_ACTS = ("log", "log", "many", "savepoint", "take back", "release", "now", "later", "erase")


def _play(connection: Connection, acts: list[str]) -> None:
    """Do these things in one transaction; a savepoint that is open at the end goes with it."""
    open_points = 0
    doing: dict[str, Callable[[], object]] = {
        "log": lambda: audit(connection, OPERATOR, "test", "person", 1),
        "many": lambda: _log(connection, 3, person=2),
        "now": lambda: connection.execute(_NOW),
        "later": lambda: connection.execute(_LATER),
        "erase": lambda: erase_person_events(connection, OPERATOR, 1, "QĐ 1"),
    }
    for act in acts:
        if act == "savepoint":
            open_points += 1
            connection.exec_driver_sql(f"savepoint p{open_points}")
        elif act in {"take back", "release"}:
            if open_points:
                word = "rollback to" if act == "take back" else "release"
                connection.exec_driver_sql(f"{word} savepoint p{open_points}")
                open_points -= act == "release"
        else:
            doing[act]()


@given(st.lists(st.tuples(st.lists(st.sampled_from(_ACTS), max_size=9), st.booleans()), max_size=4))
@settings(max_examples=60)
def test_any_course_of_transactions_leaves_one_whole_chain(
    database: Any, tmp_path: Any, courses: list[tuple[list[str], bool]]
) -> None:
    """Every row that was kept has its link, none that was taken back has one, and both verifiers call it whole."""
    for acts, kept in courses:
        with suppress(ZeroDivisionError), unit_of_work(database.engine, OPERATOR) as connection:
            _play(connection, acts)
            if not kept:
                raise ZeroDivisionError
    anchor(database, tmp_path)
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = connection.execute(text("select count(*) from audit_event")).scalar_one()
        found = state_within(connection, database, tmp_path)
        assert (found.rows, found.intact) == (rows, True)
        assert outside(connection, database, tmp_path) == []
        # In the order of writing within each transaction; erased rows alone may come a little late.
        written = connection.execute(text(
            "select e.written_in, e.audit_id from audit_link l join audit_event e using (audit_id)"
            " where e.salt is not null order by l.chain_no"
        )).all()  # fmt: skip
    for transaction in {one.written_in for one in written}:
        numbers = [one.audit_id for one in written if one.written_in == transaction]
        assert numbers == sorted(numbers)
