"""A plan file of any shape is a plan or is refused with file, key and reason: nothing brings the reader down."""

import copy
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources
from random import Random
from typing import Any

import pytest

from talentdb.errors import DataError
from talentdb.plans import list_plans
from talentdb.plans.loader import plan_of

_MUTATIONS = 100
_ODD: tuple[Any, ...] = ({}, [], "", -1, 0, 10**30, True, 1.5, float("nan"), [[]], [{}], {"a": {"b": []}}, "{x}", "'",
                         "Sở", date(2026, 2, 28), [1, "a"])  # fmt: skip
_GONE = object()


def _raw(code: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("talentdb.plans").joinpath(f"{code}.toml").read_text(encoding="utf-8"))


def _places(here: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a file: the table or list, and the key in it."""
    keys = here if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
    for key in keys:
        yield here, key
        yield from _places(here[key])


def _read(raw: dict[str, Any], done: str) -> None:
    """Any other error than the one that is told fails the test; the message has place and reason."""
    told = None
    try:
        plan_of(raw, "thu.toml")
    except DataError as error:
        told = error.message
    assert told is None or re.match(r"Tệp kế hoạch thu\.toml có lỗi: .+: .+", told, re.DOTALL), (done, told)


@pytest.mark.parametrize("code", list_plans())
def test_a_file_of_any_shape_is_a_plan_or_is_refused(code: str) -> None:
    chance, whole = Random(code), _raw(code)
    for _ in range(_MUTATIONS):
        raw = copy.deepcopy(whole)
        holder, key = chance.choice(list(_places(raw)))
        value = chance.choice((*_ODD, _GONE))
        if value is _GONE:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(value)
        _read(raw, f"{key} = {value}")


@pytest.mark.parametrize(
    ("table", "key"),
    [("tasks", "number"), ("tasks", "lead"), ("tasks", "coordinating"), ("tasks", "when"), ("obligations", "code"),
     ("obligations", "sender"), ("obligations", "to"), ("indicators", "code"), ("indicators", "parent"),
     ("indicators", "beside"), ("indicators", "kind"), ("indicators", "targets"), ("indicators", "task")],
)  # fmt: skip
@pytest.mark.parametrize("value", _ODD, ids=repr)
def test_each_key_that_names_another_part_may_hold_anything(table: str, key: str, value: Any) -> None:
    raw = _raw("hung-yen-2711")
    raw[table][0][key] = copy.deepcopy(value)
    _read(raw, f"{table}.{key} = {value}")


def test_a_number_or_a_body_that_is_a_table_is_told_with_its_place() -> None:
    raw = _raw("hung-yen-2711")
    raw["tasks"][0]["number"] = {}
    raw["tasks"][1]["coordinating"] = [[]]
    with pytest.raises(DataError) as raised:
        plan_of(raw, "thu.toml")
    assert "number" in raised.value.message
    assert "tasks.2.coordinating" in raised.value.message
