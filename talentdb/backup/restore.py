"""Restores a backup into a home: beside the place of the data first, which it takes when recovery has ended well.

What was in the home before is set aside, never deleted. No program may use the home meanwhile.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from talentdb.access.anchors import heads_file
from talentdb.backup import labels
from talentdb.backup.cluster_copy import unpack
from talentdb.backup.keys import BackupKeys, keys_of, secrets_of, store_secrets
from talentdb.backup.log import write_segments
from talentdb.backup.manifest import LogList, Manifest, read_log_list, read_manifest
from talentdb.backup.rows import restore_tables
from talentdb.backup.sealing import SealedReader
from talentdb.backup.state import forget_state
from talentdb.backup.states import owner_connection
from talentdb.console import Progress
from talentdb.errors import ConflictError, DatabaseUnavailable, DataError, UsageError
from talentdb.runtime import initialise_home
from talentdb.services import open_services
from talentdb.services.cluster import Cluster
from talentdb.services.faults import log_tail, map_os_errors
from talentdb.services.home import Claim, exclusive, prepare_home
from talentdb.services.meilisearch import SearchServer
from talentdb.services.privileges import Runner, choose_runner
from talentdb.services.signals import orderly_end
from talentdb.settings import VIETNAM, Settings, now

__all__ = ["Restored", "restore", "trim_heads"]

_DRAFT: Final = "data.restored"
# A day's log of a busy registry replays in minutes.
_REPLAY_SECONDS: Final = 3600.0


@dataclass(frozen=True)
class Restored:
    """What was restored.

    Args:
        until: the instant; None for the newest state that the backup holds.
        seconds: how long the data took, without the search index.
        set_aside: where the data lies that was there before; None when there was none.
    """

    manifest: Manifest
    until: datetime | None
    seconds: float
    set_aside: Path | None


def restore(
    settings: Settings,
    folder: Path,
    progress: Progress,
    *,
    until: datetime | None = None,
    secrets: Mapping[str, bytes] | None = None,
    replace_home: bool = False,
    at_mark: bool = False,
) -> Restored:
    """Restore a backup into the home of `settings`.

    Args:
        until: the state at that instant; the newest one without.
        secrets: of a key file; those of the home without.
        replace_home: data and other keys that are there are set aside instead of refused.
        at_mark: the state at which the manifest's digests hold.

    Raises: UsageError, DataError, ConflictError, EnvironmentProblem; the home is then as it was.
    """
    home = prepare_home(settings.home_path)
    keys = _keys(home, secrets)
    manifest = read_manifest(folder, keys)
    if manifest.kind == "tables":
        return _restore_rows(settings, folder, (manifest, keys), progress, until, secrets)
    log = read_log_list(folder, manifest, keys)
    _check_instant(manifest, log, until)
    with orderly_end(), exclusive(home), map_os_errors(home):
        if Claim.exists(home):
            raise ConflictError(labels.HOME_IN_USE[0].format(folder=home), labels.HOME_IN_USE[1])
        if settings.database_url is not None:
            raise UsageError(*labels.NEEDS_EMBEDDED)
        began = time.monotonic()
        with _secrets_in_place(home, secrets, replace_home=replace_home):
            aside = _restore_cluster(
                settings, folder, (manifest, log, keys), _target(manifest, until, at_mark=at_mark), progress,
                replace_home=replace_home,
            )  # fmt: skip
            _restore_kept(home, folder, manifest, keys)
            trim_heads(home, manifest.marked_at if at_mark else (until or datetime.fromisoformat(log.until)))
            forget_state(home)
        return Restored(manifest, until, time.monotonic() - began, aside)


def _keys(home: Path, secrets: Mapping[str, bytes] | None) -> BackupKeys:
    if secrets is None:
        return keys_of(home)
    try:
        return BackupKeys(secrets["key-backup"], secrets["key-backup-sign"])
    except KeyError:
        raise DataError(*labels.BAD_KEY_FILE) from None


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"


def _restore_rows(
    settings: Settings,
    folder: Path,
    backup: tuple[Manifest, BackupKeys],
    progress: Progress,
    until: datetime | None,
    secrets: Mapping[str, bytes] | None,
) -> Restored:
    """Fill the empty database of a server, ours or another, with the rows of all tables."""
    manifest, keys = backup
    home = settings.home_path
    if until is not None:
        raise UsageError(*labels.NO_INSTANTS)
    began = time.monotonic()
    with _secrets_in_place(home, secrets, replace_home=False):
        with open_services(settings, progress=progress) as services:
            initialise_home(services)
            restore_tables(services.database.owner_url, folder, manifest, keys, progress)
        _restore_kept(home, folder, manifest, keys)
        trim_heads(home, manifest.marked_at)
    return Restored(manifest, None, time.monotonic() - began, None)


def _check_instant(manifest: Manifest, log: LogList, until: datetime | None) -> None:
    """An instant outside of what the backup holds is refused before anything is written."""
    if until is None:
        return
    since, newest = datetime.fromisoformat(manifest.consistent_at), datetime.fromisoformat(log.until)
    if until < since:
        raise UsageError(labels.TOO_EARLY[0].format(since=_shown(since)), labels.TOO_EARLY[1])
    if until > newest:
        raise UsageError(labels.TOO_LATE[0].format(until=_shown(newest)), labels.TOO_LATE[1])


def _target(manifest: Manifest, until: datetime | None, *, at_mark: bool) -> str:
    """The lines of configuration that say how far to replay."""
    lines = [
        # The log lies in its folder already; there is no archive to ask.
        "restore_command = 'false'",
        "recovery_target_timeline = 'current'",
        "recovery_target_action = 'promote'",
    ]
    if at_mark:
        lines.append(f"recovery_target_name = '{manifest.mark}'")
    elif until is not None:
        lines.append(f"recovery_target_time = '{until.isoformat()}'")
    return "\n".join(lines) + "\n"


@contextmanager
def _secrets_in_place(home: Path, secrets: Mapping[str, bytes] | None, *, replace_home: bool) -> Iterator[None]:
    """Put the keys of a key file into the home; taken out again when the block fails."""
    if secrets is None:
        yield
        return
    there = secrets_of(home)
    differing = sorted(name for name in secrets.keys() & there.keys() if secrets[name] != there[name])
    if differing and not replace_home:
        raise ConflictError(labels.OTHER_SECRETS[0].format(folder=home), labels.OTHER_SECRETS[1])
    place, aside = home / "secrets", home / f"secrets.{now():%Y%m%dT%H%M%S}"
    if differing:
        shutil.copytree(place, aside)
        for name in differing:
            (place / name).unlink()
    before = set(secrets_of(home))
    try:
        store_secrets(home, secrets)
        yield
    except BaseException:
        for name in secrets.keys() - before:
            (place / name).unlink(missing_ok=True)
        if differing:
            store_secrets(home, {name: there[name] for name in differing})
            shutil.rmtree(aside)
        raise


def _restore_cluster(
    settings: Settings,
    folder: Path,
    backup: tuple[Manifest, LogList, BackupKeys],
    target: str,
    progress: Progress,
    *,
    replace_home: bool,
) -> Path | None:
    """Unpack, replay, and put in place; gives where the former data lies."""
    manifest, log, keys = backup
    runner = choose_runner(settings.home_path)
    live = Cluster(settings, runner)
    if live.data.exists() and not replace_home:
        raise ConflictError(labels.HOME_NOT_EMPTY[0].format(folder=live.home), labels.HOME_NOT_EMPTY[1])
    if live.pid() is not None:
        raise ConflictError(labels.HOME_IN_USE[0].format(folder=live.home), labels.HOME_IN_USE[1])
    draft = Cluster(settings, runner, _DRAFT, target, _REPLAY_SECONDS)
    runner.folder(draft.folder)
    shutil.rmtree(draft.data, ignore_errors=True)
    try:
        runner.folder(draft.data)
        _write_files(draft.data, folder, manifest, log, keys, runner, progress)
        _replay(draft)
        aside = None
        if live.data.exists():
            aside = live.data.with_name(f"data.{now():%Y%m%dT%H%M%S}")
            live.data.rename(aside)
        draft.data.rename(live.data)
        _forget_index(settings, runner)
        return aside
    finally:
        shutil.rmtree(draft.data, ignore_errors=True)


def _write_files(
    data: Path,
    folder: Path,
    manifest: Manifest,
    log: LogList,
    keys: BackupKeys,
    runner: Runner,
    progress: Progress,
) -> None:
    for path in unpack(folder, manifest.backup_id, manifest.contents, keys, data, progress):
        runner.give(path)
    for path in write_segments(folder, manifest, log, keys, data / "pg_wal"):
        path.chmod(0o600)
        runner.give(path)
    signal = data / "recovery.signal"
    signal.touch(mode=0o600)
    runner.give(signal)


def _replay(draft: Cluster) -> None:
    """Let PostgreSQL replay the log and end recovery, then stop it in order."""
    since = draft.log.stat().st_size if draft.log.exists() else 0
    try:
        address = draft.ensure()
        with owner_connection(address.owner_url) as owner:
            while (row := owner.execute("select pg_is_in_recovery()").fetchone()) and row[0]:
                time.sleep(0.2)
    except DatabaseUnavailable as error:
        said = [line for line in log_tail(draft.log, since).splitlines() if "FATAL" in line or "PANIC" in line]
        reason = said[0].strip() if said else str(error)
        raise DataError(labels.NO_RECOVERY[0].format(reason=reason), labels.NO_RECOVERY[1]) from error
    finally:
        draft.stop()


def _forget_index(settings: Settings, runner: Runner) -> None:
    """The index of this home is of another state now; the next start builds it anew."""
    if settings.meili_url is None:
        shutil.rmtree(SearchServer(settings, runner).data, ignore_errors=True)


def _restore_kept(home: Path, folder: Path, manifest: Manifest, keys: BackupKeys) -> None:
    """Put back what lay outside of the database; a file that is there already and says more stays."""
    for file in manifest.files:
        if file.name.startswith("home/"):
            reader = SealedReader(folder / file.name, keys.seal, f"{manifest.backup_id}/{file.name}")
            path, _line, content = b"".join(reader).partition(b"\n")
            place = (home / path.decode()).resolve()
            if not place.is_relative_to(home.resolve()):
                raise DataError(labels.DAMAGED[0].format(file=file.name), labels.DAMAGED[1])
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not place.exists() or not place.read_bytes().startswith(content):
                place.write_bytes(content)
                place.chmod(0o600)


def trim_heads(home: Path, instant: datetime | str) -> None:
    """Signed heads of the audit chain that are younger than what was restored are set aside, as evidence.

    A line begins with its moment; what it signs was committed before.
    """
    file = heads_file(home)
    if not file.exists():
        return
    limit = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = next((at for at, line in enumerate(lines) if _moment(line, limit) > limit), len(lines))
    if kept < len(lines):
        aside = file.with_name(f"{file.name}.after-{limit.astimezone(VIETNAM):%Y%m%dT%H%M%S}")
        aside.write_text("".join(lines[kept:]), encoding="utf-8")
        file.write_text("".join(lines[:kept]), encoding="utf-8")


def _moment(line: str, otherwise: datetime) -> datetime:
    try:
        return datetime.fromisoformat(line.split(" ", 1)[0])
    except ValueError:
        return otherwise
