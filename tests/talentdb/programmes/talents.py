"""A plan with one instrument that recognises people, for tests: for a year, and screened every year."""

from datetime import date
from typing import Any

from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency, person_version
from talentdb.plans import load_plan
from talentdb.programmes.cases import open_case, take_step
from talentdb.programmes.model import Case
from talentdb.registry.recognised import settle
from tests.talentdb.programmes.plan_file import PLAN

__all__ = ["TALENTS", "people_of", "recognise", "settled", "step"]

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
nominated = true
without_nomination = "reason"
stages = [
  { code = "filed", name = "Đã nộp", waits_for = ["home_affairs"] },
  { code = "held", name = "Đang được công nhận" },
  { code = "done", name = "Hết thời gian", end = "success" },
  { code = "stopped", name = "Thôi công nhận", end = "stopped" },
]
steps = [
  { code = "recognise", name = "Công nhận", from = ["filed"], to = "held", by = ["home_affairs"], decision = true, effects = ["recognise"] },
  { code = "renew", name = "Công nhận tiếp", from = ["held"], to = "held", by = ["home_affairs"], decision = true, effects = ["recognise"] },
  { code = "complete", name = "Kết thúc", from = ["held"], to = "done", by = ["home_affairs"], reason = true, effects = ["derecognise"] },
  { code = "stop", name = "Thôi", from = ["held"], to = "stopped", by = ["home_affairs"], decision = true, effects = ["derecognise"] },
]
recognition = { group = "talent", name = "Nhân tài thử", years = 1, screened = "look" }

[[instruments]]
code = "look"
name = "Sàng lọc"
short = "Sàng lọc"
kind = "screening"
place = "Điều 2"
lead = "home"
opened_by = ["home_affairs"]
start = "asked"
when = { every = "half_year", text = "Nửa năm" }
stages = [
  { code = "asked", name = "Đang xem", waits_for = ["home_affairs"] },
  { code = "kept", name = "Tiếp tục", end = "success" },
  { code = "dropped", name = "Thôi áp dụng", end = "stopped" },
]
steps = [
  { code = "keep", name = "Tiếp tục", from = ["asked"], to = "kept", by = ["home_affairs"] },
  { code = "drop", name = "Thôi", from = ["asked"], to = "dropped", by = ["home_affairs"] },
]

[[instruments]]
code = "open-ended"
name = "Công nhận không thời hạn"
short = "Không thời hạn"
kind = "recognition"
place = "Điều 3"
lead = "home"
opened_by = ["home_affairs"]
start = "filed"
nominated = true
without_nomination = "never"
stages = [
  { code = "filed", name = "Đã nộp", waits_for = ["home_affairs"] },
  { code = "done", name = "Đã công nhận", end = "success" },
]
steps = [
  { code = "recognise", name = "Công nhận", from = ["filed"], to = "done", by = ["home_affairs"], decision = true, effects = ["recognise"] },
]
recognition = { group = "honoured", name = "Người được tôn vinh" }
"""  # noqa: E501 - a line a step, as in the plans themselves


def recognise(database: Any, person: int | None, day: date, *, name: str = "Trần Thị Thử") -> Case:
    """Open a case of the instrument and recognise the person on a day."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
        case = open_case(
            connection, OPERATOR, load_plan(PLAN), "talent", title=name, person_id=person, agency_id=body, day=day,
            reason="Không qua đề cử",
        )  # fmt: skip
        return take_step(connection, OPERATOR, case.number, "recognise", expected=1, day=day, paper="QĐ 7/QĐ-UBND")


def step(database: Any, case: Case, code: str, day: date) -> Case:
    """One step more on a day."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        return take_step(
            connection, OPERATOR, case.number, code, expected=case.last.number, day=day, paper="QĐ 8", reason="Vì"
        )


def settled(database: Any) -> int:
    """Bring the registry in step; how many persons came out different."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        return settle(connection)


def people_of(database: Any) -> dict[str, int]:
    """Name -> number of everybody in the registry."""
    v = person_version.c
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = connection.execute(select(v.full_name, v.person_id).where(v.valid_to.is_(None)))
        return {row.full_name: row.person_id for row in rows}
