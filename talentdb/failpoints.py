"""Places at which a test makes the program fail on purpose: by an exception, by its death, or by a pause in which the
test does something to it (fills the disk, kills a server). Without the variable a place is one look-up and does
nothing; knows nothing of what stands around it.
"""

import os
import signal
from typing import Final

__all__ = ["POINTS", "VARIABLE", "FailpointReached", "reach"]

VARIABLE: Final = "TALENTDB_FAIL_AT"
"""Set by tests only: `point:n:mode`, to fail when the process comes to the point for the n-th time."""

POINTS: Final = (
    "upload.saving",
    "upload.saved",
    "upload.parsed",
    "original.stored",
    "records.copied",
    "receipt.audited",
    "decision.noted",
    "persons.matched",
    "persons.applied",
    "outbox.written",
    "decision.audited",
    "work.committing",
    "work.committed",
    "index.written",
    "index.settled",
    "export.written",
)
"""All places, in the order in which a list comes by them from the upload to the export. `work.` ones stand at the end
of every transaction."""

_SIGNALS: Final = {"kill": signal.SIGKILL, "pause": signal.SIGSTOP}
_reached: Final[dict[str, int]] = {}


class FailpointReached(RuntimeError):  # noqa: N818 - what happened, as in talentdb.errors
    """What nobody foresaw, on purpose."""


def reach(point: str) -> None:
    """Say that the program has come to `point`, one of POINTS.

    Raises: FailpointReached where a test asked for it; may end or stop the process likewise.
    """
    told = os.environ.get(VARIABLE)
    if told is not None:
        _strike(point, told)


def _strike(point: str, told: str) -> None:
    wanted, _, rest = told.partition(":")
    number, _, mode = rest.partition(":")
    if wanted != point:
        return
    _reached[told] = _reached.get(told, 0) + 1
    if str(_reached[told]) != number:
        return
    if mode in _SIGNALS:
        os.kill(os.getpid(), _SIGNALS[mode])
    elif mode == "error":
        raise FailpointReached(point)
