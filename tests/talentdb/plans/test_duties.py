"""Tasks, obligations, amounts and terms of the plan files: as the documents say them, and refused when wrong."""

from datetime import date
from typing import Any, get_args

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.calendar.terms import terms
from talentdb.codes.files import read_rows
from talentdb.errors import DataError
from talentdb.plans import Plan, list_plans, load_plan, read_plan
from talentdb.plans.duties import ReportKind
from talentdb.reporting.kinds import kinds
from talentdb.reporting.obligations import duties
from talentdb.reporting.tasks import task_standings

_PLAN = """
code = "thu-moi"
title = "Kế hoạch thử"
short = "Thử"
first_year = 2026
last_year = 2028
province = "Tỉnh thử"
source = "Văn bản thử"
definition_version = "1"
binding = true
[bodies.home]
name = "Sở Nội vụ"
agency = "SO-NV"
[bodies.all]
name = "Các sở"
kinds = ["department"]
[[tasks]]
number = 1
name = "Việc thử"
lead = ["home"]
when = { every = "year", text = "Hằng năm" }
place = "Phụ lục"
[[obligations]]
code = "needs"
name = "Nhu cầu"
sender = ["all"]
to = "home"
when = { every = "year", before = "06-15", text = "Trước 15/6" }
content = ["needs_list"]
place = "Mục II"
[[amounts]]
code = "master"
purpose = "Thạc sĩ"
dong = 100
per = "once"
source = "Nghị quyết thử"
"""
_TASK = _PLAN[_PLAN.index("[[tasks]]") : _PLAN.index("[[obligations]]")]
_DUTY = _PLAN[_PLAN.index("[[obligations]]") : _PLAN.index("[[amounts]]")]
_AMOUNT = _PLAN[_PLAN.index("[[amounts]]") :]
_INDICATOR = """
[[indicators]]
code = "I1"
name = "Chỉ tiêu thử"
place = "Mục I"
stage = "output"
comparison = "at_least"
definition = "Trong số người đang làm việc, tỷ lệ người là nữ; ai cũng tính một lần."
denominator = "{denominator}"
numerator = "sex = 'female'"
readings = ["Cách hiểu."]
targets = {{ 2027 = {first}, 2028 = 0.4 }}
unknown = {{ sex = {{ when = "sex is null", effect = "Chưa rõ." }} }}
"""


def _wrong(text: str) -> str:
    with pytest.raises(DataError) as raised:
        read_plan(text, "thu-moi.toml")
    return raised.value.message


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('lead = ["home"]', 'lead = ["hom"]', "tasks.1.lead", "không có cơ quan hom"),
        ('to = "home"', 'to = "khac"', "obligations.needs.to", "không có cơ quan khac"),
        ('kinds = ["department"]', 'kinds = ["deparment"]', "bodies.all.kinds", "không có loại cơ quan deparment"),
        ('content = ["needs_list"]', 'report = "yearli"', "obligations.needs.report", "'yearly'"),
        ('content = ["needs_list"]', 'content = ["needs"]', "obligations.needs.content", "'needs_list'"),
        ('content = ["needs_list"]', 'content = ["report"]', "obligations.needs", "phải nói loại báo cáo"),
        ('every = "year", before', "before", "obligations.needs.when.every", "thiếu"),
        ('every = "year", before', 'every = "quarter", before', "obligations.needs.when", "cần thêm day"),
        (
            'every = "year", before',
            'every = "ongoing", before',
            "obligations.needs.when",
            "before chỉ dùng với every",
        ),
        ('before = "06-15"', 'before = "15-06"', "obligations.needs.when.before", "không đúng dạng"),
        ('before = "06-15"', 'before = "06-31"', "obligations.needs.when", "không phải một ngày"),
        ('before = "06-15"', 'before = "02-29"', "obligations.needs.when", "không phải một ngày"),
        ('before = "06-15"', 'before = "06-15", drawn = true', "obligations.needs.when", "không nêu ngày"),
        ('before = "06-15"', "year_before = true", "obligations.needs.when", "year_before cần thêm before"),
        ('before = "06-15"', 'before = "06-15", first_year = 2031', "obligations.needs.when.first_year", "ngoài kỳ"),
        ('every = "year", before = "06-15"', 'every = "once", until = 2031-01-01', "when.until", "năm 2031 ngoài kỳ"),
        ('every = "year", before = "06-15"', 'every = "once", until = "31/6/2026"', "when.until", "không phải ngày"),
        ("last_year = 2028", "last_year = 2025", "last_year", "trước first_year"),
        ('name = "Việc thử"', 'name = " "', "tasks.1.name", "để trống"),
        ('name = "Việc thử"', 'name = "Việc"\nnote = "x"', "tasks.1.note", "không có khóa này"),
        ("dong = 100", "dong = -1", "amounts.master.dong", "0"),
        ("dong = 100", "dong = 100\ntimes_minimum_wage = 2", "amounts.master", "đúng một trong"),
        ("dong = 100", "dong = 100\nleast = 200\nmost = true", "amounts.master", "least phải nhỏ hơn"),
    ],
)
def test_a_wrong_file_says_file_key_and_reason(old: str, new: str, key: str, reason: str) -> None:
    assert read_plan(_PLAN)
    assert old in _PLAN
    message = _wrong(_PLAN.replace(old, new, 1))
    assert "thu-moi.toml" in message
    assert f"{key}:" in message or f".{key}" in message or f"{key}." in message
    assert reason in message


