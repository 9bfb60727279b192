"""Headers as public bodies print them: names cut in two, dates cut in three, words with tones of their own."""

from collections.abc import Sequence
from typing import Any

import pytest

from ingest.choice import choose_form
from ingest.columns import ColumnMatch, map_columns
from ingest.columns.headers import header_scores
from ingest.columns.joined import joined_fields, sole_field
from ingest.forms import load_form
from ingest.model import BodyRow, CellValue, HeaderColumn, Sheet, Table, column_letter

FAMILY = ["Vũ Thị Ngọc", "Đặng Hữu", "Lường Thị"]
NAMES = ["Vũ Thị Ngọc Ánh", "Đặng Hữu Bảo", "Lường Thị Chiên"]


def mapped(headers: Sequence[str], columns: Sequence[Sequence[CellValue]], form: str = "people") -> list[ColumnMatch]:
    made = tuple(HeaderColumn(i, column_letter(i), (h,) if h else ()) for i, h in enumerate(headers))
    rows = [tuple(row) for row in zip(*columns, strict=True)]
    body = tuple(BodyRow(2 + i) for i in range(len(rows)))
    table = Table((1,), 2, 1 + len(rows), made, body, ())
    return list(map_columns(table, Sheet("DS", False, 2, rows), load_form(form)))


def meanings(matches: Sequence[ColumnMatch]) -> list[tuple[str | None, str]]:
    return [(m.field, m.variant) for m in matches]


@pytest.mark.parametrize("left", ["Họ và", "Họ, đệm và chữ", "Phần đầu"])
def test_a_name_cut_in_two_by_its_header(left: str) -> None:
    found = meanings(mapped([left, "tên", "Ghi chú"], [FAMILY, ["Ánh", "Bảo", "Chiên"], [None] * 3]))
    assert found[:2] == [("family_name", ""), ("given_name", "")]


def test_next_of_kin_left_of_a_given_name_are_no_family_name() -> None:
    found = mapped(["Người hướng dẫn", "Tên"], [NAMES, ["Ánh", "Bảo", "Chiên"]])
    assert found[0].field is None


def test_day_month_and_year_of_birth_side_by_side() -> None:
    columns: list[list[Any]] = [NAMES, [5, 23, 31], [11, 4, 12], [1998, 1997, 2000]]
    found = meanings(mapped(["Họ và tên", "Ngày", "Tháng", "Năm sinh"], columns))
    assert found[1:] == [("birth_date", "day"), ("birth_date", "month"), ("birth_date", "year")]
    other = meanings(mapped(["Họ và tên", "Ngày", "Tháng", "Năm sinh"], [NAMES, ["3 ca", "", "x"], *columns[2:]]))
    assert ("birth_date", "day") not in other


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Họ và tên, chức vụ", ("full_name", "position_title")),
        ("Họ, tên, đơn vị công tác", ("full_name", "agency_name")),
        ("Ngày, tháng, năm sinh, quê quán", ("birth_date", "native_place")),
        ("Chức danh, chức vụ, đơn vị công tác", ("position_title", "agency_name")),
        ("Số điện thoại và email liên hệ", ("phone", "email")),
    ],
)
def test_pieces_of_a_header_are_put_together_before_they_are_told_apart(header: str, fields: tuple[str, ...]) -> None:
    assert joined_fields("people", (header,)) == fields


@pytest.mark.parametrize("header", ["Họ và tên, học hàm, học vị", "Họ tên (học vị, học hàm)", "Học vị, họ và tên"])
def test_a_name_with_its_titles_is_a_name(header: str) -> None:
    assert joined_fields("people", (header,)) == ()
    names = ["GS.TS. Hà Huy Toàn", "ThS. Trần Văn Ước", "Bà Đinh Thị Ngoan"]
    (match,) = mapped([header], [names])
    assert match.field == "full_name"


def test_sole_field_of_a_plain_header_is_none() -> None:
    assert sole_field("people", ("Chức vụ",)) is None


@pytest.mark.parametrize(("header", "field"), [("Khóa", "sub_unit"), ("Hộ", "family_name"), ("Bàn", "sub_unit")])
def test_a_short_word_with_other_tones_is_another_word(header: str, field: str) -> None:
    assert field not in header_scores("people", (header,))


@pytest.mark.parametrize(
    ("header", "field"), [("KHOA", "sub_unit"), ("Họ (*)", "family_name"), ("3. Tên", "given_name")]
)
def test_capitals_marks_and_numbers_are_no_tones(header: str, field: str) -> None:
    assert header_scores("people", (header,))[field] >= 0.9


