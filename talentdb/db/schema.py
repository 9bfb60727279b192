"""Applies schema.sql to an empty database and compares a live one with it.

The only module that connects as owner or superuser, in `initialise` and `as_owner`. An older or newer database is
refused with what to do; nothing is altered in place (there is no installed base before the first release).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Engine, create_engine, make_url, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from talentdb.db.catalog import describe
from talentdb.db.engine import as_environment_problem, connected
from talentdb.db.tables import schema_version
from talentdb.errors import DatabaseUnavailable

__all__ = [
    "SCHEMA_VERSION", "as_owner", "differences", "initialise", "is_initialised", "registry_name", "schema_text",
]  # fmt: skip

SCHEMA_VERSION = 1
_OWNER = "talentdb_owner"
_APP = "talentdb_app"
_PLAIN = "nosuperuser nobypassrls nocreatedb nocreaterole"
# One number for all of talentdb, so that two `db init` at once take turns.
_INIT_LOCK = 7_040_001


def schema_text() -> str:
    """The text of schema.sql: beside the package in a checkout, inside it in a wheel."""
    checkout = Path(__file__).resolve().parents[2] / "schema.sql"
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    return resources.files("talentdb").joinpath("schema.sql").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_initialised(engine: Engine) -> bool:
    """Whether the database holds this schema. False when it is empty.

    Raises: DatabaseUnavailable when it holds another version.
    """
    with engine.connect() as connection:
        try:
            row = connection.execute(select(schema_version.c.version, schema_version.c.digest)).one_or_none()
        except ProgrammingError:
            return False
    if row is None:
        return False
    if (row.version, row.digest) != (SCHEMA_VERSION, _digest(schema_text())):
        raise DatabaseUnavailable(
            f"Lược đồ của cơ sở dữ liệu ({row.version}-{row.digest[:8]}) không phải phiên bản lược đồ của "
            f"chương trình ({SCHEMA_VERSION}-{_digest(schema_text())[:8]}).",
            "Dùng đúng phiên bản chương trình, hoặc tạo TALENTDB_HOME mới rồi nạp lại các tệp gốc.",
        )
    return True


def registry_name(engine: Engine) -> str:
    """The name of this registry, unlike that of any other: 32 hexadecimal digits."""
    with connected(engine) as connection:
        found: UUID = connection.execute(select(schema_version.c.registry)).scalar_one()
    return found.hex


def _ensure_role(connection: psycopg.Connection, name: str, options: str, password: str | None = None) -> None:
    """Create a role that is missing. One that is there stays as it is: a server can hold several databases, and
    programs of another one may be running with its password."""
    if connection.execute("select 1 from pg_roles where rolname = %s", (name,)).fetchone():
        return
    statement = sql.SQL(f"create role {{}} {options}").format(sql.Identifier(name))
    if password is not None:
        statement += sql.SQL(" password {}").format(sql.Literal(password))
    connection.execute(statement)


def _ensure_roles(connection: psycopg.Connection, app_user: str, app_password: str) -> None:
    """The owner, the application's role with the grants, and the home's own role that belongs to it, if any."""
    _ensure_role(connection, _OWNER, "nologin nosuperuser nobypassrls")
    if app_user == _APP:
        _ensure_role(connection, _APP, f"login {_PLAIN}", app_password)
        return
    _ensure_role(connection, _APP, f"nologin {_PLAIN}")
    _ensure_role(connection, app_user, f"login inherit {_PLAIN}", app_password)
    connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(_APP), sql.Identifier(app_user)))


def initialise(owner_url: str, app_password: str, app_user: str = _APP) -> bool:
    """Make the roles and apply schema.sql in one transaction; False when it was there already.

    Args:
        owner_url: an account that may create roles, on the database to fill ("postgresql://…").
        app_password: password of `app_user`, if that role is made now.
        app_user: talentdb_app, or a role of one home that is made a member of it.
    Raises: DatabaseUnavailable when the server is away or goes away, or the account may not do it; nothing has been
        made then.
    """
    url = make_url(owner_url).set(drivername="postgresql")
    text = schema_text()
    try:
        with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
            return _fill(connection, text, app_user, app_password)
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseUnavailable(
            "Tài khoản quản trị không có quyền tạo vai trò hoặc bảng; chưa có gì được tạo.",
            "Đặt TALENTDB_DATABASE_OWNER_URL theo tài khoản có quyền CREATEROLE và là chủ cơ sở dữ liệu.",
        ) from error
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(
            "Không kết nối được PostgreSQL để khởi tạo, hoặc mất kết nối giữa chừng; chưa có gì được tạo.",
            "Kiểm tra địa chỉ và tài khoản quản trị, rồi chạy lại.",
        ) from error


def _fill(connection: psycopg.Connection, text: str, app_user: str, app_password: str) -> bool:
    connection.execute("select pg_advisory_xact_lock(%s)", (_INIT_LOCK,))
    _ensure_roles(connection, app_user, app_password)
    found = connection.execute("select to_regclass('schema_version')").fetchone()
    if found and found[0]:
        return False
    database = connection.info.dbname
    connection.execute(sql.SQL("grant create, connect on database {} to {}").format(
        sql.Identifier(database), sql.Identifier(_OWNER)))  # fmt: skip
    connection.execute(sql.SQL("grant create, usage on schema public to {}").format(sql.Identifier(_OWNER)))
    connection.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(_OWNER)))
    connection.execute(sql.SQL("set local role {}").format(sql.Identifier(_OWNER)))
    connection.execute(text.encode())
    connection.execute(
        "insert into schema_version (version, digest, catalog) values (%s, %s, %s)",
        (SCHEMA_VERSION, _digest(text), Jsonb(describe(connection))),
    )
    return True


@contextmanager
def as_owner(owner_url: str) -> Iterator[Connection]:
    """A transaction as the owner of the tables, for what no program may do by itself: changing keys. The policies
    hold for the owner too, so say in whose name it acts (`talentdb.access.context.assume`).

    Raises: DatabaseUnavailable when the account is refused.
    """
    engine = create_engine(make_url(owner_url).set(drivername="postgresql+psycopg"), hide_parameters=True)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"set local role {_OWNER}")
            connection.exec_driver_sql("set local jit = off")
            yield connection
    except OperationalError as error:
        raise as_environment_problem(error) or error from error
    finally:
        engine.dispose()


def differences(connection: Connection) -> list[str]:
    """What differs between the live database and schema.sql, one line an object; empty when nothing does."""
    row = connection.execute(
        select(schema_version.c.version, schema_version.c.digest, schema_version.c.catalog)
    ).one_or_none()
    if row is None:
        return ["schema_version: trống"]
    found = []
    if row.digest != _digest(schema_text()):
        found.append("schema.sql: khác với bản đã áp dụng")
    expected: dict[str, str] = row.catalog
    live = describe(connection.connection.driver_connection)  # type: ignore[arg-type]
    found += [f"{name}: thiếu" for name in sorted(expected.keys() - live.keys())]
    found += [f"{name}: thừa" for name in sorted(live.keys() - expected.keys())]
    found += [f"{name}: khác" for name in sorted(expected.keys() & live.keys()) if expected[name] != live[name]]
    return found
