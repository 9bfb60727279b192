"""What a running home takes: memory, connections to the database, open files, by process; and whether it grows.

Memory is the proportional share (PSS): what processes share is counted once. Linux only; measures nothing by itself.
"""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

__all__ = ["Growth", "Usage", "family", "growth", "usage_of"]

_PROC: Final = Path("/proc")


@dataclass(frozen=True)
class Usage:
    """One look: memory in MiB and seconds of the processor by name of a family of processes, open files of all,
    connections."""

    at: float
    memory: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    files: int = 0
    connections: int = 0

    @property
    def total(self) -> float:
        """Memory of all, in MiB."""
        return sum(self.memory.values())


@dataclass(frozen=True)
class Growth:
    """How something went over a soak: the middle third against the last one, and by the hour."""

    first: float
    last: float
    hourly: float

    def bounded(self, share: float, allowance: float) -> bool:
        """Whether the last third is no more than so much above the middle one."""
        return self.last <= self.first * (1 + share) + allowance


def family(pid: int) -> list[int]:
    """A process and all that it started, as far as they run."""
    parents: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue
            if stat[0] not in (b"Z", b"X"):
                parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def _memory(pid: int) -> float:
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _busy(pid: int) -> float:
    """Seconds of the processor, with those of children that ended."""
    try:
        stat = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")


def _files(pid: int) -> int:
    try:
        return sum(1 for _ in (_PROC / str(pid) / "fd").iterdir())
    except OSError:
        return 0


def usage_of(roots: dict[str, int], connections: int) -> Usage:
    """Look at the families of these processes now.

    Args:
        roots: name -> the process that began it; a family inside another one is counted with it alone.
    """
    memory, busy, files = {}, {}, 0
    counted: set[int] = set()
    for name, root in roots.items():
        members = [pid for pid in family(root) if pid not in counted]
        counted |= set(members)
        memory[name] = sum(map(_memory, members))
        busy[name] = sum(map(_busy, members))
        files += sum(map(_files, members))
    return Usage(time.monotonic(), memory, busy, files, connections)


def growth(times: Sequence[float], values: Iterable[float]) -> Growth:
    """Medians of the middle and the last third of what was seen at these seconds; median slope by the hour."""
    seen = list(zip(times, values, strict=True))
    third = max(1, len(seen) // 3)
    tail = seen[third:]
    slopes = [
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for place, earlier in enumerate(tail)
        for later in tail[place + 1 :]
        if later[0] > earlier[0]
    ]
    return Growth(
        median(value for _, value in seen[third : 2 * third] or seen),
        median(value for _, value in seen[-third:]),
        3600 * median(slopes) if slopes else 0.0,
    )
