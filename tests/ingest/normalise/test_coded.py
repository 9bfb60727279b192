"""Closed lists, ticks, yes and no, places, languages, lists: words to codes, honestly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import NORMALISERS, Evidence, normalise
from talentdb.fields import MAY_BE_NONE


def read(field: str, raw: object, variant: str = "", header: str = "") -> object:
    result = normalise(raw, Evidence(field, header, variant))  # type: ignore[arg-type]
    return result.values.get(field, [p.code for p in result.problems])


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("sex", "Nữ", "female"), ("sex", "Nu", "female"), ("sex", 1, "male"), ("sex", "02", "female"),
        ("sex", "x", ["sex.unknown"]), ("sex", "0", ["sex.unknown"]), ("sex", "?", ["sex.unknown"]),
        ("ethnicity_code", "Kinh", "01"), ("ethnicity_code", 1, "01"), ("ethnicity_code", "Thổ", "24"),
        ("ethnicity_code", "H'Mông", "08"), ("ethnicity_code", "Êđê", "12"), ("ethnicity_code", "dân tộc Tày", "02"),
        ("ethnicity_code", "55", ["ethnicity.unspecified"]), ("ethnicity_code", "Sao Hỏa", ["ethnicity.unknown"]),
        ("political_theory", "CC LLCT", "advanced"), ("political_theory", "TCLLCT-HC", "intermediate"),
        ("political_theory", "Đang học CC", ["value.studying"]),
        ("state_management", "CVC (2019)", "principal"), ("state_management", "CV", "specialist"),
        ("employment_category", "Viên chức", "public_employee"), ("employment_category", "HĐ 68", "contract"),
        ("training_mode", "Chính quy", "full_time"), ("training_mode", "VLVH", "part_time"),
        ("status", "Đã nghỉ hưu", "retired"), ("recruitment_form", "Xét tuyển", "selection"),
        ("party_member", "x", True), ("party_member", "Không", False), ("party_member", "Đảng viên", True),
        ("party_member", "có lẽ", ["boolean.unknown"]),
        ("doctoral_student", "NCS", True),
        ("research_fields", "10101", ["10101"]), ("research_fields", "101", ["101"]),
        ("training_type", "Chuyên môn", "expertise"), ("training_status", "Đã hoàn thành", "completed"),
        ("it_level", "UDCNTT CB", "basic"),
        ("graduation_year", "6/2008", 2008), ("graduation_year", "xưa", ["year.invalid"]),
    ],
)  # fmt: skip
def test_values(field: str, raw: object, expected: object) -> None:
    assert read(field, raw) == expected


@pytest.mark.parametrize("raw", ["-", "----", "//", "…", " ", "N/A", "không có", None])
def test_placeholders_are_nothing_and_no_problem(raw: object) -> None:
    for field in NORMALISERS:
        result = normalise(raw, Evidence(field))  # type: ignore[arg-type]
        # of posts "there is none" is a statement
        stated = {field: []} if raw == "không có" and field in MAY_BE_NONE else {}
        assert (dict(result.values), result.problems) == (stated, ())


def test_a_mark_means_its_column() -> None:
    assert read("qualification", "x", "master") == "master"
    assert read("sex", "x", "female") == "female"
    assert read("qualification", "không", "master") == []
    assert read("qualification", "2 người", "master") == ["tick.unknown"]


@pytest.mark.parametrize(
    ("title", "level"),
    [("Hiệu trưởng", "leader"), ("Phó Giám đốc", "leader"), ("PGĐ", "leader"), ("HT", "leader"), ("PCT", "leader"),
     ("Trưởng phòng", "manager"), ("PTP", "manager"), ("TTCM", "manager"), ("Phó trưởng khoa", "manager"),
     ("Giáo viên", "staff"), ("Chuyên viên", "staff")],
)  # fmt: skip
def test_the_level_of_a_position_is_a_hint(title: str, level: str) -> None:
    assert normalise(title, Evidence("position_title")).hints["position_level"] == level


@pytest.mark.parametrize(
    ("raw", "language", "framework", "level", "score"),
    [("Tiếng Anh B1", "en", "CEFR", "B1", None), ("TOEIC 900", "en", "TOEIC", None, 900.0),
     ("Anh B", "en", "ABC", "B", None),
     ("B (Anh)", "en", "ABC", "B", None), ("IELTS 6,5", "en", "IELTS", None, 6.5), ("HSK 4", "zh", "HSK", "4", None),
     ("N2", "ja", "JLPT", "N2", None), ("Tiếng Nga C", "ru", "ABC", "C", None),
     ("ĐH tiếng Anh", "en", "degree", None, None),
     ("Tiếng Anh bậc 3/6", "en", "KNLNN", "3", None), ("TOPIK 5", "ko", "TOPIK", "5", None)],
)  # fmt: skip
def test_languages(raw: str, language: str, framework: str, level: str | None, score: float | None) -> None:
    (found,) = read("languages", raw)  # type: ignore[misc]
    assert (found["language"], found["framework"], found["level"], found["score"]) == (
        language,
        framework,
        level,
        score,
    )


def test_several_languages_in_one_cell() -> None:
    found = read("languages", "Anh B1; Pháp A")
    assert [(f["language"], f["level"]) for f in found] == [("en", "B1"), ("fr", "A")]  # type: ignore[union-attr,index]


def test_communes_by_name_code_and_old_name() -> None:
    assert read("commune_code", "Phường Phố Hiến") == "11953"
    assert read("commune_code", "11977") == "11977"
    assert read("commune_code", "Minh Khai") == ["commune.ambiguous"]
    assert read("commune_code", "Xã Không Đâu Cả") == ["commune.unknown"]


def test_an_address_that_names_one_commune_hints_at_it() -> None:
    assert normalise("Số 1, phường Phố Hiến", Evidence("address")).hints == {"commune_code": "11953"}
    assert normalise("Số 1 phố Huế", Evidence("address")).hints == {}
    assert normalise("Xã Minh Khai", Evidence("address")).hints == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nghĩa Dân, Hưng Yên", "12286"),
        ("Nghĩa Dân, tỉnh Hưng Yên", "12286"),
        ("An Vĩ, Khoái Châu, Hưng Yên", "12223"),
        ("Nghĩa Dân", None),
        ("Nghĩa Dân, Hà Nội", None),
        ("Lê Lợi, Hưng Yên", None),
        ("Số 5 Nghĩa Dân, Hưng Yên", None),
        ("Thôn Đông, Nghĩa Dân, Hưng Yên", None),
        ("Quang Trung, Hưng Yên", None),
        ("Hiến Nam, Hưng Yên", None),
    ],
)
def test_a_commune_without_its_word_is_one_right_before_the_province(text: str, code: str | None) -> None:
    hints = normalise(text, Evidence("address")).hints
    assert hints == ({} if code is None else {"commune_code": code})


def test_ratings_take_their_year_from_cell_or_header() -> None:
    assert read("annual_ratings", "HTXSNV", "2025") == [{"year": 2025, "rating": "excellent"}]
    assert read("annual_ratings", "2025: HTTNV; 2024: HTNV") == [
        {"year": 2025, "rating": "good"},
        {"year": 2024, "rating": "completed"},
    ]
    assert read("annual_ratings", "HTTNV") == ["rating.no_year"]


@given(
    st.sampled_from(sorted(NORMALISERS)),
    st.one_of(st.text(max_size=50), st.integers(), st.floats(), st.booleans()),
)
def test_no_normaliser_raises_and_every_value_stays_what_it_is(field: str, raw: object) -> None:
    result = normalise(raw, Evidence(field))  # type: ignore[arg-type]
    value = result.values.get(field)
    if isinstance(value, str) and field not in (
        "it_level",
        "professional_title",
        "position_title",
        "degree_title",
    ):
        assert normalise(value, Evidence(field)).values.get(field) is not None or field in result.values
    for found in result.problems:
        assert found.message
        assert found.severity in ("error", "warning", "info")


@pytest.mark.parametrize(
    ("field", "raw", "header", "expected"),
    [
        ("sti_posts", "Không", "Vị trí KH&CN, ĐMST", {"sti_posts": []}),
        ("sti_posts", "không", "Vị trí việc làm KHCN và ĐMST", {"sti_posts": []}),
        ("sti_posts", "Không có", "Vị trí KH&CN, ĐMST", {"sti_posts": []}),
        ("sti_posts", "Ko có", "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", "k", "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", "0", "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", 0, "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", False, "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", "Chưa có", "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", "Không giữ vị trí nào.", "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", "Không có vị trí KH&CN, ĐMST", "Vị trí KHCN", {"sti_posts": []}),
        ("sti_posts", "Không tham gia", "Tham gia KHCN, ĐMST", {"sti_posts": []}),
        ("sti_posts", "Không", "Vị trí nghiên cứu, giảng dạy, lãnh đạo KHCN", {"sti_posts": []}),
        ("sti_posts", "Không", "Vị trí KHCN > Nghiên cứu", {}),
        ("sti_posts", "Không có", "Vị trí KHCN > Giảng dạy", {}),
        ("sti_posts", "Không", "Việc làm KH&CN", {}),
        ("sti_posts", "Không tham gia nghiên cứu", "Vị trí KHCN", {}),
        ("sti_posts", "Không", "Vị trí nghiên cứu", {}),
        ("sti_posts", "-", "Vị trí KH&CN, ĐMST", {}),
        ("sti_posts", "N/A", "Vị trí KH&CN, ĐMST", {}),
        ("sti_posts", "Không rõ", "Vị trí KH&CN, ĐMST", {}),
        ("talent_groups", "Không có", "Nhóm nhân tài", {}),
        ("research_fields", "Không có", "Lĩnh vực nghiên cứu", {}),
        ("sti_posts", "", "Vị trí KH&CN, ĐMST", {}),
        ("talent_groups", "Không", "Nhóm nhân tài", {}),
    ],
)
def test_a_post_stated_as_none_is_a_value(field: str, raw: str, header: str, expected: dict[str, object]) -> None:
    assert normalise(raw, Evidence(field, header, "")).values == expected
