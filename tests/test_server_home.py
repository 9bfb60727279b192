"""Homes in memory come only where there is room, and nothing of them stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import server_home as module
from tests.server_home import server_home


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    folder = tmp_path / "memory"
    folder.mkdir()
    return folder


def _gone() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(("bytes_needed", "in_memory"), [(1, True), (1 << 62, False)])
def test_a_home_lies_in_memory_where_that_has_room(
    memory: Path, tmp_path_factory, monkeypatch, bytes_needed, in_memory
) -> None:
    monkeypatch.setattr(module, "_ROOM_BYTES", bytes_needed)
    with server_home(tmp_path_factory, memory) as home:
        assert home.is_relative_to(memory) is in_memory
        assert home.parent.is_dir()
        assert not home.exists()
        (home / "data").mkdir(parents=True)
    assert list(memory.iterdir()) == []
    assert home.exists() is not in_memory


def test_a_folder_that_is_not_there_has_no_room(memory: Path, tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setattr(module, "_ROOM_BYTES", 1)
    with server_home(tmp_path_factory, memory / "none") as home:
        assert home.parent.is_dir()


def test_only_what_a_killed_session_left_is_swept(memory: Path, tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setattr(module, "_ROOM_BYTES", 1)
    dead, living, foreign = (
        memory / name for name in (f"talentdb-test-{_gone()}-a", f"talentdb-test-{os.getpid()}-a", "talentdb-test-x")
    )
    for folder in (dead, living, foreign):
        (folder / "h").mkdir(parents=True)
    with server_home(tmp_path_factory, memory):
        assert not dead.exists()
    assert {one.name for one in memory.iterdir()} == {living.name, foreign.name}
