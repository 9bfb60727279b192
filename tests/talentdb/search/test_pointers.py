"""The words of titles: looked for in a title they are found just where they are counted."""

from hypothesis import given
from hypothesis import strategies as st

from talentdb.search.pointers import grams, heard, holds
from talentdb.search.words import read_words

_titles = st.lists(
    st.sampled_from(["Nuôi", "tôm", "tom", "nước", "lợ", "kỹ", "Kỹ", "ky", "lý,", "đất", "(đất)", "2024"]),
    max_size=30,
).map(" ".join)


@given(title=_titles, other=_titles)
def test_a_title_holds_what_is_counted_of_it_and_nothing_else(title: str, other: str) -> None:
    counted = frozenset(grams(read_words(title)))
    for gram in [*grams(read_words(other)), *counted]:
        assert holds(heard(title), gram) == (gram in counted)
