"""What bodies owe for a year, by what they really handed in: lists, totals and reports of the registry."""

from datetime import date
from typing import Any

from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency
from talentdb.plans import load_plan
from talentdb.reporting.due import State
from talentdb.reporting.obligations import Duty, duties, reminder
from talentdb.settings import today

PEOPLE = [{"full_name": f"Trần Thị {name}", "birth_date": "1985-01-02"} for name in ("An", "Bình", "Chi", "Dung")]


def _duties(province: Any, day: date | None = None, plan: str = "hung-yen-2711") -> dict[tuple[str, str], Duty]:
    day = day or today()
    with unit_of_work(province.engine, OPERATOR) as connection:
        return {(one.obligation.code, one.code): one for one in duties(connection, [load_plan(plan)], 2026, day)}


def _totals(total: int) -> list[dict[str, Any]]:
    return [{"institution_name": "Sở Nội vụ", "staff_total": total}]


def test_departments_and_communes_owe_and_who_gets_it_is_named(province: Any) -> None:
    found = _duties(province)
    owing = {code for duty, code in found if duty == "agency-report"}
    assert {"SO-NV", "SO-KHCN"} <= owing
    with unit_of_work(province.engine, OPERATOR) as connection:
        communes = connection.execute(select(agency.c.code).where(agency.c.kind == "commune")).scalars().all()
    assert len(communes) == 104
    assert set(communes) <= owing
    assert found["agency-report", "SO-NV"].to == "Sở Khoa học và Công nghệ"
    assert found["agency-report", "SO-NV"].term.last == date(2026, 12, 9)


def test_a_list_is_whole_when_it_holds_the_staff_that_was_stated(province: Any) -> None:
    province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    found = _duties(province)["registry", "SO-NV"].standing
    assert set(found.missing) == {"staff_totals"}
    province.load("SO-NV", _totals(40), form="institutions", as_of="2026-03-01")
    found = _duties(province)["registry", "SO-NV"].standing
    assert found.missing == {"people_list": "mới có 4 người trong 40 người đã khai"}
    province.load("SO-NV", _totals(4), form="institutions", as_of="2026-04-01")
    found = _duties(province)["registry", "SO-NV"].standing
    assert found.state in (State.SUBMITTED, State.LATE)
    assert found.missing == {}


def test_what_is_rolled_back_was_not_handed_in(province: Any) -> None:
    number = province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    assert "people_list" not in _duties(province)["registry", "SO-NV"].standing.missing
    province.rollback(number)
    assert "people_list" in _duties(province)["registry", "SO-NV"].standing.missing


def test_a_list_of_another_year_is_not_this_years(province: Any) -> None:
    province.load("SO-NV", PEOPLE, as_of="2025-03-01")
    assert "people_list" in _duties(province)["agency-report", "SO-NV"].standing.missing


def test_a_reminder_says_what_is_missing_until_when(province: Any) -> None:
    province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    duty = _duties(province, date(2026, 12, 4))["agency-report", "SO-NV"]
    text = reminder(duty, date(2026, 12, 4))
    for part in ("Sở Nội vụ", "09/12/2026", "3 ngày làm việc", "tổng số nhân sự", "báo cáo", "Mục V.9"):
        assert part in text
    late = _duties(province, date(2026, 12, 20))["agency-report", "SO-NV"]
    assert late.standing.state is State.NEVER
    assert "quá hạn 11 ngày" in reminder(late, date(2026, 12, 20))


def test_a_plan_of_the_past_makes_no_duty(province: Any) -> None:
    assert _duties(province, plan="vinh-phuc-06") == {}
