"""How good the data of each agency are: key fields filled in, problems of its newest list, age of that list, people
who may be in it twice. Owns the questions to the registry and the order of the league; judges no figure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, func, select, text

from talentdb.access.principal import Principal, Role
from talentdb.db.tables import agency, employment, person_version
from talentdb.db.views import agency_intake
from talentdb.indicators.engine import check_reader
from talentdb.indicators.suppression import hidden_agencies
from talentdb.people.successors import heirs

__all__ = ["KEY_FIELDS", "Quality", "quality_league"]

KEY_FIELDS: Final = (
    "sex",
    "birth_date",
    "ethnicity_code",
    "commune_code",
    "qualification",
    "employment_category",
    "professional_title_code",
    "field_group",
)
"""Fields that the indicators and their cuts need of everybody; a field that is missing widens an interval."""

_DOUBTFUL: Final = text("""
    select agency_id, count(*) from (
        select distinct p.person_a, p.person_b, v.agency_id
        from open_pair p join person_version v on v.person_id in (p.person_a, p.person_b)
            and v.valid_from <= :day and (v.valid_to is null or v.valid_to > :day)
    ) as one group by agency_id
""")


@dataclass(frozen=True, slots=True)
class Quality:
    """What is known of the data of one agency; None where there is nothing to judge, or it is hidden.

    Args:
        reports: has the duty to report.
        people: whose main employer it is.
        filled: key field -> share of those people who have it.
        records, problems: rows of its newest approved list, and the errors and warnings found in them.
        newest: the latest day that a row of its people, or of a body below it, describes.
        open_duplicates: pairs of persons, one of them its own, that may be one and that nobody has decided about.
        suppressed: a small group, or one that would give a small group away.
    """

    agency_id: int
    code: str
    name: str
    sector: str
    reports: bool
    people: int | None
    filled: Mapping[str, float] | None
    records: int | None
    problems: int | None
    newest: date | None
    open_duplicates: int | None
    suppressed: bool = False

    @property
    def completeness(self) -> float | None:
        """The mean over the key fields."""
        return sum(self.filled.values()) / len(self.filled) if self.filled else None

    @property
    def problems_per_100(self) -> float | None:
        """Problems in a hundred rows of its newest list."""
        return None if not self.records or self.problems is None else 100 * self.problems / self.records

    def days_old(self, day: date) -> int | None:
        """Days since the day that the newest list describes."""
        return None if self.newest is None else (day - self.newest).days


@dataclass(frozen=True, slots=True)
class _Body:
    agency_id: int
    code: str
    name: str
    sector: str
    reports: bool
    parent_id: int | None


def quality_league(connection: Connection, principal: Principal, as_of: date) -> tuple[Quality, ...]:
    """The agencies that have people or the duty to report, the emptiest first; who listed nobody stands last.

    People and ages of lists are those of `as_of`; problems and open duplicates are those of now, because decisions
    about them have no day of their own.

    Raises: ForbiddenError for roles that see no figures.
    """
    check_reader(principal)
    handed = heirs(connection, as_of)
    bodies = _bodies(connection, as_of, handed)
    people = _filled(connection, as_of, handed)
    ages = _rolled_up(_newest(connection, as_of, handed), {one.agency_id: one.parent_id for one in bodies})
    doubtful = _doubtful(connection, as_of, handed)
    lists = {row.agency_id: row for row in connection.execute(select(agency_intake))}
    found = []
    for one in bodies:
        counts, intake = people.get(one.agency_id), lists.get(one.agency_id)
        if counts is None and not one.reports:
            continue
        total = counts[0] if counts else 0
        found.append(
            Quality(
                one.agency_id, one.code, one.name, one.sector, one.reports, total,
                None if not counts else {name: n / total for name, n in zip(KEY_FIELDS, counts[1:], strict=True)},
                intake.n_records if intake else None, intake.n_problems if intake else None,
                ages.get(one.agency_id), doubtful[one.agency_id],
            )
        )  # fmt: skip
    if principal.role is Role.LEADER:
        found = _guarded(found)
    return tuple(sorted(found, key=_order))


def _order(one: Quality) -> tuple[bool, float, str]:
    return (one.completeness is None, one.completeness or 0.0, one.name)


def _bodies(connection: Connection, day: date, handed: Mapping[int, int]) -> list[_Body]:
    """Bodies that nobody took over by that day; only those that were there on it owe a report."""
    a = agency.c
    there = (a.valid_from.is_(None) | (a.valid_from <= day)) & (a.valid_to.is_(None) | (a.valid_to >= day))
    rows = connection.execute(select(a.agency_id, a.code, a.name, a.sector, a.reports & there, a.parent_id))
    return [_Body(*row) for row in rows if row.agency_id not in handed]


def _filled(connection: Connection, day: date, handed: Mapping[int, int]) -> dict[int, list[int]]:
    """Agency -> its people, and how many of them have each key field."""
    p = person_version.c
    rows = connection.execute(
        select(p.agency_id, func.count(), *(func.count(p[name]) for name in KEY_FIELDS))
        .where(p.valid_from <= day, p.valid_to.is_(None) | (p.valid_to > day))
        .where(func.coalesce(p.status, "working") == "working")
        .group_by(p.agency_id)
    )
    found: dict[int, list[int]] = {}
    for number, *counts in rows:
        body = handed.get(number, number)
        so_far = found.get(body, [0] * len(counts))
        found[body] = [one + other for one, other in zip(so_far, counts, strict=True)]
    return found


def _newest(connection: Connection, day: date, handed: Mapping[int, int]) -> dict[int, date]:
    """Agency -> the latest day that a row of it describes."""
    e = employment.c
    rows = connection.execute(
        select(e.agency_id, func.max(e.as_of)).where(e.as_of <= day).group_by(e.agency_id)
    ).all()
    found: dict[int, date] = {}
    for number, newest in rows:
        body = handed.get(number, number)
        found[body] = max(newest, found.get(body, newest))
    return found


def _doubtful(connection: Connection, day: date, handed: Mapping[int, int]) -> Counter[int]:
    """Agency -> pairs of persons, one of them or both its own."""
    found: Counter[int] = Counter()
    for number, pairs in connection.execute(_DOUBTFUL, {"day": day}):
        found[handed.get(number, number)] += pairs
    return found


def _rolled_up(newest: Mapping[int, date], above: Mapping[int, int | None]) -> dict[int, date]:
    """Whoever has units below is as new as the newest of them, as in the coverage."""
    found = dict(newest)
    for number, day in newest.items():
        seen, parent = {number}, above.get(number)
        while parent is not None and parent not in seen:
            found[parent] = max(day, found.get(parent, day))
            seen.add(parent)
            parent = above.get(parent)
    return found


def _guarded(league: Sequence[Quality]) -> list[Quality]:
    """The league as leaders see it: what would tell of a small group is taken out, its age is not."""
    sizes = {one.agency_id: one.people or 0 for one in league}
    hidden = hidden_agencies(sizes, {one.agency_id: one.sector for one in league})
    return [_without_numbers(one) if one.agency_id in hidden else one for one in league]


def _without_numbers(one: Quality) -> Quality:
    return replace(one, people=None, filled=None, records=None, problems=None, open_duplicates=None, suppressed=True)
