"""Which body has the people of a body that is no more: links of successors, followed as of a day.

Nothing is re-homed: records stay with the body that they name, lists and figures ask here under whom to show them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import BindParameter, Connection, Date, Select, bindparam, or_, select

from talentdb.db.tables import agency

__all__ = ["Body", "codes_taken_over", "employers_on", "heir", "heirs", "with_predecessors"]


class Body(Protocol):
    """What following the links needs to know of an agency: first and last day, and who took over."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def successor_id(self) -> int | None: ...


def heir(bodies: Mapping[int, Body], agency_id: int, day: date) -> int:
    """The body that has the people of `agency_id` on that day: itself until its last day, then its successor.

    Chains are followed as far as the bodies have ended. A successor that has not begun yet has nobody; links in a
    circle lead nowhere: the people stay where they are.
    """
    seen, now = {agency_id}, agency_id
    while True:
        body = bodies[now]
        following = body.successor_id
        if following is None or body.valid_to is None or body.valid_to >= day or following not in bodies:
            return now
        begins = bodies[following].valid_from
        if begins is not None and begins > day:
            return now
        if following in seen:
            return agency_id
        seen.add(following)
        now = following


_COLUMNS: Final = (agency.c.agency_id, agency.c.valid_from, agency.c.valid_to, agency.c.successor_id)


def heirs(connection: Connection, day: date) -> dict[int, int]:
    """Ended body -> the body that has its people on that day; only bodies that have handed them over."""
    linked = select(*_COLUMNS).where(or_(agency.c.successor_id.is_not(None), agency.c.agency_id.in_(
        select(agency.c.successor_id).where(agency.c.successor_id.is_not(None)))))  # fmt: skip
    bodies: dict[int, Any] = {row.agency_id: row for row in connection.execute(linked)}
    found = {number: heir(bodies, number, day) for number in bodies}
    return {number: now for number, now in found.items() if now != number}


def employers_on(connection: Connection, day: date) -> dict[int, Any]:
    """Agency -> (code, name) to show its people under on that day: its own, or those of its heir."""
    own = {row[0]: row[1:] for row in connection.execute(select(agency.c.agency_id, agency.c.code, agency.c.name))}
    return own | {number: own[now] for number, now in heirs(connection, day).items()}


def with_predecessors(wanted: Select[Any], day: date | BindParameter[date]) -> Select[Any]:
    """Numbers of the agencies of `wanted` and of all ended ones that they took over by that day, however many steps
    ago; the union ends a circle."""
    below = wanted.cte(recursive=True)
    into = agency.alias()
    ended = (
        select(agency.c.agency_id)
        .join(below, agency.c.successor_id == below.c.agency_id)
        .join(into, into.c.agency_id == below.c.agency_id)
        .where(agency.c.valid_to < day, or_(into.c.valid_from.is_(None), into.c.valid_from <= day))
    )
    return select(below.union(ended).c.agency_id)


_CODES: Final = "codes"
_DAY: Final = bindparam("day", type_=Date)
# Asked by each search for the people of a body, so built once.
_TAKEN_OVER: Final = select(agency.c.code).where(agency.c.agency_id.in_(
    with_predecessors(select(agency.c.agency_id).where(agency.c.code.in_(bindparam(_CODES, expanding=True))), _DAY)
))  # fmt: skip


def codes_taken_over(connection: Connection, codes: Sequence[str], day: date) -> list[str]:
    """The codes, and those of the ended bodies that they took over by that day."""
    found = connection.execute(_TAKEN_OVER, {_CODES: list(codes), _DAY.key: day}).scalars()
    return sorted({*codes, *found})
