"""Rows of printed sheets are as tall as their texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.services.printed_sheet import row_height


@pytest.mark.parametrize(
    ("texts", "lines"),
    [([], 1), (["", ""], 1), (["ngắn", 12], 1), (["một\nhai", ""], 2), (["x" * 30, ""], 4), (["x" * 9, "x" * 60], 4)],
)
def test_a_row_has_room_for_its_tallest_text(texts: list[object], lines: int) -> None:
    assert row_height(texts, [10, 20][: len(texts)]) == lines * 15


@given(st.lists(st.tuples(st.text(), st.floats(1, 60)), max_size=5))
def test_no_row_is_higher_than_a_program_takes(cells: list[tuple[str, float]]) -> None:
    assert 15 <= row_height([text for text, _ in cells], [width for _, width in cells]) <= 409
