"""What a running web app does every few seconds: keep the servers alive, anchor the audit log. Knows no page."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from talentdb.access.audit import anchor_head
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR
from talentdb.errors import TalentdbError

__all__ = ["AuditAnchor", "heads_file"]

_LOGGER = logging.getLogger("talentdb.web")
# X-Road stamps each minute; so a tail of at most a minute can be cut off unseen.
_EVERY_SECONDS = 60


def heads_file(home: Path) -> Path:
    """Where the signed heads of the audit chain stand, outside the database."""
    return home / "audit" / "heads"


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
