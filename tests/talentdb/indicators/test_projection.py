"""A projection learns from the years before, says how sure it is, and stays a share."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.indicators.projection import CHANCE, Step, looked_back, project

_SHARE = st.floats(0, 1)
_STEPS = st.lists(st.builds(Step, _SHARE, _SHARE), max_size=4)


@given(_SHARE, st.floats(0, 10), _STEPS)
def test_a_projection_is_a_share_within_its_band(foreseen: float, years: float, steps: list[Step]) -> None:
    found = project(foreseen, years, steps)
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(st.floats(0.2, 0.8), _STEPS)
def test_the_present_is_what_it_is(foreseen: float, steps: list[Step]) -> None:
    found = project(foreseen, 0, steps)
    assert (found.low, found.value, found.high) == (foreseen, foreseen, foreseen)


@given(st.floats(0.4, 0.6), st.floats(0.1, 2), st.floats(0.1, 2))
def test_further_ahead_is_less_sure(foreseen: float, years: float, more: float) -> None:
    near, far = project(foreseen, years, []), project(foreseen, years + more, [])
    assert far.high - far.low > near.high - near.low


def test_steady_years_are_carried_on_and_narrow_the_band() -> None:
    rising = [Step(0.50, 0.52)] * 3
    one, three = project(0.5, 2, rising[:1]), project(0.5, 2, rising)
    assert project(0.5, 2, []).value == 0.5
    assert 0.51 < one.value < three.value < 0.54
    assert three.high - three.low < one.high - one.low


def test_years_that_contradict_each_other_widen_the_band() -> None:
    calm = project(0.5, 3, [Step(0.5, 0.51), Step(0.5, 0.51), Step(0.5, 0.51)])
    torn = project(0.5, 3, [Step(0.5, 0.41), Step(0.5, 0.61), Step(0.5, 0.51)])
    assert torn.value == pytest.approx(calm.value)
    assert torn.high - torn.low > 2 * (calm.high - calm.low)


def test_the_band_holds_as_often_as_it_says() -> None:
    rng, inside, trials = Random(1), 0, 4_000
    for _ in range(trials):
        drift = rng.gauss(0, 0.01)
        steps = [Step(0.5, 0.5 + drift + rng.gauss(0, 0.02)) for _ in range(3)]
        found = project(0.5, 3, steps)
        came = 0.5 + 3 * drift + sum(rng.gauss(0, 0.02) for _ in range(3))
        inside += found.low <= came <= found.high
    assert inside / trials == pytest.approx(CHANCE, abs=0.08)


def test_looking_back_tells_by_how_much_a_year_was_missed() -> None:
    assert looked_back([]) is None
    assert looked_back([Step(0.3, 0.4)]) is None
    assert looked_back([Step(0.3, 0.3), Step(0.5, 0.5)]) == 0
    # Half of the surprise of the one other year is expected: the first year is missed by 0.01, the second by 0.04.
    assert looked_back([Step(0.3, 0.32), Step(0.3, 0.36)]) == pytest.approx((0.01 + 0.05) / 2)
