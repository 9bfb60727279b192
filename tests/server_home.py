"""Where the servers of tests keep their files. Owns the choice between memory and a disk; knows nothing of talentdb.

A disk takes ten times as long for the thousand files of a new database (0.7 s, measured; 0.06 s in memory), and a
third of the time of all tests went into that.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

# Linux's folder in memory.
MEMORY: Final = Path("/dev/shm")
_OURS: Final = "talentdb-test-"
# The servers of one worker write up to 1.5 GB, 1 GB of it log; several sessions may run side by side.
_ROOM_BYTES: Final = 8 * 1024**3


@contextmanager
def server_home(disk: pytest.TempPathFactory, memory: Path = MEMORY) -> Iterator[Path]:
    """A home that does not exist yet, in a folder of its own: in `memory`, and gone at the end, where that has room;
    else on the `disk`, under pytest's rules of what is kept."""
    if not _roomy(memory):
        yield disk.mktemp("home") / "h"
        return
    _sweep(memory)
    with TemporaryDirectory(prefix=f"{_OURS}{os.getpid()}-", dir=memory, ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "h"


def _roomy(folder: Path) -> bool:
    """Whether the folder can hold what the servers of all workers write, and the machine has as much memory. Programs
    must be allowed to run from there: the home has Meilisearch in it."""
    try:
        free = re.search(
            r"^MemAvailable: +(\d+) kB$", Path("/proc/meminfo").read_text(encoding="ascii"), re.MULTILINE
        )
        room = min(shutil.disk_usage(folder).free, int(free[1]) * 1024 if free else 0)
        runs = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    except OSError:
        return False
    return runs and os.access(folder, os.W_OK) and room > _ROOM_BYTES


def _sweep(folder: Path) -> None:
    """Take away what a session left that was killed."""
    for left in folder.glob(f"{_OURS}*"):
        owner = left.name.removeprefix(_OURS).partition("-")[0]
        if owner.isdecimal() and not Path("/proc", owner).exists():
            shutil.rmtree(left, ignore_errors=True)
