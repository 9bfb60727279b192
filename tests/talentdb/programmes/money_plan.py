"""A plan with money and commitments that exists only in tests, and what tests do with it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.plans import load_plan
from talentdb.programmes.amounts import confirm_term
from talentdb.programmes.cases import open_case, read_case, take_step
from talentdb.programmes.model import Case
from talentdb.programmes.payments import Payment, pay
from talentdb.settings import today
from tests.talentdb.programmes.plan_file import PLAN, write_plan

MONEY = """
[[amounts]]
code = "professor"
purpose = "Giáo sư"
dong = 1_500_000_000
per = "once"
source = "Theo báo chí"
[[amounts]]
code = "graduate"
purpose = "Sinh viên xuất sắc"
dong = 500_000_001
women_more = 0.1
per = "once"
in_force = 2025-12-20
source = "Theo báo chí"
[[amounts]]
code = "housing"
purpose = "Nhà ở"
dong = 20_000_000
per = "month"
most = true
source = "Theo báo chí"
[[amounts]]
code = "income"
purpose = "Thu nhập tăng thêm"
times_minimum_wage = 1.5
per = "month"
checked = true
source = "Theo báo chí"
[[terms]]
code = "years"
purpose = "Cam kết làm việc"
years = 1
source = "Theo báo chí"
[[terms]]
code = "twice"
purpose = "Gấp đôi thời gian học"
factor = 2
exempt = ["professor"]
checked = true
source = "Theo báo chí"
"""
_STAGES = """
[[instruments]]
code = "{code}"
name = "{name}"
short = "{name}"
kind = "attraction"
place = "Điều 1"
lead = "home"
opened_by = ["agency", "home_affairs"]
start = "filed"
stages = [
  {{ code = "filed", name = "Đã nộp" }},
  {{ code = "serving", name = "Đang thực hiện" }},
  {{ code = "claimed", name = "Đang thu hồi" }},
  {{ code = "kept", name = "Đã hoàn thành", end = "success" }},
  {{ code = "no", name = "Không nhận", end = "refused" }},
  {{ code = "over", name = "Đã dừng", end = "stopped" }},
]
steps = [
  {{ code = "decide", name = "Quyết định", from = ["filed"], to = "serving", by = ["home_affairs"], decision = true, effects = ["commit", "grant"] }},
  {{ code = "refuse", name = "Không nhận", from = ["filed"], to = "no", by = ["home_affairs"] }},
  {{ code = "rest", name = "Tạm dừng", from = ["serving"], to = "serving", by = ["home_affairs"], effects = ["suspend"] }},
  {{ code = "go-on", name = "Tiếp tục", from = ["serving"], to = "serving", by = ["home_affairs"], effects = ["resume"] }},
  {{ code = "break", name = "Ghi vi phạm", from = ["serving"], to = "claimed", by = ["home_affairs"], reason = true, effects = ["break"] }},
  {{ code = "repaid", name = "Đã hoàn trả", from = ["claimed"], to = "over", by = ["home_affairs"], effects = ["repaid"] }},
  {{ code = "spare", name = "Miễn", from = ["serving"], to = "serving", by = ["home_affairs"], effects = ["release"] }},
  {{ code = "keep", name = "Hoàn thành", from = ["serving"], to = "kept", by = ["home_affairs"], effects = ["fulfil"] }},
]
facts = [
  {{ code = "cost", name = "Chi phí", type = "dong" }},
  {{ code = "first", name = "Ngày đầu", type = "date" }},
  {{ code = "last", name = "Ngày cuối", type = "date" }},
]
grants = [
  {{ code = "bonus", name = "Hỗ trợ một lần", place = "Điều 4", levels = [{{ amount = "professor", when = "academic_title = 'professor'" }}, {{ amount = "graduate" }}] }},
  {{ code = "rent", name = "Tiền thuê nhà", place = "Điều 5", months = 3, levels = [{{ amount = "housing" }}] }},
  {{ code = "more", name = "Thu nhập tăng thêm", place = "Điều 6", months = 60, source = "other", levels = [{{ amount = "income" }}] }},
  {{ code = "fees", name = "Học phí", place = "Điều 7", cost = "cost" }},
]
[instruments.commitment]
{commitment}
place = "Điều 8"
signals = {{ left = "break", moved = "break", deceased = "spare" }}
"""  # noqa: E501 - a line a step, as in the plans themselves
ATTRACT = _STAGES.format(
    code="attract", name="Thu hút", commitment='term = "years"\nrepayment = { rule = "remaining", place = "Điều 9" }'
)
STUDY = _STAGES.format(
    code="study",
    name="Đào tạo",
    commitment='term = "twice"\nbegins = "last"\ncourse = ["first", "last"]\n'
    'repayment = { rule = "times", times = "2", checked = true, place = "Điều 9" }',
)
SMALL = """
[[instruments]]
code = "small"
name = "Thưởng"
short = "Thưởng"
kind = "reward"
place = "Điều 1"
lead = "home"
opened_by = ["home_affairs"]
start = "filed"
stages = [
  { code = "filed", name = "Đã nộp" },
  { code = "done", name = "Xong", end = "success" },
]
steps = [
  { code = "decide", name = "Quyết định", from = ["filed"], to = "done", by = ["home_affairs"], decision = true, effects = ["grant"] },
]
grants = [
  { code = "bonus", name = "Thưởng", place = "Điều 4", levels = [{ amount = "professor", when = "academic_title = 'professor'" }] },
]
"""  # noqa: E501 - a line a step, as in the plans themselves
DECIDED = today() - timedelta(days=100)
COURSE = (today() - timedelta(days=49), today() - timedelta(days=10))
"""Forty days, after which eighty are owed."""


def money_plan(database: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write the plan and make it known."""
    return write_plan(database, folder / "plans", monkeypatch, MONEY + ATTRACT + STUDY + SMALL)


