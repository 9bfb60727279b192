"""Kept answers: whose they are, when they are computed again, what is shown meanwhile, how they end."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

import pytest
from sqlalchemy import Connection, Engine, text

from dashboards.application import Application
from dashboards.kept import Kept, StillComputingError
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import EnvironmentProblem, UsageError
from talentdb.plans import load_plan
from talentdb.plans.choices import choices_of, choose
from talentdb.settings import now

LEADER: Final = Principal(Role.LEADER, "x")
STEWARD: Final = Principal(Role.STEWARD, "x")
PLAN: Final = "hung-yen-2711"
LONG: Final = 60.0


class Slow:
    """A question that is answered when it is let go; counts how often it was asked of the registry."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.times = 0

    def __call__(self, _: Connection) -> list[int]:
        self.times += 1
        number = self.times
        assert self.go.wait(LONG)
        return [number]


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def kept() -> Iterator[Kept]:
    made = Kept(patience=0.0)
    yield made
    made.close()


def change(engine: Engine) -> None:
    """Something that figures are made of changes."""
    with unit_of_work(engine, OPERATOR) as connection:
        plan = load_plan(PLAN)
        key, reading = next((key, one) for key, one in plan.readings.items() if len(one.options) > 1)
        held = choices_of(connection, plan).get(key)
        choose(connection, OPERATOR, PLAN, key, next(one for one in reading.options if one != held), "thử")


def test_a_page_never_waits_and_gets_the_older_answer_with_its_time(
    application: Application, kept: Kept, slow: Slow
) -> None:
    engine = application.engine
    kept.begin()
    with pytest.raises(StillComputingError):
        kept.ask(engine, STEWARD, "q", slow)
    assert len(kept.pending) == 1
    slow.go.set()
    kept.wait(LONG)
    kept.begin()
    assert kept.ask(engine, STEWARD, "q", slow) == [1]
    assert (kept.older, kept.pending) == (None, ())
    slow.go.clear()
    change(engine)
    kept.begin()
    assert kept.ask(engine, STEWARD, "q", slow) == [1]
    assert kept.older is not None
    assert timedelta(0) < now() - kept.older < timedelta(seconds=LONG)
    slow.go.set()
    kept.wait(LONG)
    kept.begin()
    assert kept.ask(engine, STEWARD, "q", slow) == [2]
    assert kept.older is None


def test_a_dear_answer_rests_and_says_when_to_look_again(
    application: Application, kept: Kept, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = application.engine
    with pytest.raises(StillComputingError):
        kept.ask(engine, STEWARD, "q", slow)
    while not slow.times:
        time.sleep(0.01)
    # As long as it takes makes it dear; the test's own clock says how long that was.
    late = time.monotonic() + 5.0
    monkeypatch.setattr("dashboards.kept.time", SimpleNamespace(monotonic=lambda: late))
    slow.go.set()
    kept.wait(LONG)
    change(engine)
    kept.begin()
    assert kept.ask(engine, STEWARD, "q", slow) == [1]
    assert kept.older is not None
    assert [one.done() for one in kept.pending] == [False]
    assert slow.times == 1
    monkeypatch.setattr("dashboards.kept.time", SimpleNamespace(monotonic=lambda: late + 61.0))
    assert [one.done() for one in kept.pending] == [True]
    kept.begin()
    kept.ask(engine, STEWARD, "q", slow)
    kept.wait(LONG)
    assert slow.times == 2


def test_nothing_older_is_shown_after_somebody_was_erased(
    application: Application, kept: Kept, slow: Slow, database: Any
) -> None:
    slow.go.set()
    with suppress(StillComputingError):
        kept.ask(application.engine, STEWARD, "q", slow)
    kept.wait(LONG)
    slow.go.clear()
    with database.as_owner() as owner:
        owner.execute(
            "insert into erasure (ground, article, reason, removed, kept, files, login)"
            " values ('decision', 'x', 'x', '{}', '[]', '[]', 'x')"
        )
    kept.begin()
    with pytest.raises(StillComputingError):
        kept.ask(application.engine, STEWARD, "q", slow)
    slow.go.set()
    kept.wait(LONG)
    assert kept.ask(application.engine, STEWARD, "q", slow) == [2]


def test_nothing_is_computed_twice_while_nothing_changes_nor_for_two_at_once(
    application: Application, kept: Kept, slow: Slow
) -> None:
    for _ in range(3):
        with pytest.raises(StillComputingError):
            kept.ask(application.engine, STEWARD, "q", slow)
    slow.go.set()
    kept.wait(LONG)
    other = Principal(Role.STEWARD, "y", 7)
    assert [kept.ask(application.engine, who, "q", slow) for who in (STEWARD, other)] == [[1], [1]]
    assert slow.times == 1


def test_no_role_and_no_body_is_given_the_answer_of_another(application: Application) -> None:
    people = (LEADER, STEWARD, Principal(Role.AGENCY, "a", 1, 1), Principal(Role.AGENCY, "b", 2, 2))

    patient = Kept(patience=LONG)

    def read(connection: Connection) -> str:
        said = "select current_setting('app.role') || ' ' || current_setting('app.agency')"
        return str(connection.execute(text(said)).scalar_one())

    told = [patient.ask(application.engine, who, "q", read) for who in people]
    patient.close()
    assert told == ["leader ", "steward ", "agency 1", "agency 2"]


def test_what_is_given_can_be_changed_by_nobody_else(application: Application) -> None:
    patient = Kept(patience=LONG)
    first = patient.ask(application.engine, STEWARD, "q", lambda _: {"people": [1]})
    first["people"].append(2)
    assert patient.ask(application.engine, STEWARD, "q", lambda _: {"people": []}) == {"people": [1]}
    patient.close()


def test_a_failure_is_told_once_and_computed_again(application: Application) -> None:
    patient = Kept(patience=LONG)
    answers: list[Callable[[], Any]] = [lambda: (_ for _ in ()).throw(UsageError("nein")), lambda: 3]

    def read(_: Connection) -> Any:
        return answers.pop(0)()

    with pytest.raises(UsageError, match="nein"):
        patient.ask(application.engine, STEWARD, "q", read)
    assert patient.ask(application.engine, STEWARD, "q", read) == 3
    patient.close()


def test_closing_gives_up_what_runs_and_begins_nothing(application: Application) -> None:
    kept = Kept(patience=0.0)
    begun = threading.Event()

    def read(connection: Connection) -> None:
        begun.set()
        connection.execute(text("select pg_sleep(600)"))

    before = set(threading.enumerate())
    with pytest.raises(StillComputingError):
        kept.ask(application.engine, STEWARD, "q", read)
    assert begun.wait(LONG)
    _until_asleep(application.engine)
    kept.close()
    assert set(threading.enumerate()) <= before
    with pytest.raises(EnvironmentProblem):
        kept.ask(application.engine, STEWARD, "q", read)


def _until_asleep(engine: Engine) -> None:
    """The statement is running: only then can it be given up."""
    asleep = text(
        "select count(*) from pg_stat_activity where query like 'select pg_sleep(600)%' and state = 'active'"
    )
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        with engine.connect() as connection:
            if connection.execute(asleep).scalar_one():
                return
        time.sleep(0.05)
    raise AssertionError("the statement never ran")
