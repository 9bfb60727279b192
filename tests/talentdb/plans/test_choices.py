"""How a plan is read is chosen by administrators alone, with a reason; every choice is kept and the newest counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.plans.choices import choices_of, choose, history, settled, standings

PLAN = "hung-yen-2711"
KEY, OTHER = "public_sector", "with_state_enterprises"


def test_the_newest_choice_counts_and_all_are_kept(database: Any, as_role: Callable[..., Principal]) -> None:
    administrator = as_role("administrator")
    plan = load_plan(PLAN)
    with unit_of_work(database.engine, administrator) as connection:
        assert choices_of(connection, plan) == {}
        choose(connection, administrator, PLAN, KEY, OTHER, " Công văn 12 ")
    with unit_of_work(database.engine, administrator) as connection:
        assert settled(connection, plan) != plan.chosen()
        choose(connection, administrator, PLAN, KEY, "state_bodies", "Công văn 15")
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert choices_of(connection, plan) == {KEY: "state_bodies"}
        assert settled(connection, plan) == plan.chosen()
        assert [(one.option, one.reason, one.login) for one in history(connection, PLAN)] == [
            ("state_bodies", "Công văn 15", administrator.login),
            (OTHER, "Công văn 12", administrator.login),
        ]
        told = {one.key: one for one in standings(connection, PLAN)}
    assert list(told) == list(plan.readings)
    assert (told[KEY].option, len(told[KEY].history), told["minority"].history) == ("state_bodies", 2, ())


def test_two_who_choose_at_once_are_both_kept(database: Any, as_role: Callable[..., Principal]) -> None:
    who = as_role("administrator")

    def choose_it(option: str) -> None:
        with unit_of_work(database.engine, who) as connection:
            choose(connection, who, PLAN, KEY, option, "cùng lúc")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(choose_it, (OTHER, "state_bodies")))
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert {one.option for one in history(connection, PLAN)} == {OTHER, "state_bodies"}


@pytest.mark.parametrize("role", ["leader", "steward", "searcher", "auditor", "agency"])
def test_others_choose_neither_here_nor_past_it(database: Any, as_role: Callable[..., Principal], role: str) -> None:
    who = as_role(role, "SO-KHCN" if role == "agency" else None)
    with unit_of_work(database.engine, who) as connection, pytest.raises(ForbiddenError):
        choose(connection, who, PLAN, KEY, OTHER, "tôi muốn")
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, who) as connection:
        connection.execute(
            text("insert into plan_choice (plan_code, reading, option, reason) values (:plan, :key, :other, 'x')"),
            {"plan": PLAN, "key": KEY, "other": OTHER},
        )


def test_nobody_chooses_in_the_name_of_another(database: Any, as_role: Callable[..., Principal]) -> None:
    who, other = as_role("administrator"), as_role("administrator")
    assert who.account_id != other.account_id
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, who) as connection:
        connection.execute(
            text(
                "insert into plan_choice (plan_code, reading, option, reason, account_id)"
                " values (:plan, :key, :other, 'x', :account)"
            ),
            {"plan": PLAN, "key": KEY, "other": OTHER, "account": other.account_id},
        )


def test_nobody_changes_or_takes_back_what_was_chosen(database: Any, as_role: Callable[..., Principal]) -> None:
    who = as_role("administrator")
    with unit_of_work(database.engine, who) as connection:
        choose(connection, who, PLAN, KEY, OTHER, "Công văn 12")
    for statement in ("update plan_choice set reason = 'khác'", "delete from plan_choice"):
        with pytest.raises(ForbiddenError), unit_of_work(database.engine, who) as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("plan", "key", "option", "reason", "error"),
    [
        ("nowhere", KEY, OTHER, "x", NotFoundError),
        (PLAN, "khác", OTHER, "x", NotFoundError),
        (PLAN, KEY, "khác", "x", NotFoundError),
        (PLAN, KEY, OTHER, "  ", UsageError),
    ],
)
def test_what_makes_no_sense_is_refused(
    database: Any, plan: str, key: str, option: str, reason: str, error: type[Exception]
) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(error):
        choose(connection, OPERATOR, plan, key, option, reason)
