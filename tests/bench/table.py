"""The Markdown table that the benchmark prints, and the line about where it was measured."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PROJECT", "Row", "grid", "heading", "markdown", "seconds"]

PROJECT = Path(__file__).resolve().parents[2]
"""Top of the checkout."""

_COLUMNS = ("part", "what", "ours", "against", "ratio", "bar")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; a cell without a meaning stays empty.

    Args:
        part: name of the benchmark.
        what: what was measured.
        ours: our figure, with its unit.
        against: the same of what we are compared with.
        ratio: ours by theirs, within one run.
        bar: what the project wants of it.
    """

    part: str
    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    bar: str = ""


def seconds(value: float) -> str:
    """Seconds, or milliseconds below a tenth of one."""
    return f"{value:.2f} s" if value >= 0.1 else f"{value * 1000:.1f} ms"


def _git(*arguments: str) -> str:
    found = subprocess.run(["git", "-C", str(PROJECT), *arguments], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def heading(people: int, runs: int) -> str:
    """Commit, machine and size."""
    commit = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    changed = "+changes" if _git("status", "--porcelain", "--untracked-files=no") else ""
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return (
        f"Commit {commit}{changed}, {cores} cores, load {load:.1f} at the start, Python {platform.python_version()}, "
        f"{people:,} people, medians of {runs} alternating runs."
    )


def grid(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table of these heads and lines."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"

    return "\n".join([line(heads), line(["---"] * len(heads)), *(line(cells) for cells in lines)])


def markdown(rows: Iterable[Row]) -> str:
    """The table."""
    return grid(_COLUMNS, ([getattr(row, name) for name in _COLUMNS] for row in rows))
