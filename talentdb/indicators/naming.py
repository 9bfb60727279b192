"""What the names in expressions of a plan stand for on a day: days, and whom cases have recognised. Runs no SQL."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from talentdb.plans import Plan

__all__ = ["Named", "days_of", "literal", "with_days"]

Named = date | bool | Collection[int]
"""What a name stands for."""


def days_of(plan: Plan, as_of: date) -> dict[str, Named]:
    """Name in expressions -> the day; and whom the cases of the plan have recognised by then."""
    days = {"as_of": as_of, "year_start": date(as_of.year, 1, 1), **plan.parameters}
    return {**plan.decisions.named(as_of), **days}


def with_days(expression: str, days: Mapping[str, Named]) -> str:
    """The expression with its days, and persons, in place of their names."""
    return re.sub(r":([a-z_]+)", lambda found: literal(days[found[1]]), expression)


def literal(value: Named) -> str:
    """SQL of a value.

    A literal, not a bound value: the planner then folds "day minus 45 years" once instead of a million times.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    return f"cast('{{{','.join(map(str, value))}}}' as bigint[])"
