"""Work over many rows done by two processes: a fork of the reading child takes the second half and sends it back.

Only the limited child permits it (`permit_helper`); everywhere else, and wherever the helper fails, the work is done
here alone with the same result. Both processes together stay within the memory of one.
"""

import os
import pickle
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

__all__ = ["in_halves", "permit_helper"]

# Below this the fork and the way back cost more than they save.
_LEAST = 2_000
# The helper has to pack its part and this process to unpack it, so the helper gets a little less.
_SHARE = 0.54
_MIB = 1024 * 1024
# With more in memory than this, what the two may use would be too little for either.
_MOST_HELD = 320 * _MIB
_HELPER_GROWTH = 160 * _MIB

_T = TypeVar("_T")
_permitted = False


def permit_helper() -> None:
    """Allow one helper at a time, for this process; only where the process has its limits and no threads."""
    global _permitted
    _permitted = (os.cpu_count() or 1) > 1


@dataclass(frozen=True, slots=True)
class _Helper:
    pid: int
    pipe: int

    def result(self) -> list[Any] | None:
        """What it sent; None when it failed."""
        chunks = []
        while chunk := os.read(self.pipe, 1 << 20):
            chunks.append(chunk)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.pipe)
        if status != 0 or not chunks:
            return None
        found: list[Any] = pickle.loads(b"".join(chunks))  # noqa: S301 - a fork of this very process
        return found

    def stop(self) -> None:
        """End it, whatever it is doing."""
        os.close(self.pipe)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def in_halves(work: Callable[[int, int], list[_T]], count: int) -> list[_T]:
    """`work(0, count)`, as two calls in two processes where that is allowed and worth it.

    Args:
        work: gives one picklable value for each index from its first argument up to its second; changes nothing.
        count: how many indexes there are.
    """
    if not _permitted or count < _LEAST or _held() > _MOST_HELD:
        return work(0, count)
    middle = int(count * _SHARE)
    with _shared_memory() as helper_limit:
        helper = _start(work, middle, count, helper_limit)
        if helper is None:
            return work(0, count)
        try:
            mine = work(0, middle)
        except MemoryError:
            helper.stop()
            helper, mine = None, []
        except BaseException:
            helper.stop()
            raise
        theirs = helper.result() if helper else None
    if helper is None:
        return work(0, count)
    mine.extend(theirs if theirs is not None else work(middle, count))
    return mine


def _held() -> int:
    """Bytes of address space in use; more than allowed where that cannot be known."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return _MOST_HELD + 1


@contextmanager
def _shared_memory() -> Iterator[int]:
    """Takes the helper's memory off this process's own for as long as it runs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    helper = _held() + _HELPER_GROWTH
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (max(soft - helper, _held()), hard))
    try:
        yield helper
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _start(work: Callable[[int, int], list[Any]], first: int, last: int, memory: int) -> _Helper | None:
    reading, writing = os.pipe()
    processes = resource.getrlimit(resource.RLIMIT_NPROC)
    resource.setrlimit(resource.RLIMIT_NPROC, (processes[1], processes[1]))
    left = signal.getitimer(signal.ITIMER_REAL)[0]
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    finally:
        resource.setrlimit(resource.RLIMIT_NPROC, processes)
    if pid == 0:
        _help(work, first, last, writing, left, memory)
    os.close(writing)
    return _Helper(pid, reading)


def _help(
    work: Callable[[int, int], list[Any]], first: int, last: int, pipe: int, left: float, memory: int
) -> NoReturn:
    """The helper's whole life: limits of its own, its part of the work, the result into the pipe."""
    status = 1
    try:
        # Not inherited by a fork; and an open result would keep the caller waiting were the first process to die.
        signal.setitimer(signal.ITIMER_REAL, left)
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        os.closerange(0, pipe)
        os.closerange(pipe + 1, 1024)
        with os.fdopen(pipe, "wb") as out:
            pickle.dump(work(first, last), out, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
