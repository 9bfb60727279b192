"""What approving a submission would do to the indicators: it is approved, counted, undone. Leaves nothing behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators.engine import check_reader, compute
from talentdb.plans import load_plan
from talentdb.registry.decisions import approve, hold_registry
from talentdb.settings import today
from talentdb.submissions.query import persons_with_rows

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

    Other writers of the registry wait meanwhile: it takes as long as the approval itself.
    Args:
        returned: rows that the approval would send back, as of `approve`.
        as_of: day of the figures; today without it.
    Raises: as `approve`; ForbiddenError for a role that sees no figures; NotFoundError for an unknown plan.
    """
    require(principal, Action.REVIEW)
    check_reader(principal)
    plan, day = load_plan(plan_code), as_of or today()
    # Locks, settings and temporary tables made inside go with the savepoint; only numbers of sequences are used up.
    undone = connection.begin_nested()
    try:
        hold_registry(connection)
        before = compute(connection, principal, plan, day)["indicators"]
        outcome = approve(connection, principal, submission_id, returned=returned, progress=progress)
        after = compute(connection, principal, plan, day)["indicators"]
        founded = persons_with_rows(connection, submission_id)["only_here"]
    finally:
        undone.rollback()
    figures = (IndicatorEffect(a["code"], a["name"], a, b) for a, b in zip(before, after, strict=True))
    return Effect(submission_id, plan_code, day, outcome.touched, founded, tuple(figures))
