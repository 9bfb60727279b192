"""A folder for the files of one export, gone when it has been read; a full disk is told, not thrown at the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboards.application import Application
from talentdb.services.faults import map_os_errors

__all__ = ["scratch"]


@contextmanager
def scratch(application: Application) -> Iterator[Path]:
    """An empty folder in the home, where there is room for large files and nobody else reads.

    Raises: EnvironmentProblem when the disk is full.
    """
    with map_os_errors(application.home), TemporaryDirectory(dir=application.home) as folder:
        yield Path(folder)
