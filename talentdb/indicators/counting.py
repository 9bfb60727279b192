"""Counts people for the indicators of a plan: all indicators and cuts in one scan of the registry.

Knows neither who asks nor what is shown; row-level security decides who is counted.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from talentdb.indicators.figures import Tally
from talentdb.indicators.sql import Facts, statement
from talentdb.indicators.unlinked import lay_unlinked
from talentdb.plans import Plan

__all__ = ["Tallies", "add", "count_people", "roll_up", "without"]

Tallies = dict[str, dict[str, dict[str | None, Tally]]]
"""Indicator -> cut, with "total" among them -> key -> tally."""

_COUNTS: Final = tuple(name for name in Tally.__dataclass_fields__ if name != "unknown")

_SETTINGS: Final = {"work_mem": "64MB", "enable_sort": "off", "parallel_tuple_cost": "0"}
"""For one look at everybody: memory for the groups of all cuts, which are never sorted, and workers, though the
server thinks it dear to hear from them of each person."""

_GENEROUS: Final = select(*(func.set_config(name, value, True) for name, value in _SETTINGS.items()))
_AS_BEFORE: Final = text(
    "select set_config(name, reset_val || coalesce(unit, ''), true) from pg_settings where name = any(:names)"
).bindparams(names=list(_SETTINGS))


def count_people(
    connection: Connection,
    plan: Plan,
    as_of: date,
    cuts: Sequence[str],
    scope: Sequence[int] | None = None,
    spared: Collection[int] = (),
    on: date | None = None,
    *,
    planned: bool = True,
    own: bool = False,
    named: Collection[int] | None = None,
) -> Tallies:
    """The tallies of all indicators of people, in one scan.

    Args:
        plan: with all readings settled.
        cuts: keys of CUT_COLUMNS; "total" is always there.
        scope: numbers of the agencies whose people are counted; None for everybody.
        spared: persons who are not counted.
        on, planned: a later day that the people of `as_of` are judged on; see `sql.people_source`.
        own: only those of the agency account that asks.
        named: only these persons; None for all.
    """
    facts = Facts(plan, on or as_of)
    people = plan.of_kind("people")
    if not people:
        return {}
    sums = {indicator.code: facts.sums(indicator.code) for indicator in people}
    # Indicators share conditions (the denominator of a rate and of its sub-rates): each is summed once.
    conditions = dict.fromkeys(condition for named in sums.values() for condition in named.values())
    columns = {condition: f"c{number}" for number, condition in enumerate(conditions)}
    places = {
        code: {name: 2 + list(conditions).index(condition) for name, condition in named.items()}
        for code, named in sums.items()
    }
    connection.execute(_GENEROUS)
    # A colon would be taken for a parameter; the only ones the statement has are these.
    source = statement(
        facts, as_of, cuts, columns, restricted=scope is not None, spared=bool(spared), named=named is not None,
        on=on, planned=planned, own=own,
    )  # fmt: skip
    query = text(source.replace("::", r"\:\:"))
    given = {"agencies": scope, "spared": spared or None, "named": named}
    bound = {name: list(numbers) for name, numbers in given.items() if numbers is not None}
    found: Tallies = {indicator.code: {cut: {} for cut in ["total", *cuts]} for indicator in people}
    for row in connection.execute(query, bound):
        for code, place in places.items():
            found[code][row[0]][row[1]] = _tally(place, row)
    connection.execute(_AS_BEFORE)
    if named is None:
        lay_unlinked(connection, plan, as_of, on or as_of, cuts, scope, found)
    return found


def _tally(place: Mapping[str, int], row: Sequence[Any]) -> Tally:
    """The counts of one indicator out of a row of the statement."""
    unknown = {name.removeprefix("unknown."): row[at] for name, at in place.items() if name.startswith("unknown.")}
    return Tally(**{name: row[place[name]] for name in _COUNTS}, unknown=unknown)


def roll_up(tallies: Tallies, handed: Mapping[int, int]) -> None:
    """Put the people of ended bodies under those that took them over."""
    for groups in tallies.values():
        rows = groups["agency"]
        for old, now in handed.items():
            if (tally := rows.pop(str(old), None)) is not None:
                rows[str(now)] = add(rows[str(now)], tally) if str(now) in rows else tally


def add(one: Tally, other: Tally) -> Tally:
    """Two groups of which nobody is in both, as one."""
    unknown = {key: count + other.unknown.get(key, 0) for key, count in one.unknown.items()}
    return Tally(**{name: getattr(one, name) + getattr(other, name) for name in _COUNTS}, unknown=unknown)


def without(whole: Tally, part: Tally) -> Tally:
    """A group without some of its people."""
    unknown = {key: count - part.unknown.get(key, 0) for key, count in whole.unknown.items()}
    return Tally(**{name: getattr(whole, name) - getattr(part, name) for name in _COUNTS}, unknown=unknown)
