"""Degrees in their many spellings: the highest earned; NCS is a state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise
from ingest.normalise.degrees import QUALIFICATION_RANK, read_degrees

DEGREE = Evidence("qualification")


@pytest.mark.parametrize(
    ("expected", "spellings"),
    [
        ("elementary", "Sơ cấp|SC"),
        ("intermediate", "Trung cấp|TC|TCCN|THCN|Y sĩ|ĐDTH"),
        ("college", "CĐ|CÐ|CĐSP|CĐĐD|CĐ KTVXN|Cao đẳng điều dưỡng|CN CĐPS"),
        ("university", "ĐH|DH|CN|KS|BS|DS|KTS|Bác sĩ y, đa khoa|Bác sỹ|ĐH KTQD|Kỹ sư|Cử nhân|CN KTV"),
        ("specialist_1", "BSCKI|BSCK1|BSCK I|BS CKI|Bác sĩ chuyên khoa I|ĐD CKI|HS CKI|DSCKI"),
        ("resident_physician", "BSNT|Bác sĩ NT|Bác sỹ nội trú"),
        ("master", "ThS|Ths|Th.S|ThS.|Th.s|Thạc sỹ|Cao học|MBA|Thạc sĩ YTCC|Thạc sĩ - Bác sĩ nội trú"),
        (
            "specialist_2",
            "BSCKII|BSCK2|BSCK II|Bác sĩ CK II|Bác sỹ chuyên khoa II ( nội tiêu hoá )|ThS.BSCKII.",
        ),
        ("doctorate", "TS|T.S|TS.|Tiến sỹ|Tiế sĩ|Tiến sĩ- Bác sĩ|Ph.D|PGS.TS|PGS,TS|Phó giáo sư-Tiến sỹ"),
        ("doctor_of_science", "TSKH|TS.KH|GS.TSKH"),
    ],
)
def test_spellings(expected: str, spellings: str) -> None:
    read = {text: normalise(text, DEGREE).values.get("qualification") for text in spellings.split("|")}
    assert read == dict.fromkeys(read, expected)


def test_a_doctoral_student_keeps_what_was_earned() -> None:
    result = normalise("ThS, NCS", DEGREE)
    assert result.values["qualification"] == "master"
    assert result.hints["doctoral_student"] is True
    assert "qualification" not in normalise("NCS", DEGREE).values


def test_a_degree_that_is_still_studied_for_is_not_earned() -> None:
    assert [p.code for p in normalise("Đang học cao học", DEGREE).problems] == ["value.studying"]
    assert normalise("Đại học, đang học thạc sĩ", DEGREE).values["qualification"] == "university"


def test_more_than_a_university_degree_is_not_guessed() -> None:
    assert normalise("Sau đại học", DEGREE).values == {}


def test_the_field_after_the_degree_is_a_hint() -> None:
    assert normalise("Cử nhân điều dưỡng", DEGREE).hints["field_of_training"] == "Điều dưỡng"
    assert "field_of_training" not in normalise("ĐH KTQD", DEGREE).hints


def test_academic_titles_bring_their_degree() -> None:
    result = normalise("PGS.TS", Evidence("academic_title"))
    assert (result.values["academic_title"], result.hints["qualification"]) == (
        "associate_professor",
        "doctorate",
    )


@given(st.text(max_size=60))
def test_reading_never_raises_and_gives_known_values(text: str) -> None:
    found = read_degrees(text).qualification
    assert found is None or found in QUALIFICATION_RANK


@given(st.lists(st.sampled_from(["ĐH", "ThS", "TS", "CĐ", "BSCKI", "TSKH"]), min_size=1, max_size=4))
def test_the_order_in_which_degrees_are_named_does_not_matter(names: list[str]) -> None:
    assert read_degrees(", ".join(names)).qualification == read_degrees(", ".join(reversed(names))).qualification


@pytest.mark.parametrize(
    ("raw", "hints"),
    [
        ("Thạc sĩ Toán, ĐHSP HN, 2005",
         {"field_of_training": "Toán", "training_institution": "ĐHSP HN", "graduation_year": 2005}),
        ("Cử nhân Luật, ĐH Luật Hà Nội",
         {"degree_title": "Cử nhân", "field_of_training": "Luật", "training_institution": "ĐH Luật Hà Nội"}),
        ("Tiến sĩ khoa học Cơ học, ĐH Mẫu, 1989", {"field_of_training": "Cơ học", "graduation_year": 1989}),
        ("Tiến sĩ Khoa học máy tính", {"field_of_training": "Khoa học máy tính"}),
        ("Đại học (VLVH)", {"training_mode": "part_time"}), ("ĐH tại chức", {"training_mode": "in_service"}),
        ("Kỹ sư Cơ khí", {"degree_title": "Kỹ sư", "field_of_training": "Cơ khí"}),
        ("Cử nhân Tài chính ngân hàng", {"degree_title": "Cử nhân", "field_of_training": "Tài chính ngân hàng"}),
        ("Thạc sĩ QLGD", {"field_of_training": "Quản lý giáo dục"}), ("ĐH KTQD", {}), ("Đại học Luật Hà Nội", {}),
        ("Thạc sĩ (NCS)", {"doctoral_student": True}), ("Tiến sĩ (NCS)", {"doctoral_student": True}),
        ("PGS.TS", {"academic_title": "associate_professor"}),
    ],
)  # fmt: skip
def test_what_stands_beside_the_degree_is_handed_on(raw: str, hints: dict[str, object]) -> None:
    assert dict(normalise(raw, DEGREE).hints) == hints


def test_what_a_post_asks_for_says_nothing_of_a_person() -> None:
    result = normalise("ĐH Kinh tế trở lên", Evidence("required_qualification"))
    assert (dict(result.values), dict(result.hints)) == ({"required_qualification": "university"}, {})


@pytest.mark.parametrize("raw", ["BSCK", "CNKT", "ĐH hoặc CĐ", "CĐ Điều dưỡng, ĐH Y Thái Bình"])
def test_between_two_degrees_nothing_is_guessed(raw: str) -> None:
    result = normalise(raw, DEGREE)
    assert "qualification" not in result.values
    assert [p.code for p in result.problems] == ["code.ambiguous"]
    assert ";" in dict(result.problems[0].params)["candidates"]


@pytest.mark.parametrize(
    ("raw", "degree", "field"),
    [
        ("ThS. Khoa học môi trường", "master", "Khoa học môi trường"), ("K/s thủy sản", "university", "Thủy sản"),
        ("ThS. ATTT", "master", "An toàn thông tin"), ("CN. KTNN", "university", "KTNN"),
        ("Ths Tài nguyên nước", "master", "Tài nguyên nước"), ("TS. Mắt", "doctorate", "Mắt"),
        ("BSTY", "university", "Thú y"), ("BSCKI Tim mạch", "specialist_1", "Tim mạch"),
        ("K/s thiết kế thời trang", "university", "Thiết kế thời trang"),
        ("Thạc sĩ Công nghệ dệt, may", "master", "Công nghệ dệt, may"),
        ("Kỹ sư An toàn, an ninh thông tin", "university", "An toàn, an ninh thông tin"),
        ("ThS. Điện tử - viễn thông", "master", "Điện tử - viễn thông"),
        ("CN Thống kê kinh tế - xã hội", "university", "Thống kê kinh tế - xã hội"),
        ("KS Thú y - chăn nuôi, ĐH Mẫu, 2010", "university", "Thú y - chăn nuôi"),
        ("Kỹ sư Vật liệu kim loại", "university", "Vật liệu kim loại"),
        ("ThS Hệ thống thông tin", "master", "Hệ thống thông tin"),
        ("TS. Côn trùng học", "doctorate", "Côn trùng học"), ("Bác sĩ Tai mũi họng", "university", "Tai mũi họng"),
        ("ThS. QLKH&CN", "master", "QLKH&CN"), ("K/s CN may", "university", "CN may"),
        ("TS. BS Tim mạch", "doctorate", "Tim mạch"), ("CN Sư phạm Văn - Anh", "university", "Sư phạm Văn - Anh"),
        ("Bác sĩ chuyên khoa II (nội tiêu hóa)", "specialist_2", "Nội tiêu hóa"),
        ("Ths Quan ly tai nguyen va moi truong", "master", "Quan ly tai nguyen va moi truong"),
        # what follows is another statement: a grade, a place, a country, a certificate, a school, an employer
        ("CN Kế toán - Giỏi", "university", "Kế toán"), ("ThS Kinh tế - Hà Nội", "master", "Kinh tế"),
        ("Thạc sĩ Vật lý - Pháp", "master", "Vật lý"), ("Cử nhân Luật, cao cấp LLCT", "university", "Luật"),
        ("ThS Toán ĐHSP Hà Nội", "master", "Toán"), ("ThS (Úc)", "master", None), ("ThS (NCS)", "master", None),
        ("Kỹ sư, Công ty Mẫu Xanh", "university", None), ("Trường Đại học Mẫu Xanh 1", "university", None),
        ("CĐ KTQD", "college", None),
    ],
)  # fmt: skip
def test_a_field_of_study_is_kept_whole(raw: str, degree: str, field: str | None) -> None:
    result = normalise(raw, DEGREE)
    assert (result.values["qualification"], result.hints.get("field_of_training")) == (degree, field)
    assert result.problems == ()


@pytest.mark.parametrize(
    ("raw", "degree", "doubts"),
    [
        ("K/s nuôi trồng TS", "university", []), ("Ths Nuôi trồng TS", "master", []),
        ("CĐ chế biến TS", "college", []), ("Kỹ sư khai thác TS và hàng hải", "university", []),
        ("ThS Kinh tế TS", "master", ["degree.second_unclear"]), ("KS TS", "university", ["degree.second_unclear"]),
        ("ThS Kinh tế, TS", "doctorate", []), ("KS thủy sản; TS. Kinh tế", "doctorate", []),
        ("TS.BS", "doctorate", []), ("BS. TS", "doctorate", []), ("TS nuôi trồng TS", "doctorate", []),
        # nor is "CN" behind a lower degree a bachelor
        ("CĐ điện CN", "college", []), ("CĐ CN ô tô", "college", []), ("CĐ, CN", "university", []),
    ],
)  # fmt: skip
def test_letters_inside_a_field_are_no_second_degree(raw: str, degree: str, doubts: list[str]) -> None:
    result = normalise(raw, DEGREE)
    assert result.values["qualification"] == degree
    assert [p.code for p in result.problems] == doubts


_TOPICS = st.sampled_from(["Nuôi trồng", "Kinh tế", "Quản lý đất đai", "Công nghệ chế biến", "Bệnh học", "Cơ khí"])


@given(st.sampled_from(["ThS", "Thạc sĩ", "KS.", "K/s", "CĐ", "ĐH", "Cử nhân"]), _TOPICS)
def test_the_fishery_behind_a_field_never_makes_a_doctor(degree: str, topic: str) -> None:
    alone, with_it = read_degrees(f"{degree} {topic}"), read_degrees(f"{degree} {topic} TS")
    assert with_it.qualification == alone.qualification
    assert with_it.field_of_training == f"{topic} TS"


@given(_TOPICS, st.lists(_TOPICS, max_size=2), st.sampled_from([", ", " - ", " và "]))
def test_no_part_of_a_field_is_lost(first: str, more: list[str], mark: str) -> None:
    field = mark.join([first, *(part.lower() for part in more)])
    assert read_degrees(f"Thạc sĩ {field}").field_of_training == field
