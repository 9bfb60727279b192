"""The CV of a person: words instead of codes, spans of posts, works by kind; for one reader, and logged."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.people.cv import personal_lines, sections
from talentdb.people.cv_career import Post, career
from talentdb.people.cv_source import scientific_cv
from talentdb.people.profile import list_people

KHOA = {"full_name": "Vũ Đình Khoa", "birth_date": "1974-09-05", "birth_date_precision": "day", "sex": "male",
        "national_id": "033074001234", "phone": "0912000111", "ethnicity_code": "02", "party_member": True,
        "position_title": "Trưởng khoa", "qualification": "doctorate", "graduation_year": 2008,
        "field_of_training": "Nuôi trồng thủy sản",
        "languages": [{"language": "en", "framework": "CEFR", "level": "C1", "score": None}]}  # fmt: skip
OLD = {**KHOA, "position_title": "Giảng viên", "qualification": "master", "graduation_year": 2001}
WORK = {"full_name": "Vũ Đình Khoa", "national_id": "033074001234", "work_title": "Nuôi cá lăng", "work_year": 2023,
        "work_type": "research_task", "work_level": "province"}  # fmt: skip


@pytest.fixture
def filled(province):
    province.load("DH-SPKT", [OLD], as_of="2023-06-30")
    province.load("DH-SPKT", [KHOA], as_of="2026-06-30")
    roles = [{**WORK, "member_role": role} for role in ("lead", "author")]
    other = {**WORK, "work_title": "Bệnh cá", "work_year": 2025, "work_type": "publication", "member_role": "author"}
    province.load("DH-SPKT", [*roles, other], form="works")
    province.load("SO-YTE", [{"full_name": "Trịnh Sao Mai"}])
    return province


def document_of(province, principal, name, **options):
    with unit_of_work(province.engine, OPERATOR) as connection:
        [row] = list_people(connection, OPERATOR, words=name).rows
    with unit_of_work(province.engine, principal) as connection:
        _, content = scientific_cv(connection, principal, row["person_id"], **options)
    document = Document(BytesIO(content))
    return [p.text for p in document.paragraphs], [[c.text for c in r.cells] for t in document.tables for r in t.rows]


def test_the_document_shows_words_newest_first(filled):
    lines, cells = document_of(filled, OPERATOR, "Vũ Đình Khoa")
    assert "LÝ LỊCH KHOA HỌC" in lines
    assert "Họ và tên:\tVŨ ĐÌNH KHOA" in lines
    assert "Ngày sinh:\t05/09/1974" in lines
    assert ["2008", "Tiến sĩ", "Nuôi trồng thủy sản"] in cells
    assert cells.index(["2008", "Tiến sĩ", "Nuôi trồng thủy sản"]) < cells.index(
        ["2001", "Thạc sĩ", "Nuôi trồng thủy sản"]
    )
    assert ["2023", "Nuôi cá lăng", "Chủ nhiệm, Tác giả", "Tỉnh, thành phố"] in cells, "two parts in one work are one"
    assert ["Tiếng Anh", "Khung châu Âu (CEFR) · C1"] in cells
    assert any("khen thưởng" in line for line in lines), "what is missing is said once"
    assert "033074001234" not in str((lines, cells))
    assert not any(word in str((lines, cells)) for word in ("doctorate", "Đảng", "Dân tộc"))


def test_a_person_of_whom_nothing_is_known_but_the_name(filled):
    lines, cells = document_of(filled, OPERATOR, "Trịnh Sao Mai")
    assert "Họ và tên:\tTRỊNH SAO MAI" in lines
    assert any("chưa có thông tin" in line and "ngoại ngữ" in line for line in lines)
    assert any("30/06/2026" in line for line in lines), "the source has its day"
    assert len(cells) == 3, "the one post with its head, and the signatures"


def test_whoever_takes_it_out_says_what_for_and_is_logged(filled, as_role):
    with pytest.raises(UsageError, match="mục đích"):
        document_of(filled, as_role("searcher"), "Vũ Đình Khoa")
    with pytest.raises(ForbiddenError):
        document_of(filled, as_role("leader"), "Vũ Đình Khoa", purpose="xem")
    with pytest.raises(NotFoundError):
        document_of(filled, as_role("agency", "SO-YTE"), "Vũ Đình Khoa")
    document_of(filled, as_role("searcher"), "Vũ Đình Khoa", purpose="lập hội đồng")
    with unit_of_work(filled.engine, OPERATOR) as connection:
        logged = connection.execute(
            select(audit_event.c.role, audit_event.c.purpose).where(audit_event.c.action == "person.cv")
        ).all()
    assert logged == [("searcher", "lập hội đồng")]


def test_a_year_alone_is_no_day_and_unknown_codes_stay(filled):
    lines = personal_lines(
        {
            "full_name": "An",
            "birth_date": "1975-01-01",
            "birth_date_precision": "year",
            "research_fields": ["9x9"],
            "commune_code": "12142",
        }
    )
    assert dict(lines) == {"Họ và tên": "AN", "Ngày sinh": "1975", "Xã, phường": "Xã Ân Thi", "Lĩnh vực KH&CN": "9x9"}


def test_a_post_of_several_lists_is_one_span():
    posts = [
        Post("A", "Giảng viên", "", date(2022, 6, 30)), Post("A", "Giảng viên ", "", date(2023, 6, 30)),
        Post("A", "Trưởng khoa", "K", date(2026, 6, 30), True), Post("B", "Cố vấn", "", date(2026, 5, 1)),
        Post("C", "Chuyên viên", "", date(2020, 1, 1)),
    ]  # fmt: skip
    assert career(posts) == [
        ("06/2026 – nay", "A (nơi công tác chính)", "Trưởng khoa", "K"), ("05/2026 – nay", "B", "Cố vấn", ""),
        ("06/2022 – 06/2023", "A", "Giảng viên ", ""), ("01/2020", "C", "Chuyên viên", ""),
    ]  # fmt: skip
    assert career([]) == []


def test_nothing_is_said_twice():
    rows = {"qualifications": [{"level": "doctorate", "degree_title": "Tiến sĩ Y học"},
                               {"level": "university", "degree_title": "Bác sĩ"}],
            "languages": [{"language": "fr", "framework": "ABC", "level": "B"}]}  # fmt: skip
    told = {one.key: [row[:2] for group in one.groups for row in group.rows] for one in sections(rows, ())}
    assert told["qualifications"] == [("", "Tiến sĩ Y học"), ("", "Đại học, Bác sĩ")]
    assert told["languages"] == [("Tiếng Pháp", "Trình độ B")]


_YEARS = st.one_of(st.none(), st.integers(1950, 2030))
_KINDS = st.sampled_from(["research_task", "publication", "patent", "unheard", None])
_WORKS = st.fixed_dictionaries(
    {"work_title": st.sampled_from(["Một", "Hai", "Ba"]), "work_year": _YEARS, "work_type": _KINDS}
)


@given(st.lists(_WORKS, max_size=30))
def test_no_work_is_lost_and_each_group_goes_back_in_time(rows):
    [works] = [one for one in sections({"works": rows}, ()) if one.key == "works"]
    known = {"research_task", "publication", "patent"}
    wanted = {(r["work_title"], r["work_year"], r["work_type"] if r["work_type"] in known else None) for r in rows}
    assert sum(len(group.rows) for group in works.groups) == len(wanted)
    for group in works.groups:
        years = [int(row[0]) if row[0] else 0 for row in group.rows]
        assert years == sorted(years, reverse=True)
