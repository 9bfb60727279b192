"""The unit of work: one transaction that carries who is acting, so that the policies of schema.sql apply.

The settings are transaction-local: a pooled connection keeps nothing of the user before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from talentdb.access.principal import Principal
from talentdb.db.engine import as_environment_problem
from talentdb.errors import ForbiddenError

__all__ = ["assume", "reading_as", "unit_of_work"]

# https://www.postgresql.org/docs/current/errcodes-appendix.html, class 42.
_INSUFFICIENT_PRIVILEGE: Final = "42501"


# Said in every transaction, so built once.
_ASSUME: Final = select(
    *(func.set_config(f"app.{one}", bindparam(one), True) for one in ("role", "account", "agency"))
)


def assume(connection: Connection, principal: Principal) -> None:
    """Put the actor into the running transaction of `connection`."""
    settings = {
        "role": principal.role.value,
        "account": "" if principal.account_id is None else str(principal.account_id),
        "agency": "" if principal.agency_id is None else str(principal.agency_id),
    }
    connection.execute(_ASSUME, settings)


@contextmanager
def reading_as(connection: Connection, principal: Principal) -> Iterator[None]:
    """Read inside a running transaction in the name of another; afterwards the actor is who it was before.

    For versions and counts that are the same for every reader. Nothing can be written in another's name: whatever
    is done inside is undone.
    """
    undone = connection.begin_nested()
    try:
        assume(connection, principal)
        yield
    finally:
        # The settings of `assume` go with the savepoint.
        undone.rollback()


@contextmanager
def unit_of_work(engine: Engine, principal: Principal) -> Iterator[Connection]:
    """A transaction in the name of `principal`: committed at the end, rolled back on any exception.

    Raises: DatabaseUnavailable or EnvironmentProblem when the server goes away or its disk is full; ForbiddenError
    when a policy or a missing grant refuses the statement.
    """
    try:
        with engine.begin() as connection:
            assume(connection, principal)
            yield connection
    except DBAPIError as error:
        problem = as_environment_problem(error) or _as_refusal(error)
        if problem is None:
            raise
        raise problem from error


def _as_refusal(error: DBAPIError) -> ForbiddenError | None:
    """The message for people when the policies or grants of schema.sql, the last wall, said no."""
    if getattr(error.orig, "sqlstate", None) != _INSUFFICIENT_PRIVILEGE:
        return None
    return ForbiddenError(
        "Tài khoản này không có quyền đọc hoặc ghi dữ liệu đó.",
        "Kiểm tra lại cơ quan đã chọn, hoặc dùng tài khoản có vai trò phù hợp.",
    )
