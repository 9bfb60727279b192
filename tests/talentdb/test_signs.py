"""Whatever is typed can be kept in the database, in a document and in a workbook; nothing else of it is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from talentdb.errors import UsageError
from talentdb.signs import LONGEST, printable, typed

ANY = st.text(st.characters() | st.sampled_from("\x00\x01\x0b\x1b\x85\x9b\ud800\udfff\ufffe\uffff\u202e\u2028\r\n\t"))


@given(ANY)
def test_anything_that_is_typed_can_be_kept_and_written(text: str) -> None:
    kept = typed(text)
    kept.encode("utf-8")
    etree.Element("t").text = kept  # raises for what XML does not allow
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip() == typed(kept)
    assert not set("\x00\x1b\x7f\x9b\r") & set(kept)


@given(st.text(st.characters(categories=("L", "Nd", "P", "So")) | st.sampled_from(" \n\t"), max_size=50))
def test_what_can_be_written_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_letters_are_composed_and_lines_end_as_everywhere() -> None:
    assert typed(" Ho\u0300a\x01\x0b bi\u0300nh\r\nmột\rhai\uffff\ud800 ") == "Hòa\n bình\nmột\nhai"


def test_a_text_too_long_for_a_cell_is_refused_with_words() -> None:
    assert len(typed("x" * LONGEST)) == LONGEST
    with pytest.raises(UsageError, match=str(LONGEST + 1)) as refused:
        typed("x" * (LONGEST + 1))
    assert refused.value.advice


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u2800", "\u115f", "\u00a0"])
def test_what_nobody_can_see_is_no_text(sign: str) -> None:
    assert typed(sign * 3) == ""
    assert typed(f"a{sign}b") != ""
