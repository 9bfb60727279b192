"""Figure 15: a backup brings back any instant, soon enough, with nothing lost but the last minute; what is spoilt is
found. The registry is as large as a province's; the spoilt ones are small.
"""

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import psycopg

from talentdb.access.anchors import anchor_head, heads_file
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.backup.follow import EVERY_SECONDS, follow
from talentdb.backup.keys import BackupKeys, keys_of, secrets_of
from talentdb.backup.make import make_backup, ship_log
from talentdb.backup.manifest import MANIFEST, read_log_list, read_manifest, write_signed
from talentdb.backup.restore import restore
from talentdb.backup.verify import verify_backup
from talentdb.runtime import Runtime, open_runtime
from talentdb.services import open_services, revive
from talentdb.services.cluster import Cluster
from talentdb.services.privileges import choose_runner
from tests.trust.figure import Figure, Scale
from tests.trust.registries import BODIES, copied_up_to, hand_in, home_at, silent, state_of, tick

__all__ = ["measure"]

_PEOPLE: Final = {"short": 0, "full": 100_000}
_TICKS: Final = {"short": 2.0, "full": 60.0}
_EVERY: Final = {"short": 1.0, "full": EVERY_SECONDS}
_RTO_SECONDS: Final = 600
_RPO_SECONDS: Final = 60
_CLOCK: Final = "create table tick (at timestamptz primary key)"


def measure(scale: Scale) -> list[Figure]:
    """A large registry saved and brought back to an instant; its machine lost; a small one spoilt in many ways."""
    with tempfile.TemporaryDirectory(dir=Path.cwd().parent if scale == "full" else None) as name:
        folder = Path(name)
        return [*_large(folder, scale), _spoilt(folder / "small", scale)]


def _large(folder: Path, scale: Scale) -> list[Figure]:
    home = home_at(folder / "h")
    with open_runtime(home) as runtime:
        hand_in(runtime, folder, 0, 40, BODIES[0])
        people = copied_up_to(runtime, _PEOPLE[scale]) if _PEOPLE[scale] else 40
        owner = psycopg.connect(runtime.services.database.owner_url or "", autocommit=True)
        with closing(owner):
            owner.execute(_CLOCK)
            began = time.monotonic()
            made = make_backup(runtime, folder / "b", silent)
            took = time.monotonic() - began
            tick(owner, _TICKS[scale] / 2)
            [(instant,)] = owner.execute("select clock_timestamp()").fetchall()
            wanted = state_of(home, keys_of(home.home_path))
            # The disaster: every person gone, and committed.
            owner.execute("delete from person_version; delete from person_source; delete from tick")
            ship_log(runtime)
        secrets = secrets_of(home.home_path)
        lost = _machine_lost(runtime, folder, scale)
    size = f"{people:,} people, {made.size >> 20} MB sealed in {took:.0f} s"
    return [_instant(folder, secrets, instant, wanted, size), _rpo(folder, secrets, lost, scale)]


def _instant(
    folder: Path, secrets: dict[str, bytes], instant: datetime, wanted: dict[str, object], size: str
) -> Figure:
    """The state just before the disaster, elsewhere: to the second, and every table the same."""
    other = home_at(folder / "instant")
    began = time.monotonic()
    restore(other, folder / "b", silent, until=instant, secrets=secrets)
    with open_services(other) as services:
        rto = time.monotonic() - began
        newest = _newest_tick(services.database.owner_url)
        found = state_of(other, keys_of(other.home_path))
    shutil.rmtree(other.home_path)
    off = instant - newest if newest else timedelta(days=1)
    differing = sorted(name for name in wanted if wanted[name] != found.get(name))
    good = not differing and off <= timedelta(seconds=1) and rto <= _RTO_SECONDS
    return Figure(
        15, "restore to an instant before a disaster", "±1 s; RTO ≤ 10 min for 100,000 people; every table equal",
        f"{off.total_seconds():.2f} s off, RTO {rto:.0f} s, {len(wanted) - 2 - len(differing)} of {len(wanted) - 2}"
        f" tables equal ({size})", good,
    )  # fmt: skip


def _newest_tick(url: str | None) -> datetime | None:
    with closing(psycopg.connect(url or "")) as connection:
        [(newest,)] = connection.execute("select max(at) from tick").fetchall()
        found: datetime | None = newest
        return found


