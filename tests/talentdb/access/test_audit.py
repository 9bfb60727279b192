"""The log: refused to nobody who changes, filtered, and readable for who may read it."""

from datetime import timedelta

import pytest

from talentdb.access.audit import EventFilter, audit, recent_events, who_read
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError
from talentdb.settings import today


def _fill(database, count: int = 6) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        for number in range(count):
            audit(connection, OPERATOR, "test", "thing", number, details={"n": number, "chữ": "ệ"})


def test_nobody_writes_the_log_in_another_name(database) -> None:
    other = Principal(Role.ADMINISTRATOR, "kẻ khác", 999)
    with pytest.raises(ForbiddenError, match="không có quyền"), unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, other, "test", "thing", 1)


def test_the_app_cannot_change_or_delete_a_row(database) -> None:
    _fill(database, 1)
    engine = database.engine
    for table, column in (("audit_event", "login"), ("audit_link", "hash")):
        changes = (f"update {table} set {column} = {column}", f"delete from {table}", f"truncate {table}")
        for statement in (*changes, "insert into audit_link values (9, 1, '', '')"):
            with pytest.raises(ForbiddenError), unit_of_work(engine, OPERATOR) as connection:
                connection.exec_driver_sql(statement)


def test_who_may_not_read_the_log_sees_none(database, as_role) -> None:
    _fill(database)
    for role, sees in (("leader", False), ("steward", False), ("auditor", True), ("administrator", True)):
        with unit_of_work(database.engine, as_role(role)) as connection:
            assert bool(recent_events(connection)) is sees
            assert bool(connection.exec_driver_sql("select count(*) from audit_link").scalar()) is sees


# Longer than what makes the login of a test unlike others: no login holds it.
_LONG = 7_700_777


def test_the_log_is_asked_by_person_account_action_and_day(database, as_role) -> None:
    steward = as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        audit(connection, steward, "person.view", "person", 7)
        audit(connection, steward, "person.cv", "person", 7)
        audit(connection, steward, "person.view", "person", _LONG)
        audit(connection, steward, "test", "thing", 7)
    day = today()
    asked = {
        EventFilter(person_id=7): 2,
        EventFilter(person_id=7, actions=("person.cv",)): 1,
        EventFilter(logins=(steward.login,), since=day, until=day, actions=("person.view",)): 2,
        EventFilter(logins=("khác",)): 0,
        EventFilter(person_id=7, until=day - timedelta(days=1)): 0,
        EventFilter(person_id=7, since=day + timedelta(days=1)): 0,
        EventFilter(f"person.view {_LONG}"): 1,
    }
    with unit_of_work(database.engine, as_role("auditor")) as connection:
        assert {one: len(recent_events(connection, one)) for one in asked} == asked


def test_who_read_a_person_is_told_to_stewards_and_auditors(database, as_role) -> None:
    steward, leader = as_role("steward"), as_role("leader")
    with unit_of_work(database.engine, steward) as connection:
        connection.exec_driver_sql(
            "insert into person (person_id, state, content_hash, version_count) values (7, 'active', '', 0),"
            " (5, 'withdrawn', '', 0)"
        )
        connection.exec_driver_sql("insert into person_redirect values (5, 7)")
        audit(connection, steward, "person.view", "person", 5)
        audit(connection, steward, "person.view", "person", 8)
        audit(connection, steward, "person.reveal_national_id", "person", 7, purpose="đối chiếu")
    for reader in (steward, as_role("auditor"), OPERATOR):
        with unit_of_work(database.engine, reader) as connection:
            found = who_read(connection, reader, 7)
        assert [(row["action"], row["reader"], row["purpose"]) for row in found] == [
            ("person.reveal_national_id", "steward", "đối chiếu"), ("person.view", "steward", None)]  # fmt: skip
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, leader) as connection:
        who_read(connection, leader, 7)
    # The wall behind it.
    with unit_of_work(database.engine, leader) as connection:
        assert connection.exec_driver_sql("select count(*) from app_who_read(7)").scalar() == 0
