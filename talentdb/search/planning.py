"""How PostgreSQL goes about looking people up by their words. Owns the settings for it; asks for nobody."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, func, select

__all__ = ["found_by_index"]

# Without helpers: they share memory by files, of which a container may have too little.
_BY_INDEX: Final = {"enable_seqscan": "off", "work_mem": "64MB", "max_parallel_workers_per_gather": "0"}


@contextmanager
def found_by_index(connection: Connection) -> Iterator[None]:
    """Within the block words are looked up in their index whatever the planner thinks of it: to read the words of
    everybody takes many times as long as it believes. And millions of those found stay in memory."""
    _configure(connection, _BY_INDEX)
    yield
    # Not after a failure: in that transaction nothing can be asked for any more.
    _configure(connection, dict.fromkeys(_BY_INDEX))


def _configure(connection: Connection, settings: Mapping[str, str | None]) -> None:
    """Until the end of the transaction; None: as it is otherwise."""
    connection.execute(select(*(func.set_config(name, value, True) for name, value in settings.items())))
