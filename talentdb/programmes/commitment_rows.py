"""Commitments with all that became of them, as the tables have them. Writes nothing; policies decide which."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Connection, Row, Select, cast, func, select

from talentdb.access.principal import Principal
from talentdb.calendar.working_days import working_day_on_or_after
from talentdb.db.tables import agency, commitment, commitment_event, programme_case
from talentdb.errors import UsageError
from talentdb.programmes import money_labels as words
from talentdb.programmes.case_rows import persons_now
from talentdb.programmes.commitment_days import CommitmentEvent, ends_on_day, owed_of, served_days, state_on
from talentdb.programmes.commitment_terms import Terms, read_terms
from talentdb.programmes.confirmed import Confirmed, list_confirmed
from talentdb.programmes.ledger import Balance, Payment, balance, entries_of, require_money_reader
from talentdb.programmes.repayment import RepaymentRule

__all__ = ["SOON", "Commitment", "commitment_of", "list_commitments"]

SOON: Final = 90
"""Days before its end from which a commitment is said to end soon."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment of a case.

    Args:
        title: what lists call the case; person_id: as the registry numbers them now.
        begins: first day; terms: its end and rules; events: what became of it, in order.
        balance: what was paid, came back and is owed.
        problem: what is wrong with its terms as they were confirmed; empty when nothing is. Then it has the end that
            was worked out when it began, and nothing is claimed on it.
    """

    number: int
    case: int
    plan: str
    instrument: str
    title: str
    person_id: int | None
    agency_id: int
    agency: str
    begins: date
    terms: Terms
    events: tuple[CommitmentEvent, ...]
    balance: Balance
    problem: str = ""

    def state(self, day: date) -> str:
        """How it stands: one of `commitment_days.STATES`."""
        return state_on(self.begins, self.terms.ends, self.events, day)

    def until(self, day: date) -> date:
        """The first day after it, as known on that day."""
        return ends_on_day(self.begins, self.terms.ends, self.events, day)

    def served(self, day: date) -> int:
        """Days of the term that were served before that day."""
        return served_days(self.begins, self.terms.ends, self.events, day)

    @property
    def total_days(self) -> int:
        """Days of the term."""
        return (self.terms.ends - self.begins).days

    def days_left(self, day: date) -> int | None:
        """Days until it ends; None when it runs no longer."""
        return (
            self.total_days - self.served(day) if self.state(day) in ("not_begun", "running", "suspended") else None
        )

    def ends_soon(self, day: date) -> bool:
        """Whether it runs, and ends within SOON days."""
        left = self.days_left(day)
        return left is not None and self.state(day) == "running" and left <= SOON

    @property
    def repaid(self) -> bool:
        """Whether all that is owed has come back, and that was recorded; a reckoning after that may open it again."""
        return any(event.act == "repaid" for event in self.events) and self.balance.left <= 0

    def due(self, day: date) -> tuple[str, date | None] | None:
        """What comes next, and on which day: begins, resume, ends, confirm_end, repay, give_back, confirm_repaid.

        A term ends on its day of the calendar; that it ended is recorded on a working day. Until when money has to be
        back is said by the decision on it, not by a plan: no day is told.
        """
        state = self.state(day)
        if state == "broken":
            if self.balance.excess:
                return "give_back", None
            return None if self.repaid else ("repay" if self.balance.left > 0 else "confirm_repaid", None)
        ways: Mapping[str, tuple[str, date | None]] = {
            "not_begun": ("begins", self.begins),
            "running": ("ends", self.until(day)),
            "suspended": ("resume", None),
            "ended": ("confirm_end", working_day_on_or_after(self.until(day))),
        }
        return ways.get(state)


def list_commitments(
    connection: Connection,
    principal: Principal,
    day: date,
    *,
    plan: str | None = None,
    instrument: str | None = None,
    agency_id: int | None = None,
    states: Sequence[str] | None = None,
) -> tuple[Commitment, ...]:
    """The commitments that the account may see, the nearest end first.

    Args:
        states: only those that stand so on `day`.
    Raises: ForbiddenError for who has no part in commitments and money.
    """
    require_money_reader(principal)
    c, asked = programme_case.c, _all()
    for column, value in ((c.plan_code, plan), (c.instrument, instrument), (c.agency_id, agency_id)):
        if value is not None:
            asked = asked.where(column == value)
    found = _commitments(connection, asked)
    fits = (one for one in found if states is None or one.state(day) in states)
    return tuple(sorted(fits, key=lambda one: (one.until(day), one.number)))


def commitment_of(connection: Connection, case: int) -> Commitment | None:
    """The commitment of a case; None when there is none that the account may see."""
    found = _commitments(connection, _all().where(commitment.c.case_id == case))
    return found[0] if found else None


def _all() -> Select[Any]:
    c = programme_case.c
    # The person is the case's: who is named after it began stands in the case alone, the commitment is never changed.
    own = (column for column in commitment.c if column is not commitment.c.person_id)
    return (
        select(*own, c.person_id, c.plan_code, c.instrument, c.title, c.agency_id, agency.c.name.label("agency"))
        .join(programme_case, c.case_id == commitment.c.case_id)
        .join(agency, agency.c.agency_id == c.agency_id)
    )


def _commitments(connection: Connection, asked: Select[Any]) -> tuple[Commitment, ...]:
    rows = connection.execute(asked).all()
    if not rows:
        return ()
    events = _events(connection, [row.commitment_id for row in rows])
    entries = entries_of(connection, [row.case_id for row in rows])
    told, now = list_confirmed(connection), persons_now(connection, (row.person_id for row in rows))
    return tuple(
        _commitment(row, now, tuple(events[row.commitment_id]), entries.get(row.case_id, ()), told) for row in rows
    )


def _commitment(
    row: Row[Any], now: Mapping[int, int], events: tuple[CommitmentEvent, ...], entries: tuple[Payment, ...],
    told: tuple[Confirmed, ...],
) -> Commitment:  # fmt: skip
    terms, problem = _terms(row, told)
    return Commitment(
        row.commitment_id, row.case_id, row.plan_code, row.instrument, row.title,
        now.get(row.person_id, row.person_id), row.agency_id, row.agency, row.begins_on,
        terms, events, balance(entries, owed_of(events)), problem,
    )  # fmt: skip


def _terms(row: Row[Any], told: tuple[Confirmed, ...]) -> tuple[Terms, str]:
    """The terms, or how it ends by its own row and what is wrong: one odd row does not hide all the others."""
    try:
        return read_terms(row.terms, row.plan_code, row.instrument, row.begins_on, told), ""
    except (UsageError, ValueError, KeyError, OverflowError) as error:
        problem = words.ODD_ROW.format(why=error if isinstance(error, UsageError) else "")
        none = Terms(row.ends_on, Fraction(0), None, False, RepaymentRule("whole"), False, "", "")
        return none, problem


def _events(connection: Connection, numbers: Sequence[int]) -> dict[int, list[CommitmentEvent]]:
    e = commitment_event.c
    asked = e.commitment_id == func.any(cast(list(numbers), ARRAY(BigInteger)))
    found: dict[int, list[CommitmentEvent]] = defaultdict(list)
    for row in connection.execute(select(commitment_event).where(asked).order_by(e.commitment_id, e.number)):
        found[row.commitment_id].append(
            CommitmentEvent(
                row.number, row.act, row.day, row.reason, row.paper, row.owed, row.explained, row.login, row.made_at
            )
        )
    return found
