"""Headers, contents, memory and corrections weighed against each other over whole tables."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.columns import ColumnMatch, map_columns
from ingest.columns.questions import column_problems
from ingest.forms import load_form
from ingest.model import BodyRow, CellValue, HeaderColumn, Sheet, Table, column_letter

Header = str | tuple[str, ...]
PEOPLE = load_form("people")
NAMES = ["Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Minh Ví", "Phạm Thị Dụ", "Hoàng Văn Nháp", "Vũ Thị Giả"]
PHONES = [f"091234567{i}" for i in range(6)]
BIRTHS = ["25/11/1975", "03/05/1982", "14/02/1990", "30/07/1968", "19/12/1979", "01/06/1985"]


def mapped(
    headers: Sequence[Header], columns: Sequence[Sequence[CellValue]], form: str = "people", **options: Any
) -> tuple[ColumnMatch, ...]:
    """Map a table given by its columns."""
    paths = [h if isinstance(h, tuple) else (h,) if h else () for h in headers]
    made = tuple(HeaderColumn(i, column_letter(i), p) for i, p in enumerate(paths))
    rows = [tuple(row) for row in zip(*columns, strict=True)]
    body = tuple(BodyRow(2 + i) for i in range(len(rows)))
    sheet = Sheet("DS", False, 2, rows)
    return map_columns(Table((1,), 2, 1 + len(rows), made, body, ()), sheet, load_form(form), **options)


def fields(matches: Sequence[ColumnMatch]) -> list[str | None]:
    return [m.field for m in matches]


def test_a_list_without_any_header() -> None:
    columns = [[1, 2, 3, 4, 5, 6], NAMES, BIRTHS, ["Nam", "Nữ"] * 3, ["Đại học", "Thạc sĩ"] * 3, PHONES]
    matches = mapped([""] * 6, columns)
    assert fields(matches) == [None, "full_name", "birth_date", "sex", "qualification", "phone"]
    assert matches[0].known == "ordinal"


def test_few_cells_prove_no_field() -> None:
    assert fields(mapped(["Họ và tên", "Ngày điều chỉnh gì đó"], [NAMES[:1], ["12/06/2019"]])) == ["full_name", None]
    assert fields(mapped(["", ""], [NAMES[:1], ["0912345678"]])) == [None, None]


def test_contents_speak_against_a_wrong_header() -> None:
    matches = mapped(["Họ và tên", "Ngày sinh"], [NAMES, PHONES])
    assert matches[1].field in (None, "phone")
    asked = mapped(["Họ và tên", "Chức vụ"], [NAMES, [2, 4, 7, 1, 3, 9]])
    assert asked[1].field is None
    assert "position_title" in asked[1].guesses


def test_a_telephone_column_full_of_slips_stays_one() -> None:
    assert fields(
        mapped(["Họ và tên", "Điện thoại"], [NAMES, ["xem hồ sơ", "09123", "?", "chưa", "0912", "đổi số"]])
    ) == [
        "full_name",
        "phone",
    ]


def test_names_under_an_unknown_header_are_not_the_person_of_the_row() -> None:
    headers = ["Họ đệm", "Tên", "Người cần gọi gấp"]
    columns = [["Nguyễn Văn", "Trần Thị", "Lê Minh"], ["Mẫu", "Thử", "Ví"], NAMES[3:]]
    assert fields(mapped(headers, columns)) == ["family_name", "given_name", None]


@pytest.mark.parametrize("header", ["#", "Id", "S\nT\nT", ""])
def test_running_numbers_are_no_code(header: str) -> None:
    matches = mapped([header, "Họ và tên"], [[1, 2, 3, 4, 5, 6], NAMES])
    assert (matches[0].field, matches[0].known) == (None, "ordinal")


def test_words_of_address_are_the_sex() -> None:
    matches = mapped(["Ông/Bà", "Họ và tên"], [["Ông", "Bà", "Ông", "Bà", "Ông", "Bà"], NAMES])
    assert fields(matches) == ["sex", "full_name"]


def test_the_exact_header_beats_the_likely_one() -> None:
    subjects = ["Toán", "Ngữ văn", "Hóa học", "Sinh học", "Vật lý", "Lịch sử"]
    matches = mapped(["ho_ten", "mon_day", "chuyen_nganh"], [NAMES, subjects, subjects])
    assert fields(matches) == ["full_name", None, "field_of_training"]


def test_two_columns_of_a_field_and_which_is_meant() -> None:
    headers = ["Họ và tên", "ĐT cơ quan", "ĐT di động", "ĐT nhà riêng"]
    matches = mapped(headers, [NAMES, ["02213123456"] * 6, PHONES, ["02213654321"] * 6])
    assert fields(matches) == ["full_name", None, "phone", None]
    assert [p.code for p in column_problems(matches, PEOPLE)] == ["column.second", "column.second"]


def test_day_month_year_typed_without_marks() -> None:
    headers: list[Header] = ["Ho ten", ("Ngay sinh", "Ngay"), ("Ngay sinh", "Thang"), ("Ngay sinh", "Nam")]
    matches = mapped(
        headers, [NAMES, [25, 3, 14, 30, 19, 1], [11, 5, 2, 7, 12, 6], [1975, 1982, 1990, 1968, 1979, 1985]]
    )
    assert [m.variant for m in matches[1:]] == ["day", "month", "year"]
    apart = mapped(["Họ tên", "Ngày sinh", "Tháng sinh", "Năm sinh"], [NAMES, [25] * 6, [11] * 6, [1975] * 6])
    assert [m.variant for m in apart[1:]] == ["day", "month", "year"]


def test_fields_of_study_in_place_of_marks() -> None:
    headers: list[Header] = ["Họ tên", ("Trình độ chuyên môn", "ĐH"), ("Trình độ chuyên môn", "ThS (*)")]
    matches = mapped(
        headers, [NAMES, ["Toán", None, "Văn", "Sử", None, None], [None, "Hóa", None, None, "Lý", "Sinh"]]
    )
    assert [(m.field, m.variant) for m in matches[1:]] == [
        ("qualification", "university"),
        ("qualification", "master"),
    ]


def test_what_is_doubtful_is_asked_in_words_of_the_form() -> None:
    matches = mapped(["Họ và tên", "Chức vụ"], [NAMES, [2, 4, 7, 1, 3, 9]])
    (found,) = column_problems(matches, PEOPLE)
    assert (found.code, found.severity, found.column) == ("column.doubtful", "warning", "B")
    assert "Chức vụ" in found.message


def test_an_unknown_column_is_named_and_no_more() -> None:
    (found,) = column_problems(mapped(["Họ và tên", "Màu xe"], [NAMES, ["đỏ", "xanh"] * 3]), PEOPLE)
    assert (found.code, found.severity) == ("column.unknown", "info")


def test_memory_is_of_one_form_and_follows_small_changes() -> None:
    remembered = {"people": {"ky hieu noi bo": "staff_code", "vai tro chinh": ""}, "awards": {"mau xe": "award_name"}}
    codes = ["HY01", "HY02", "HY03", "HY04", "HY05", "HY06"]
    headers = ["Màu xe", "Ký hiệu nội  bô", "Họ và tên", "Vai trò chính"]
    matches = mapped(headers, [["đỏ"] * 6, codes, NAMES, ["Giáo viên"] * 6], remembered=remembered)
    assert fields(matches) == [None, "staff_code", "full_name", None]
    assert matches[3].known == "not_kept"


def test_memory_does_not_stand_against_clear_contents() -> None:
    remembered = {"people": {"lien lac": "phone"}}
    assert fields(mapped(["Họ và tên", "Liên lạc"], [NAMES, PHONES], remembered=remembered))[1] == "phone"
    mails = [f"mau{i}@donvi.vn" for i in range(6)]
    asked = mapped(["Họ và tên", "Liên lạc"], [NAMES, mails], remembered=remembered)[1]
    assert asked.field is None
    assert set(asked.guesses) == {"phone", "email"}


def test_what_a_person_corrected_wins_over_everything() -> None:
    fixed: Mapping[str, str] = {"B": "expertise", "C": ""}
    matches = mapped(["Họ và tên", "Chức vụ", "Email"], [NAMES, ["Giáo viên"] * 6, PHONES], fixed=fixed)
    assert fields(matches) == ["full_name", "expertise", None]
    assert (matches[1].confidence, matches[2].known) == (1.0, "not_kept")


def test_columns_of_members_carry_their_role() -> None:
    headers = ["Tên đề tài", "Chủ nhiệm", "Thư ký khoa học", "Các thành viên"]
    titles = [f"Nghiên cứu giống nhãn chín muộn {i}" for i in range(6)]
    matches = mapped(headers, [titles, NAMES, NAMES, NAMES], form="works")
    assert [(m.field, m.variant) for m in matches[1:]] == [
        ("full_name", "lead"), ("full_name", "secretary"), ("full_name", "member"),
    ]  # fmt: skip


LIST: dict[str, Sequence[CellValue]] = {
    "STT": [1, 2, 3, 4, 5, 6],
    "Họ và tên CBVC": NAMES,
    "Sinh ngày": BIRTHS,
    "Phái": ["Nam", "Nữ"] * 3,
    "Số CCCD gắn chip": [f"03307500123{i}" for i in range(6)],
    "ĐT di động": PHONES,
    "ĐT cơ quan": ["02213123456"] * 6,
    "Trình độ CM": ["Thạc sĩ", "Đại học"] * 3,
    "Chuyên ngành được đào tạo": ["Toán", "Văn"] * 3,
    "Chức vụ đang đảm nhiệm": ["Giáo viên", "Tổ trưởng"] * 3,
    "Ngày vào Đảng": BIRTHS,
    "Cỡ áo": ["M", "L"] * 3,
}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(chance: random.Random) -> None:
    def meaning(headers: list[str]) -> dict[str, str | None]:
        return {m.header: m.field for m in mapped(headers, [LIST[h] for h in headers])}

    shuffled = list(LIST)
    chance.shuffle(shuffled)
    assert meaning(shuffled) == meaning(list(LIST))


def test_a_row_of_two_thousand_headers_ends() -> None:
    headers = [list(LIST)[i % len(LIST)] for i in range(2000)]
    matches = mapped(headers, [LIST[h] for h in headers])
    single = [m.field for m in matches if m.field]
    assert len(single) == len(set(single))


def test_one_slip_does_not_hide_a_column_without_a_header() -> None:
    names = [f"{name} {ten}" for name in ("Lê Văn", "Vũ Thị", "Đỗ Minh") for ten in ("An", "Bình", "Cơ", "Dũng")]
    births = [f"{13 + i}/0{1 + i % 9}/19{70 + i}" for i in range(11)] + ["21/20/1964"]
    matches = mapped([""] * 3, [names, births, ["Nam", "Nữ"] * 5 + ["Nam", "?"]])
    assert fields(matches) == ["full_name", "birth_date", "sex"]


def test_both_sexes_in_a_header_are_words_and_one_is_a_mark() -> None:
    names = NAMES
    assert [m.variant for m in mapped(["Họ tên", "Nam (nữ)"], [names, ["Nam", "Nữ"] * 3])] == ["", ""]
    for header in ("Là nữ", "laNu", "nuX"):
        match = mapped(["Họ tên", header], [names, ["1", None] * 3])[1]
        assert (match.field, match.variant) == ("sex", "female"), header


def test_a_school_and_a_year_are_of_an_education() -> None:
    cells = ["ĐH Vinh, 1999", "ĐH Luật, 2004", "ĐH Huế, 2001"] * 2
    match = mapped(["Họ tên", "Trường, năm tốt nghiệp"], [NAMES, cells])[1]
    assert (match.field, match.also) == ("training_institution", ("graduation_year",))


def test_numbers_of_courses_name_no_course() -> None:
    assert fields(mapped(["Họ tên", "Khóa"], [NAMES, ["K25", "K26", "K27"] * 2], "trainings"))[1] is None
    courses = ["Bồi dưỡng kỹ năng số", "Lớp chuyên viên chính", "Tập huấn chữ ký số"] * 2
    assert fields(mapped(["Họ tên", "Khóa"], [NAMES, courses], "trainings"))[1] == "training_name"
