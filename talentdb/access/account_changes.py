"""Changes of accounts by who keeps them: role, names, closing and opening, a new first password. Makes none.

Nobody does the grave ones to their own account: that takes another administrator, or the operator of the home.
"""

from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import IntegrityError

from talentdb.access.accounts import check_body, folded_sso_name
from talentdb.access.audit import audit
from talentdb.access.passwords import first_password, set_password
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.access.sessions import end_sessions
from talentdb.db.tables import account
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.settings import now

__all__ = ["change_role", "rename_account", "reset_password", "set_disabled", "set_sso_name"]


def _not_ones_own(principal: Principal, account_id: int, what: str) -> None:
    require(principal, Action.ADMINISTER)
    if account_id == principal.account_id:
        raise UsageError(f"Không thể tự {what} tài khoản của mình.", "Nhờ quản trị viên khác.")


def set_disabled(connection: Connection, principal: Principal, account_id: int, *, disabled: bool) -> None:
    """Close an account, which ends its sessions, or open it, which also begins its 45 days anew.

    Raises: ForbiddenError; UsageError for one's own account.
    """
    _not_ones_own(principal, account_id, "khóa")
    values: dict[str, Any] = (
        {"disabled_at": now()}
        if disabled
        else {"disabled_at": None, "opened_at": now(), "failed_logins": 0, "locked_until": None}
    )
    connection.execute(update(account).where(account.c.account_id == account_id).values(values))
    if disabled:
        end_sessions(connection, principal, account_id)
    audit(connection, principal, "account.disable" if disabled else "account.enable", "account", account_id)


def change_role(
    connection: Connection, principal: Principal, account_id: int, role: Role, agency_id: int | None
) -> None:
    """Give an account another role or body; its open pages follow at their next run.

    Raises: ForbiddenError; UsageError for one's own account and for a body that does not fit the role.
    """
    _not_ones_own(principal, account_id, "đổi vai trò")
    check_body(role, agency_id)
    values: dict[str, Any] = {"role": role.value, "agency_id": agency_id}
    if role is not Role.COUNCIL_MEMBER:
        values["person_id"] = None
    connection.execute(update(account).where(account.c.account_id == account_id).values(values))
    audit(connection, principal, "account.role", "account", account_id, details={"role": role.value})


def rename_account(connection: Connection, principal: Principal, account_id: int, display_name: str) -> None:
    """Give an account another name on screens.

    Raises: ForbiddenError.
    """
    require(principal, Action.ADMINISTER)
    connection.execute(update(account).where(account.c.account_id == account_id).values(display_name=display_name))
    audit(connection, principal, "account.rename", "account", account_id)


def set_sso_name(connection: Connection, principal: Principal, account_id: int, sso_name: str | None) -> None:
    """Say by which name the single sign-on knows the owner of an account; nothing: not through it. Ends the sessions:
    who came by another name comes no more.

    Raises: ForbiddenError, ConflictError (another account has it).
    """
    require(principal, Action.ADMINISTER)
    statement = update(account).where(account.c.account_id == account_id).values(sso_name=folded_sso_name(sso_name))
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except IntegrityError as error:
        raise ConflictError(
            f"Tên đăng nhập một lần {sso_name} đã gắn với tài khoản khác.", "Kiểm tra lại."
        ) from error
    end_sessions(connection, principal, account_id)
    audit(connection, principal, "account.sso_name", "account", account_id)


def reset_password(connection: Connection, principal: Principal, account_id: int) -> str:
    """A new first password for who has forgotten theirs; ends the sessions. It is told once and stored nowhere.

    Raises: ForbiddenError; UsageError for one's own account; NotFoundError.
    """
    _not_ones_own(principal, account_id, "đặt lại mật khẩu cho")
    login = connection.execute(select(account.c.login).where(account.c.account_id == account_id)).scalar()
    if login is None:
        raise NotFoundError(f"Không có tài khoản số {account_id}.", "Xem danh sách ở trang Quản trị.")
    password = first_password()
    set_password(connection, account_id, login, password, must_change=True)
    end_sessions(connection, principal, account_id)
    audit(connection, principal, "account.password_reset", "account", account_id)
    return password
