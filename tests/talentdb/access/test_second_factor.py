"""The second factor: enrolment, codes taken once, drift, recovery codes, locking, reset by another administrator."""

import base64
import threading
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import delete, select

from talentdb.access import second_factor as module
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.identity import Identified, LocalIdentity, enter
from talentdb.access.lockout import MAX_FAILURES
from talentdb.access.passwords import authenticate
from talentdb.access.principal import GATE, OPERATOR, Principal, Role
from talentdb.access.second_factor import (
    begin_enrolment,
    check_code,
    confirm_enrolment,
    new_recovery_codes,
    reset_second_factor,
    second_factor_state,
)
from talentdb.access.sessions import awaiting_session, open_session, resume_session
from talentdb.db.tables import second_factor
from talentdb.errors import ConflictError, DataError, ForbiddenError, UsageError
from talentdb.settings import now

PASSWORD = "năm từ rời rạc để nhớ"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """A clock that a test moves; it begins in the middle of a half minute."""
    moment = now().replace(second=10, microsecond=0)
    moved = [moment]
    monkeypatch.setattr(module, "now", lambda: moved[0])

    def move(seconds: int) -> None:
        moved[0] += timedelta(seconds=seconds)

    move.now = lambda: moved[0]  # type: ignore[attr-defined]
    return move


def _account(database, login: str = "thamdinh", role: Role = Role.STEWARD) -> Principal:
    with unit_of_work(database.engine, OPERATOR) as connection:
        create_account(connection, OPERATOR, login=login, password=PASSWORD, role=role, display_name=login)
        return principal_of(connection, login)


def _code(secret: str, moment, steps: int = 0) -> str:
    key = base64.b32decode(secret.replace(" ", ""))
    return TOTP(key, 6, SHA1(), 30).generate(int(moment.timestamp()) + 30 * steps).decode()


@pytest.fixture
def enrolled(database, clock):
    """A steward with a phone: the actor, the secret, the codes on paper."""
    actor = _account(database)
    secret = begin_enrolment(database.engine, database.keyring, actor).secret
    codes = confirm_enrolment(database.engine, database.keyring, actor, _code(secret, clock.now()))
    return actor, secret, codes


def test_the_codes_are_those_of_rfc_6238() -> None:
    # Appendix B, SHA-1, last six of eight digits.
    key = base64.b32encode(b"12345678901234567890").decode()
    from datetime import UTC, datetime

    for seconds, expected in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert _code(key, datetime.fromtimestamp(seconds, UTC)) == expected


def test_enrolment_shows_the_same_secret_until_it_is_confirmed_and_then_none(database, clock) -> None:
    actor = _account(database)
    first = begin_enrolment(database.engine, database.keyring, actor)
    assert begin_enrolment(database.engine, database.keyring, actor) == first
    assert first.address.startswith("otpauth://totp/")
    assert first.secret.replace(" ", "") in first.address
    with pytest.raises(ForbiddenError):
        confirm_enrolment(database.engine, database.keyring, actor, "000000")
    codes = confirm_enrolment(database.engine, database.keyring, actor, _code(first.secret, clock.now()))
    assert len(set(codes)) == 10
    with pytest.raises(ConflictError):
        begin_enrolment(database.engine, database.keyring, actor)


def test_a_code_is_taken_once_and_an_older_one_not_after_it(database, clock, enrolled) -> None:
    actor, secret, _codes = enrolled
    with pytest.raises(ForbiddenError):
        check_code(database.engine, database.keyring, actor, _code(secret, clock.now()))
    clock(30)
    check_code(database.engine, database.keyring, actor, _code(secret, clock.now()))
    for steps in (0, -1):
        with pytest.raises(ForbiddenError):
            check_code(database.engine, database.keyring, actor, _code(secret, clock.now(), steps))


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_half_a_minute(database, clock, enrolled, steps: int, taken: bool) -> None:
    actor, secret, _codes = enrolled
    clock(300)
    code = _code(secret, clock.now(), steps)
    if taken:
        check_code(database.engine, database.keyring, actor, code)
    else:
        with pytest.raises(ForbiddenError):
            check_code(database.engine, database.keyring, actor, code)


def test_a_code_on_paper_opens_once_and_new_ones_end_the_old(database, clock, enrolled) -> None:
    actor, secret, codes = enrolled
    check_code(database.engine, database.keyring, actor, codes[0].upper())
    with pytest.raises(ForbiddenError):
        check_code(database.engine, database.keyring, actor, codes[0])
    with unit_of_work(database.engine, actor) as connection:
        assert second_factor_state(connection, actor.account_id).recovery_left == 9
    clock(60)
    other = new_recovery_codes(database.engine, database.keyring, actor, _code(secret, clock.now()))
    with pytest.raises(ForbiddenError):
        check_code(database.engine, database.keyring, actor, codes[1])
    check_code(database.engine, database.keyring, actor, other[1])


