"""Talking to the person or program at the terminal: JSON on standard output, everything else on standard error.

Owns exit codes and the progress bar of the command line; must not know what a command does.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NoReturn

from talentdb.errors import TalentdbError
from talentdb.signs import printable

__all__ = ["Progress", "answer", "emit_json", "fail", "hush_output", "progress", "say"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are (0 when unknown)."""


def answer(line: str) -> None:
    """A line of what was asked for, on standard output; for people, where --json is not given.

    What somebody typed steers no terminal: control signs are left out.
    """
    sys.stdout.write(printable(line) + "\n")


def say(message: str) -> None:
    """A line for the person, on standard error."""
    sys.stderr.write(printable(message) + "\n")
    sys.stderr.flush()


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def emit_json(document: Any) -> None:
    """One JSON document on standard output."""
    # Not json.dump: that one encodes piece by piece in Python, a second for a list of 20,000 people.
    text = json.dumps(document, ensure_ascii=False, default=_plain, separators=(",", ":"))
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        hush_output()


def hush_output() -> None:
    """After a BrokenPipeError: the reader of the pipe (`| head`) has what it wanted, so the rest goes nowhere.

    Without this the interpreter would fail at its last flush, and the command with it.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def fail(error: TalentdbError) -> NoReturn:
    """Print the message and leave with its exit code."""
    say(f"Lỗi: {error.message}")
    if error.advice:
        say(f"Cách xử lý: {error.advice}")
    raise SystemExit(error.exit_code)


class _Bars:
    """Bars for as long as something is being done; in between the terminal belongs to the command's own words."""

    def __init__(self) -> None:
        self._shown: Any = None
        self._tasks: dict[str, Any] = {}

    def report(self, label: str, done: int, total: int) -> None:
        """See `Progress`."""
        if self._shown is None:
            self._shown = _new_bars()
            self._shown.start()
        if label not in self._tasks:
            self._tasks[label] = self._shown.add_task(label, total=total or None)
        self._shown.update(self._tasks[label], completed=done, total=total or None)
        if self._shown.finished:
            self.stop()

    def stop(self) -> None:
        """Take the bars off the screen."""
        if self._shown is not None:
            self._shown.stop()
        self._shown = None
        self._tasks.clear()


def _new_bars() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    return Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        # rich would send standard output to the terminal of standard error: `people export > file` would be empty.
        redirect_stdout=False,
    )


@contextmanager
def progress(enabled: bool | None = None) -> Iterator[Progress]:
    """Progress bars on standard error when that is a terminal; silent otherwise."""
    if not (sys.stderr.isatty() if enabled is None else enabled):
        yield lambda _label, _done, _total: None
        return
    bars = _Bars()
    try:
        yield bars.report
    finally:
        bars.stop()
