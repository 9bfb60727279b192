"""The approved list on paper and as a workbook: what is read back is what was approved, line by line."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError
from talentdb.plans import load_plan
from talentdb.programmes import need_labels as words
from talentdb.programmes.needs import Line, approve_list, registered
from talentdb.reporting.need_document import list_document, list_workbook, registered_workbook
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
PLAN = load_plan("hung-yen-798")
ASKED = [
    {"job_position": "=Kỹ sư dữ liệu", "need_field": "Khoa học máy tính", "need_count": 3, "need_year": 2026,
     "required_qualification": "master", "reason": "Trung tâm dữ liệu", "quota": 5, "full_time": True,
     "target_group": "Sinh viên xuất sắc", "required_institutions": "Đại học Bách khoa Hà Nội"},
    {"need_field": "Công nghệ thông tin", "need_type": "second_degree", "need_count": 1400, "need_year": 2026},
    {"job_position": "Chuyên viên an ninh mạng", "need_field": "An toàn thông tin", "need_count": 2,
     "need_year": 2026, "full_time": False},
]  # fmt: skip


@pytest.fixture
def approved(province: Province) -> Any:
    """A list with a line that was cut."""
    province.load("SO-KHCN", ASKED, form="needs", as_of="2026-03-01")
    with unit_of_work(province.engine, OPERATOR) as connection:
        needs = registered(connection, OPERATOR, PLAN, 2026)
        lines = [Line(one.row, 1 if one.count == 3 else one.count or 0, "đủ một người" if one.count == 3 else "")
                 for one in needs]  # fmt: skip
        return approve_list(
            connection, OPERATOR, PLAN, 2026, lines, paper="123/QĐ-UBND", decided_on=date(2026, 2, 5), expected=0
        )


def _made(province: Province, who: Principal, make: Callable[..., Any], *args: Any) -> tuple[str, bytes]:
    with unit_of_work(province.engine, who) as connection:
        made: tuple[str, bytes] = make(connection, who, *args)
        return made


def test_the_paper_says_what_was_approved(province: Province, approved: Any) -> None:
    name, content = _made(province, OPERATOR, list_document, approved.number)
    assert name == "danh-muc-nhu-cau-2026-0.docx"
    document = Document(BytesIO(content))
    said = "\n".join(one.text for one in document.paragraphs)
    assert "DANH MỤC" in said
    assert "(Kèm theo Quyết định số 123/QĐ-UBND, ngày 05 tháng 02 năm 2026)" in said
    assert "Tổng cộng: 3 dòng; đề nghị 1.405 người, duyệt 1.403 người." in said
    assert approved.sha256[:16] in said
    posts, courses = ([[cell.text for cell in row.cells] for row in one.rows] for one in document.tables)
    assert posts[0] == list(words.HEADS)
    assert posts[1:] == [
        ["1", "Sở Khoa học và Công nghệ", "=Kỹ sư dữ liệu", "Khoa học máy tính", "Thạc sĩ", "Sinh viên xuất sắc",
         "Toàn thời gian", "3", "1", "đủ một người"],
        ["2", "Sở Khoa học và Công nghệ", "Chuyên viên an ninh mạng", "An toàn thông tin", "", "", "Kiêm nhiệm", "2",
         "2", ""],
    ]  # fmt: skip
    assert courses[1:] == [
        ["1", "Sở Khoa học và Công nghệ", "Công nghệ thông tin", "", "", "1.400", "1.400", ""]
    ]  # fmt: skip


def test_the_workbook_says_the_same_with_its_sums(province: Province, approved: Any) -> None:
    name, content = _made(province, OPERATOR, list_workbook, approved.number)
    assert name.endswith(".xlsx")
    book = load_workbook(BytesIO(content))
    lines = [[cell.value for cell in row] for row in book[words.SHEET_LINES].iter_rows(min_row=4)]
    assert lines[0] == list(words.SHEET_HEADS)
    stated = [(line["job_position"], line["asked"], line["approved"], line["note"] or None, line["quota"])
              for line in approved.body["lines"]]  # fmt: skip
    assert sorted((row[3] or "", row[11], row[12], row[13], row[10]) for row in lines[1:]) == sorted(
        (post or "", *rest) for post, *rest in stated)  # fmt: skip
    for sheet in (words.SHEET_TYPES, words.SHEET_FIELDS, words.SHEET_BODIES):
        sums = [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=5)]
        assert [sum(row[at] for row in sums) for at in (1, 2, 3)] == [3, 1405, 1403], sheet


def test_what_is_registered_goes_out_as_far_as_one_sees_it(province: Province, approved: Any, as_role: As) -> None:
    province.load("SO-NV", [{"job_position": "Chuyên gia", "need_count": 9, "need_year": 2026}], form="needs")
    for who, many in ((as_role("home_affairs"), 4), (as_role("agency", "SO-NV"), 1)):
        _, content = _made(province, who, registered_workbook, PLAN, 2026)
        assert load_workbook(BytesIO(content))[words.REGISTERED_SHEET].max_row == 4 + many
    with unit_of_work(province.engine, OPERATOR) as connection:
        logged = "select count(*) from audit_event where action = 'need_list.document'"
        assert connection.execute(text(logged)).scalar_one() == 2


@pytest.mark.parametrize("role", ["leader", "nominator", "council_member", "finance"])
def test_who_takes_nothing_out_takes_no_list(province: Province, approved: Any, as_role: As, role: str) -> None:
    for make, args in ((list_document, (approved.number,)), (registered_workbook, (PLAN, 2026))):
        with pytest.raises(ForbiddenError):
            _made(province, as_role(role), make, *args)


def test_the_paper_is_drawn_from_what_was_frozen(province: Province, approved: Any) -> None:
    first = _made(province, OPERATOR, list_document, approved.number)[1]
    province.load("SO-KHCN", [{**ASKED[0], "need_count": 99}], form="needs", as_of="2026-05-01")
    again = _made(province, OPERATOR, list_document, approved.number)[1]
    read = [[[cell.text for row in table.rows for cell in row.cells] for table in Document(BytesIO(one)).tables]
            for one in (first, again)]  # fmt: skip
    assert read[0] == read[1]
