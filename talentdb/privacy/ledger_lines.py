"""A file of the home that outlives the database: one JSON line an entry, only added to, and whole after any crash.

Knows no entry. Which lines are needed and what follows from them is for the ledgers of erasures and of withdrawals.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from talentdb.errors import DataError
from talentdb.privacy import labels as words

__all__ = ["add_lines", "read_lines", "write_lines_anew"]

T = TypeVar("T")


def read_lines(path: Path, kind: type[T]) -> list[T]:
    """Every line, as an instance of that dataclass; none where there is no file.

    A last line that was cut off, by a crash or a full disk, says nothing: the next `add_lines` takes it away.

    Raises: DataError for another line that is none.
    """
    with suppress(FileNotFoundError):
        *lines, last = path.read_bytes().split(b"\n")
        found = []
        for number, line in enumerate(lines, 1):
            entry = _entry(line, kind)
            if entry is None:
                raise DataError(words.BAD_LEDGER.format(path=path, line=number), words.BAD_LEDGER_ADVICE)
            found.append(entry)
        cut = _entry(last, kind)
        return found if cut is None else [*found, cut]
    return []


def add_lines(path: Path, kind: type[T], entries: Iterable[T]) -> None:
    """Write them behind what stands, on the disk when this returns. Raises: OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "ab+") as file:
        file.seek(0)
        whole, _, last = file.read().rpartition(b"\n")
        if _entry(last, kind) is not None:
            file.write(b"\n")
        elif last:
            file.truncate(len(whole) + 1 if whole else 0)
        file.write(_bytes_of(entries))
        file.flush()
        os.fsync(file.fileno())


def write_lines_anew(path: Path, entries: Iterable[object]) -> None:
    """All lines, in one step: a crash leaves the file of before or this one. Raises: OSError."""
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_bytes_of(entries))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _entry(line: bytes, kind: type[T]) -> T | None:
    try:
        return kind(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _bytes_of(entries: Iterable[Any]) -> bytes:
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in entries).encode()
