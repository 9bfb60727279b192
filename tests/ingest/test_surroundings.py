"""The reader in poor surroundings: an ordinary user, no further process, a read-only folder, a dead caller."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.pipeline import read_file

PROJECT = Path(__file__).resolve().parents[2]
PEOPLE = 2_500
NOBODY = 65_534

# As the child does it, in a process that may be forbidden more first; everything is loaded before that.
READ = """
import os, resource, sys
from pathlib import Path
from ingest import halves
from ingest.limits import Limits, apply_limits
from ingest.pipeline import read
path = Path(sys.argv[1])
read(path)
forks = []
fork = os.fork
os.fork = lambda: forks.append(1) or fork()
FORBID
apply_limits(Limits())
halves.permit_helper()
halves._permitted = True
document = read(path)
people = sum(len(t["records"]) for s in document["sheets"] for t in s["tables"])
print(os.geteuid(), people, len(forks) > 0)
"""
AS_NOBODY = f"""
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid({NOBODY}, {NOBODY}, {NOBODY})
    os.setresuid({NOBODY}, {NOBODY}, {NOBODY})
"""
NO_PROCESS = AS_NOBODY + "resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))\n"


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A list long enough for the reader to want a second process; everybody may read it."""
    path = tmp_path / "ds.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("DS")
        sheet.write_row(0, 0, ("STT", "Họ và tên", "Ngày sinh", "Giới tính"))
        for row in range(1, PEOPLE + 1):
            sheet.write_row(
                row, 0, (str(row), f"Nguyễn Giả {chr(65 + row % 26)}ịnh", f"{row % 28 + 1:02}/05/1980", "Nam")
            )
    for folder in (tmp_path, *tmp_path.parents[:4]):
        if folder.owner() == Path.home().owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    return path


def people(document: dict[str, Any]) -> int:
    assert document["error"] is None, document["error"]
    return sum(len(table["records"]) for sheet in document["sheets"] for table in sheet["tables"])


def run(code: str, path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(path)],
        capture_output=True, text=True, cwd=PROJECT, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_ordinary_user_reads_with_a_helper(listing: Path) -> None:
    user = NOBODY if os.geteuid() == 0 else os.geteuid()
    assert run(READ.replace("FORBID", AS_NOBODY), listing) == f"{user} {PEOPLE} True"


def test_ordinary_user_without_leave_for_another_process_reads_alone(listing: Path) -> None:
    user = NOBODY if os.geteuid() == 0 else os.geteuid()
    assert run(READ.replace("FORBID", NO_PROCESS), listing) == f"{user} {PEOPLE} True"


def test_nothing_is_written_beside_the_file(listing: Path) -> None:
    listing.chmod(0o444)
    listing.parent.chmod(0o555)
    try:
        before = listing.stat()
        assert people(read_file(listing)) == PEOPLE
        after = listing.stat()
        assert [p.name for p in listing.parent.iterdir()] == ["ds.xlsx"]
        assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    finally:
        listing.parent.chmod(0o755)


def test_two_at_once_do_not_disturb_each_other(listing: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert [people(document) for document in pool.map(read_file, [listing] * 3)] == [PEOPLE] * 3


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_child_ends_by_itself_when_its_caller_is_killed(tmp_path: Path) -> None:
    (tmp_path / "waiting.py").write_text(
        "import os, time\n\ndef wait(path):\n"
        "    path.with_name('fifo').write_bytes(str(os.getpid()).encode())\n    time.sleep(120)\n"
    )
    os.mkfifo(tmp_path / "fifo")
    code = (
        "from pathlib import Path\nimport sys\nfrom ingest.process import Limits, run_limited\n"
        "run_limited('waiting:wait', Path(sys.argv[1]), {}, Limits(wall_seconds=2, write_bytes=4096))\n"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a.csv")],
        cwd=PROJECT, env={**os.environ, "PYTHONPATH": f"{PROJECT}{os.pathsep}{tmp_path}"},
    )  # fmt: skip
    child = int((tmp_path / "fifo").read_bytes())
    caller.kill()
    assert caller.wait() == -signal.SIGKILL
    deadline = time.monotonic() + 300
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
