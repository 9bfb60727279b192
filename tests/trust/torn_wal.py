"""Figure 2: whatever happened to the end of PostgreSQL's log in a crash, a consistent beginning of history stands.

A cluster is killed in the middle of small lists being handed in. The end of the log in each copy is then zeroed, or
one byte of it flipped, as a disk may leave it; each copy is started and held against the order of what was told.
"""

import os
import random
import shutil
import signal
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import TalentdbError
from talentdb.registry.rebuild import digest, rebuild
from talentdb.runtime import Runtime, open_runtime
from talentdb.services import processes
from talentdb.services.cluster import Cluster
from talentdb.services.privileges import choose_runner
from tests.trust.figure import Figure, Scale
from tests.trust.registries import BODIES, hand_in, home_at

__all__ = ["measure"]

_COPIES: Final = {"short": 3, "full": 50}
_LISTS: Final = {"short": 4, "full": 60}
_ROWS: Final = 10
_SEED: Final = 2
_TORN_BYTES: Final = 4_000_000
"""More than a flush leaves behind: the list that was on its way fills the last half megabyte, and those before it are
what was told to be there."""
_REBUILT: Final = 5
"""Every so manyth copy is also rebuilt from its originals and decisions, which takes the longest."""


@dataclass(frozen=True)
class _Crashed:
    """The home as the crash left it: data folder, what was acknowledged, where the log ends."""

    home: Path
    acknowledged: tuple[int, ...]
    segment: Path
    end: int


def measure(scale: Scale) -> list[Figure]:
    """Crash once, tear many times."""
    with tempfile.TemporaryDirectory() as name:
        crashed = _crash(Path(name), _LISTS[scale])
        chance = random.Random(_SEED)
        wrong: list[str] = []
        kept = []
        for number in range(_COPIES[scale]):
            home = Path(shutil.copytree(crashed.home, Path(name) / "torn"))
            what = _tear(home, crashed, chance, number)
            try:
                kept.append(_standing(home, crashed, rebuilds=number % _REBUILT == 0))
            except (TalentdbError, AssertionError) as error:
                wrong.append(f"{what}: {error}")
            shutil.rmtree(home)
    total = len(crashed.acknowledged)
    spread = f"{min(kept)} to {max(kept)}" if kept else "none"
    # Where nothing was torn off, nothing was tried.
    tried = scale == "short" or (bool(kept) and min(kept) < total)
    told = f"{len(wrong)} of {_COPIES[scale]} ({spread} of {total} lists stand)"
    return [
        Figure(
            2, "crashed clusters with a torn log", "0 not a consistent beginning, 0 half lists",
            told + "".join(f"; {one}" for one in wrong[:3]), not wrong and bool(kept) and tried,
        )
    ]  # fmt: skip


def _crash(folder: Path, lists: int) -> _Crashed:
    """Hand in lists until the server is killed in the middle of one."""
    settings = home_at(folder / "h")
    with open_runtime(settings) as runtime:
        cluster = Cluster(settings, choose_runner(settings.home_path))
        acknowledged = [hand_in(runtime, folder, number, _ROWS, BODIES[number % 4]) for number in range(lists)]
        writer = threading.Thread(target=_write_on, args=(runtime, folder, acknowledged))
        writer.start()
        time.sleep(0.3)
        pid = cluster.pid()
        if pid is None:
            raise RuntimeError("it did not run")
        os.kill(pid, signal.SIGKILL)
        writer.join()
        while any(_works_in(entry, cluster.data) for entry in Path("/proc").glob("[0-9]*/cwd")):
            time.sleep(0.05)
        processes.wait_gone(pid, 10)
        crashed = Path(shutil.copytree(settings.home_path, folder / "crashed"))
    (crashed / "postgres" / "data" / "postmaster.pid").unlink(missing_ok=True)
    segment, end = _end_of_log(crashed / "postgres" / "data" / "pg_wal")
    return _Crashed(crashed, tuple(acknowledged), segment.relative_to(crashed), end)


def _write_on(runtime: Runtime, folder: Path, acknowledged: list[int]) -> None:
    """More lists, until the crash meets one; of that one nobody was told."""
    with suppress(TalentdbError):
        for number in range(len(acknowledged), len(acknowledged) + 50):
            acknowledged.append(hand_in(runtime, folder, number, _ROWS, BODIES[number % 4]))  # noqa: PERF401 - what was told counts when it stops


def _works_in(link: Path, data: Path) -> bool:
    with suppress(OSError):
        return link.readlink() == data
    return False


def _end_of_log(folder: Path) -> tuple[Path, int]:
    """The segment that was written last, and behind its last byte that is not zero.

    A segment that is only prepared is all zeros here: none was recycled in so short a life.
    """
    for segment in sorted((path for path in folder.iterdir() if len(path.name) == 24), reverse=True):
        end = len(segment.read_bytes().rstrip(b"\0"))
        if end:
            return segment, end
    raise RuntimeError("no log")


def _tear(home: Path, crashed: _Crashed, chance: random.Random, number: int) -> str:
    """Zero the end of the log, or flip one byte of it."""
    path = home / crashed.segment
    raw = bytearray(path.read_bytes())
    since = max(8192, crashed.end - chance.randrange(1, _TORN_BYTES))
    if number % 2:
        at = chance.randrange(since, crashed.end)
        raw[at] ^= 1 << chance.randrange(8)
        what = f"byte {at} flipped"
    else:
        raw[since : crashed.end] = bytes(crashed.end - since)
        what = f"zeroed from {since}"
    path.write_bytes(raw)
    return what


def _standing(home: Path, crashed: _Crashed, *, rebuilds: bool) -> int:
    """Start a torn copy; how many acknowledged lists stand in it.

    Raises: AssertionError when they are no beginning of the order, or one is there by half.
    """
    with open_runtime(home_at(home)) as runtime, unit_of_work(runtime.engine, OPERATOR) as connection:
        rows = connection.exec_driver_sql(
            "select s.submission_id, s.state, s.n_records,"
            " (select count(*) from source_record r where r.submission_id = s.submission_id),"
            " (select count(*) from person_source p join source_record r using (source_record_id)"
            "   where r.submission_id = s.submission_id),"
            " exists (select from submission_file f where f.sha256 = s.file_sha256)"
            " from submission s order by s.submission_id"
        ).all()  # fmt: skip
        there = [row[0] for row in rows]
        known = [one for one in there if one in crashed.acknowledged]
        assert known == list(crashed.acknowledged[: len(known)]), "not a beginning of the order"
        if there != known:
            assert len(known) == len(crashed.acknowledged), "a later list without an earlier one"
        for number, state, told, records, linked, original in rows:
            assert records == told == _ROWS, f"list {number} has {records} of {told} rows"
            assert original, f"list {number} lost its file"
            assert linked == (_ROWS if state == "approved" else 0), f"list {number} is approved by half"
        open_lists = sum(row[1] != "approved" for row in rows)
        assert open_lists <= 1, "more than the last list is open"
        if rebuilds:
            before = digest(connection)
            rebuild(connection, OPERATOR)
            assert digest(connection) == before, "derived rows differ from the decisions"
        return len(known)
