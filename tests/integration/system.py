"""Tools of the whole-system tests: homes to run commands on, hand-typed workbooks, ways to stop at a place.

All people are fictional.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from openpyxl import Workbook

from talentdb.services import Services
from talentdb.services.cluster import Cluster
from talentdb.services.meilisearch import SearchServer
from talentdb.services.privileges import choose_runner
from talentdb.settings import Settings
from talentdb.text import fold

HEADERS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Chức vụ", "Trình độ chuyên môn",
           "Điện thoại", "Email", "Ghi chú")  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc", "Quân", "Sơn",
          "Tâm", "Uyên", "Vinh", "Xuân", "Yến")  # fmt: skip
_LEVELS = ("Đại học", "Thạc sĩ", "Tiến sĩ")


@dataclass(frozen=True)
class Row:
    """One fictional person as typed into a sheet."""

    name: str
    born: str
    sex: str
    national_id: str
    post: str
    level: str
    phone: str
    email: str
    note: str = ""

    def cells(self, number: int) -> list[Any]:
        return [number, self.name, self.born, self.sex, "Kinh", self.national_id, self.post, self.level, self.phone,
                self.email, self.note]  # fmt: skip


def people(count: int, start: int = 0, *, mark: str = "", national_ids: bool = True) -> list[Row]:
    """`count` different people; the same `start` gives the same ones. `mark` stands in post and e-mail."""
    rows = []
    for number in range(start, start + count):
        woman = number % 2
        year = 1965 + number % 35
        name = (
            f"{_FAMILY[number % 10]} {'Thị' if woman else 'Văn'} {_GIVEN[number % 19]} {_GIVEN[(number // 19) % 19]}"
        )
        rows.append(
            Row(
                name,
                f"{1 + number % 28:02}/{1 + number % 12:02}/{year}",
                "Nữ" if woman else "Nam",
                f"033{woman}{year % 100:02}{700000 + number:06}" if national_ids else "",
                f"Chuyên viên {mark}".strip(),
                _LEVELS[number % 3],
                f"0912{number:06}",
                f"{fold(mark) or 'nguoi'}{number}@vi-du.example",
            )
        )
    return rows


def workbook(path: Path, rows: Sequence[Row], title: str = "DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC") -> Path:
    """A plain list with a title line; the same rows always give other bytes, as when saved twice in Excel."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DS"
    sheet.append([title])
    sheet.append([])
    sheet.append(list(HEADERS))
    for number, row in enumerate(rows, 1):
        sheet.append(row.cells(number))
    book.save(path)
    book.close()
    return path


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass
class Home:
    """A home of the program, and everything that commands on it ever said."""

    path: Path
    services: Services = field(repr=False)
    said: list[str] = field(default_factory=list, repr=False)

    @property
    def settings(self) -> Settings:
        return Settings(home=self.path)

    @property
    def temporary(self) -> Path:
        folder = self.path.parent / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def environment(self, changed: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TALENTDB_")}
        own = {"TALENTDB_HOME": str(self.path), "TMPDIR": str(self.temporary), "PYTHONWARNINGS": "always"}
        return {**kept, **own, **changed}

    def start(self, *arguments: str | Path, **changed: str) -> "subprocess.Popen[str]":
        """A command that runs on; end it by its own id."""
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            # A suite that runs in the background of a shell is deaf to Ctrl-C and would hand that on.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return subprocess.Popen(
            [sys.executable, "-m", "talentdb", *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=self.environment(changed),
        )  # fmt: skip

    def finish(self, process: "subprocess.Popen[str]", seconds: float = 900) -> Done:
        """Wait for a command. Whatever the fault, nobody ever sees a traceback or a warning of Python."""
        with process:
            try:
                out, err = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        self.said += [out, err]
        # Ctrl-C may fall between the opening of a file and its `with`; then Python itself closes it, and says so.
        warnings = ("DeprecationWarning",) if process.returncode == 130 else ("DeprecationWarning", "ResourceWarning")
        for bad in ("Traceback (most recent call last)", *warnings):
            assert bad not in err, err
        return Done(process.returncode, out, err)

    def run(self, *arguments: str | Path, code: int | None = 0, **changed: str) -> Done:
        """Run a command to its end; `code` is the exit code it must have, None for any."""
        done = self.finish(self.start(*arguments, **changed))
        if code is not None:
            assert done.code == code, f"{arguments}: {done.code}\n{done.err}"
        return done

    def owner(self, *, autocommit: bool = False) -> psycopg.Connection:
        """A superuser connection, for faults and for looking behind; the program itself never has one."""
        url = self.services.database.owner_url
        assert url is not None
        return psycopg.connect(url, autocommit=autocommit, application_name="test")

    @property
    def index_name(self) -> str:
        """The index of this registry."""
        [(registry,)] = self.query("select registry from schema_version")
        return f"person-{registry.hex}"

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        with self.owner() as connection:
            return connection.execute(statement).fetchall()

    def postmaster(self) -> int:
        pid = Cluster(self.settings, choose_runner(self.path)).pid()
        assert pid is not None
        return pid

    def meilisearch(self) -> int:
        pid = SearchServer(self.settings, choose_runner(self.path)).pid()
        assert pid is not None
        return pid


@contextmanager
def held(home: Home, table: str, mode: str = "share") -> Iterator[None]:
    """Nobody can write `table` (mode share) or read it (access exclusive): a program stops at exactly that place."""
    connection = home.owner()
    try:
        connection.execute(f"lock table {table} in {mode} mode")
        yield
    finally:
        with suppress(psycopg.Error):
            connection.close()


def wait_for(happened: Callable[[], Any], what: str, seconds: float = 600) -> Any:
    """Poll until `happened` gives something true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = happened()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{what}: did not happen")


def wait_until_blocked(home: Home, process: "subprocess.Popen[str]", sessions: int = 1) -> None:
    """Wait until that many statements of the program wait for a lock."""

    def blocked() -> bool:
        assert process.poll() is None, process.communicate()
        waiting = home.query(
            "select count(*) from pg_stat_activity where usename = 'talentdb_app' and wait_event_type = 'Lock'"
        )
        return bool(waiting[0][0] >= sessions)

    wait_for(blocked, "waiting for the lock")


def content(home: Home) -> list[dict[str, Any]]:
    """The registry without the numbers that a crash may skip, and without the hour: what two homes must agree in."""
    rows = json.loads(home.run("people", "export", "--format", "json", "--with-sources").out)
    return sorted((_without_numbers(row) for row in rows), key=lambda row: json.dumps(row, sort_keys=True))


def _without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        dropped = {"person_id", "submission_id", "source_record_id"}
        return {name: _without_numbers(item) for name, item in value.items() if name not in dropped}
    if isinstance(value, list):
        return [_without_numbers(item) for item in value]
    return value
