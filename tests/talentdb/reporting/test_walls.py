"""What the database itself refuses, whatever the program asks: another's report, difficulty or name. Raw SQL only."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, TalentdbError
from talentdb.reporting.difficulties import assign, raise_

As = Callable[..., Principal]
PLAN = "hung-yen-2711"


def run(database: Any, who: Principal, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Run a statement in the name of somebody; gives the rows."""
    with unit_of_work(database.engine, who) as connection:
        result = connection.execute(text(statement), {"me": who.account_id, "login": who.login, **values})
        return [tuple(row) for row in result] if result.returns_rows else []


def refused(database: Any, who: Principal, statement: str, **values: Any) -> None:
    with pytest.raises(ForbiddenError):
        run(database, who, statement, **values)


_REPORT = (
    "insert into report (plan_code, kind, period, agency_id, of_body)"
    f" values ('{PLAN}', :kind, :period, :agency, :own) returning report_id"
)
_VERSION = (
    "insert into report_version (report_id, version, state, since, until, body, reason, account_id, login)"
    " select :report, 1 + coalesce(max(version), 0), :state, '2026-01-01', '2026-02-01', '{\"figures\": {}}',"
    " 'vì', :me, :login from report_version where report_id = :report"
)


def _report(database: Any, who: Principal, agency: int | None, *, own: bool, period: str = "2026") -> int:
    kind = "agency" if own else "province"
    number: int = run(database, who, _REPORT, kind=kind, period=period, agency=agency, own=own)[0][0]
    return number


def test_a_body_writes_its_own_report_and_nobody_elses(database: Any, as_role: As) -> None:
    school, above, other = (as_role("agency", code) for code in ("SO-NV", "SO-TC", "SO-KHCN"))
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("update agency set parent_id = :above where agency_id = :below"),
            {"above": above.agency_id, "below": school.agency_id},
        )
    number = _report(database, school, school.agency_id, own=True)
    for state in ("draft", "signed", "sent"):
        run(database, school, _VERSION, report=number, state=state)
        for who in (above, other, as_role("leader"), as_role("steward"), as_role("searcher"), OPERATOR):
            refused(database, who, _VERSION, report=number, state=state)
    for state in ("accepted", "returned"):
        refused(database, school, _VERSION, report=number, state=state)
        refused(database, as_role("leader"), _VERSION, report=number, state=state)
        run(database, as_role("steward"), _VERSION, report=number, state=state)
    for who in (above, other, as_role("steward")):
        refused(database, who, _REPORT, kind="agency", period="2027", agency=school.agency_id, own=True)


def test_the_report_of_the_plan_is_written_by_the_department_and_signed_by_an_account(
    database: Any, as_role: As
) -> None:
    body, steward, leader = as_role("agency", "SO-KHCN"), as_role("steward"), as_role("leader")
    refused(database, body, _REPORT, kind="province", period="2026", agency=body.agency_id, own=False)
    number = _report(database, steward, body.agency_id, own=False)
    run(database, steward, _VERSION, report=number, state="draft")
    for who, state in ((leader, "draft"), (leader, "sent"), (body, "draft"), (body, "signed"), (body, "sent")):
        refused(database, who, _VERSION, report=number, state=state)
    with pytest.raises(TalentdbError):
        run(database, OPERATOR, _VERSION, report=number, state="signed")
    run(database, leader, _VERSION, report=number, state="signed")


_STEP = (
    "insert into difficulty_step (difficulty_id, step, act, agency_id, body, account_id, login)"
    " values (:number, :step, :act, :agency, 'xong', :me, :login)"
)
_SEEN = "select body from difficulty where difficulty_id = :number"


def test_a_step_of_ones_own_opens_nobody_elses_difficulty(database: Any, as_role: As) -> None:
    one, other, asked = (as_role("agency", code) for code in ("SO-NV", "SO-TC", "SO-KHCN"))
    with unit_of_work(database.engine, one) as connection:
        number = raise_(connection, one, "difficulty", "Điều chỉ mình biết", "Bà Trần Thị Thử").number
    for act in ("assigned", "answered", "closed", "reopened"):
        refused(database, other, _STEP, number=number, step=1, act=act, agency=other.agency_id)
    assert run(database, other, _SEEN, number=number) == []
    with unit_of_work(database.engine, OPERATOR) as connection:
        assign(connection, OPERATOR, number, asked.agency_id or 0)
    assert run(database, asked, _SEEN, number=number) == [("Điều chỉ mình biết",)]
    refused(database, asked, _STEP, number=number, step=2, act="closed", agency=asked.agency_id)
    run(database, asked, _STEP, number=number, step=2, act="answered", agency=asked.agency_id)


_FORGED = {
    "difficulty": "(plan_code, kind, agency_id, raised_by, body, account_id, login)"
    f" values ('{PLAN}', 'difficulty', :agency, 'x', 'y', :account, :name)",
    "task_report": "(plan_code, task, period, agency_id, state, account_id, login)"
    f" values ('{PLAN}', 1, '2026', :agency, 'under_way', :account, :name)",
    "inspection": "(plan_code, agency_id, inspected_on, inspector, findings, account_id, login)"
    f" values ('{PLAN}', :agency, '2026-01-01', 'x', 'y', :account, :name)",
    "excellent_task": "(year, title, lead_name, agency_id, commissioned, rated_on, rating, applied, account_id,"
    " login) values (2026, 'x', 'y', :agency, true, '2026-01-01', 'excellent', 't', :account, :name)",
    "snapshot": "(plan_code, period, as_of, body, inputs, sha256, account_id, login)"
    f" values ('{PLAN}', '2026', '2026-01-01', '{{}}', '{{}}', decode(repeat('00', 32), 'hex'), :account, :name)",
}


@pytest.mark.parametrize("table", _FORGED)
def test_nobody_writes_in_the_name_of_another(database: Any, as_role: As, table: str) -> None:
    steward, leader = as_role("steward"), as_role("leader")
    agency = as_role("agency", "SO-NV").agency_id
    statement = f"insert into {table} {_FORGED[table]}"
    for account, name in (
        (leader.account_id, leader.login), (steward.account_id, leader.login), (leader.account_id, steward.login),
        (None, leader.login),
    ):  # fmt: skip
        refused(database, steward, statement, agency=agency, account=account, name=name)
    run(database, steward, statement, agency=agency, account=steward.account_id, name=steward.login)
