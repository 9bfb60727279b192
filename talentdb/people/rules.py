"""Facts that the headline indicators count: intellectual or not, training that counts and when it ended. Pure.

The readings are those of plans.md, section 7 ("Intellectual", "Trained (I2)").
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from talentdb.codes import code_list
from talentdb.people.records import Record, as_date
from talentdb.people.survivorship import QUALIFICATIONS
from talentdb.text import fold

__all__ = [
    "COUNTED_TYPES",
    "NO_DAY",
    "STANDARD_TYPES",
    "degree_day",
    "ended_on",
    "field_group",
    "is_intellectual",
    "planned_on",
    "trained_on",
    "training_counts",
    "training_day",
]

COUNTED_TYPES: Final = frozenset({"expertise", "management", "leadership", "state_management"})
"""Types of training that I2 counts; state management counts as management, political theory does not count."""

STANDARD_TYPES: Final = frozenset({"title_standard", "job_position"})
"""Types of training by the standard of rank, title and job position, which I3 counts."""

NO_DAY: Final = date.min
"""Stands among the days of training for a completed course that ended nobody knows when; plan files name it too."""

_UNIVERSITY: Final = QUALIFICATIONS.index("university")


def is_intellectual(values: Mapping[str, Any]) -> bool | None:
    """University or higher, or an academic or state title, or flagged by the agency; None when the degree is unknown.

    A flag is any talent group: agencies and state titles (People's Teacher, …) come in that field.
    """
    if values.get("academic_title") or values.get("talent_groups"):
        return True
    level = values.get("qualification")
    return QUALIFICATIONS.index(level) >= _UNIVERSITY if level in QUALIFICATIONS else None


def field_group(research_fields: Sequence[str], field_of_training: str | None) -> str | None:
    """First digit of the S&T field for the cut by field: the first field stated, else the field of training where the
    list knows it by one group only. Our reading: the plans name no field of a person."""
    if research_fields:
        return research_fields[0][:1]
    return _group_of_training(field_of_training) if field_of_training else None


@lru_cache(maxsize=20_000)
def _group_of_training(field_of_training: str) -> str | None:
    groups = {found.code[:1] for found in code_list("research_field").find(field_of_training)}
    return groups.pop() if len(groups) == 1 else None


def training_day(record: Record) -> date | None:
    """Last day of the course when it is completed; a course that ended by the as-of day needs no status."""
    end = as_date(record.values.get("training_end"))
    status = record.values.get("training_status")
    done = status == "completed" or (status is None and end is not None and end <= record.as_of)
    return end if done else None


def training_counts(record: Record) -> bool:
    """Completed and of a type that counts."""
    status, end = record.values.get("training_status"), training_day(record)
    return record.values.get("training_type") in COUNTED_TYPES and (status == "completed" or end is not None)


def ended_on(records: Iterable[Record], types: Collection[str], known_by: date = date.max) -> list[date]:
    """Days on which completed courses of these types ended; sorted.

    NO_DAY stands for those without a day, unless a course of the same type and name has one. All that is sure of
    them is that they had ended when they were told: who looks at an earlier day, `known_by`, sees none of them.
    """
    days: set[date] = set()
    dated: set[tuple[str, str]] = set()
    undated: set[tuple[str, str]] = set()
    for record in records:
        values = record.values
        if values.get("training_type") not in types:
            continue
        key = (values["training_type"], fold(values.get("training_name") or ""))
        if end := training_day(record):
            days.add(end)
            dated.add(key)
        elif values.get("training_status") == "completed" and record.day <= known_by:
            undated.add(key)
    if any(not name or (kind, name) not in dated for kind, name in undated):
        days.add(NO_DAY)
    return sorted(days)


def planned_on(records: Iterable[Record]) -> list[date]:
    """Days on which courses that will count are planned to end; sorted. Those without a day promise nothing."""
    planned = (record.values for record in records if record.values.get("training_status") in ("planned", "ongoing"))
    ends = (as_date(v.get("training_end")) for v in planned if v.get("training_type") in COUNTED_TYPES)
    return sorted({end for end in ends if end is not None})


def degree_day(record: Record) -> date | None:
    """Day by which the degree of a row was certainly earned.

    Lists give the year only: 31 December of it, or the as-of day of a list of that same year.
    """
    year = record.values.get("graduation_year")
    if not isinstance(year, int) or not 1900 <= year <= 2200 or not record.values.get("qualification"):
        return None
    return record.as_of if record.as_of.year == year else date(year, 12, 31)


def trained_on(records: Sequence[Record], known_by: date = date.max) -> list[date]:
    """Days on which training that counts ended, as of `ended_on`, and degrees were earned (a degree counts as
    expertise); sorted."""
    days = ended_on(records, COUNTED_TYPES, known_by)
    degrees: dict[tuple[str, int], date] = {}
    for record in records:
        if earned := degree_day(record):
            key = (record.values["qualification"], record.values["graduation_year"])
            degrees[key] = min(earned, degrees.get(key, earned))
    return sorted({*days, *degrees.values()})
