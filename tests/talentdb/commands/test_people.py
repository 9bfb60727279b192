"""`people` and `submissions` at a shell: pipes that close early, slips of the keys. Real processes, a real home."""

import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from talentdb.access.audit import recent_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.runtime import open_runtime
from talentdb.settings import Settings

PROGRAM = [sys.executable, "-c", "from talentdb.cli import main; main()"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of its own with some hundred people, more than a pipe holds."""
    home = tmp_path_factory.mktemp("people") / "home"
    rows = [f"{n},Nguyễn Văn {chr(65 + n % 26)}{chr(97 + n // 26)}nh,{n % 28 + 1:02}/03/1980,Nam" for n in range(300)]
    file = home.parent / "ds.csv"
    file.write_text("\n".join(["STT,Họ và tên,Ngày sinh,Giới tính", *rows]) + "\n", encoding="utf-8")
    _run(home, "ingest", "load", str(file), "--agency", "SO-KHCN", "--approve")
    return home


def _run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TALENTDB_HOME": str(home)}
    return subprocess.run([*PROGRAM, *words], env=environment, capture_output=True, text=True, check=False)


def test_an_export_into_a_closed_pipe_ends_well_and_is_logged(filled: Path) -> None:
    environment = {**os.environ, "TALENTDB_HOME": str(filled)}
    child = subprocess.Popen(
        [*PROGRAM, "people", "export", "--purpose", "đứt giữa chừng"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    with child.stdout, child.stderr:
        assert child.stdout.read(10)
        child.stdout.close()
        said = child.stderr.read().decode()
    assert (child.wait(), said) == (0, "")
    with open_runtime(Settings(home=filled)) as runtime, unit_of_work(runtime.engine, OPERATOR) as connection:
        logged = [event for event in recent_events(connection) if event["action"] == "people.export"]
    assert [event["purpose"] for event in logged] == ["đứt giữa chừng"]


def test_an_export_from_a_terminal_fills_the_file_and_leaves_the_bars_on_screen(filled: Path, tmp_path: Path) -> None:
    screen, terminal = pty.openpty()
    environment = {**os.environ, "TALENTDB_HOME": str(filled), "TERM": "xterm", "COLUMNS": "100"}
    with (tmp_path / "people.json").open("wb") as out:
        child = subprocess.Popen([*PROGRAM, "people", "export"], env=environment, stdout=out, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while part := os.read(screen, 65536):
            shown += part
    except OSError:
        # Linux tells the end of a terminal that nobody holds open any more as an error.
        pass
    finally:
        os.close(screen)
    assert child.wait() == 0
    assert len(json.loads((tmp_path / "people.json").read_text(encoding="utf-8"))) == 300
    assert "PostgreSQL" in shown.decode(errors="replace")
    assert b"full_name" not in shown


@pytest.mark.parametrize(
    ("group", "command", "number"),
    [
        ("people", "show", "99999999999999999999"), ("people", "timeline", "-9223372036854775809"),
        ("people", "timeline", "999999"), ("people", "conflicts", "999999"),
        ("submissions", "show", "-9223372036854775809"), ("submissions", "approve", "99999999999999999999"),
    ],
)  # fmt: skip
def test_a_number_that_nobody_has_is_wrong_usage(filled: Path, group: str, command: str, number: str) -> None:
    ran = _run(filled, group, command, "--", number)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr


def test_words_that_are_no_text_are_wrong_usage(filled: Path) -> None:
    """A byte that is no UTF-8 reaches the program as half a surrogate."""
    for words in (("rollback", "1", "--reason", "\udcff"), ("list", "--as", "\udcff")):
        ran = _run(filled, "submissions", *words)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "không phải UTF-8" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_a_person_over_time_and_what_sources_say(filled: Path) -> None:
    person = json.loads(_run(filled, "people", "export").stdout)[0]
    number = str(person["person_id"])
    shown = json.loads(_run(filled, "people", "show", number, "--as-of", "2099-01-01", "--json").stdout)
    assert shown["full_name"] == person["full_name"]
    before = _run(filled, "people", "show", number, "--as-of", "1999-12-31")
    assert (before.returncode, "31/12/1999" in before.stderr) == (2, True)
    assert json.loads(_run(filled, "people", "export", "--as-of", "1999-12-31").stdout) == []
    assert _run(filled, "people", "export", "--as-of", "hôm qua").returncode == 2
    [event] = json.loads(_run(filled, "people", "timeline", number, "--json").stdout)["events"]
    assert (event["kind"], event["fields"]["full_name"]) == ("founded", [None, person["full_name"]])
    assert "Được ghi nhận lần đầu" in _run(filled, "people", "timeline", number).stdout
    assert json.loads(_run(filled, "people", "conflicts", number, "--json").stdout)["conflicts"] == []


def test_an_export_into_a_folder_names_its_file_by_question_and_day(filled: Path, tmp_path: Path) -> None:
    words = ("--query", "Nguyễn Văn Aanh", "--columns", "full_name,sex", "--format", "csv", "-o", str(tmp_path))
    ran = _run(filled, "people", "export", *words)
    assert ran.returncode == 0, ran.stderr
    [file] = tmp_path.iterdir()
    assert file.name.startswith("danh-sach_nguyen-van-aanh_")
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "full_name,sex"
    assert "Nguyễn Văn Aanh,male" in lines
    assert 1 < len(lines) < 300
    wrong = _run(filled, "people", "export", "--columns", "khong_co")
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_a_scientific_cv_is_written_whole_or_not_at_all(filled: Path, tmp_path: Path) -> None:
    number = str(json.loads(_run(filled, "people", "export", "--columns", "person_id").stdout)[0]["person_id"])
    assert _run(filled, "people", "cv", number, "-o", str(tmp_path)).returncode == 0
    [file] = tmp_path.iterdir()
    assert file.name.startswith("ly-lich-khoa-hoc_nguyen-van-")
    assert zipfile.is_zipfile(file)
    nowhere = _run(filled, "people", "cv", number, "-o", str(tmp_path / "khong-co" / "a.docx"))
    assert (nowhere.returncode, "Traceback" in nowhere.stderr) == (2, False)
    assert _run(filled, "people", "cv", "999999", "-o", str(tmp_path / "b.docx")).returncode == 2
    assert list(tmp_path.iterdir()) == [file]
