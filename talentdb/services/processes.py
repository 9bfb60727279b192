"""Which processes run, read from /proc: alive or zombie, whose, and with which arguments. Linux only.

A pid alone proves nothing (it may be a zombie nobody reaped, or belong to a newcomer), so servers are known by
their account and arguments.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["arguments_of", "find", "is_alive", "runs", "stop", "wait_gone"]

_PROC = Path("/proc")
_LAST: dict[tuple[str, str], int] = {}
"""Where a program was found the last time: looked at first, and believed only after the same look as all others."""


def is_alive(pid: int) -> bool:
    """Whether the process exists and is more than a zombie."""
    try:
        status = (_PROC / str(pid) / "stat").read_bytes()
    except OSError:
        return False
    # The name in parentheses may hold anything, so the state is looked for behind the last one.
    return status.rpartition(b")")[2].split()[0] not in (b"Z", b"X", b"x")


def arguments_of(pid: int) -> tuple[str, ...]:
    """Its command line; empty for a zombie or a process that has ended."""
    try:
        raw = (_PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return ()
    return tuple(os.fsdecode(part) for part in raw.split(b"\0") if part)


def runs(pid: int, program: str, argument: str, accounts: frozenset[int]) -> bool:
    """Whether `pid` is alive, belongs to one of `accounts`, and is `program` called with `argument`.

    Arguments can be copied by anybody, the account cannot: both have to fit before a process is trusted or killed.
    """
    try:
        owner = (_PROC / str(pid)).stat().st_uid
    except OSError:
        return False
    arguments = arguments_of(pid)
    fits = bool(arguments) and Path(arguments[0]).name.startswith(program) and argument in arguments
    return fits and owner in accounts and is_alive(pid)


def _pids() -> Iterator[int]:
    return (int(name) for name in os.listdir(_PROC) if name.isdigit())


def find(program: str, argument: str, accounts: frozenset[int]) -> int | None:
    """A process of `accounts` that is `program` with `argument`."""
    last = _LAST.get((program, argument))
    if last is not None and runs(last, program, argument, accounts):
        return last
    for pid in _pids():
        if runs(pid, program, argument, accounts):
            _LAST[program, argument] = pid
            return pid
    return None


def wait_gone(pid: int, seconds: float) -> bool:
    """Wait until the process is dead or a zombie; False when it still lives after `seconds`."""
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def stop(pid: int, seconds: float, *, ask: int = signal.SIGTERM, force: int = signal.SIGKILL) -> None:
    """Send `ask`, and `force` when the process still lives after `seconds`."""
    for number in (ask, force):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        if wait_gone(pid, seconds):
            return