@pytest.mark.parametrize(
    ("more", "place"), [(_TASK, "tasks.1"), (_DUTY, "obligations.needs"), (_AMOUNT, "amounts.master")]
)
def test_a_number_or_code_twice_is_refused(more: str, place: str) -> None:
    assert f"{place}: lặp lại" in _wrong(_PLAN + more)


def test_an_unknown_column_and_a_path_that_goes_backwards_are_refused() -> None:
    assert read_plan(_PLAN + _INDICATOR.format(denominator="is_working", first=0.3))
    message = _wrong(_PLAN + _INDICATOR.format(denominator="salary > 3", first=0.5))
    assert "I1.denominator" in message
    assert "salary" in message
    assert "I1.targets: mức năm 2028 (0.4) thấp hơn năm 2027 (0.5)" in message


def test_all_faults_are_told_at_once() -> None:
    text = _PLAN.replace('to = "home"', 'to = "khac"').replace("06-15", "06-31").replace("dong = 100\n", "")
    assert all(one in _wrong(text) for one in ("khac", "06-31", "amounts.master"))


def test_a_plan_is_a_file_and_no_code(database: Any) -> None:
    """A plan that exists in this test alone has duties and tasks like the five."""
    plan = read_plan(_PLAN)
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = duties(connection, [plan], 2027, date(2027, 6, 15))
        tasks = task_standings(connection, plan, 2027, date(2027, 1, 2))
    assert {one.term.last for one in found} == {date(2027, 6, 14)}
    assert {"SO-NV", "SO-TC", "SO-KHCN"} <= {one.code for one in found}
    assert [(one.task.name, one.lead) for one in tasks] == [("Việc thử", ("Sở Nội vụ",))]


# ------------------------------------------------------------------------------- what the documents say, by hand


def _names(plan: Plan, keys: tuple[str, ...]) -> list[str]:
    return [plan.bodies[key].name for key in keys]


