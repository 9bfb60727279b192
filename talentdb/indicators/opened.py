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

from talentdb.indicators.sql import Facts, named_people, people_source

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
    select r.agency_id, sum(r.staff_total) as stated
    from institution_report r
    where r.valid_from <= :day and (r.valid_to is null or r.valid_to > :day) and r.programme_name is null
        and r.staff_total > 0 and (cast(:scope as integer[]) is null or r.agency_id = any(:scope))
    group by r.agency_id
""")

_BODIES: Final = text("""
    select agency_id, parent_id, code, name, sector, reports and (valid_from is null or valid_from <= :day)
        and (valid_to is null or valid_to >= :day) as must_report
    from agency
""")


@dataclass(frozen=True, slots=True)
class Stated:
    """A body that must report and has listed fewer people than it says it has."""

    agency_id: int
    code: str
    name: str
    sector: str
    stated: int
    listed: int

    @property
    def missing(self) -> int:
        """Staff whom nobody has listed."""
        return self.stated - self.listed


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
        groups: persons of whom some may be one; pairs: how many pairs they are made of.
        touched: person -> bodies whose waiting rows say something new of it.
        fresh: body -> waiting rows that fit nobody known.
        submissions: how many wait.
        short: bodies with fewer people than they stated; unsized: how many have listed nobody and stated nothing.
        sectors: body -> sector.
    """

    groups: tuple[tuple[int, ...], ...] = ()
    pairs: int = 0
    touched: Mapping[int, frozenset[int]] = field(default_factory=dict)
    fresh: Mapping[int, int] = field(default_factory=dict)
    submissions: int = 0
    short: tuple[Stated, ...] = ()
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
    scope: Collection[int] | None,
    handed: Mapping[int, int],
    silent: Collection[int],
    *,
    own: bool = False,
) -> Opened:
    """All that is open; an agency that asks for its own figures learns of no pair and no row that waits.

    Args:
        scope, handed, own: as in `engine.compute` and `counting.count_people`.
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
    stated = _stated(connection, as_of, scope, handed)
    bodies = {row.agency_id: row for row in connection.execute(_BODIES, {"day": as_of})} if stated or fresh else {}
    listed = _listed(connection, as_of, stated, bodies, handed, own=own) if stated else {}
    short = [
        Stated(number, bodies[number].code, bodies[number].name, bodies[number].sector, n, listed.get(number, 0))
        for number, n in stated.items()
        if bodies[number].must_report and listed.get(number, 0) < n
    ]
    return Opened(
        components(pairs),
        len(pairs),
        {person: frozenset(by) for person, by in touched.items()},
        {body: n for body, n in fresh.items() if n},
        len(submissions),
        tuple(sorted(short, key=lambda one: (-one.missing, one.code))),
        sum(number not in stated for number in silent),
        {number: row.sector for number, row in bodies.items()},
    )


def _stated(
    connection: Connection, as_of: date, scope: Collection[int] | None, handed: Mapping[int, int]
) -> dict[int, int]:
    """Body -> how many people it says it has."""
    values = {"day": as_of, "scope": None if scope is None else list(scope)}
    found: dict[int, int] = defaultdict(int)
    for row in connection.execute(_STATED, values):
        found[handed.get(row.agency_id, row.agency_id)] += int(row.stated)
    return found


def _listed(
    connection: Connection,
    as_of: date,
    stated: Mapping[int, int],
    bodies: Mapping[int, Row[Any]],
    handed: Mapping[int, int],
    *,
    own: bool,
) -> dict[int, int]:
    """Body that stated -> its people in the registry who work, with those of all below that state nothing themselves.

    A body that counted those below it in its number, though they state their own, seems to miss them twice: that
    widens, and never narrows.
    """
    stands: dict[int, int] = {}
    for number in bodies:
        at: int | None = handed.get(number, number)
        seen: set[int] = set()
        while at is not None and at not in stated and at not in seen:
            seen.add(at)
            above = bodies[at].parent_id
            at = None if above is None else handed.get(above, above)
        if at is not None and at in stated:
            stands[number] = at
    source = people_source(as_of, own=own)
    query = f"select agency_id, count(*) as n from {source} where is_working and agency_id = any(:bodies) group by 1"  # noqa: S608
    found: dict[int, int] = defaultdict(int)
    for row in connection.execute(text(query.replace("::", r"\:\:")), {"bodies": list(stands)}):
        found[stands[row.agency_id]] += row.n
    return found


def read_named(
    connection: Connection,
    facts: Facts,
    as_of: date,
    persons: Collection[int],
    handed: Mapping[int, int],
    spared: Collection[int] = (),
) -> dict[int, Named]:
    """Those of the persons that have a version on that day, by number, with what the plan says of them."""
    if not persons:
        return {}
    values = {"named": sorted(persons)} | ({"spared": list(spared)} if spared else {})
    query = named_people(facts, as_of, spared=bool(spared)).replace("::", r"\:\:")
    rows = connection.execute(text(query), values)
    return {row[0]: Named(row[0], handed.get(row[1], row[1]), row[2], row[3], tuple(row[4:])) for row in rows}