def test_wrong_codes_lock_as_wrong_passwords_do_and_a_right_password_forgets_none(database, clock, enrolled) -> None:
    actor, secret, codes = enrolled
    for _ in range(3):
        with pytest.raises(ForbiddenError):
            check_code(database.engine, database.keyring, actor, "000000")
    authenticate(database.engine, actor.login, PASSWORD)
    with pytest.raises(ForbiddenError):
        check_code(database.engine, database.keyring, actor, "000000")
    with pytest.raises(ForbiddenError):
        authenticate(database.engine, actor.login, PASSWORD + "x")
    clock(30)
    for code in (_code(secret, clock.now()), codes[0]):
        with pytest.raises(ForbiddenError, match="tạm khóa"):
            check_code(database.engine, database.keyring, actor, code)
    with pytest.raises(ForbiddenError, match="tạm khóa"):
        authenticate(database.engine, actor.login, PASSWORD)


def test_codes_guessed_at_once_are_no_more_than_those_guessed_one_by_one(database, clock, enrolled) -> None:
    actor, *_ = enrolled
    told: list[str] = []

    def guess() -> None:
        try:
            check_code(database.engine, database.keyring, actor, "000000")
        except ForbiddenError as error:
            told.append(str(error))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 12
    assert sum("Mã không đúng" in one for one in told) == MAX_FAILURES


def test_the_secret_rests_encrypted_and_opens_at_its_own_place_only(database, clock, enrolled) -> None:
    actor, secret, codes = enrolled
    plain = base64.b32decode(secret.replace(" ", ""))
    other = _account(database, "lanhdao", Role.LEADER)
    begin_enrolment(database.engine, database.keyring, other)
    with database.as_owner() as owner:
        [(cipher,)] = owner.execute(
            "select secret_cipher from second_factor where account_id = %s", (actor.account_id,)
        ).fetchall()
        assert plain not in bytes(cipher)
        stored = b"".join(bytes(row[0]) for row in owner.execute("select code_hash from recovery_code").fetchall())
        assert all(code.replace("-", "").encode() not in stored for code in codes)
        owner.execute("update second_factor set secret_cipher = %s where account_id = %s", (cipher, other.account_id))
    with pytest.raises(DataError):
        begin_enrolment(database.engine, database.keyring, other)


def test_another_administrator_resets_and_nobody_their_own(database, clock, as_role) -> None:
    administrator, other = _account(database, "quantri", Role.ADMINISTRATOR), as_role("administrator")
    secret = begin_enrolment(database.engine, database.keyring, administrator).secret
    confirm_enrolment(database.engine, database.keyring, administrator, _code(secret, clock.now()))
    with pytest.raises(UsageError), unit_of_work(database.engine, administrator) as connection:
        reset_second_factor(connection, administrator, administrator.account_id)
    # Not even past the service: the policy keeps one's own.
    with unit_of_work(database.engine, administrator) as connection:
        assert connection.execute(delete(second_factor)).rowcount == 0
    steward = as_role("steward")
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
        reset_second_factor(connection, steward, administrator.account_id)
    token = open_session(database.engine, database.keyring, administrator, strong=True)
    assert resume_session(database.engine, database.keyring, token) is not None
    with unit_of_work(database.engine, other) as connection:
        reset_second_factor(connection, other, administrator.account_id)
    with unit_of_work(database.engine, GATE) as connection:
        assert connection.execute(select(second_factor)).all() == []
    assert resume_session(database.engine, database.keyring, token) is None
    assert begin_enrolment(database.engine, database.keyring, administrator).secret != secret


@pytest.mark.parametrize(("role", "step"), [(Role.STEWARD, "enrolment"), (Role.SEARCHER, None)])
def test_a_role_that_needs_it_enrols_before_anything_opens(database, role: Role, step: str | None) -> None:
    _account(database, "ai-do", role)
    who = LocalIdentity().identify(database.engine, {"login": "ai-do", "password": PASSWORD})
    outcome = enter(database.engine, database.keyring, who)
    assert outcome.step == step
    assert (resume_session(database.engine, database.keyring, outcome.token) is None) == (step is not None)
    assert (awaiting_session(database.engine, database.keyring, outcome.token) is None) == (step is None)


def test_an_enrolled_account_is_asked_whatever_its_role_and_a_demo_account_is_not(database, clock, as_role) -> None:
    searcher = _account(database, "timkiem", Role.SEARCHER)
    secret = begin_enrolment(database.engine, database.keyring, searcher).secret
    confirm_enrolment(database.engine, database.keyring, searcher, _code(secret, clock.now()))
    assert enter(database.engine, database.keyring, Identified(searcher, "local")).step == "code"
    assert enter(database.engine, database.keyring, Identified(as_role("steward"), "local")).step is None
