"""Reads the plan files that lie beside this module. All that is wrong with a file is told at once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from talentdb.errors import DataError, NotFoundError
from talentdb.plans.expressions import expression_problems
from talentdb.plans.model import Plan

__all__ = ["list_plans", "load_plan", "read_plan"]

_EXPRESSIONS = ("population", "denominator", "denominator_known", "numerator")


@cache
def list_plans() -> tuple[str, ...]:
    """Codes of the plans there are, sorted."""
    files = resources.files("talentdb.plans").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@cache
def load_plan(code: str) -> Plan:
    """The plan of that code.

    Raises: NotFoundError for an unknown code; DataError when its file is wrong.
    """
    if code not in list_plans():
        raise NotFoundError(f"Không có kế hoạch “{code}”.", f"Các kế hoạch có sẵn: {', '.join(list_plans())}.")
    plan = read_plan(resources.files("talentdb.plans").joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    if plan.code != code:
        raise DataError(f"Tệp kế hoạch {code}.toml khai mã khác: {plan.code}.")
    return plan


def read_plan(text: str) -> Plan:
    """A plan from the text of its file.

    Raises: DataError that names every problem of the file.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"Tệp kế hoạch không phải TOML hợp lệ: {error}") from error
    problems, plan = [], None
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()]
    problems += _cross_problems(raw)
    if plan is None or problems:
        raise DataError("Tệp kế hoạch có lỗi: " + "; ".join(problems) + ".", "Sửa tệp kế hoạch rồi chạy lại.")
    return plan


def _cross_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """What the shape alone does not show; takes a file of any shape, so that no error hides another."""
    given = raw.get("indicators")
    indicators = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    codes = [item.get("code") for item in indicators]
    days = raw.get("parameters")
    parameters = {"as_of", *(days if isinstance(days, dict) else ())}
    for number, item in enumerate(indicators):
        code = item.get("code", number)
        if codes.index(item.get("code")) != number:
            yield f"{code}: mã lặp lại"
        if item.get("parent") is not None and item["parent"] not in codes[:number]:
            yield f"{code}: chỉ tiêu mẹ {item['parent']} phải đứng trước trong tệp"
        if (item.get("comparison") == "none") == bool(item.get("targets")):
            yield f"{code}: phải có mức theo năm, trừ khi comparison là none"
        for place, expression in _expressions(item):
            yield from (f"{code}.{place}: {problem}" for problem in expression_problems(expression, parameters))


def _expressions(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every expression of an indicator with its place."""
    yield from ((key, item[key]) for key in _EXPRESSIONS if isinstance(item.get(key), str))
    unknown = item.get("unknown")
    for key, value in unknown.items() if isinstance(unknown, dict) else ():
        if isinstance(value, dict) and isinstance(value.get("when"), str):
            yield f"unknown.{key}", value["when"]
