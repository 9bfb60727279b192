"""What waits for an account in the programmes: cases, scores, commitments, signals, needs. Writes nothing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, hidden_fields, may
from talentdb.db.tables import case_score
from talentdb.plans import binding_plans
from talentdb.programmes.commitments import Commitment, Signal, list_commitments, signals
from talentdb.programmes.needs import registered
from talentdb.programmes.recognitions import Due, dues
from talentdb.programmes.standing import Standing, most_urgent_first, standings

__all__ = ["Reminders", "reminders"]


@dataclass(frozen=True, slots=True)
class Reminders:
    """What waits.

    Args:
        mine: cases that wait for this account, the most urgent first; late: cases in sight that are late, whoever
            is waited for.
        to_score: cases before a member of a council who has said nothing on them yet.
        ending: commitments that end soon; to_repay: broken ones of which money is still owed.
        signals: what the registry says of people with a commitment; needs: asked for and on no approved list.
        recognitions: those that end soon, that the screening was against, or whose screening is due.
    """

    mine: tuple[Standing, ...] = ()
    late: tuple[Standing, ...] = ()
    to_score: tuple[Standing, ...] = ()
    ending: tuple[Commitment, ...] = ()
    to_repay: tuple[Commitment, ...] = ()
    signals: tuple[Signal, ...] = ()
    needs: int = 0
    recognitions: tuple[Due, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not any((
            self.mine, self.late, self.to_score, self.ending, self.to_repay, self.signals, self.needs,
            self.recognitions,
        ))  # fmt: skip


def reminders(connection: Connection, principal: Principal, day: date) -> Reminders:
    """What waits for an account on a day; nothing for roles that have no part in the programmes."""
    if principal.role is Role.COUNCIL_MEMBER:
        return Reminders(to_score=_to_score(connection, principal, day))
    if not may(principal, Action.ACT_ON_CASES):
        return Reminders()
    running = most_urgent_first(standings(connection, principal, day, running=True))
    promised = list_commitments(connection, principal, day)
    return Reminders(
        mine=tuple(one for one in running if one.mine),
        late=tuple(one for one in running if one.late),
        ending=tuple(one for one in promised if one.ends_soon(day)),
        to_repay=tuple(one for one in promised if one.balance.left > 0 and one.state(day) == "broken"),
        signals=signals(connection, principal, day) if _sees_people(principal) else (),
        needs=_open_needs(connection, principal, day),
        recognitions=dues(connection, principal, day),
    )


def _to_score(connection: Connection, principal: Principal, day: date) -> tuple[Standing, ...]:
    s = case_score.c
    said = set(connection.execute(select(s.case_id).where(s.reviewer_id == principal.account_id)).scalars())
    found = standings(connection, principal, day, running=True)
    return most_urgent_first(one for one in found if one.case.number not in said)


def _sees_people(principal: Principal) -> bool:
    return principal.role is not Role.AGENCY and "*" not in hidden_fields(principal.role)


def _open_needs(connection: Connection, principal: Principal, day: date) -> int:
    """How many needs of this year and later stand on no approved list; of a body, its own."""
    if principal.role is Role.FINANCE:
        return 0
    asking = [plan for plan in binding_plans() if any(one.needs for one in plan.instruments)]
    return sum(
        one.approved is None and one.year >= day.year
        for plan in asking
        for one in registered(connection, principal, plan)
    )
