"""Processes that hand in lists one after the other and approve them, and write down whatever the user is told.

Each holds what one running web app holds and goes by its services; it is meant to be killed. A list whose answer
never came is handed in again. Most files are read in the process itself, which costs a tenth of the child that reads
foreign files; every fiftieth goes through that door. All people are fictional.
"""

import os
import random
import signal
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from dashboards.application import Application
from dashboards.intake import read_and_store, submit_draft
from dashboards.review_data import approve_submission
from dashboards.scratch import temporary_copy
from ingest.load import Loaded, store_document
from ingest.pipeline import read
from talentdb.access.context import repeatedly, unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.engine import make_engine
from talentdb.db.tables import submission
from talentdb.errors import ConflictError, DataError, EnvironmentProblem
from talentdb.runtime import Runtime, index_of
from tests.integration.system import people, workbook

__all__ = ["Sender", "Teller", "Told"]

_THROUGH_THE_DOOR: Final = 50
_PAUSE: Final = 0.1
_PEOPLE_OF_ONE: Final = 1_000_000


@dataclass(frozen=True)
class Told:
    """What a user read: the receipt with the number of rows, or that the list is in the registry."""

    kind: str
    receipt: str
    rows: int


@dataclass(frozen=True)
class Teller(ABC):
    """A process that writes down what its user is told."""

    folder: Path
    number: int

    @property
    def log(self) -> Path:
        return self.folder / f"told-{self.number}"

    @property
    def waiting(self) -> Path:
        """The file that is being handed in, until its answer came."""
        return self.folder / f"list-{self.number}.xlsx"

    def told(self) -> list[Told]:
        """All that was ever told; a line that death cut short was not read by anybody."""
        if not self.log.exists():
            return []
        lines = self.log.read_text(encoding="utf-8").split("\n")[:-1]
        return [Told(kind, receipt, int(rows)) for kind, receipt, rows in (line.split(" ") for line in lines)]

    def start(self) -> int:
        """Fork; the pid."""
        pid = os.fork()
        if pid:
            return pid
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            self.work()
        finally:
            os._exit(1)

    @abstractmethod
    def work(self) -> None:
        """Whatever it does, until it is killed."""

    def tell(self, kind: str, receipt: str, rows: int) -> None:
        """The user has read this."""
        handle = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, f"{kind} {receipt} {rows}\n".encode())
        os.close(handle)

    def next_list(self, count: int) -> tuple[bytes, int]:
        """The list whose answer did not come, or a new one as the `count`-th; its bytes and how many rows it has."""
        chance = random.Random(f"{self.number}/{count}")
        rows = chance.choice((1, 2, 3, 4, 5, 6, 40))
        start = self.number * _PEOPLE_OF_ONE + chance.randrange(4000)
        if not self.waiting.exists():
            draft = self.waiting.with_suffix(".draft")
            workbook(draft, people(rows, start, national_ids=False))
            draft.rename(self.waiting)
        return self.waiting.read_bytes(), rows


@dataclass(frozen=True)
class Sender(Teller):
    """One process: an officer who hands in, or (without one) the steward who approves."""

    runtime: Runtime
    officer: Principal | None

    def work(self) -> None:
        engine = make_engine(self.runtime.services.database.app_url())
        index = lambda: index_of(self.runtime.services, self.runtime.registry)  # noqa: E731
        application = Application(engine, self.runtime.keyring, index, self.runtime.home)
        step = self._approve_oldest if self.officer is None else self._send_next
        while True:
            try:
                step(application)
            except EnvironmentProblem:
                time.sleep(_PAUSE)

    def _send_next(self, application: Application) -> None:
        assert self.officer is not None
        count = sum(one.kind == "received" for one in self.told())
        content, _rows = self.next_list(count)
        [loaded] = self._read_and_store(application, content, door=count % _THROUGH_THE_DOOR == 0)
        self.tell("received", loaded.receipt.receipt, loaded.n_records)
        self.waiting.unlink()
        submit_draft(application, self.officer, loaded.receipt.submission_id)
        self.tell("submitted", loaded.receipt.receipt, loaded.n_records)

    def _read_and_store(self, application: Application, content: bytes, *, door: bool) -> list[Loaded]:
        officer = self.officer
        assert officer is not None
        assert officer.agency_id is not None
        agency_id = officer.agency_id
        if door:
            return read_and_store(application, officer, "ds.xlsx", content, None)
        with temporary_copy(application, "ds.xlsx", content) as path:
            document = read(path, None, internal=True)

        def keep(connection: Connection) -> list[Loaded]:
            return store_document(
                connection, officer, application.keyring, document, agency_id=agency_id, as_of=None,
                file_name="ds.xlsx", content=content, state="draft",
            )  # fmt: skip

        return repeatedly(application.engine, officer, keep)

    def _approve_oldest(self, application: Application) -> None:
        asked = select(submission.c.submission_id, submission.c.receipt, submission.c.n_records)
        with unit_of_work(application.engine, OPERATOR) as connection:
            waiting = asked.where(submission.c.state == "submitted").order_by(submission.c.submission_id).limit(1)
            row = connection.execute(waiting).one_or_none()
        if row is None:
            time.sleep(_PAUSE)
            return
        try:
            approve_submission(application, OPERATOR, row.submission_id)
        except (ConflictError, DataError):
            return
        self.tell("approved", row.receipt, row.n_records)
