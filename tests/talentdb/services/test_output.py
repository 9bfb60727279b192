"""A file that is asked for is whole or not there, whatever the disk says; real faults of real devices."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from talentdb.errors import EnvironmentProblem, UsageError
from talentdb.network.files import FORMATS as NETWORK_FORMATS
from talentdb.network.files import manifest_path, write_network
from talentdb.network.model import Graph, Kind, Layer, Node, edges_of
from talentdb.people.files import FORMATS, write_people
from talentdb.services.output import replaced

FULL_DEVICE = Path("/dev/full")
"""Takes no byte: every write says that there is no space left."""
pytestmark = pytest.mark.skipif(not FULL_DEVICE.is_char_device(), reason="needs /dev/full")


def _people(kind: str, out: Path) -> None:
    write_people(({"person_id": n, "full_name": f"Nguyễn Thử {n}"} for n in range(3_000)), kind, out)


def _network(kind: str, out: Path) -> None:
    nodes = tuple(Node(f"p{n}", Kind.PERSON, f"Người {n}", {}, n) for n in range(2_000))
    write_network(Graph(nodes, edges_of([]), (Layer.TASKS,)), {}, {"program": "x", "date": "2026-11-21"}, kind, out)


WRITERS = [(_people, kind) for kind in FORMATS] + [(_network, kind) for kind in NETWORK_FORMATS]


@pytest.mark.parametrize(("write", "kind"), WRITERS)
def test_a_full_disk_is_told_and_leaves_what_was_there(
    write: Callable[[str, Path], None], kind: str, tmp_path: Path
) -> None:
    out = tmp_path / f"danh-sach.{kind}"
    out.write_bytes(b"before")
    (tmp_path / f"{out.name}.part").symlink_to(FULL_DEVICE)
    with pytest.raises(EnvironmentProblem, match="Không còn chỗ") as told:
        write(kind, out)
    assert str(tmp_path) in told.value.advice
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert out.read_bytes() == b"before"


def test_a_network_without_room_for_its_manifest_is_not_there_either(tmp_path: Path) -> None:
    out = tmp_path / "mang.json"
    Path(f"{manifest_path(out)}.part").symlink_to(FULL_DEVICE)
    with pytest.raises(EnvironmentProblem, match="Không còn chỗ"):
        _network("json", out)
    assert list(tmp_path.iterdir()) == []


def test_other_faults_are_told_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(EnvironmentProblem, match=os.strerror(errno.EISDIR)):
        _people("csv", tmp_path / "a.csv")
    with pytest.raises(UsageError, match="thư mục"):
        _people("csv", tmp_path / "missing" / "a.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_files_take_their_names_together(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with pytest.raises(ZeroDivisionError), replaced(one, two) as (first, second):
        first.write_bytes(b"1")
        second.write_bytes(b"2")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with replaced(one, two) as (first, second):
        first.write_bytes(b"1")
        second.write_bytes(b"2")
    assert (one.read_bytes(), two.read_bytes(), len(list(tmp_path.iterdir()))) == (b"1", b"2", 2)


_WRITES = """
import sys
from pathlib import Path
from talentdb.errors import EnvironmentProblem
from talentdb.people.files import write_people
try:
    write_people(({"person_id": n, "full_name": f"N{n}"} for n in range(20_000)), sys.argv[1], Path(sys.argv[2]))
except EnvironmentProblem as error:
    print(error.message)
"""


@pytest.mark.parametrize("kind", FORMATS)
def test_a_limit_in_the_middle_of_a_large_export_leaves_nothing_and_no_traceback(kind: str, tmp_path: Path) -> None:
    """Also what a library keeps beside the file while it is in the making."""
    command = [sys.executable, "-c", _WRITES, kind, str(tmp_path / f"a.{kind}")]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (16_384, 16_384))
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Không còn chỗ")
    assert list(tmp_path.iterdir()) == []
