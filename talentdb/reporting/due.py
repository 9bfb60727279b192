"""Whether a duty was done in time, by what is there and since when. Pure; knows neither bodies nor tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from talentdb.calendar.terms import Term
from talentdb.calendar.working_days import working_days_until

__all__ = ["OPEN", "Held", "Standing", "State", "soon", "standing"]

SOON: Final = 10
"""Working days before the end of a term from which on it is shown as near: two weeks of work."""


Key = TypeVar("Key", bound=str)


class State(StrEnum):
    """How a duty stands on a day; exactly one of these.

    NOT_YET: its time has not begun. WAITING: it can still be done in time. SUBMITTED, LATE: done, in time or behind
    its last day. UNSURE: all that belongs to it is there, and nothing of ours can tell whether it is whole.
    NEVER: its last day has passed. UNTOLD: it has passed, and nothing of ours can tell.
    """

    NOT_YET = "not_yet"
    WAITING = "waiting"
    SUBMITTED = "submitted"
    LATE = "late"
    UNSURE = "unsure"
    NEVER = "never"
    UNTOLD = "untold"


OPEN: Final = frozenset({State.WAITING, State.NEVER})
"""What is still owed."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that belongs to a duty, as it was found.

    Args:
        since: first day on which it was there; None while it is not.
        lacks: what is still missing of it, in words; empty when it is whole.
        doubt: why nobody can tell whether it is whole, in words; empty when one can.
    """

    since: date | None = None
    lacks: str = ""
    doubt: str = ""

    @property
    def is_whole(self) -> bool:
        """It is there, and nothing that we know of is missing."""
        return self.since is not None and not self.lacks


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands.

    Args:
        done_on: day on which the last of what belongs to it was there; None while something is missing.
        days_late: calendar days behind the last day of the term: of what was done late, or until the day asked for.
        working_days_left: until the end of the term; None once it is done or over.
        missing: keys of what is missing or not whole, in the order of the plan, with what it lacks.
        doubts: keys of what is there and may not be whole, with why nobody can tell.
    """

    state: State
    done_on: date | None
    days_late: int
    working_days_left: int | None
    missing: Mapping[str, str]
    doubts: Mapping[str, str] = field(default_factory=dict)


def standing(term: Term, content: Sequence[Key], held: Mapping[Key, Held], day: date) -> Standing:
    """How a duty stands at the end of a day.

    Done is what is there with all its content, not what somebody ticked off. What a plan asks for without saying of
    what it consists is never taken for done or missing: it waits until its term is over, and then it is untold.

    Args:
        content: keys of what belongs to it; held: what was found of them; what came after the day was not there.
    """
    there = {key: one for key, one in held.items() if one.since is None or one.since <= day}
    found = {key: there.get(key, Held()) for key in content}
    missing: dict[str, str] = {key: one.lacks for key, one in found.items() if not one.is_whole}
    doubts: dict[str, str] = {key: one.doubt for key, one in found.items() if one.is_whole and one.doubt}
    days = [one.since for one in found.values() if one.since is not None]
    done_on = max(days) if days and not missing else None
    if done_on is not None:
        late = max((done_on - term.last).days, 0)
        state = State.UNSURE if doubts else State.LATE if late else State.SUBMITTED
        return Standing(state, done_on, late, None, {}, doubts)
    if day > term.last:
        late = (day - term.last).days
        return Standing(State.NEVER, None, late, None, missing) if content else _UNTOLD
    if day < term.first:
        return Standing(State.NOT_YET, None, 0, None, missing)
    return Standing(State.WAITING, None, 0, working_days_until(day, term.last), missing)


_UNTOLD: Final = Standing(State.UNTOLD, None, 0, None, {})


def soon(found: Standing) -> bool:
    """Whether it waits and its term ends within the next days of work."""
    return found.working_days_left is not None and found.working_days_left <= SOON
