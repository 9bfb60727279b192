"""The page of one person: life in words, escaped; what a role does not see is said; the CV of the page is logged."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dashboards.application import Application
from dashboards.people_data import profile
from dashboards.profile_cv import make_cv
from dashboards.profile_rights import not_shown
from dashboards.profile_sections import section_html
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import audit_event
from talentdb.documents.cv import Group, Section
from talentdb.errors import ForbiddenError, UsageError
from talentdb.people.cv_labels import COLUMNS
from talentdb.people.profile import list_people
from tests.talentdb.conftest import Province

LAN = {"full_name": "Nguyễn Thị Lan", "national_id": "033085000001", "qualification": "master",
       "position_title": "Chuyên viên", "birth_date": "1985-03-02", "birth_date_precision": "day"}  # fmt: skip
TEXTS = st.text(min_size=1)


@given(st.sampled_from(sorted(COLUMNS)), TEXTS, st.integers(1, 9))
def test_no_value_of_a_life_becomes_markup(key: str, text: str, rows: int) -> None:
    marked = f"<script>{text}"
    row = tuple(marked for _ in COLUMNS[key])
    drawn = section_html(Section(key, marked, COLUMNS[key], (Group(marked, (row,) * rows),)))
    assert "<script>" not in drawn
    assert drawn.count("<li") == rows, "every row is there, some behind a press"
    assert ("<details" in drawn) == (rows > 6)


def test_a_career_begins_with_what_somebody_is() -> None:
    rows = (("06/2024 – nay", "Sở Y tế", "Trưởng phòng", "Phòng Kế hoạch"), ("06/2023", "Sở Y tế", "", ""))
    drawn = section_html(Section("employments", "Quá trình công tác", COLUMNS["employments"], (Group("", rows),)))
    assert "<b>Trưởng phòng</b><span>Sở Y tế · Phòng Kế hoạch</span>" in drawn
    assert '<li><time>06/2023</time><div class="about"><b>Sở Y tế</b></div></li>' in drawn
    assert drawn.count('class="now"') == 1


def test_what_a_role_does_not_see_is_said(as_role: Callable[..., Principal]) -> None:
    assert not_shown(as_role("steward")) == ""
    assert not_shown(as_role("searcher")) == "dân tộc, đảng viên"
    leader = not_shown(as_role("leader"))
    assert leader.startswith("ngày và tháng sinh, ")
    assert "điện thoại" in leader


def test_the_cv_of_the_page_needs_a_reason_and_a_right(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    province.load("SO-YTE", [LAN])
    with unit_of_work(application.engine, OPERATOR) as connection:
        [row] = list_people(connection, OPERATOR).rows
    steward = as_role("steward")
    with pytest.raises(UsageError):
        make_cv(application, steward, row["person_id"], " ")
    with pytest.raises(ForbiddenError):
        make_cv(application, as_role("leader"), row["person_id"], "xem")
    name, content = make_cv(application, steward, row["person_id"], "lập hội đồng")
    assert name.startswith("ly-lich-khoa-hoc_nguyen-thi-lan_")
    assert any("NGUYỄN THỊ LAN" in paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
    with unit_of_work(application.engine, OPERATOR) as connection:
        logged = connection.execute(
            select(audit_event.c.purpose).where(audit_event.c.action == "person.cv")
        ).scalars()
        assert list(logged) == ["lập hội đồng"]
    degrees = {one.key: one for one in profile(application, steward, row["person_id"]).sections}["qualifications"]
    assert degrees.groups[0].rows[0][1] == "Thạc sĩ"
