"""The benchmark runs to its end at the smallest size; no figure is judged here."""

import subprocess
import sys
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]


def test_table_has_a_row_for_every_part() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--people", "60", "--runs", "1", "--fuzz-files", "18",
         "--registry", "120", "--network-people", "120", "--export-people", "120",
         "--candidates", "200", "--demands", "3"],
        cwd=_PROJECT, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr[-2000:]
    rows = [line for line in found.stdout.splitlines() if line.startswith("| ")]
    parts = {row.split("|")[1].strip() for row in rows[2:]}
    expected = {"reading", "loading", "searching", "indicators", "quality", "fuzzing", "identity", "scale"}
    assert parts == {*expected, "network", "export", "panel"}
    assert all(row.count("|") == rows[0].count("|") for row in rows)
