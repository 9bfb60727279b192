"""The state of all tables at one instant: rows, digests, schema, audit head; and the mark in the log that names it.

The only place that compares two databases. The digest of a table is that of its rows as COPY renders them, in the
order of the key, under a key of its own: a table of one row gives nothing away.
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from talentdb.backup import labels
from talentdb.backup.keys import BackupKeys
from talentdb.backup.manifest import TableState
from talentdb.console import Progress
from talentdb.db.catalog import describe
from talentdb.db.engine import as_environment_problem
from talentdb.errors import DatabaseUnavailable, EnvironmentProblem

__all__ = ["Instant", "Mark", "marked", "one_row", "owner_connection", "reading_all", "table_copy", "tables_of"]

_TRIES: Final = 40
_WAIT_SECONDS: Final = 0.25
# A server of another place renders the same rows the same way; and a row that policies hide is an error, not a gap.
_SESSION: Final = (
    "set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set timezone = 'UTC'; set bytea_output = 'hex';"
    " set extra_float_digits = 1; set client_encoding = 'UTF8'; set row_security = off; set statement_timeout = 0"
)
_RESTORE_POINT: Final = "select pg_create_restore_point(%s) - '0/0'::pg_lsn, clock_timestamp()"
_HEAD: Final = "select hash from audit_link order by chain_no desc limit 1"
_COLUMNS: Final = """
    select c.relname,
        array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = ''),
        (select array_agg(quote_ident(k.attname) || case when k.attcollation <> 0 then ' collate "C"' else '' end
                order by p.place)
            from pg_index i cross join lateral unnest(i.indkey) with ordinality as p (number, place)
                join pg_attribute k on k.attrelid = c.oid and k.attnum = p.number
            where i.indrelid = c.oid and i.indisprimary)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.oid, c.relname order by c.relname
"""


@dataclass(frozen=True)
class Mark:
    """The instant: name of the restore point, its byte of the log, its moment."""

    name: str
    log: int
    at: str


@dataclass(frozen=True)
class Instant:
    """A whole database at one instant."""

    tables: dict[str, TableState]
    schema_digest: str
    audit_head: str
    audit_rows: int


def one_row(connection: psycopg.Connection, statement: LiteralString, values: Sequence[Any] = ()) -> tuple[Any, ...]:
    """The one row that a statement gives."""
    row: tuple[Any, ...] | None = connection.execute(statement, values).fetchone()
    if row is None:
        raise LookupError(statement)
    return row


@contextmanager
def owner_connection(url: str | None, **options: Any) -> Iterator[psycopg.Connection]:
    """A connection that sees every row of every table.

    Raises: EnvironmentProblem when the account is under row-level security, which would hide rows without a word, or
    the disk of the server is full; DatabaseUnavailable when the server is away or goes away.
    """
    if url is None:
        raise EnvironmentProblem(*labels.NO_OWNER)
    try:
        connection = psycopg.connect(url, autocommit=True, **options)
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(*labels.NO_OWNER) from error
    try:
        connection.execute(_SESSION)
        if not one_row(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")[0]:
            raise EnvironmentProblem(*labels.NOT_OWNER)
        yield connection
    except psycopg.Error as error:
        raise as_environment_problem(error) or error from error
    finally:
        connection.close()


def table_copy(connection: psycopg.Connection, table: str) -> tuple[sql.Composed, sql.Composed]:
    """The COPY that gives all rows of a table in the order of its key, and the list of its columns."""
    return _statements(connection)[table]


def _statements(connection: psycopg.Connection) -> dict[str, tuple[sql.Composed, sql.Composed]]:
    found = {}
    for name, columns, key in connection.execute(_COLUMNS):
        listed = sql.SQL(", ").join(sql.SQL(column) for column in columns)
        order = sql.SQL(", ").join(sql.SQL(column) for column in key or columns)
        rows = sql.SQL("copy (select {} from {} order by {}) to stdout").format(listed, sql.Identifier(name), order)
        found[name] = (rows, sql.Composed([listed]))
    return found


def tables_of(
    connection: psycopg.Connection,
    keys: BackupKeys,
    progress: Progress,
    take: Callable[[str, bytes], object] = lambda _table, _block: None,
) -> Instant:
    """Rows and digests of all tables as the running transaction sees them.

    Args:
        take: gets every block of every table, as COPY renders it.
    """
    statements = _statements(connection)
    tables = {}
    for done, (name, (statement, _columns)) in enumerate(statements.items()):
        progress(labels.CHECKING_TABLES, done, len(statements))
        digest, rows = hmac.new(keys.seal, name.encode() + b"\0", hashlib.sha256), 0
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for piece in copy:
                block = bytes(piece)
                digest.update(block)
                # COPY writes a line break inside a value as two letters.
                rows += block.count(b"\n")
                take(name, block)
        tables[name] = TableState(rows, digest.hexdigest())
    progress(labels.CHECKING_TABLES, len(statements), len(statements))
    schema = hashlib.sha256(repr(sorted(describe(connection).items())).encode()).hexdigest()
    head = connection.execute(_HEAD).fetchone()
    return Instant(tables, schema, bytes(head[0]).hex() if head else "", tables["audit_event"].rows)


@contextmanager
def reading_all(connection: psycopg.Connection) -> Iterator[None]:
    """One snapshot of everything for as long as the block lasts."""
    connection.execute("begin isolation level repeatable read read only")
    try:
        connection.execute("select pg_current_snapshot()")
        yield
    finally:
        if not connection.closed:
            connection.rollback()


@contextmanager
def marked(url: str | None, reader: psycopg.Connection, name: str) -> Iterator[Mark]:
    """Name an instant in the log, and read exactly that instant by `reader` inside the block.

    Writers are kept out of all tables for the milliseconds between the snapshot and the mark; whoever would wait for
    another in a circle, it is this program that gives way.

    Raises: EnvironmentProblem when writers leave no gap.
    """
    with owner_connection(url) as locker:
        tables = [row[0] for row in locker.execute(_COLUMNS)]
        listed = sql.SQL(", ").join(sql.Identifier(table) for table in tables)
        for attempt in range(_TRIES):
            try:
                with locker.transaction():
                    locker.execute("set local deadlock_timeout = '50ms'; set local lock_timeout = '3s'")
                    # Politely first; then in the queue, so that others wait behind it for three seconds at most.
                    waits = sql.SQL("" if attempt > _TRIES // 2 else " nowait")
                    locker.execute(sql.SQL("lock table {} in share mode{}").format(listed, waits))
                    reader.execute("begin isolation level repeatable read read only")
                    reader.execute("select pg_current_snapshot()")
                    row = one_row(locker, _RESTORE_POINT, (name,))
                break
            except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
                reader.rollback()
                time.sleep(_WAIT_SECONDS)
        else:
            raise EnvironmentProblem(*labels.TOO_BUSY)
    try:
        yield Mark(name, int(row[0]), row[1].isoformat())
    finally:
        if not reader.closed:
            reader.rollback()
