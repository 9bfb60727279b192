"""What a case brings: amounts by level, the first whose condition holds, exact and explained. Pays nobody.

Nothing may be paid on an amount that is neither checked in the plan file nor confirmed (`confirmed`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.plans import Plan, load_plan
from talentdb.plans.amounts import Amount
from talentdb.plans.instruments import Grant, Instrument
from talentdb.programmes import money_labels as words
from talentdb.programmes.case_opening import instrument_of
from talentdb.programmes.conditions import holding_of_many
from talentdb.programmes.confirmed import (
    MINIMUM_WAGE,
    Confirmed,
    confirm_term,
    confirmed,
    confirmed_then,
    list_confirmed,
)
from talentdb.programmes.model import Case
from talentdb.programmes.repayment import dong_words, exact, whole_dong
from talentdb.settings import today
from talentdb.text import format_date

__all__ = [
    "Confirmed",
    "Entitlement",
    "Worth",
    "confirm_term",
    "confirmed",
    "entitlements",
    "entitlements_of_many",
    "granted_on",
    "worth",
]

Values = Mapping[tuple[str, str], Confirmed]
"""(kind, code) -> what was confirmed and holds on the day."""
_WOMAN = "sex = 'female'"


@dataclass(frozen=True, slots=True)
class Worth:
    """What an amount of the plan is worth: đồng, None when that cannot be told; whether it may be paid; why."""

    dong: int | None
    confirmed: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a grant of a case comes to.

    Args:
        grant: code of the grant; amount: code of the amount of the plan, none where the cost is what is paid.
        dong: at once or a month; None when it cannot be told yet, or no level fits.
        months: of an amount a month, for how many at most.
        confirmed: it may be paid; why: how it was worked out, line by line.
        is_most: up to it may be paid, otherwise it exactly.
        is_none: surely no level fits: nothing will be paid.
        by_days: a month in which the commitment rested is paid by its other days; otherwise not at all.
    """

    grant: str
    name: str
    amount: str | None
    dong: int | None
    per: Literal["once", "month"]
    months: int | None
    confirmed: bool
    why: tuple[str, ...]
    is_most: bool = False
    is_none: bool = False
    source: str = "state_budget"
    place: str = ""
    by_days: bool = True

    @property
    def total(self) -> int | None:
        """The most that can be paid in all."""
        return None if self.dong is None else self.dong * (self.months or 1)


def worth(amount: Amount, values: Values, day: date, *, is_woman: bool | None) -> Worth:
    """What an amount is worth on a day.

    Args:
        is_woman: None when the registry does not know.
    """
    told = values.get(("amount", amount.code))
    is_confirmed = told is not None or amount.checked
    why = [words.WORTH.format(purpose=amount.purpose)]
    if amount.times_minimum_wage is None:
        number = Fraction(told.value) if told else Fraction(amount.dong or 0)
    else:
        wage = values.get(("amount", MINIMUM_WAGE))
        times = exact(told.value if told else amount.times_minimum_wage)
        if wage is None:
            return Worth(None, False, (*why, words.NO_WAGE))
        number = times * int(wage.value)
        why.append(words.WAGE.format(times=times, wage=dong_words(int(wage.value)), day=format_date(wage.in_force)))
    if told is None and amount.in_force is not None and amount.in_force > day:
        is_confirmed = False
        why.append(words.NOT_IN_FORCE.format(day=format_date(amount.in_force)))
    if amount.women_more is not None:
        more = exact(amount.women_more)
        number *= 1 + more if is_woman else 1
        why.append(words.WOMEN[is_woman].format(more=more))
    dong = whole_dong(number)
    if amount.least is not None:
        why.append(words.LEAST.format(dong=dong_words(amount.least)))
    why.append((words.AT_MOST if amount.most else words.EXACTLY).format(dong=dong_words(dong)))
    why.append(_origin(amount.source, told, checked=amount.checked))
    return Worth(dong, is_confirmed, tuple(why))


def _origin(source: str, told: Confirmed | None, *, checked: bool) -> str:
    if told is not None:
        return words.CONFIRMED.format(
            article=told.article, paper=told.paper, day=format_date(told.in_force), login=told.login
        )
    return (words.CHECKED if checked else words.UNCHECKED).format(source=source)


def granted_on(case: Case, instrument: Instrument) -> date | None:
    """The day from which the amounts of a case can be paid; None before a step that grants them."""
    granting = {step.code for step in instrument.steps if "grant" in step.effects}
    return next((event.day for event in case.events if event.step in granting), None)


def entitlements(
    connection: Connection, principal: Principal, case: Case, *, day: date | None = None
) -> tuple[Entitlement, ...]:
    """What the grants of a case come to. Levels go by the facts on the day of the decision, before it by today's.

    Args:
        principal: who asks; whoever reads the case reads what it brings, but members of its council, who judge
            without money.
        day: amounts as in force then, otherwise on the day of the decision.
    """
    return entitlements_of_many(connection, principal, [case], day=day)[case.number]


