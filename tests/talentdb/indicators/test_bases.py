"""Paths begin at the first frozen figures: which those are, and what follows for where a figure should be."""

from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.indicators.snapshots import freeze, sign
from talentdb.plans.choices import choose

PLAN = "hung-yen-2711"
FIRST, SECOND, NOW = date(2025, 12, 31), date(2026, 3, 31), date(2026, 7, 18)
POST = {"sti_posts": ["research"], "valid_from": date(2025, 1, 1)}


@pytest.fixture
def frozen(registry: Any) -> Any:
    """One woman of ten at first, two later."""
    registry.write(
        [{**POST, "sex": "female"}, *(dict(POST) for _ in range(8)),
         {**POST, "person_id": 10, "valid_to": date(2026, 2, 1)},
         {**POST, "person_id": 10, "version": 2, "sex": "female", "valid_from": date(2026, 2, 1)}]
    )  # fmt: skip

    def at(day: date) -> int:
        with unit_of_work(registry.database.engine, OPERATOR) as connection:
            return freeze(connection, OPERATOR, PLAN, str(day.year), day).snapshot_id

    return at


def test_without_frozen_figures_there_is_no_path_but_the_target(registry: Any, frozen: Any) -> None:
    entry = registry.figures(NOW)["I1"]
    assert entry["expected_now"] is None
    assert entry["path"] == [{"year": 2030, "day": "2030-12-31", "share": 0.4, "kind": "target"}]


def test_the_path_begins_at_the_first_frozen_figures(registry: Any, frozen: Any) -> None:
    frozen(SECOND)
    frozen(FIRST)
    entry = registry.figures(NOW, by="agency")["I1"]
    # 0.1 on 31/12/2025, 0.4 on 31/12/2030: 1826 days, of which 199 have passed.
    assert entry["expected_now"] == pytest.approx(0.1 + 0.3 * 199 / 1826)
    assert entry["status"] == "on_track"
    assert [(point["year"], point["kind"]) for point in entry["path"]] == [
        (2025, "measured"), (2026, "drawn"), (2027, "drawn"), (2028, "drawn"), (2029, "drawn"), (2030, "target"),
    ]  # fmt: skip
    assert entry["path"][0] == {"year": 2025, "day": "2025-12-31", "share": 0.1, "kind": "measured"}
    assert entry["path"][3]["share"] == pytest.approx(0.1 + 0.3 * 1096 / 1826)
    # A path needs a beginning before the day; and one body is not the province.
    assert registry.figures(FIRST)["I1"]["expected_now"] is None
    assert registry.figures(NOW, agency="T1")["I1"]["expected_now"] is None


def test_signed_figures_come_before_those_that_nobody_vouched_for(registry: Any, frozen: Any) -> None:
    frozen(FIRST)
    number = frozen(SECOND)
    with registry.database.as_owner() as owner:
        ((account,),) = owner.execute(
            "insert into account (login, display_name, role, password_hash) values ('ld', 'Lãnh đạo', 'leader', '')"
            " returning account_id"
        ).fetchall()
    leader = Principal(Role.LEADER, "ld", account_id=account)
    with unit_of_work(registry.database.engine, leader) as connection:
        sign(connection, leader, number)
    assert registry.figures(NOW)["I1"]["path"][0]["day"] == "2026-03-31"


def test_figures_of_another_reading_are_no_beginning(registry: Any, frozen: Any) -> None:
    frozen(FIRST)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        choose(connection, OPERATOR, PLAN, "women_and_minority", "women", "Công văn 12")
    assert registry.figures(NOW)["I1"]["expected_now"] is None
