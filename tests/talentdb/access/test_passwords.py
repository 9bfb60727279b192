"""Passwords and accounts over time: history, age of an administrator's, accounts that nobody uses, sessions ended."""

from datetime import timedelta
from itertools import pairwise

import pytest

from talentdb.access.account_changes import reset_password, set_disabled
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.disuse import close_all_unused
from talentdb.access.passwords import authenticate, change_password
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.sessions import IDLE_ADMINISTRATOR, end_sessions, list_sessions, open_session, resume_session
from talentdb.errors import ForbiddenError, UsageError
from talentdb.settings import now

PASSWORD = "năm từ rời rạc để nhớ"


def _account(database, login: str = "timkiem", role: Role = Role.SEARCHER) -> Principal:
    with unit_of_work(database.engine, OPERATOR) as connection:
        create_account(connection, OPERATOR, login=login, password=PASSWORD, role=role, display_name=login)
        return principal_of(connection, login)


def _aged(database, login: str, days: int, *columns: str) -> None:
    with database.as_owner() as owner:
        for column in columns:
            owner.execute(
                f"update account set {column} = now() - make_interval(days => %s) where login = %s", (days, login)
            )


def test_none_of_the_last_ten_passwords_is_taken_again(database) -> None:
    actor = _account(database)
    used = [PASSWORD, *(f"một câu khác hẳn số {number}" for number in range(10))]
    for old, new in pairwise(used):
        change_password(database.engine, actor, old, new)
    with pytest.raises(UsageError, match="10 mật khẩu"):
        change_password(database.engine, actor, used[-1], used[1])
    change_password(database.engine, actor, used[-1], PASSWORD)
    with database.as_owner() as owner:
        assert owner.execute("select count(*) from password_history").fetchone() == (10,)


@pytest.mark.parametrize(("role", "days", "asked"), [
    (Role.ADMINISTRATOR, 59, False), (Role.ADMINISTRATOR, 61, True), (Role.SEARCHER, 300, False),
])  # fmt: skip
def test_administrators_choose_a_new_password_every_two_months(database, role: Role, days: int, asked: bool) -> None:
    actor = _account(database, "ai", role)
    change_password(database.engine, actor, PASSWORD, "một câu khác hẳn của tôi")
    _aged(database, "ai", days, "password_set_at")
    assert authenticate(database.engine, "ai", "một câu khác hẳn của tôi").must_change_password is asked


@pytest.mark.parametrize(("days", "closed"), [(44, False), (46, True)])
def test_who_has_not_come_for_45_days_is_closed_by_door_and_upkeep(database, days: int, closed: bool) -> None:
    _account(database, "cua")
    upkept = _account(database, "don")
    for login in ("cua", "don"):
        _aged(database, login, 100, "created_at")
        _aged(database, login, days, "opened_at", "last_login_at")
    if not closed:
        authenticate(database.engine, "cua", PASSWORD)
        assert close_all_unused(database.engine) == 0
        return
    with pytest.raises(ForbiddenError, match="45 ngày"):
        authenticate(database.engine, "cua", PASSWORD)
    assert close_all_unused(database.engine) == 1
    with unit_of_work(database.engine, OPERATOR) as connection:
        set_disabled(connection, OPERATOR, upkept.account_id, disabled=False)
    assert authenticate(database.engine, "don", PASSWORD).login == "don"
    assert close_all_unused(database.engine) == 0


def test_a_reset_password_opens_once_it_is_told_and_ends_the_sessions(database, as_role) -> None:
    actor, administrator = _account(database), as_role("administrator")
    token = open_session(database.engine, database.keyring, actor)
    with unit_of_work(database.engine, administrator) as connection:
        told = reset_password(connection, administrator, actor.account_id)
    assert resume_session(database.engine, database.keyring, token) is None
    assert authenticate(database.engine, actor.login, told).must_change_password
    with pytest.raises(UsageError), unit_of_work(database.engine, administrator) as connection:
        reset_password(connection, administrator, administrator.account_id)


def test_own_sessions_are_listed_and_ended_one_by_one_and_nobody_elses(database, as_role) -> None:
    actor, other = _account(database), as_role("steward")
    here, there = (
        open_session(database.engine, database.keyring, actor, device="firefox/windows"),
        open_session(database.engine, database.keyring, actor, device="chrome/android"),
    )
    theirs = open_session(database.engine, database.keyring, other)
    with unit_of_work(database.engine, actor) as connection:
        rows = list_sessions(connection, database.keyring, actor.account_id, here)
        assert {(row.device, row.own) for row in rows} == {("firefox/windows", True), ("chrome/android", False)}
        assert list_sessions(connection, database.keyring, other.account_id) == []
        assert end_sessions(connection, actor, other.account_id) == 0
        [away] = [row.handle for row in rows if not row.own]
        assert end_sessions(connection, actor, actor.account_id, only=away) == 1
    alive = [resume_session(database.engine, database.keyring, token) is not None for token in (here, there, theirs)]
    assert alive == [True, False, True]


@pytest.mark.parametrize(("role", "alive"), [("administrator", False), ("steward", True)])
def test_administrators_are_signed_out_after_five_idle_minutes(database, as_role, role: str, alive: bool) -> None:
    token = open_session(database.engine, database.keyring, as_role(role))
    with database.as_owner() as owner:
        owner.execute("update session set last_seen_at = %s", (now() - IDLE_ADMINISTRATOR - timedelta(seconds=1),))
    assert (resume_session(database.engine, database.keyring, token) is not None) is alive
