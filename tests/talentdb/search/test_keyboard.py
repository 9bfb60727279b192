"""Leftovers of Telex and VNI, and what is none."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.codes.name_words import NAME_WORDS
from talentdb.codes.syllables import is_strict_syllable
from talentdb.search.keyboard import untype
from talentdb.search.spelling import mend_keys

_TELEX = {
    "\u0300": "f",
    "\u0301": "s",
    "\u0309": "r",
    "\u0303": "x",
    "\u0323": "j",
    "\u0302": "^",
    "\u0306": "w",
    "\u031b": "w",
}
_VNI = {
    "\u0300": "2",
    "\u0301": "1",
    "\u0309": "3",
    "\u0303": "4",
    "\u0323": "5",
    "\u0302": "6",
    "\u0306": "8",
    "\u031b": "7",
}
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")


def _typed(syllable: str, keys: dict[str, str], bar: str) -> str:
    """The keys of a syllable, the tone at its end."""
    out: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", syllable.replace("đ", bar)):
        key = keys.get(char, char)
        if char in _TONES:
            tone = key
        else:
            out.append(out[-1] if key == "^" else key)
    return "".join(out) + tone


@given(st.sampled_from(sorted(word for word in NAME_WORDS if is_strict_syllable(word) and not word.isascii())))
def test_every_syllable_of_a_name_comes_back_from_its_keys(word: str) -> None:
    assert untype(_typed(word, _TELEX, "dd")) == word
    assert untype(_typed(word, _VNI, "d9")) == word


@pytest.mark.parametrize(
    "word", ["nguyen", "van", "thi", "data", "ck2", "b1", "x", "cntt", "đức", "fish", "2026", "h5n1"]
)
def test_what_is_no_leftover_stays(word: str) -> None:
    assert untype(word) is None


def test_a_line_is_mended_word_by_word_and_keeps_its_capitals() -> None:
    assert mend_keys("Nguyeexn Vawn Dduwcs, CNTT") == "Nguyễn Văn Đức, CNTT"
    assert mend_keys("nuooi troongf thuyr sarn") == "nuôi trồng thủy sản"
    assert mend_keys("BSCK2 nhi khoa") == "BSCK2 nhi khoa"
    assert mend_keys("") == ""
