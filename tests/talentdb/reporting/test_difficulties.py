"""A difficulty goes its way step by step, each body sees its own, and nothing is lost on the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.reporting.difficulties import (
    Difficulty,
    answer,
    assign,
    close,
    list_difficulties,
    raise_,
    reopen,
)

As = Callable[..., Principal]


def _do(database: Any, who: Principal, act: Callable[..., Difficulty], *args: Any, **options: Any) -> Difficulty:
    with unit_of_work(database.engine, who) as connection:
        return act(connection, who, *args, **options)


def _raised(database: Any, who: Principal, **options: Any) -> Difficulty:
    return _do(database, who, raise_, "difficulty", "Chưa có kinh phí", "Bà Trần Thị Thử", **options)


def test_the_whole_way(database: Any, as_role: As) -> None:
    commune, finance, steward = as_role("agency", "SO-NV"), as_role("agency", "SO-TC"), as_role("steward")
    raised = _raised(database, commune, plan="hung-yen-2711")
    assert (raised.state, raised.agency_id) == ("open", commune.agency_id)
    asked = _do(database, steward, assign, raised.number, finance.agency_id, date(2026, 12, 1))
    assert asked.state == "assigned"
    assert asked.waits_for is not None
    assert asked.waits_for.due == date(2026, 12, 1)
    assert not asked.is_overdue(date(2026, 12, 1))
    assert asked.is_overdue(date(2026, 12, 2))
    assert _do(database, finance, answer, raised.number, "Đã bố trí").state == "answered"
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert not list_difficulties(connection)[0].is_overdue(date(2027, 1, 1)), "it was answered"
    ended = _do(database, steward, close, raised.number, "Xong")
    assert [step.act for step in ended.steps] == ["assigned", "answered", "closed"]
    assert ended.text == "Chưa có kinh phí"
    assert _do(database, steward, reopen, raised.number, "Chưa đủ").state == "open"


def test_each_body_sees_what_it_raised_or_was_asked(database: Any, as_role: As) -> None:
    one, other, third = (as_role("agency", code) for code in ("SO-NV", "SO-TC", "SO-KHCN"))
    raised = _raised(database, one)
    _do(database, OPERATOR, assign, raised.number, other.agency_id)

    def seen(who: Principal) -> list[int]:
        with unit_of_work(database.engine, who) as connection:
            return [item.number for item in list_difficulties(connection)]

    assert seen(one) == seen(other) == seen(OPERATOR) == [raised.number]
    assert seen(third) == []
    with pytest.raises((ForbiddenError, NotFoundError)):
        _do(database, third, answer, raised.number, "Tôi trả lời thay")


def test_an_agency_raises_for_itself_only(database: Any, as_role: As) -> None:
    one, other = as_role("agency", "SO-NV"), as_role("agency", "SO-TC")
    assert _raised(database, one, agency_id=other.agency_id).agency_id == one.agency_id
    for act, args in ((assign, (1, other.agency_id)), (close, (1, "x")), (reopen, (1, "x"))):
        with pytest.raises(TalentdbError):
            _do(database, one, act, *args)


@pytest.mark.parametrize("role", ["searcher", "leader", "auditor", "administrator"])
def test_other_roles_write_nothing(database: Any, as_role: As, role: str) -> None:
    with pytest.raises(ForbiddenError):
        _raised(database, as_role(role))


def test_steps_out_of_turn_and_without_words_are_refused(database: Any) -> None:
    number = _raised(database, OPERATOR).number
    for act, args in ((answer, ("Trả lời",)), (reopen, ("Mở lại",))):
        with pytest.raises(ConflictError):
            _do(database, OPERATOR, act, number, *args)
    with pytest.raises(UsageError):
        _do(database, OPERATOR, close, number, "  ")
    with pytest.raises(UsageError):
        _do(database, OPERATOR, raise_, "difficulty", " ", "x")
    with pytest.raises(UsageError):
        _do(database, OPERATOR, raise_, "khác", "x", "x")
    with pytest.raises(NotFoundError):
        _do(database, OPERATOR, close, 99, "x")
    assert _do(database, OPERATOR, close, number, "Xong").state == "closed"
    with pytest.raises(ConflictError):
        _do(database, OPERATOR, close, number, "Xong nữa")


def test_those_of_a_time_and_a_plan(database: Any) -> None:
    _raised(database, OPERATOR, plan="hung-yen-2711")
    _raised(database, OPERATOR)
    _raised(database, OPERATOR, plan="hung-yen-798")
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert len(list_difficulties(connection, plan="hung-yen-2711")) == 2
        assert list_difficulties(connection, until=date(2020, 1, 1)) == ()
        assert len(list_difficulties(connection, since=date(2020, 1, 1))) == 3


def test_of_two_at_the_same_moment_one_is_told(database: Any, as_role: As) -> None:
    number, steward = _raised(database, OPERATOR).number, as_role("steward")
    body, ready = as_role("agency", "SO-TC").agency_id, Barrier(2)

    def attempt(_: int) -> str:
        try:
            with unit_of_work(database.engine, steward) as connection:
                list_difficulties(connection)
                ready.wait(30)
                return assign(connection, steward, number, body or 0).state
        except ConflictError:
            return "refused"

    # Whoever reads after the other is through assigns again: that is allowed.
    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(attempt, range(2)))
    assert ends in (["assigned", "refused"], ["assigned", "assigned"])


def test_a_step_that_somebody_else_did_first_is_refused(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    raised = _raised(database, OPERATOR)
    _do(database, OPERATOR, close, raised.number, "Xong")
    # As the second of two reads it who began before the first was through.
    monkeypatch.setattr("talentdb.reporting.difficulties._read", lambda *_: raised)
    with pytest.raises(ConflictError, match="người khác"):
        _do(database, OPERATOR, close, raised.number, "Xong nữa")
