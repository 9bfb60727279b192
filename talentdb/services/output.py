"""Files that somebody asked for: written beside their name, which they take when they are whole.

Turns what the disk says into words. What is in a file and who may have it is decided elsewhere.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from talentdb.errors import EnvironmentProblem, UsageError
from talentdb.services import labels
from talentdb.services.faults import failure

__all__ = ["FULL", "as_output_problem", "replaced"]

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""No room: on the disk, in the quota, or in what one file may hold there."""


def as_output_problem(error: OSError, out: Path) -> EnvironmentProblem:
    """Why a file could not be written, in words."""
    if error.errno in FULL:
        return failure(EnvironmentProblem, labels.OUTPUT_FULL, file=out.name, folder=out.absolute().parent)
    reason = error.strerror or str(error)
    return failure(EnvironmentProblem, labels.OUTPUT_NOT_WRITTEN, file=out.name, reason=reason)


@contextmanager
def replaced(*outs: Path) -> Iterator[tuple[Path, ...]]:
    """Files beside `outs` to be written to; they take those names when the block ends well, and go when it does not.

    What stood under the names before stays until then.

    Raises: UsageError when the folder of one of `outs` does not exist; EnvironmentProblem when there is no room for
    it, or it may not be written.
    """
    for out in outs:
        if not out.absolute().parent.is_dir():
            raise UsageError(*(text.format(file=out) for text in labels.NO_FOLDER))
    partials = tuple(out.with_name(out.name + ".part") for out in outs)
    try:
        yield partials
        for partial, out in zip(partials, outs, strict=True):
            partial.replace(out)
    except OSError as error:
        raise as_output_problem(error, outs[0]) from error
    finally:
        for partial in partials:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
