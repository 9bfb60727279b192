"""The entries of money of a case as they were recorded, and what they come to. Reads and adds up; records nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Connection, cast, exists, func, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.db.tables import payment
from talentdb.errors import ForbiddenError
from talentdb.programmes import money_labels as words

__all__ = [
    "REPAYMENT", "SOURCES", "Balance", "Payment", "balance", "entries_of", "lock_case", "paid_from",
    "require_money_reader", "standing", "voucher_key", "vouchers_elsewhere",
]  # fmt: skip

REPAYMENT: Final = "repayment"
"""In place of the grant, of money that came back."""
SOURCES: Final = ("state_budget", "enterprise", "sponsor", "other")
_LOCK: Final = 7_040_009


@dataclass(frozen=True, slots=True)
class Payment:
    """An entry.

    Args:
        kind: paid, returned (by the person) or reversed (a wrong entry).
        grant: code of the grant, or REPAYMENT; period: month of an amount a month; number of money that came back.
        attempt: from 1; a second one only after the first was reversed.
        reverses: number of the entry that it takes back.
    """

    number: int
    case: int
    kind: str
    grant: str
    period: str
    attempt: int
    dong: int
    paid_on: date
    budget_year: int
    source: str
    paper: str
    reverses: int | None = None
    reason: str = ""
    login: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What entries come to, in đồng.

    Args:
        paid: without what was reversed; returned: came back, without what was reversed; owed: has to come back.
        monthly: first day of a month -> what was paid for it.
    """

    paid: int
    returned: int
    owed: int
    monthly: Mapping[date, int] = field(default_factory=dict, compare=False)

    @property
    def left(self) -> int:
        """What has still to come back; negative when more came back than is owed."""
        return self.owed - self.returned

    @property
    def excess(self) -> int:
        """What came back beyond what is owed: the person has to get it again."""
        return max(-self.left, 0)


def standing(entries: Sequence[Payment]) -> tuple[Payment, ...]:
    """The entries that hold: neither reversed nor reversing."""
    gone = {one.reverses for one in entries}
    return tuple(one for one in entries if one.kind != "reversed" and one.number not in gone)


def balance(entries: Sequence[Payment], owed: int = 0) -> Balance:
    """What the entries of a case come to."""
    sums: dict[str, int] = defaultdict(int)
    monthly: dict[date, int] = defaultdict(int)
    for one in standing(entries):
        sums[one.kind] += one.dong
        if one.kind == "paid" and one.period:
            monthly[date.fromisoformat(f"{one.period}-01")] += one.dong
    return Balance(sums["paid"], sums["returned"], owed, monthly)


def paid_from(entries: Sequence[Payment], day: date) -> tuple[Payment, ...]:
    """The payments that hold of months which were not over before a day."""
    month = f"{day:%Y-%m}"
    return tuple(one for one in standing(entries) if one.kind == "paid" and one.period >= month)


def require_money_reader(principal: Principal) -> None:
    """Raise ForbiddenError for who sees no money: members of councils, nominators, and who has no part in cases."""
    if not (may(principal, Action.READ_PROGRAMMES) or may(principal, Action.ACT_ON_CASES)):
        raise ForbiddenError(words.NO_MONEY, words.NO_MONEY_ADVICE)


def entries_of(connection: Connection, cases: Iterable[int]) -> dict[int, tuple[Payment, ...]]:
    """Case -> its entries in the order they were recorded, as far as the account may see them."""
    p = payment.c
    asked = p.case_id == func.any(cast(list(cases), ARRAY(BigInteger)))
    found: dict[int, list[Payment]] = defaultdict(list)
    for row in connection.execute(select(payment).where(asked).order_by(p.payment_id)):
        found[row.case_id].append(
            Payment(
                row.payment_id, row.case_id, row.kind, row.grant_code, row.period, row.attempt, row.dong,
                row.paid_on, row.budget_year, row.source, row.paper, row.reverses, row.reason, row.login,
                row.recorded_at,
            )
        )  # fmt: skip
    return {case: tuple(entries) for case, entries in found.items()}


def voucher_key(paper: str) -> str:
    """The number of a voucher as two writers of it would agree: without spaces and capitals."""
    return "".join(paper.casefold().split())


def vouchers_elsewhere(connection: Connection, paper: str, case: int) -> tuple[int, ...]:
    """Other cases in which a payment stands under the same number of a voucher, as far as the account sees them."""
    p, back = payment.c, payment.alias()
    asked = (
        select(p.case_id)
        .where(p.kind == "paid", p.case_id != case)
        .where(func.regexp_replace(func.lower(p.paper), r"\s", "", "g") == voucher_key(paper))
        .where(~exists().where(back.c.reverses == p.payment_id))
    )
    return tuple(sorted(set(connection.execute(asked).scalars())))


def lock_case(
    connection: Connection, principal: Principal, number: int, action: str, details: dict[str, Any] | None = None
) -> None:
    """Log what is done with the money of a case, and hold it until the transaction ends: nobody else pays,
    reverses or breaks meanwhile. What is refused afterwards is undone with the transaction, the row of the log too.
    """
    # In this order: a step of a case is logged before it comes here, and two who hold the log and a case the other
    # way round would wait for each other.
    audit(connection, principal, action, "case", number, details=details)
    # The second key is an integer of four bytes; two cases that share it wait for each other, and that is all.
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK, number % 2**31)))
