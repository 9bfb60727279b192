"""What approving a submission would do to the indicators: only the persons it touches are made anew, beside what they
are, counted in their place, and undone. Leaves nothing behind and keeps no other writer waiting.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators.engine import check_reader, compute
from talentdb.people.rehearsal import rehearse
from talentdb.plans import Plan, load_plan
from talentdb.registry.decisions import foresee_approval, hold_registry, newest_decision
from talentdb.settings import today

__all__ = ["Effect", "IndicatorEffect", "effect"]


@dataclass(frozen=True, slots=True)
class IndicatorEffect:
    """One indicator before and after, each as the entry of `engine.compute`: with counts, share, interval, gap."""

    code: str
    name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an approval would do: persons touched, of them made known by it, and the figures of a plan on a day."""

    submission_id: int
    plan: str
    as_of: date
    touched: int
    founded: int
    indicators: tuple[IndicatorEffect, ...]


def effect(
    connection: Connection,
    principal: Principal,
    submission_id: int,
    plan_code: str,
    *,
    returned: Mapping[int, str] = MappingProxyType({}),
    as_of: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Effect:
    """The figures of a plan as they are and as they would be after the approval, to the last person.

    Nobody waits for it, and it waits for nobody; only when a decision comes in meanwhile, it begins again and takes
    the turn of a writer.
    Args:
        returned: rows that the approval would send back, as of `approve`.
        as_of: day of the figures; today without it.
        progress: called with how many persons are derived and how many there are.
    Raises: as `approve`; ForbiddenError for a role that sees no figures; NotFoundError for an unknown plan.
    """
    require(principal, Action.REVIEW)
    check_reader(principal)
    asked = _Question(submission_id, load_plan(plan_code), as_of or today(), returned)
    newest = newest_decision(connection)
    found = _foreseen(connection, principal, asked, progress, alone=False)
    if newest_decision(connection) != newest:
        found = _foreseen(connection, principal, asked, progress, alone=True)
    return found


@dataclass(frozen=True, slots=True)
class _Question:
    submission_id: int
    plan: Plan
    as_of: date
    returned: Mapping[int, str]


def _foreseen(
    connection: Connection,
    principal: Principal,
    asked: _Question,
    progress: Callable[[int, int], None] | None,
    *,
    alone: bool,
) -> Effect:
    """The answer; `alone`: other writers of the registry wait meanwhile."""
    # Locks, settings and temporary tables made inside go with the savepoint; only numbers of sequences are used up.
    undone = connection.begin_nested()
    try:
        if alone:
            hold_registry(connection)
        # What else is open is not rehearsed: the pairs that matching would find, and this very submission.
        before = compute(connection, principal, asked.plan, asked.as_of, only_values=True)["indicators"]
        seen = foresee_approval(connection, principal, asked.submission_id, asked.returned)
        rehearse(connection, seen.persons, seen.fresh, seen.event_id, progress=progress)
        after = compute(connection, principal, asked.plan, asked.as_of, spared=seen.touched, only_values=True)[
            "indicators"
        ]
    finally:
        undone.rollback()
    fresh = frozenset(seen.fresh)
    founded = sum(fresh.issuperset(records) for records in seen.persons)
    figures = tuple(IndicatorEffect(a["code"], a["name"], a, b) for a, b in zip(before, after, strict=True))
    return Effect(asked.submission_id, asked.plan.code, asked.as_of, len(seen.touched), founded, figures)
