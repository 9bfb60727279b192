"""Facts that the headline indicators count: intellectual or not, training that counts and when it ended. Pure.

The readings are those of plans.md, section 7 ("Intellectual", "Trained (I2)").
"""

from calendar import monthrange
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
    "MOST_DAYS",
    "NO_DAY",
    "POLITICAL_TYPES",
    "STANDARD_TYPES",
    "courses_about",
    "degree_day",
    "end_of_time",
    "ended_on",
    "field_group",
    "is_intellectual",
    "planned_on",
    "trained_on",
    "training_counts",
    "training_day",
    "training_span",
]

COUNTED_TYPES: Final = frozenset({"expertise", "management", "leadership", "state_management"})
"""Types of training that I2 counts; state management counts as management, political theory does not count."""

STANDARD_TYPES: Final = frozenset({"title_standard", "job_position"})
"""Types of training by the standard of rank, title and job position, which I3 counts."""

POLITICAL_TYPES: Final = frozenset({"political_theory"})
"""Types of training in political theory, which I2 counts where an administrator chose so."""

NO_DAY: Final = date.min
"""Stands among the days of training for a completed course that ended nobody knows when; plan files name it too."""

_KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(COUNTED_TYPES, "trained"),
    **dict.fromkeys(STANDARD_TYPES, "standard"),
    **dict.fromkeys(POLITICAL_TYPES, "political"),
}

MOST_DAYS: Final = 60
"""Days of courses of one kind that are kept of a person: the index that indicators are counted from holds all kinds
of them in a row of 2.7 kB at most. Nobody ends that many; a list that says so must not stop an approval."""

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


def training_span(record: Record) -> tuple[date, date] | None:
    """First and last day on which a course can have ended, where its list tells the year or the month alone.

    None where the day is known, by the list or because no other is left, or the course had not ended: what was told
    as completed had ended by the day of the list; of what has no status that is not known.
    """
    first, status = as_date(record.values.get("training_end")), record.values.get("training_status")
    precision = record.values.get("training_end_precision")
    if first is None or precision not in ("month", "year") or status not in (None, "completed"):
        return None
    last = end_of_time(first, precision)
    if status == "completed":
        last = min(last, record.as_of)
        return (first, last) if first < last else None
    return (first, last) if first <= record.as_of else None


def end_of_time(day: date, precision: str | None) -> date:
    """Last day of the month or year that a day stands for; the day itself where all of it is known."""
    if precision == "year":
        return date(day.year, 12, 31)
    if precision == "month":
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return day


def training_counts(record: Record) -> bool:
    """Completed and of a type that counts."""
    status, end = record.values.get("training_status"), training_day(record)
    return record.values.get("training_type") in COUNTED_TYPES and (status == "completed" or end is not None)


def ended_on(records: Iterable[Record], types: Collection[str], known_by: date = date.max) -> list[date]:
    """Days on which completed courses of these types ended; sorted.

    Those of which the month or the year alone is known stand in `courses_about`. NO_DAY stands for those without any
    time, unless a course of the same type and name has one. All that is sure of them is that they had ended when they
    were told: who looks at an earlier day, `known_by`, sees none of them.
    """
    days: set[date] = set()
    dated: set[tuple[str, str]] = set()
    undated: set[tuple[str, str]] = set()
    for record in records:
        values = record.values
        if values.get("training_type") not in types:
            continue
        key = _course(record)
        if training_span(record):
            dated.add(key)
        elif end := training_day(record):
            days.add(end)
            dated.add(key)
        elif values.get("training_status") == "completed" and record.day <= known_by:
            undated.add(key)
    if any(not name or (kind, name) not in dated for kind, name in undated):
        days.add(NO_DAY)
    return _newest(days)


def _newest(days: Collection[date]) -> list[date]:
    """The days, sorted; of more than MOST_DAYS the newest, and always NO_DAY."""
    known = sorted(set(days) - {NO_DAY})
    return [NO_DAY, *known[-MOST_DAYS:]] if NO_DAY in days else known[-MOST_DAYS:]


def _course(record: Record) -> tuple[str, str]:
    return record.values["training_type"], fold(record.values.get("training_name") or "")


def courses_about(records: Sequence[Record]) -> dict[str, list[Any] | None]:
    """Courses whose end is known by its month or year alone, as columns of person_version: kind ("trained",
    "standard", "political"), first and last day on which each can have ended; None for all where there is none.

    A course that another list dates more narrowly stands in that day or time alone.
    """
    told: set[tuple[tuple[str, str], date, date]] = set()
    for record in (one for one in records if one.values.get("training_type") in _KINDS):
        if span := training_span(record):
            told.add((_course(record), *span))
        elif end := training_day(record):
            told.add((_course(record), end, end))
    spans = {
        (_KINDS[course[0]], first, last)
        for course, first, last in told
        if first < last and not any(_narrower(other, (course, first, last)) for other in told)
    }
    if not spans:
        return dict.fromkeys(("course_kinds", "course_earliest", "course_latest"))
    newest = sorted(spans, key=lambda span: span[::-1])[-MOST_DAYS:]
    kinds, earliest, latest = zip(*sorted(newest), strict=True)
    return {"course_kinds": list(kinds), "course_earliest": list(earliest), "course_latest": list(latest)}


def _narrower(one: tuple[tuple[str, str], date, date], other: tuple[tuple[str, str], date, date]) -> bool:
    """Whether one says of the same named course what lies within the other."""
    within = one[1] >= other[1] and one[2] <= other[2]
    return bool(one != other and one[0] == other[0] and one[0][1] and within)


def planned_on(records: Iterable[Record]) -> list[date]:
    """Days by which courses that will count are to have ended; sorted. Those without a day promise nothing."""
    planned = (record.values for record in records if record.values.get("training_status") in ("planned", "ongoing"))
    counting = [v for v in planned if v.get("training_type") in COUNTED_TYPES]
    ends = ((as_date(v.get("training_end")), v.get("training_end_precision")) for v in counting)
    return _newest({end_of_time(end, precision) for end, precision in ends if end is not None})


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
    return _newest({*days, *degrees.values()})
