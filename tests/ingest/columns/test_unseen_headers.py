"""Headers in words that stand in no list: what they are about, and what must not become a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.columns.grammar import expand
from ingest.columns.headers import IGNORED, header_scores
from ingest.columns.joined import joined_fields
from ingest.forms import load_form

SPELLED = {h for f in load_form("people").fields.values() for h in f.headers}

MEANT = [
    ("Ngày tháng năm sinh của CBVC", "birth_date"),
    ("Họ, chữ đệm và tên theo giấy khai sinh", "full_name"),
    ("Trình độ chuyên môn cao nhất đạt được", "qualification"),
    ("Số định danh cá nhân hoặc CCCD của người lao động", "national_id"),
    ("Dân tộc của giáo viên (ghi rõ)", "ethnicity_code"),
    ("Cơ quan đang công tác hiện tại", "agency_name"),
    ("Năm nhận bằng tốt nghiệp", "graduation_year"),
    ("Tên trường cấp bằng", "training_institution"),
    ("HỌ VÀ TÊN NHÂN SỰ (GHI CHỮ IN HOA)", "full_name"),
    ("Ho ten nguoi lao dong", "full_name"),
    ("HọTên", "full_name"),
    ("NgàySinh", "birth_date"),
    ("ngay_thang_nam_sinh", "birth_date"),
    ("Hä vµ tªn", "full_name"),
    ("Trinhh độ chuyên môn", "qualification"),
    ("Trình độ\nLLCT\n(ghi theo mã số từ 1-6)", "political_theory"),
    ("3. Giới tính", "sex"),
    ("(4) Dân tộc (2&3)", "ethnicity_code"),
    ("Giới tính (*)", "sex"),
    ("Thời gian được tuyển dụng lần đầu", "recruitment_date"),
    ("Hình thức học tập", "training_mode"),
]


@pytest.mark.parametrize(("header", "field"), MEANT)
def test_a_header_in_words_of_no_list(header: str, field: str) -> None:
    scores = header_scores("people", (header,))
    assert max(scores, key=lambda name: scores[name]) == field
    assert scores[field] >= 0.85


def test_the_headers_above_stand_in_no_list() -> None:
    assert len([h for h, _ in MEANT if h in SPELLED]) == 0


@pytest.mark.parametrize(
    "header",
    [
        "Ngày cấp thẻ", "Nơi cấp căn cước", "Họ tên bố", "Ngày vào Đảng dự bị", "Tuổi đời", "Năm vào ngành",
        "Số năm giữ chức vụ", "Hệ số lương hiện hưởng", "QĐ bổ nhiệm", "Ngày bổ nhiệm lại", "Người lập biểu",
        "Thời gian nâng lương", "Số điện thoại người thân", "Họ tên vợ hoặc chồng", "Mã định danh đơn vị",
        "Môn giảng dạy", "Chức vụ Đảng", "Người liên hệ khi cần", "Ngày hết hạn thẻ", "Phụ cấp chức vụ",
    ],
)  # fmt: skip
def test_words_that_must_not_become_a_field(header: str) -> None:
    scores = header_scores("people", (header,))
    best = max(scores, key=lambda name: scores[name])
    assert best.startswith(IGNORED)
    assert all(score < 0.75 for name, score in scores.items() if not name.startswith(IGNORED))


@pytest.mark.parametrize("header", ["Trường hợp đặc biệt", "Phòng thi số", "Màu mắt", "Điểm phỏng vấn", "Cỡ áo"])
def test_unknown_words_after_a_known_one_are_no_field(header: str) -> None:
    assert all(s < 0.75 for n, s in header_scores("people", (header,)).items() if not n.startswith(IGNORED))


@given(st.sampled_from(MEANT), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from([" ", "\n", "  "]))
def test_case_and_white_space_change_nothing(meant: tuple[str, str], case: object, blank: str) -> None:
    header, field = meant
    if not header.isascii() and "µ" in header:
        return  # letters of an old font have no case
    if " " not in header:
        return  # capitals are all that parts glued words
    changed = blank.join(case(header).split(" "))  # type: ignore[operator]
    scores = header_scores("people", (changed,))
    assert max(scores, key=lambda name: scores[name]) == field


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Chức vụ, đơn vị công tác", ("position_title", "agency_name")),
        ("Họ tên, năm sinh", ("full_name", "birth_date")),
        ("Trình độ, chuyên ngành, nơi đào tạo", ("qualification", "field_of_training", "training_institution")),
        ("Điện thoại/Email", ("phone", "email")),
        ("Ngày sinh, giới tính", ("birth_date", "sex")),
        ("Nơi sinh; quê quán", ("place_of_birth", "native_place")),
        ("Chức danh, chức vụ", ()),
        ("Ngày, tháng, năm sinh", ()),
        ("Họ, chữ đệm và tên", ()),
        ("Cơ quan, đơn vị", ()),
        ("CCCD, ngày cấp", ()),
        ("Cach lien he (dt; mail)", ()),
        ("Liên hệ (dt, hộp thư)", ("phone", "email")),
        ("Chức vụ, nơi công tác (ghi rõ)", ("position_title", "agency_name")),
        ("Tên\ncơ quan công tác", ()),
        ("Ghi chú, ý kiến", ()),
    ],
)
def test_headers_of_several_fields(header: str, fields: tuple[str, ...]) -> None:
    assert joined_fields("people", (header,)) == fields


def test_a_pattern_is_every_choice() -> None:
    assert list(expand("{a|b} c{| d}")) == ["a c", "a c d", "b c", "b c d"]


@pytest.mark.parametrize(
    ("form", "header", "field"),
    [
        ("people", "Sinh tại", "place_of_birth"), ("people", "Tộc người", "ethnicity_code"),
        ("people", "G.tính", "sex"), ("people", "XL tốt nghiệp", "graduation_grade"),
        ("people", "XLCL 2025", "annual_ratings"), ("people", "Đánh giá 2024", "annual_ratings"),
        ("people", "Địa bàn (xã/phường)", "commune_code"), ("people", "Nơi ĐKHKTT", "address"),
        ("people", "LVNC", "research_fields"), ("people", "ID No.", "national_id"),
        ("overseas", "Trường/viện/công ty ở nước ngoài", "organisation_abroad"),
        ("overseas", "Đang ở nước", "country_of_residence"), ("works", "Hình thức công trình", "work_type"),
        ("needs", "Tên VTVL cần tuyển", "job_position"), ("needs", "Lý do đề nghị", "reason"),
        ("institutions", "Tổng số CBQL, GV, NV", "staff_total"), ("institutions", "Ngành mũi nhọn", "key_programme"),
        ("institutions", "Đã được kiểm định chương trình", "programme_accredited"),
    ],
)  # fmt: skip
def test_a_short_or_turned_header_of_any_form(form: str, header: str, field: str) -> None:
    scores = header_scores(form, (header,))
    assert max(scores, key=lambda name: scores[name]) == field
    assert scores[field] >= 0.85
