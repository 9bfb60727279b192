"""The body of intellectuals as a population: ages by sex, who came and went, fields beside what is asked for.

Counts; names nobody. Small groups are hidden from leaders by `crosstable`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, select, text

from talentdb.access.principal import Principal
from talentdb.db.views import registered_need
from talentdb.errors import UsageError
from talentdb.indicators import labels
from talentdb.indicators.crew import crew_on, day_for, intellectual
from talentdb.indicators.crosstable import CrossTable, cross_table
from talentdb.indicators.engine import check_reader
from talentdb.indicators.places import names_of
from talentdb.indicators.renewal import renewal
from talentdb.people.rules import field_group
from talentdb.people.successors import heirs

__all__ = [
    "BANDS", "EVENTS", "SEXES", "UNKNOWN", "Entry", "FieldNeed", "age_pyramid", "band_of", "fields_against_needs",
    "flows", "flows_of",
]  # fmt: skip

UNKNOWN: Final = "unknown"
SEXES: Final = ("male", "female", UNKNOWN)
_FIRST, _LAST, _STEP = 25, 65, 5
BANDS: Final = (
    f"<{_FIRST}", *(f"{age}-{age + _STEP - 1}" for age in range(_FIRST, _LAST, _STEP)), f"{_LAST}+", UNKNOWN,
)  # fmt: skip
"""Bands of age from the youngest, and those whose birth nobody has told."""
EVENTS: Final = ("listed", "came", "returned", "changed", "retired", "moved", "left", "deceased")
"""First listed, but there before; first listed and new; back; another employer of the province; the ways to go."""


def band_of(age: int | None) -> str:
    """The band of an age in full years."""
    if age is None:
        return UNKNOWN
    if age < _FIRST:
        return BANDS[0]
    return BANDS[min(1 + (age - _FIRST) // _STEP, len(BANDS) - 2)]


def age_pyramid(connection: Connection, principal: Principal, as_of: date) -> CrossTable:
    """Intellectuals at work on a day, bands of age by sex; for leaders on the last end of a month until then.

    Raises: ForbiddenError for roles that see no figures.
    """
    check_reader(principal)
    as_of = day_for(principal, as_of)
    day = f"date '{as_of.isoformat()}'"
    statement = f"""
        select extract(year from age({day}, birth_date))::integer, sex, count(*)
        from {crew_on(connection, as_of)} group by 1, 2
    """  # noqa: S608 - our own day and a checked plan file
    rows = connection.execute(text(statement.replace("::", r"\:\:")))
    counts: Counter[tuple[str, str]] = Counter()
    for age, sex, people in rows:
        counts[band_of(age), sex or UNKNOWN] += people
    return cross_table(principal, counts, BANDS, SEXES)


class Entry(NamedTuple):
    """So many versions of people that begin on a day, with what held before.

    Args:
        was: status before; None for the first version of a person.
        recruited: more than a year before that day, as their body states.
    """

    day: date
    agency: int
    status: str
    was: str | None
    was_agency: int | None
    recruited: bool
    people: int


def flows(connection: Connection, principal: Principal, since: date, until: date) -> CrossTable:
    """What happened to intellectuals, years by event, both days included.

    Raises: ForbiddenError for roles that see no figures; UsageError for days in the wrong order.
    """
    check_reader(principal)
    if since > until:
        raise UsageError(f"Ngày {since:%d/%m/%Y} sau ngày {until:%d/%m/%Y}.", "Chọn ngày đầu trước ngày cuối.")
    statement = f"""
        select valid_from, agency_id, coalesce(status, 'working'), was, was_agency,
            coalesce(recruitment_date < valid_from - interval '1 year', false), count(*)
        from (
            select *, {intellectual(connection)} as counted,
                lag(coalesce(status, 'working')) over by_person as was, lag(agency_id) over by_person as was_agency
            from person_fact window by_person as (partition by person_id order by valid_from)
        ) as version where counted and valid_from <= :until group by 1, 2, 3, 4, 5, 6
    """  # noqa: S608 - a checked plan file
    rows = connection.execute(text(statement.replace("::", r"\:\:")), {"until": until})
    counts = flows_of((Entry(*row) for row in rows), since, heirs(connection, until))
    years = [str(year) for year in range(since.year, until.year + 1)]
    return cross_table(principal, counts, years, EVENTS)


def flows_of(entries: Iterable[Entry], since: date, handed: Mapping[int, int]) -> Counter[tuple[str, str]]:
    """(Year, event) -> people, out of all entries from the beginning. Pure.

    A body that hands in for the first time has not recruited all its people in that year, nor has one that lists
    somebody recruited long ago: they are "listed". Bodies that were taken over count as the one that took them over.
    """
    known = [entry._replace(agency=handed.get(entry.agency, entry.agency)) for entry in entries]
    first: dict[int, date] = {}
    for entry in known:
        first[entry.agency] = min(entry.day, first.get(entry.agency, entry.day))
    found: Counter[tuple[str, str]] = Counter()
    for entry in known:
        event = _event(entry, entry.day > first[entry.agency], handed)
        if event and entry.day >= since:
            found[str(entry.day.year), event] += entry.people
    return found


def _event(entry: Entry, listed_before: bool, handed: Mapping[int, int]) -> str | None:
    """What the beginning of a version says happened; None where nothing did that counts."""
    works, worked = entry.status == "working", entry.was == "working"
    if entry.was is None:
        new = listed_before and not entry.recruited
        return ("came" if new else "listed") if works else None
    if works and not worked:
        return "returned"
    if worked and not works:
        return entry.status if entry.status in EVENTS else None
    before = entry.was_agency
    moved = works and before is not None and handed.get(before, before) != entry.agency
    return "changed" if moved else None


@dataclass(frozen=True, slots=True)
class FieldNeed:
    """One field: who is there, who retires by the end of the year, who is asked for until then.

    Args:
        field: group of fields; "" where nobody has told; working, retiring: None where this reader must not see it.
        needed: people asked for, by the newest lists of needs; asked: their own words for the field.
    """

    field: str
    name: str
    working: int | None
    retiring: int | None
    needed: int
    asked: tuple[str, ...]


def fields_against_needs(
    connection: Connection, principal: Principal, as_of: date, year: int
) -> tuple[FieldNeed, ...]:
    """Fields with who is there and who is asked for until the end of a year, the most wanted first.

    A need without a year is one of the year that its list is of; one of a year that has passed is no longer open.

    Raises: as `renewal.renewal`.
    """
    found = renewal(connection, principal, as_of, year)
    year = found.until
    columns = registered_need.c
    rows = connection.execute(select(columns.need_field, columns.need_year, columns.as_of, columns.need_count)).all()
    needed: Counter[str] = Counter()
    asked: dict[str, dict[str, None]] = {}
    for words, wanted, told, count in rows:
        if as_of.year <= (wanted or told.year) <= year and told <= as_of:
            field = field_group((), words) or ""
            needed[field] += count or 0
            asked.setdefault(field, {})[words or labels.UNKNOWN_KEY] = None
    names = names_of(connection, "field")
    fields = {*found.by_field, *needed}
    told = [
        FieldNeed(
            field, names.get(field, field) if field else labels.UNKNOWN_KEY,
            *found.by_field.get(field, (0, 0)), needed[field], tuple(sorted(asked.get(field, ()))),
        )
        for field in fields
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda one: (-one.needed, one.field == "", one.field)))
