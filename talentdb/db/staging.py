"""Many rows at once into a table that row-level security protects, where COPY itself is refused.

Rows are copied into a temporary table of the transaction and inserted from there, so that every policy applies.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, text

from talentdb.db.engine import copy_rows

__all__ = ["insert_rows", "stage_rows"]


def stage_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> tuple[str, int]:
    """Copy rows into a temporary twin of `table`; returns its name and the number of rows.

    The twin has the named columns and `stage_no`, which keeps the order. It lives as long as the transaction and is
    emptied at each call with the same columns.
    """
    listed = ", ".join(f'"{name}"' for name in columns)
    stage = f"stage_{table}_{crc32(listed.encode()):08x}"
    there = text("select to_regclass(:name) is not null")
    # A table that is dropped stays locked until the end: a new one for each of thousands of lists, as a rebuild goes
    # through them, would fill the server's table of locks.
    if connection.execute(there, {"name": f"pg_temp.{stage}"}).scalar_one():
        connection.execute(text(f"truncate {stage} restart identity"))
    else:
        connection.execute(
            text(f"create temporary table {stage} on commit drop as select {listed} from {table} limit 0")  # noqa: S608
        )
        connection.execute(text(f"alter table {stage} add column stage_no bigint generated always as identity"))
    return stage, copy_rows(connection, stage, columns, rows)


def insert_rows(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    on_conflict: str = "",
) -> int:
    """Insert rows set-based, in the order given; returns how many came in.

    Args:
        table: name of a table of schema.sql.
        columns: names of its columns, in the order of the values.
        rows: JSON values wrapped by psycopg's Jsonb, lists for arrays.
        on_conflict: an ON CONFLICT clause, from this program only.
    """
    stage, count = stage_rows(connection, table, columns, rows)
    listed = ", ".join(f'"{name}"' for name in columns)
    if count:
        connection.execute(
            text(f"insert into {table} ({listed}) select {listed} from {stage} order by stage_no {on_conflict}")  # noqa: S608
        )
    return count
