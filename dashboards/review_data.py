"""What the steward's decisions do and what is told before them: each function one unit of work of the caller."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboards.application import Application
from talentdb.access.context import repeatedly, unit_of_work
from talentdb.access.principal import Principal
from talentdb.indicators.effect import Effect, effect
from talentdb.registry.decisions import Outcome, approve, return_, rollback
from talentdb.submissions.query import persons_with_rows

__all__ = ["approve_submission", "effect_of", "return_to_agency", "roll_back", "who_would_go"]

_PLAN: Final = "hung-yen-2711"
_NONE: Final[Mapping[int, str]] = MappingProxyType({})


def approve_submission(
    application: Application, principal: Principal, submission_id: int, returned: Mapping[int, str] = _NONE
) -> Outcome:
    """Apply a list to the registry, but for the rows sent back; gives counts."""
    return repeatedly(
        application.engine,
        principal,
        lambda connection: approve(connection, principal, submission_id, returned=returned),
    )


def return_to_agency(
    application: Application,
    principal: Principal,
    submission_id: int,
    reason: str,
    rows: Mapping[int, str] = _NONE,
) -> None:
    """Send a list back with a reason, and with reasons of single rows."""
    repeatedly(
        application.engine,
        principal,
        lambda connection: return_(connection, principal, submission_id, reason, rows=rows),
    )


def roll_back(application: Application, principal: Principal, submission_id: int, reason: str) -> None:
    """Take an approved list out of the registry again."""
    repeatedly(
        application.engine,
        principal,
        lambda connection: rollback(connection, principal, submission_id, reason.strip()),
    )


def who_would_go(application: Application, principal: Principal, submission_id: int) -> tuple[int, int]:
    """How many persons have rows of an approved list, and how many of them have no others."""
    with unit_of_work(application.engine, principal) as connection:
        found = persons_with_rows(connection, submission_id)
    return found["persons"], found["only_here"]


def effect_of(
    application: Application, principal: Principal, submission_id: int, returned: Mapping[int, str]
) -> Effect:
    """What the approval of a waiting list would do to the figures of the plan; changes nothing."""
    with unit_of_work(application.engine, principal) as connection:
        return effect(connection, principal, submission_id, _PLAN, returned=returned)
