"""Tasks of the plans: what bodies say of them, what is late, and who may speak for whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.reporting.tasks import TaskStanding, period_of, report_task, task_standings

PLAN = "hung-yen-2711"
As = Callable[..., Principal]


def _standings(database: Any, year: int = 2026, day: date = date(2026, 7, 18)) -> dict[int, TaskStanding]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return {one.task.number: one for one in task_standings(connection, load_plan(PLAN), year, day)}


def _report(database: Any, who: Principal, number: int, state: str, **options: Any) -> None:
    with unit_of_work(database.engine, who) as connection:
        report_task(connection, who, PLAN, number, options.pop("period", "2026"), state, **options)


def test_all_eleven_stand_in_the_order_of_the_plan(database: Any) -> None:
    found = _standings(database)
    assert list(found) == list(range(1, 12))
    assert found[1].term is not None
    assert found[1].is_late, "the second quarter is over"
    assert not _standings(database, day=date(2026, 6, 30))[1].is_late
    assert found[2].term is None, "it goes on all the time"
    assert _standings(database, 2031) == {}


def test_what_a_body_said_last_counts_and_the_rest_is_kept(database: Any, as_role: As) -> None:
    department = as_role("agency", "SO-NV")
    _report(database, department, 10, "under_way", note="Đang lập")
    _report(database, department, 10, "done", evidence="KH số 5 ngày 01/7/2026")
    standing = _standings(database)[10]
    assert [(one.state, one.evidence) for one in standing.told] == [("done", "KH số 5 ngày 01/7/2026")]
    assert standing.done == 1
    assert not _standings(database, day=date(2027, 1, 5))[10].is_late
    with database.as_owner() as owner:
        assert owner.execute("select count(*) from task_report").fetchone()[0] == 2


def test_once_and_late_until_it_is_done(database: Any, as_role: As) -> None:
    assert _standings(database, 2027, date(2027, 3, 1))[1].is_late
    _report(database, as_role("agency", "SO-NV"), 1, "done", evidence="CSDL", period="once")
    standing = _standings(database, 2027, date(2027, 3, 1))[1]
    assert standing.is_late, "the others that lead it have said nothing"
    assert "SO-NV" not in {one.code for one in standing.silent}
    assert len(standing.silent) == len(standing.leaders) - 1 > 100
    with unit_of_work(database.engine, OPERATOR) as connection:
        for one in standing.silent:
            report_task(connection, OPERATOR, PLAN, 1, "once", "done", evidence="CSDL", agency_id=one.agency_id)
    standing = _standings(database, 2027, date(2027, 3, 1))[1]
    assert (standing.is_late, standing.silent, standing.state) == (False, (), "done")


def test_what_is_done_every_second_year_is_one_thing_in_both(database: Any, as_role: As) -> None:
    first, second = _standings(database, 2026)[8], _standings(database, 2027)[8]
    assert first.term == second.term
    assert (first.period, _standings(database, 2028)[8].period) == ("2027", "2029")
    _report(database, as_role("agency", "SO-NV"), 8, "done", evidence="QĐ số 9 ngày 01/6/2026", period=first.period)
    assert [_standings(database, year)[8].done for year in (2026, 2027, 2028)] == [1, 1, 0]


def test_what_is_done_once_is_told_of_before_its_year_too() -> None:
    plan = load_plan(PLAN)
    task = plan.tasks[0]
    late = task.model_copy(update={"when": task.when.model_copy(update={"until": date(2028, 6, 30)})})
    plan = plan.model_copy(update={"tasks": (late, *plan.tasks[1:])})
    years = range(plan.first_year, plan.last_year + 1)
    assert {period_of(plan, task.number, year) for year in years} == {"once"}


def test_who_only_coordinates_does_not_make_a_task_done(database: Any, as_role: As) -> None:
    _report(database, as_role("agency", "SO-TC"), 10, "done", evidence="x")
    standing = _standings(database, day=date(2027, 1, 5))[10]
    assert (standing.state, standing.is_late) == ("not_begun", True)
    _report(database, as_role("agency", "SO-NV"), 10, "under_way")
    assert _standings(database)[10].state == "under_way"
    _report(database, as_role("agency", "SO-NV"), 10, "not_applicable")
    assert _standings(database)[10].state == "not_applicable"
    assert "SO-TC" in {one.code for one in _standings(database)[10].helpers}


def test_who_leads_is_not_told_to_coordinate_itself(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        first = task_standings(connection, load_plan("hung-yen-798"), 2026, date(2026, 7, 18))[0]
    assert first.lead == ("Sở Nội vụ",)
    assert "Sở Nội vụ" not in first.coordinating


def test_a_plan_of_another_province_waits_for_none_of_ours(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        for one in task_standings(connection, load_plan("hai-phong-53"), 2026, date(2027, 7, 18)):
            assert (one.leaders, one.silent, one.is_late) == ((), (), False)


def test_done_needs_evidence_and_the_task_must_be_one(database: Any, as_role: As) -> None:
    who = as_role("agency", "SO-NV")
    for number, state, error in ((10, "done", UsageError), (10, "xong", UsageError), (12, "done", NotFoundError)):
        with pytest.raises(error):
            _report(database, who, number, state, evidence="" if error is UsageError else "x")
    with pytest.raises(ForbiddenError):
        _report(database, OPERATOR, 10, "under_way")
    for role in ("searcher", "leader", "auditor"):
        with pytest.raises(ForbiddenError):
            _report(database, as_role(role), 10, "under_way", agency_id=1)


@pytest.mark.parametrize("period", ["2025", "2031", "2026-H3", "once", "2026\n", "kỳ bịa"])
def test_a_period_that_the_task_does_not_have_is_refused(database: Any, as_role: As, period: str) -> None:
    with pytest.raises(UsageError, match="không có kỳ") as refused:
        _report(database, as_role("agency", "SO-NV"), 10, "under_way", period=period)
    assert "2026" in refused.value.advice


def test_who_neither_leads_nor_helps_tells_nothing(database: Any, as_role: As) -> None:
    who = as_role("agency", "SO-NV")
    with unit_of_work(database.engine, who) as connection:
        for plan, number, period, told in (("lang-son-899", 1, "once", who), (PLAN, 10, "2026", OPERATOR)):
            with pytest.raises(ForbiddenError, match="chủ trì hay phối hợp"):
                report_task(connection, told, plan, number, period, "under_way", agency_id=99_999_999)
