"""Who was recognised and who has stayed, counted by hand; what nobody knows widens the share to both sides."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency, person_version
from talentdb.errors import ForbiddenError
from talentdb.plans import load_plan
from talentdb.programmes.cases import open_case, take_step
from talentdb.programmes.cohorts import Cohort, Recognised, cohorts, tally
from talentdb.reporting.parts.programmes import cohort_blocks
from talentdb.settings import today
from tests.talentdb.programmes.plan_file import PLAN, write_plan

As = Callable[..., Principal]

TALENTS = """
[[instruments]]
code = "talent"
name = "Công nhận"
short = "Công nhận"
kind = "recognition"
place = "Điều 1"
lead = "home"
opened_by = ["home_affairs"]
start = "filed"
stages = [
  { code = "filed", name = "Đã nộp", waits_for = ["home_affairs"] },
  { code = "done", name = "Đã công nhận", end = "success" },
]
steps = [
  { code = "recognise", name = "Công nhận", from = ["filed"], to = "done", by = ["home_affairs"], decision = true, effects = ["recognise"] },
]
recognition = { group = "talent", name = "Nhân tài", years = 5 }
"""  # noqa: E501 - a line a step, as in the plans themselves


@pytest.fixture
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch, TALENTS)


def _recognised(database: Any, title: str, person: int | None, day: date) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
        case = open_case(
            connection, OPERATOR, load_plan(PLAN), "talent", title=title, person_id=person, agency_id=body, day=day
        )
        take_step(connection, OPERATOR, case.number, "recognise", expected=1, day=day, paper="QĐ 1")


def test_a_cohort_is_what_the_registry_says_of_it_years_later(
    database: Any, plan: str, province: Any, as_role: As
) -> None:
    rows = [
        {"full_name": "Trần Thị Ở", "status": "working"}, {"full_name": "Lê Văn Đi", "status": "left"},
        {"full_name": "Ngô Thị Khuyết"},
    ]  # fmt: skip
    province.load("SO-TC", rows, as_of="2026-03-01")
    with unit_of_work(database.engine, OPERATOR) as connection:
        v = person_version.c
        people = {row.full_name: row.person_id for row in connection.execute(select(v.full_name, v.person_id))}
    for name, person in people.items():
        _recognised(database, name, person, date(2025, 5, 1))
    _recognised(database, "Người chưa gắn", None, date(2025, 6, 1))
    _recognised(database, "Trần Thị Ở", people["Trần Thị Ở"], date(2026, 1, 1))
    _recognised(database, "Người mới", None, date(2026, 4, 1))
    leader = as_role("leader")
    with unit_of_work(database.engine, leader) as connection:
        # One year instead of five, so that the years are over today; who was recognised twice counts once.
        found = cohorts(connection, leader, load_plan(PLAN), date(2026, 10, 1), years=1)
        five = cohorts(connection, leader, load_plan(PLAN), today())
    assert found == (Cohort(2025, 4, 4, 1, 1, 1), Cohort(2026, 1, 0, 0, 0, 0, 0, 1))
    assert found[1].low is None
    # The plan asks after the usual five years; how those who are not due stand so far is told beside.
    assert five == (Cohort(2025, 4, 0, 0, 0, 0, 1, 2), Cohort(2026, 1, 0, 0, 0, 0, 0, 1))
    assert [(one.young, one.low) for one in five] == [(4, None), (1, None)]
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(ForbiddenError):
        cohorts(connection, as_role("searcher"), load_plan(PLAN), today())


def test_the_share_is_between_what_is_sure_and_what_is_possible() -> None:
    day = date(2020, 2, 29)
    people = [Recognised(at, at if at < 4 else None, day) for at in range(5)]
    stays = {people[0]: True, people[1]: True, people[2]: False, people[3]: None}
    assert tally(people, stays, date(2025, 2, 28)) == (Cohort(2020, 5, 0, 0, 0, 0, 2, 2),)
    found = tally(people, stays, date(2025, 3, 1))
    assert found == (Cohort(2020, 5, 5, 2, 1, 1),)
    assert (found[0].low, found[0].high) == (Fraction(2, 5), Fraction(4, 5))


def test_a_report_says_who_has_stayed_with_what_is_open() -> None:
    day = date(2026, 10, 1)
    young = Cohort(2025, 3, 0, 0, 0, 0, 2, 1)
    told = [one.text for one in cohort_blocks((Cohort(2020, 5, 5, 2, 1, 1), young), day, 5)]
    assert len(told) == 2
    assert "5 người được công nhận năm 2020" in told[0]
    assert "2 người còn làm việc" in told[0]
    assert "2 người chưa rõ, nên tỷ lệ ở lại từ 40,0 % đến 80,0 %" in told[0].replace("\u00a0", " ")
    assert told[1].startswith("3 người được công nhận năm 2025 chưa đến hạn 5 năm")
    assert told[1].endswith("2 người còn làm việc ở cơ quan, đơn vị của tỉnh, 1 người chưa rõ.")
    half = [one.text for one in cohort_blocks((Cohort(2021, 4, 1, 1, 0, 0, 3, 0),), day, 5)]
    assert half[0].startswith("Trong 1 người được công nhận năm 2021 đã đủ 5 năm, 1 người")
    assert half[1].startswith("3 người được công nhận năm 2021 chưa đến hạn 5 năm")
    assert "chưa rõ" not in half[1]
    assert list(cohort_blocks((), day, 5)) == []
