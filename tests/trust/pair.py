"""Two registries on the same servers: one in which things go wrong, and one in which the same is done undisturbed.

Owns making them and walking a list from the upload to the export by the services of the web app; what goes wrong is
for others to say. All people are fictional.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import select

from dashboards.application import Application
from dashboards.export_data import Asked, export_file
from dashboards.intake import read_and_store, submit_draft
from dashboards.review_data import approve_submission
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.db.engine import make_engine
from talentdb.db.lookup import find_agency_id
from talentdb.db.tables import submission
from talentdb.errors import TalentdbError
from talentdb.failpoints import VARIABLE
from talentdb.registry.rebuild import digest
from talentdb.search.client import SearchIndex, open_index
from talentdb.search.outbox import drain
from tests.bench.registry import Servers, open_servers
from tests.integration.system import people, workbook

__all__ = ["STEPS", "Ended", "Mark", "Pair", "Registry", "open_pair"]

STEPS: Final = ("nothing", "received", "submitted", "approved", "indexed", "exported")
"""What has been told of a list, in order."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Mark:
    """Rows of each table, and where each sequence stands."""

    rows: Mapping[str, int]
    sequences: Mapping[str, int | None]


@dataclass(frozen=True)
class Ended:
    """How a walk in a process of its own ended: the last step told, signal or exit code, whether it had paused, and
    what an error said."""

    told: str
    status: int
    paused: bool
    said: str


@dataclass(frozen=True)
class Registry:
    """One of the two; `name` is that of its database and of its index."""

    servers: Servers
    name: str

    @property
    def index(self) -> SearchIndex:
        address = self.servers.search
        return open_index(address.url, address.key, self.name)

    @contextmanager
    def application(self) -> Iterator[Application]:
        """The resources that the web app has over it."""
        engine = make_engine(self.servers.app_url(self.name))
        runtime = self.servers.runtime
        made = Application(engine, runtime.keyring, lambda: self.index, runtime.home)
        try:
            yield made
        finally:
            made.kept.close()
            engine.dispose()

    def owner(self) -> psycopg.Connection:
        return psycopg.connect(self.servers.owner_url(self.name), autocommit=True)

    def mark(self) -> Mark:
        with self.owner() as connection:
            tables = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
            counts = " union all ".join(f"select '{name}', count(*) from {name}" for (name,) in sorted(tables))
            rows = dict(connection.execute(sql.SQL(counts)).fetchall())  # type: ignore[arg-type]
            found = connection.execute("select sequencename, last_value from pg_sequences").fetchall()
        return Mark(rows, dict(found))

    def set_sequences(self, before: Mark, start: Mark, end: Mark) -> None:
        """Numbers that were drawn and not used are given back: they are all that a failure may change.

        Args:
            before: where they stood here; from `start` to `end`: how far they went where nothing failed.
        """
        with self.owner() as connection:
            for name, value in before.sequences.items():
                number = (value or 0) + (end.sequences[name] or 0) - (start.sequences[name] or 0)
                connection.execute("select setval(%s, %s, %s)", (name, max(1, number), number > 0))

    def digest(self) -> str:
        with self.application() as application, unit_of_work(application.engine, OPERATOR) as connection:
            return digest(connection)

    def walk(self, name: str, content: bytes, tell: Tell) -> None:
        """A list from the upload to the export; a step that was done before is only told again."""
        with self.application() as application:
            steward = self.hand_in(application, name, content, tell)
            drain(application.engine, self.index)
            tell("indexed")
            asked = Asked("", (), "csv", "Kiểm tra", ("full_name", "sex"))
            with export_file(application, steward, asked, lambda _done, _all: None).file as file:
                assert file.read(1)
            tell("exported")

    def hand_in(self, application: Application, name: str, content: bytes, tell: Tell) -> Principal:
        """From the upload to the approval; gives who approved."""
        with unit_of_work(application.engine, OPERATOR) as connection:
            officer, steward = (principal_of(connection, login) for login in ("canbo", "chuyenvien"))
        [loaded] = read_and_store(application, officer, name, content, None)
        tell("received")
        number = loaded.receipt.submission_id
        if _state(application, officer, number) == "draft":
            submit_draft(application, officer, number)
        tell("submitted")
        if _state(application, officer, number) == "submitted":
            approve_submission(application, steward, number)
        tell("approved")
        return steward

    def walk_apart(
        self, name: str, content: bytes, fail_at: str = "", while_paused: Callable[[], None] = lambda: None
    ) -> Ended:
        """The same in a process of its own, which may die of it.

        Args:
            fail_at: value of the variable of `talentdb.failpoints`.
            while_paused: what is done to it while it stands at the place.
        """
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            _walk_and_exit(self, name, content, fail_at, send)
        os.close(send)
        _pid, status = os.waitpid(child, os.WUNTRACED)
        paused = os.WIFSTOPPED(status)
        if paused:
            while_paused()
            os.kill(child, signal.SIGCONT)
            _pid, status = os.waitpid(child, 0)
        with os.fdopen(receive, "r", encoding="utf-8") as pipe:
            lines = pipe.read().splitlines()
        told = [line for line in lines if line in STEPS]
        said = [line for line in lines if line not in STEPS]
        return Ended(told[-1] if told else STEPS[0], os.waitstatus_to_exitcode(status), paused, " ".join(said))


