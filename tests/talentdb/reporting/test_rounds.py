"""Instruments with a rhythm stand in the calendar, and their cases tell whether a round was held."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import DataError
from talentdb.plans import load_plan
from talentdb.plans.loader import plan_of, raw_plan
from talentdb.reporting.due import State
from talentdb.reporting.obligations import Duty, duties
from talentdb.reporting.rounds import rounds_of
from tests.talentdb.programmes.lives import Actors, live, ways

PLAN = "hung-yen-2711"
YEARLY = {"round-advice", "round-screening", "round-rating", "round-honour", "round-youth-contest"}


def _rounds(database: Any, year: int, day: date) -> dict[str, Duty]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = duties(connection, [load_plan(PLAN)], year, day)
    return {one.obligation.code: one for one in found if one.obligation.content == ("cases",)}


def test_rounds_come_in_their_years_and_are_owed_by_who_leads(database: Any) -> None:
    day = date(2026, 6, 1)
    assert set(_rounds(database, 2026, day)) == YEARLY
    assert set(_rounds(database, 2027, day)) == YEARLY | {"round-technical-contest"}
    last = _rounds(database, 2030, day)
    assert set(last) == YEARLY | {"round-prize"}
    prize = last["round-prize"]
    assert (prize.code, prize.to, prize.term.first) == ("LHH", "Ủy ban nhân dân tỉnh", date(2026, 1, 1))
    assert (prize.term.last, prize.term.drawn, prize.standing.state) == (date(2030, 12, 31), True, State.WAITING)


def test_what_an_obligation_states_already_has_no_round() -> None:
    found = {one.code for one in rounds_of(load_plan("vinh-phuc-06"))}
    assert found == {"round-rating", "round-screening"}
    stated = {code for one in load_plan("vinh-phuc-06").obligations for code in one.instruments}
    assert stated == {"reward", "reward-certificate", "transfer-order", "postgraduate"}
    assert "round-excellent-task" not in {one.code for one in rounds_of(load_plan("hai-phong-53"))}


def test_a_round_is_held_when_a_case_has_come_to_a_good_end(database: Any, as_role: Callable[..., Principal]) -> None:
    year, after = 2026, date(2027, 1, 5)
    assert _rounds(database, year, after)["round-youth-contest"].standing.state is State.NEVER
    contest = load_plan(PLAN).instrument("youth-contest")
    assert contest is not None
    actors = Actors(as_role, is_operator=True)
    ends = {way[-1].to: way for way in ways(contest)}
    live(database, actors, PLAN, "youth-contest", ends["refused"], None, opened=date(2026, 2, 2))
    standing = _rounds(database, year, after)["round-youth-contest"].standing
    assert (standing.state, standing.missing) == (
        State.NEVER,
        {"cases": "đã mở hồ sơ, chưa hồ sơ nào có kết quả"},
    )
    live(database, actors, PLAN, "youth-contest", ends["awarded"], None, opened=date(2026, 3, 2))
    standing = _rounds(database, year, after)["round-youth-contest"].standing
    assert (standing.state, standing.done_on) == (State.SUBMITTED, date(2026, 3, 2 + len(ends["awarded"])))
    assert _rounds(database, 2027, after)["round-youth-contest"].standing.state is State.WAITING


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"instruments": ["nothing"]}, "obligations.rewards.instruments: không có chính sách nothing"),
        ({"content": ["cases"], "instruments": []}, "content có cases thì phải nói của chính sách nào"),
    ],
)
def test_an_obligation_names_instruments_that_there_are(change: dict[str, Any], told: str) -> None:
    raw = raw_plan("vinh-phuc-06")
    next(one for one in raw["obligations"] if one["code"] == "rewards").update(change)
    with pytest.raises(DataError) as raised:
        plan_of(raw)
    assert told in raised.value.message


def test_who_is_told_of_a_round_is_a_body_of_the_plan() -> None:
    raw = raw_plan(PLAN)
    next(one for one in raw["instruments"] if one["code"] == "prize")["told"] = "king"
    with pytest.raises(DataError, match=r"instruments\.prize\.told: không có cơ quan king"):
        plan_of(raw)
