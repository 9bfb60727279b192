"""What differs between two values is marked, letter by letter; nothing is lost and nothing becomes markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.identity_marks import marked

WORDS = st.text(alphabet="aáàbcdđeêếuúyý<>&'\" ", max_size=30)


def bare(drawn: str) -> str:
    return unescape(re.sub(r"</?mark>", "", drawn))


@given(WORDS, WORDS)
def test_each_side_says_what_it_said_and_the_sides_mirror(a: str, b: str) -> None:
    left, right = marked(a, b)
    assert bare(left) == " ".join(a.split())
    assert bare(right) == " ".join(b.split())
    assert "<" not in re.sub(r"</?mark>", "", left + right)


@given(WORDS)
def test_nothing_is_marked_where_nothing_differs(a: str) -> None:
    assert "<mark>" not in "".join(marked(a, a))


@pytest.mark.parametrize(
    ("a", "b", "left", "right"),
    [
        ("Nguyễn Thị Hằng", "Nguyễn Thị Hăng", "Nguyễn Thị H<mark>ằ</mark>ng", "Nguyễn Thị H<mark>ă</mark>ng"),
        ("03/04/1975", "04/03/1975", "0<mark>3</mark>/0<mark>4</mark>/1975", "0<mark>4</mark>/0<mark>3</mark>/1975"),
        ("Trần Thị Mai", "Trần Mai", "Trần <mark>Thị</mark> Mai", "Trần Mai"),
        ("1990", "12/05/1990", "1990", "<mark>12/05/</mark>1990"),
        ("Sở Y tế", "UBND xã Ân Thi", "<mark>Sở Y tế</mark>", "<mark>UBND xã Ân Thi</mark>"),
        ("Dược sĩ", "Chuyên viên", "<mark>Dược sĩ</mark>", "<mark>Chuyên viên</mark>"),
        ("Thuý", "Thúy", "Thuý", "Thúy"),
    ],
)
def test_letters_of_like_words_are_marked_and_others_whole(a: str, b: str, left: str, right: str) -> None:
    assert marked(a, b) == (left, right)


def test_the_place_of_a_tone_mark_is_not_marked_beside_a_real_difference() -> None:
    assert marked("Thuý Hằng", "Thúy Hăng") == ("Thuý H<mark>ằ</mark>ng", "Thúy H<mark>ă</mark>ng")