def confirm(database: Any, kind: str, code: str, value: str, in_force: date = date(2025, 12, 20)) -> None:
    """Say what the resolution says."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        confirm_term(
            connection, OPERATOR, PLAN, kind, code, value, article="Điều 4", paper="NQ 1, Công báo 2",
            in_force=in_force,
        )  # fmt: skip


def confirm_all(database: Any) -> None:
    """Everything of the plan is as the resolution says."""
    for kind, code, value in (
        ("amount", "professor", "1.500.000.000"), ("amount", "graduate", "500000001"),
        ("amount", "housing", "20000000"), ("amount", "minimum_wage", "4.140.001"), ("term", "years", "1"),
        ("repayment", "attract", "remaining"),
    ):  # fmt: skip
        confirm(database, kind, code, value)


def step(
    database: Any, number: int, code: str, day: date | None = None, who: Principal = OPERATOR, **options: Any
) -> Case:
    """Take a step on a case as it stands."""
    with unit_of_work(database.engine, who) as connection:
        expected = read_case(connection, who, number).last.number
        return take_step(connection, who, number, code, expected=expected, day=day or today(), **options)


def filed(database: Any, instrument: str = "attract", **options: Any) -> Case:
    """A case before its decision."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        options.setdefault("title", "Bà Trần Thị Thử")
        options.setdefault("day", DECIDED)
        if "agency_id" not in options:
            options["agency_id"] = connection.exec_driver_sql(
                "select agency_id from agency where code = 'SO-TC'"
            ).scalar()  # fmt: skip
        return open_case(connection, OPERATOR, load_plan(PLAN), instrument, **options)


def granted(
    database: Any, instrument: str = "attract", day: date = DECIDED, opened: date = DECIDED, **options: Any
) -> Case:
    """A case with its decision."""
    options["day"] = opened
    facts: dict[str, Any] = (
        {}
        if instrument == "small"
        else {"cost": 70_000_000, "first": COURSE[0].isoformat(), "last": COURSE[1].isoformat()}
    )
    return step(
        database, filed(database, instrument, **options).number, "decide", day, paper="QĐ 1", facts=facts
    )  # fmt: skip


def paid(database: Any, case: int, grant: str = "fees", who: Principal = OPERATOR, **options: Any) -> Payment:
    """Pay in the name of somebody."""
    options.setdefault("dong", 70_000_000)
    day = options.setdefault("paid_on", today())
    options.setdefault("budget_year", day.year)
    options.setdefault("paper", "UNC 1")
    with unit_of_work(database.engine, who) as connection:
        return pay(connection, who, case, grant, **options)
