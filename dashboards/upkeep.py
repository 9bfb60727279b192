"""What a running web app does every few seconds: keep the servers alive, anchor the audit log, close accounts that
nobody uses, keep the registry in step with what cases recognise people as. Knows no page."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from talentdb.access.anchors import anchor_head, heads_file
from talentdb.access.context import unit_of_work
from talentdb.access.disuse import close_all_unused
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR
from talentdb.errors import TalentdbError
from talentdb.registry.recognised import settle

__all__ = ["AuditAnchor", "Disuse", "RecognitionsInStep"]

_LOGGER = logging.getLogger("talentdb.web")
# X-Road stamps each minute; so a tail of at most a minute can be cut off unseen.
_EVERY_SECONDS = 60
# Days are counted; an hour more or less closes nobody too early.
_DISUSE_SECONDS = 3600


class AuditAnchor:
    """Writes the head of the audit chain to a file, at most once a minute and only when it moved."""

    def __init__(
        self, engine: Engine, keyring: Keyring, home: Path, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._keyring = keyring
        self._file = heads_file(home)
        self._clock = clock
        self._next = 0.0

    def tick(self) -> None:
        """Anchor when it is time; a server that is away is tried again at the next tick."""
        if self._clock() < self._next:
            return
        try:
            with unit_of_work(self._engine, OPERATOR) as connection:
                anchor_head(connection, self._keyring, self._file)
        except TalentdbError as error:
            _LOGGER.warning("%s", error.message)
            return
        self._next = self._clock() + _EVERY_SECONDS


class Disuse:
    """Closes accounts that nobody has used for 45 days, at most once an hour."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._next = 0.0

    def tick(self) -> None:
        """Look when it is time; a server that is away is tried again at the next tick."""
        if self._clock() < self._next:
            return
        try:
            close_all_unused(self._engine)
        except TalentdbError as error:
            _LOGGER.warning("%s", error.message)
            return
        self._next = self._clock() + _DISUSE_SECONDS


class RecognitionsInStep:
    """Derives whoever begins or ceases to be recognised, by a step or because a day has passed; the index follows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def tick(self) -> None:
        """Look once; a server that is away, or somebody who decides just now, is waited for until the next tick."""
        try:
            with unit_of_work(self._engine, OPERATOR) as connection:
                settle(connection)
        except TalentdbError as error:
            _LOGGER.warning("%s", error.message)
