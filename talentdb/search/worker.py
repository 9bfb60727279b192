"""The worker that keeps the index up with the registry for as long as it runs. What is carried over is `outbox`'s."""

import time
from collections.abc import Callable
from typing import Final

from sqlalchemy import Engine, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import INDEXER
from talentdb.db.tables import outbox
from talentdb.errors import CrossedError, DatabaseUnavailable, SearchUnavailable
from talentdb.search.check import sync
from talentdb.search.client import SearchIndex
from talentdb.search.outbox import drain

__all__ = ["run_worker"]

# A round without a change: a look at the index, and at rows that were refused before.
_IDLE_SECONDS: Final = 5.0
_FIRST_WAIT_SECONDS: Final = 2.0
_STEP_SECONDS: Final = 0.2
_LONGEST_WAIT_SECONDS: Final = 30.0
# A request that nobody waits for any more may still come to the server, behind a newer one for the same person: a
# proxy or a socket held it. By then it has come, or the server's own limits on a connection have ended it.
_LATE_SECONDS: Final = 60.0


def run_worker(
    engine: Engine,
    find_index: Callable[[], SearchIndex | None],
    stop: Callable[[], bool],
    *,
    late_seconds: float = _LATE_SECONDS,
) -> None:
    """Drain until `stop` says so, at once when somebody has changed. While a server is away, waits longer each time,
    up to half a minute.

    Some time after a writing that broke off, also by the death of an earlier worker, the whole index is compared with
    the registry and mended.

    Args:
        find_index: gives the index, or None while there is no server; asked anew at each round.
        late_seconds: how long after it a request that broke off may still come to the server.
    """
    wait = _FIRST_WAIT_SECONDS
    doubt: float | None = time.monotonic() + late_seconds
    while not stop():
        try:
            index = find_index()
            if index is not None:
                drain(engine, index)
                if doubt is not None and time.monotonic() >= doubt:
                    sync(engine, index)
                    doubt = None
                wait = _FIRST_WAIT_SECONDS
                _rest(_IDLE_SECONDS, lambda: stop() or _waiting(engine))
                continue
        except (CrossedError, DatabaseUnavailable, SearchUnavailable):
            doubt = time.monotonic() + late_seconds
        _rest(wait, stop)
        wait = min(wait * 2, _LONGEST_WAIT_SECONDS)


def _waiting(engine: Engine) -> bool:
    """Whether there is a change that nobody has tried yet and no other worker is at."""
    with unit_of_work(engine, INDEXER) as connection:
        new = select(outbox.c.outbox_id).where(outbox.c.attempts == 0).limit(1)
        return connection.execute(new.with_for_update(skip_locked=True)).first() is not None


def _rest(seconds: float, stop: Callable[[], bool]) -> None:
    """Wait, but not longer than until `stop`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stop():
        time.sleep(_STEP_SECONDS)
