"""Work on many rows done by two processes: a fork of the reading child takes the second part and sends it back.

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

__all__ = ["beside", "in_halves", "permit_helper"]

# Below this the fork and the way back cost more than they save.
_LEAST = 2_000
# The helper has to pack its part and this process to unpack it, so the helper gets a little less.
_SHARE = 0.54
_MIB = 1024 * 1024
# With more in memory than this, what the two may use would be too little for either.
_MOST_HELD = 320 * _MIB
_HELPER_GROWTH = 160 * _MIB

_T = TypeVar("_T")
_S = TypeVar("_S")
_permitted = False


def permit_helper() -> None:
    """Allow one helper at a time, for this process; only where the process has its limits and no threads."""
    global _permitted
    _permitted = (os.cpu_count() or 1) > 1


@dataclass(frozen=True, slots=True)
class _Helper:
    pid: int
    pipe: int

    def result(self) -> Any:
        """What it sent; None when it failed."""
        chunks = []
        while chunk := os.read(self.pipe, 1 << 20):
            chunks.append(chunk)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.pipe)
        if status != 0 or not chunks:
            return None
        return pickle.loads(b"".join(chunks))  # noqa: S301 - a fork of this very process

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
    if count < _LEAST:
        return work(0, count)
    middle = int(count * _SHARE)
    try:
        mine, theirs = beside(lambda: work(0, middle), lambda: work(middle, count))
    except MemoryError:
        return work(0, count)
    mine.extend(theirs if theirs is not None else work(middle, count))
    return mine


def beside(mine: Callable[[], _S], theirs: Callable[[], _T]) -> tuple[_S, _T | None]:
    """What both give, the second from a helper at the same time; None for it where there is no helper or it failed.

    Args:
        mine: done in this process, in any case.
        theirs: gives something picklable; no file that is open here is open there.

    Raises:
        MemoryError: `mine` needs more than its share; it may be tried again alone, with all the memory.
    """
    if not _permitted or _held() > _MOST_HELD:
        return mine(), None
    with _shared_memory() as helper_limit:
        helper = _start(theirs, helper_limit)
        if helper is not None:
            try:
                done = mine()
            except BaseException:
                helper.stop()
                raise
            return done, helper.result()
    return mine(), None


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


def _start(work: Callable[[], Any], memory: int) -> _Helper | None:
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
        _help(work, writing, left, memory)
    os.close(writing)
    return _Helper(pid, reading)


def _help(work: Callable[[], Any], pipe: int, left: float, memory: int) -> NoReturn:
    """The helper's whole life: limits of its own, its part of the work, the result into the pipe."""
    global _permitted
    _permitted, status = False, 1
    try:
        # Not inherited by a fork; and an open result would keep the caller waiting were the first process to die.
        signal.setitimer(signal.ITIMER_REAL, left)
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        os.closerange(0, pipe)
        os.closerange(pipe + 1, 1024)
        with os.fdopen(pipe, "wb") as out:
            pickle.dump(work(), out, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
