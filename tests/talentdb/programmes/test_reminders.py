"""Who is waited for and since when; what waits for which account; who may take the list of cases out."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import insert

from talentdb.access.audit import recent_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import case_reviewer, case_score
from talentdb.errors import ForbiddenError
from talentdb.plans import load_plan
from talentdb.programmes.cases import open_case
from talentdb.programmes.model import Case
from talentdb.programmes.reminders import Reminders, reminders
from talentdb.programmes.standing import Standing, most_urgent_first, standings
from talentdb.reporting.case_list import case_workbook
from talentdb.settings import today
from tests.talentdb.programmes.plan_file import PLAN, write_plan

As = Callable[..., Principal]


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch)


def opened(database: Any, who: Principal, title: str, ago: int = 0) -> Case:
    with unit_of_work(database.engine, who) as connection:
        return open_case(connection, who, load_plan(PLAN), "attract", title=title, day=today() - timedelta(days=ago))


def waiting(database: Any, who: Principal) -> Reminders:
    with unit_of_work(database.engine, who) as connection:
        return reminders(connection, who, today())


def stand(database: Any, who: Principal) -> tuple[Standing, ...]:
    with unit_of_work(database.engine, who) as connection:
        return most_urgent_first(standings(connection, who, today()))


def titles(found: tuple[Standing, ...]) -> list[str]:
    return [one.case.title for one in found]


def test_a_case_waits_for_who_its_stage_names_and_for_nobody_else(database: Any, as_role: As) -> None:
    owner, lead = as_role("agency", "SO-TC"), as_role("agency", "SO-NV")
    opened(database, owner, "Bà Trần Thị Thử")
    assert titles(waiting(database, lead).mine) == ["Bà Trần Thị Thử"]
    for other in (owner, as_role("home_affairs"), as_role("finance"), as_role("leader")):
        assert waiting(database, other).mine == ()
    assert waiting(database, as_role("agency", "SO-KHCN")).is_empty
    assert waiting(database, as_role("nominator")).is_empty


def test_what_is_late_is_told_to_all_who_see_it_and_stands_first(database: Any, as_role: As) -> None:
    owner = as_role("agency", "SO-TC")
    opened(database, owner, "Mới nộp")
    opened(database, owner, "Trễ nhất", ago=90)
    opened(database, owner, "Trễ", ago=40)
    leader = as_role("leader")
    assert titles(waiting(database, leader).late) == ["Trễ nhất", "Trễ"]
    found = stand(database, leader)
    assert titles(found) == ["Trễ nhất", "Trễ", "Mới nộp"]
    assert found[0].late > found[1].late > found[2].late == 0
    assert found[2].due is not None
    assert found[2].due > today()
    assert found[2].waits_for == (load_plan(PLAN).bodies["home"].name,)


def test_a_member_is_reminded_until_they_have_said_something(database: Any, as_role: As) -> None:
    case = opened(database, as_role("agency", "SO-TC"), "Bà Trần Thị Thử")
    member, other = as_role("council_member"), as_role("council_member")
    with unit_of_work(database.engine, OPERATOR) as connection:
        asked = [{"case_id": case.number, "reviewer_id": member.account_id, "login": "operator"}]
        connection.execute(insert(case_reviewer), asked)
    assert titles(waiting(database, member).to_score) == ["Bà Trần Thị Thử"]
    assert waiting(database, other).is_empty
    with unit_of_work(database.engine, member) as connection:
        said = {"case_id": case.number, "reviewer_id": member.account_id, "version": 1, "login": member.login}
        connection.execute(insert(case_score).values(**said, points={"work": 1}))
    assert waiting(database, member).is_empty


def test_the_list_is_a_workbook_for_who_takes_something_out_and_is_logged(database: Any, as_role: As) -> None:
    owner = as_role("agency", "SO-TC")
    opened(database, owner, "=1+1", ago=60)
    for who in (as_role("home_affairs"), as_role("finance"), owner):
        with unit_of_work(database.engine, who) as connection:
            content = case_workbook(connection, who, standings(connection, who, today()))
        rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
        assert any("=1+1" in row for row in rows)
    leader = as_role("leader")
    with unit_of_work(database.engine, leader) as connection, pytest.raises(ForbiddenError):
        case_workbook(connection, leader, standings(connection, leader, today()))
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert sum(event["action"] == "case.export" for event in recent_events(connection)) == 3
