"""Answers about figures, kept until the registry changes and shown with their time while newer ones are computed.
After an erasure nothing older is shown.

Owns the computing beside the pages: a question is computed once at a time, whoever asks; the threads end with the
server. Knows no page and no figure; whose answer it is stands in the key, so that no role is given another's.
"""

import pickle
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar, cast

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dashboards import labels
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.errors import EnvironmentProblem, TalentdbError
from talentdb.indicators.stamp import Stamp, erased_between, stamp
from talentdb.settings import now

__all__ = ["Kept", "Pending", "StillComputingError"]

_MOST: Final = 100
_AT_ONCE: Final = 2
_OLDEST: Final = 600.0
"""Seconds after which an answer is computed again though nothing seems to have changed: no mark knows all names."""
_PATIENCE: Final = 0.6
"""Seconds that one run of a page waits for newer answers, all of them together."""
_DEAR: Final = 2.0
_REST: Final = 8
_LONGEST_REST: Final = 60.0
"""An answer that took so many seconds rests so many times as long before it is computed anew, a minute at most: with
lists coming in all the time, figures would otherwise be counted all the time, which slows those very lists down."""
_LEAST: Final = 0.02
_AGAIN: Final = 0.1
_T = TypeVar("_T")
_Key = tuple[Role, int | None, tuple[Hashable, ...]]


class StillComputingError(TalentdbError):
    """Nothing can be shown yet; the answer is on its way."""

    def __init__(self) -> None:
        super().__init__(labels.COMPUTING)


@dataclass(frozen=True, slots=True)
class _Held:
    """Pickled, so that no reader can change what others are given; large things that nobody changes are not."""

    value: Any
    pickled: bool
    mark: Stamp
    at: datetime
    clock: float
    took: float


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a run waits for while an answer rests: the moment from which it may be computed anew."""

    until: float

    def done(self) -> bool:
        """Whether it is time to look again."""
        return time.monotonic() >= self.until


Pending = Future[None] | _Rest
"""What is not there yet, and says when it is `done`."""


def _opened(held: _Held) -> Any:
    return pickle.loads(held.value) if held.pickled else held.value  # noqa: S301 - our own


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question, by whom, of which state of the registry."""

    engine: Engine
    principal: Principal
    question: tuple[Hashable, ...]
    mark: Stamp
    compute: Callable[[Connection], Any]
    copied: bool
    most: int

    @property
    def key(self) -> _Key:
        """Whose answer it is, and to what."""
        return (self.principal.role, self.principal.agency_id, self.question)


class _Run(threading.local):
    """One run of a page, on its thread."""

    until: float | None = None
    older: datetime | None = None
    pending: tuple[Pending, ...] = ()


class Kept:
    """All kept answers of one running app.

    Args:
        patience: seconds that one run of a page waits for newer answers.
    """

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._run = _Run()
        self._lock = threading.Lock()
        self._held: OrderedDict[_Key, _Held] = OrderedDict()
        self._running: dict[_Key, Future[None]] = {}
        self._connections: set[Connection] = set()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="figures")
        self._closed = False

    def begin(self) -> None:
        """A run of a page begins on this thread."""
        self._run.until = time.monotonic() + self._patience
        self._run.older, self._run.pending = None, ()

    @property
    def older(self) -> datetime | None:
        """When the oldest answer was computed that this run got and that is being computed again; None if none is."""
        return self._run.older

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What this run did not wait for; each says when it is `done`."""
        return self._run.pending

    def ask(
        self, engine: Engine, principal: Principal, question: tuple[Hashable, ...],
        compute: Callable[[Connection], _T], *, copied: bool = True, most: int = _MOST,
    ) -> _T:  # fmt: skip
        """The answer to a question, or the last one while a newer one is computed; `older` then says so.

        Args:
            principal: in whose name it is computed. Role and body decide what the policies let through and what is
                hidden: two leaders are given the same answer, a leader and a steward never.
            question: its kind first.
            copied: everybody gets a copy of their own; False for large things that nobody changes.
            most: answers of this kind that are kept.

        Raises: StillComputingError when there is none yet and the run has no patience left; what `compute` raises.
        """
        asked = _Asked(engine, principal, question, stamp(engine), compute, copied, most)
        until = self._run.until if self._run.until is not None else time.monotonic() + self._patience
        while True:
            with self._lock:
                held = self._held.get(asked.key)
                if held is not None and erased_between(held.mark, asked.mark):
                    held = None
                if held is not None and held.mark == asked.mark and time.monotonic() - held.clock < _OLDEST:
                    self._held.move_to_end(asked.key)
                    return cast(_T, _opened(held))
                if held is not None and not (rest := self._rest(held)).done():
                    return cast(_T, self._older(held, rest))
                running = self._job(asked)
            wait([running], max(_LEAST, until - time.monotonic()))
            if not running.done():
                if held is None:
                    self._run.pending += (running,)
                    raise StillComputingError
                return cast(_T, self._older(held, running))
            # Of an earlier mark it is not the answer yet; the next turn asks again.
            self._finished(asked.key, running)

    def _rest(self, held: _Held) -> _Rest:
        """How long an answer rests; one that a page waits for does not."""
        dear = held.took > max(_DEAR, self._patience)
        return _Rest(held.clock + held.took + min(_REST * held.took, _LONGEST_REST) if dear else 0.0)

    def _older(self, held: _Held, newer: Pending) -> Any:
        """The last answer, of which this run says that it is not the newest."""
        self._run.pending += (newer,)
        self._run.older = min(held.at, self._run.older or held.at)
        return _opened(held)

    def _job(self, asked: _Asked) -> Future[None]:
        """The one that computes this question; a new one if there is none."""
        if self._closed:
            raise EnvironmentProblem(labels.CLOSING)
        running = self._running.get(asked.key)
        if running is None:
            running = self._running[asked.key] = self._pool.submit(self._compute, asked)
        return running

    def _compute(self, asked: _Asked) -> None:
        at, clock = now(), time.monotonic()
        with unit_of_work(asked.engine, asked.principal) as connection:
            with self._lock:
                self._connections.add(connection)
            try:
                value = asked.compute(connection)
            finally:
                with self._lock:
                    self._connections.discard(connection)
        kept = pickle.dumps(value) if asked.copied else value
        held = _Held(kept, asked.copied, asked.mark, at, clock, time.monotonic() - clock)
        with self._lock:
            self._held[asked.key] = held
            self._held.move_to_end(asked.key)
            same = [key for key in self._held if key[2][0] == asked.question[0]]
            for old in same[: -asked.most]:
                del self._held[old]
            # Failures stay until they are told to somebody.
            self._running.pop(asked.key, None)

    def _finished(self, key: _Key, running: Future[None]) -> None:
        """Raise what it raised, once; the next asker has it computed again."""
        with self._lock:
            if self._running.get(key) is running:
                del self._running[key]
        running.result()

    def wait(self, seconds: float) -> None:
        """Wait until nothing is computed any more, so long at most."""
        with self._lock:
            running = list(self._running.values())
        wait(running, seconds)

    def close(self) -> None:
        """End all computing: nothing new begins, statements that run are given up."""
        with self._lock:
            self._closed = True
            running = list(self._running.values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        # Again and again: between two statements there is nothing to give up.
        while wait(running, _AGAIN).not_done:
            with self._lock:
                for connection in self._connections:
                    with suppress(DBAPIError, psycopg.Error, AttributeError):
                        driver: Any = connection.connection.driver_connection
                        driver.cancel()
        self._pool.shutdown(wait=True)
