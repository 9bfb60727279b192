"""A plan without indicators of people is computed as any other, also while persons wait to be told apart."""

from datetime import date
from typing import Any

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.indicators.opened import read_named
from talentdb.indicators.sql import Facts
from talentdb.plans import load_plan

AS_OF = date(2026, 7, 18)


def test_nothing_is_asked_of_open_persons_for_a_plan_that_counts_none(registry: Any) -> None:
    registry.write([{}])
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        assert read_named(connection, Facts(load_plan("hung-yen-798"), AS_OF), AS_OF, [1], {}) == {}
        assert list(read_named(connection, Facts(load_plan("hung-yen-2711").chosen(), AS_OF), AS_OF, [1], {})) == [1]
