"""Strategy: a table a rule of plans.md section 7, inside and outside of each border; every post carries evidence."""

from datetime import date, timedelta

import pytest

from talentdb.people.records import Record
from talentdb.people.reference import AgencyFacts
from talentdb.people.rules import (
    MOST_DAYS,
    NO_DAY,
    STANDARD_TYPES,
    courses_about,
    ended_on,
    is_intellectual,
    planned_on,
    trained_on,
    training_counts,
)
from talentdb.people.sti import research_tasks, sti_posts


def agency(kind, sti_kind=None):
    return AgencyFacts(1, "CODE", "Tên", (), kind, "public_service", True, sti_kind, None)


def record(as_of="2026-06-30", **values):
    day = date.fromisoformat(as_of)
    return Record(7, 1, 1, 1, "people", day, day, {"full_name": "Lê Văn Nam", **values})


def posts(body, qualification="university", stated=None, **values):
    held, evidence = sti_posts([record(**values)], {1: body}, qualification, stated)
    assert {item.post for item in evidence} == set(held), "no post without evidence"
    return held


SCHOOL, HOSPITAL = agency("school"), agency("hospital")
UNIVERSITY, COLLEGE = agency("university", "university"), agency("college", "college")
VOCATIONAL, INSTITUTE = agency("vocational", "vocational"), agency("institute", "institute")
DEPARTMENT, COMMUNE = agency("department", "department"), agency("commune")
CENTRE, ENTERPRISE = agency("service_unit", "innovation_centre"), agency("enterprise", "enterprise")
OTHER_DEPARTMENT = agency("department")


@pytest.mark.parametrize(
    ("body", "values", "expected"),
    [
        (SCHOOL, {"professional_title_code": "V.05.01.03"}, ["research"]),
        (COMMUNE, {"professional_title_code": "V.05.02.07"}, ["research"]),
        (INSTITUTE, {"position_title": "Nghiên cứu viên"}, ["research"]),
        (INSTITUTE, {"position_title": "Kế toán", "professional_title_code": "V.06.031"}, ["employment"]),
        (INSTITUTE, {"position_title": "Lái xe"}, []),
        (SCHOOL, {"professional_title_code": "V.07.01.03"}, ["teaching"]),
        (COLLEGE, {"professional_title_code": "V.07.08.22"}, ["teaching"]),
        (UNIVERSITY, {"position_title": "Giảng viên chính"}, ["teaching"]),
        (VOCATIONAL, {"position_title": "Giáo viên nghề điện"}, ["teaching"]),
        (SCHOOL, {"position_title": "Giáo viên Toán", "professional_title_code": "V.07.05.15"}, []),
        (SCHOOL, {"position_title": "Giáo viên", "sub_unit": "Tổ Khoa học tự nhiên"}, []),
        (SCHOOL, {"position_title": "Hiệu trưởng", "position_level": "leader"}, []),
        (HOSPITAL, {"position_title": "Bác sĩ", "professional_title_code": "V.08.01.03"}, []),
        (HOSPITAL, {"position_level": "manager", "sub_unit": "Phòng Đào tạo - Chỉ đạo tuyến"}, ["leadership"]),
        (HOSPITAL, {"position_level": "manager", "sub_unit": "Khoa Nội"}, []),
        (HOSPITAL, {"sub_unit": "Phòng Công nghệ thông tin"}, ["employment"]),
        (DEPARTMENT, {"position_level": "leader", "position_title": "Giám đốc Sở"}, ["leadership"]),
        (DEPARTMENT, {"position_title": "Chuyên viên"}, ["employment"]),
        (DEPARTMENT, {"position_title": "Nhân viên phục vụ"}, []),
        (UNIVERSITY, {"position_level": "manager", "professional_title_code": "V.07.01.02"},
         ["teaching", "leadership"]),
        (CENTRE, {"position_level": "leader"}, ["leadership"]),
        (ENTERPRISE, {"position_level": "leader"}, ["leadership"]),
        (VOCATIONAL, {"position_level": "leader"}, ["employment"]),
        (OTHER_DEPARTMENT, {"position_level": "manager", "sub_unit": "Phòng Chuyển đổi số"}, ["leadership"]),
        (OTHER_DEPARTMENT, {"position_level": "manager", "sub_unit": "Phòng Tổng hợp"}, []),
        (COMMUNE, {"position_title": "Công chức phụ trách công nghệ thông tin"}, ["employment"]),
        (COMMUNE, {"position_title": "Chuyên viên"}, []),
        (SCHOOL, {"professional_title_code": "V.11.06.14"}, ["employment"]),
    ],
)  # fmt: skip
def test_derived_posts(body, values, expected):
    assert posts(body, **values) == expected


