"""Files of a moment: gone afterwards, found when their process was killed, told when the disk is full."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import QueuePool

from dashboards import intake
from dashboards.application import Application
from dashboards.scratch import clear_leftovers, scratch, temporary_copy
from talentdb.errors import EnvironmentProblem
from tests.integration.system import people, workbook


@pytest.fixture
def own(application: Application, tmp_path: Path) -> Application:
    """The application in a home of its own."""
    return Application(application.engine, application.keyring, application.open_index, tmp_path)


def _all_files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_nothing_is_left(own: Application) -> None:
    with temporary_copy(own, "a.XLSX", b"1") as path, scratch(own) as folder:
        assert path.read_bytes() == b"1"
        assert path.suffix == ".xlsx"
        (folder / "b").write_bytes(b"2")
        assert len(_all_files(own.home)) == 2
    assert not _all_files(own.home)


def test_what_a_killed_process_left_is_cleared_and_nothing_of_a_living_one(own: Application) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    # What bears our own number is of an earlier process: the web app clears before it serves.
    with scratch(own) as folder:
        place = folder.parent
    for name in (f"{dead.pid}-abc.xlsx", f"{os.getpid()}-abc.xlsx", f"{os.getppid()}-abc.xlsx", "tmpabc.xlsx"):
        (place / name).write_bytes(b"x")
    (place / f"{dead.pid}-folder").mkdir()
    (place / f"{dead.pid}-folder" / "out.xlsx").write_bytes(b"x")
    assert clear_leftovers(own.home) == 4
    assert [path.name for path in _all_files(own.home)] == [f"{os.getppid()}-abc.xlsx"]
    assert clear_leftovers(own.home / "elsewhere") == 0


def test_a_full_disk_is_told(own: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(point: str) -> None:
        raise OSError(errno.ENOSPC, point)

    monkeypatch.setattr("dashboards.scratch.reach", full)
    with pytest.raises(EnvironmentProblem, match="đầy"), temporary_copy(own, "a.xlsx", b"1"):
        raise AssertionError
    assert not _all_files(own.home)


def test_a_file_that_is_being_read_keeps_no_connection(
    own: Application, as_role: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifteen files that take their twenty seconds would otherwise keep everybody else out of the database."""
    held: list[int] = []
    read = intake.read_remembering
    pool = own.engine.pool
    assert isinstance(pool, QueuePool)

    def reading(*arguments: Any, **options: Any) -> Any:
        held.append(pool.checkedout())
        return read(*arguments, **options)

    monkeypatch.setattr(intake, "read_remembering", reading)
    path = workbook(tmp_path / "a.xlsx", people(2))
    officer = as_role("agency", "SO-KHCN")
    [loaded] = intake.read_and_store(own, officer, "a.xlsx", path.read_bytes(), None)
    assert loaded.receipt.created
    assert held == [0]