@pytest.mark.parametrize(
    ("header", "cells", "form"),
    [
        ("Xếp loại", ["Giỏi", "Khá", "Khá"], "people"),
        ("Phân loại", ["Trong nước", "ISI", "Tạp chí ngành"], "people"),
        ("Tình trạng", ["Đã nộp hồ sơ", "Thiếu ảnh", "Đã nộp hồ sơ"], "people"),
    ],
)
def test_a_general_header_over_words_of_another_list_is_not_taken(header: str, cells: list[str], form: str) -> None:
    found = mapped(["Họ và tên", header], [NAMES, cells], form)
    assert found[1].field is None


def test_marks_under_a_header_of_a_list_say_nothing() -> None:
    found = mapped(["Họ và tên", "Biên chế", "Ghi chú"], [NAMES, ["x", None, "x"], [None] * 3])
    assert found[1].field is None


def test_sums_among_people_do_not_lose_the_marks() -> None:
    headers = ["Họ và tên", "Đại học", "Thạc sĩ"]
    made = tuple(
        HeaderColumn(i, column_letter(i), (h,) if not i else ("Trình độ chuyên môn", h))
        for i, h in enumerate(headers)
    )
    rows: list[tuple[CellValue, ...]] = [(name, "x", None) for name in NAMES] + [("Ngô Văn Tiến", None, "x")]
    rows.insert(2, (None, 2, 0))
    body = tuple(BodyRow(2 + i) for i in range(len(rows)))
    table = Table((1,), 2, 6, made, body, ())
    found = map_columns(table, Sheet("DS", False, 2, rows), load_form("people"))
    assert [(m.field, m.variant) for m in found[1:]] == [("qualification", "university"), ("qualification", "master")]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Chức vụ được bổ nhiệm", "position_title"),
        ("Hình thức HĐ", "employment_category"),
        ("Email/Facebook", "email"),
    ],
)
def test_letters_of_other_words_are_no_relatives(header: str, field: str) -> None:
    assert header_scores("people", (header,))[field] >= 0.9


@pytest.mark.parametrize("header", ["Họ tên bố", "Ho ten bo", "Năm sinh con", "Nghề nghiệp mẹ"])
def test_relatives_are_relatives_with_tones_and_without(header: str) -> None:
    assert header_scores("people", (header,))["~relatives"] >= 0.9


@pytest.mark.parametrize(
    "header",
    [
        "Hạng CDNN đăng ký dự xét", "Ngạch đề nghị bổ nhiệm", "Chức danh trong Hội đồng", "Chức vụ dự kiến bổ nhiệm",
        "Số thẻ hội viên", "Vị trí dự tuyển", "Đơn vị chuyển đến",
    ],
)  # fmt: skip
def test_what_is_asked_for_or_holds_elsewhere_is_not_what_somebody_is(header: str) -> None:
    scores = header_scores("people", (header,))
    assert scores["~not_kept"] >= 0.9
    assert all(score < 0.6 for name, score in scores.items() if name != "~not_kept")


def test_a_known_column_under_degrees_is_no_degree() -> None:
    scores = header_scores("people", ("Trình độ chuyên môn, đào tạo", "Tên trường tốt nghiệp"))
    assert "qualification" not in scores
    assert scores["training_institution"] >= 0.8


def test_days_without_a_course_are_not_even_asked_about() -> None:
    found = mapped(["Họ và tên", "Từ tháng, năm", "Hệ số"], [NAMES, ["03/2025"] * 3, ["2,34"] * 3])
    assert (found[1].field, found[1].guesses) == (None, ())


def test_degrees_under_a_header_of_a_field_are_read_as_degrees() -> None:
    cells = ["Thạc sĩ Kinh tế", "Cử nhân Luật", "Kỹ sư xây dựng"]
    assert mapped(["Họ và tên", "Chuyên môn"], [NAMES, cells])[1].field == "qualification"
    beside = mapped(["Họ và tên", "Trình độ", "Chuyên môn"], [NAMES, ["Đại học"] * 3, cells])
    assert [m.field for m in beside[1:]] == ["qualification", "field_of_training"]


def test_two_people_in_a_list_of_names_in_two_columns_are_a_list() -> None:
    rows: list[tuple[CellValue, ...]] = [("Hoàng", "Na", "30/09/2001"), ("Lê Đình", "Trọng", "17/12/2002")]
    names = tuple(
        HeaderColumn(i, column_letter(i), (h,)) for i, h in enumerate(["Họ và tên", "Họ và tên", "Ngày sinh"])
    )
    table = Table((1,), 2, 3, names, (BodyRow(2), BodyRow(3)), ())
    form, matches = choose_form(table, Sheet("DS", False, 2, rows), {}, None)
    assert form is not None
    assert [m.field for m in matches] == ["family_name", "given_name", "birth_date"]
