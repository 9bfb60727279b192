"""Amounts, terms and rules of repayment as compared with the resolution itself: appended, never changed; the one in
force on a day counts. Pays nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may, require
from talentdb.db.tables import confirmed_term
from talentdb.errors import NotFoundError, UsageError
from talentdb.plans import Plan, load_plan
from talentdb.programmes import money_labels as words
from talentdb.programmes.repayment import MOST_TIMES, dong_words, exact, read_dong, read_rule
from talentdb.settings import today
from talentdb.signs import typed

__all__ = [
    "KINDS",
    "MINIMUM_WAGE",
    "Confirmed",
    "confirm_term",
    "confirmed",
    "confirmed_of",
    "confirmed_then",
    "in_force_on",
    "list_confirmed",
    "to_confirm",
]

KINDS: Final = ("amount", "term", "repayment")
MINIMUM_WAGE: Final = "minimum_wage"
"""Code of the regional minimum wage, which amounts may be times of: an amount of any plan."""
_EARLIEST: Final = date(1990, 1, 1)
_YEARS_AHEAD: Final = 3
_MOST_AMOUNT: Final = 10**13
"""Ten thousand billion đồng to one person: more is a slip of the keys."""
_MOST_YEARS: Final = 50
"""Nobody works longer than that."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A value as compared with the resolution: đồng or times the minimum wage, years or times a course, a rule."""

    number: int
    plan: str
    kind: str
    code: str
    value: str
    article: str
    paper: str
    in_force: date
    login: str
    confirmed_at: datetime


def to_confirm(plan: Plan) -> dict[tuple[str, str], str]:
    """(kind, code) of all that can be confirmed of a plan -> what it is in words."""
    found = {("amount", one.code): one.purpose for one in plan.amounts}
    if any(one.times_minimum_wage is not None for one in plan.amounts):
        found["amount", MINIMUM_WAGE] = words.MINIMUM_WAGE
    found |= {("term", one.code): one.purpose for one in plan.terms}
    return found | {("repayment", one.code): one.name for one in plan.instruments if one.commitment is not None}


def confirm_term(
    connection: Connection, principal: Principal, plan: str, kind: str, code: str, value: str,
    *, article: str, paper: str, in_force: date,
) -> Confirmed:  # fmt: skip
    """Write down what the resolution says; what was written before is kept.

    Args:
        value: đồng, or times the minimum wage; years, or times a course; a rule as `read_rule` reads it.
        article, paper: where it stands, and in which resolution and gazette.
    Raises: ForbiddenError; NotFoundError for what the plan does not have; UsageError for a value that makes no sense.
    """
    if not may(principal, Action.PAY):
        require(principal, Action.RUN_PROGRAMMES)
    document = load_plan(plan)
    if (kind, code) not in to_confirm(document):
        raise NotFoundError(words.NOTHING_TO_CONFIRM.format(plan=plan, kind=kind, code=code))
    value, article, paper = _read(document, kind, code, value), typed(article), typed(paper)
    if not (article and paper):
        raise UsageError(words.NO_ARTICLE, words.NO_ARTICLE_ADVICE)
    if not _EARLIEST <= in_force <= date(today().year + _YEARS_AHEAD, 12, 31):
        raise UsageError(words.ODD_IN_FORCE.format(day=in_force.isoformat()), words.ODD_IN_FORCE_ADVICE)
    number = connection.execute(
        insert(confirmed_term)
        .values(
            plan_code=plan, kind=kind, code=code, value=value, article=article, paper=paper, in_force=in_force,
            account_id=principal.account_id, login=principal.login,
        )
        .returning(confirmed_term.c.confirmed_term_id)
    ).scalar_one()  # fmt: skip
    audit(
        connection, principal, "term.confirmed", "confirmed_term", number,
        details={"kind": kind, "term": code},
    )  # fmt: skip
    return next(one for one in list_confirmed(connection, plan) if one.number == number)


def _read(plan: Plan, kind: str, code: str, value: str) -> str:
    """The value as it is kept. Raises: UsageError."""
    if kind == "repayment":
        return str(read_rule(value))
    is_times = any(one.code == code and one.times_minimum_wage is not None for one in plan.amounts)
    if kind == "amount" and not is_times:
        dong = read_dong(value)
        if dong > _MOST_AMOUNT:
            raise UsageError(words.TOO_MUCH.format(most=dong_words(_MOST_AMOUNT)), words.ODD_DONG_ADVICE)
        return str(dong)
    number = exact(value)
    if number.denominator > words.MOST_PARTS:
        raise UsageError(words.ODD_YEARS.format(value=value), words.ODD_YEARS_ADVICE)
    if kind == "term" and any(one.code == code and one.years is not None for one in plan.terms):
        if not 0 < number <= _MOST_YEARS or (number * 12).denominator != 1:
            raise UsageError(words.ODD_TERM.format(value=value, most=_MOST_YEARS), words.ODD_TERM_ADVICE)
    elif not 0 < number <= MOST_TIMES:
        raise UsageError(words.TOO_MANY_TIMES.format(times=value, most=MOST_TIMES), words.TOO_MANY_TIMES_ADVICE)
    return str(number)


def list_confirmed(connection: Connection, plan: str | None = None) -> tuple[Confirmed, ...]:
    """All that was written down, the newest first."""
    asked = select(confirmed_term).order_by(confirmed_term.c.confirmed_term_id.desc())
    if plan is not None:
        asked = asked.where(confirmed_term.c.plan_code == plan)
    return tuple(
        Confirmed(
            row.confirmed_term_id, row.plan_code, row.kind, row.code, row.value, row.article, row.paper, row.in_force,
            row.login, row.confirmed_at,
        )
        for row in connection.execute(asked)
    )  # fmt: skip


def in_force_on(found: tuple[Confirmed, ...], plan: str, kind: str, code: str, day: date) -> Confirmed | None:
    """Of all that was written down, what holds on a day: in force last, and of the same day written down last."""
    fits = [
        one for one in found if (one.plan, one.kind, one.code) == (plan, kind, code) and one.in_force <= day
    ]  # fmt: skip
    return max(fits, key=lambda one: (one.in_force, one.number), default=None)


def confirmed(connection: Connection, plan: str, kind: str, code: str, day: date) -> Confirmed | None:
    """What holds on a day; None when nobody has compared it with the resolution."""
    return in_force_on(list_confirmed(connection, plan), plan, kind, code, day)


def confirmed_of(connection: Connection, plan: Plan, day: date) -> Mapping[tuple[str, str], Confirmed]:
    """All that holds of a plan on a day."""
    return confirmed_then(list_confirmed(connection, plan.code), plan, day)


def confirmed_then(found: tuple[Confirmed, ...], plan: Plan, day: date) -> Mapping[tuple[str, str], Confirmed]:
    """The same, of all that was written down. Pure."""
    known: dict[tuple[str, str], Any] = {key: in_force_on(found, plan.code, *key, day) for key in to_confirm(plan)}
    return {key: one for key, one in known.items() if one is not None}
