"""Whether the units below a body have handed in what it owes: its duty is done by all of them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from talentdb.reporting import labels
from talentdb.reporting.bodies import Body
from talentdb.reporting.due import Held

__all__ = ["with_units"]

_NAMED: Final = 3
"""As many units that are missing are told by name."""


def with_units(held: Mapping[int, Held], bodies: Sequence[Body]) -> dict[int, Held]:
    """What is there of each body: what it handed in itself, else what its units did, n of N.

    The units of a body are those right below it that have the duty to report; where none has, all right below it.
    Where only some of them handed in, the others are what is missing.
    """
    below: dict[int, list[Body]] = {}
    for one in bodies:
        if one.parent_id is not None and one.parent_id != one.agency_id:
            below.setdefault(one.parent_id, []).append(one)
    found = dict(held)
    for one in bodies:
        theirs = _of(one, held, below, frozenset())
        if theirs is not None:
            found[one.agency_id] = theirs
    return found


def _of(body: Body, held: Mapping[int, Held], below: Mapping[int, list[Body]], seen: frozenset[int]) -> Held | None:
    own = held.get(body.agency_id)
    if own is not None or body.agency_id in seen:
        return own
    under = below.get(body.agency_id, [])
    units = [one for one in under if one.reports] or under
    parts = [(one, _of(one, held, below, seen | {body.agency_id})) for one in units]
    there = [part for _, part in parts if part is not None]
    if not there:
        return None
    since = max(part.since or date.min for part in there)
    doubt = next((part.doubt for part in there if part.doubt), "")
    missing = [one.name for one, part in parts if part is None or not part.is_whole]
    if not missing:
        return Held(since, doubt=doubt)
    names = "; ".join(sorted(missing)[:_NAMED])
    words = labels.UNITS_LACK if len(missing) <= _NAMED else labels.UNITS_LACK_MORE
    lacks = words.format(n=len(units) - len(missing), total=len(units), names=names, more=len(missing) - _NAMED)
    return Held(since, lacks)
