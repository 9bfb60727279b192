"""Columns to fields: headers in many spellings, contents, spread fields, memory; and the assignment itself."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.columns import ColumnMatch, FormVocabulary, map_columns
from ingest.columns.assign import assign
from ingest.columns.headers import header_scores
from ingest.forms import form_names, load_form
from ingest.model import BodyRow, CellValue, HeaderColumn, Sheet, Table, column_letter
from talentdb.fields import (
    AWARD_FIELDS,
    INSTITUTION_FIELDS,
    NEED_FIELDS,
    OVERSEAS_FIELDS,
    PEOPLE_FIELDS,
    TRAINING_FIELDS,
    WORK_FIELDS,
)

PEOPLE = load_form("people")
EVERY_FIELD = (
    PEOPLE_FIELDS, TRAINING_FIELDS, WORK_FIELDS, AWARD_FIELDS, INSTITUTION_FIELDS, NEED_FIELDS, OVERSEAS_FIELDS,
)  # fmt: skip


def mapped(
    headers: Sequence[str | tuple[str, ...]],
    rows: Sequence[Sequence[CellValue]],
    remembered: dict[str, str] | None = None,
    form: str = "people",
) -> tuple[ColumnMatch, ...]:
    """Map a small table; a header is a text or a path."""
    paths = [h if isinstance(h, tuple) else (h,) for h in headers]
    columns = tuple(HeaderColumn(i, column_letter(i), p) for i, p in enumerate(paths))
    sheet = Sheet("DS", False, 2, [tuple(row) for row in rows])
    body = tuple(BodyRow(2 + i) for i in range(len(rows)))
    return map_columns(Table((1,), 2, 1 + len(rows), columns, body, ()), sheet, load_form(form), remembered)


def fields(matches: Sequence[ColumnMatch]) -> list[str | None]:
    return [m.field for m in matches]


NAMES = [("Nguyễn Văn Mẫu",), ("Trần Thị Thử",), ("Lê Minh Ví",)]


@pytest.mark.parametrize("form", form_names())
def test_every_header_spelling_of_a_form_means_its_own_field_best(form: str) -> None:
    wrong = {}
    for name, field in load_form(form).fields.items():
        for header in field.headers:
            scores = header_scores(form, header.split(" > "))
            if scores.get(name, 0.0) < 0.9 or scores[name] < max(scores.values()):
                wrong[header] = (name, scores)
    assert wrong == {}


def test_form_fields_are_the_fields_of_the_dictionary() -> None:
    for form in form_names():
        assert set(load_form(form).fields) <= {name for names in EVERY_FIELD for name in names}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("HỌ VÀ TÊN (*)", "full_name"),
        ("ho_va_ten", "full_name"),
        ("hoVaTen", "full_name"),
        ("Họ  và\ntên khai sinh", "full_name"),
        ("Họ và tên (chữ in hoa, có dấu)", "full_name"),
        ("Ngày, tháng,\nnăm sinh", "birth_date"),
        ("Ngày thàng năm sinh", "birth_date"),
        ("Trình độ chuyên môn cao nhất hiện nay", "qualification"),
        ("Đơn vị công tác hiện nay (ghi rõ)", "agency_name"),
        ("Trình độ LLCT (Ghi theo mã số từ 1-6)", "political_theory"),
    ],
)
def test_headers_as_agencies_write_them(header: str, field: str) -> None:
    scores = header_scores("people", (header,))
    assert max(scores, key=lambda name: scores[name]) == field


def test_an_unknown_column_stays_unknown() -> None:
    matches = mapped(["Họ và tên", "Màu xe yêu thích"], [(*n, "đỏ rực") for n in NAMES])
    assert fields(matches) == ["full_name", None]
    assert matches[1].known == ""


def test_the_day_of_issue_of_an_identity_card_is_no_identity_number() -> None:
    rows = [(*n, f"03307500123{i}", "01/02/2020") for i, n in enumerate(NAMES)]
    matches = mapped(["Họ và tên", ("CCCD", "Số"), ("CCCD", "Ngày cấp")], rows)
    assert fields(matches) == ["full_name", "national_id", None]
    assert matches[2].known == "not_kept"


def test_contents_find_columns_without_headers() -> None:
    rows = [(*n, f"mau{i}@donvi.vn", "Nam") for i, n in enumerate(NAMES)]
    assert fields(mapped(["", "", ""], rows)) == ["full_name", "email", "sex"]


def test_contents_settle_what_a_header_leaves_open() -> None:
    degrees = [(*n, d) for n, d in zip(NAMES, ("Thạc sĩ", "Đại học", "ThS"), strict=True)]
    assert fields(mapped(["Họ tên", "Trình độ chuyên môn"], degrees)) == ["full_name", "qualification"]


def test_a_name_in_two_columns() -> None:
    rows = [("Nguyễn Văn", "Mẫu"), ("Trần Thị", "Thử"), ("Lê Minh", "Ví")]
    assert fields(mapped(["Họ và tên", "Họ và tên"], rows)) == ["family_name", "given_name"]
    assert fields(mapped(["Họ đệm", "Tên"], rows)) == ["family_name", "given_name"]
    assert fields(mapped([("Họ và tên", "Họ và đệm"), ("Họ và tên", "Tên")], rows)) == [
        "family_name",
        "given_name",
    ]


def test_a_lone_column_of_names_called_name() -> None:
    assert fields(mapped(["Tên", "Email"], [(*n, f"a{i}@b.vn") for i, n in enumerate(NAMES)])) == [
        "full_name",
        "email",
    ]


def test_dates_and_marks_under_men_and_women() -> None:
    headers = ["Họ và tên", ("Ngày tháng năm sinh", "Nam"), ("Ngày tháng năm sinh", "Nữ")]
    dates = mapped(headers, [(*n, None, "25/11/1975") for n in NAMES])
    assert [(m.field, m.variant) for m in dates[1:]] == [("birth_date", "male"), ("birth_date", "female")]
    marks = mapped(["Họ và tên", "Nữ"], [(*n, m) for n, m in zip(NAMES, ("x", None, "x"), strict=True)])
    assert (marks[1].field, marks[1].variant) == ("sex", "female")


def test_day_month_and_year_apart() -> None:
    headers = ["Họ và tên", ("Ngày sinh", "Ngày"), ("Ngày sinh", "Tháng"), ("Ngày sinh", "Năm")]
    matches = mapped(headers, [(*n, 25, 11, 1975) for n in NAMES])
    assert [(m.field, m.variant) for m in matches[1:]] == [
        ("birth_date", "day"),
        ("birth_date", "month"),
        ("birth_date", "year"),
    ]


def test_marks_under_degrees_and_levels() -> None:
    headers = [
        "Họ và tên",
        ("Trình độ chuyên môn", "ĐH"),
        ("Trình độ chuyên môn", "ThS"),
        ("Trình độ LLCT", "Trung cấp"),
        ("Trình độ LLCT", "Cao cấp"),
    ]
    matches = mapped(headers, [(*n, "x", None, None, "x") for n in NAMES])
    assert [(m.field, m.variant) for m in matches[1:]] == [
        ("qualification", "university"),
        ("qualification", "master"),
        ("political_theory", "intermediate"),
        ("political_theory", "advanced"),
    ]


def test_courses_under_their_parent() -> None:
    parent = "Đào tạo, bồi dưỡng năm 2026"
    headers = ["Họ và tên", (parent, "Tên khoá"), (parent, "Loại"), (parent, "Từ"), (parent, "Đến")]
    rows = [(*n, "Chuyển đổi số", "Chuyên môn", "02/03/2026", "06/03/2026") for n in NAMES]
    assert fields(mapped(headers, rows))[1:] == [
        "training_name",
        "training_type",
        "training_start",
        "training_end",
    ]


def test_days_of_a_payroll_are_no_days_of_a_course() -> None:
    rows = [(*n, "20/03/2019", "20/03/2022", "2,34") for n in NAMES]
    assert fields(mapped(["Họ và tên", "Từ ngày", "Đến ngày", "Hệ số lương"], rows)) == [
        "full_name",
        None,
        None,
        None,
    ]


def test_people_of_the_family_are_not_the_person() -> None:
    matches = mapped(["Họ và tên", ("Thân nhân", "Họ và tên")], [(*n, "Phạm Văn Khác") for n in NAMES])
    assert fields(matches) == ["full_name", None]


def test_two_columns_of_one_meaning_leave_one_out_and_say_so() -> None:
    rows = [(*n, "Giáo viên", "Tổ trưởng") for n in NAMES]
    matches = mapped(["Họ và tên", "Chức vụ", "Chức vụ hiện nay"], rows)
    assert sorted(filter(None, fields(matches))) == ["full_name", "position_title"]
    assert [m.rival for m in matches if m.field is None] == ["B"]


def test_what_the_agency_settled_before_wins() -> None:
    rows = [(*n, "đỏ rực") for n in NAMES]
    matches = mapped(["Họ và tên", "Màu xe yêu thích"], rows, {"Màu xe yêu thích": "expertise"})
    assert (matches[1].field, matches[1].confidence) == ("expertise", 0.99)
    assert fields(mapped(["Họ và tên", "Chức vụ"], rows, {"Chức vụ": ""})) == ["full_name", None]


def test_a_title_column_that_holds_codes_is_one_of_codes() -> None:
    codes = [(*n, "V.07.05.15") for n in NAMES]
    assert fields(mapped(["Họ và tên", "Ngạch/CDNN"], codes)) == ["full_name", "professional_title_code"]
    titles = [(*n, "Giáo viên THPT hạng III") for n in NAMES]
    assert fields(mapped(["Họ và tên", "Ngạch/CDNN"], titles)) == ["full_name", "professional_title"]


def test_ratings_and_languages_carry_year_and_language() -> None:
    rows = [(*n, "HTTNV", "HTXSNV", "B1") for n in NAMES]
    matches = mapped(["Họ và tên", "Xếp loại năm 2024", "Xếp loại năm 2025", "Tiếng Anh"], rows)
    assert [(m.field, m.variant) for m in matches[1:]] == [
        ("annual_ratings", "2024"),
        ("annual_ratings", "2025"),
        ("languages", "en"),
    ]


def test_the_vocabulary_knows_headers_agencies_and_days() -> None:
    words = FormVocabulary()
    assert words.header_weight("Họ và tên") == 1.0
    assert words.header_weight("Nguyễn Văn Mẫu") < 0.5
    assert words.context_key("Đơn vị: Trường THPT Mẫu") == ("agency_name", "Trường THPT Mẫu")
    assert words.context_key("SỞ KHOA HỌC VÀ CÔNG NGHỆ") == ("agency_name", "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    assert words.context_key("BẢO TÀNG SAO XANH") == ("agency_name", "BẢO TÀNG SAO XANH")
    assert words.context_key("THỐNG KÊ TỈNH HƯNG YÊN") == ("agency_name", "THỐNG KÊ TỈNH HƯNG YÊN")
    assert words.context_key("THỐNG KÊ CÁN BỘ") is None
    assert words.context_key("(Tính đến ngày 16/7/2026)") == ("as_of", "2026-07-16")
    assert words.context_key("Hưng Yên, ngày 9 tháng 12 năm 2026") == ("as_of", "2026-12-09")
    assert words.context_key("Tính đến ngày 31/02/2026") is None
    assert words.context_key("DANH SÁCH CÁN BỘ - SỞ Y TẾ") == ("agency_name", "SỞ Y TẾ")
    assert words.context_key("DANH SÁCH CÁN BỘ, CÔNG CHỨC") is None
    assert words.context_key("Mẫu số 02") == ("form_number", "02")
    assert words.context_key("Độc lập - Tự do - Hạnh phúc") is None


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=n, max_size=n)
    )
)
def test_the_assignment_is_the_best_there_is(scores: list[list[int]]) -> None:
    chosen = assign(scores)
    assert len(set(chosen)) == len(scores)
    best = max(
        sum(row[c] for row, c in zip(scores, columns, strict=True))
        for columns in itertools.permutations(range(5), len(scores))
    )
    assert sum(row[c] for row, c in zip(scores, chosen, strict=True)) == best
