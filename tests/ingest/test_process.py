"""The limited child: its limits are real, its death is a value, and it carries neither secrets nor heavy imports."""

import os
import sys
import textwrap
from pathlib import Path

import pytest

from ingest.process import Limits, run_limited

JOBS = """
import os, resource, signal, sys, time
from ingest.errors import Unreadable

def echo(path, **options):
    print("a library that prints must not spoil the result")
    return {"error": None, "options": options, "bytes": path.stat().st_size}

def spin(path):
    while True:
        pass

def sleep(path):
    time.sleep(60)

def eat(path):
    held = [bytearray(1 << 20) for _ in range(4096)]
    return {"held": len(held)}

def abort(path):
    os.abort()

def large(path):
    return {"text": "x" * 5_000_000}

def write(path, target):
    with open(target, "wb") as file:
        file.write(b"x" * 100_000)
    return {}

def fail(path):
    raise ValueError("Nguyễn Văn Đảm 033090001234")

def unreadable(path):
    raise Unreadable("file.encrypted")

def quit(path):
    os._exit(0)

def surroundings(path):
    return {"environment": sorted(os.environ), "modules": sorted(sys.modules), "nice": os.nice(0),
            "core": resource.getrlimit(resource.RLIMIT_CORE)[0], "session": os.getsid(0) == os.getpid()}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of three bytes; the jobs above can be named as `child_jobs:name`."""
    (tmp_path / "child_jobs.py").write_text(textwrap.dedent(JOBS), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = tmp_path / "a b.csv"
    path.write_bytes(b"a;b")
    return path


def code(document: dict[str, object]) -> object:
    error = document["error"]
    assert isinstance(error, dict)
    assert error["message"]
    return error["code"]


def test_result_comes_back_whole(file: Path) -> None:
    document = run_limited("child_jobs:echo", file, {"form": "người", "n": 3})
    assert document == {"error": None, "options": {"form": "người", "n": 3}, "bytes": 3}


def test_wall_clock(file: Path) -> None:
    assert code(run_limited("child_jobs:sleep", file, {}, Limits(wall_seconds=1))) == "file.too_slow"


def test_processor_time(file: Path) -> None:
    assert code(run_limited("child_jobs:spin", file, {}, Limits(cpu_seconds=1))) == "file.too_slow"


def test_memory(file: Path) -> None:
    document = run_limited("child_jobs:eat", file, {}, Limits(memory_bytes=200 << 20))
    assert code(document) == "file.too_large"


def test_abort_is_a_value(file: Path) -> None:
    assert code(run_limited("child_jobs:abort", file, {})) == "file.reader_died"


def test_silent_end_is_a_value(file: Path) -> None:
    assert code(run_limited("child_jobs:quit", file, {})) == "file.reader_died"


def test_result_has_a_size_limit(file: Path) -> None:
    assert code(run_limited("child_jobs:large", file, {}, Limits(result_bytes=1 << 20))) == "file.result_too_large"


def test_child_may_not_write_files_unless_told(file: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out")
    assert code(run_limited("child_jobs:write", file, {"target": target})) == "file.internal"
    assert run_limited("child_jobs:write", file, {"target": target}, Limits(write_bytes=1 << 20)) == {}


def test_unexpected_exception_is_told_by_place_without_its_text(file: Path) -> None:
    document = run_limited("child_jobs:fail", file, {})
    assert code(document) == "file.internal"
    assert "ValueError, child_jobs.py:" in str(document)
    assert "Đảm" not in str(document)


def test_unreadable_file_is_told_by_its_code(file: Path) -> None:
    assert code(run_limited("child_jobs:unreadable", file, {})) == "file.encrypted"


def test_child_is_lean_quiet_and_knows_no_secret(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTDB_DATABASE_URL", "postgresql://secret")
    document = run_limited("child_jobs:surroundings", file, {})
    assert not [name for name in document["environment"] if name.startswith("TALENTDB")]
    heavy = {"pandas", "sqlalchemy", "streamlit", "numpy", "openpyxl", "lxml"}
    assert not heavy & set(document["modules"])
    assert document["core"] == 0
    assert document["session"]
    assert document["nice"] == min(19, os.nice(0) + 10)


def test_nothing_of_a_killed_child_is_left(file: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc")
    run_limited("child_jobs:sleep", file, {}, Limits(wall_seconds=1))
    mine = [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _parent(entry) == os.getpid() and b"ingest.child" in _command(entry)
    ]
    assert mine == []


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _command(entry: Path) -> bytes:
    try:
        return (entry / "cmdline").read_bytes()
    except OSError:
        return b""


def test_the_door_itself_is_lean() -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", "import sys, ingest.process; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert not {"pandas", "sqlalchemy", "streamlit", "openpyxl", "pydantic"} & set(done.stdout.split())
