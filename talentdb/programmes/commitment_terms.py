"""The term of a commitment and the rule of its break, as they were when it began, with their articles. Pure.

What nobody had compared with the resolution by then counts as soon as somebody has; what was compared stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from talentdb.errors import UsageError
from talentdb.plans import Plan
from talentdb.plans.amounts import Term
from talentdb.plans.instruments import Commitment as Promise
from talentdb.plans.instruments import Instrument
from talentdb.programmes import money_labels as words
from talentdb.programmes.commitment_days import end_of_course_term, end_of_term
from talentdb.programmes.confirmed import Confirmed, in_force_on
from talentdb.programmes.model import FactValue
from talentdb.programmes.repayment import RepaymentRule, exact, read_rule

__all__ = ["Terms", "begin_of", "read_terms", "terms_then"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a commitment goes by.

    Args:
        ends: first day after the term, without rests.
        years: of the term, or times the course when there is one.
        is_sure: the term was compared with the resolution; rule_is_sure: the rule of the break was.
        place: article of the term; rule_place: of the rule.
    """

    ends: date
    years: Fraction
    course: tuple[date, date] | None
    is_sure: bool
    rule: RepaymentRule
    rule_is_sure: bool
    place: str
    rule_place: str


def begin_of(instrument: Instrument, promise: Promise, decided: date, facts: Mapping[str, FactValue]) -> date:
    """The first day of a commitment. Raises: UsageError when the case does not say it."""
    return decided if promise.begins == "decision" else _day(facts, promise.begins, _names(instrument))


def _names(instrument: Instrument) -> dict[str, str]:
    return {fact.code: fact.name for fact in instrument.facts}


def _day(facts: Mapping[str, FactValue], code: str, names: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(str(facts[code]))
    except (KeyError, ValueError):
        raise UsageError(words.NO_DAY.format(name=names.get(code, code)), words.NO_DAY_ADVICE) from None


def terms_then(
    plan: Plan, instrument: Instrument, begins: date, facts: Mapping[str, FactValue], found: tuple[Confirmed, ...]
) -> dict[str, Any]:
    """The terms as they are kept with a commitment that begins on that day.

    Args:
        found: all that was confirmed of the plan.
    Raises: UsageError when the case lacks the days of the course.
    """
    promise = instrument.commitment
    if promise is None:
        raise UsageError(words.NO_PROMISE.format(name=instrument.name))
    term = _term(plan, promise.term)
    told = in_force_on(found, plan.code, "term", term.code, begins)
    rule_told = in_force_on(found, plan.code, "repayment", instrument.code, begins)
    rule = RepaymentRule(promise.repayment.rule, exact(promise.repayment.times) if promise.repayment.times else None)
    kept: dict[str, Any] = {
        "term": {
            "code": term.code, "value": told.value if told else str(exact(term.years or term.factor)),
            "confirmed": told is not None or term.checked,
            "place": _place(told) if told else promise.place, "source": term.source,
        },
        "repayment": {
            "value": rule_told.value if rule_told else str(rule),
            "confirmed": rule_told is not None or promise.repayment.checked,
            "place": _place(rule_told) if rule_told else promise.repayment.place,
        },
    }  # fmt: skip
    if promise.course is not None:
        kept["course"] = [_day(facts, code, _names(instrument)).isoformat() for code in promise.course]
    return kept


def _term(plan: Plan, code: str) -> Term:
    return next(one for one in plan.terms if one.code == code)


def _place(told: Confirmed) -> str:
    return f"{told.article}, {told.paper}"


def read_terms(
    kept: Mapping[str, Any], plan: str, instrument: str, begins: date, found: tuple[Confirmed, ...]
) -> Terms:
    """The terms that a commitment goes by today.

    Args:
        kept: as `terms_then` gave them; found: all that was confirmed.
    """
    term, rule = kept["term"], kept["repayment"]
    told = None if term["confirmed"] else in_force_on(found, plan, "term", term["code"], begins)
    rule_told = None if rule["confirmed"] else in_force_on(found, plan, "repayment", instrument, begins)
    years = exact(told.value if told else term["value"])
    course = kept.get("course")
    days = (date.fromisoformat(course[0]), date.fromisoformat(course[1])) if course else None
    return Terms(
        end_of_course_term(begins, years, *days) if days else end_of_term(begins, years), years, days,
        term["confirmed"] or told is not None, read_rule(rule_told.value if rule_told else rule["value"]),
        rule["confirmed"] or rule_told is not None, _place(told) if told else term["place"],
        _place(rule_told) if rule_told else rule["place"],
    )  # fmt: skip
