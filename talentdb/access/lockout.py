"""Failed sign-ins: counted in the database, so that parallel guesses all count; too many lock for a while.

Wrong passwords and wrong codes of the second factor count alike. Checks neither.
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, select, update

from talentdb.access.audit import audit
from talentdb.access.principal import GATE
from talentdb.db.tables import account
from talentdb.errors import ForbiddenError
from talentdb.settings import now

__all__ = ["MAX_FAILURES", "count_failure", "hold_open", "refuse_locked"]

MAX_FAILURES: Final = 5
_LOCK: Final = timedelta(minutes=15)


def refuse_locked(row: Any) -> None:
    """Stop here while an account is locked.

    Args:
        row: of `account`.
    Raises: ForbiddenError.
    """
    if row.locked_until and row.locked_until > now():
        raise ForbiddenError(
            "Tài khoản tạm khóa vì nhập sai mật khẩu hoặc mã nhiều lần.",
            "Chờ 15 phút hoặc liên hệ quản trị hệ thống.",
        )


def hold_open(connection: Connection, account_id: int) -> None:
    """Keep the account for this unit of work, so that guesses come one after the other: each sees what those before
    it counted.

    Raises: ForbiddenError while it is locked.
    """
    held = select(account.c.locked_until).where(account.c.account_id == account_id).with_for_update(key_share=True)
    refuse_locked(connection.execute(held).one())


def count_failure(connection: Connection, account_id: int, login: str, what: str = "password") -> None:
    """One more failure in a row.

    Args:
        what: `password` or `code`, for the log.
    """
    failures: int = connection.execute(
        update(account)
        .where(account.c.account_id == account_id)
        .values(failed_logins=account.c.failed_logins + 1)
        .returning(account.c.failed_logins)
    ).scalar_one()
    if failures >= MAX_FAILURES:
        connection.execute(
            update(account)
            .where(account.c.account_id == account_id)
            .values(locked_until=now() + _LOCK, failed_logins=0)
        )
    audit(connection, GATE, "sign_in_failed", "account", account_id, details={"login": login, "what": what})
