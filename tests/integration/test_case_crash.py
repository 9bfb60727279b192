"""kill -9 of the program and of PostgreSQL amid a payment, an acceptance and a paper of a case.

Whatever was not acknowledged is not there at all, neither its row nor what it brings about nor its line of the log,
and trying again does it once.
"""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest

from talentdb.db.engine import make_engine
from talentdb.services import revive
from tests.integration.system import Home, held, wait_for, wait_until_blocked
from tests.talentdb.programmes.files import pdf
from tests.talentdb.programmes.money_plan import ATTRACT, MONEY, SMALL, filed, granted
from tests.talentdb.programmes.plan_file import PLAN, write_plan

_TABLES: Final = ("programme_case", "case_event", "commitment", "commitment_event", "payment", "nomination_step",
                  "case_paper", "paper_file", "audit_event")  # fmt: skip
_WITH_PAPERS: Final = SMALL.replace('effects = ["grant"]', 'effects = ["grant"], papers = ["cv"]').replace(
    "grants = [", 'papers = [{ code = "cv", name = "Sơ yếu lý lịch" }]\ngrants = ['
)
_NAMED: Final = SMALL.replace('code = "small"', 'code = "named"').replace(
    'start = "filed"', 'start = "filed"\nnominated = true'
)


class Office:
    """A home with a case that was decided, a nomination that was screened, and a paper to lay in."""

    def __init__(self, home: Home, folder: Path) -> None:
        self.home, self.plans = home, folder / "plans"
        self.engine = make_engine(home.services.database.app_url())
        with pytest.MonkeyPatch.context() as patch:
            known: Any = SimpleNamespace(engine=self.engine, as_owner=home.owner)
            write_plan(known, self.plans, patch, MONEY + ATTRACT + _WITH_PAPERS + _NAMED)
            self.case = granted(known).number
            self.filed = filed(known, "small", title="Ông Lê Văn Giấy").number
        self.run("nominations", "add", PLAN, "named", "--name", "Lê Văn Ân", "--reason", "Giỏi")
        self.run("nominations", "screen", "1")
        self.paper = folder / "cv.pdf"
        self.paper.write_bytes(pdf("Sơ yếu lý lịch"))

    def ways(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """What is done -> the table at which it is stopped, and the command."""
        case = str(self.case)
        return {
            "pay": ("payment", ("payments", "pay", case, "fees", "--dong", "70000000", "--paper", "UNC 1")),
            "accept": ("nomination_step", ("nominations", "accept", "1", "--agency", "SO-TC")),
            "paper": ("case_paper", ("cases", "add-paper", str(self.filed), "cv", str(self.paper))),
        }

    def start(self, *command: str, **changed: str) -> Any:
        return self.home.start(*command, TALENTDB_PLANS=str(self.plans), **changed)

    def run(self, *command: str, code: int | None = 0) -> Any:
        return self.home.run(*command, code=code, TALENTDB_PLANS=str(self.plans))

    def counts(self) -> dict[str, int]:
        query = " union all ".join(f"select '{table}', count(*) from {table}" for table in _TABLES)
        return dict(self.home.query(query))


@pytest.fixture(scope="module")
def office(new_home: Callable[..., Home], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(new_home(), tmp_path_factory.mktemp("office"))
    yield made
    made.engine.dispose()


def _once(office: Office, what: str, before: dict[str, int]) -> None:
    """Nothing of it is there; done again it is there, once, and a second time is refused."""
    gone = "select count(*) from pg_stat_activity where usename = 'talentdb_app' and state <> 'idle'"
    wait_for(lambda: office.home.query(gone) == [(0,)], "the orphaned statement ends")
    assert office.counts() == before
    place, command = office.ways()[what]
    office.run(*command)
    after = office.counts()
    assert after[place] == before[place] + 1
    assert after["audit_event"] > before["audit_event"]
    if what in ("pay", "accept"):
        assert office.run(*command, code=None).code in (1, 2)
        assert office.counts()[place] == after[place]


@pytest.mark.parametrize("what", ["pay", "accept", "paper"])
def test_a_killed_server_or_program_leaves_nothing_of_a_step(office: Office, what: str) -> None:
    place, command = office.ways()[what]
    before = office.counts()
    with held(office.home, place):
        process = office.start(*command)
        wait_until_blocked(office.home, process)
        os.kill(office.home.postmaster(), signal.SIGKILL)
        done = office.home.finish(process)
    assert done.code == 3, done.err
    assert not done.out
    revive(office.home.settings)
    assert office.counts() == before

    with held(office.home, place):
        process = office.start(*command)
        wait_until_blocked(office.home, process)
        process.kill()
        assert office.home.finish(process).code == -signal.SIGKILL
    _once(office, what, before)
