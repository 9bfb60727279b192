"""A registry as large as wanted: copies of the people it has, by the owner of the database, past keys and triggers.

A copy has the values of its original under numbers of its own. Rows that pages read are copied; keys by which rows of
one person are found again, ciphers that can be opened and the search index are not: nothing can be handed in here.
"""

from typing import Final

import psycopg
from psycopg import sql

from tests.bench.registry import Loaded

__all__ = ["WHOLE", "copy_people"]

_OF_FIGURES: Final = ("person", "person_version")
WHOLE: Final = (
    *_OF_FIGURES, "person_source", "source_record", "person_search", "employment", "qualification", "training",
    "language_skill", "work_member", "award", "match_pair",
)  # fmt: skip
"""All tables that pages read people from."""
_NUMBERS: Final = ("person_id", "source_record_id", "a_record_id", "b_record_id")
_ROOM: Final = 1000
"""More tables than a file has: the place of a copied row is one of its own."""


def copy_people(loaded: Loaded, wanted: int, tables: tuple[str, ...] = _OF_FIGURES) -> int:
    """Fill the registry up to `wanted` versions of persons; gives how many there are.

    Args:
        tables: whose rows are copied; the indicators need two.
    """
    with psycopg.connect(loaded.owner_url) as connection:
        connection.execute("set session_replication_role = replica")
        ((people, last),) = connection.execute(
            "select count(*), (select max(source_record_id) from source_record) from person_version"
        ).fetchall()
        for table in tables:
            connection.execute(_copying(connection, table, last, max(0, wanted // people - 1)))
        connection.commit()
    with psycopg.connect(loaded.owner_url, autocommit=True) as connection:
        for table in tables:
            connection.execute(sql.SQL("vacuum (analyze) {}").format(sql.Identifier(table)))
        return int(connection.execute("select count(*) from person_version").fetchall()[0][0])


def _copying(connection: psycopg.Connection[tuple[str]], table: str, last: int, times: int) -> sql.Composed:
    names = [
        row[0]
        for row in connection.execute(
            "select column_name from information_schema.columns where table_schema = 'public'"
            " and table_name = %s and is_generated = 'NEVER' order by ordinal_position",
            (table,),
        )
    ]

    def value(name: str) -> sql.Composable:
        if name in _NUMBERS:
            return sql.SQL("{} + copy * {}").format(sql.Identifier(name), sql.Literal(last))
        if name == "table_no":
            return sql.SQL("table_no + copy * {}").format(sql.Literal(_ROOM))
        return sql.Identifier(name)

    return sql.SQL(
        "insert into {table} ({columns}) select {copied} from {table} cross join generate_series(1, {times}) as copy"
    ).format(
        table=sql.Identifier(table), columns=sql.SQL(", ").join(map(sql.Identifier, names)),
        copied=sql.SQL(", ").join(map(value, names)), times=sql.Literal(times),
    )  # fmt: skip
