"""Files that a page needs for a moment: what was sent in, what goes out. In the home, where nobody else reads.

All of them lie in one folder and are named after their process, so that what a killed one has left is found and
deleted when the web app starts; a full disk is told, not thrown at the page.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from typing import Final

from dashboards.application import Application
from talentdb.failpoints import reach
from talentdb.services.faults import map_os_errors
from talentdb.services.processes import is_alive

__all__ = ["clear_leftovers", "scratch", "temporary_copy"]

_FOLDER: Final = "incoming"


@contextmanager
def scratch(application: Application) -> Iterator[Path]:
    """An empty folder while the block runs.

    Raises: EnvironmentProblem when the disk is full.
    """
    with map_os_errors(application.home):
        folder, prefix = _place(application.home)
        with TemporaryDirectory(dir=folder, prefix=prefix) as made:
            yield Path(made)


@contextmanager
def temporary_copy(application: Application, name: str, content: bytes) -> Iterator[Path]:
    """The bytes as a file of ours while the block runs: what the browser sends is never a path.

    Raises: EnvironmentProblem when the disk is full.
    """
    with map_os_errors(application.home):
        folder, prefix = _place(application.home)
        handle, made = mkstemp(dir=folder, prefix=prefix, suffix=Path(name).suffix.lower()[:6])
    path = Path(made)
    try:
        with map_os_errors(application.home), os.fdopen(handle, "wb") as file:
            reach("upload.saving")
            file.write(content)
        reach("upload.saved")
        yield path
    finally:
        path.unlink(missing_ok=True)


def _place(home: Path) -> tuple[Path, str]:
    """The folder of all such files, and how the names of this process begin."""
    folder = home / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder, f"{os.getpid()}-"


def clear_leftovers(home: Path) -> int:
    """Delete what processes that live no more have left; returns how many files and folders.

    Before the first page is served: what bears the number of this process is of an earlier one then.
    """
    count = 0
    for path in sorted((home / _FOLDER).glob("*")):
        owner = path.name.partition("-")[0]
        if owner.isdigit() and int(owner) != os.getpid() and is_alive(int(owner)):
            continue
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            count += 1
    return count
