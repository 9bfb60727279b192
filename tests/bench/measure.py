"""Measuring: whole processes with their memory, alternating runs, medians and percentiles. Knows nothing measured."""

import resource
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO, TypeVar

__all__ = ["ProcessRun", "alternate", "median_ratio", "percentile", "run_process", "timed"]

_SAMPLE_SECONDS = 0.05
_MIB = 1024
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """One whole process: wall clock, work, and the most memory that it and its descendants held at once.

    Args:
        seconds: from start to exit.
        cpu_seconds: what all of them worked; tells more than the clock on a machine that has other work.
        peak_mib: sum of resident sets, sampled 20 times a second; 0 where /proc does not tell.
    """

    seconds: float
    cpu_seconds: float
    peak_mib: float


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text().split()]
            except OSError:
                continue
    return found


def _resident_kib(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), None)
    return int(line.split()[1]) if line else 0


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run_process(
    command: Sequence[str], output: IO[bytes] | int = subprocess.DEVNULL, accepted: Sequence[int] = (0,)
) -> ProcessRun:
    """Run a program to its end.

    Args:
        output: where its standard output goes.
        accepted: exit codes that are a success.

    Raises: RuntimeError with its last words when it failed.
    """
    done = threading.Event()
    peak = 0
    worked = _children_seconds()
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE) as process:

        def watch() -> None:
            nonlocal peak
            while not done.wait(_SAMPLE_SECONDS):
                peak = max(peak, sum(map(_resident_kib, _descendants(process.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, errors = process.communicate()
        seconds = time.perf_counter() - started
        done.set()
        watcher.join()
    if process.returncode not in accepted:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {errors.decode(errors='replace')[-800:]}")
    return ProcessRun(seconds, _children_seconds() - worked, peak / _MIB)


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Seconds that `work` took, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def alternate(runs: int, sides: Mapping[str, Callable[[int], _T]]) -> dict[str, list[_T]]:
    """Run the sides in turns, so that a slow spell of the machine hits all; each gets the number of the run.

    Every second round goes backwards, so that none always follows the same neighbour.
    """
    results: dict[str, list[_T]] = {name: [] for name in sides}
    for number in range(runs):
        for name in list(sides) if number % 2 == 0 else list(sides)[::-1]:
            results[name].append(sides[name](number))
    return results


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median of the ratios of neighbouring runs."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
