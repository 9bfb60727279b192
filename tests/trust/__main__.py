"""`python -m tests.trust`: measures the figures of trust and writes RESULTS.md beside this file.

Modules are found by name: every module of this folder that has a `measure`. Each runs in a process of its own, so
that one that dies takes no other with it; exit code 1: a figure does not hold, or a module failed or is missing.
"""

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.trust.figure import Figure, Scale
from tests.trust.results import RESULTS, Line, commit_of, markdown, merged, read_lines

HERE: Final = Path(__file__).parent
EXPECTED: Final = (
    "rights", "faults", "torn_wal", "uploads", "canaries", "audit_chain", "backup", "rebuild", "load", "auth",
    "exports", "person_rights", "supply")  # fmt: skip
"""Modules without which the figures are not whole; more are found by name."""


def found_modules() -> list[str]:
    """Names of the modules that measure, those expected first."""
    having = {path.stem for path in HERE.glob("*.py") if re.search(r"^def measure\(", path.read_text("utf-8"), re.M)}
    return [*(name for name in EXPECTED if name in having), *sorted(having - set(EXPECTED))]


def run_child(name: str, scale: Scale, out: Path) -> None:
    """Measure one module in this process and write its figures as JSON."""
    figures: list[Figure] = importlib.import_module(f"tests.trust.{name}").measure(scale)
    out.write_text(json.dumps([asdict(figure) for figure in figures]), encoding="utf-8")


def _nothing(name: str, said: str) -> list[Figure]:
    return [Figure(0, name, "measured", said, holds=False)]


def measured(name: str, scale: Scale) -> list[Figure]:
    """The figures of one module; one that holds nothing where the module is missing, fails, or measures nothing."""
    if name not in found_modules():
        return _nothing(name, "missing: no such module")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "tests.trust", "--child", name, "--scale", scale, "--out", str(out)]
        done = subprocess.run(command, cwd=HERE.parents[1], stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode or not out.exists():
            sys.stderr.write(done.stderr)
            reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
            return _nothing(name, f"failed: {reason[:200]}")
        figures = [Figure(**one) for one in json.loads(out.read_text(encoding="utf-8"))]
    return figures or _nothing(name, "failed: it gave no figure")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    parser.add_argument("--only", default="", help="modules with commas between; other lines stay as they are")
    parser.add_argument("--scale", choices=("short", "full"), default="full", help="short ones are not written down")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help="write the table there instead of RESULTS.md")
    return parser.parse_args()


def main() -> int:
    """Run what was chosen; 1 when anything does not hold."""
    chosen = _arguments()
    if chosen.child:
        run_child(chosen.child, chosen.scale, chosen.out)
        return 0
    everything = [*EXPECTED, *(name for name in found_modules() if name not in EXPECTED)]
    lines: list[Line] = []
    for name in [part for part in chosen.only.split(",") if part] or everything:
        since = time.monotonic()
        date = f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%Y-%m-%d}"
        figures = measured(name, chosen.scale)
        lines += [Line(name, date, commit_of(HERE), figure) for figure in figures]
        held = sum(figure.holds for figure in figures)
        sys.stderr.write(f"{name}: {held} of {len(figures)} hold, {time.monotonic() - since:.0f} s\n")
        out = chosen.out or (RESULTS if chosen.scale == "full" else None)
        if out is not None:
            # After each module: a run that is stopped keeps what it has.
            before = read_lines(out.read_text(encoding="utf-8")) if out.exists() else []
            out.write_text(markdown(merged(before, lines)), encoding="utf-8")
    sys.stdout.write(markdown(lines))
    return 0 if all(line.figure.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
