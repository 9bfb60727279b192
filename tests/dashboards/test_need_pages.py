"""What the pages of needs and nominations read and write, asked for by roles that have no such page or button."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboards import need_data, nomination_data, pages
from dashboards.application import Application
from ingest.nominations import Batch
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes.needs import Line
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.plan_file import ATTRACT, write_plan

As = Callable[..., Principal]
GIVEN = {"reason": "Giỏi", "nominator": "Trường Thử"}
TYPED = {"full_name": "nguyễn thị ánh", "birth_date": "05/06/2003", "sex": "female"}


@pytest.fixture
def plan(province: Province, database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A plan of the test whose one instrument takes nominations, and two needs."""
    province.load("SO-NV", [{"job_position": "Kỹ sư", "need_count": 2, "need_year": 2026}], form="needs")
    province.load("SO-TC", [{"job_position": "Chuyên gia", "need_count": 1, "need_year": 2026}], form="needs")
    taken = ATTRACT.replace('start = "filed"', 'start = "filed"\nnominated = true', 1)
    return load_plan(write_plan(database, tmp_path / "plans", monkeypatch, taken))


def test_each_page_is_for_its_roles() -> None:
    by_key = {page.key: set(page.roles) for page in pages.PAGES}
    assert by_key["needs"] == {Role.HOME_AFFAIRS, Role.STEWARD, Role.LEADER, Role.AGENCY}
    assert by_key["nominations"] == {Role.NOMINATOR, Role.AGENCY, Role.HOME_AFFAIRS, Role.STEWARD}


def test_needs_by_role(application: Application, plan: Any, as_role: As) -> None:
    officer, body, leader = as_role("home_affairs"), as_role("agency", "SO-NV"), as_role("leader")
    asked = need_data.read_needs(application, officer, plan, 2026).needs
    lines = [Line(one.row, one.count or 0) for one in asked]
    decision: dict[str, Any] = {"paper": "1/QĐ", "decided_on": date(2026, 4, 1), "expected": 0}
    for who in (body, leader, as_role("steward")):
        with pytest.raises(ForbiddenError):
            need_data.approve(application, who, plan, 2026, lines, **decision)
    made = need_data.approve(application, officer, plan, 2026, lines, **decision)
    seen = need_data.read_needs(application, body, plan, 2026)
    assert [one.name for one in seen.needs] == ["Kỹ sư"]
    assert need_data.first_year(application, body, plan) == 2026
    assert [line.need.name for _, told in seen.lists for line in told] == ["Kỹ sư"]
    for kind in ("docx", "xlsx"):
        assert need_data.list_file(application, officer, made.number, kind)[0].endswith(kind)
        with pytest.raises(ForbiddenError):
            need_data.list_file(application, leader, made.number, kind)
    assert len(need_data.fits(application, leader, asked)) == 2
    for who in (leader, body):
        with pytest.raises(ForbiddenError):
            need_data.suggestions(application, who, asked[0], 5)
    with pytest.raises(ForbiddenError):
        need_data.fits(application, body, asked)
    new = {"need_type": "position", "job_position": "Mới", "need_count": 1, "need_year": 2026}
    assert need_data.type_one(application, body, new)
    for who in (officer, leader):
        with pytest.raises(ForbiddenError):
            need_data.type_one(application, who, new)
    _, content = need_data.registered_file(application, body, plan, 2026)
    assert load_workbook(BytesIO(content)).worksheets[0].max_row == 5


def test_nominations_by_role(application: Application, plan: Any, as_role: As, province: Province) -> None:
    school, other, officer = as_role("nominator"), as_role("nominator"), as_role("home_affairs")
    number = nomination_data.nominate_one(application, school, plan, "attract", TYPED, GIVEN)
    one = nomination_data.find(application, school)[0]
    assert (one.number, one.full_name, one.values["birth_date"]) == (number, "Nguyễn Thị Ánh", "2003-06-05")
    assert nomination_data.find(application, other) == ()
    with pytest.raises(UsageError):
        nomination_data.nominate_one(
            application, other, plan, "attract", {**TYPED, "birth_date": "31/02/2003"}, GIVEN
        )
    for who in (school, other, as_role("agency", "SO-NV"), as_role("leader")):
        asks: tuple[Callable[[], Any], ...] = (
            lambda who=who: nomination_data.screen_them(application, who, [number]),
            lambda who=who: nomination_data.screenings(application, who, [number]),
            lambda who=who: nomination_data.accept(application, who, number, agency_id=1),
            lambda who=who: nomination_data.refuse(application, who, number, "x"),
        )
        for ask in asks:
            with pytest.raises((ForbiddenError, NotFoundError)):
                ask()
    with pytest.raises(ForbiddenError):
        nomination_data.workbook(application, school)
    assert nomination_data.screen_them(application, officer, [number]) == 1
    assert list(nomination_data.screenings(application, officer, [number])) == [number]
    made = nomination_data.accept(application, officer, number, agency_id=province.codes["SO-NV"])
    assert made.state == "accepted"
    assert nomination_data.find(application, school)[0].decision is not None
    _, content = nomination_data.workbook(application, officer)
    assert load_workbook(BytesIO(content)).worksheets[0].max_row == 5


def test_a_list_comes_in_from_the_page(application: Application, plan: Any, as_role: As) -> None:
    content = "STT,Họ và tên,Ngày sinh\n1,Nguyễn Thị Ánh,05/06/2003\n".encode()
    batch = Batch(plan, "attract", nominator="Trường Thử")
    school = as_role("nominator")
    found = nomination_data.import_list(application, school, "../sinh viên.csv", content, batch)
    assert [row.state for row in found.rows] == ["made"]
    again = nomination_data.import_list(application, school, "khác.csv", content, batch)
    assert [row.state for row in again.rows] == ["before"]
    assert OPERATOR.role is Role.OPERATOR