def _machine_lost(runtime: Runtime, folder: Path, scale: Scale) -> datetime:
    """The clock is written while the log is followed; then the machine is gone. Gives the last moment committed."""
    stop = threading.Event()
    follower = threading.Thread(target=follow, args=(runtime, stop, _EVERY[scale]))
    follower.start()
    try:
        with closing(psycopg.connect(runtime.services.database.owner_url or "", autocommit=True)) as owner:
            tick(owner, max(_TICKS[scale], 2.5 * _EVERY[scale]))
            [(last,)] = owner.execute("select max(at) from tick").fetchall()
        pid = Cluster(runtime.settings, choose_runner(runtime.home)).pid()
        # Nothing of the machine is used any more; what was shipped is all there is.
        _at_one_moment(folder / "b", folder / "lost")
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
    finally:
        stop.set()
        follower.join()
        revive(runtime.settings)
    found: datetime = last
    return found


def _at_one_moment(backup: Path, copy: Path) -> None:
    """The backup as it stands, while pieces of the log go on coming into it."""
    while True:
        with suppress(shutil.Error):
            shutil.copytree(backup, copy)
            return
        # A piece was put in the place of a shorter one meanwhile.
        shutil.rmtree(copy)


def _rpo(folder: Path, secrets: dict[str, bytes], last: datetime, scale: Scale) -> Figure:
    other = home_at(folder / "after")
    restore(other, folder / "lost", silent, secrets=secrets)
    with open_services(other) as services:
        newest = _newest_tick(services.database.owner_url)
    shutil.rmtree(other.home_path)
    rpo = (last - newest).total_seconds() if newest else float("inf")
    return Figure(
        15, "what is lost with the machine", f"RPO ≤ {_RPO_SECONDS} s",
        f"{rpo:.1f} s (log followed each {_EVERY[scale]:.0f} s)", rpo <= _RPO_SECONDS,
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------- negative controls


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _piece(copy: Path, keys: BackupKeys, at: int) -> Path:
    return copy / read_log_list(copy, read_manifest(copy, keys), keys).pieces[at].file.name


def _emptied(copy: Path, keys: BackupKeys) -> None:
    """A table was truncated between the reading and the copy: the signed manifest tells of more rows."""
    manifest = read_manifest(copy, keys)
    tables = {**manifest.tables, "person": replace(manifest.tables["person"], rows=10**6)}
    write_signed(copy, MANIFEST, replace(manifest, tables=tables), keys)


def _unanchored(copy: Path, _keys: BackupKeys) -> None:
    (copy / "home" / "audit.0").unlink()


_WAYS: Final[dict[str, Callable[[Path, BackupKeys], object]]] = {
    "log deleted": lambda copy, keys: _piece(copy, keys, 0).unlink(),
    "newest log deleted": lambda copy, keys: _piece(copy, keys, -1).unlink(),
    "byte of the log": lambda copy, keys: _flip(_piece(copy, keys, 0)),
    "byte of the data": lambda copy, _keys: _flip(copy / "data" / "00000"),
    "byte of the manifest": lambda copy, _keys: _flip(copy / MANIFEST),
    "table emptied": _emptied,
    "anchors gone": _unanchored,
}


def _spoilt(folder: Path, scale: Scale) -> Figure:
    """Every way to spoil a backup turns its proof red, and the unspoilt one is green."""
    home = home_at(folder / "h", search=scale == "full")
    with open_runtime(home) as runtime:
        hand_in(runtime, folder, 0, 20, BODIES[0])
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            anchor_head(connection, runtime.keyring, heads_file(runtime.home))
        make_backup(runtime, folder / "b", silent)
    keys, secrets = keys_of(home.home_path), secrets_of(home.home_path)
    missed = [] if verify_backup(home, folder / "b", silent).good else ["the unspoilt one is red"]
    for what, spoil in _WAYS.items():
        copy = Path(shutil.copytree(folder / "b", folder / "copy"))
        spoil(copy, keys)
        if verify_backup(home, copy, silent).good:
            missed.append(what)
        shutil.rmtree(copy)
    wrong = {**secrets, "key-backup": bytes(32)}
    if verify_backup(home, folder / "b", silent, wrong).good:
        missed.append("wrong key")
    ways = len(_WAYS) + 1
    return Figure(
        15, "negative controls of the proof", "all red, and green without",
        f"{ways - len(missed)} of {ways} red" + (f"; missed: {', '.join(missed)}" if missed else ""), not missed,
    )  # fmt: skip
