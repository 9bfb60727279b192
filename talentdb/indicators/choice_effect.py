"""What another answer to something that a plan leaves open would make of its figures. Chooses nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.errors import NotFoundError
from talentdb.indicators.engine import check_reader, compute
from talentdb.indicators.suppression import is_small, without_figures
from talentdb.plans import load_plan
from talentdb.plans.choices import choices_of
from talentdb.plans.model import Plan
from talentdb.plans.readings import left_open

__all__ = ["ReadOtherwise", "read_otherwise"]


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """One answer, and the figures that rest on the question, each as the entry of `engine.compute` without rows.

    Of two answers that a handful of people tell apart, leaders see one: the other would name the handful.
    """

    option: str
    figures: tuple[Mapping[str, Any], ...]


def read_otherwise(
    connection: Connection, principal: Principal, plan_code: str, reading: str, as_of: date
) -> tuple[ReadOtherwise, ...]:
    """The figures under each answer to one question, in the order of the file; the others stay as they are read now.

    Raises: ForbiddenError for roles that see no figures; NotFoundError for an unknown plan or question.
    """
    check_reader(principal)
    plan = load_plan(plan_code)
    if reading not in plan.readings:
        raise NotFoundError(f"Kế hoạch {plan_code} không để ngỏ “{reading}”.", "Xem plans choices.")
    counting = choices_of(connection, plan)
    found = []
    for option in plan.readings[reading].options:
        choices = {**counting, reading: option}
        body = compute(connection, principal, plan.chosen(choices), as_of)
        resting = _resting(plan, reading, choices)
        figures = tuple(entry for entry in body["indicators"] if entry["code"] in resting)
        found.append(ReadOtherwise(option, figures))
    if principal.role is not Role.LEADER:
        return tuple(found)
    # The answer that counts now is seen on every page; the others are measured by it.
    now = counting.get(reading, plan.readings[reading].default)
    by_option = {one.option: one for one in sorted(found, key=lambda one: one.option != now)}
    seen: list[ReadOtherwise] = []
    for one in by_option.values():
        seen.append(ReadOtherwise(one.option, tuple(_shown_beside(entry, seen) for entry in one.figures)))
    order = list(plan.readings[reading].options)
    return tuple(sorted(seen, key=lambda one: order.index(one.option)))


def _shown_beside(entry: Mapping[str, Any], seen: Sequence[ReadOtherwise]) -> Mapping[str, Any]:
    """The entry, or nothing of it where it differs from one that is seen by fewer people than a small group."""
    others = (other for one in seen for other in one.figures if other["code"] == entry["code"])
    for other in others:
        if entry["suppressed"] or other["suppressed"]:
            continue
        apart = [abs(entry[name] - other[name]) for name in ("numerator", "denominator")]
        if any(map(is_small, (*apart, abs(apart[0] - apart[1])))):
            return without_figures(entry)
    return entry


def _resting(plan: Plan, reading: str, choices: Mapping[str, str]) -> set[str]:
    """Indicators whose expressions ask the question."""
    return {
        indicator.code
        for indicator in plan.indicators
        if reading in left_open(indicator.expressions.values(), plan.readings, choices)
    }
