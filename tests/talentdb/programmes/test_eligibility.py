"""Rules are held against what the registry knows on a day; what nobody knows is named and decides nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import person_version
from talentdb.db.views import person_fact
from talentdb.plans import load_plan
from talentdb.programmes.eligibility import checks
from talentdb.programmes.eligibility_labels import COLUMNS
from talentdb.programmes.model import Check
from tests.talentdb.programmes.plan_file import ATTRACT, PLAN, write_plan

As = Callable[..., Principal]
DAY = date(2026, 10, 1)
NAMED = """
[[instruments.rules]]
code = "named"
name = "Có tên"
when = "full_name is not null"
place = "Điều 4"
"""


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch, ATTRACT + NAMED)


def checked(database: Any, who: Principal, person_id: int | None, day: date = DAY) -> dict[str, Check]:
    plan = load_plan(PLAN)
    instrument = plan.instrument("attract")
    assert instrument
    with unit_of_work(database.engine, who) as connection:
        return {check.code: check for check in checks(connection, who, instrument, plan, person_id, day)}


def holds(database: Any, who: Principal, person_id: int | None, day: date = DAY) -> list[bool | None]:
    return [check.holds for check in checked(database, who, person_id, day).values()]


def person(database: Any, province: Any, agency_code: str, **values: Any) -> int:
    province.load(agency_code, [values], content=str(values).encode())
    with unit_of_work(database.engine, OPERATOR) as connection:
        asked = select(person_version.c.person_id).where(person_version.c.full_name == values["full_name"])
        number: int = connection.execute(asked).scalars().one()
    return number


def test_known_values_decide(database: Any, province: Any) -> None:
    young = {"birth_date": "1990-05-01", "birth_date_precision": "day"}
    doctor = person(database, province, "SO-TC", full_name="Trần Thị Một", qualification="doctorate", **young)
    master = person(database, province, "SO-TC", full_name="Lê Văn Hai", qualification="master")
    assert holds(database, OPERATOR, doctor) == [True, True, True]
    assert holds(database, OPERATOR, master) == [False, None, True]
    assert checked(database, OPERATOR, master)["young"].why == "Cần bổ sung ngày sinh."
    assert holds(database, OPERATOR, doctor, date(2035, 5, 2)) == [True, False, True], "on that day 45 have passed"


def test_what_is_not_known_is_named(database: Any, province: Any) -> None:
    number = person(database, province, "SO-TC", full_name="Trần Thị Một")
    found = checked(database, OPERATOR, number)
    assert (found["doctor"].holds, found["doctor"].why) == (None, "Cần bổ sung trình độ chuyên môn.")
    assert [check.must for check in found.values()] == [True, False, True]


def test_somebody_whom_the_registry_does_not_hold(database: Any, province: Any) -> None:
    number = person(database, province, "SO-TC", full_name="Trần Thị Một", qualification="doctorate")
    asked = ((None, DAY, "vào cơ sở dữ liệu"), (number, date(2001, 1, 1), "01/01/2001"), (10**6, DAY, "chưa có"))
    for who, day, words in asked:
        found = checked(database, OPERATOR, who, day)
        assert [check.holds for check in found.values()] == [None, None, None]
        assert all(words in check.why for check in found.values())


def test_an_agency_learns_of_its_own_people_only(database: Any, province: Any, as_role: As) -> None:
    own = person(database, province, "SO-TC", full_name="Trần Thị Một", qualification="doctorate")
    foreign = person(database, province, "SO-KHCN", full_name="Lê Văn Hai", qualification="doctorate")
    who = as_role("agency", "SO-TC")
    assert holds(database, who, own) == [True, None, None], "own_fact holds no names"
    assert holds(database, who, foreign) == [None, None, None]
    assert "không thuộc danh sách của cơ quan" in checked(database, who, foreign)["doctor"].why


@pytest.mark.parametrize("role", ["home_affairs", "steward", "finance", "leader"])
def test_who_runs_cases_gets_the_same_answer_whatever_else_it_sees(
    database: Any, province: Any, as_role: As, role: str
) -> None:
    number = person(database, province, "SO-TC", full_name="Trần Thị Một", qualification="doctorate")
    assert holds(database, as_role(role), number) == [True, None, True]


def test_a_merged_number_leads_on_for_an_agency_too(database: Any, province: Any, as_role: As) -> None:
    old = person(database, province, "SO-TC", full_name="Trần Thị Một", qualification="master")
    new = person(database, province, "SO-TC", full_name="Lê Văn Hai", qualification="doctorate")
    with database.as_owner() as owner:
        owner.execute("delete from person_version where person_id = %s", [old])
        owner.execute("insert into person_redirect values (%s, %s)", [old, new])
    for who in (OPERATOR, as_role("agency", "SO-TC")):
        assert holds(database, who, old)[0] is True


def test_every_column_that_a_rule_can_look_at_has_a_name() -> None:
    assert set(person_fact.c.keys()) == set(COLUMNS)
