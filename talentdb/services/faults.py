"""Turns what the operating system and the servers' logs say into errors with a Vietnamese message and advice."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from talentdb.errors import DatabaseUnavailable, EnvironmentProblem, SearchUnavailable
from talentdb.services import labels
from talentdb.services.labels import Text

__all__ = ["disk_is_full", "failure", "last_line", "log_tail", "map_os_errors", "postgres_failure", "search_failure"]

_Problem = TypeVar("_Problem", bound=EnvironmentProblem)
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
# The hint is all that PostgreSQL says when a write ended in the middle of a page.
_FULL_WORDS: Final = ("No space left on device", "Disk quota exceeded", "Check free disk space", "os error 28")
_NOT_WRITABLE: Final = {
    errno.EACCES, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.ENOTDIR, errno.EPERM, errno.EROFS,
}  # fmt: skip
# A server logs less than this while it fails to start; more would only be older history.
_TAIL_BYTES: Final = 16_384


def failure(kind: type[_Problem], text: Text, **values: object) -> _Problem:
    """An exception of `kind` with the message and advice of the catalogue filled in."""
    message, advice = text
    return kind(message.format(**values), advice.format(**values))


@contextmanager
def map_os_errors(folder: Path) -> Iterator[None]:
    """Tells of a full disk or a folder that may not be written as an EnvironmentProblem; others pass unchanged."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise failure(EnvironmentProblem, labels.DISK_FULL, what="talentdb", folder=folder) from error
        if error.errno in _NOT_WRITABLE:
            place = error.filename or folder
            raise failure(EnvironmentProblem, labels.HOME_NOT_WRITABLE, folder=place) from error
        raise


def log_tail(log: Path, since: int = 0) -> str:
    """What the log says from byte `since` on, at most its last 16 KiB; empty when there is no log."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(since, size - _TAIL_BYTES))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def disk_is_full(text: str) -> bool:
    """Whether a server's words are those of a full disk or an exhausted quota."""
    return any(words in text for words in _FULL_WORDS)


def last_line(text: str) -> str:
    """The last line that tells of an error, or else the last one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"FATAL|PANIC|error", line)]
    return (telling or lines or ["không có dòng nhật ký nào."])[-1]


def postgres_failure(text: str, log: Path, folder: Path) -> DatabaseUnavailable:
    """Why PostgreSQL did not start, read from what it wrote."""
    if disk_is_full(text):
        return failure(DatabaseUnavailable, labels.DISK_FULL, what="PostgreSQL", folder=folder)
    if "Cannot allocate memory" in text or "could not create shared memory segment" in text:
        return failure(DatabaseUnavailable, labels.MEMORY_SHORT)
    return failure(DatabaseUnavailable, labels.POSTGRES_NOT_ANSWERING, reason=last_line(text), log=log)


def search_failure(text: str, log: Path, data: Path) -> SearchUnavailable:
    """Why Meilisearch did not start, read from what it wrote."""
    if disk_is_full(text):
        return failure(SearchUnavailable, labels.DISK_FULL, what="Meilisearch", folder=data)
    if "Address already in use" in text or "os error 98" in text:
        return failure(SearchUnavailable, labels.PORT_TAKEN)
    if re.search(r"database version .*incompatible", text, re.IGNORECASE | re.DOTALL):
        return failure(SearchUnavailable, labels.INDEX_OF_OTHER_VERSION, folder=data)
    return failure(SearchUnavailable, labels.SEARCH_NOT_ANSWERING, reason=last_line(text), log=log)
