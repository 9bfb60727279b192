"""The benchmark runs to its end at the smallest size; no figure is judged here."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import PARTS

_PROJECT = Path(__file__).resolve().parents[2]
_SMALL = [
    "--people", "60", "--runs", "1", "--fuzz-files", "18", "--registry", "120", "--network-people", "120",
    "--candidates", "200", "--demands", "3", "--bodies", "3", "--cases", "40",
    "--export-people", "120", "--search-people", "120", "--search-queries", "1",
]  # fmt: skip
_APART = ({"scale", "network", "export", "programmes"}, {"search"}, {"pages"})
"""Parts that start servers of their own or take long: runs of their own, so that none is too long when busy."""


@pytest.mark.parametrize(
    "chosen", [set(PARTS).difference(*_APART), *_APART], ids=["others", "own servers", "search", "pages"]
)
def test_table_has_a_row_for_every_part(chosen: set[str]) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--only", ",".join(sorted(chosen)), *_SMALL],
        cwd=_PROJECT, capture_output=True, text=True, timeout=1200, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr[-2000:]
    rows = [line for line in found.stdout.splitlines() if line.startswith("| ")]
    parts = {row.split("|")[1].strip() for row in rows[2:]}
    assert parts == chosen
    assert all(row.count("|") == rows[0].count("|") for row in rows)
