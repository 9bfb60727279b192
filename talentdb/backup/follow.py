"""Ships the log to the newest backup each minute for as long as the web app runs. Knows no page."""

import logging
import threading

import psycopg

from talentdb.backup.make import ship_log
from talentdb.backup.state import read_state
from talentdb.errors import TalentdbError
from talentdb.runtime import Runtime

__all__ = ["EVERY_SECONDS", "follow"]

_LOGGER = logging.getLogger("talentdb.backup")
EVERY_SECONDS = 30.0
"""What is lost at worst is what came since: half of the minute that is promised, as one round may be slow."""


def follow(runtime: Runtime, stop: threading.Event, every: float = EVERY_SECONDS) -> None:
    """Ship until `stop`; what fails is told once and tried again, and never stops the web app."""
    told = ""
    while not stop.wait(every):
        try:
            if read_state(runtime.home) is not None:
                ship_log(runtime)
            told = ""
        except (TalentdbError, psycopg.Error, OSError) as error:
            # Of a server that is away or a disk that is full there is nothing personal to tell.
            said = error.message if isinstance(error, TalentdbError) else type(error).__name__
            if said != told:
                _LOGGER.warning("%s", said)
            told = said
