"""Whole numbers out of the database as numpy columns, by COPY: a network of a province is a million small rows.

Runs inside the transaction it is given, under the rights of who acts there; knows no table.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from talentdb.db.engine import raw_cursor

__all__ = ["whole_numbers"]

# https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format": signature, flags, length of the extension.
_HEAD: Final = 11 + 4 + 4
_TAIL: Final = 2
_NAMED: Final = re.compile(r"(?<!:):([a-z_]+)")


def whole_numbers(
    connection: Connection, query: str, width: int, values: Mapping[str, Any]
) -> tuple[NDArray[np.int64], ...]:
    """The columns of a query, each of them bigint and never null.

    Args:
        width: how many columns there are.
        values: of the `:names` in the query.
    Raises: DBAPIError as any other statement does.
    """
    row = np.dtype([("fields", ">i2"), *((f"{kind}{n}", size) for n in range(width)
                                         for kind, size in (("length", ">i4"), ("value", ">i8")))])  # fmt: skip
    read = bytearray()
    statement = "copy (" + _NAMED.sub(r"%(\1)s", query) + ") to stdout (format binary)"
    with raw_cursor(connection, query) as cursor, cursor.copy(statement.encode(), dict(values)) as copy:
        for block in copy:
            read += block
    rows = np.frombuffer(read, row, (len(read) - _HEAD - _TAIL) // row.itemsize, _HEAD)
    return tuple(rows[f"value{n}"].astype(np.int64) for n in range(width))
