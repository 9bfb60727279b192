"""Figures about the people that searches share: counted once, kept for a while, by whoever sees the same people.

A program that answers one line counts before it answers. One that keeps running says so (`keep_ahead`): there figures
are counted beside the searches, and a search takes what is known by then. Knows nothing of what is counted.
"""

import threading
import time
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import TalentdbError
from talentdb.search.people import People

__all__ = ["Figures", "keep_ahead", "settle"]

T = TypeVar("T")
# Those of a small registry are there within that time, so that its first search is ordered like all others.
_PATIENCE: Final = 0.3
_THREAD: Final = "figures"

_ahead: Final[WeakSet[Engine]] = WeakSet()


def keep_ahead(engine: Engine) -> None:
    """From now on no search over this engine waits for figures: they are counted in threads of their own."""
    _ahead.add(engine)


def settle(seconds: float) -> None:
    """Wait until figures that somebody counts are there, each so long at most."""
    for thread in threading.enumerate():
        if thread.name == _THREAD:
            thread.join(seconds)


@dataclass(slots=True)
class _Kept(Generic[T]):
    """Figures of one view; `counting`: whether somebody counts them anew."""

    found: T
    until: float = 0.0
    counting: bool = False
    known: threading.Event = field(default_factory=threading.Event)


class Figures(Generic[T]):
    """One kind of figures.

    Args:
        read: counts them over the people that the actor searches in, as far as the policies show them.
        seconds: how long they are kept; nought where nothing was found.
        nothing: what is known before anything is.
    """

    def __init__(self, read: Callable[[Connection, People], T], seconds: Callable[[T], float], nothing: T) -> None:
        self._read = read
        self._seconds = seconds
        self._nothing = nothing
        self._views: MutableMapping[Engine, dict[tuple[People, int | None], _Kept[T]]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def known(self, connection: Connection, principal: Principal, people: People) -> T:
        """The figures as this reader may know them; all who see the whole province see the same people."""
        kept, mine = self._turn(connection.engine, (people, principal.agency_id))
        if connection.engine not in _ahead:
            if time.monotonic() >= kept.until:
                self._keep(kept, self._read(connection, people))
            return kept.found
        if mine:
            work = (connection.engine, principal, people, kept)
            threading.Thread(target=self._count, args=work, name=_THREAD, daemon=True).start()
        kept.known.wait(_PATIENCE)
        return kept.found

    def _turn(self, engine: Engine, view: tuple[People, int | None]) -> tuple[_Kept[T], bool]:
        """What is kept of the view, and whether the caller has to see to it that it is counted anew."""
        with self._lock:
            kept = self._views.setdefault(engine, {}).setdefault(view, _Kept(self._nothing))
            mine = engine in _ahead and not kept.counting and time.monotonic() >= kept.until
            kept.counting = kept.counting or mine
            return kept, mine

    def _count(self, engine: Engine, principal: Principal, people: People, kept: _Kept[T]) -> None:
        try:
            # A database that is away says so in the search itself.
            with suppress(TalentdbError, SQLAlchemyError), unit_of_work(engine, principal) as connection:
                self._keep(kept, self._read(connection, people))
        finally:
            kept.counting = False

    def _keep(self, kept: _Kept[T], found: T) -> None:
        kept.found, kept.until = found, time.monotonic() + self._seconds(found)
        kept.known.set()
