"""What the pages of registers read and write, asked for by roles that have no such page or button."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dashboards import duty_data, register_data
from dashboards.application import Application
from talentdb.access.context import assume, unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.reporting.difficulties import list_difficulties
from talentdb.reporting.excellent import list_excellent
from talentdb.reporting.inspections import list_inspections
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
DAY: Final = date(2026, 5, 4)
INSPECTION: Final = {
    "plan": "hung-yen-798", "agency_id": 1, "inspected_on": DAY, "inspector": "Đoàn", "findings": "Tốt"
}  # fmt: skip
EXCELLENT: Final = {
    "year": 2026, "title": "Giống", "lead": "TS. Thử", "rated_on": DAY, "applied": "Ở xã", "agency_id": None
}  # fmt: skip
STEWARD_ONLY: Final[dict[str, Callable[[Application, Principal], object]]] = {
    "assign": lambda app, who: register_data.act_on_difficulty(app, who, "assign", 1, 1, None, ""),
    "close": lambda app, who: register_data.act_on_difficulty(app, who, "close", 1, "x"),
    "reopen": lambda app, who: register_data.act_on_difficulty(app, who, "reopen", 1, "x"),
    "inspection": lambda app, who: register_data.keep_inspection(app, who, INSPECTION),
    "remedy": lambda app, who: register_data.keep_remedy(app, who, 1, DAY),
    "excellent": lambda app, who: register_data.keep_excellent(app, who, EXCELLENT),
    "withdraw": lambda app, who: register_data.withdraw(app, who, 1, "x"),
    "suggestions": lambda app, who: register_data.suggestions(app, who, 2026),
}


def _came_through(app: Application, who: Principal) -> list[str]:
    through = []
    for name, ask in STEWARD_ONLY.items():
        try:
            ask(app, who)
        except (ForbiddenError, NotFoundError):
            continue
        except (ConflictError, UsageError):
            pass
        through.append(name)
    return through


def test_only_stewards_keep_the_registers(application: Application, database: Any, as_role: As) -> None:
    other = as_role("agency", "SO-TC")
    register_data.raise_difficulty(application, OPERATOR, "difficulty", "x", "Ai đó", plan=None, agency_id=1)
    for role, agency in (
        ("agency", "SO-KHCN"), ("searcher", None), ("leader", None), ("auditor", None), ("administrator", None),
    ):  # fmt: skip
        assert _came_through(application, as_role(role, agency)) == [], role
    with unit_of_work(application.engine, OPERATOR) as connection:
        assert list_inspections(connection) == ()
        assert list_excellent(connection) == ()
        assert list_difficulties(connection)[0].state == "open"
    assert register_data.difficulties(application, other) == ()
    assert _came_through(application, as_role("steward")) == list(STEWARD_ONLY)


def test_who_runs_the_programmes_inspects_for_the_plans_that_their_body_leads_and_keeps_no_other_register(
    application: Application, database: Any, as_role: As
) -> None:
    home, none, other = as_role("home_affairs", "SO-NV"), as_role("home_affairs"), as_role("home_affairs", "SO-TC")
    assert "hung-yen-798" in {plan.code for plan in register_data.inspected_plans(application, home)}
    assert register_data.inspected_plans(application, none) == register_data.inspected_plans(application, other) == ()
    number = register_data.keep_inspection(application, home, {**INSPECTION, "remedy": "Sửa hồ sơ"})
    register_data.keep_remedy(application, home, number, DAY)
    for who in (other, none, as_role("finance", "SO-NV")):
        with pytest.raises(ForbiddenError):
            register_data.keep_inspection(application, who, INSPECTION)
    assert _came_through(application, none) == []
    with pytest.raises(DBAPIError, match="row-level security"), database.engine.begin() as connection:
        assume(connection, other)
        connection.execute(text(
            "insert into inspection (plan_code, agency_id, inspected_on, inspector, findings, account_id, login)"
            " values ('hung-yen-798', 1, '2026-05-04', 'x', 'y', :me, :login)"
        ), {"me": other.account_id, "login": other.login})  # fmt: skip
    assert [one.plan for one in register_data.inspections(application, home)] == ["hung-yen-798"]


def test_officers_speak_for_their_own_body_alone(application: Application, database: Any, as_role: As) -> None:
    home, finance, steward = as_role("home_affairs", "SO-NV"), as_role("finance", "SO-TC"), as_role("steward")
    other = as_role("agency", "SO-KHCN")
    for who, task, name in ((home, 10, "Sở Nội vụ"), (finance, 7, "Sở Tài chính")):
        plan = "hung-yen-2711" if who is home else "hung-yen-798"
        given = {"note": "", "evidence": "KH 5", "agency_id": other.agency_id}
        duty_data.tell(application, who, plan, task, 2026, "done", **given)
        told = next(
            one.told
            for one in duty_data.standings(application, who, load_plan(plan), 2026)
            if one.task.number == task
        )
        assert [one.agency for one in told] == [name], "whatever it names"
    with pytest.raises(ForbiddenError):
        duty_data.tell(application, as_role("finance"), "hung-yen-798", 7, 2026, "done", note="", evidence="x",
                       agency_id=None)  # fmt: skip
    # Who pays sees what its own body told, and owes; who runs the programmes sees all.
    elsewhere = duty_data.standings(application, finance, load_plan("hung-yen-2711"), 2026)
    assert [one.told for one in elsewhere if one.task.number == 10] == [()]
    assert {one.code for one in duty_data.calendar(application, finance, 2026)} == {"SO-TC"}
    assert duty_data.calendar(application, as_role("finance"), 2026) == ()
    assert len({one.code for one in duty_data.calendar(application, home, 2026)}) > 100
    # Difficulties: raised for the own body, answered when it was asked.
    options: Any = {"plan": "hung-yen-798", "agency_id": other.agency_id}
    number = register_data.raise_difficulty(application, home, "proposal", "Thêm chỉ tiêu", "Bà Thử", **options)
    assert register_data.difficulties(application, home)[0].agency == "Sở Nội vụ"
    with pytest.raises(ForbiddenError):
        register_data.act_on_difficulty(application, home, "answer", number, "Tự trả lời")
    register_data.act_on_difficulty(application, steward, "assign", number, home.agency_id, None, "")
    register_data.act_on_difficulty(application, home, "answer", number, "Đã xem xét")
    for who in (finance, as_role("home_affairs")):
        with pytest.raises(ForbiddenError):
            register_data.raise_difficulty(application, who, "proposal", "x", "Ai đó", **options)
    assert register_data.difficulties(application, finance) == ()


def test_who_pays_sees_how_far_the_lists_of_their_body_are_and_nobody_in_them(
    application: Application, province: Province, as_role: As
) -> None:
    for code in ("SO-TC", "SO-KHCN"):
        province.load(code, [{"full_name": "Lê Văn Thử", "national_id": "033185000001"}])
    finance = as_role("finance", "SO-TC")
    for who, lacks in ((finance, {"staff_totals"}), (as_role("finance", "SO-NV"), {"staff_totals", "people_list"})):
        owed = {one.obligation.code: one.standing for one in duty_data.calendar(application, who, 2026)}
        assert set(owed["registry"].missing) == lacks
    closed = (
        "person", "person_source", "person_version", "submission", "source_record", "employment", "searched_person",
        "waiting_row", "open_pair", "registered_need", "submission_event",
    )  # fmt: skip
    with unit_of_work(application.engine, finance) as connection:
        for table in closed:
            assert connection.execute(text(f"select count(*) from {table}")).scalar_one() == 0, table


def test_an_agency_gets_its_own_duties_and_what_it_told(application: Application, database: Any, as_role: As) -> None:
    one, other, leader = as_role("agency", "SO-NV"), as_role("agency", "SO-TC"), as_role("leader")
    for who, code in ((one, "SO-NV"), (other, "SO-TC")):
        assert {duty.code for duty in duty_data.calendar(application, who, 2026)} == {code}
    assert len({duty.code for duty in duty_data.calendar(application, leader, 2026)}) > 100
    duty_data.tell(
        application, one, "hung-yen-2711", 10, 2026, "done", note="", evidence="KH 5", agency_id=other.agency_id
    )
    plan = load_plan("hung-yen-2711")

    def told(who: Principal) -> list[str]:
        return [each.agency for each in duty_data.standings(application, who, plan, 2026)[9].told]

    assert told(one) == told(leader) == ["Sở Nội vụ"], "an agency tells of itself, whatever it names"
    assert told(other) == []


def test_this_year_owes_what_is_open_of_the_years_before(
    application: Application, as_role: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duty_data, "today", lambda: date(2028, 2, 1))
    body = as_role("agency", "SO-NV")
    terms = [(one.obligation.code, one.term.period) for one in duty_data.calendar(application, body, 2028)]
    assert {("registry", "once"), ("agency-report", "2026"), ("agency-report", "2027")} <= set(terms)
    # Another year is that year alone.
    later = duty_data.calendar(application, body, 2029)
    assert {one.term.last.year for one in later} == {2029}
