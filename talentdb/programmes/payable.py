"""Whether a grant of a case may be paid now: decided, confirmed, not paid yet, in its month, before any break.

Refuses with the reason; records nothing.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes import money_labels as words
from talentdb.programmes.amounts import Entitlement, entitlements, granted_on
from talentdb.programmes.case_opening import instrument_of
from talentdb.programmes.commitment_rows import Commitment, commitment_of
from talentdb.programmes.ledger import Payment, entries_of, standing
from talentdb.programmes.model import Case
from talentdb.programmes.repayment import dong_words, whole_dong
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["check_payable", "first_month", "months_before_release", "months_paid", "part_of_month", "unpaid"]

_BADLY: Final = frozenset({"refused", "withdrawn", "stopped"})
_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_UNPAYABLE: Final = frozenset({"broken", "suspended"})


def check_payable(
    connection: Connection, principal: Principal, case: Case, entries: Sequence[Payment], grant: str, period: str,
    *, dong: int, paid_on: date,
) -> Entitlement:  # fmt: skip
    """What the grant comes to, when so much of it may be paid on that day for that month.

    Args:
        entries: of the case, read under its lock.
    Raises: NotFoundError, ConflictError, UsageError with the reason.
    """
    decided, found = _decided(case), commitment_of(connection, case.number)
    is_put_right = _is_put_right(entries, grant, period)
    _check_ending(case, found, paid_on, is_put_right=is_put_right)
    _check_period_shape(period)
    day = max(decided, first_month(period)) if period else decided
    known = {one.grant: one for one in entitlements(connection, principal, case, day=day)}
    entitled = known.get(grant)
    if entitled is None:
        names = ", ".join(one.name for one in known.values())
        raise NotFoundError(words.NO_GRANT.format(grant=grant), words.GRANTS.format(codes=names))
    _check_paid_on(paid_on, decided)
    _check_month(entitled, period, decided, entries)
    if found is not None:
        _check_commitment(found, period, paid_on, is_put_right=is_put_right)
        entitled = _for_month(entitled, found, period)
    if any(one.kind == "paid" and (one.grant, one.period) == (grant, period) for one in standing(entries)):
        told = words.PAID_MONTH if period else words.PAID_ALREADY
        raise ConflictError(told.format(name=entitled.name, period=period), words.PAID_ADVICE)
    _check_amount(entitled, dong)
    return entitled


def _decided(case: Case) -> date:
    instrument = instrument_of(load_plan(case.plan), case.instrument)
    day = granted_on(case, instrument)
    if day is None:
        raise ConflictError(words.NOT_GRANTED.format(case=case.number), words.NOT_GRANTED_ADVICE)
    return day


def _check_ending(case: Case, found: Commitment | None, paid_on: date, *, is_put_right: bool) -> None:
    """Nothing goes to a case that ended badly, but what was paid before its end and is put right, and what was due
    before the release with which it ended (`_check_commitment`)."""
    if case.ended not in _BADLY or (found is not None and _released_on(found) is not None):
        return
    if not is_put_right or paid_on > case.last.day:
        raise ConflictError(words.ENDED_BADLY.format(case=case.number, how=words.ENDINGS[case.ended]))


def _released_on(found: Commitment) -> date | None:
    return next((event.day for event in found.events if event.act == "released"), None)


def _check_paid_on(paid_on: date, decided: date) -> None:
    if paid_on > today():
        raise UsageError(words.TO_COME.format(day=format_date(paid_on)), words.DAY_ADVICE)
    if paid_on < decided:
        told = words.BEFORE_DECISION.format(day=format_date(paid_on), first=format_date(decided))
        raise UsageError(told, words.DAY_ADVICE)


def _check_period_shape(period: str) -> None:
    if period and not (_MONTH.fullmatch(period) and period >= "1900"):
        raise UsageError(words.ODD_MONTH.format(period=period), words.ODD_MONTH_ADVICE)


def first_month(period: str) -> date:
    """The first day of a month YYYY-MM."""
    return date(int(period[:4]), int(period[5:]), 1)


def months_paid(entries: Sequence[Payment], grant: str) -> int:
    """How many months of a grant were paid and not reversed."""
    return sum(one.kind == "paid" and one.grant == grant for one in standing(entries))


def _check_month(entitled: Entitlement, period: str, decided: date, entries: Sequence[Payment]) -> None:
    if entitled.per == "once":
        if period:
            raise UsageError(words.NO_MONTHS.format(name=entitled.name), words.ODD_MONTH_ADVICE)
        return
    if not period:
        raise UsageError(words.WHICH_MONTH.format(name=entitled.name), words.ODD_MONTH_ADVICE)
    if first_month(period) > today():
        raise UsageError(words.MONTH_TO_COME.format(period=period), words.ODD_MONTH_ADVICE)
    if first_month(period) < decided.replace(day=1):
        told = words.MONTH_BEFORE.format(period=period, first=format_date(decided))
        raise UsageError(told, words.ODD_MONTH_ADVICE)
    paid = months_paid(entries, entitled.grant)
    same = any(one.grant == entitled.grant and one.period == period for one in standing(entries))
    if entitled.months is not None and paid >= entitled.months and not same:
        raise ConflictError(words.ALL_MONTHS.format(name=entitled.name, months=entitled.months))


def _check_commitment(found: Commitment, period: str, paid_on: date, *, is_put_right: bool = False) -> None:
    """Nothing goes to who has broken a commitment, or rests; nor for the time after.

    Args:
        is_put_right: it was paid before, and goes by how the commitment stood on its day alone.
    """
    days = (paid_on,) if is_put_right else (today(), paid_on)
    state = next((one for one in map(found.state, days) if one in _UNPAYABLE), None)
    if state is not None:
        raise ConflictError(words.UNPAYABLE[state])
    if period and _rested(found, first_month(period)):
        raise ConflictError(words.RESTED.format(period=period))
    of = first_month(period) if period else paid_on
    over = _released_on(found)
    if over is None and period and found.state(today()) in ("ended", "fulfilled"):
        over = found.until(today())
    if over is not None and of >= over:
        raise ConflictError(words.AFTER_END.format(day=format_date(over)))


def _is_put_right(entries: Sequence[Payment], grant: str, period: str) -> bool:
    """Whether something is written down anew, after its entry was taken back as wrong."""
    return any(one.kind == "paid" and (one.grant, one.period) == (grant, period) for one in entries)


def _rested(found: Commitment, month: date) -> bool:
    """Whether a commitment was suspended in a month and not a day of it was served."""
    states = set(_states(found, month))
    return "suspended" in states and not states & {"running", "not_begun"}


def _states(found: Commitment, month: date) -> list[str]:
    """How it stood on each day of a month."""
    return [found.state(month + timedelta(days=n)) for n in range(monthrange(month.year, month.month)[1])]


def part_of_month(dong: int, days: int, rested: int) -> int:
    """An amount a month for the days that were not rested: exact, parts of a đồng left out (`whole_dong`)."""
    return whole_dong(Fraction(dong * (days - rested), days))


def _for_month(entitled: Entitlement, found: Commitment, period: str) -> Entitlement:
    """The amount of a month in which the commitment rested for some days.

    Raises: ConflictError where the plan pays whole months alone.
    """
    if not period or entitled.dong is None:
        return entitled
    states = _states(found, first_month(period))
    rested = states.count("suspended")
    if not rested:
        return entitled
    if not entitled.by_days:
        raise ConflictError(words.WHOLE_MONTHS.format(name=entitled.name, period=period, rested=rested))
    dong = part_of_month(entitled.dong, len(states), rested)
    told = words.PART_OF_MONTH.format(
        period=period, rested=rested, days=len(states), served=len(states) - rested,
        dong=dong_words(entitled.dong), part=dong_words(dong),
    )  # fmt: skip
    return replace(entitled, dong=dong, why=(*entitled.why, told))


def unpaid(connection: Connection, principal: Principal, case: Case, day: date) -> tuple[tuple[str, str], ...]:
    """Code and name of each grant of a decided case that may be paid and has not been by a day.

    Of an amount a month, the months from the decision on that were over by then, as many as the grant has and without
    those that nothing is paid for; of one up to which is paid, a month that nobody asked for is owed to nobody.
    """
    decided = granted_on(case, instrument_of(load_plan(case.plan), case.instrument))
    if decided is None:
        return ()
    found, entries = (
        commitment_of(connection, case.number),
        entries_of(connection, [case.number]).get(case.number, ()),
    )
    paid = {(one.grant, one.period) for one in standing(entries) if one.kind == "paid"}
    owed = [one for one in entitlements(connection, principal, case) if one.dong and one.confirmed]
    lacks = [(one.grant, one.name) for one in owed if one.per == "once" and (one.grant, "") not in paid]
    for one in (each for each in owed if each.per == "month" and not each.is_most):
        months = [month for month in _months(decided, day) if not _is_unpayable(found, one, month)][: one.months]
        lacks += [
            (one.grant, words.OF_MONTH.format(name=one.name, period=month))
            for month in months
            if (one.grant, month) not in paid
        ]
    return tuple(lacks)


def _months(decided: date, day: date) -> list[str]:
    """The months from that of the decision on that were over by a day."""
    first, last = decided.year * 12 + decided.month - 1, day.year * 12 + day.month - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last)]


def months_before_release(found: Commitment, entitled: Entitlement, decided: date) -> tuple[str, ...]:
    """The months that an amount a month is still paid for after a release: from the decision to that day, without
    those that nothing is paid for. None of an amount at once, nor without a release."""
    over = _released_on(found)
    if over is None or entitled.per == "once":
        return ()
    months = (*_months(decided, over), f"{max(over, decided):%Y-%m}")
    return tuple(month for month in months if not _is_unpayable(found, entitled, month))


def _is_unpayable(found: Commitment | None, entitled: Entitlement, period: str) -> bool:
    """Whether a commitment keeps an amount from being paid for a month."""
    if found is None:
        return False
    try:
        _check_commitment(found, period, today())
        _for_month(entitled, found, period)
    except ConflictError:
        return True
    return False


def _check_amount(entitled: Entitlement, dong: int) -> None:
    if entitled.dong is None:
        raise ConflictError(words.UNKNOWN_AMOUNT.format(name=entitled.name), " ".join(entitled.why))
    if not entitled.confirmed:
        raise ConflictError(words.UNCONFIRMED.format(name=entitled.name), words.UNSURE_ADVICE)
    most = dong_words(entitled.dong)
    if dong > entitled.dong:
        raise UsageError(words.MORE_THAN_ENTITLED.format(dong=dong_words(dong), most=most), _amount_advice(entitled))
    if dong != entitled.dong and not entitled.is_most:
        raise UsageError(words.NOT_EXACT.format(dong=dong_words(dong), most=most), _amount_advice(entitled))


def _amount_advice(entitled: Entitlement) -> str:
    """How the amount was worked out, where a month is not paid whole."""
    return next((line for line in entitled.why if line.startswith(words.MONTH_BEGINS)), words.AMOUNT_ADVICE)
