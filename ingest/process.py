"""Running a job on a foreign file in a child process with limits; a dying child becomes an error value.

The only door through which the rest of the program opens a foreign file. Opens none itself.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.errors import Unreadable
from ingest.limits import Limits

__all__ = ["ANNOTATE_LIMITS", "Limits", "finding_us", "run_limited", "run_limited_text"]

ANNOTATE_LIMITS = Limits(wall_seconds=90, cpu_seconds=90, write_bytes=200 * 1024 * 1024)
"""openpyxl takes half a minute to write 20,000 rows back; the 20 s of the contract are for reading."""

# Secrets live in the environment; the child that opens foreign files gets only these.
_ENVIRONMENT = ("LANG", "LC_ALL", "PATH", "PYTHONPATH", "TALENTDB_FORMS", "TZ")
_PROJECT = Path(__file__).resolve().parent.parent
_TOO_SLOW = (-signal.SIGXCPU, -signal.SIGALRM)
# As many files at once as cores: one more would only make all of them miss the wall clock.
_SLOTS = threading.BoundedSemaphore(max(1, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a child ended: its output, or the signal, or which limit it ran into."""

    output: bytes = b""
    returncode: int = 0
    timed_out: bool = False
    too_much: bool = False


def run_limited(job: str, path: Path, options: dict[str, Any], limits: Limits = Limits()) -> dict[str, Any]:  # noqa: B008 - frozen
    """Do one job of `ingest.child` on a file.

    Args:
        job: a name of `ingest.child.JOBS`.
        path: the foreign file.
        options: keyword arguments of the job, JSON values only.
        limits: for this file; what the child may use and how long it may take.

    Returns:
        The job's JSON object; `{"error": {"code", "message"}}` when the child was killed, died or ran over.
    """
    try:
        document: dict[str, Any] = json.loads(run_limited_text(job, path, options, limits))
    except ValueError:
        return {"error": Unreadable("file.reader_died").as_json()}
    return document


def run_limited_text(job: str, path: Path, options: dict[str, Any], limits: Limits = Limits()) -> bytes:  # noqa: B008 - frozen
    """`run_limited` for those who only pass the JSON on: the child's own bytes, UTF-8, without white space."""
    with _SLOTS:
        outcome = _attempt(job, path, options, limits)
    error = _error(outcome, limits)
    if error is None:
        return outcome.output
    return json.dumps({"error": error.as_json()}, ensure_ascii=False, separators=(",", ":")).encode()


def _attempt(job: str, path: Path, options: dict[str, Any], limits: Limits) -> _Outcome:
    request = {"job": job, "path": str(path.absolute()), "options": options, "limits": asdict(limits)}
    environment = finding_us({name: os.environ[name] for name in _ENVIRONMENT if name in os.environ})
    child = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "ingest.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A log file as standard error would fall under the child's own limit on files.
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    with child:
        try:
            return _converse(child, json.dumps(request).encode(), limits)
        finally:
            _end(child)


def finding_us(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which a child finds this program, wherever the parent was started."""
    folders = [str(_PROJECT), *filter(None, [environment.get("PYTHONPATH")])]
    return {**environment, "PYTHONPATH": os.pathsep.join(folders)}


def _converse(child: subprocess.Popen[bytes], request: bytes, limits: Limits) -> _Outcome:
    """Hand over the request, collect the output until the child ends or a limit is hit."""
    assert child.stdin is not None  # noqa: S101 - a pipe, see _attempt
    assert child.stdout is not None  # noqa: S101 - a pipe, see _attempt
    deadline = time.monotonic() + limits.wall_seconds
    try:
        child.stdin.write(request)
        child.stdin.close()
    except BrokenPipeError:
        return _Outcome(returncode=child.wait())
    chunks: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                return _Outcome(timed_out=True)
            chunk = os.read(child.stdout.fileno(), 1 << 20)
            if not chunk:
                break
            size += len(chunk)
            if size > limits.result_bytes:
                return _Outcome(too_much=True)
            chunks.append(chunk)
    try:
        returncode = child.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return _Outcome(timed_out=True)
    return _Outcome(b"".join(chunks), returncode)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the child's process group, which it leads, and reap it.

    A child that ended may have left a helper of its own behind.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _error(outcome: _Outcome, limits: Limits) -> Unreadable | None:
    if outcome.timed_out or outcome.returncode in _TOO_SLOW:
        return Unreadable("file.too_slow", seconds=round(limits.wall_seconds))
    if outcome.too_much:
        return Unreadable("file.result_too_large")
    if outcome.returncode != 0 or not (outcome.output.startswith(b"{") and outcome.output.endswith(b"}")):
        return Unreadable("file.reader_died")
    return None
