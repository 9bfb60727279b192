"""Figures from what agencies report of institutions: the same tallies as of people, by row or by reported numbers.

Some thousand rows: the database judges each by the expressions of the plan, the sums are made here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.indicators.figures import Tally
from talentdb.indicators.naming import Named, days_of, with_days
from talentdb.plans import Indicator, Plan

__all__ = ["REPORTED_CUTS", "reported_tallies"]

REPORTED_CUTS: Final = {"agency": "agency_id", "commune": "commune_code", "sector": "sector"}
"""Cut -> column of institution_report it groups by; fields and posts are those of people."""

_COUNTS: Final = tuple(field.name for field in fields(Tally) if field.name != "unknown")


def reported_tallies(
    connection: Connection, plan: Plan, as_of: date, cuts: Sequence[str], scope: list[int] | None
) -> dict[str, dict[str, dict[str | None, Tally]]]:
    """Indicator -> cut, with "total" among them -> key -> tally, of all indicators of kind institutions.

    Args:
        cuts: those that institutions do not have are left empty.
        scope: numbers of the agencies to count; None for all.
    """
    indicators = plan.of_kind("institutions")
    if not indicators:
        return {}
    days = days_of(plan, as_of)
    asked = [(one, _columns(one, days)) for one in indicators]
    listed = ", ".join(
        f"{sql} as x{at}_{name}" for at, (_, columns) in enumerate(asked) for name, sql in columns.items()
    )
    groups = ", ".join(f"{column}::text as {cut}" for cut, column in REPORTED_CUTS.items())
    source = f"""
        select {groups}, {listed} from institution_report
        where valid_from <= :day and (valid_to is null or valid_to > :day)
            and (cast(:scope as integer[]) is null or agency_id = any(:scope))
    """  # noqa: S608 - texts of plan files, checked by talentdb.plans.expressions
    rows = connection.execute(text(source.replace("::", r"\:\:")), {"day": as_of, "scope": scope}).mappings().all()
    answer = {}
    for at, (indicator, columns) in enumerate(asked):
        sums: dict[str, dict[str | None, dict[str, int]]] = {cut: {} for cut in ["total", *cuts]}
        for row in rows:
            counts = _judged({name: row[f"x{at}_{name}"] for name in columns})
            for cut in (cut for cut in sums if cut == "total" or cut in REPORTED_CUTS):
                key = None if cut == "total" else row[cut]
                group = sums[cut].setdefault(key, defaultdict(int))
                for name, count in counts.items():
                    group[name] += count
        answer[indicator.code] = {
            cut: {key: _tally(indicator, counts) for key, counts in groups.items()} for cut, groups in sums.items()
        }
    return answer


def _columns(indicator: Indicator, days: Mapping[str, Named]) -> dict[str, str]:
    """What is asked of each row: three conditions, two numbers, and which missing values it has."""
    asked = {
        "counted": indicator.denominator,
        "certain": indicator.certain_denominator,
        "yes": indicator.numerator,
        "weight": indicator.weight or "1",
        "weight_yes": indicator.weight_yes or "1",
        **{f"unknown_{key}": value.when for key, value in indicator.unknown.items()},
    }
    return {name: f"({with_days(sql, days)})" for name, sql in asked.items()}


def _judged(row: Mapping[str, Any]) -> dict[str, int]:
    """What one row adds to each count of the tally."""
    whole = row["weight"] or 0
    part = min(row["weight_yes"] or 0, whole) if row["yes"] else 0
    open_part = whole if row["yes"] is None else 0
    sure, maybe = row["certain"] is True, row["certain"] is None
    counts = {
        "denominator": whole * bool(row["counted"]),
        "numerator": part * bool(row["counted"]),
        "sure": whole * sure,
        "sure_yes": part * sure,
        "sure_perhaps": open_part * sure,
        "maybe": whole * maybe,
        "maybe_yes": part * maybe,
        "maybe_perhaps": open_part * maybe,
    }
    is_open = maybe or (sure and row["yes"] is None)
    missing = {name: whole * bool(is_open and row[name]) for name in row if name.startswith("unknown_")}
    return counts | missing


def _tally(indicator: Indicator, counts: Mapping[str, int]) -> Tally:
    unknown = {key: counts.get(f"unknown_{key}", 0) for key in indicator.unknown}
    return Tally(**{name: counts.get(name, 0) for name in _COUNTS}, unknown=unknown)
