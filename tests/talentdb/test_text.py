"""Folding, tone levels, placement, capitals and order of Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.text import (
    alias_key,
    clean,
    fold,
    format_number,
    format_percent,
    mend_name_capitals,
    place_tones,
    same_tones,
    sort_key,
    tone_key,
)

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
words = st.text(LETTERS + LETTERS.upper() + " '-", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Quý", "Quý"), ("Quí", "Quí"), ("khoẻ", "khỏe"), ("Hoàng", "Hoàng"),
        ("Toàn", "Toàn"), ("giá", "giá"), ("gì", "gì"), ("người", "người"), ("Nghĩa", "Nghĩa"), ("Luỹ", "Lũy"),
        ("Huỳnh", "Huỳnh"), ("Hoài", "Hoài"), ("quả", "quả"), ("quốc", "quốc"), ("xoáy", "xoáy"), ("già", "già"),
        ("Nguyễn Thị Thuý Hoà", "Nguyễn Thị Thúy Hòa"), ("TS. Hoà (2)", "TS. Hòa (2)"),
    ],
)  # fmt: skip
def test_tone_marks_stand_where_school_books_put_them(written: str, expected: str) -> None:
    assert place_tones(written) == expected


@given(words)
def test_placement_is_idempotent_and_keeps_letters(text: str) -> None:
    once = place_tones(clean(text))
    assert place_tones(once) == once
    assert fold(once) == fold(text)


@given(words)
def test_keys_do_not_depend_on_composition_or_case(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(text) == fold(text.upper())
    assert tone_key(decomposed) == tone_key(text)
    assert alias_key(f"  {decomposed} ") == alias_key(text)


@given(words)
def test_folded_text_is_plain(text: str) -> None:
    assert all(ord(char) < 128 for char in fold(text))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("NGUYễN THị LAN", "Nguyễn Thị Lan"),
        ("  hoàng   văn  VƯƠNG ", "Hoàng Văn Vương"),
        ("y'thơm niê", "Y'Thơm Niê"),
        ("Ðặng Thị H\u200bường", "Đặng Thị Hường"),
        ("lê-nguyễn an", "Lê-Nguyễn An"),
    ],
)
def test_broken_capitals_are_mended(raw: str, expected: str) -> None:
    assert mend_name_capitals(raw) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn Hùng", "NGUYEN VAN HUNG", True),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Trần Thị Hoà", "Trần Thị Hòa", True),
        ("Trần Thị Hoa", "Trần Thị Hòa", True),
        ("Trần Hòa", "Trần Thị Hòa", False),
    ],
)
def test_different_tones_are_different_names(one: str, other: str, same: bool) -> None:
    assert same_tones(one, other) is same
    assert same_tones(other, one) is same


def test_people_stand_in_the_order_of_vietnamese_lists() -> None:
    right = ["Trần Văn An", "Lê Thị Ánh", "Đỗ Văn Ân", "Nguyễn Văn Bình", "Phạm Thị Dung", "Vũ Văn Đức", "Bùi Thị Ơn"]
    assert sorted(right[3:] + right[:3], key=sort_key) == right


def test_the_tone_of_the_given_name_counts_before_the_family_name() -> None:
    right = ["Đỗ Văn Anh", "Vũ Thị Anh", "Bùi Thị Ánh", "Trần Văn Ánh", "Bùi Văn Bình"]
    assert sorted(right[2:] + right[:2], key=sort_key) == right


def test_given_name_counts_before_the_family_name() -> None:
    assert sort_key("Vũ Thị An") < sort_key("Bùi Văn Bình")


def test_numbers_and_shares_are_written_the_vietnamese_way() -> None:
    assert format_number(12345) == "12.345"
    assert format_number(1234.5, 2) == "1.234,50"
    assert format_percent(0.3842) == "38,4 %"
