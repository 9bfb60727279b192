"""One person typed on a page, through the same normalisers as a cell of a workbook. Stores nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.normalise import Evidence, normalise
from talentdb.fields import CODED

__all__ = ["TypedPerson", "typed_person"]


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """Normalised values, and what keeps them from being taken, in Vietnamese."""

    values: Mapping[str, Any]
    problems: tuple[str, ...]


def typed_person(typed: Mapping[str, Any]) -> TypedPerson:
    """Normalise typed values; codes picked from a list are taken as they are.

    Args:
        typed: field -> text, code or date.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in typed.items():
        if isinstance(value, date):
            values[name] = value.isoformat()
            if name == "birth_date":
                values["birth_date_precision"] = "day"
            continue
        if name in CODED:
            values[name] = value
            continue
        result = normalise(value, Evidence(name))
        values.update(result.values)
        problems += [problem.message for problem in result.problems if problem.severity == "error"]
    if not values.get("full_name") and not problems:
        problems.append("Chưa có họ và tên.")
    return TypedPerson(values, tuple(problems))
