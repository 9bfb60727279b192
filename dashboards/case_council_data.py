"""What the page of a case reads and writes of its council: one unit of work each, in the name of the principal."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.programmes.council import (
    Member,
    Reviewer,
    Tie,
    Vote,
    ask_reviewers,
    conflicts,
    members,
    reviewers,
    score,
    step_back,
    vote_of,
)
from talentdb.programmes.model import Case

__all__ = ["Own", "ask", "candidates", "council_of", "declare", "give_points", "own_vote"]


@dataclass(frozen=True, slots=True)
class Own:
    """What a member has said of a case, and the ties that the registry knows between them."""

    vote: Vote | None
    ties: tuple[Tie, ...]


def council_of(app: Application, principal: Principal, case: Case) -> tuple[Reviewer, ...]:
    """Who was asked, with what they said."""
    with unit_of_work(app.engine, principal) as connection:
        return reviewers(connection, principal, case)


def candidates(app: Application, principal: Principal, case: Case) -> dict[Member, tuple[Tie, ...]]:
    """Members who were not asked yet, with their ties to the case."""
    with unit_of_work(app.engine, principal) as connection:
        asked = {one.account_id for one in reviewers(connection, principal, case)}
        return {
            one: conflicts(connection, case, one.account_id)
            for one in members(connection, principal)
            if one.account_id not in asked
        }


def ask(
    app: Application, principal: Principal, number: int, accounts: Sequence[int], despite: Collection[int]
) -> None:
    """Put the case before members."""
    with unit_of_work(app.engine, principal) as connection:
        ask_reviewers(connection, principal, number, accounts, despite=despite)


def own_vote(app: Application, principal: Principal, case: Case) -> Own:
    """What the reader, a member, has said."""
    with unit_of_work(app.engine, principal) as connection:
        ties = conflicts(connection, case, principal.account_id or 0)
        return Own(vote_of(connection, principal, case.number), ties)


def give_points(
    app: Application, principal: Principal, number: int, points: Mapping[str, str],
    *, expected: int, comment: str, despite: bool,
) -> None:  # fmt: skip
    """Give points for every criterion."""
    with unit_of_work(app.engine, principal) as connection:
        score(connection, principal, number, points, expected=expected, comment=comment, despite=despite)


def declare(app: Application, principal: Principal, number: int, reason: str, *, expected: int) -> None:
    """Declare a conflict of interest."""
    with unit_of_work(app.engine, principal) as connection:
        step_back(connection, principal, number, reason, expected=expected)
