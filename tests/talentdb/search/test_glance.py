"""A glance may only overlook what says nothing: read whole and at a glance, texts tell the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.search.concepts import concepts, concepts_in
from talentdb.search.fitting import _near, _related
from talentdb.search.glance import may_say
from talentdb.search.words import joined

_TERMS = sorted(term for one in concepts().values() for term in (*one.terms, *one.signs, *one.alone))
_NAMES = sorted(concepts())
_texts = st.lists(
    st.sampled_from([*_TERMS, "nghiên cứu", "tại tỉnh", "NTTS", "qtkd", "và", "Quý", "thỷ"]), min_size=1, max_size=5
).map(" ".join)


@given(text=_texts, others=st.frozensets(st.sampled_from(_NAMES), max_size=4))
@settings(max_examples=300)
def test_what_a_text_says_is_seen_at_a_glance(text: str, others: frozenset[str]) -> None:
    named, signs = concepts_in(text)
    for name in named | signs:
        assert may_say(others | {name}, joined(text))


def test_words_of_something_else_are_passed_over() -> None:
    fishing = frozenset({name for name in _NAMES if name in concepts_in("nuôi trồng thủy sản")[0]})
    assert fishing
    assert may_say(fishing, joined("Quy trình nuôi trồng thủy sản nước lợ"))
    assert not may_say(fishing, joined("Hoàn thiện công tác kế toán tại các đơn vị sự nghiệp"))


@given(asked=st.sampled_from(_NAMES), other=st.sampled_from(_NAMES), by_sign=st.booleans())
@settings(max_examples=500)
def test_whatever_fits_a_little_is_near(asked: str, other: str, by_sign: bool) -> None:
    nobody: frozenset[str] = frozenset()
    said = frozenset({other})
    if _related(asked, by_sign, said, nobody) or _related(asked, by_sign, nobody, said):
        assert other in _near(frozenset({asked}))
