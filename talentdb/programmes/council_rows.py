"""Who of the council has a case before them, how far they are, and what they have found. Writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, func, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import account, case_reviewer, case_score
from talentdb.plans.instruments import Scoring
from talentdb.programmes.case_rows import persons_now
from talentdb.programmes.council_points import share_of
from talentdb.programmes.model import Case, Score

__all__ = ["Member", "Reviewer", "Vote", "members", "result", "reviewers", "vote_of"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can be asked to judge; `person_id` where it is known who that is in the registry."""

    account_id: int
    name: str
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who was asked to judge a case.

    Args:
        state: asked, scored, stepped_back, own_case (whose case it has turned out to be), or closed (the account is,
            and they have not judged).
        points, comment, conflict: of the newest version; empty before.
    """

    account_id: int
    name: str
    asked_at: datetime
    state: str
    points: Mapping[str, Any]
    comment: str
    conflict: str | None


@dataclass(frozen=True, slots=True)
class Vote:
    """The newest version of what a member said of a case."""

    version: int
    points: Mapping[str, Any]
    comment: str
    conflict: str | None


def members(connection: Connection, principal: Principal) -> tuple[Member, ...]:
    """The members of councils whose accounts are open, by name. Raises: ForbiddenError for who reads no cases."""
    require(principal, Action.READ_PROGRAMMES)
    a = account.c
    with reading_as(connection, OPERATOR):
        rows = connection.execute(
            select(a.account_id, a.display_name, a.person_id)
            .where(a.role == Role.COUNCIL_MEMBER.value, a.disabled_at.is_(None))
            .order_by(a.display_name, a.account_id)
        ).all()
    return tuple(Member(*row) for row in rows)


def reviewers(connection: Connection, principal: Principal, case: Case) -> tuple[Reviewer, ...]:
    """Who was asked to judge a case, in the order they were, with what they said. For those who read all cases:
    members learn nothing of each other. Raises: ForbiddenError."""
    require(principal, Action.READ_PROGRAMMES)
    return tuple(
        Reviewer(
            row.reviewer_id, row.display_name, row.asked_at, state, row.points or {}, row.comment or "", row.conflict
        )
        for row, state in _asked(connection, case)
    )


def vote_of(connection: Connection, principal: Principal, number: int) -> Vote | None:
    """What a member has said of a case so far; None before, and of who is no member."""
    s = case_score.c
    row = connection.execute(
        select(s.version, s.points, s.comment, s.conflict)
        .where(s.case_id == number, s.reviewer_id == principal.account_id)
        .order_by(s.version.desc())
        .limit(1)
    ).first()
    return None if row is None else Vote(row.version, row.points, row.comment, row.conflict)


def result(connection: Connection, case: Case, scoring: Scoring | None) -> Score | None:
    """How far the council of a case is, and the mean of its members; None without a council or a way of scoring.

    Done means: as many as the plan asks for have judged, and nobody who was asked and can still judge is missing.
    The mean is told to whoever may take the step, the points of single members are not.
    """
    if scoring is None:
        return None
    rows = tuple(_asked(connection, case))
    if not rows:
        return None
    shares = [share_of(scoring, row.points) for row, state in rows if state == "scored"]
    # Points that are none of today's criteria have to be given again.
    found = [share for share in shares if share is not None]
    missing = sum(state == "asked" for _, state in rows) + len(shares) - len(found)
    share = sum(found, Fraction(0)) / len(found) if found else Fraction(0)
    return Score(not missing and len(found) >= scoring.members, share, len(found), missing)


def _asked(connection: Connection, case: Case) -> Iterator[tuple[Any, str]]:
    r, s, a = case_reviewer.c, case_score.c, account.c
    newest = (
        select(s.reviewer_id, s.conflict, s.points, s.comment, func.row_number().over(
            partition_by=s.reviewer_id, order_by=s.version.desc()).label("back"))
        .where(s.case_id == case.number)
        .subquery()
    )  # fmt: skip
    n = newest.c
    with reading_as(connection, OPERATOR):
        rows = connection.execute(
            select(r.reviewer_id, r.asked_at, a.display_name, a.person_id, a.disabled_at, n.back, n.conflict,
                n.points, n.comment)
            .join(account, a.account_id == r.reviewer_id)
            .join(newest, (n.reviewer_id == r.reviewer_id) & (n.back == 1), isouter=True)
            .where(r.case_id == case.number)
            .order_by(r.asked_at, r.reviewer_id)
        ).all()  # fmt: skip
        now = persons_now(connection, (row.person_id for row in rows))
    for row in rows:
        yield row, _state(row, now, case)


def _state(row: Any, now: Mapping[int, int], case: Case) -> str:
    if case.person_id is not None and now.get(row.person_id, row.person_id) == case.person_id:
        return "own_case"
    if row.back is None:
        return "asked" if row.disabled_at is None else "closed"
    return "stepped_back" if row.conflict else "scored"
