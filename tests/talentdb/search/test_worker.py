"""The worker beyond one draining: what a late request has overwritten is found and mended."""

import threading
import time
from typing import Any

from talentdb.search.client import SearchIndex
from talentdb.search.outbox import drain
from talentdb.search.worker import run_worker

_PATIENCE = 120.0


def test_what_a_late_request_overwrote_is_mended(people: Any, database: Any, index: SearchIndex) -> None:
    """Nobody waits for the request any more, and the outbox knows nothing of it."""
    people.add(1, "Nguyễn Văn Một")
    people.add(2, "Nguyễn Văn Hai")
    drain(database.engine, index)
    index.delete([2])
    assert people.outbox() == []
    stop = threading.Event()
    options = {"late_seconds": 0.0}
    worker = threading.Thread(target=run_worker, args=(database.engine, lambda: index, stop.is_set), kwargs=options)
    worker.start()
    try:
        until = time.monotonic() + _PATIENCE
        while index.versions() != people.state() and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        stop.set()
        worker.join()
    assert index.versions() == people.state()
