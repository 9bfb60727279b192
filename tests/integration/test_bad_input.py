"""What goes wrong at the command line: a message in Vietnamese with what to do, the exit code of the contract.

Nothing is stored and there is no traceback; after a full disk everything works again.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from talentdb.access.accounts import create_account
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.db.engine import make_engine
from talentdb.services import open_services
from talentdb.settings import Settings
from tests.integration.system import Done, Home, people, workbook

# First bytes of an OLE file; an encrypted workbook is one with a stream of this name.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home]) -> Home:
    made = new_home()
    engine = make_engine(made.services.database.app_url())
    with unit_of_work(engine, OPERATOR) as connection:
        create_account(
            connection, OPERATOR, login="lanhdao", password="một câu đủ dài!", role=Role.LEADER, display_name="LĐ"
        )
    engine.dispose()
    return made


@pytest.fixture
def nothing_stored(home: Home) -> Iterator[None]:
    """Around a test: intake and registry are as they were."""
    query = " union all ".join(
        f"select '{table}', count(*) from {table}"
        for table in ("submission", "submission_file", "source_record", "submission_problem", "person", "outbox")
    )
    before = home.query(query)
    yield
    assert home.query(query) == before


def _explains(done: Done) -> None:
    """A message for people: Vietnamese, with what to do, no word of Python or SQL."""
    assert any(letter in done.err for letter in "ăâđêôơưáàạảãấầậ"), done.err
    for bad in ("psycopg", "sqlalchemy", "Error:", "Exception", "  File "):
        assert bad not in done.err, done.err


def _bad_file(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.xlsx"
    if kind == "not a workbook":
        path.write_bytes(os.urandom(5000))
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "encrypted":
        path.write_bytes(_OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000)
    elif kind == "half a workbook":
        whole = workbook(path, people(200)).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "no rows":
        workbook(path, [])
    elif kind == "no form":
        book = Workbook()
        for line in (("Món", "Giá", "Số lượng"), ("Bút", 5000, 3), ("Vở", 12000, 7), ("Thước", 3000, 2)):
            book.active.append(line)
        book.save(path)
        book.close()
    elif kind == "a page of the web":
        path.write_text("<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>", encoding="utf-8")
    return path


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    "kind",
    ["not a workbook", "empty", "encrypted", "half a workbook", "no rows", "no form", "a page of the web"],
)
def test_a_file_that_cannot_be_used(home: Home, tmp_path: Path, kind: str) -> None:
    path = _bad_file(kind, tmp_path)
    done = home.run("ingest", "load", path, "--agency", "SO-KHCN", "--approve", code=1)
    _explains(done)
    assert path.name in done.err
    [item] = home.run("ingest", "load", path, "--agency", "SO-KHCN", "--approve", "--json", code=1).json
    assert item["error"]["message"]


def test_a_bad_file_does_not_keep_the_others_out(home: Home, tmp_path: Path) -> None:
    bad = _bad_file("empty", tmp_path)
    good = workbook(tmp_path / "good.xlsx", people(3, 100))
    done = home.run("ingest", "load", bad, good, "--agency", "SO-KHCN", "--approve", "--json", code=1)
    first, second = done.json
    assert first["error"]
    assert second["state"] == "approved"


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    "options",
    [
        ("--agency", "KHONG-CO"),
        ("--agency", "SO-KHCN", "--as-of", "31/12/2026"),
        ("--agency", "SO-KHCN", "--form", "khong-co"),
        ("--agency", "SO-KHCN", "--as", "lanhdao"),
        ("--agency", "SO-KHCN", "--as", "lanhdao", "--approve"),
        ("--agency", "SO-KHCN", "--as", "khong-co"),
        (),
    ],
    ids=lambda options: " ".join(options) or "no agency",
)
def test_a_wrong_option_of_load(home: Home, tmp_path: Path, options: tuple[str, ...]) -> None:
    path = workbook(tmp_path / "l.xlsx", people(3, 200))
    done = home.run("ingest", "load", path, *options, code=2)
    if options:
        _explains(done)


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "load", "khong-co.xlsx", "--agency", "SO-KHCN"),
        ("ingest", "read", "khong-co.xlsx"),
        ("ingest", "template", "khong-co", "-o", "/tmp/khong-co.xlsx"),
        ("indicators", "compute", "--plan", "khong-co"),
        ("plans", "show", "khong-co"),
        ("people", "export", "--format", "docx"),
        ("people", "export", "--format", "json", "--filter", "khong-co=1"),
        ("people", "export", "--format", "xlsx"),
        ("people", "export", "--format", "json", "--as", "lanhdao"),
        ("search", "x", "--filter", "khong-co=1"),
        ("submissions", "show", "999999"),
        ("submissions", "list", "--state", "khong-co"),
        ("codes", "list", "khong-co"),
        ("agencies", "import", "khong-co.csv"),
        ("submissions", "approve", "1", "--as", "lanhdao"),
    ],
    ids=" ".join,
)
def test_a_wrong_word(home: Home, words: tuple[str, ...]) -> None:
    _explains(home.run(*words, code=2))


def test_a_port_that_is_taken(home: Home) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = home.run("serve", "--port", port, code=3)
    _explains(done)
    assert port in done.err


def test_a_home_that_is_something_else(home: Home, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    tmp_path.chmod(0o755)
    done = home.run("db", "check", code=3, TALENTDB_HOME=str(tmp_path))
    _explains(done)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_database_that_is_not_there(home: Home, tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", people(3, 300))
    away = {"TALENTDB_DATABASE_URL": "postgresql://talentdb_app:x@127.0.0.1:9/talentdb"}
    for words in (("ingest", "load", str(path), "--agency", "SO-KHCN"), ("search", "x"), ("db", "check")):
        _explains(home.run(*words, code=3, **away))


def test_output_that_cannot_be_written_leaves_no_half_file(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "khong-co" / "p.xlsx"
    done = home.run("people", "export", "--format", "xlsx", "-o", out, code=None)
    assert done.code in (2, 3), done.err
    _explains(done)


# ---------------------------------------------------------------------------------------------------- full disk


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or mount is None or subprocess.run([mount, *options], check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(path: Path) -> None:
    """Take every byte that is left."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


def test_a_full_disk_stores_nothing_and_when_there_is_room_again_all_works(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    big = [replace(row, note="x" * 900) for row in people(120, 0, mark="Đầy")]
    path = workbook(tmp_path / "big.xlsx", big)
    with _small_disk(tmp_path / "disk", 420) as disk:
        place = disk / "h"
        with open_services(Settings(home=place), need_search=True) as services:
            home = Home(place, services)
            home.run("db", "init")
            first = workbook(tmp_path / "first.xlsx", people(5, 500))
            home.run("ingest", "load", first, "--agency", "SO-KHCN", "--approve")
            counts = "select (select count(*) from submission), (select count(*) from source_record)"
            before = home.query(counts)
            _fill(disk / "filler")
            load = ("ingest", "load", path, "--agency", "SO-KHCN", "--approve", "--json")
            done = home.run(*load, code=3, TMPDIR=str(tmp_path))
            assert "đầy" in done.err.lower(), done.err
            assert not done.out
            (disk / "filler").unlink()
            home.run("db", "check")
            assert home.query(counts) == before
            [item] = home.run(*load).json
            assert (item["created"], item["n_records"]) == (True, 120)
            home.run("index", "sync")
            assert home.run("index", "check", "--json").json["agrees"]
            assert home.run("search", "Đầy", "--json").json["total"] == 120
