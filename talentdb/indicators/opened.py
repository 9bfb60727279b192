"""What is open about the registry itself: persons that may be one, rows that wait, staff whom nobody has listed.

Owns the questions to the database; what they do to a figure is weighed by `widening`. All of it is what is known now:
figures of a past day too are counted from all that is known today, so what is open today is open about them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from talentdb.indicators.sql import Facts, named_people, working_people

__all__ = ["Named", "Opened", "Stated", "components", "read_named", "read_opened"]

_PAIRS: Final = text("select person_a, person_b from open_pair")

# What a row says of somebody known matters only where it says something else than is known already.
_WAITING: Final = text("""
    select submission_id, agency_id, count(*) filter (where person_id is null and makes_known) as fresh,
        coalesce(array_agg(distinct person_id) filter (where person_id is not null and not says_the_same), '{}')
            as touched
    from waiting_row where as_of <= :day group by submission_id, agency_id
""")

_STATED: Final = text("""
    select agency_id, sum(staff_total) as stated from institution_report
    where valid_from <= :day and (valid_to is null or valid_to > :day) and programme_name is null and staff_total > 0
    group by agency_id
""")

_BODIES: Final = text("""
    select agency_id, parent_id, code, name, sector,
        (valid_from is null or valid_from <= :day) and (valid_to is null or valid_to >= :day) as stands
    from agency
""")


@dataclass(frozen=True, slots=True)
class Stated:
    """A body that says how many people it has, whatever its duty to report, and how many are listed.

    Args:
        bodies: those whose people are meant: itself and those below it that state nothing themselves.
    """

    agency_id: int
    code: str
    name: str
    stated: int
    listed: int
    bodies: frozenset[int]


@dataclass(frozen=True, slots=True)
class Named:
    """A person that something open is about, on the day.

    Args:
        agency_id: main employer, or the body that took it over; belongs: to the population that all indicators share.
        numbers: its packed facts.
    """

    person_id: int
    agency_id: int
    sector: str
    belongs: bool
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """All that is open beside missing values.

    Args:
        groups: persons of whom some may be one.
        touched: person -> bodies whose waiting rows say something new of it.
        fresh: body -> waiting rows that fit nobody known.
        submissions: how many wait.
        stated: bodies that say how many people they have; unsized: how many that must report
            have listed nobody and stated nothing.
        sectors: body -> sector.
    """

    groups: tuple[tuple[int, ...], ...] = ()
    touched: Mapping[int, frozenset[int]] = field(default_factory=dict)
    fresh: Mapping[int, int] = field(default_factory=dict)
    submissions: int = 0
    stated: tuple[Stated, ...] = ()
    unsized: int = 0
    sectors: Mapping[int, str] = field(default_factory=dict)

    @property
    def persons(self) -> frozenset[int]:
        """All persons that something open is about."""
        return frozenset(self.touched).union(*self.groups)


def components(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The groups that pairs connect, each in rising order."""
    above: dict[int, int] = {}

    def top(one: int) -> int:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for one, other in pairs:
        left, right = top(one), top(other)
        above[max(left, right)] = min(left, right)
    found: dict[int, list[int]] = defaultdict(list)
    for one in sorted(above):
        found[top(one)].append(one)
    return tuple(map(tuple, found.values()))


def read_opened(
    connection: Connection,
    as_of: date,
    handed: Mapping[int, int],
    silent: Collection[int],
    *,
    own: bool = False,
) -> Opened:
    """All that is open; an agency that asks for its own figures learns of no pair and no row that waits.

    Args:
        handed: ended body -> the body that has its people; own: as in `counting.count_people`.
        silent: bodies that must report and have listed nobody, themselves or below them.
    """
    pairs = [(row.person_a, row.person_b) for row in connection.execute(_PAIRS)]
    touched: dict[int, set[int]] = defaultdict(set)
    fresh: dict[int, int] = defaultdict(int)
    submissions = set()
    for row in connection.execute(_WAITING, {"day": as_of}):
        body = handed.get(row.agency_id, row.agency_id)
        submissions.add(row.submission_id)
        fresh[body] += row.fresh
        for person in row.touched:
            touched[person].add(body)
    numbers = _stated(connection, as_of, handed)
    known = numbers or submissions
    bodies = {row.agency_id: row for row in connection.execute(_BODIES, {"day": as_of})} if known else {}
    numbers = {body: n for body, n in numbers.items() if bodies[body].stands}
    stated = _with_listed(connection, as_of, numbers, bodies, handed, own=own) if numbers else ()
    return Opened(
        components(pairs),
        {person: frozenset(by) for person, by in touched.items()},
        {body: n for body, n in fresh.items() if n},
        len(submissions),
        stated,
        sum(number not in numbers for number in silent),
        {number: row.sector for number, row in bodies.items()},
    )


def _stated(connection: Connection, as_of: date, handed: Mapping[int, int]) -> dict[int, int]:
    """Body -> how many people it says it has."""
    found: dict[int, int] = defaultdict(int)
    for row in connection.execute(_STATED, {"day": as_of}):
        found[handed.get(row.agency_id, row.agency_id)] += int(row.stated)
    return found


def _with_listed(
    connection: Connection,
    as_of: date,
    numbers: Mapping[int, int],
    bodies: Mapping[int, Row[Any]],
    handed: Mapping[int, int],
    *,
    own: bool,
) -> tuple[Stated, ...]:
    """The bodies that stated, with their people in the registry who work, most missing first.

    A body that counted those below it in its number, though they state their own, seems to miss them twice: that
    widens, and never narrows.
    """
    meant: dict[int, set[int]] = defaultdict(set)
    for number in bodies:
        if (top := _stands(number, numbers, bodies, handed)) is not None:
            meant[top].add(number)
    values = {"bodies": sorted(set().union(*meant.values()))}
    listed = {row.agency_id: row.n for row in connection.execute(text(working_people(as_of, own=own)), values)}
    found = [
        Stated(
            number, bodies[number].code, bodies[number].name, n,
            sum(listed.get(body, 0) for body in meant[number]), frozenset(meant[number]),
        )
        for number, n in numbers.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.listed - one.stated, one.code)))


def _stands(
    number: int, numbers: Mapping[int, int], bodies: Mapping[int, Row[Any]], handed: Mapping[int, int]
) -> int | None:
    """The body whose number the people of a body are in: itself, or the next above it that states one."""
    at, seen = handed.get(number, number), set()
    while at not in numbers:
        above = bodies[at].parent_id
        seen.add(at)
        if above is None or (at := handed.get(above, above)) in seen:
            return None
    return at


def read_named(
    connection: Connection,
    facts: Facts,
    as_of: date,
    persons: Collection[int],
    handed: Mapping[int, int],
    spared: Collection[int] = (),
) -> dict[int, Named]:
    """Those of the persons that have a version on that day, by number, with what the plan says of them."""
    if not persons or not facts.parts:
        return {}
    values = {"named": sorted(persons)} | ({"spared": list(spared)} if spared else {})
    query = named_people(facts, as_of, spared=bool(spared)).replace("::", r"\:\:")
    rows = connection.execute(text(query), values)
    return {row[0]: Named(row[0], handed.get(row[1], row[1]), row[2], row[3], tuple(row[4:])) for row in rows}
