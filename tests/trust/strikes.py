"""A list on its way fails at one place: what is left must be what an undisturbed way leaves after one of its steps.

Then the way is gone again to its end, and the registry must be the same as the undisturbed one, to the digest.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from dashboards.scratch import clear_leftovers
from talentdb.failpoints import POINTS
from talentdb.search.check import check
from talentdb.services import revive
from tests.trust.pair import STEPS, Ended, Mark, Pair

__all__ = ["MODES", "STRIKES", "Struck", "full_disk", "small_disk", "strike"]

MODES: Final = ("error", "kill", "full")

# Every transaction ends at the places of `work.`: the third one of the way keeps the list, the seventh approves it.
_TIMES: Final = {"work.committing": (3, 7), "work.committed": (3, 7)}
STRIKES: Final = tuple(
    (point, number, mode) for point, mode in product(POINTS, MODES) for number in _TIMES.get(point, (1,))
)
"""(point, at the how-manieth time, mode) of all."""

_BEHIND: Final = ("work.committed", "index.", "export.")
"""Places behind a commit: what they interrupt may be done, untold."""


@dataclass(frozen=True)
class Struck:
    """One strike: where, how the process ended, and what was wrong afterwards (nothing, if all is well)."""

    place: str
    ended: Ended
    left_after: str
    wrong: tuple[str, ...]


def strike(pair: Pair, point: str, number: int, mode: str, fill: Callable[[], None] = lambda: None) -> Struck:
    """Let a new list fail at a place and look at what is left; then go its way again.

    Args:
        fill: takes all that is left on the disk of the home; for mode `full`.
    """
    name, content = pair.next_list()
    marks = pair.walk_calmly(name, content)
    before = pair.troubled.mark()
    how = "pause" if mode == "full" else mode
    ended = pair.troubled.walk_apart(name, content, f"{point}:{number}:{how}", fill)
    if mode == "full":
        _make_room(pair)
    wrong = list(_how_it_ended(ended, mode))
    left, found = _left(pair, before, marks, ended, behind=point.startswith(_BEHIND))
    wrong += found
    home = pair.troubled.servers.runtime.home
    if mode != "kill" and any((home / "incoming").iterdir()):
        wrong.append("a file in the clear was left")
    clear_leftovers(home)
    if any((home / "incoming").iterdir()):
        wrong.append("a file in the clear was left for ever")
    if left is not None:
        pair.troubled.set_sequences(before, marks[STEPS[0]], marks[left])
    again = pair.troubled.walk_apart(name, content)
    if again.told != STEPS[-1]:
        wrong.append(f"again: {again.told} {again.said}")
    wrong += _differences(pair)
    return Struck(f"{point}:{number}:{mode}", ended, left or "?", tuple(wrong))


def _how_it_ended(ended: Ended, mode: str) -> Iterator[str]:
    if mode == "kill" and ended.status != -signal.SIGKILL:
        yield f"not killed: {ended}"
    if mode == "error" and "FailpointReached" not in ended.said:
        yield f"no failure: {ended}"
    if mode == "full":
        if not ended.paused:
            yield f"did not pause: {ended}"
        # What is written may have had room in a page that was there before; otherwise it is told in words.
        if ended.told != STEPS[-1] and not ended.said.startswith("told: "):
            yield f"not told: {ended}"


def _left(
    pair: Pair, before: Mark, marks: dict[str, Mark], ended: Ended, *, behind: bool
) -> tuple[str | None, list[str]]:
    """After which step of the undisturbed way the tables are as they are now."""
    now = pair.troubled.mark()
    added = {table: count - before.rows[table] for table, count in now.rows.items()}
    told = STEPS.index(ended.told)
    allowed = STEPS[told : told + 2] if behind or ended.paused else STEPS[told : told + 1]
    for step in allowed:
        wanted = {table: count - marks[STEPS[0]].rows[table] for table, count in marks[step].rows.items()}
        if added == wanted:
            return step, []
    start, end = marks[STEPS[0]].rows, marks[ended.told].rows
    half = {table: (count, end[table] - start[table]) for table, count in added.items()}
    return None, [f"told {ended.told}, half done: { {t: c for t, c in half.items() if c[0] != c[1]} }"]


def _differences(pair: Pair) -> Iterator[str]:
    if pair.troubled.digest() != pair.calm.digest():
        yield "another digest than undisturbed"
    with pair.troubled.application() as application:
        report = check(application.engine, pair.troubled.index)
    if not report.agrees or report.pending:
        yield f"index: {report.summary()} {report.pending} wait"


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A disk of that size at `folder`; False where only root could mount it."""
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or mount is None or subprocess.run([mount, *options], check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disk(filler: Path) -> None:
    """Take every byte that is left on the disk of `filler`."""
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


def _make_room(pair: Pair) -> None:
    runtime = pair.troubled.servers.runtime
    (runtime.home / "filler").unlink(missing_ok=True)
    revive(runtime.settings, need_search=True)
