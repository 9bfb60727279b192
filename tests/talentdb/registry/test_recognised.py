"""Whoever cases recognise is a talent of the registry meanwhile: through the end of a term, merge, split, rebuild."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import person_version
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError
from talentdb.people import sync
from talentdb.people.profile import show
from talentdb.people.timeline import timeline
from talentdb.programmes.recognitions import list_recognitions
from talentdb.registry import recognised
from talentdb.registry.decisions import hold_registry
from talentdb.registry.judging import judge, retract
from talentdb.registry.rebuild import digest, rebuild
from talentdb.settings import today
from tests.talentdb.programmes.plan_file import write_plan
from tests.talentdb.programmes.talents import TALENTS, people_of, recognise, settled, step

As = Callable[..., Principal]
NAME = "Bùi Thị Mận"
MAN = {"full_name": NAME, "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch, TALENTS)


@pytest.fixture
def person(province: Any, database: Any) -> int:
    province.load("SO-KHCN", [MAN], as_of="2026-03-01")
    return people_of(database)[NAME]


def groups(database: Any, number: int) -> list[tuple[date, list[str]]]:
    """First day of each version, and its groups."""
    v = person_version.c
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = connection.execute(
            select(v.valid_from, v.talent_groups).where(v.person_id == number).order_by(v.version)
        )
        return [(row.valid_from, row.talent_groups) for row in rows]


def clock(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Another day comes."""
    for module in (recognised, sync):
        monkeypatch.setattr(module, "today", lambda: day)


def content(database: Any) -> str:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return digest(connection)


def test_a_recognised_person_is_a_talent_with_the_case_and_the_decision_as_its_source(
    database: Any, person: int
) -> None:
    day = today() - timedelta(days=30)
    case = recognise(database, person, day)
    assert settled(database) == 1
    assert groups(database, person) == [(date(2026, 3, 1), []), (day, ["talent"])]
    with unit_of_work(database.engine, OPERATOR) as connection:
        row = show(connection, OPERATOR, person)
        newest = timeline(connection, OPERATOR, person)[0]
    assert row["talent_groups"] == ["talent"]
    [why] = row["talent_groups_evidence"]
    assert (why["case"], why["paper"], why["begins"]) == (case.number, "QĐ 7/QĐ-UBND", day.isoformat())
    assert "talent_groups" not in row["provenance"]
    assert (newest.kind, newest.on) == ("recognised", day)
    assert settled(database) == 0


