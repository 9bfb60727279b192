"""A need typed on a page: nothing that was asked for before is lost, and what is wrong is told before it is kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, UsageError
from talentdb.fields import NEED_FIELDS
from talentdb.plans import load_plan
from talentdb.programmes.need_entry import need_values, type_need
from talentdb.programmes.needs import registered
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
NEED = {"need_type": "position", "job_position": "Kỹ sư", "need_count": 2, "need_year": 2027, "full_time": True}


def _type(province: Province, who: Principal, **changed: Any) -> int:
    with unit_of_work(province.engine, who) as connection:
        return type_need(connection, who, province.keyring, {**NEED, **changed}).submission_id


def _names(province: Province) -> list[str]:
    with unit_of_work(province.engine, OPERATOR) as connection:
        return [one.name for one in registered(connection, OPERATOR, load_plan("hung-yen-798"), 2027)]


def test_what_was_asked_before_stays(province: Province, as_role: As) -> None:
    who = as_role("agency", "SO-NV")
    province.load("SO-NV", [{"job_position": "Cũ", "need_count": 1, "need_year": 2027}], form="needs")
    _type(province, who, job_position="Mới")
    number = _type(province, who, job_position="Mới nữa", reason="  vì thế ")
    assert _names(province) == ["Cũ"], "it waits for its review"
    province.approve(number)
    assert _names(province) == ["Cũ", "Mới", "Mới nữa"]


def test_two_that_are_typed_at_once_are_both_kept(province: Province, as_role: As) -> None:
    who, ready = as_role("agency", "SO-NV"), Barrier(2)

    def attempt(name: str) -> int:
        ready.wait(30)
        return _type(province, who, job_position=name)

    with ThreadPoolExecutor(2) as pool:
        numbers = list(pool.map(attempt, ("Một", "Hai")))
    province.approve(max(numbers))
    assert sorted(_names(province)) == ["Hai", "Một"]


@pytest.mark.parametrize(("role", "code"), [("steward", None), ("home_affairs", None), ("leader", None)])
def test_only_bodies_ask(province: Province, as_role: As, role: str, code: str) -> None:
    with pytest.raises(ForbiddenError):
        _type(province, as_role(role, code))


@given(st.dictionaries(
    st.sampled_from([*NEED_FIELDS, "x"]), st.none() | st.text(max_size=9) | st.integers(-5, 3000) | st.booleans()
))  # fmt: skip
def test_what_is_kept_is_whole(given: dict[str, Any]) -> None:
    try:
        kept = need_values({**NEED, **given})
    except UsageError:
        return
    assert set(kept) <= set(NEED_FIELDS)
    assert kept.get("job_position") or kept.get("need_field")
    assert kept["need_count"] >= 1
    assert 2000 <= kept["need_year"] <= 2100


@pytest.mark.parametrize(
    "changed", [{"job_position": " "}, {"need_type": ""}, {"need_type": "x"}, {"need_count": 0}, {"need_count": -1},
                {"need_count": True}, {"need_year": None}, {"quota": "hai"}, {"x": 1}],
)  # fmt: skip
def test_each_slip_is_told(changed: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        need_values({**NEED, **changed})
