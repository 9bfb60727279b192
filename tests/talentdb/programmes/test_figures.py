"""Figures of programmes are what a few cases, needs and payments come to, counted by hand; so is their report."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError
from talentdb.plans import load_plan
from talentdb.programmes.budget import set_budget
from talentdb.programmes.cases import open_case, withdraw
from talentdb.programmes.figures import InstrumentFigures, MoneyFigures, NeedFigures, programme_figures
from talentdb.programmes.needs import Line, approve_list, registered
from talentdb.programmes.payments import take_back
from talentdb.reporting.drafting import draw
from talentdb.reporting.paper import document_of
from talentdb.reporting.subject import subject_of
from talentdb.settings import today
from tests.talentdb.programmes.money_plan import DECIDED, confirm_all, filed, granted, money_plan, paid, step
from tests.talentdb.programmes.plan_file import PLAN

As = Callable[..., Principal]
BREAK = today() - timedelta(days=5)


@pytest.fixture
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return money_plan(database, tmp_path, monkeypatch)


def figures(database: Any, since: date, until: date, who: Principal = OPERATOR, plan: str = PLAN) -> Any:
    with unit_of_work(database.engine, who) as connection:
        return programme_figures(connection, who, load_plan(plan), since, until)


def test_cases_are_counted_by_what_happened_in_the_period(database: Any, plan: str, as_role: As) -> None:
    before = DECIDED - timedelta(days=30)
    granted(database, opened=before)
    filed(database, day=before)
    filed(database, day=before, title="Ông Lê Văn Thử")
    refused = filed(database, title="Bà Ngô Thị Thử")
    step(database, refused.number, "refuse")
    with unit_of_work(database.engine, OPERATOR) as connection:
        withdraw(connection, OPERATOR, filed(database, "study").number, expected=1, reason="x")
    granted(database, "small")
    found = figures(database, DECIDED, today(), as_role("leader"))
    assert found.instruments == (
        InstrumentFigures("attract", "Thu hút", 1, 1, 1, 0, 3, 0),
        InstrumentFigures("study", "Đào tạo", 1, 0, 0, 1, 0, 0),
        InstrumentFigures("small", "Thưởng", 1, 1, 0, 0, 0, 0),
    )
    assert (found.total.opened, found.total.granted, found.total.running) == (3, 2, 3)
    # Before: three were opened, nobody knew what would become of them.
    found = figures(database, before, DECIDED - timedelta(days=1))
    assert found.instruments[0] == InstrumentFigures("attract", "Thu hút", 3, 0, 0, 0, 3, 0)
    assert figures(database, before, before - timedelta(days=1)).total.running == 0


def test_money_and_commitments_stand_as_they_did_on_the_last_day(database: Any, plan: str) -> None:
    confirm_all(database)
    first, second = granted(database), granted(database)
    granted(database, "study")
    paid(database, first.number)
    paid(database, second.number, paid_on=DECIDED, dong=70_000_000)
    step(database, first.number, "break", BREAK, reason="Bỏ việc")
    found = figures(database, DECIDED, today())
    assert found.commitments == {"broken": 1, "running": 2}
    owed = found.money.owed
    assert found.money == MoneyFigures(140_000_000, 0, owed)
    assert 0 < owed < 70_000_000
    with unit_of_work(database.engine, OPERATOR) as connection:
        take_back(connection, OPERATOR, first.number, dong=1_000_001, paid_on=today(), paper="GNT 1")
        set_budget(connection, OPERATOR, PLAN, today().year, "state_budget", dong=500_000_000, paper="QĐ 9")
    found = figures(database, DECIDED, today())
    assert found.money == MoneyFigures(140_000_000, 1_000_001, owed - 1_000_001)
    line = found.budget[0]
    assert (line.source, line.set_aside, line.returned) == ("state_budget", 500_000_000, 1_000_001)
    earlier = figures(database, DECIDED, BREAK - timedelta(days=1))
    assert earlier.commitments == {"running": 3} or earlier.commitments == {"running": 2, "not_begun": 1}
    assert earlier.money == MoneyFigures(70_000_000, 0, 0)
    assert figures(database, DECIDED, DECIDED - timedelta(days=1)).commitments == {}


def test_needs_say_how_many_are_filled_and_how_many_may_be(database: Any, province: Any) -> None:
    code, year = "hung-yen-798", 2026
    plan = load_plan(code)
    assert figures(database, date(year, 1, 1), date(year, 12, 1), plan=code).needs is None
    rows = [
        {"job_position": "Kỹ sư dữ liệu", "need_count": 3, "need_year": year, "need_type": "position"},
        {"job_position": "Quản trị mạng", "need_year": year, "need_type": "position"},
    ]
    province.load("SO-TC", rows, form="needs", as_of="2026-03-01")
    with unit_of_work(database.engine, OPERATOR) as connection:
        asked = registered(connection, OPERATOR, plan, year)
        lines = [Line(one.row, 2, "đủ cho hai") for one in asked]
        made = approve_list(
            connection, OPERATOR, plan, year, lines, paper="1/QĐ", decided_on=date(2026, 4, 1), expected=0
        )
        body, attract = made.lines[0].agency_id, next(one for one in plan.instruments if one.needs == ("position",))
        for at in range(5):
            open_case(
                connection, OPERATOR, plan, attract.code, title=f"Người Thử {at}", agency_id=body,
                approved_need_id=made.lines[0].number, reason="Thêm ngoài chỉ tiêu",
            )  # fmt: skip
    # Five cases for two places fill no more than the two.
    found = figures(database, date(year, 1, 1), date(year, 12, 1), plan=code).needs
    assert found == NeedFigures(year, 3, 1, 4, 0, 2)
    assert found.most == 2


@pytest.mark.parametrize("role", ["agency", "council_member", "nominator", "searcher", "auditor", "administrator"])
def test_who_reads_the_figures(database: Any, plan: str, as_role: As, role: str) -> None:
    who = as_role(role, "SO-TC" if role == "agency" else None)
    with pytest.raises(ForbiddenError):
        figures(database, DECIDED, today(), who)


def test_the_report_says_what_the_figures_say(database: Any) -> None:
    code = "hung-yen-798"
    plan = load_plan(code)
    attract = next(one for one in plan.instruments if one.kind == "attraction")
    period = f"{today().year}-H{1 if today().month <= 6 else 2}"
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = connection.execute(text("select agency_id from agency where code = 'SO-TC'")).scalar_one()
        cases = [
            open_case(connection, OPERATOR, plan, attract.code, title=f"Người Thử {at}", agency_id=body)
            for at in range(7)
        ]
        withdraw(connection, OPERATOR, cases[0].number, expected=1, reason="x")
        set_budget(connection, OPERATOR, code, today().year, "sponsor", dong=1_234_567_890, paper="QĐ 9")
        subject = subject_of(connection, OPERATOR, code, "six-month", today(), period=period, until=today())
        drawn = draw(connection, OPERATOR, subject, today())
        docx = document_of(drawn.sight)
        found = programme_figures(connection, OPERATOR, plan, subject.since, today())
    assert (found.total.opened, found.total.running, found.total.over) == (7, 6, 1)
    document = Document(BytesIO(docx))
    told = "\n".join(one.text for one in document.paragraphs).replace("\u00a0", " ")
    assert "KẾT QUẢ THỰC HIỆN CÁC CHÍNH SÁCH" in told
    assert re.search(r"đã mở 7 hồ sơ, 0 hồ sơ được chấp thuận, 0 không được chấp thuận; .* còn 6 hồ sơ", told)
    rows = [
        [cell.text.replace("\u00a0", " ") for cell in row.cells] for table in document.tables for row in table.rows
    ]
    assert [attract.name, "7", "0", "0", "1", "6", str(found.total.late)] in rows
    assert ["Tài trợ", "1.234.567.890", "0", "0", "1.234.567.890"] in rows
    sheets = {sheet["title"]: sheet["rows"] for sheet in drawn.sight.content["sheets"]}
    assert list(sheets["Chính sách"][0])[1:] == [7, 0, 0, 1, 6, found.total.late]
    assert len(sheets["Chính sách"]) == len(plan.instruments)