def test_what_the_agency_states_wins():
    assert posts(UNIVERSITY, stated=(["employment"], 7), position_title="Giảng viên") == ["employment"]


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ({}, ["research"]),
        ({"member_role": "member", "work_year": 2021}, ["research"]),
        ({"member_role": "secretary"}, ["research"]),
        ({"work_year": 2020}, []),
        ({"work_year": 2027}, []),
        ({"work_year": None}, []),
        ({"member_role": "supervisor"}, []),
        ({"work_type": "initiative"}, []),
    ],
)
def test_a_recent_research_task_makes_a_researcher_of_a_teacher(task, found):
    values = {
        "work_type": "research_task",
        "member_role": "lead",
        "work_year": 2024,
        "work_title": "Giống lúa",
        **task,
    }
    tasks = research_tasks([record(**values)], date(2026, 6, 30))
    teacher = record(position_title="Giáo viên Toán", professional_title_code="V.07.05.15")
    held, evidence = sti_posts([teacher], {1: SCHOOL}, "university", None, tasks)
    assert held == found
    assert [(one.rule, one.value) for one in evidence] == [("work", "Giống lúa")] * len(found)
    assert sti_posts([teacher], {1: SCHOOL}, "university", ([], 7), tasks) == ([], []), "what is stated wins"
    assert sti_posts([], {}, "university", None, tasks) == ([], []), "no employment, no post"


def test_without_a_degree_or_title_a_post_is_not_professional():
    assert posts(DEPARTMENT, qualification=None, position_title="Chuyên viên") == []


def test_evidence_says_by_what():
    _, [found] = sti_posts([record(professional_title_code="V.05.01.03")], {1: SCHOOL}, None, None)
    assert found.as_json() == {
        "post": "research", "rule": "professional_title", "value": "V.05.01.03", "source_record_id": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"qualification": "university"}, True),
        ({"qualification": "doctorate"}, True),
        ({"qualification": "college"}, False),
        ({"qualification": "college", "academic_title": "professor"}, True),
        ({"qualification": "college", "talent_groups": ["honoured"]}, True),
        ({}, None),
    ],
)
def test_intellectual(values, expected):
    assert is_intellectual(values) is expected


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"training_type": "expertise", "training_status": "completed"}, True),
        ({"training_type": "management", "training_status": "completed"}, True),
        ({"training_type": "leadership", "training_status": "completed"}, True),
        ({"training_type": "state_management", "training_status": "completed"}, True),
        ({"training_type": "political_theory", "training_status": "completed"}, False),
        ({"training_type": "expertise", "training_status": "ongoing", "training_end": "2026-02-01"}, False),
        ({"training_type": "expertise", "training_end": "2026-02-01"}, True),
        ({"training_type": "expertise", "training_end": "2026-09-01"}, False),
    ],
)
def test_which_training_counts(values, counts):
    assert training_counts(record(**values)) is counts


def test_days_on_which_training_ended():
    course = {"training_type": "expertise", "training_status": "completed", "training_end": "2026-02-01"}
    undated = {"training_type": "management", "training_status": "completed"}
    assert trained_on([record(**course), record(**undated)]) == [NO_DAY, date(2026, 2, 1)]
    assert trained_on([record(**{**undated, "training_status": "planned"})]) == []


def test_a_course_that_a_list_dates_is_not_one_without_a_day():
    undated = {"training_type": "job_position", "training_name": "Lớp A", "training_status": "completed"}
    dated = {**undated, "training_name": "LỚP A", "training_end": "2024-03-01"}
    other = {**undated, "training_name": "Lớp B"}
    assert ended_on([record(**undated), record(**dated)], STANDARD_TYPES) == [date(2024, 3, 1)]
    assert ended_on([record(**other), record(**dated)], STANDARD_TYPES) == [NO_DAY, date(2024, 3, 1)]


