"""The folder of PostgreSQL's socket: short, 0700, and the one thing outside the home."""

import os
import stat
from pathlib import Path
from typing import Final

from talentdb.errors import DatabaseUnavailable
from talentdb.services import labels
from talentdb.services.faults import failure
from talentdb.services.home import home_digest

__all__ = ["socket_folder"]

# sun_path holds 108 bytes with its closing zero; PostgreSQL adds "/.s.PGSQL.5432" to the folder.
_LONGEST: Final = 107 - len("/.s.PGSQL.5432")


def _parent() -> Path:
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    # Room for "/talentdb-" and twelve digits; a folder of somebody else (after su) or a missing one does not serve.
    fits = bool(named) and len(os.fsencode(named)) + 22 <= _LONGEST and "'" not in named
    if (
        fits
        and os.path.isdir(named)
        and os.stat(named).st_uid == os.geteuid()
        and os.access(named, os.W_OK | os.X_OK)
    ):
        return Path(named)
    return Path("/tmp")  # noqa: S108 - the folder made in it is checked for its owner and mode


def socket_folder(home: Path, *, make: bool = False) -> Path:
    """Where the socket of this home's PostgreSQL is.

    Args:
        home: the home folder; its hash names the socket folder.
        make: create it, and make sure that it is a folder of ours that nobody else can enter.

    Raises: DatabaseUnavailable when somebody else has put something there.
    """
    folder = _parent() / f"talentdb-{home_digest(home)}"
    if make:
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            # lstat: a link of another account must not lead the socket, and with it the passwords, elsewhere.
            state = folder.lstat()
            if not stat.S_ISDIR(state.st_mode) or (os.geteuid() != 0 and state.st_uid != os.geteuid()):
                raise failure(DatabaseUnavailable, labels.SOCKET_FOLDER_FOREIGN, folder=folder) from None
            folder.chmod(0o700)
    return folder
