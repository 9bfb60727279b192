"""Works on one part while the server reads the next and writes the one before: each has a processor of its own.

Knows nothing of what is read, made or written.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

__all__ = ["overlap"]

Part = TypeVar("Part")
Found = TypeVar("Found")
Made = TypeVar("Made")

_AHEAD: Final = 2
"""Parts that are read before they are needed: one that is worked on, one that waits."""


def overlap(
    parts: Sequence[Part],
    read: Callable[[Part], Found],
    work: Callable[[Found], Made],
    write: Callable[[Part, Made], None],
    done: Callable[[Part], None],
) -> None:
    """Read, work on and write every part, in their order.

    Args:
        read, write: may use one connection; they never run at once, and of several parts in a thread of their own.
            A part is read before the one before it is written, so `read` must not depend on that.
        work: must not use the connection.
        done: called after each part is written, in the caller's thread.
    """
    if len(parts) < _AHEAD:
        for part in parts:
            write(part, work(read(part)))
            done(part)
        return
    server = ThreadPoolExecutor(1, thread_name_prefix="overlap")
    try:
        reading = deque(server.submit(read, part) for part in parts[:_AHEAD])
        writing: deque[tuple[Part, Future[None]]] = deque()
        for at, part in enumerate(parts):
            made = work(reading.popleft().result())
            _finish(writing, done)
            writing.append((part, server.submit(write, part, made)))
            reading.extend(server.submit(read, following) for following in parts[at + _AHEAD : at + _AHEAD + 1])
        _finish(writing, done)
    finally:
        # Whoever undoes the transaction needs the connection: what runs is waited for, what waits does not begin.
        server.shutdown(wait=True, cancel_futures=True)


def _finish(writing: deque[tuple[Part, Future[None]]], done: Callable[[Part], None]) -> None:
    while writing:
        part, written = writing.popleft()
        written.result()
        done(part)