def test_the_eleven_tasks_are_those_of_the_appendix() -> None:
    plan = load_plan("hung-yen-2711")
    everybody = ["Các sở, ban, ngành", "Ủy ban nhân dân xã, phường"]
    science, union = ["Sở Khoa học và Công nghệ"], ["Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh"]
    expected = [
        (everybody, science, "Hệ thống thông tin dữ liệu về đội ngũ trí thức", "Quý II/2026"),
        (science, everybody, "Các nhiệm vụ khoa học công nghệ được triển khai", "Thường xuyên"),
        (science, everybody, "Các văn bản quy phạm được ban hành", "Thường xuyên"),
        (["Báo và Phát thanh, Truyền hình Hưng Yên"], everybody, "Các chuyên mục được phát sóng", "Thường xuyên"),
        (union, everybody, "Các quy chế, kế hoạch, hội nghị được tổ chức", "Hàng năm"),
        (union, everybody, "Các hội nghị, hội thảo", "Hàng năm và theo nhiệm vụ được giao"),
        (union, everybody, "", "5 năm/lần"),
        (union, everybody, "", "2 năm/lần"),
        (union, everybody, "", "Hàng năm"),
        (["Sở Nội vụ"], everybody, "", "Hàng năm"),
        (["Sở Giáo dục và Đào tạo"], everybody, "", "Hàng năm"),
    ]
    assert [
        (_names(plan, one.lead), _names(plan, one.coordinating), one.deliverable, one.when.text) for one in plan.tasks
    ] == expected
    assert [one.number for one in plan.tasks] == list(range(1, 12))


def test_the_nine_tasks_are_those_of_the_appendix() -> None:
    plan = load_plan("hung-yen-798")
    home, finance = ["Sở Nội vụ"], ["Sở Tài chính"]
    assert [(_names(plan, one.lead), one.deliverable, one.when.text) for one in plan.tasks] == [
        (home, "Nội dung tuyên truyền", "Thường xuyên"),
        (
            ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân xã, phường", "Đơn vị sự nghiệp công lập"],
            "Báo cáo nhu cầu; danh mục vị trí việc làm",
            "Hàng năm",
        ),
        (home, "Văn bản phê duyệt của Ủy ban nhân dân tỉnh", "Hàng năm"),
        (home, "Kết quả xét tuyển, tiếp nhận", "Theo kế hoạch"),
        (["Cơ quan, đơn vị sử dụng nhân lực"], "Cam kết; quyết định phân công", "Khi tuyển dụng, tiếp nhận"),
        (finance, "Dự toán kinh phí", "Hằng năm"),
        (finance, "Văn bản hướng dẫn; Báo cáo quyết toán", "Thường xuyên"),
        (home, "Báo cáo", "Thường xuyên"),
        (home, "Báo cáo", "Định kỳ hằng năm"),
    ]
    assert "home" in plan.tasks[0].coordinating, "the document names who leads among those who coordinate"
    assert any("vừa chủ trì vừa phối hợp" in one for one in plan.defects)


@pytest.mark.parametrize(
    ("code", "duty", "year", "last"),
    [
        ("hung-yen-2711", "agency-report", 2026, [date(2026, 12, 9)]),
        ("hung-yen-2711", "registry", 2026, [date(2026, 6, 30)]),
        ("hung-yen-798", "six-month", 2026, [date(2026, 6, 30)]),
        ("hung-yen-798", "yearly", 2026, [date(2026, 12, 31)]),
        ("lang-son-899", "agency-report", 2026, [date(2026, 11, 29)]),
        ("lang-son-899", "province-report", 2026, [date(2026, 12, 11)]),
        ("vinh-phuc-06", "expert-orders", 2023, [date(2022, 10, 19)]),
        ("vinh-phuc-06", "expert-orders", 2022, []),
        ("vinh-phuc-06", "postgraduate", 2025, [date(2024, 11, 19)]),
        ("vinh-phuc-06", "agency-report", 2025, [date(2025, 12, 14)]),
        ("vinh-phuc-06", "rewards", 2024, [date(2024, month, 20) for month in (3, 6, 9, 12)]),
        ("vinh-phuc-06", "agency-report", 2026, []),
    ],
)
def test_the_last_days_are_those_that_the_documents_name(code: str, duty: str, year: int, last: list[date]) -> None:
    plan = load_plan(code)
    found = next(one for one in plan.obligations if one.code == duty)
    assert [one.last for one in terms(found.when, year, plan.first_year, plan.last_year)] == last


