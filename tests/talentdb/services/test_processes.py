"""Programs are found in /proc by account and arguments; one that was found is looked at first, and as strictly."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from talentdb.services import processes

_OURS = frozenset({os.getuid()})


@pytest.fixture
def sleeper() -> Iterator[tuple[int, str]]:
    """A process of ours with an argument that nobody else has, and that argument."""
    mark = f"mark-{os.urandom(8).hex()}"
    # It says when it has become the program.
    process = subprocess.Popen(
        [sys.executable, "-c", "import sys; print('up', flush=True); sys.stdin.read()", mark],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid, mark
        process.kill()


def _walks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often all processes of the machine are gone through."""
    walked: list[int] = []
    all_of_them = processes._pids

    def counted() -> Iterator[int]:
        walked.append(1)
        return all_of_them()

    monkeypatch.setattr(processes, "_pids", counted)
    return walked


def test_what_was_found_is_not_searched_for_again(sleeper: tuple[int, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A web app asks every two seconds, several times."""
    pid, mark = sleeper
    walked = _walks(monkeypatch)
    assert [processes.find("python", mark, _OURS) for _ in range(5)] == [pid] * 5
    assert len(walked) == 1


def test_one_that_ended_is_found_no_more(sleeper: tuple[int, str]) -> None:
    pid, mark = sleeper
    assert processes.find("python", mark, _OURS) == pid
    os.kill(pid, 9)
    processes.wait_gone(pid, 10)
    assert processes.find("python", mark, _OURS) is None


def test_the_last_place_is_not_believed_for_another_account(sleeper: tuple[int, str]) -> None:
    pid, mark = sleeper
    assert processes.find("python", mark, _OURS) == pid
    assert processes.find("python", mark, frozenset({os.getuid() + 1})) is None