def entitlements_of_many(
    connection: Connection, principal: Principal, cases: Sequence[Case], *, day: date | None = None
) -> dict[int, tuple[Entitlement, ...]]:
    """Number of a case -> the same, in a number of statements that goes by the instruments and not by the cases."""
    found: dict[int, tuple[Entitlement, ...]] = {one.number: () for one in cases}
    kinds: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for one in cases:
        kinds[one.plan, one.instrument].append(one)
    for (code, instrument), own in kinds.items():
        plan = load_plan(code)
        known = instrument_of(plan, instrument)
        if known.grants and principal.role is not Role.COUNCIL_MEMBER:
            found |= _of_one_kind(connection, plan, known, own, day)
    return found


def _of_one_kind(
    connection: Connection, plan: Plan, instrument: Instrument, cases: Sequence[Case], day: date | None
) -> dict[int, tuple[Entitlement, ...]]:
    """The entitlements of cases of one instrument."""
    told = list_confirmed(connection, plan.code)
    decided = {one.number: granted_on(one, instrument) or today() for one in cases}
    values = {one: confirmed_then(told, plan, one) for one in {day or one for one in decided.values()}}
    asked = [level.when for grant in instrument.grants for level in grant.levels]
    people = [(one.person_id, decided[one.number]) for one in cases if one.person_id is not None] if asked else []
    held = holding_of_many(connection, plan, [*asked, _WOMAN], people)
    return {
        one.number: _all_entitled(
            one, plan, instrument, day or decided[one.number], values[day or decided[one.number]],
            held.get((one.person_id, decided[one.number])) if one.person_id is not None else None,
        )
        for one in cases
    }  # fmt: skip


def _all_entitled(
    case: Case, plan: Plan, instrument: Instrument, day: date, values: Values, held: Sequence[bool | None] | None
) -> tuple[Entitlement, ...]:
    """Args: held: whether each level of the grants fits, in their order, and whether it is a woman."""
    answers = iter(held[:-1] if held is not None else ())
    return tuple(
        _entitled(
            case, plan, grant, day, values, is_woman=held[-1] if held is not None else None,
            held=None if held is None else [next(answers) for _ in grant.levels],
        )
        for grant in instrument.grants
    )  # fmt: skip


def _entitled(
    case: Case, plan: Plan, grant: Grant, day: date, values: Values,
    *, held: Sequence[bool | None] | None, is_woman: bool | None,
) -> Entitlement:  # fmt: skip
    amounts = {one.code: one for one in plan.amounts}
    barred = _barred(case, plan, grant)
    if barred:
        none = _made(grant, amounts[grant.levels[0].amount] if grant.levels else None, Worth(None, False, barred))
        return replace(none, amount=None, is_none=True)
    if not grant.levels:
        dong = _cost(case, grant)
        told = words.COST.format(dong=dong_words(dong)) if dong is not None else words.NO_COST
        return _made(grant, None, Worth(dong, True, (told,)))
    if held is None and any(level.when != "true" for level in grant.levels):
        return _made(grant, amounts[grant.levels[0].amount], Worth(None, False, (words.NOBODY,)), chosen=False)
    fits = held if held is not None else [True] * len(grant.levels)
    passed = [
        words.LEVEL_OPEN.format(purpose=amounts[level.amount].purpose)
        for level, holds in zip(grant.levels, fits, strict=True)
        if holds is None
    ]
    chosen = next((amounts[level.amount] for level, holds in zip(grant.levels, fits, strict=True) if holds), None)
    if chosen is None:
        first = amounts[grant.levels[0].amount]
        none = _made(grant, first, Worth(None, False, (*passed, words.NO_LEVEL)), chosen=False)
        return replace(none, is_none=not passed)
    value = worth(chosen, values, day, is_woman=is_woman)
    if grant.cost is not None:
        value = _within(_cost(case, grant), value)
    return _made(grant, chosen, Worth(value.dong, value.confirmed, (*passed, *value.why)))


def _barred(case: Case, plan: Plan, grant: Grant) -> tuple[str, ...]:
    """Why nothing is paid of a grant, by what is known of the case; nothing when it may be."""
    known = {fact.code: fact for fact in instrument_of(plan, case.instrument).facts}
    return tuple(
        words.BARRED.format(name=known[code].name, choice=known[code].choices[str(case.facts[code])])
        for code, choices in grant.unless.items()
        if case.facts.get(code) in choices
    )


def _cost(case: Case, grant: Grant) -> int | None:
    given = case.facts.get(grant.cost) if grant.cost is not None else None
    return None if given is None else int(given)


def _within(cost: int | None, value: Worth) -> Worth:
    """The cost, at most the amount."""
    if cost is None or value.dong is None:
        why = value.why if value.dong is None else (*value.why, words.NO_COST)
        return Worth(None, value.confirmed, why)
    dong = min(cost, value.dong)
    lines = (words.COST.format(dong=dong_words(cost)), words.LESSER.format(dong=dong_words(dong)))
    return Worth(dong, value.confirmed, (*value.why, *lines))


def _made(grant: Grant, amount: Amount | None, value: Worth, *, chosen: bool = True) -> Entitlement:
    return Entitlement(
        grant.code, grant.name, amount.code if amount is not None and chosen else None, value.dong,
        amount.per if amount is not None else "once", grant.months, value.confirmed, value.why,
        is_most=amount is not None and amount.most, source=grant.source, place=grant.place,
        by_days=grant.rested == "by_days",
    )  # fmt: skip
