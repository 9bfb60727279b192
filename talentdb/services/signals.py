"""Makes Ctrl-C, SIGTERM and a closed terminal end a program in order, so that `finally` blocks stop the servers."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["deferred_signals", "orderly_end"]

_ENDING = (signal.SIGTERM, signal.SIGHUP)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def orderly_end() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP raise SystemExit, unless the program handles or ignores them itself."""
    if not _in_main_thread():
        yield
        return
    replaced = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in replaced:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in replaced:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def deferred_signals() -> Iterator[None]:
    """Inside, Ctrl-C and SIGTERM wait: half a start would leave a server that nobody knows of."""
    if not _in_main_thread():
        yield
        return
    waiting: list[int] = []
    # Handlers set from C (None) cannot be put back, so those signals are left alone.
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDING)}
    taken = {number: handler for number, handler in former.items() if handler not in (None, signal.SIG_IGN)}
    for number in taken:
        signal.signal(number, lambda received, _frame: waiting.append(received))
    try:
        yield
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)
        if waiting:
            signal.raise_signal(waiting[0])
