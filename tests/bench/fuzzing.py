"""Fuzz run: thousands of mutants, each read in a process of its own under the reader's limits; deaths are counted.

Forks from a warm process instead of starting an interpreter a file: 20,000 files in minutes. A share of them also
goes through the real door (`run_limited`), where the caller must live.
"""

import json
import os
import random
import resource
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.child import _run
from ingest.limits import Limits
from ingest.pipeline import read, read_file
from tests.bench.mutants import KINDS, mutant, seeds, write
from tests.bench.table import Row

__all__ = ["Tally", "fuzz", "measure_fuzzing"]

_THROUGH_THE_DOOR = 100
"""Every so many-th mutant is read through the real child as well."""
_BROKEN = ("file.internal", "file.reader_died")
_MOST_SECONDS = 20.0


@dataclass(slots=True)
class Tally:
    """What became of the mutants: outcome -> count; the worst seconds and bytes; where the reader failed.

    `silent` counts those that were read without a record and without a word; `door` those read through the real
    child, of which `door_broken` failed there.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    bytes: int = 0
    silent: int = 0
    slow: int = 0
    door: int = 0
    door_broken: int = 0

    @property
    def broken(self) -> int:
        """How many the reader itself failed at."""
        return sum(self.outcomes[code] for code in _BROKEN) + self.door_broken


def fuzz(folder: Path, files: int, seed: int, keep: Path | None = None) -> Tally:
    """Read `files` mutants of every kind in turn; those that broke the reader are kept in `keep`."""
    good, tally = seeds(), Tally()
    for kind, content in good.items():
        # what is loaded and looked up before the first fork, no mutant pays for
        read(write(folder, kind, content))
    for number in range(files):
        kind = KINDS[number % len(KINDS)]
        content = mutant(good[kind], random.Random(f"{seed}/{number}"))
        path = write(folder, kind, content)
        before = tally.broken, tally.silent, tally.slow
        _count(_in_fork(path, tally), tally)
        if number % _THROUGH_THE_DOOR == 0:
            tally.door += 1
            tally.door_broken += (read_file(path)["error"] or {}).get("code") in _BROKEN
        if keep is not None and before != (tally.broken, tally.silent, tally.slow):
            (keep / f"{seed}-{number}-{kind}{path.suffix}").write_bytes(content)
    return tally


def _count(document: dict[str, Any], tally: Tally) -> None:
    error = document["error"]
    if error:
        tally.outcomes[error["code"]] += 1
        if error["code"] in _BROKEN:
            tally.places[error["message"]] += 1
        return
    tables = [table for sheet in document["sheets"] for table in sheet["tables"]]
    told = any(part["problems"] for part in (document, *document["sheets"], *tables))
    people = sum(len(table["records"]) for table in tables)
    tally.outcomes["read"] += 1
    tally.silent += not people and not told


def _in_fork(path: Path, tally: Tally) -> dict[str, Any]:
    """The document of a file; an error of code file.reader_died when the process did not live to tell."""
    receive, send = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _child(path, receive, send)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        output = pipe.read()
    _, status, usage = os.wait4(child, 0)
    took = time.monotonic() - begun
    tally.seconds, tally.slow = max(tally.seconds, took), tally.slow + (took > _MOST_SECONDS)
    tally.bytes = max(tally.bytes, usage.ru_maxrss * 1024)
    if status or not output:
        return {"error": {"code": "file.reader_died", "message": f"status {status}"}}
    document: dict[str, Any] = json.loads(output)
    return document


def _child(path: Path, receive: int, send: int) -> None:
    code = 1
    try:
        os.close(receive)
        try:
            document = _run({"job": "read", "path": str(path), "options": {"form": None}, "limits": asdict(Limits())})
        except Exception as error:
            document = {"error": {"code": "file.internal", "message": f"{type(error).__name__}: {_place(error)}"}}
        with os.fdopen(send, "wb") as pipe:
            pipe.write(json.dumps(document, default=str).encode())
        code = 0
    finally:
        os._exit(code)


def _place(error: Exception) -> str:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"


def measure_fuzzing(folder: Path, files: int, seed: int) -> list[Row]:
    """Rows of the table."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tally = fuzz(folder, files, seed)
    outcomes = ", ".join(f"{code} {count:,}" for code, count in tally.outcomes.most_common())
    return [
        Row("fuzzing", f"mutants of {', '.join(KINDS)}: outcomes of {files:,}", outcomes),
        Row("fuzzing", "the reader itself broke (deaths, unforeseen exceptions)", f"{tally.broken}", bar="0"),
        Row("fuzzing", f"read through the real door, the caller lived ({tally.door:,})", "yes", bar="yes"),
        Row("fuzzing", f"took more than {_MOST_SECONDS:.0f} s", f"{tally.slow}", bar="0"),
        Row("fuzzing", "read without a record and without a word", f"{tally.silent}", bar="0"),
        Row("fuzzing", "worst seconds, worst memory", f"{tally.seconds:.1f} s, {tally.bytes / 2**20:.0f} MiB",
            bar="≤ 20 s, ≤ 1.2 GiB"),
    ]  # fmt: skip