def test_a_course_without_a_day_is_sure_from_the_day_of_its_list_only():
    told = [record("2026-06-30", training_type="job_position", training_status="completed")]
    assert ended_on(told, STANDARD_TYPES, date(2026, 6, 29)) == []
    assert ended_on(told, STANDARD_TYPES, date(2026, 6, 30)) == [NO_DAY]


def _about(*records):
    found = courses_about(records)
    return [] if found["course_kinds"] is None else list(zip(*found.values(), strict=True))


YEAR = {"training_type": "expertise", "training_name": "Lớp A", "training_end": "2026-01-01",
        "training_end_precision": "year"}  # fmt: skip


def test_a_course_known_by_its_year_is_no_day_but_a_time():
    assert trained_on([record(**YEAR)]) == []
    # Nobody said that it had ended: the whole year is open. What was completed had ended by the day of the list.
    assert _about(record(**YEAR)) == [("trained", date(2026, 1, 1), date(2026, 12, 31))]
    done = {**YEAR, "training_status": "completed"}
    assert _about(record("2026-06-30", **done)) == [("trained", date(2026, 1, 1), date(2026, 6, 30))]
    month = {**done, "training_end": "2024-02-01", "training_end_precision": "month"}
    assert _about(record("2026-06-30", **month)) == [("trained", date(2024, 2, 1), date(2024, 2, 29))]
    assert _about(record(**{**YEAR, "training_status": "planned"})) == []
    assert _about(record("2025-12-31", **YEAR)) == []
    kinds = [("title_standard", "standard"), ("political_theory", "political"), ("foreign_language", None)]
    for kind, expected in kinds:
        assert [found[0] for found in _about(record(**{**YEAR, "training_type": kind}))] == [expected] * bool(
            expected
        )


def test_a_course_that_another_list_dates_more_narrowly_stands_there_alone():
    day = {**YEAR, "training_end": "2026-03-05"}
    del day["training_end_precision"]
    assert _about(record(**YEAR), record(**day)) == []
    assert trained_on([record(**YEAR), record(**day)]) == [date(2026, 3, 5)]
    done = {**YEAR, "training_status": "completed"}
    repeated = [record("2026-09-30", **done), record("2026-06-30", **done), record(**YEAR)]
    assert _about(*repeated) == [("trained", date(2026, 1, 1), date(2026, 6, 30))]
    # Courses without a name may be different ones.
    unnamed = {key: value for key, value in YEAR.items() if key != "training_name"}
    assert len(_about(record(**unnamed), record("2026-06-30", **{**unnamed, "training_status": "completed"}))) == 2
    # A time is more than nothing: the same course without any time says nothing beside it.
    assert trained_on([record(**YEAR), record(training_type="expertise", training_name="Lớp A",
                                              training_status="completed")]) == []  # fmt: skip


def test_a_course_planned_for_a_year_is_there_at_its_end():
    assert planned_on([record(**{**YEAR, "training_status": "planned"})]) == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("as_of", "year", "expected"),
    [("2026-06-30", 2015, date(2015, 12, 31)), ("2026-06-30", 2026, date(2026, 6, 30)),
     ("2026-06-30", 2027, date(2027, 12, 31))],
)  # fmt: skip
def test_a_degree_counts_from_the_day_by_which_it_was_earned(as_of, year, expected):
    assert trained_on([record(as_of, qualification="master", graduation_year=year)]) == [expected]


def test_a_repeated_degree_keeps_its_first_day():
    degree = {"qualification": "master", "graduation_year": 2026}
    assert trained_on([record("2026-06-30", **degree), record("2026-09-30", **degree)]) == [date(2026, 6, 30)]


def test_of_very_many_days_the_newest_are_kept_and_that_one_is_not_known() -> None:
    ends = [date(2020, 1, 1) + timedelta(n) for n in range(MOST_DAYS + 50)]
    told = [record(training_type="expertise", training_name=f"Khóa {n}", training_end=end.isoformat(),
                   training_status="completed") for n, end in enumerate(ends)]  # fmt: skip
    told.append(record(training_type="expertise", training_name="Không rõ ngày", training_status="completed"))
    assert trained_on(told) == [NO_DAY, *ends[50:]]
    assert ended_on(told[:-1], {"expertise"}) == ends[50:]
    planned = [
        record(training_type="expertise", training_end=end.isoformat(), training_status="planned") for end in ends
    ]
    assert planned_on(planned) == ends[50:]
