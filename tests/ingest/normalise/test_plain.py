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
