"""The demo is made once, goes on after it was killed, and leaves other people's homes alone."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboards.demo_accounts import demo_accounts, demo_folder


def _demo(home: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "talentdb", "demo", "--people", "60", "--port", "0", *options]
    return subprocess.Popen(
        command, env={**os.environ, "TALENTDB_HOME": str(home)}, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def _until_served(process: subprocess.Popen[str]) -> list[str]:
    """Lines up to the one with the address."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if "http://127.0.0.1" in line:
            return lines
    raise AssertionError("".join(lines))


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=900)
    finally:
        if process.poll() is None:
            process.kill()


def test_a_demo_killed_half_way_goes_on_to_its_end(tmp_path: Path) -> None:
    home = tmp_path / "h"
    first = _demo(home)
    deadline = time.monotonic() + 900
    while not (demo_folder(home) / "workbooks" / "gold.json").exists():
        assert first.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    first.kill()
    first.communicate()
    assert demo_accounts(home) == ()
    second = _demo(home)
    _until_served(second)
    _stop(second)
    accounts = demo_accounts(home)
    assert {account.role for account in accounts} >= {"leader", "steward", "agency", "administrator"}
    assert (demo_folder(home) / "accounts.json").stat().st_mode & 0o077 == 0
    third = _demo(home)
    lines = "".join(_until_served(third))
    _stop(third)
    assert all(account.password in lines for account in accounts)
    assert demo_accounts(home) == accounts


def test_a_home_with_other_people_is_left_alone(tmp_path: Path) -> None:
    home, sheet = tmp_path / "h", tmp_path / "a.csv"
    sheet.write_text("STT;Họ và tên;Ngày sinh\n1;Nguyễn Văn Thử;02/03/1980\n", encoding="utf-8")
    environment = {**os.environ, "TALENTDB_HOME": str(home)}
    load = [
        sys.executable,
        "-m",
        "talentdb",
        "ingest",
        "load",
        str(sheet),
        "--agency",
        "SO-KHCN",
        "--approve",
        "--json",
    ]
    loaded = subprocess.run(load, env=environment, capture_output=True, text=True, check=False)
    assert json.loads(loaded.stdout)[0]["state"] == "approved", loaded.stderr
    process = _demo(home)
    _, told = process.communicate(timeout=900)
    assert process.returncode == 2
    assert "không phải bản trình diễn" in told
    assert not (demo_folder(home) / "accounts.json").exists()


@pytest.mark.parametrize("name", ["accounts.json", "accounts.part"])
def test_no_accounts_are_shown_outside_a_finished_demo(tmp_path: Path, name: str) -> None:
    demo_folder(tmp_path).mkdir()
    (demo_folder(tmp_path) / name).write_text("[]", encoding="utf-8")
    assert demo_accounts(tmp_path) == ()
