"""Sign-in: wrong passwords, locking, disabling, changed roles, sessions that end."""

import threading

import pytest
from sqlalchemy import select, update

from talentdb.access.accounts import (
    authenticate,
    change_password,
    create_account,
    list_accounts,
    principal_of,
    set_disabled,
)
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.access.sessions import IDLE, close_session, open_session, resume_session
from talentdb.db.tables import account, agency, session
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError

PASSWORD = "năm từ rời rạc để nhớ"


@pytest.fixture
def steward(database) -> str:
    with unit_of_work(database.engine, OPERATOR) as connection:
        create_account(
            connection, OPERATOR, login="thamdinh", password=PASSWORD, role=Role.STEWARD, display_name="Thẩm định"
        )
    return "thamdinh"


def test_right_password_signs_in_and_wrong_ones_do_not(database, steward: str) -> None:
    assert authenticate(database.engine, " ThamDinh ", PASSWORD).role is Role.STEWARD
    with pytest.raises(ForbiddenError):
        authenticate(database.engine, steward, PASSWORD + "x")


def test_unknown_login_and_wrong_password_read_the_same(database, steward: str) -> None:
    with pytest.raises(ForbiddenError) as unknown:
        authenticate(database.engine, "khongco", PASSWORD)
    with pytest.raises(ForbiddenError) as wrong:
        authenticate(database.engine, steward, "sai mật khẩu rồi")
    assert str(unknown.value) == str(wrong.value)


def test_five_failures_lock_even_against_the_right_password(database, steward: str) -> None:
    for _ in range(5):
        with pytest.raises(ForbiddenError):
            authenticate(database.engine, steward, "sai mật khẩu rồi")
    with pytest.raises(ForbiddenError, match="khóa"):
        authenticate(database.engine, steward, PASSWORD)


def test_parallel_guesses_all_count(database, steward: str) -> None:
    def guess() -> None:
        with pytest.raises(ForbiddenError):
            authenticate(database.engine, steward, "sai mật khẩu rồi")

    threads = [threading.Thread(target=guess) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(ForbiddenError, match="khóa"):
        authenticate(database.engine, steward, PASSWORD)


def test_weak_passwords_are_refused(database) -> None:
    for weak in ("ngắn", "thamdinh-2026-hung-yen"):
        with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(UsageError):
            create_account(connection, OPERATOR, login="thamdinh", password=weak, role=Role.STEWARD, display_name="T")


def test_a_login_exists_once(database, steward: str) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(ConflictError):
        create_account(connection, OPERATOR, login=steward, password=PASSWORD, role=Role.LEADER, display_name="L")


def test_only_administrators_make_accounts(database, as_role) -> None:
    leader = as_role("leader")
    with unit_of_work(database.engine, leader) as connection, pytest.raises(ForbiddenError):
        create_account(connection, leader, login="moi", password=PASSWORD, role=Role.LEADER, display_name="M")


def test_an_agency_account_needs_its_agency_and_others_have_none(database) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        some_agency = connection.execute(select(agency.c.agency_id).limit(1)).scalar_one()
        for role, agency_id in ((Role.AGENCY, None), (Role.LEADER, some_agency)):
            with pytest.raises(UsageError):
                create_account(
                    connection, OPERATOR, login="x", password=PASSWORD, role=role, display_name="X",
                    agency_id=agency_id,
                )  # fmt: skip


def test_accounts_see_only_themselves_and_administrators_all(database, as_role) -> None:
    leader, administrator = as_role("leader"), as_role("administrator")
    with unit_of_work(database.engine, leader) as connection:
        assert [row.login for row in list_accounts(connection)] == [leader.login]
    with unit_of_work(database.engine, administrator) as connection:
        assert {row.login for row in list_accounts(connection)} >= {leader.login, administrator.login}


def test_an_account_cannot_raise_its_own_role(database, as_role) -> None:
    leader = as_role("leader")
    with pytest.raises(ForbiddenError, match="không có quyền"), unit_of_work(database.engine, leader) as connection:
        connection.execute(
            update(account).where(account.c.account_id == leader.account_id).values(role="administrator")
        )


def test_sessions_follow_the_role_in_the_database_and_end_when_disabled(database, as_role) -> None:
    leader, administrator = as_role("leader"), as_role("administrator")
    token = open_session(database.engine, leader)
    assert resume_session(database.engine, token) == principal_with(database, leader.login)
    with unit_of_work(database.engine, administrator) as connection:
        connection.execute(update(account).where(account.c.account_id == leader.account_id).values(role="searcher"))
    resumed = resume_session(database.engine, token)
    assert resumed is not None
    assert resumed.role is Role.SEARCHER
    with unit_of_work(database.engine, administrator) as connection:
        set_disabled(connection, administrator, leader.account_id, disabled=True)
    assert resume_session(database.engine, token) is None
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(NotFoundError):
        principal_of(connection, leader.login)


def principal_with(database, login: str):
    with unit_of_work(database.engine, OPERATOR) as connection:
        return principal_of(connection, login)


def test_sessions_end_idle_revoked_expired_or_forged(database, as_role) -> None:
    leader = as_role("leader")
    tokens = [open_session(database.engine, leader) for _ in range(3)]
    assert resume_session(database.engine, tokens[0] + "x") is None
    assert resume_session(database.engine, "") is None
    with database.as_owner() as owner:
        owner.execute("update session set last_seen_at = now() - %s where token_hash = sha256(%s)",
                      (IDLE, tokens[0].encode()))  # fmt: skip
        owner.execute("update session set expires_at = now() where token_hash = sha256(%s)", (tokens[1].encode(),))
    assert resume_session(database.engine, tokens[0]) is None
    assert resume_session(database.engine, tokens[1]) is None
    close_session(database.engine, tokens[2])
    assert resume_session(database.engine, tokens[2]) is None


def test_signing_out_everywhere_ends_the_sessions_of_that_account_only(database, as_role) -> None:
    leader, steward = as_role("leader"), as_role("steward")
    mine, also_mine = open_session(database.engine, leader), open_session(database.engine, leader)
    theirs = open_session(database.engine, steward)
    close_session(database.engine, mine, everywhere=True)
    assert resume_session(database.engine, also_mine) is None
    assert resume_session(database.engine, theirs) is not None


def test_tokens_rest_nowhere_in_the_clear(database, as_role) -> None:
    token = open_session(database.engine, as_role("leader"))
    with database.as_owner() as owner:
        stored = owner.execute("select token_hash from session").fetchall()
    assert all(token.encode() not in bytes(row[0]) for row in stored)
    assert session.c.token_hash.type.python_type is bytes


def test_a_changed_password_takes_effect(database, steward: str) -> None:
    principal = principal_with(database, steward)
    with pytest.raises(UsageError):
        change_password(database.engine, principal, PASSWORD, PASSWORD)
    with pytest.raises(ForbiddenError):
        change_password(database.engine, principal, "không phải mật khẩu cũ", "một câu hoàn toàn mới")
    change_password(database.engine, principal, PASSWORD, "một câu hoàn toàn mới")
    assert authenticate(database.engine, steward, "một câu hoàn toàn mới").must_change_password is False
    with pytest.raises(ForbiddenError):
        authenticate(database.engine, steward, PASSWORD)
