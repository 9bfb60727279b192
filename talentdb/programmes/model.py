"""Values of the programmes: a case with all that happened to it, its papers, what was checked. Reads no table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

__all__ = [
    "NOTE",
    "OPEN",
    "WITHDRAW",
    "Case",
    "CaseLine",
    "CasePaper",
    "Check",
    "Event",
    "FactValue",
    "Lack",
    "Move",
    "Score",
]

OPEN: Final = "open"
NOTE: Final = "note"
WITHDRAW: Final = "withdraw"
"""Events that are no step of an instrument: the first one, one that changes no stage, and taking the case back."""

FactValue = str | int
"""A fact as it is kept: text, choice and number as text, a date as YYYY-MM-DD, đồng as an integer."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case.

    Args:
        number: from 1, the opening; step: code of the step, or OPEN, NOTE, WITHDRAW.
        stage: where the case stood afterwards; ended: how it ended with it.
        actor: as what it was done; day: day it holds from; paper: number of the decision.
        facts: given with it; checked: what was checked and what came out.
    """

    number: int
    step: str
    stage: str
    ended: str | None
    actor: str
    day: date
    reason: str
    paper: str
    facts: Mapping[str, FactValue]
    checked: Mapping[str, Any]
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case of an instrument, with its events, oldest first; there is always the opening.

    Args:
        title: what lists call it.
        person_id: about whom, as the registry numbers them now (merged numbers followed).
        agency: name of its body.
    """

    number: int
    plan: str
    instrument: str
    definition_version: str
    title: str
    person_id: int | None
    agency_id: int
    agency: str
    lead_agency_id: int | None
    approved_need_id: int | None
    nomination_id: int | None
    opened_at: datetime
    login: str
    events: tuple[Event, ...]

    @property
    def last(self) -> Event:
        """The newest event; its number is what a step has to expect."""
        return self.events[-1]

    @property
    def newest(self) -> int:
        """Number of the newest event."""
        return self.last.number

    @property
    def stage(self) -> str:
        """Code of the stage it stands at."""
        return self.last.stage

    @property
    def ended(self) -> str | None:
        """How it ended; None while it goes on."""
        return self.last.ended

    @property
    def facts(self) -> dict[str, FactValue]:
        """What is known of it: a later event corrects an earlier one."""
        return {code: value for event in self.events for code, value in event.facts.items()}

    @property
    def since(self) -> date:
        """The day it came to its stage, also when that is the stage it came from."""
        return next(event.day for event in reversed(self.events) if event.step != NOTE)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a list shows it: how it stands, without what happened to it. Its parts are those of a Case.

    Args:
        newest: number of the newest event, which a step has to expect.
        since: the day it came to its stage.
    """

    number: int
    plan: str
    instrument: str
    title: str
    person_id: int | None
    agency_id: int
    agency: str
    lead_agency_id: int | None
    approved_need_id: int | None
    nomination_id: int | None
    newest: int
    stage: str
    ended: str | None
    since: date


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper of a case.

    Args:
        kind: code of a kind of paper of the instrument; name: of the file.
        sha256: hash of the file, as hexadecimal digits; size: bytes.
        paper_number: number of the paper itself; valid_to: last day it is valid.
        replaced_by: number of the paper that lies in its place now.
    """

    number: int
    case: int
    kind: str
    name: str
    sha256: str
    media_type: str
    size: int
    paper_number: str
    issued_on: date | None
    valid_to: date | None
    replaces: int | None
    replaced_by: int | None
    login: str
    added_at: datetime

    def is_valid_on(self, day: date) -> bool:
        """Whether it was issued by that day and had not run out; an unknown day of issue speaks for it."""
        return (self.issued_on is None or self.issued_on <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of an instrument, held against what the registry knows of a person on a day.

    Args:
        holds: None when a value is missing; must: no step that asks for eligibility goes on without it.
        why: what is missing, in Vietnamese; empty when it is known.
    """

    code: str
    name: str
    holds: bool | None
    must: bool
    place: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What a council has found so far.

    Args:
        done: enough members have scored and nobody who was asked is missing; share: of all points, of their mean.
        members: how many have scored; missing: how many were asked and have not.
    """

    done: bool
    share: Fraction
    members: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a step cannot be taken.

    Args:
        kind: actor, paper, paper_expired, fact, rule, rule_unknown, score or score_low; code: of what is lacking.
        text: in Vietnamese, with what to do.
    """

    kind: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """A step that leads on from where the case stands, with all that it lacks."""

    step: str
    name: str
    to: str
    lacks: tuple[Lack, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether it can be taken now, once its facts are filled in."""
        return all(lack.kind == "fact" for lack in self.lacks)

    @property
    def to_fill(self) -> tuple[str, ...]:
        """Codes of the facts that have to be given with it."""
        return tuple(lack.code for lack in self.lacks if lack.kind == "fact")
