"""Sign-in: wrong passwords, locking, disabling, changed roles, sessions that end."""

import threading

import pytest
from sqlalchemy import select, text, update

from talentdb.access import passwords
from talentdb.access.account_changes import set_disabled
from talentdb.access.accounts import create_account, link_person, list_accounts, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.passwords import authenticate, change_password
from talentdb.access.principal import OPERATOR, Principal, Role
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


def _guess_wrong(database, login: str) -> None:
    def guess() -> None:
        with pytest.raises(ForbiddenError):
            authenticate(database.engine, login, "sai mật khẩu rồi")

    threads = [threading.Thread(target=guess) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_parallel_guesses_all_count(database, steward: str) -> None:
    _guess_wrong(database, steward)
    with pytest.raises(ForbiddenError, match="khóa"):
        authenticate(database.engine, steward, PASSWORD)


def test_who_guesses_right_among_many_guesses_at_once_stays_out(database, steward: str, monkeypatch) -> None:
    """The wrong ones are counted while the right one is still being compared."""
    compare = passwords._verify

    def slow(stored: str, password: str) -> bool:
        if password == PASSWORD:
            _guess_wrong(database, steward)
        return compare(stored, password)

    monkeypatch.setattr(passwords, "_verify", slow)
    with pytest.raises(ForbiddenError, match="tạm khóa"):
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
    token = open_session(database.engine, database.keyring, leader)
    assert resume_session(database.engine, database.keyring, token) == principal_with(database, leader.login)
    with unit_of_work(database.engine, administrator) as connection:
        connection.execute(update(account).where(account.c.account_id == leader.account_id).values(role="searcher"))
    resumed = resume_session(database.engine, database.keyring, token)
    assert resumed is not None
    assert resumed.role is Role.SEARCHER
    with unit_of_work(database.engine, administrator) as connection:
        set_disabled(connection, administrator, leader.account_id, disabled=True)
    assert resume_session(database.engine, database.keyring, token) is None
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(NotFoundError):
        principal_of(connection, leader.login)


def principal_with(database, login: str):
    with unit_of_work(database.engine, OPERATOR) as connection:
        return principal_of(connection, login)


def test_sessions_end_idle_revoked_expired_or_forged(database, as_role) -> None:
    leader = as_role("leader")
    tokens = [open_session(database.engine, database.keyring, leader) for _ in range(3)]
    assert resume_session(database.engine, database.keyring, tokens[0] + "x") is None
    assert resume_session(database.engine, database.keyring, "") is None
    with database.as_owner() as owner:
        hashes = [database.keyring.token_hashes(token)[0] for token in tokens]
        owner.execute("update session set last_seen_at = now() - %s where token_hash = %s", (IDLE, hashes[0]))
        owner.execute("update session set expires_at = now() where token_hash = %s", (hashes[1],))
    assert resume_session(database.engine, database.keyring, tokens[0]) is None
    assert resume_session(database.engine, database.keyring, tokens[1]) is None
    close_session(database.engine, database.keyring, tokens[2])
    assert resume_session(database.engine, database.keyring, tokens[2]) is None


def test_signing_out_everywhere_ends_the_sessions_of_that_account_only(database, as_role) -> None:
    leader, steward = as_role("leader"), as_role("steward")
    mine, also_mine = (
        open_session(database.engine, database.keyring, leader),
        open_session(database.engine, database.keyring, leader),
    )
    theirs = open_session(database.engine, database.keyring, steward)
    close_session(database.engine, database.keyring, mine, everywhere=True)
    assert resume_session(database.engine, database.keyring, also_mine) is None
    assert resume_session(database.engine, database.keyring, theirs) is not None


def test_tokens_rest_nowhere_in_the_clear(database, as_role) -> None:
    token = open_session(database.engine, database.keyring, as_role("leader"))
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


def _make(database, role: Role, **options) -> int:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return create_account(
            connection, OPERATOR, login=f"{role.value}-{len(options)}", password=PASSWORD, role=role,
            display_name="X", **options,
        )  # fmt: skip


def test_a_nominator_nominates_for_a_body_or_for_none(database) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = connection.execute(select(agency.c.agency_id).limit(1)).scalar_one()
    _make(database, Role.NOMINATOR)
    _make(database, Role.NOMINATOR, agency_id=body)
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = {row.login: row.agency_code for row in list_accounts(connection)}
    assert found["nominator-0"] is None
    assert found["nominator-1"]


def test_a_member_of_councils_is_somebody_of_the_registry_by_the_word_of_administrators_only(
    database, province, as_role
) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    with unit_of_work(database.engine, OPERATOR) as connection:
        number = connection.execute(text("select person_id from person")).scalar_one()
    with pytest.raises(NotFoundError, match="không có người số 999"):
        _make(database, Role.COUNCIL_MEMBER, person_id=999)
    with pytest.raises(UsageError, match="Chỉ tài khoản thành viên hội đồng"):
        _make(database, Role.STEWARD, person_id=number)
    administrator = as_role("administrator")
    member = _make(database, Role.COUNCIL_MEMBER, person_id=number)
    own = Principal(Role.COUNCIL_MEMBER, "council_member-1", member)
    forget = update(account).where(account.c.account_id == member).values(person_id=None)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, own) as connection:
        connection.execute(forget)
    with unit_of_work(database.engine, own) as connection:
        connection.execute(update(account).where(account.c.account_id == member).values(display_name="Y"))
    for wrong in (999_999, as_role("steward").account_id):
        with (
            pytest.raises((NotFoundError, UsageError)),
            unit_of_work(database.engine, administrator) as connection,
        ):
            link_person(connection, administrator, wrong, number)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, own) as connection:
        link_person(connection, own, member, None)
    with unit_of_work(database.engine, administrator) as connection:
        link_person(connection, administrator, member, None)
        assert {row.person_id for row in list_accounts(connection)} == {None}
