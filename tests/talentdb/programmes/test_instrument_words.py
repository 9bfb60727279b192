"""An instrument in words says all that its file says."""

import pytest

from talentdb.plans import list_plans, load_plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.instrument_words import lines, summary

_ALL = [(plan, one) for plan in list_plans() for one in load_plan(plan).instruments]


@pytest.mark.parametrize(("plan", "one"), _ALL, ids=lambda value: getattr(value, "code", value))
def test_nothing_of_an_instrument_is_left_out(plan: str, one: Instrument) -> None:
    told = "\n".join(lines(load_plan(plan), one))
    assert told.startswith(summary(one))
    named = [*one.stages, *one.steps, *one.rules, *one.grants]
    assert [item.name for item in named if item.name not in told] == []
    asked = {code for step in one.steps for code in (*step.papers, *step.facts)}
    assert [item.name for item in (*one.papers, *one.facts) if item.code in asked and item.name not in told] == []
    assert [note for note in one.notes if note not in told] == []
    assert all(text in told for text in one.groups.values())


def test_a_rule_that_was_not_compared_with_the_resolution_is_told_so() -> None:
    plan = load_plan("vinh-phuc-06")
    study = plan.instrument("postgraduate")
    assert study is not None
    promise = next(line for line in lines(plan, study) if line.startswith("Cam kết"))
    assert "gấp 2 lần" in promise
    assert "chưa đối chiếu" in promise
    assert "Thời gian: Đăng ký trước ngày 20 tháng 11" in "\n".join(lines(plan, study))
