"""Accounts: made, found, listed, and who of the registry they are. Changes of them are the neighbour's.

Everything here runs in the name of an administrator or of the operator.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, and_, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from talentdb.access.audit import audit
from talentdb.access.context import reading_as
from talentdb.access.passwords import (
    check_password,
    hash_password,
    principal_from,
    remember_password,
)
from talentdb.access.principal import OFFICERS, OPERATOR, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import account, agency, person, second_factor, session
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.settings import now

__all__ = [
    "OF_BODY",
    "AccountRow",
    "check_body",
    "create_account",
    "find_account",
    "folded_sso_name",
    "link_person",
    "list_accounts",
    "principal_of",
]

OF_BODY: Final = frozenset({Role.AGENCY, Role.NOMINATOR, *OFFICERS})
"""Roles whose accounts belong to a body; but an agency's, none of them needs one."""


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
    person_id: int | None = None
    sso_name: str | None = None
    second_factor_at: datetime | None = None
    sessions: int = 0
    is_demo: bool = False


def create_account(
    connection: Connection,
    principal: Principal,
    *,
    login: str,
    password: str,
    role: Role,
    display_name: str,
    agency_id: int | None = None,
    person_id: int | None = None,
    sso_name: str | None = None,
    is_demo: bool = False,
) -> int:
    """Make an account; the administrator's or operator's action.

    Args:
        agency_id: of an agency account; of a nominator, the body it nominates for, if any; of an officer of
            programmes, the body whose tasks and reports are theirs, if any.
        person_id: of a member of councils, who that is in the registry: nobody judges their own case.
        sso_name: by which the single sign-on of the province knows them, if they may come in through it.
    Raises: ForbiddenError, UsageError (weak password, agency missing, a person where none belongs), NotFoundError
        (no such person), ConflictError (login taken).
    """
    require(principal, Action.ADMINISTER)
    login = login.strip().lower()
    check_body(role, agency_id)
    if not login:
        raise UsageError("Chưa có tên đăng nhập.", "Nhập tên đăng nhập.")
    _check_person(connection, role, person_id)
    check_password(password, login)
    stored = hash_password(password)
    statement = (
        insert(account)
        .values(
            login=login,
            password_hash=stored,
            role=role.value,
            agency_id=agency_id,
            person_id=person_id,
            sso_name=folded_sso_name(sso_name),
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
        taken = "Tên đăng nhập một lần" if "uq_account_sso_name" in str(error.orig) else "Tên đăng nhập"
        raise ConflictError(f"{taken} {login} đã có.", "Chọn tên khác.") from error
    remember_password(connection, account_id, stored)
    audit(connection, principal, "account.create", "account", account_id, details={"role": role.value})
    return account_id


def folded_sso_name(sso_name: str | None) -> str | None:
    """A name of the single sign-on as it is kept and compared; nothing for an empty one."""
    return (sso_name or "").strip().lower() or None


def check_body(role: Role, agency_id: int | None) -> None:
    """Raise UsageError for a role without the body that it needs, or with one that it must not have."""
    if (role is Role.AGENCY and agency_id is None) or (agency_id is not None and role not in OF_BODY):
        raise UsageError(
            "Tài khoản cơ quan phải gắn với một cơ quan; tài khoản người đề cử, Sở Nội vụ, Sở Tài chính có thể gắn; "
            "tài khoản khác thì không.",
            "Kiểm tra lại.",
        )


def _check_person(connection: Connection, role: Role, person_id: int | None) -> None:
    if person_id is None:
        return
    if role is not Role.COUNCIL_MEMBER:
        raise UsageError("Chỉ tài khoản thành viên hội đồng được gắn với một người trong cơ sở dữ liệu.")
    # Whoever keeps accounts reads no person; that a number exists is all they learn.
    with reading_as(connection, OPERATOR):
        found = connection.execute(select(person.c.person_id).where(person.c.person_id == person_id)).first()
    if found is None:
        raise NotFoundError(f"Cơ sở dữ liệu không có người số {person_id}.", "Xem số ở địa chỉ trang hồ sơ cá nhân.")


def link_person(connection: Connection, principal: Principal, account_id: int, person_id: int | None) -> None:
    """Say who in the registry a member of councils is, or that nobody knows.

    Raises: ForbiddenError, NotFoundError, UsageError for an account of another role.
    """
    require(principal, Action.ADMINISTER)
    role = connection.execute(select(account.c.role).where(account.c.account_id == account_id)).scalar()
    if role is None:
        raise NotFoundError(f"Không có tài khoản số {account_id}.", "Xem danh sách ở trang Quản trị.")
    _check_person(connection, Role(role), person_id)
    connection.execute(update(account).where(account.c.account_id == account_id).values(person_id=person_id))
    audit(connection, principal, "account.person", "account", account_id)


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
    return principal_from(row)


def list_accounts(connection: Connection) -> list[AccountRow]:
    """All accounts this actor may see, by login."""
    moment = now()
    open_now = (
        select(func.count())
        .select_from(session)
        .where(session.c.account_id == account.c.account_id, session.c.revoked_at.is_(None))
        .where(session.c.awaits.is_(None), session.c.expires_at > moment)
        .scalar_subquery()
    )
    confirmed = and_(second_factor.c.account_id == account.c.account_id, second_factor.c.confirmed_at.is_not(None))
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
            account.c.person_id,
            account.c.sso_name,
            second_factor.c.confirmed_at,
            open_now,
            account.c.is_demo,
        )
        .select_from(account.outerjoin(agency).outerjoin(second_factor, confirmed))
        .order_by(account.c.login)
    )
    return [AccountRow(row[0], row[1], Role(row[2]), *row[3:]) for row in connection.execute(statement)]


def find_account(connection: Connection, login: str) -> AccountRow:
    """The account of a login, as far as this actor may see it.

    Raises: NotFoundError.
    """
    found = next((row for row in list_accounts(connection) if row.login == login.strip().lower()), None)
    if found is None:
        raise NotFoundError(f"Không có tài khoản {login}.", "Xem danh sách ở trang Quản trị.")
    return found
