"""Cells of several fields: cut under the order of the header, doubts asked, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise


@pytest.mark.parametrize(
    ("fields", "cell", "values"),
    [
        (("position_title", "agency_name"), "Trưởng phòng, Sở Nội vụ",
         {"position_title": "Trưởng phòng", "agency_name": "Sở Nội vụ"}),
        (("position_title", "agency_name"), "Phó Giám đốc Sở Nội vụ",
         {"position_title": "Phó Giám đốc", "agency_name": "Sở Nội vụ"}),
        (("position_title", "agency_name"), "Giám đốc", {"position_title": "Giám đốc"}),
        (("phone", "email"), "0912345678 / mau@donvi.vn", {"phone": "0912345678", "email": "mau@donvi.vn"}),
        (("phone", "email"), "mau@donvi.vn\n0912345678", {"phone": "0912345678", "email": "mau@donvi.vn"}),
        (("phone", "email"), "mau@donvi.vn", {"email": "mau@donvi.vn"}),
        (("full_name", "birth_date"), "Nguyễn Văn Mẫu, sinh năm 1975",
         {"full_name": "Nguyễn Văn Mẫu", "birth_date": "1975-01-01", "birth_date_precision": "year"}),
        (("birth_date", "sex"), "22/3/1975, Nam",
         {"birth_date": "1975-03-22", "birth_date_precision": "day", "sex": "male"}),
        (("birth_date", "sex"), "Nam - 1975",
         {"birth_date": "1975-01-01", "birth_date_precision": "year", "sex": "male"}),
        (("qualification", "training_institution", "graduation_year"), "Thạc sĩ Toán, ĐHSP HN, 2005",
         {"qualification": "master", "training_institution": "ĐHSP HN", "graduation_year": 2005}),
        (("place_of_birth", "native_place"), "Hưng Yên; Hải Dương",
         {"place_of_birth": "Hưng Yên", "native_place": "Hải Dương"}),
    ],
)  # fmt: skip
def test_parts_go_to_their_fields(fields: tuple[str, ...], cell: str, values: dict[str, object]) -> None:
    result = normalise(cell, Evidence(fields[0], also=fields[1:]))
    assert dict(result.values) == values
    assert result.problems == ()


@pytest.mark.parametrize(
    ("cell", "degree", "field"),
    [
        ("K/s chăn nuôi - thú y", "university", "Chăn nuôi - thú y"), ("CĐ KTNN", "college", "KTNN"),
        ("Th/S Điện tử - viễn thông", "master", "Điện tử - viễn thông"), ("ThS. Công nghệ dệt, may", "master", None),
        ("Đại học; Kế toán", "university", "Kế toán"), ("CĐ KTQD", "college", ""), ("ThS (Úc)", "master", ""),
        ("K/s nuôi trồng TS", "university", "Nuôi trồng TS"), ("Công nghệ dệt, may", "", "Công nghệ dệt, may"),
    ],
)  # fmt: skip
def test_degree_and_field_in_one_cell(cell: str, degree: str, field: str | None) -> None:
    evidence = Evidence("qualification", "Trình độ chuyên môn, chuyên ngành", also=("field_of_training",))
    result = normalise(cell, evidence)
    wanted = {"qualification": degree, "field_of_training": "Công nghệ dệt, may" if field is None else field}
    assert dict(result.values) == {name: value for name, value in wanted.items() if value}
    assert result.problems == ()


def test_a_doubt_about_one_part_is_told_once_and_costs_nothing_else() -> None:
    result = normalise("3/4/75, Nam", Evidence("birth_date", "Ngày sinh, giới tính", also=("sex",)))
    assert (result.values["birth_date"], result.values["sex"]) == ("1975-04-03", "male")
    codes = [p.code for p in result.problems]
    assert "date.two_digit_year" in codes
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("cell", ["abc; def; ghi; klm", "x9 / 77 / ?? / 12", "a, b, c, d, e, f, g, h, i, k, l"])
def test_what_cannot_be_told_apart_is_asked(cell: str) -> None:
    result = normalise(cell, Evidence("position_title", "Chức vụ, nơi làm", also=("agency_name",)))
    assert dict(result.values) == {}
    assert [p.code for p in result.problems] == ["cell.parts_unclear"]


@given(st.text(max_size=40))
def test_every_text_gives_a_value_or_a_problem_or_is_nothing(cell: str) -> None:
    result = normalise(cell, Evidence("phone", also=("email",)))
    assert set(result.values) <= {"phone", "email"}
    if any(c.isalnum() for c in cell) and not result.values:
        assert result.problems or normalise(cell, Evidence("phone")).values == {}


def test_a_field_of_study_in_a_column_of_a_degree() -> None:
    evidence = Evidence("qualification", "Trình độ > ThS", "master")
    told = normalise("Toán giải tích", evidence)
    assert (told.values, told.hints) == ({"qualification": "master"}, {"field_of_training": "Toán giải tích"})
    assert normalise("2005", evidence).hints == {"graduation_year": 2005}
    assert normalise("x", evidence).values == {"qualification": "master"}
    assert [p.code for p in normalise("Tiến sĩ", evidence).problems] == ["tick.unknown"]


def test_a_stroke_inside_an_abbreviation_cuts_nothing() -> None:
    evidence = Evidence("position_title", also=("agency_name",))
    values = normalise("Khoa Phòng chống HIV/AIDS", evidence).values
    assert "AIDS" not in values.values()


@pytest.mark.parametrize(
    ("cell", "post"),
    [
        ("Công chức tư pháp - hộ tịch, UBND xã Mẫu", "Công chức tư pháp - hộ tịch"),
        ("Công chức văn hóa – xã hội\nUBND xã Mẫu", "Công chức văn hóa - xã hội"),
        ("Tổ trưởng, đội trưởng; UBND xã Mẫu", "Tổ trưởng, đội trưởng"),
    ],
)
def test_parts_that_stay_together_keep_their_mark(cell: str, post: str) -> None:
    result = normalise(cell, Evidence("position_title", "Chức vụ, đơn vị", also=("agency_name",)))
    assert (result.values["position_title"], result.values["agency_name"]) == (post, "UBND xã Mẫu")
