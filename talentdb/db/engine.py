"""Engines and raw COPY. Owns how we connect; holds no global engine and no per-user state.

Rights live in the transaction (`talentdb.access.context.unit_of_work`), never on the connection.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from talentdb.errors import DatabaseUnavailable, EnvironmentProblem

__all__ = ["as_environment_problem", "connected", "copy_rows", "make_engine", "raw_cursor"]


def make_engine(url: str, *, pool_size: int = 15) -> Engine:
    """An engine for `url` ("postgresql+psycopg://…"). The account must neither own the tables nor bypass policies.

    Args:
        pool_size: connections that are kept once they were needed: a new one costs as much as ten statements, and
            fifty readers need a dozen at once.
    Raises (at first use): DatabaseUnavailable when the account is a superuser or bypasses row-level security.
    """
    # Parameters stay out of messages: they may be personal data.
    engine = create_engine(url, pool_size=pool_size, max_overflow=5, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
            privileged = cursor.fetchone()[0]
            # Policies make every plan look dear: compiling it would often cost more than running it.
            cursor.execute("set jit = off")
        connection.commit()
        if privileged:
            connection.close()
            raise DatabaseUnavailable(
                "Tài khoản PostgreSQL này có quyền quản trị, bỏ qua phân quyền theo dòng.",
                "Chạy `talentdb db init`, hoặc đặt TALENTDB_DATABASE_URL theo vai trò talentdb_app.",
            )

    return engine


def as_environment_problem(error: DBAPIError | psycopg.Error) -> EnvironmentProblem | None:
    """The message for people when the server is gone or its disk is full; None when the statement was at fault."""
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None) or ""
    if state == "53100":
        return EnvironmentProblem(
            "Ổ đĩa của cơ sở dữ liệu đã đầy; chưa có gì được ghi.", "Giải phóng dung lượng rồi thực hiện lại."
        )
    lost = isinstance(cause, psycopg.OperationalError) and (state == "" or state[:2] in {"08", "57"})
    if lost or invalidated:
        return DatabaseUnavailable(
            "Mất kết nối tới cơ sở dữ liệu; thao tác đang làm chưa được ghi nhận.",
            "Chờ dịch vụ khởi động lại rồi thực hiện lại thao tác.",
        )
    return None


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    """A connection in nobody's name, for what every account may read: of which schema and keys the database is.

    Raises: DatabaseUnavailable when the server is away or goes away, also between the last statement and the end.
    """
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise as_environment_problem(error) or error from error


@contextmanager
def raw_cursor(connection: Connection, statement: str) -> Iterator[psycopg.Cursor[Any]]:
    """The driver's own cursor in the transaction of `connection`, for COPY.

    Args:
        statement: what is done with it, for messages.
    Raises: DBAPIError as any other statement does, so that whoever waits for those learns of a full disk.
    """
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor:
            yield cursor
    except psycopg.Error as error:
        raise DBAPIError.instance(statement, None, error, psycopg.Error, hide_parameters=True) from error


def copy_rows(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """COPY rows into a table inside the transaction of `connection`; returns how many.

    JSON columns take values wrapped by psycopg's Jsonb; lists go to arrays.

    Raises: DBAPIError as any other statement does.
    """
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    with raw_cursor(connection, f"copy {table}") as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count
