"""Free text and placeholders: nothing is nothing, whatever a list writes for it; no normaliser ever raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import NORMALISERS, Evidence, normalise

TEXT = Evidence("position_title")


@pytest.mark.parametrize(
    "raw",
    [
        "-",
        "----",
        "//",
        "…",
        "...",
        "N/A",
        "không có",
        "chưa có",
        "Chưa cập nhật",
        "#N/A",
        "#REF!",
        "0",
        "Không",
        "k",
    ],
)
def test_placeholders_are_nothing(raw: str) -> None:
    result = normalise(raw, Evidence("training_institution"))
    assert (result.values, result.problems) == ({}, ())


def test_a_mark_in_a_column_of_text_is_nothing() -> None:
    assert normalise("x", Evidence("training_institution")).values == {}


def test_text_is_cleaned_and_cut_with_a_warning() -> None:
    assert normalise("  Giảng\u00a0viên  ", Evidence("job_position")).values == {"job_position": "Giảng viên"}
    long = normalise("a " * 600, Evidence("job_position"))
    assert [p.code for p in long.problems] == ["text.too_long"]


@pytest.mark.parametrize("field", sorted(NORMALISERS))
@given(raw=st.one_of(st.text(max_size=80), st.floats(), st.integers(), st.booleans(), st.dates(), st.times()))
def test_no_value_makes_a_normaliser_raise(field: str, raw: object) -> None:
    for encoding in ("", "TCVN3", "VNI?"):
        normalise(raw, Evidence(field, encoding=encoding))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw",
    [
        "1" * 3000,
        "a@" * 1500,
        "1/" * 1500,
        "( " * 1500,
        "th 1 " * 700,
        "PGS.TS." * 500,
        "Ông " * 800,
        "a." * 1500 + "@",
    ],
)
def test_long_nonsense_is_read_in_time(raw: str) -> None:
    # a regex that tries everything would take hours here, not a moment
    for field in NORMALISERS:
        normalise(raw, Evidence(field))


@pytest.mark.parametrize("text", ["0359429454123", "09123456781234"])
def test_digits_left_over_make_no_telephone(text: str) -> None:
    result = normalise(text, Evidence("phone"))
    assert result.values == {}
    assert [p.code for p in result.problems] == ["phone.invalid"]


def test_two_numbers_without_a_blank_are_two() -> None:
    assert normalise("09123456780987654321", Evidence("phone")).values == {"phone": "0912345678"}


@pytest.mark.parametrize("text", ["Hoàn thành XSNV", "HT XS", "Hoàn thành XS nhiệm vụ"])
def test_excellent_in_two_letters_is_not_plainly_done(text: str) -> None:
    rated = normalise(text, Evidence("annual_ratings", variant="2025")).values
    assert rated == {"annual_ratings": [{"year": 2025, "rating": "excellent"}]}


def test_two_letters_in_words_nobody_knows_are_asked() -> None:
    result = normalise("Hoàn thành ở mức XS1", Evidence("annual_ratings", variant="2025"))
    assert (result.values, [p.code for p in result.problems]) == ({}, ["code.unknown"])


def test_titles_before_a_rarer_family_name_are_stripped() -> None:
    assert normalise("Bà Khuất Diệu Hòa", Evidence("full_name")).values["full_name"] == "Khuất Diệu Hòa"
