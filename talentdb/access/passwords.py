"""Passwords: argon2id, the rule for new ones, the last ten that are not taken again, the age of an administrator's.

Says whether a password is right and counts when it is not; opens no session.
"""

import secrets
import threading
from datetime import timedelta
from functools import cache
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, delete, insert, select, update

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.disuse import close_unused, is_unused
from talentdb.access.lockout import count_failure, hold_open
from talentdb.access.principal import GATE, Principal, Role
from talentdb.db.tables import account, password_history
from talentdb.errors import ForbiddenError, UsageError
from talentdb.settings import now

__all__ = [
    "authenticate",
    "change_password",
    "check_password",
    "first_password",
    "hash_password",
    "principal_from",
    "remember_password",
    "set_password",
]

# RFC 9106's second recommendation is 64 MiB; 19 MiB, 2 passes (OWASP) verifies in 65 ms here where 64 MiB takes 220.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_VERIFYING = threading.BoundedSemaphore(4)
# TCVN 14423:2026, level 3: at least 14 characters where there is no second factor.
_MIN_LENGTH = 14
_HISTORY: Final = 10
_ADMINISTRATORS_AGE: Final = timedelta(days=60)
"""After it an administrator chooses a new password: two months."""
# Without letters and digits that look alike on paper: 31 signs, 16 of them are 79 bits.
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def check_password(password: str, login: str) -> None:
    """The rule for new passwords.

    Raises: UsageError when it is too short or contains the login.
    """
    if len(password) < _MIN_LENGTH or login in password.lower():
        raise UsageError(
            f"Mật khẩu phải có ít nhất {_MIN_LENGTH} ký tự và không chứa tên đăng nhập.",
            "Chọn một câu dài dễ nhớ.",
        )


def first_password() -> str:
    """A random password to be printed once and changed at the first sign-in."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    """What is stored."""
    return _HASHER.hash(password)


def principal_from(row: Any) -> Principal:
    """The actor of a row of `account`, with whether a new password is asked first."""
    old = (
        row.role == Role.ADMINISTRATOR.value and not row.is_demo and now() - row.password_set_at > _ADMINISTRATORS_AGE
    )
    return Principal(
        Role(row.role), row.login, row.account_id, row.agency_id, row.display_name, row.must_change_password or old
    )


def authenticate(engine: Engine, login: str, password: str) -> Principal:
    """The actor, when the password is right. Failures before it stay counted until the sign-in is complete.

    The same answer and about the same time for an unknown login and a wrong password.
    Raises: ForbiddenError (wrong, locked, disabled, or unused for so long that it is closed now).
    """
    login = login.strip().lower()
    with unit_of_work(engine, GATE) as connection:
        row = connection.execute(select(account).where(account.c.login == login)).one_or_none()
    with _VERIFYING:
        right = _verify(row.password_hash if row else _dummy(), password)
    if row is None:
        raise _wrong()
    with unit_of_work(engine, GATE) as connection:
        # Only now: others may have guessed meanwhile, and what they locked stays so for the one that guessed right.
        hold_open(connection, row.account_id)
        if failed := bool(row.disabled_at or not right):
            count_failure(connection, row.account_id, login)
    if failed:
        raise _wrong()
    if is_unused(row):
        close_unused(engine, row.account_id)
        raise ForbiddenError(
            "Tài khoản đã bị khóa vì quá 45 ngày không đăng nhập.", "Đề nghị quản trị hệ thống mở lại."
        )
    return principal_from(row)


@cache
def _dummy() -> str:
    """A hash that no password opens, made when first needed: it costs 65 ms, which no other command should pay."""
    return _HASHER.hash(secrets.token_urlsafe())


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _wrong() -> ForbiddenError:
    return ForbiddenError("Tên đăng nhập hoặc mật khẩu không đúng.", "Kiểm tra lại rồi đăng nhập lần nữa.")


def remember_password(connection: Connection, account_id: int, stored: str) -> None:
    """Keep a hash among the newest of the account, and no more of them than the rule asks for."""
    connection.execute(insert(password_history).values(account_id=account_id, password_hash=stored, set_at=now()))
    own = password_history.c.account_id == account_id
    newest = (
        select(password_history.c.password_hash).where(own).order_by(password_history.c.set_at.desc()).limit(_HISTORY)
    )
    connection.execute(delete(password_history).where(own, password_history.c.password_hash.not_in(newest)))


def set_password(connection: Connection, account_id: int, login: str, new: str, *, must_change: bool) -> None:
    """Give an account another password.

    Args:
        must_change: it is somebody else's word: its owner chooses their own at the next sign-in.
    Raises: UsageError (weak, or one of the last ten).
    """
    check_password(new, login)
    former = connection.execute(
        select(password_history.c.password_hash).where(password_history.c.account_id == account_id)
    ).scalars()
    if any(_verify(stored, new) for stored in former):
        raise UsageError(
            f"Mật khẩu mới phải khác mật khẩu đang dùng và {_HISTORY} mật khẩu gần nhất.", "Chọn mật khẩu khác."
        )
    stored = hash_password(new)
    connection.execute(
        update(account)
        .where(account.c.account_id == account_id)
        .values(
            password_hash=stored,
            must_change_password=must_change,
            password_set_at=now(),
            failed_logins=0,
            locked_until=None,
        )
    )
    remember_password(connection, account_id, stored)


def change_password(engine: Engine, principal: Principal, old: str, new: str) -> None:
    """A user's own new password.

    Raises: ForbiddenError (old one wrong), UsageError (new one weak, or used before).
    """
    authenticate(engine, principal.login, old)
    with unit_of_work(engine, principal) as connection:
        if principal.account_id is None:
            raise ForbiddenError("Người vận hành không có tài khoản nên không có mật khẩu.")
        set_password(connection, principal.account_id, principal.login, new, must_change=False)
        audit(connection, principal, "password.change", "account", principal.account_id)
