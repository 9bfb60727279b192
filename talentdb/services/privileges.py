"""As whom the servers run. PostgreSQL refuses root, so root gets rid of its powers before starting anything.

An ordinary user starts them as itself. Root starts them in a user namespace where it is nobody: files stay root's and
no folder is opened to others. Where that is forbidden, or the way to the home leads through folders of others, they
run as a system user on data under /var/lib/talentdb. No permission of an existing folder is ever widened.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from talentdb.errors import EnvironmentProblem
from talentdb.services import labels
from talentdb.services.faults import failure
from talentdb.services.home import home_digest, secret

__all__ = ["Runner", "choose_runner", "namespaces_allowed"]

SYSTEM_USER: Final = "talentdb"
SYSTEM_FOLDER: Final = Path("/var/lib/talentdb")
_NOBODY: Final = "65534"
_NAMESPACE: Final = ("unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}")
# No variable of the caller may steer a server: PG*, MEILI_*, LD_* and the locale are left behind.
_ENVIRONMENT: Final = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent"}
# initdb, the longest of them, takes one second on a fast disk.
_RUN_SECONDS: Final = 120
_DETACH: Final = '"$@" </dev/null >>"$TALENTDB_LOG" 2>&1 & echo $!'


@dataclass(frozen=True, slots=True)
class Runner:
    """Starts programs with the right powers.

    Args:
        place: folder that holds the servers' data, logs and copied binaries; closed to others.
        prefix: command put before every other.
        account: (uid, gid) to become, or None to stay.
    """

    place: Path
    prefix: tuple[str, ...] = ()
    account: tuple[int, int] | None = None

    @property
    def accounts(self) -> frozenset[int]:
        """User ids that our servers can have."""
        return frozenset({os.geteuid(), *((self.account[0],) if self.account else ())})

    def give(self, path: Path) -> Path:
        """Hand a file or folder over to the account that the servers run as."""
        if self.account is not None:
            os.chown(path, *self.account)
        return path

    def folder(self, path: Path) -> Path:
        """Make a private folder that the servers can write."""
        if not path.is_dir():
            path.mkdir(mode=0o700)
            self.give(path)
        return path

    def run(
        self, arguments: Sequence[str | Path], *, text: str = "", environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end in its own session, out of reach of the terminal's Ctrl-C."""
        user, group = self.account or (None, None)
        return subprocess.run(
            [*self.prefix, *map(str, arguments)],
            input=text, capture_output=True, text=True, errors="replace", check=False, timeout=_RUN_SECONDS,
            env={**_ENVIRONMENT, **(environment or {})}, cwd="/", start_new_session=True,
            user=user, group=group, extra_groups=None if group is None else [group],
        )  # fmt: skip

    def detach(self, arguments: Sequence[str | Path], log: Path, environment: Mapping[str, str]) -> int:
        """Start a server that outlives this program and is nobody's child here; gives its process id."""
        self.give(prepare_log(log))
        shell = ["/bin/sh", "-c", _DETACH, "sh", *map(str, arguments)]
        done = self.run(shell, environment={**environment, "TALENTDB_LOG": str(log)})
        return int(done.stdout)


def prepare_log(log: Path) -> Path:
    """Make the log 0600; one larger than 10 MB is set aside, so that logs never fill a disk."""
    if log.exists() and log.stat().st_size > 10_000_000:
        log.replace(log.with_suffix(".old.log"))
    os.close(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return log


@cache
def namespaces_allowed(home: Path) -> bool:
    """Whether root may shed its powers in a user namespace, and still reach the home without them."""
    if shutil.which("unshare") is None:
        return False
    probe = Runner(home, _NAMESPACE).run(["/bin/sh", "-c", 'test -w "$1" && test -x "$1"', "sh", home])
    return probe.returncode == 0


def _system_account() -> tuple[int, int]:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        # Often not on the PATH of a program, even of root's.
        useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        command = [useradd or "", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        if useradd is None or subprocess.run(command, capture_output=True, check=False).returncode:
            raise failure(EnvironmentProblem, labels.NO_SYSTEM_USER, user=SYSTEM_USER) from None
        entry = pwd.getpwnam(SYSTEM_USER)
    return entry.pw_uid, entry.pw_gid


def choose_runner(home: Path) -> Runner:
    """How the servers of `home` run on this machine.

    Raises: EnvironmentProblem when root has no way to shed its powers.
    """
    if os.geteuid() != 0:
        return Runner(home)
    # The name holds a secret of the home: a new home at an old path must not meet the old home's data.
    place = SYSTEM_FOLDER / f"{home_digest(home)}-{secret(home, 'place', 4).hex()}"
    if not place.exists() and namespaces_allowed(home):
        return Runner(home, _NAMESPACE)
    old = home / "postgres" / "data"
    if old.exists():
        raise failure(EnvironmentProblem, labels.DATA_ELSEWHERE, folder=old)
    account = _system_account()
    if not SYSTEM_FOLDER.is_dir():
        SYSTEM_FOLDER.mkdir(parents=True)
        SYSTEM_FOLDER.chmod(0o755)
    runner = Runner(place, account=account)
    runner.folder(place)
    return runner
