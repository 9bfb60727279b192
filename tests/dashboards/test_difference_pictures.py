"""The effect of an approval as pictures: inside their frames whatever the figures are, with words for each."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import effect_view, review_labels
from talentdb.indicators.effect import Effect, IndicatorEffect
from talentdb.settings import today

EMPTY: dict[str, Any] = {
    "parent": None, "value": None, "low": None, "high": None, "target": None, "numerator": None, "denominator": None,
}  # fmt: skip


def effect(before: dict[str, Any], after: dict[str, Any]) -> Effect:
    item = IndicatorEffect("a", "Tỷ lệ <thử>", EMPTY | before, EMPTY | after)
    return Effect(1, "p", today(), 3, 2, (item,))


def figure(numerator: int, denominator: int, unknown: int = 0) -> dict[str, Any]:
    total = denominator + unknown
    return {
        "value": numerator / denominator,
        "low": numerator / total,
        "high": (numerator + unknown) / total,
        "target": 0.55,
        "numerator": numerator,
        "denominator": denominator,
    }


def test_a_rise_has_an_arrow_and_people() -> None:
    html = effect_view.effects_html(effect(figure(49, 100), figure(52, 104)))
    assert "▲ tăng 1,0 điểm phần trăm" in html
    assert "49 → 52 (+3)" in html
    assert "49,0 %" in html
    assert "50,0 %" in html
    assert "Tỷ lệ &lt;thử&gt;" in html


def test_a_fall_no_change_and_the_first_figures_are_told_apart() -> None:
    assert "▼ giảm" in effect_view.effects_html(effect(figure(52, 100), figure(49, 100)))
    assert review_labels.EFFECT_SAME in effect_view.effects_html(effect(figure(5, 10), figure(50, 100)))
    first = effect_view.effects_html(effect({}, figure(5, 10)))
    assert review_labels.EFFECT_FROM_NOTHING in first
    assert review_labels.EFFECT_NONE in first


def test_the_change_is_the_difference_of_the_shares_as_written() -> None:
    html = effect_view.effects_html(effect(figure(138, 285), figure(138, 286)))
    assert "48,4 % →" in html
    assert "<b>48,3 %</b>" in html
    assert "▼ giảm 0,1 điểm phần trăm" in html
    assert review_labels.EFFECT_SAME in effect_view.effects_html(effect(figure(4844, 10000), figure(4836, 10000)))


def test_parts_of_an_indicator_are_not_drawn() -> None:
    assert "Tỷ lệ" not in effect_view.effects_html(effect(figure(1, 2), figure(1, 2) | {"parent": "x"}))


@settings(deadline=None, max_examples=60)
@given(
    *(
        st.builds(figure, st.integers(0, 500), st.integers(500, 2000), st.integers(0, 2000)) | st.just(EMPTY)
        for _ in range(2)
    )
)
def test_every_part_of_a_picture_stays_inside(before: dict[str, Any], after: dict[str, Any]) -> None:
    html = effect_view.effects_html(effect(before, after))
    for left, width in re.findall(r"left:([\d.]+)%;width:([\d.]+)%", html):
        assert 0 <= float(left) <= float(left) + float(width) <= 100.2
    assert all(0 <= float(left) <= 100 for left in re.findall(r"left:([\d.]+)%\"", html))
