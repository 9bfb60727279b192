"""The table of results: reads and writes RESULTS.md, one line a figure with its own date and commit. Runs nothing."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.trust.figure import Figure

__all__ = ["RESULTS", "Line", "commit_of", "markdown", "merged", "read_lines"]

RESULTS: Final = Path(__file__).with_name("RESULTS.md")
_COLUMNS: Final = ("date", "commit", "module", "no.", "figure", "target", "measured", "holds")
_HEAD: Final = """\
# Figures of trust

Written by `make trust`; a line is as old as its date, and belongs to its commit (`+`: with changes not committed).
A module that failed or is missing has a line that says so, and holds nothing.
"""


@dataclass(frozen=True)
class Line:
    """A figure with the module that measured it, when, and on which commit."""

    module: str
    date: str
    commit: str
    figure: Figure

    def cells(self) -> tuple[str, ...]:
        """Texts of the columns; no text can break out of its cell."""
        figure = self.figure
        cells = (self.date, self.commit, self.module, str(figure.number or "-"), figure.name, figure.target,
                 figure.measured, "yes" if figure.holds else "**no**")  # fmt: skip
        return tuple(" ".join(cell.replace("|", "/").split()) for cell in cells)


def commit_of(folder: Path) -> str:
    """Short name of the commit, with `+` where tracked files differ from it; `unknown` outside a checkout."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    # The results themselves change while they are measured.
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ":!*RESULTS.md")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def markdown(lines: Iterable[Line]) -> str:
    """The whole file."""
    ordered = sorted(lines, key=lambda line: (line.figure.number or 1000, line.module))
    rows = [_COLUMNS, ("---",) * len(_COLUMNS), *(line.cells() for line in ordered)]
    return _HEAD + "\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in rows) + "\n"


def read_lines(text: str) -> list[Line]:
    """The lines of a file that `markdown` wrote."""
    lines = []
    for row in text.splitlines():
        cells = [cell.strip() for cell in row.strip("| ").split(" | ")]
        if row.startswith("| ") and len(cells) == len(_COLUMNS) and cells[0] not in ("date", "---"):
            date, commit, module, number, name, target, measured, holds = cells
            figure = Figure(int(number) if number.isdigit() else 0, name, target, measured, holds == "yes")
            lines.append(Line(module, date, commit, figure))
    return lines


def merged(before: Iterable[Line], after: Iterable[Line]) -> list[Line]:
    """What was measured now, and of modules that were not run what was measured before."""
    now = list(after)
    run = {line.module for line in now}
    return [line for line in before if line.module not in run] + now
