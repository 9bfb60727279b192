"""Who has worked with whom, for councils: co-authors, co-members of tasks, supervisors and supervised, by works.

No work is too large here and no tie too weak: whoever weighs them is told the work and how many took part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from talentdb.network.ties import common_works

__all__ = ["Conflict", "ConflictKind", "conflicts_of"]

ConflictKind = Literal["co_author", "co_member", "supervisor", "supervised"]
"""What the other is to the person: `supervisor` of the person, or `supervised` by the person."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A tie of one kind between a person and another.

    Args:
        title, year: the newest work of that kind (year 0 is unknown); `members`: how many took part in it.
        works: how many works of that kind they share.
    """

    person_id: int
    other_id: int
    kind: ConflictKind
    title: str
    year: int
    members: int
    works: int


def conflicts_of(connection: Connection, person_ids: Sequence[int]) -> tuple[Conflict, ...]:
    """All ties by works of these people with anybody that the account may see, by both numbers and the kind."""
    found: dict[tuple[int, int, str], Conflict] = {}
    for rows in common_works(connection, person_ids):
        for person, other, supervises, supervised, published, title, year, members in rows:
            kind: ConflictKind = "co_author" if published else "co_member"
            if supervises != supervised:
                kind = "supervised" if supervises else "supervisor"
            known = found.get((person, other, kind))
            newest = known or Conflict(person, other, kind, title, year, members, 0)
            found[person, other, kind] = replace(newest, works=newest.works + 1)
    return tuple(found[key] for key in sorted(found))
