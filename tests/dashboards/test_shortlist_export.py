"""A shortlist taken out as a workbook: everybody on it, in words, with the remarks, by right of the role."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from dashboards.application import Application
from dashboards.shortlist_export import export_list
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.councils import shortlists
from talentdb.councils.outside import OutsideExpert, enter
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from tests.talentdb.conftest import Province

LAN = {"full_name": "Nguyễn Thị Lan", "sex": "female", "birth_date": "1985-01-01", "birth_date_precision": "year",
       "ethnicity_code": "02", "qualification": "doctorate", "national_id": "033185000001"}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "sex": "male", "qualification": "master", "national_id": "033185000002"}


@pytest.fixture
def listed(province: Province, as_role: Callable[..., Principal]) -> tuple[Principal, int]:
    """A list of a searcher: two people, the later one first, and an expert from outside."""
    province.load("DH-SPKT", [LAN, HUNG])
    lan, hung = sorted(province.persons())
    searcher = as_role("searcher")
    with unit_of_work(province.engine, searcher) as connection:
        number = shortlists.create(connection, searcher, "Chọn")
        shortlists.add_people(connection, searcher, number, [hung, lan])
        expert = OutsideExpert("=Vũ Thị Ngoài", "Viện Mẫu", "Viện trưởng", sex="female", phone="0912000111")
        shortlists.add_outside(connection, searcher, number, enter(connection, searcher, expert))
        for one in shortlists.members_of(connection, searcher, number)[1:]:
            shortlists.note_member(connection, searcher, number, one.member_id, f"hẹn {one.member_id}")
    return searcher, number


def test_everybody_on_the_list_stands_in_the_workbook_with_the_remark(
    application: Application, listed: tuple[Principal, int]
) -> None:
    searcher, number = listed
    sheet = load_workbook(BytesIO(export_list(application, searcher, number, "mời góp ý"))).active
    head, *rows = sheet.iter_rows(values_only=True)
    people: list[dict[str, Any]] = [dict(zip(head, row, strict=True)) for row in rows]
    assert [one["Họ và tên"] for one in people] == ["Trần Văn Hùng", "Nguyễn Thị Lan", "=Vũ Thị Ngoài"]
    assert people[1]["Trình độ chuyên môn"] == "Tiến sĩ"
    assert people[1]["Ngày sinh"] == "1985"
    assert (people[2]["Chức vụ, chức danh"], people[2]["Giới tính"]) == ("Viện trưởng", "Nữ")
    assert [bool(one["Ghi chú"]) for one in people] == [False, True, True]
    assert people[2]["Ghi chú"].startswith("ngoài cơ sở dữ liệu · hẹn")
    assert not {"Dân tộc", "qualification"} & set(head)
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    with unit_of_work(application.engine, OPERATOR) as connection:
        a = audit_event.c
        assert list(connection.scalars(select(a.purpose).where(a.action == "people.export"))) == ["mời góp ý"]


def test_a_list_goes_out_only_by_right_and_for_a_purpose(
    application: Application, listed: tuple[Principal, int], as_role: Callable[..., Principal]
) -> None:
    searcher, number = listed
    with pytest.raises(UsageError):
        export_list(application, searcher, number, " ")
    with pytest.raises(NotFoundError):
        export_list(application, as_role("searcher"), number, "xem thử")
    for role, agency in (("leader", None), ("agency", "DH-SPKT"), ("auditor", None)):
        with pytest.raises((ForbiddenError, NotFoundError)):
            export_list(application, as_role(role, agency), number, "xem thử")
    assert list(application.home.glob("tmp*")) == []
