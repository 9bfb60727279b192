"""What another reading would make of the figures, before anybody chooses it."""

from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.indicators.choice_effect import read_otherwise

AS_OF = date(2026, 7, 18)
PLAN = "hung-yen-2711"
POST = {"sti_posts": ["research"]}


def test_each_answer_has_the_figures_that_rest_on_the_question(registry: Any) -> None:
    registry.write([{**POST, "sex": "female"}, {**POST, "ethnicity_code": "02"}, POST, POST])
    before = registry.figures(AS_OF)["I1"]["value"]
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        found = {one.option: one for one in read_otherwise(connection, OPERATOR, PLAN, "women_and_minority", AS_OF)}
    shares = {option: {entry["code"]: entry["value"] for entry in one.figures} for option, one in found.items()}
    assert shares["union"]["I1"] == before == 0.5
    assert shares["women"]["I1"] == 0.25
    assert "I2" not in shares["union"]
    assert registry.figures(AS_OF)["I1"]["value"] == before


def test_leaders_do_not_learn_of_a_handful_by_reading_twice(registry: Any) -> None:
    registry.write([{**POST, "sex": "female"}] * 10 + [{**POST, "ethnicity_code": "02"}] * 3 + [POST] * 10)
    shares = {}
    for who in (OPERATOR, Principal(Role.LEADER, "x")):
        with unit_of_work(registry.database.engine, who) as connection:
            found = read_otherwise(connection, who, PLAN, "women_and_minority", AS_OF)
        assert [one.option for one in found] == ["union", "women"]
        shares[who.role] = [entry["numerator"] for one in found for entry in one.figures if entry["code"] == "I1"]
    assert shares == {Role.OPERATOR: [13, 10], Role.LEADER: [13, None]}
    (hidden,) = [entry for one in found for entry in one.figures if entry["code"] == "I1" and entry["suppressed"]]
    told = [hidden[name] for name in ("denominator", "value", "low", "high", "gap_people", "expected_now")]
    assert told == [None] * 6
    assert (hidden["unknown"], hidden["certainty"], hidden["status"]) == ({}, [], "no_data")


def test_who_sees_no_figures_sees_none_here_and_unknown_questions_are_told(registry: Any) -> None:
    administrator = Principal(Role.ADMINISTRATOR, "x")
    with unit_of_work(registry.database.engine, administrator) as connection, pytest.raises(ForbiddenError):
        read_otherwise(connection, administrator, PLAN, "minority", AS_OF)
    with unit_of_work(registry.database.engine, OPERATOR) as connection, pytest.raises(NotFoundError, match="đâu đó"):
        read_otherwise(connection, OPERATOR, PLAN, "đâu đó", AS_OF)
