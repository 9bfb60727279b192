"""What the page of possible duplicates reads and does: the queue, pairs, judgements, the sample of merges.

Each function takes the principal and works in a unit of work of its own; nothing is remembered between users.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from dashboards import identity_labels
from dashboards.application import Application
from dashboards.identity_look import Look, look_of
from dashboards.words import Words
from talentdb.access.context import repeatedly, unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.identity import checking
from talentdb.identity.judgements import list_judgements
from talentdb.identity.pair import pair
from talentdb.identity.queue import QueueItem, counts, queue
from talentdb.identity.sides import Side
from talentdb.registry.judging import Judged, judge, retract

__all__ = [
    "Entry",
    "Verdict",
    "Waiting",
    "decide",
    "judgement_rows",
    "look",
    "rates",
    "sample",
    "undo",
    "waiting_pairs",
]

Verdict = Literal["same", "different", "unsure"]

_MOST: Final = 200
"""Pairs that are read at once; nobody judges more in a sitting."""
_SAMPLE: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair in a list; `a` and `b` name what is judged: the number of a person, or "r123".

    Args:
        refused: the model is sure; yet the two are not one person, or not until their list is approved.
        rule: which one merged them, for the sample.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    a_body: str
    b_body: str
    score: float | None
    waiting: bool = False
    id_conflict: bool = False
    refused: bool = False
    unsure: bool = False
    rule: str = ""

    @property
    def key(self) -> str:
        """Address of the pair on the page."""
        return f"{self.a}-{self.b}"

    @property
    def names(self) -> str:
        """Both names; one where they are equal."""
        if self.a_name == self.b_name:
            return self.a_name
        return identity_labels.NAMES.format(a=self.a_name, b=self.b_name)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue: how many of each status, and its first pairs."""

    counts: Mapping[str, int]
    entries: tuple[Entry, ...]


def waiting_pairs(
    application: Application, principal: Principal, status: str = "open", submission_id: int | None = None
) -> Waiting:
    """The queue, the pair most worth judging first."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        numbers = counts(connection, submission_id=submission_id)
        items = queue(connection, status=status, limit=_MOST, submission_id=submission_id)
    return Waiting(numbers, tuple(map(_entry, items)))


def _entry(item: QueueItem) -> Entry:
    return Entry(
        *_named(item.a), *_named(item.b), item.a.full_name, item.b.full_name, item.a.agency_name, item.b.agency_name,
        item.score, item.waiting, item.id_conflict, item.refused, item.status == "unsure",
    )  # fmt: skip


def _named(side: Side) -> tuple[str]:
    # A judgement about a person speaks of all its rows, so it outlives the one row that was compared.
    return (str(side.person_id) if side.person_id is not None else side.record,)


def sample(application: Application, principal: Principal) -> tuple[Entry, ...]:
    """Automatic merges to look at again, as drawn."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        drawn = checking.draw(connection, _SAMPLE)
    return tuple(
        Entry(
            item.a.record, item.b.record, item.a.full_name, item.b.full_name, item.a.agency_name, item.b.agency_name,
            item.score, rule=item.rule,
        )
        for item in drawn
    )  # fmt: skip


def rates(application: Application, principal: Principal) -> Sequence[checking.Rate]:
    """How often automatic merges were wrong: all first, then by rule."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        *by_rule, together = checking.error_rate(connection)
    return [together, *by_rule]


def look(application: Application, principal: Principal, a: str, b: str) -> Look:
    """Two persons or records side by side; the look is logged.

    Raises: NotFoundError and ConflictError when they are gone, or one person already.
    """
    with unit_of_work(application.engine, principal) as connection:
        found = pair(connection, principal, application.keyring, a, b)
    return look_of(Words(application), found)


def decide(
    application: Application,
    principal: Principal,
    entry: Entry,
    verdict: Verdict,
    reason: str,
    origin: Literal["queue", "check"],
) -> Judged:
    """Judge a pair.

    Raises: ConflictError or NotFoundError when somebody else was faster.
    """
    return repeatedly(
        application.engine,
        principal,
        lambda connection: judge(connection, principal, entry.a, entry.b, verdict, reason=reason, origin=origin),
    )


def undo(application: Application, principal: Principal, judgement_id: int, reason: str = "") -> Judged:
    """Take a judgement back."""
    return repeatedly(
        application.engine,
        principal,
        lambda connection: retract(connection, principal, judgement_id, reason=reason),
    )


def judgement_rows(
    application: Application, principal: Principal, *, live: bool, limit: int, offset: int
) -> list[dict[str, Any]]:
    """Judgements, newest first; one more than `limit` where there are more."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        return list_judgements(connection, live=live, limit=limit + 1, offset=offset)