def test_the_passing_of_a_day_ends_it_without_anybody_doing_anything(
    database: Any, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = today() - timedelta(days=30)
    recognise(database, person, begun)
    settled(database)
    last = date(begun.year + 1, begun.month, begun.day)
    clock(monkeypatch, last - timedelta(days=1))
    assert settled(database) == 0
    clock(monkeypatch, last)
    assert settled(database) == 1
    assert groups(database, person)[-1] == (last, [])
    with unit_of_work(database.engine, OPERATOR) as connection:
        waiting = text("select count(*) from outbox where person_id = :person")
        assert connection.execute(waiting, {"person": person}).scalar_one() >= 2
    assert settled(database) == 0


def test_a_step_ends_it_and_one_that_came_and_went_unseen_stands_in_the_history(database: Any, person: int) -> None:
    day = today() - timedelta(days=30)
    case = recognise(database, person, day)
    step(database, case, "stop", day + timedelta(days=10))
    assert settled(database) == 1
    assert groups(database, person) == [
        (date(2026, 3, 1), []), (day, ["talent"]), (day + timedelta(days=10), []),
    ]  # fmt: skip


def test_it_survives_a_rebuild_and_a_new_list(database: Any, province: Any, person: int) -> None:
    recognise(database, person, today() - timedelta(days=30))
    settled(database)
    before = content(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
    assert content(database) == before
    province.load("SO-KHCN", [{**MAN, "qualification": "master"}], as_of=today().isoformat())
    assert groups(database, person)[-1][1] == ["talent"]


def test_it_follows_a_merge_and_a_split(database: Any, province: Any, person: int) -> None:
    province.load("SO-YTE", [{"full_name": NAME}], as_of="2026-04-01")
    other = max(province.persons())
    assert other != person
    recognise(database, other, today() - timedelta(days=30))
    assert settled(database) == 1
    with unit_of_work(database.engine, OPERATOR) as connection:
        judged = judge(connection, OPERATOR, person, other, "same", reason="một hồ sơ")
    assert list(province.persons()) == [person]
    assert groups(database, person)[-1][1] == ["talent"]
    assert settled(database) == 0
    with unit_of_work(database.engine, OPERATOR) as connection:
        retract(connection, OPERATOR, judged.judgement_id, reason="hai người")
    assert groups(database, person)[-1][1] == []
    assert groups(database, other)[-1][1] == ["talent"]
    assert settled(database) == 0


def test_it_waits_for_nobody_who_decides_and_is_done_afterwards(database: Any, person: int) -> None:
    recognise(database, person, today())
    held, done = Event(), Event()

    def decide() -> None:
        with unit_of_work(database.engine, OPERATOR) as connection:
            hold_registry(connection)
            held.set()
            done.wait(30)

    thread = Thread(target=decide)
    thread.start()
    held.wait(30)
    try:
        assert settled(database) == 0
    finally:
        done.set()
        thread.join()
    assert settled(database) == 1


def test_somebody_not_in_the_registry_is_a_talent_from_when_they_are_named(database: Any, person: int) -> None:
    from talentdb.programmes.cases import name_person

    case = recognise(database, None, today() - timedelta(days=3))
    assert settled(database) == 0
    with unit_of_work(database.engine, OPERATOR) as connection:
        name_person(connection, OPERATOR, case.number, person, expected=case.last.number)
    assert settled(database) == 1
    assert groups(database, person)[-1][1] == ["talent"]


def test_an_agency_reads_its_own_lists_and_no_decision_of_others(database: Any, person: int, as_role: As) -> None:
    recognise(database, person, today())
    settled(database)
    who = as_role("agency", "SO-KHCN")
    with unit_of_work(database.engine, who) as connection:
        row = show(connection, who, person)
    assert not row.get("talent_groups")
    assert "talent_groups_evidence" not in row


def test_who_is_named_anew_when_nobody_is_left_of_the_number(database: Any, province: Any, as_role: As) -> None:
    """The only list that names them is rolled back and comes again: the number is another one."""
    from talentdb.programmes.cases import name_person, read_case

    listed = province.load("SO-TC", [MAN], as_of="2026-03-01")
    before = people_of(database)[NAME]
    case = recognise(database, before, today() - timedelta(days=30))

    def name(who: Principal, number: int) -> None:
        with unit_of_work(database.engine, who) as connection:
            name_person(connection, who, case.number, number, expected=case.last.number)

    def seen() -> list[tuple[int | None, bool]]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            return [(one.person_id, one.is_gone) for one in list_recognitions(connection, OPERATOR)]

    assert seen() == [(before, False)]
    province.rollback(listed)
    assert seen() == [(before, True)]
    with pytest.raises(NotFoundError):
        name(OPERATOR, before)
    province.load("SO-TC", [MAN], as_of="2026-03-01")
    now = people_of(database)[NAME]
    assert now != before
    with pytest.raises(ForbiddenError):
        name(as_role("agency", "SO-TC"), now)
    case = step(database, case, "stop", today())
    name(as_role("home_affairs"), now)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert read_case(connection, OPERATOR, case.number).ended == "stopped"
    assert seen() == [(now, False)]
    assert settled(database) == 1
    assert [told for _, told in groups(database, now)] == [[], ["talent"], []]
    with pytest.raises(ConflictError, match="đã dừng"):
        name(OPERATOR, now)
