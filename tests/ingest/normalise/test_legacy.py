"""Old encodings are decoded by cell, and Unicode is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise.legacy import column_encoding, decode_as, decode_legacy, is_syllable

UNICODE = [
    "Nguyễn",
    "Hòa",
    "Tú",
    "Hà",
    "Vò",
    "Đảm",
    "Lê",
    "Trà",
    "Mùi",
    "Khuê",
    "Sơn",
    "Thìn",
    "Quý",
    "Bé",
    "Cẩm",
    "Út",
]


@pytest.mark.parametrize("text", ["Müller", "François", "Renée", "Hà Tú", "HÀ TÚ", "Vò", "Peña", "50 m²", "CÐ", "lÊ"])
def test_text_that_is_no_old_vietnamese_stays(text: str) -> None:
    assert decode_legacy(text) == (text, None)


@given(st.lists(st.sampled_from(UNICODE), min_size=1, max_size=5))
def test_unicode_vietnamese_is_never_changed(words: list[str]) -> None:
    for text in (" ".join(words), " ".join(words).upper()):
        assert decode_legacy(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "expected", "encoding"),
    [
        ("NguyÔn Thanh Hµ", "Nguyễn Thanh Hà", "TCVN3"),
        ("Lª Hång S¬n", "Lê Hồng Sơn", "TCVN3"),
        ("Traàn Thò", "Trần Thị", "VNI"),
    ],
)
def test_old_encodings_are_read(text: str, expected: str, encoding: str) -> None:
    assert decode_legacy(text) == (expected, encoding)


@given(st.text(max_size=40))
def test_decoding_never_raises_and_its_result_stays(text: str) -> None:
    decoded, _ = decode_legacy(text)
    assert isinstance(decoded, str)
    assert is_syllable(text) in (True, False)


def test_the_column_settles_what_a_cell_leaves_open() -> None:
    old = ["NguyÔn V¨n §¶m", "TrÇn ThÞ Minh H¹nh", "Lª Hång S¬n", "Vò Minh Anh"]
    assert column_encoding(old) == "TCVN3"
    assert decode_as("Vò Minh Anh", "TCVN3") == ("Vũ Minh Anh", "TCVN3")
    assert column_encoding([*old, "Nguyễn Thị Lan", "Đỗ Văn Mẫu"]) is None
    assert decode_as("Vò Minh Anh", "") == ("Vò Minh Anh", None)
    assert decode_as("Nguyễn", "TCVN3") == ("Nguyễn", None)