def test_who_owes_whom_is_as_the_documents_say() -> None:
    told = {
        (code, one.code): (_names(plan, one.sender), plan.bodies[one.to].name)
        for code in list_plans()
        for plan in [load_plan(code)]
        for one in plan.obligations
    }
    everybody = ["Các sở, ban, ngành", "Ủy ban nhân dân xã, phường"]
    assert told["hung-yen-2711", "agency-report"] == (everybody, "Sở Khoa học và Công nghệ")
    assert told["hung-yen-2711", "ministry-report"] == (["Sở Khoa học và Công nghệ"], "Bộ Khoa học và Công nghệ")
    assert told["hung-yen-798", "council-report"] == (["Sở Nội vụ"], "Hội đồng nhân dân tỉnh")
    assert told["hai-phong-53", "excellent-tasks"] == (["Sở Khoa học và Công nghệ"], "Sở Nội vụ")
    assert told["lang-son-899", "ministry-report"] == (["Sở Nội vụ"], "Bộ Nội vụ")
    assert told["vinh-phuc-06", "postgraduate"][1] == "Phòng Nội vụ"


def test_amounts_and_terms_are_those_of_the_press_and_unchecked() -> None:
    amounts = {(code, one.code): one for code in list_plans() for one in load_plan(code).amounts}
    once = {key: one.dong for key, one in amounts.items() if one.per == "once" and not one.most}
    assert once == {
        ("hung-yen-798", "professor"): 1_500_000_000,
        ("hung-yen-798", "associate-professor"): 1_200_000_000,
        ("hung-yen-798", "excellent-graduate"): 500_000_000,
        ("hung-yen-798", "talented-official"): 300_000_000,
        ("hai-phong-53", "excellent-graduate"): 150_000_000,
        ("hai-phong-53", "master"): 200_000_000,
        ("hai-phong-53", "specialist-1"): 200_000_000,
        ("hai-phong-53", "resident"): 250_000_000,
        ("hai-phong-53", "doctorate"): 300_000_000,
        ("hai-phong-53", "specialist-2"): 300_000_000,
        ("hai-phong-53", "associate-professor"): 400_000_000,
        ("hai-phong-53", "professor"): 500_000_000,
        ("lang-son-899", "study-master"): 100_000_000,
        ("lang-son-899", "study-doctorate"): 250_000_000,
    }
    assert {one.women_more for key, one in amounts.items() if key[1].startswith("study-")} == {0.1}
    attraction = amounts["lang-son-899", "attraction"]
    assert (attraction.least, attraction.dong, attraction.most) == (100_000_000, 300_000_000, True)
    assert amounts["hung-yen-798", "professor"].in_force == date(2025, 12, 20)
    wages = [one.times_minimum_wage for one in load_plan("hai-phong-53").amounts if one.times_minimum_wage]
    assert wages == [1.5, 2, 3, 4]
    years = {(code, one.code): (one.years, one.factor) for code in list_plans() for one in load_plan(code).terms}
    assert years == {
        ("hung-yen-798", "commitment"): (7, None),
        ("hai-phong-53", "commitment"): (5, None),
        ("hai-phong-53", "service-left"): (10, None),
        ("lang-son-899", "study-commitment"): (None, 2),
        ("lang-son-899", "commitment"): (8, None),
        ("vinh-phuc-06", "study-clawback"): (None, 2),
        ("vinh-phuc-06", "abroad-clawback"): (None, 2),
        ("hung-yen-798", "study-commitment"): (None, 2),
        ("vinh-phuc-06", "study-service"): (None, 2),
        ("vinh-phuc-06", "abroad-service"): (None, 2),
    }
    assert not any(one.checked for one in amounts.values()), "nothing is paid on what the press says"


def test_bodies_and_reports_that_the_files_name_are_there() -> None:
    codes = {row["code"] for row in read_rows("agencies")}
    named = [body.agency for code in list_plans() for body in load_plan(code).bodies.values() if body.agency]
    assert set(named) <= codes
    assert set(get_args(ReportKind)) == set(kinds())


def test_plans_that_were_given_without_number_or_with_slips_say_so() -> None:
    for code in list_plans():
        assert load_plan(code).defects, code
    assert any("hai mục II" in one for one in load_plan("hung-yen-2711").defects)
