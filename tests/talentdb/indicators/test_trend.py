"""The past of a figure is the figure of the past day; quarters end where the calendar says."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError
from talentdb.indicators.trend import Point, past_quarters, trend
from talentdb.plans import load_plan

DAYS = past_quarters(date(2026, 11, 22), 4)
LEADER = Principal(Role.LEADER, "leader")


def shares(registry: Any, code: str, who: Principal = OPERATOR) -> tuple[Point, ...]:
    with unit_of_work(registry.database.engine, who) as connection:
        return trend(connection, who, load_plan("hung-yen-2711"), DAYS)[code]


def test_quarters_before_a_day() -> None:
    assert (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)) == DAYS
    assert past_quarters(date(2026, 12, 31), 1) == (date(2026, 9, 30),)
    assert past_quarters(date(2026, 1, 1), 1) == (date(2025, 12, 31),)


@given(st.dates(date(2001, 1, 1), date(2100, 1, 1)), st.integers(0, 12))
def test_quarters_are_before_the_day_and_in_order(day: date, count: int) -> None:
    found = past_quarters(day, count)
    assert len(found) == count
    assert list(found) == sorted(found)
    assert all(one < day and one.month in (3, 6, 9, 12) and one.day in (30, 31) for one in found)


def test_each_point_is_the_figure_of_its_day(registry: Any) -> None:
    person = {"sti_posts": ["research"]}
    registry.write(
        [
            *({**person, "sex": "female", "valid_from": date(2026, 3, 1)} for _ in range(2)),
            *({**person, "valid_from": date(2026, 3, 1)} for _ in range(6)),
            *({**person, "sex": "female", "valid_from": date(2026, 8, 1)} for _ in range(2)),
        ]
    )
    assert shares(registry, "I1") == (Point(DAYS[1], 0.25), Point(DAYS[2], 0.25), Point(DAYS[3], 0.4))
    assert shares(registry, "I1")[-1].value == registry.figures(DAYS[3])["I1"]["value"]


def test_leaders_see_no_share_of_fewer_than_five(registry: Any) -> None:
    person = {"sti_posts": ["research"], "sex": "female"}
    registry.write(
        [
            *({**person, "valid_from": date(2026, 3, 1)} for _ in range(4)),
            {**person, "valid_from": date(2026, 8, 1)},
        ]
    )
    assert [one.day for one in shares(registry, "I1", LEADER)] == [DAYS[3]]
    assert len(shares(registry, "I1")) == 3


def test_leaders_see_no_share_of_a_handful_by_ethnicity(registry: Any) -> None:
    """Ninety-seven women and three people of a minority, of whom a leader sees the whole and no part."""
    post = {"sti_posts": ["research"], "valid_from": date(2020, 1, 1)}
    registry.write([{**post, "sex": "female"}] * 97 + [{**post, "ethnicity_code": "02"}] * 3 + [post] * 20)
    for code, seen in (("I1", 4), ("I1.women", 0), ("I1.minority", 0)):
        assert len(shares(registry, code, OPERATOR)) == 4
        assert len(shares(registry, code, LEADER)) == seen


def test_who_sees_no_figures_sees_no_trend(registry: Any) -> None:
    with pytest.raises(ForbiddenError):
        shares(registry, "I1", Principal(Role.AUDITOR, "x"))
