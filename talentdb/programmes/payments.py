"""Money of a case: paid, reversed when it was a wrong entry, returned when it came back. Nothing is paid twice.

Every entry is made under the lock of its case and a unique key; entries are never changed. This is no accounting
system: it says what was paid by which voucher, and what may still be paid.
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import payment
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.programmes import money_labels as words
from talentdb.programmes.budget import BudgetLine, budget, set_budget
from talentdb.programmes.case_rows import read_case
from talentdb.programmes.commitments import Commitment, commitment_of, reckon
from talentdb.programmes.ledger import (
    REPAYMENT,
    SOURCES,
    Balance,
    Payment,
    balance,
    entries_of,
    lock_case,
    require_money_reader,
    standing,
)
from talentdb.programmes.payable import check_payable
from talentdb.programmes.repayment import MOST_DONG, dong_words
from talentdb.programmes.sister_cases import refuse_paid_elsewhere
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = [
    "Balance",
    "BudgetLine",
    "Payment",
    "balance",
    "budget",
    "pay",
    "payments_of",
    "reverse",
    "set_budget",
    "take_back",
]

_CLOSING: Final = 1
"""Month in which the budget of the year before is still settled (thời gian chỉnh lý quyết toán, to 31 January)."""


def payments_of(connection: Connection, principal: Principal, case: int) -> tuple[Payment, ...]:
    """The entries of a case, in the order they were recorded. Raises: ForbiddenError for who sees no money."""
    require_money_reader(principal)
    return entries_of(connection, [case]).get(case, ())


def pay(
    connection: Connection, principal: Principal, case_number: int, grant: str,
    *, dong: int, paid_on: date, budget_year: int, paper: str, period: str = "", source: str | None = None,
    reason: str = "",
) -> Payment:  # fmt: skip
    """Record that a grant was paid.

    Args:
        period: month of an amount a month, YYYY-MM.
        source: one of SOURCES; the grant's own without one.
        paper: number of the voucher; reason: why it is paid though another case of the person was paid it.
    Raises: ForbiddenError; NotFoundError; ConflictError when it may not be paid, or was paid already; UsageError for
        an amount, a day or a month that makes no sense.
    """
    require(principal, Action.PAY)
    _check_dong(dong)
    paper = _voucher(paper)
    lock_case(connection, principal, case_number, "payment.paid", {"grant": grant, "period": period})
    case = read_case(connection, principal, case_number)
    entries = entries_of(connection, [case_number]).get(case_number, ())
    entitled = check_payable(connection, principal, case, entries, grant, period, dong=dong, paid_on=paid_on)
    reason = typed(reason)
    refuse_paid_elsewhere(connection, case, grant, period, reason)
    _check_year(budget_year, paid_on)
    attempt = sum(one.kind == "paid" and (one.grant, one.period) == (grant, period) for one in entries) + 1
    made = _entered(
        connection, principal, case_id=case_number, kind="paid", grant_code=grant, period=period, attempt=attempt,
        dong=dong, paid_on=paid_on, budget_year=budget_year, source=_source(source or entitled.source), paper=paper,
        reason=reason,
    )  # fmt: skip
    reckon(connection, principal, case_number, paid_on, reason or words.PUT_RIGHT, paper)
    return made


def reverse(
    connection: Connection, principal: Principal, number: int, *, paid_on: date, reason: str, paper: str
) -> Payment:
    """Take a wrong entry back, once; then what it was about can be recorded again, as it was on its day.

    After a break what is owed is worked out anew from what was really paid, by the rule and day of the break; what
    came back beyond it stands as a negative rest until the return is put right as well.

    Args:
        number: of the entry; paid_on: day of the reversal.
    Raises: ForbiddenError; NotFoundError; ConflictError when it was taken back already; UsageError without a reason,
        or for a day before the entry.
    """
    require(principal, Action.PAY)
    reason, paper = typed(reason), _voucher(paper)
    if not reason:
        raise UsageError(words.NO_REASON, words.NO_REASON_ADVICE)
    wrong, entries = _locked_entry(connection, principal, number)
    if wrong.kind == "reversed":
        raise ConflictError(words.IS_REVERSAL.format(number=number))
    if wrong not in standing(entries):
        raise ConflictError(words.REVERSED_ALREADY.format(number=number), words.RELOAD)
    _check_day(paid_on, wrong.paid_on, words.BEFORE_ENTRY)
    made = _entered(
        connection, principal, case_id=wrong.case, kind="reversed", grant_code=wrong.grant, period=wrong.period,
        attempt=wrong.attempt, dong=wrong.dong, paid_on=paid_on, budget_year=wrong.budget_year, source=wrong.source,
        paper=paper, reverses=wrong.number, reason=reason,
    )  # fmt: skip
    if wrong.kind == "paid":
        reckon(connection, principal, wrong.case, paid_on, reason, paper)
    return made


def _locked_entry(connection: Connection, principal: Principal, number: int) -> tuple[Payment, tuple[Payment, ...]]:
    """An entry and all of its case, with the case locked."""
    case = connection.execute(payment.select().where(payment.c.payment_id == number)).first()
    if case is None:
        raise NotFoundError(words.NO_PAYMENT.format(number=number), words.NO_PAYMENT_ADVICE)
    lock_case(connection, principal, case.case_id, "payment.reversed", {"payment": number})
    entries = entries_of(connection, [case.case_id])[case.case_id]
    return next(one for one in entries if one.number == number), entries


def take_back(
    connection: Connection, principal: Principal, case_number: int,
    *, dong: int, paid_on: date, paper: str, budget_year: int | None = None, source: str = "state_budget",
) -> Payment:  # fmt: skip
    """Record that money came back for a broken commitment, up to what is owed.

    Raises: ForbiddenError; NotFoundError; ConflictError when nothing is owed, or less than that; UsageError.
    """
    require(principal, Action.PAY)
    _check_dong(dong)
    paper = _voucher(paper)
    lock_case(connection, principal, case_number, "payment.returned")
    read_case(connection, principal, case_number)
    found = commitment_of(connection, case_number)
    broken = None if found is None else next((one for one in found.events if one.act == "broken"), None)
    if found is None or broken is None:
        raise ConflictError(words.NOTHING_OWED.format(case=case_number), words.NOTHING_OWED_ADVICE)
    if dong > found.balance.left:
        left = dong_words(found.balance.left)
        raise ConflictError(words.MORE_THAN_OWED.format(dong=dong_words(dong), left=left), words.AMOUNT_ADVICE)
    _check_day(paid_on, broken.day, words.BEFORE_BREAK)
    year = paid_on.year if budget_year is None else budget_year
    _check_year(year, paid_on)
    return _entered(
        connection, principal, case_id=case_number, kind="returned", grant_code=REPAYMENT,
        period=str(_returns(connection, found) + 1), attempt=1, dong=dong, paid_on=paid_on, budget_year=year,
        source=_source(source), paper=paper,
    )  # fmt: skip


def _returns(connection: Connection, found: Commitment) -> int:
    entries = entries_of(connection, [found.case]).get(found.case, ())
    return sum(one.kind == "returned" for one in entries)


def _entered(connection: Connection, principal: Principal, **values: Any) -> Payment:
    number = connection.execute(
        insert(payment)
        .values(**values, account_id=principal.account_id, login=principal.login)
        .on_conflict_do_nothing()
        .returning(payment.c.payment_id)
    ).scalar()
    if number is None:
        # The lock of the case comes first; the unique keys are the last wall.
        raise ConflictError(words.ENTERED_ALREADY, words.RELOAD)
    return next(one for one in entries_of(connection, [values["case_id"]])[values["case_id"]] if one.number == number)


def _check_dong(dong: int) -> None:
    # A truth value is an integer to Python, and half a đồng is none to anybody.
    if type(dong) is not int or not 0 < dong <= MOST_DONG:
        raise UsageError(words.ODD_DONG.format(value=dong), words.ODD_DONG_ADVICE)


def _check_day(day: date, not_before: date, told: str) -> None:
    if day > today():
        raise UsageError(words.TO_COME.format(day=format_date(day)), words.DAY_ADVICE)
    if day < not_before:
        raise UsageError(told.format(day=format_date(day), first=format_date(not_before)), words.DAY_ADVICE)


def _check_year(year: int, paid_on: date) -> None:
    if year != paid_on.year and not (year == paid_on.year - 1 and paid_on.month == _CLOSING):
        raise UsageError(words.ODD_YEAR.format(year=year, day=format_date(paid_on)), words.ODD_YEAR_ADVICE)


def _source(source: str) -> str:
    if source not in SOURCES:
        raise UsageError(words.NO_SOURCE.format(source=source), words.NO_SOURCE_ADVICE)
    return source


def _voucher(paper: str) -> str:
    kept = typed(paper)
    if not kept:
        raise UsageError(words.NO_VOUCHER, words.NO_VOUCHER_ADVICE)
    return kept
