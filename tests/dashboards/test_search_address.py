"""The address of the search page: what is asked survives a link, being kept, and Back; nonsense does no harm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.search_address import (
    LONGEST_QUERY,
    Ask,
    as_filters,
    as_params,
    bounds,
    from_filters,
    from_params,
    retyped,
    span,
    with_filter,
    without,
)

WORDS = st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=12)
LINES = st.lists(WORDS, max_size=5).map(" ".join)
VALUES = st.lists(WORDS.filter(lambda text: "," not in text), min_size=1, max_size=3, unique=True).map(",".join)
FIELDS = ["sex", "qualification", "age", "agency_code", "languages"]
FILTERS = st.dictionaries(st.sampled_from(FIELDS), VALUES).map(lambda held: tuple(sorted(held.items())))
ASKS = st.builds(
    Ask, LINES, FILTERS, st.lists(LINES.filter(bool), max_size=2, unique=True).map(tuple), st.booleans(),
    st.integers(1, 99_999),
)  # fmt: skip


def lists(ask: Ask) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in as_params(ask).items()}


@given(ASKS)
def test_a_question_is_read_back_from_its_address(ask: Ask) -> None:
    assert from_params(lists(ask)) == ask


@given(ASKS)
def test_a_question_is_read_back_from_what_is_kept(ask: Ask) -> None:
    assert from_filters(ask.query, as_filters(ask)) == replace(ask, page=1)


@given(
    st.dictionaries(st.sampled_from(["q", "page", "words", "plain", "sex", "age", "nonsense"]), st.lists(st.text()))
)
def test_any_address_can_be_read_and_written_again(params: dict[str, list[str]]) -> None:
    ask = from_params(params)
    assert from_params(lists(ask)) == ask
    assert ask.page >= 1
    assert len(ask.query) <= LONGEST_QUERY


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3", "٣", "999999", ""])
def test_a_page_that_cannot_be_is_the_first(page: str) -> None:
    assert from_params({"page": [page]}).page == 1


def test_unknown_names_are_no_filters_and_repeated_ones_are_one() -> None:
    ask = from_params({"sex": ["male", "female,male"], "foo": ["1"], "national_id": ["1"]})
    assert ask.filters == (("sex", "male,female"),)


def test_a_plain_question_has_a_plain_address() -> None:
    assert as_params(Ask("lúa")) == {"q": "lúa"}
    assert as_params(Ask()) == {}


def test_a_value_is_taken_out_of_its_field() -> None:
    ask = with_filter(Ask(page=4), "sex", "male,female")
    assert ask == Ask(filters=(("sex", "male,female"),))
    assert without(ask, "sex", "male").filters == (("sex", "female"),)
    assert without(without(ask, "sex", "male"), "sex", "female").filters == ()


def test_another_line_forgets_what_was_said_about_the_old_one() -> None:
    before = Ask("nữ tiến sĩ lúa", plain=("nữ", "tiến sĩ"), as_words=True, page=3)
    typed = replace(before, query="Tiến sĩ ngô")
    assert retyped(before, typed) == Ask("Tiến sĩ ngô", plain=("tiến sĩ",))


def test_another_condition_leads_to_the_first_page_and_another_page_does_not() -> None:
    before = Ask("lúa", plain=("lúa",), page=3)
    assert retyped(before, with_filter(before, "sex", "male")).page == 1
    assert retyped(before, replace(before, as_words=True)).page == 1
    assert retyped(before, replace(before, page=2)) == replace(before, page=2)


@given(st.none() | st.integers(0, 9999), st.none() | st.integers(0, 9999))
def test_a_range_is_read_as_it_was_written(first: int | None, last: int | None) -> None:
    ends = [first, last]
    if first is not None and last is not None:
        ends.sort()
    written = span(first, last)
    assert bounds(written) == (None if written == "" else tuple(ends))


@pytest.mark.parametrize("text", ["", "..", "-", "abc", "30 40", "30..40,50"])
def test_what_is_no_range_is_none(text: str) -> None:
    assert bounds(text) is None
