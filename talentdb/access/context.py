"""The unit of work: one transaction that carries who is acting, so that the policies of schema.sql apply.

The settings are transaction-local: a pooled connection keeps nothing of the user before.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from talentdb.access.principal import Principal
from talentdb.db.engine import as_environment_problem
from talentdb.errors import CrossedError, ForbiddenError
from talentdb.failpoints import reach

__all__ = ["assume", "reading_as", "repeatedly", "unit_of_work"]

# https://www.postgresql.org/docs/current/errcodes-appendix.html, class 42.
_INSUFFICIENT_PRIVILEGE: Final = "42501"
# Class 40: two transactions waited for each other, and the server let one of them go.
_CROSSED: Final = frozenset({"40001", "40P01"})
# Six writers on the same rows, 360 transactions, 34 of them crossed: pauses that double from 10 ms gave up none.
_ATTEMPTS: Final = 5
_FIRST_PAUSE: Final = 0.02

_Result = TypeVar("_Result")

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
    when a policy or a missing grant refuses the statement; CrossedError when it crossed another transaction.
    """
    try:
        with engine.begin() as connection:
            assume(connection, principal)
            yield connection
            reach("work.committing")
        reach("work.committed")
    except DBAPIError as error:
        problem = as_environment_problem(error) or _as_refusal(error) or _as_conflict(error)
        if problem is None:
            raise
        raise problem from error


def repeatedly(engine: Engine, principal: Principal, work: Callable[[Connection], _Result]) -> _Result:
    """Do `work` in a unit of work, and again, a few times, where it crossed another transaction.

    Args:
        work: changes nothing but the database, for it may be done more than once.
    Raises: as `unit_of_work`; CrossedError when the last attempt crossed as well.
    """
    for attempt in range(1, _ATTEMPTS):
        try:
            with unit_of_work(engine, principal) as connection:
                return work(connection)
        except CrossedError:
            # Not at the same moment as the other one, who may be waiting likewise.
            time.sleep(_FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
    with unit_of_work(engine, principal) as connection:
        return work(connection)


def _as_refusal(error: DBAPIError) -> ForbiddenError | None:
    """The message for people when the policies or grants of schema.sql, the last wall, said no."""
    if getattr(error.orig, "sqlstate", None) != _INSUFFICIENT_PRIVILEGE:
        return None
    return ForbiddenError(
        "Tài khoản này không có quyền đọc hoặc ghi dữ liệu đó.",
        "Kiểm tra lại cơ quan đã chọn, hoặc dùng tài khoản có vai trò phù hợp.",
    )


def _as_conflict(error: DBAPIError) -> CrossedError | None:
    """The message for people when the server ended one of two transactions that held each other up."""
    if getattr(error.orig, "sqlstate", None) not in _CROSSED:
        return None
    return CrossedError(
        "Có người khác đang sửa cùng lúc; thao tác này chưa ghi gì.",
        "Tải lại để xem tình hình mới, rồi thực hiện lại.",
    )
