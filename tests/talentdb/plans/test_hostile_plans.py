"""A plan file of any shape is a plan or is refused with file, key and reason: nothing brings the reader down."""

import copy
import re
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from talentdb.errors import DataError
from talentdb.plans import list_plans
from talentdb.plans.loader import plan_of, raw_plan, read_plan
from tests.talentdb.programmes.plan_file import _HEAD

_MUTATIONS = 100
_ODD: tuple[Any, ...] = ({}, [], "", -1, 0, 10**30, True, 1.5, float("nan"), [[]], [{}], {"a": {"b": []}}, "{x}", "'",
                         "Sở", date(2026, 2, 28), [1, "a"])  # fmt: skip
_GONE = object()


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
    chance, whole = Random(code), raw_plan(code)
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
    raw = raw_plan("hung-yen-2711")
    raw[table][0][key] = copy.deepcopy(value)
    _read(raw, f"{table}.{key} = {value}")


_MONEY = """
[[amounts]]
code = "housing"
purpose = "Nhà ở"
dong = 20_000_000
women_more = 0.5
per = "month"
source = "Theo báo chí"
[[amounts]]
code = "income"
purpose = "Thu nhập"
times_minimum_wage = 1.5
per = "month"
source = "Theo báo chí"
[[terms]]
code = "years"
purpose = "Cam kết"
years = 1
source = "Theo báo chí"
"""
_ENGLISH = re.compile(r"\b(input|should|valid|unable|greater|or|expected|cannot|at line|invalid)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("dong = 20_000_000", "dong = -5", "amounts.housing.dong: phải lớn hơn 0"),
        ("dong = 20_000_000", "dong = 1.5", "dong: phải là số nguyên"),
        ("dong = 20_000_000", 'dong = "20 triệu"', "dong: phải là số nguyên"),
        ("dong = 20_000_000", "dong = true", "dong: phải là số nguyên"),
        ("dong = 20_000_000", "dong = 10_000_000_000_001", "dong: không được quá 10000000000000"),
        ("women_more = 0.5", "women_more = nan", "women_more: phải là một số có hạn"),
        ("women_more = 0.5", "women_more = 50", "women_more: không được quá 1"),
        ("= 1.5", "= inf", "times_minimum_wage: phải là một số có hạn"),
        ("= 1.5", "= true", "times_minimum_wage: phải là số"),
        ("years = 1", "years = 51", "terms.years.years: không được quá 50"),
        ("years = 1", "years = 1.37", "1.37 năm không chẵn tháng"),
        ("years = 1", "years = true", "years: phải là số"),
        ('per = "month"', 'per = "year"', "phải là một trong 'once' hoặc 'month'"),
        ('per = "month"', 'per = "month"\nmost = "maybe"', "most: phải là true hoặc false"),
        ('purpose = "Nhà ở"', "purpose = 7", "purpose: phải là chữ trong ngoặc kép"),
        ("[[terms]]", "[[[terms]]", "không phải TOML hợp lệ: khóa bắt đầu bằng ký tự không hợp lệ (dòng"),
        ("years = 1", "years =", "giá trị thiếu hoặc không hợp lệ (dòng"),
        ("years = 1", "years = 1 2", "thừa chữ sau giá trị (dòng"),
        ("years = 1", 'years = "x', "có ký tự không hợp lệ (dòng"),
        ("years = 1", "years = 1\nyears = 2", "khóa đã có trước đó (dòng"),
    ],
)
def test_every_fault_is_told_in_vietnamese(old: str, new: str, told: str) -> None:
    assert old in _MONEY
    with pytest.raises(DataError) as raised:
        read_plan(_HEAD.format(code="thu") + _MONEY.replace(old, new, 1))
    assert told in raised.value.message
    assert not _ENGLISH.search(raised.value.message)


def test_what_is_just_within_the_bounds_is_taken() -> None:
    whole = _HEAD.format(code="thu") + _MONEY.replace("20_000_000", "10_000_000_000_000")
    assert read_plan(whole.replace("years = 1", "years = 0.25")).terms[0].years == 0.25
    assert read_plan(whole.replace("years = 1", "years = 50")).terms[0].years == 50


def test_a_number_or_a_body_that_is_a_table_is_told_with_its_place() -> None:
    raw = raw_plan("hung-yen-2711")
    raw["tasks"][0]["number"] = {}
    raw["tasks"][1]["coordinating"] = [[]]
    with pytest.raises(DataError) as raised:
        plan_of(raw, "thu.toml")
    assert "number" in raised.value.message
    assert "tasks.2.coordinating" in raised.value.message
