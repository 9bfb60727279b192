"""Reads the plan files that lie beside this module. All that is wrong with a file is told at once."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from talentdb.errors import DataError, NotFoundError
from talentdb.plans.model import Plan
from talentdb.plans.rules import problems_of

__all__ = ["binding_plans", "list_plans", "load_plan", "plan_of", "read_plan"]


@cache
def list_plans() -> tuple[str, ...]:
    """Codes of the plans there are, sorted."""
    files = resources.files("talentdb.plans").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@cache
def binding_plans() -> tuple[Plan, ...]:
    """The plans that bind the province of this registry."""
    return tuple(plan for plan in map(load_plan, list_plans()) if plan.binding)


@cache
def load_plan(code: str) -> Plan:
    """The plan of that code, with what it leaves open left open (`Plan.chosen`).

    Raises: NotFoundError for an unknown code; DataError when its file is wrong.
    """
    if code not in list_plans():
        raise NotFoundError(f"Không có kế hoạch “{code}”.", f"Các kế hoạch có sẵn: {', '.join(list_plans())}.")
    name = f"{code}.toml"
    plan = read_plan(resources.files("talentdb.plans").joinpath(name).read_text(encoding="utf-8"), name)
    if plan.code != code:
        raise DataError(f"Tệp kế hoạch {name} khai mã khác: {plan.code}.")
    return plan


def read_plan(text: str, name: str = "") -> Plan:
    """A plan from the text of its file; `name`: of the file, for messages.

    Raises: DataError that names every problem of the file: key and reason.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{_file(name)} không phải TOML hợp lệ: {error}") from error
    return plan_of(raw, name)


def plan_of(raw: Mapping[str, Any], name: str = "") -> Plan:
    """A plan from what its file says, of whatever shape. Errors as of `read_plan`."""
    problems, plan = [], None
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        problems = [f"{_place(item['loc'], raw)}: {_reason(item)}" for item in error.errors()]
    problems += problems_of(raw)
    if plan is None or problems:
        raise DataError(f"{_file(name)} có lỗi: " + "; ".join(problems) + ".", "Sửa tệp kế hoạch rồi chạy lại.")
    return plan


def _file(name: str) -> str:
    return f"Tệp kế hoạch {name}".rstrip()


_REASONS: Final[Mapping[str, str]] = {
    "missing": "thiếu",
    "extra_forbidden": "không có khóa này",
    "literal_error": "phải là một trong {expected}",
    "value_error": "{error}",
    "string_pattern_mismatch": "“{input}” không đúng dạng",
    "string_too_short": "để trống",
    "date_from_datetime_parsing": "“{input}” không phải ngày có thật",
    "date_parsing": "“{input}” không phải ngày có thật",
    "date_type": "“{input}” không phải ngày",
    "too_short": "để trống",
}
"""Kind of a fault of shape -> what it is, in Vietnamese; the others keep the words of the library."""


def _reason(fault: ErrorDetails) -> str:
    words = _REASONS.get(fault["type"])
    return words.format(**fault.get("ctx", {}), input=fault["input"]) if words else fault["msg"]


def _place(path: Sequence[int | str], raw: Mapping[str, Any]) -> str:
    """Where a fault stands: a row of a list by its own code or number, if it has one."""
    told: list[str] = []
    here: Any = raw
    for step in path:
        here = here[step] if _holds(here, step) else {}
        own = here.get("code", here.get("number")) if isinstance(step, int) and isinstance(here, dict) else None
        told.append(str(step if own is None else own))
    return ".".join(told)


def _holds(here: Any, step: int | str) -> bool:
    return step in here if isinstance(here, dict) else isinstance(step, int) and step < len(here)
