"""The home folder (0700), its secrets (0600, made once) and the locks that let several programs share one home.

Locks are flock locks on two files: `in-use.lock` is held shared for as long as a program uses the servers, and
`starting.lock` exclusively while one starts or stops them. The kernel frees both when a program dies.
"""

import fcntl
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from talentdb.errors import EnvironmentProblem
from talentdb.services import labels
from talentdb.services.faults import failure, map_os_errors

__all__ = ["Claim", "exclusive", "home_digest", "make_private_folder", "prepare_home", "secret", "write_secret"]

_SECRETS: Final = "secrets"
_IN_USE: Final = "in-use.lock"
_STARTING: Final = "starting.lock"
# Longer than the longest start and stop together (crash recovery included).
_PATIENCE_SECONDS: Final = 180.0


def home_digest(home: Path) -> str:
    """Twelve hexadecimal digits that stand for this home and this account in short names."""
    return hashlib.sha256(f"{os.geteuid()}:{os.path.realpath(home)}".encode()).hexdigest()[:12]


def make_private_folder(folder: Path) -> Path:
    """Make `folder` with mode 0700; parents that are missing get the usual mode and none that exists is changed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    return folder


def _check_ours(home: Path) -> None:
    """A mistyped TALENTDB_HOME must not take rights away from a folder that is something else."""
    state = home.stat()
    if state.st_uid != os.geteuid():
        raise failure(EnvironmentProblem, labels.HOME_NOT_WRITABLE, folder=home)
    if stat.S_IMODE(state.st_mode) & 0o077 == 0:
        return
    if state.st_mode & stat.S_ISVTX or (any(home.iterdir()) and not (home / _SECRETS).is_dir()):
        raise failure(EnvironmentProblem, labels.HOME_FOREIGN, folder=home)
    home.chmod(0o700)


def prepare_home(home: Path) -> Path:
    """Make the home, or check that it is ours and closed to others.

    Raises: EnvironmentProblem when it cannot be written or is a folder of something else.
    """
    with map_os_errors(home):
        make_private_folder(home)
        _check_ours(home)
        make_private_folder(home / _SECRETS)
    return home


def _read_secret(path: Path, nbytes: int) -> bytes:
    value = path.read_bytes()
    if len(value) != nbytes:
        raise failure(EnvironmentProblem, labels.SECRET_DAMAGED, path=path)
    if stat.S_IMODE(path.stat().st_mode) != 0o600:
        path.chmod(0o600)
    return value


def _write_durably(path: Path, value: bytes) -> None:
    """A key that encrypts data must survive a power cut as well as the data, so file and folder are synced."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
        # link, not rename: of two programs at once the first wins and both then read the same bytes.
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def secret(home: Path, name: str, nbytes: int = 32) -> bytes:
    """Random bytes of this home under `name`: made at the first call, the same for ever after.

    Args:
        home: the home folder; made when missing.
        name: lower-case letters, digits, "-" and "_".
        nbytes: length; must be the same at every call.

    Raises: EnvironmentProblem when the file is damaged or the home cannot be written.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise ValueError(f"not a name of a secret: {name!r}")
    path = prepare_home(home) / _SECRETS / name
    with map_os_errors(home):
        if not path.exists():
            _write_durably(path, secrets.token_bytes(nbytes))
        return _read_secret(path, nbytes)


def write_secret(home: Path, name: str, value: bytes) -> None:
    """Put a secret that was kept elsewhere into a home; one that is there already stays.

    Raises: EnvironmentProblem when the home cannot be written.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name):
        raise ValueError(f"not a name of a secret: {name!r}")
    path = prepare_home(home) / _SECRETS / name
    with map_os_errors(home):
        _write_durably(path, value)


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock_patiently(descriptor: int, home: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise failure(EnvironmentProblem, labels.HOME_BUSY, folder=home) from None
            time.sleep(0.05)


@contextmanager
def exclusive(home: Path) -> Iterator[None]:
    """Nobody else starts or stops servers of this home inside this block."""
    with map_os_errors(home):
        descriptor = _open_lock(home / _STARTING)
    try:
        _lock_patiently(descriptor, home)
        yield
    finally:
        os.close(descriptor)


class Claim:
    """This program's share in the servers of a home. Take and give back only inside `exclusive`."""

    def __init__(self, home: Path) -> None:
        with map_os_errors(home):
            self._descriptor = _open_lock(home / _IN_USE)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def give_back(self) -> bool:
        """End the share; True when this was the last one, so that the servers have to be stopped."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            return False
        finally:
            # Unlocked by name: a forked child may still hold the same open file.
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)

    @staticmethod
    def exists(home: Path) -> bool:
        """Whether any program, this one included, holds a share."""
        descriptor = _open_lock(home / _IN_USE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