def _state(application: Application, principal: Principal, number: int) -> str:
    with unit_of_work(application.engine, principal) as connection:
        asked = select(submission.c.state).where(submission.c.submission_id == number)
        return str(connection.execute(asked).scalar_one())


def _walk_and_exit(registry: Registry, name: str, content: bytes, fail_at: str, send: int) -> None:
    code = 1
    try:
        os.environ.pop(VARIABLE, None)
        if fail_at:
            os.environ[VARIABLE] = fail_at
        registry.walk(name, content, lambda step: _say(send, step))
        code = 0
    except TalentdbError as error:
        _say(send, f"told: {error}")
        code = 3
    except BaseException as error:  # the process ends with it
        _say(send, f"{type(error).__name__}: {error}".splitlines()[0])
    finally:
        os._exit(code)


def _say(send: int, words: str) -> None:
    os.write(send, f"{words}\n".encode())


@dataclass
class Pair:
    """Both, and the lists they were given."""

    troubled: Registry
    calm: Registry
    folder: Path
    given: int = 0
    marks: dict[str, Mark] = field(default_factory=dict)

    def next_list(self, rows: int = 8) -> tuple[str, bytes]:
        """A list that nobody has seen; every second row is of somebody of the list before."""
        self.given += 1
        name = f"ds-{self.given}.xlsx"
        path = workbook(self.folder / name, people(rows, self.given * rows // 2))
        return name, path.read_bytes()

    def walk_calmly(self, name: str, content: bytes) -> dict[str, Mark]:
        """The undisturbed walk; what the tables held after each step."""
        marks = {STEPS[0]: self.calm.mark()}
        self.calm.walk(name, content, lambda step: marks.update({step: self.calm.mark()}))
        return marks


@contextmanager
def open_pair(home: Path, folder: Path) -> Iterator[Pair]:
    """Both registries, filled with the same first list; their servers end with the block."""
    with open_servers(home) as servers:
        engine = make_engine(servers.runtime.services.database.app_url())
        with unit_of_work(engine, OPERATOR) as connection:
            agency = find_agency_id(connection, "SO-KHCN")
            for login, role, of in (("canbo", Role.AGENCY, agency), ("chuyenvien", Role.STEWARD, None)):
                create_account(
                    connection, OPERATOR, login=login, password=f"mật khẩu {uuid4().hex}", role=role,
                    display_name=login, agency_id=of, is_demo=True,
                )  # fmt: skip
        engine.dispose()
        base = servers.runtime.services.database.dbname
        pair = Pair(*(Registry(servers, servers.new_database(base)) for _ in range(2)), folder)
        name, content = pair.next_list()
        for registry in (pair.troubled, pair.calm):
            registry.walk(name, content, lambda _step: None)
        with suppress(FileNotFoundError):
            assert not list((home / "incoming").iterdir())
        yield pair
