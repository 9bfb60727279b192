"""Accounts and passwords: argon2id, lock after repeated failures. Sessions are the neighbour module's.

Everything here runs as the gate, before anybody is signed in, or in the name of an administrator.
"""

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import GATE, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import account, agency
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.settings import now

__all__ = [
    "AccountRow",
    "authenticate",
    "change_password",
    "create_account",
    "list_accounts",
    "principal_of",
    "set_disabled",
]

# RFC 9106's second recommendation is 64 MiB; 19 MiB, 2 passes (OWASP) verifies in 65 ms here where 64 MiB takes 220.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_VERIFYING = threading.BoundedSemaphore(4)
_MAX_FAILURES = 5
_LOCK = timedelta(minutes=15)
# TCVN 14423:2026, level 3: at least 14 characters where there is no second factor.
_MIN_LENGTH = 14


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list of accounts."""

    account_id: int
    login: str
    role: Role
    agency_code: str | None
    agency_name: str | None
    display_name: str
    disabled_at: datetime | None
    locked_until: datetime | None
    last_login_at: datetime | None


def _check_password(password: str, login: str) -> None:
    if len(password) < _MIN_LENGTH or login in password.lower():
        raise UsageError(
            f"Mật khẩu phải có ít nhất {_MIN_LENGTH} ký tự và không chứa tên đăng nhập.",
            "Chọn một câu dài dễ nhớ.",
        )


def create_account(
    connection: Connection,
    principal: Principal,
    *,
    login: str,
    password: str,
    role: Role,
    display_name: str,
    agency_id: int | None = None,
    is_demo: bool = False,
) -> int:
    """Make an account; the administrator's or operator's action.

    Raises: ForbiddenError, UsageError (weak password, agency missing), ConflictError (login taken).
    """
    require(principal, Action.ADMINISTER)
    login = login.strip().lower()
    if not login or (role is Role.AGENCY) != (agency_id is not None):
        raise UsageError("Tài khoản cơ quan phải gắn với một cơ quan, tài khoản khác thì không.", "Kiểm tra lại.")
    _check_password(password, login)
    statement = (
        insert(account)
        .values(
            login=login,
            password_hash=_HASHER.hash(password),
            role=role.value,
            agency_id=agency_id,
            display_name=display_name,
            is_demo=is_demo,
            must_change_password=not is_demo,
        )
        .returning(account.c.account_id)
    )
    try:
        with connection.begin_nested():
            account_id: int = connection.execute(statement).scalar_one()
    except IntegrityError as error:
        raise ConflictError(f"Tên đăng nhập {login} đã có.", "Chọn tên khác.") from error
    audit(connection, principal, "account.create", "account", account_id, details={"role": role.value})
    return account_id


def principal_of(connection: Connection, login: str) -> Principal:
    """The actor behind a login, for `--as`; needs a role that reads accounts.

    Raises: NotFoundError when there is none or it is disabled.
    """
    row = connection.execute(
        select(account).where(account.c.login == login.strip().lower(), account.c.disabled_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFoundError(
            f"Không có tài khoản đang hoạt động tên {login}.",
            "Xem danh sách ở trang Quản trị, hoặc: talentdb accounts list.",
        )
    return Principal(
        Role(row.role), row.login, row.account_id, row.agency_id, row.display_name, row.must_change_password
    )


def authenticate(engine: Engine, login: str, password: str) -> Principal:
    """The actor, when the password is right.

    The same answer and about the same time for an unknown login and a wrong password.
    Raises: ForbiddenError (wrong, locked or disabled).
    """
    login = login.strip().lower()
    moment = now()
    with unit_of_work(engine, GATE) as connection:
        row = connection.execute(select(account).where(account.c.login == login)).one_or_none()
    with _VERIFYING:
        right = _verify(row.password_hash if row else _dummy(), password)
    if row is None:
        raise _wrong()
    if row.locked_until and row.locked_until > moment:
        raise ForbiddenError(
            "Tài khoản tạm khóa vì nhập sai mật khẩu nhiều lần.", "Chờ 15 phút hoặc liên hệ quản trị hệ thống."
        )
    if row.disabled_at or not right:
        _record_failure(engine, row.account_id, login)
        raise _wrong()
    with unit_of_work(engine, GATE) as connection:
        connection.execute(
            update(account)
            .where(account.c.account_id == row.account_id)
            .values(failed_logins=0, locked_until=None, last_login_at=moment)
        )
        audit(connection, GATE, "sign_in", "account", row.account_id)
    return Principal(
        Role(row.role), row.login, row.account_id, row.agency_id, row.display_name, row.must_change_password
    )


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


def _record_failure(engine: Engine, account_id: int, login: str) -> None:
    """Count in the database, so that parallel guesses all count."""
    with unit_of_work(engine, GATE) as connection:
        failures: int = connection.execute(
            update(account)
            .where(account.c.account_id == account_id)
            .values(failed_logins=account.c.failed_logins + 1)
            .returning(account.c.failed_logins)
        ).scalar_one()
        if failures >= _MAX_FAILURES:
            connection.execute(
                update(account)
                .where(account.c.account_id == account_id)
                .values(locked_until=now() + _LOCK, failed_logins=0)
            )
        audit(connection, GATE, "sign_in_failed", "account", account_id, details={"login": login})


def change_password(engine: Engine, principal: Principal, old: str, new: str) -> None:
    """A user's own new password.

    Raises: ForbiddenError (old one wrong), UsageError (new one weak or the same).
    """
    authenticate(engine, principal.login, old)
    _check_password(new, principal.login)
    if new == old:
        raise UsageError("Mật khẩu mới phải khác mật khẩu cũ.", "Chọn mật khẩu khác.")
    with unit_of_work(engine, principal) as connection:
        connection.execute(
            update(account)
            .where(account.c.account_id == principal.account_id)
            .values(password_hash=_HASHER.hash(new), must_change_password=False)
        )
        audit(connection, principal, "password.change", "account", principal.account_id)


def list_accounts(connection: Connection) -> list[AccountRow]:
    """All accounts this actor may see, by login."""
    statement = (
        select(
            account.c.account_id,
            account.c.login,
            account.c.role,
            agency.c.code,
            agency.c.name,
            account.c.display_name,
            account.c.disabled_at,
            account.c.locked_until,
            account.c.last_login_at,
        )
        .select_from(account.outerjoin(agency))
        .order_by(account.c.login)
    )
    return [AccountRow(r[0], r[1], Role(r[2]), *r[3:]) for r in connection.execute(statement)]


def set_disabled(connection: Connection, principal: Principal, account_id: int, *, disabled: bool) -> None:
    """Close or open an account; its open sessions stop at their next use.

    Raises: ForbiddenError; UsageError for one's own account.
    """
    require(principal, Action.ADMINISTER)
    if account_id == principal.account_id:
        raise UsageError("Không thể tự khóa tài khoản của mình.", "Nhờ quản trị viên khác.")
    connection.execute(
        update(account).where(account.c.account_id == account_id).values(disabled_at=now() if disabled else None)
    )
    audit(connection, principal, "account.disable" if disabled else "account.enable", "account", account_id)
