"""Holds the rules of an instrument against what the registry knows of a person on a day, and says what is missing.

Decides nothing: `moves` does. An agency is answered from the people it may count, as it is for its own figures.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, text

from talentdb.access.context import reading_as
from talentdb.access.principal import INDEXER, Principal, Role
from talentdb.indicators.naming import days_of, with_days
from talentdb.indicators.sql import people_source
from talentdb.plans import Plan
from talentdb.plans.expressions import columns_of
from talentdb.plans.instruments import Instrument, Rule
from talentdb.programmes import eligibility_labels as words
from talentdb.programmes.conditions import current_person
from talentdb.programmes.model import Check
from talentdb.text import format_date

__all__ = ["checks"]

_NAMES: Final = frozenset({"full_name", "name_sort"})
"""What own_fact does not hold: it counts people and names none."""


def checks(
    connection: Connection, principal: Principal, instrument: Instrument, plan: Plan, person_id: int | None, day: date
) -> tuple[Check, ...]:
    """The rules of the instrument, in the order of the plan.

    Args:
        person_id: None for somebody whom the registry does not hold yet: then nothing is known.
        day: whose facts count.
    """
    if not instrument.rules:
        return ()
    own = principal.role is Role.AGENCY
    if person_id is None:
        return _unknown(instrument.rules, words.NOBODY)
    known = [rule for rule in instrument.rules if not (own and columns_of(rule.when) & _NAMES)]
    row = _facts(connection, plan, known, person_id, day, own=own)
    if row is None:
        return _unknown(instrument.rules, (words.NOT_OWN if own else words.NOT_HELD).format(day=format_date(day)))
    places = {rule.code: at for at, rule in enumerate(known)}
    return tuple(_check(rule, row, places.get(rule.code)) for rule in instrument.rules)


def _facts(
    connection: Connection, plan: Plan, rules: Sequence[Rule], person_id: int, day: date, *, own: bool
) -> RowMapping | None:
    """The answers to the rules and the columns they look at, of one person; None without a version that day."""
    days = days_of(plan, day)
    asked = [f"({with_days(rule.when, days)}) as rule_{at}" for at, rule in enumerate(rules)]
    columns = sorted(set().union(*(columns_of(rule.when) for rule in rules)))
    shown = ", ".join([*asked, *(f"{name} as {name}" for name in columns)]) or "true"
    statement = f"select {shown} from {people_source(day, named=True, own=own)}"  # noqa: S608 - texts of plan files
    number = current_person(connection, person_id)
    # Whoever runs a case learns whether a rule holds, whatever values of people the role sees otherwise.
    reads: AbstractContextManager[Any] = nullcontext() if own else reading_as(connection, INDEXER)
    with reads:
        return connection.execute(text(statement.replace("::", r"\:\:")), {"named": [number]}).mappings().first()


def _check(rule: Rule, row: RowMapping, at: int | None) -> Check:
    holds = None if at is None else row[f"rule_{at}"]
    why = "" if holds is not None else _missing(rule, row)
    return Check(rule.code, rule.name, holds, rule.must, rule.place, why)


def _missing(rule: Rule, row: RowMapping) -> str:
    """Which values leave a rule open."""
    names = dict.fromkeys(
        words.COLUMNS.get(name, name) for name in sorted(columns_of(rule.when)) if row.get(name) is None
    )
    return words.MISSING.format(names=", ".join(names)) if names else words.OPEN


def _unknown(rules: Sequence[Rule], why: str) -> tuple[Check, ...]:
    return tuple(Check(rule.code, rule.name, None, rule.must, rule.place, why) for rule in rules)
