"""Inspections and excellent tasks: written down by stewards, read by who oversees, an agency sees its own only."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import audit_event, excellent_task, inspection
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.reporting.excellent import (
    ExcellentTask,
    list_excellent,
    record_excellent,
    suggested,
    withdraw_excellent,
)
from talentdb.reporting.inspections import Inspection, list_inspections, record_inspection, record_remedy
from talentdb.settings import today

As = Callable[..., Principal]
DAY = date(2026, 5, 4)


def _inspected(database: Any, who: Principal = OPERATOR, agency_id: int | None = None, **options: Any) -> Inspection:
    asked: dict[str, Any] = {"inspected_on": DAY, "inspector": "Đoàn kiểm tra số 1", "findings": "Chưa rà soát"}
    asked |= {"remedy": "Rà soát lại", "remedy_due": date(2026, 6, 1), "plan": "hung-yen-798"} | options
    with unit_of_work(database.engine, who) as connection:
        return record_inspection(connection, who, agency_id=agency_id or 1, **asked)


def _listed(database: Any, who: Principal = OPERATOR, **options: Any) -> list[int]:
    with unit_of_work(database.engine, who) as connection:
        return [one.number for one in list_inspections(connection, **options)]


def _excellent(database: Any, who: Principal = OPERATOR, **options: Any) -> ExcellentTask:
    asked: dict[str, Any] = {"year": 2026, "title": "Giống lúa thử", "lead": "TS. Trần Thị Thử", "rated_on": DAY}
    asked |= {"applied": "Ba xã phía nam"} | options
    with unit_of_work(database.engine, who) as connection:
        return record_excellent(connection, who, **asked)


def _tasks(database: Any, who: Principal = OPERATOR, **options: Any) -> tuple[ExcellentTask, ...]:
    with unit_of_work(database.engine, who) as connection:
        return list_excellent(connection, **options)


def _actions(database: Any) -> list[str]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return list(connection.execute(select(audit_event.c.action).order_by(audit_event.c.audit_id)).scalars())


# -------------------------------------------------------------------------------------------------- inspections


def test_an_inspection_is_recorded_and_its_remedy_later(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    found = _inspected(database, steward)
    assert (found.is_open, found.is_overdue(date(2026, 6, 1)), found.is_overdue(date(2026, 6, 2))) == (
        True, False, True,
    )  # fmt: skip
    with unit_of_work(database.engine, steward) as connection:
        done = record_remedy(connection, steward, found.number, date(2026, 6, 20))
    assert (done.remedied_on, done.is_open, done.is_overdue(today())) == (date(2026, 6, 20), False, False)
    assert [one for one in _actions(database) if one.startswith("inspection.")] == [
        "inspection.recorded", "inspection.remedied",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"inspector": " "}, UsageError),
        ({"findings": ""}, UsageError),
        ({"inspected_on": date(2999, 1, 1)}, UsageError),
        ({"remedy_due": date(2026, 5, 3)}, UsageError),
        ({"remedy": ""}, UsageError),
        ({"plan": "khong-co"}, NotFoundError),
        ({"agency_id": 999_999}, NotFoundError),
    ],
)
def test_what_cannot_be_is_refused_with_advice(database: Any, options: Any, error: type[UsageError]) -> None:
    with pytest.raises(error) as raised:
        _inspected(database, **options)
    assert raised.value.advice
    assert _listed(database) == []


def test_a_remedy_needs_something_to_remedy_once_and_on_a_day_that_can_be(database: Any) -> None:
    none, some = _inspected(database, remedy="", remedy_due=None), _inspected(database)

    def remedy(number: int, day: date) -> None:
        with unit_of_work(database.engine, OPERATOR) as connection:
            record_remedy(connection, OPERATOR, number, day)

    for day in (DAY - timedelta(1), today() + timedelta(1)):
        with pytest.raises(UsageError):
            remedy(some.number, day)
    with pytest.raises(ConflictError):
        remedy(none.number, DAY)
    with pytest.raises(NotFoundError):
        remedy(99, DAY)
    remedy(some.number, DAY)
    with pytest.raises(ConflictError):
        remedy(some.number, DAY)


def test_an_agency_sees_inspections_of_its_own_and_writes_none(database: Any, as_role: As) -> None:
    one, other = as_role("agency", "SO-NV"), as_role("agency", "SO-TC")
    found = _inspected(database, agency_id=one.agency_id)
    assert _listed(database, one) == [found.number]
    assert _listed(database, other) == []
    for who in (one, as_role("leader"), as_role("searcher"), as_role("auditor")):
        with pytest.raises(ForbiddenError):
            _inspected(database, who, agency_id=one.agency_id)
        # By hand too: the database itself refuses.
        with unit_of_work(database.engine, who) as connection:
            changed = connection.execute(update(inspection).values(remedied_on=DAY))
            assert changed.rowcount == 0
    assert [_listed(database, as_role(role)) for role in ("leader", "searcher", "steward")] == [[found.number]] * 3
    assert _listed(database, as_role("auditor")) == []


def test_those_of_a_plan_and_a_time(database: Any) -> None:
    first = _inspected(database)
    second = _inspected(database, plan="hung-yen-2711", inspected_on=date(2026, 5, 9))
    assert _listed(database) == [second.number, first.number]
    assert _listed(database, plan="hung-yen-798") == [first.number]
    assert _listed(database, since=date(2026, 5, 5)) == [second.number]
    assert _listed(database, until=DAY) == [first.number]


# ----------------------------------------------------------------------------------------------- excellent tasks


def test_the_list_of_a_year_holds_what_meets_all_conditions(database: Any) -> None:
    good = _excellent(database)
    own = _excellent(database, title="Tự đề xuất", commissioned=False)
    passed = _excellent(database, title="Chỉ đạt", rating="passed")
    _excellent(database, title="Năm sau", year=2027)
    found = _tasks(database, year=2026)
    assert {one.title: (one.lacks, one.is_sent) for one in found} == {
        good.title: ((), True),
        own.title: (("commissioned",), False),
        passed.title: (("excellent",), False),
    }


def test_a_task_is_taken_off_with_its_reason_and_kept(database: Any, as_role: As) -> None:
    steward = as_role("steward")
    made = _excellent(database, steward)

    def withdraw(reason: str) -> ExcellentTask:
        with unit_of_work(database.engine, steward) as connection:
            return withdraw_excellent(connection, steward, made.number, reason)

    with pytest.raises(UsageError):
        withdraw(" ")
    assert withdraw("Chưa áp dụng rộng").withdrawn == "Chưa áp dụng rộng"
    assert _tasks(database) == ()
    assert [one.is_sent for one in _tasks(database, withdrawn=True)] == [False]
    with pytest.raises(ConflictError):
        withdraw("Lần nữa")
    assert _excellent(database).number != made.number, "it may come back"
    assert [one for one in _actions(database) if one.startswith("excellent_task.")] == [
        "excellent_task.recorded", "excellent_task.withdrawn", "excellent_task.recorded",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        {"title": " "},
        {"lead": ""},
        {"applied": " "},
        {"rating": "good"},
        {"rated_on": date(2999, 1, 1), "year": 2999},
        {"year": 2025},
    ],
)
def test_an_excellent_task_without_its_facts_is_refused(database: Any, options: Any) -> None:
    with pytest.raises(UsageError) as raised:
        _excellent(database, **options)
    assert raised.value.advice


def test_a_task_stands_on_the_list_of_a_year_once(database: Any) -> None:
    _excellent(database)
    with pytest.raises(ConflictError):
        _excellent(database, title="GIỐNG LÚA THỬ")
    assert _excellent(database, year=2027).year == 2027


def test_agencies_see_no_list_of_excellent_tasks_and_write_none(database: Any, as_role: As) -> None:
    made = _excellent(database)
    for who in (as_role("agency", "SO-KHCN"), as_role("auditor")):
        assert _tasks(database, who) == ()
        with pytest.raises(ForbiddenError):
            _excellent(database, who, title="Khác")
        with unit_of_work(database.engine, who) as connection:
            assert connection.execute(update(excellent_task).values(withdrawn="x")).rowcount == 0
    for role in ("leader", "searcher"):
        assert [one.number for one in _tasks(database, as_role(role))] == [made.number]
        with pytest.raises(ForbiddenError):
            _excellent(database, as_role(role), title="Khác")


def test_the_registry_suggests_applied_tasks_rated_excellent(province: Any, as_role: As) -> None:
    people = [{"full_name": f"Trần Thị {name}", "national_id": f"03318500000{at}"} for at, name in enumerate("AB")]
    province.load("SO-KHCN", people)

    def work(title: str, **given: Any) -> list[dict[str, Any]]:
        common = {"work_title": title, "work_type": "research_task", "work_level": "province", "work_year": 2026}
        common |= {"work_result": "excellent", "applied": True, **given}
        roles = ("member", "lead")
        return [{**one, **common, "member_role": role} for one, role in zip(people, roles, strict=True)]

    rows = [
        *work("Giống lúa thử"), *work("Không áp dụng", applied=False), *work("Chỉ đạt", work_result="passed"),
        *work("Bài báo", work_type="publication"), *work("Quá cũ", work_year=2023),
        *work("Năm trước", work_year=2025),
    ]  # fmt: skip
    province.load("SO-KHCN", rows, form="works")

    def asked(who: Principal = OPERATOR) -> list[tuple[str, str, str]]:
        with unit_of_work(province.engine, who) as connection:
            return [(one.title, one.lead, one.agency) for one in suggested(connection, who, 2026)]

    body = "Sở Khoa học và Công nghệ"
    assert asked() == [("Giống lúa thử", "Trần Thị B", body), ("Năm trước", "Trần Thị B", body)]
    _excellent(province)
    assert [title for title, _, _ in asked()] == ["Năm trước"]
    with pytest.raises(ForbiddenError):
        asked(as_role("leader"))
