"""What bodies owe for a year, by what they really handed in: lists, totals and reports of the registry."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency
from talentdb.plans import load_plan
from talentdb.reporting.due import State
from talentdb.reporting.obligations import Duty, duties, overdue_first
from talentdb.reporting.reminders import last_day_words, reminder
from talentdb.settings import today

HandedIn = Callable[[int, str], None]
PEOPLE = [{"full_name": f"Trần Thị {name}", "birth_date": "1985-01-02"} for name in ("An", "Bình", "Chi", "Dung")]
MORE = [{"full_name": f"Lê Văn {name}", "birth_date": "1975-05-06"} for name in ("Em", "Giang")]


@pytest.fixture
def handed_in(database: Any) -> HandedIn:
    """Makes it as if a list had been handed in at another moment."""

    def moved(number: int, moment: str) -> None:
        with database.as_owner() as owner:
            owner.execute("alter table submission_event no force row level security")
            owner.execute("update submission_event set at = %s where submission_id = %s", (moment, number))

    return moved


def _duties(
    province: Any, day: date | None = None, plan: str = "hung-yen-2711", who: Principal = OPERATOR, year: int = 2026,
    of: int | None = None,
) -> dict[tuple[str, str], Duty]:  # fmt: skip
    with unit_of_work(province.engine, who) as connection:
        found = duties(connection, [load_plan(plan)], year, day or today(), of=of)
    return {(one.obligation.code, one.code): one for one in found}


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


def test_a_list_is_whole_for_sure_when_it_holds_all_staff(province: Any) -> None:
    province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    found = _duties(province)["registry", "SO-NV"].standing
    assert set(found.missing) == {"staff_totals"}
    province.load("SO-NV", _totals(4), form="institutions", as_of="2026-04-01")
    found = _duties(province)["registry", "SO-NV"].standing
    assert found.state in (State.SUBMITTED, State.LATE)
    assert (found.missing, found.doubts) == ({}, {})


def test_a_list_of_fewer_than_the_staff_may_be_whole_since_intellectuals_are_asked_for(province: Any) -> None:
    province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    province.load("SO-NV", _totals(6), form="institutions", as_of="2026-03-01")
    found = _duties(province)["registry", "SO-NV"].standing
    assert (found.state, found.missing) == (State.UNSURE, {})
    why = "chưa rõ bao nhiêu người là trí thức"
    assert found.doubts == {"people_list": f"ít hơn số nhân sự đã khai; {why}"}, "few are told in no number"
    province.load("SO-NV", [*PEOPLE, *MORE], as_of="2026-03-15")
    province.load("SO-NV", _totals(40), form="institutions", as_of="2026-03-20")
    found = _duties(province)["registry", "SO-NV"].standing
    assert found.doubts == {"people_list": f"6 người trong 40 nhân sự đã khai; {why}"}


def test_a_list_is_there_from_the_day_on_which_it_was_whole(province: Any, handed_in: HandedIn) -> None:
    totals = province.load("SO-NV", _totals(6), form="institutions", as_of="2026-03-01")
    first = province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    rest = province.load("SO-NV", MORE, as_of="2026-06-01")
    for number, moment in ((totals, "2026-03-02"), (first, "2026-03-02"), (rest, "2026-07-04")):
        handed_in(number, f"{moment} 03:00+00")
    found = _duties(province, date(2026, 12, 31))["registry", "SO-NV"].standing
    assert (found.state, found.done_on, found.days_late) == (State.LATE, date(2026, 7, 4), 4)


def test_the_day_is_that_of_vietnam(province: Any, handed_in: HandedIn) -> None:
    totals = province.load("SO-NV", _totals(4), form="institutions", as_of="2026-03-01")
    people = province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    handed_in(totals, "2026-03-02 03:00+00")
    # Five in the afternoon of Greenwich is midnight in Hưng Yên: the first of July begins.
    for moment, state in (("2026-06-30 16:59+00", State.SUBMITTED), ("2026-06-30 17:01+00", State.LATE)):
        handed_in(people, moment)
        assert _duties(province, date(2026, 12, 31))["registry", "SO-NV"].standing.state is state


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


def test_a_term_that_ends_on_a_day_off_names_the_last_day_of_work(province: Any) -> None:
    # 9 December 2028 is a Saturday.
    duty = _duties(province, date(2028, 12, 1), year=2028)["agency-report", "SO-NV"]
    assert "09/12/2028" in last_day_words(duty)
    assert "08/12/2028" in last_day_words(duty)
    assert "08/12/2028" in reminder(duty, date(2028, 12, 1))
    assert "ngày nghỉ" not in last_day_words(_duties(province)["agency-report", "SO-NV"])
    assert duty.standing.working_days_left == 5


def test_a_plan_of_another_province_binds_none_of_ours(province: Any) -> None:
    found = _duties(province, date(2027, 2, 1), plan="lang-son-899")
    assert {code for _, code in found} == {""}
    assert {one.standing.state for one in found.values()} == {State.UNTOLD}
    with unit_of_work(province.engine, OPERATOR) as connection:
        names = {one.body for one in duties(connection, [load_plan("lang-son-899")], 2026, today())}
    assert "Sở Nội vụ" in names


def test_a_body_that_no_list_holds_is_named_and_not_judged(province: Any) -> None:
    plan = load_plan("hung-yen-798")
    gone = {**plan.bodies, "home": replace_body(plan, "home")}
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = duties(connection, [plan.model_copy(update={"bodies": gone})], 2026, date(2027, 2, 1))
    home = [one for one in found if one.obligation.code == "yearly"]
    assert [(one.body, one.code, one.standing.state) for one in home] == [("Sở Nội vụ", "", State.UNTOLD)]


def replace_body(plan: Any, key: str) -> Any:
    return plan.bodies[key].model_copy(update={"agency": "KHONG-CO"})


@pytest.mark.parametrize("role", ["leader", "searcher", "steward"])
def test_who_oversees_sees_how_all_stand(province: Any, as_role: Callable[..., Principal], role: str) -> None:
    province.load("SO-NV", PEOPLE, as_of="2026-03-01")
    province.load("SO-NV", _totals(4), form="institutions", as_of="2026-03-01")
    assert _duties(province, who=as_role(role)) == _duties(province)
    assert _duties(province)["registry", "SO-NV"].standing.missing == {}


def test_an_agency_sees_how_it_stands_and_not_how_others_do(province: Any, as_role: Callable[..., Principal]) -> None:
    for code in ("SO-NV", "SO-TC"):
        province.load(code, PEOPLE, as_of="2026-03-01")
        province.load(code, _totals(4), form="institutions", as_of="2026-03-01")
    who = as_role("agency", "SO-NV")
    own = _duties(province, who=who, of=who.agency_id)
    assert {code for _, code in own} == {"SO-NV"}
    assert own == {key: duty for key, duty in _duties(province).items() if key[1] == "SO-NV"}
    assert _duties(province, who=who)["registry", "SO-TC"].standing.missing.keys() == {"people_list", "staff_totals"}


def test_the_longest_late_come_first_with_all_they_owe(province: Any) -> None:
    plans = [load_plan("hung-yen-2711")]
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert overdue_first(connection, plans, date(2026, 6, 30)) == ()
        july = overdue_first(connection, plans, date(2026, 7, 10))
        new_year = overdue_first(connection, plans, date(2027, 1, 5))
        years_later = overdue_first(connection, plans, date(2028, 2, 1))
    assert {one.days_late for one in july} == {10}
    assert len({one.code for one in july}) == len(july)
    first = next(one for one in new_year if one.code == "SO-KHCN")
    assert [one.obligation.code for one in first.duties[:2]] == ["registry", "agency-report"]
    assert first.days_late == 189, "since 30 June of the year before"
    later = next(one for one in years_later if one.code == "SO-KHCN")
    assert [(one.obligation.code, one.term.period) for one in later.duties[:2]] == [
        ("registry", "once"), ("agency-report", "2026"),
    ]  # fmt: skip
    assert new_year[0] == first, "of those late as long, who owes most comes first"


def test_duties_of_all_bodies_are_a_handful_of_queries(province: Any) -> None:
    asked: list[str] = []
    with unit_of_work(province.engine, OPERATOR) as connection:
        event.listen(connection, "before_cursor_execute", lambda _c, _u, statement, *_: asked.append(statement))
        found = duties(connection, [load_plan("hung-yen-2711"), load_plan("hung-yen-798")], 2026, today())
    assert len(found) > 300
    assert len(asked) <= 16
    assert sum("app_handed_in" in one for one in asked) <= 2
