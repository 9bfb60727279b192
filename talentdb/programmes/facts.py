"""Facts that come with a step: from what somebody typed to the value that is kept. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from talentdb.errors import UsageError
from talentdb.plans.instruments import Fact, Instrument
from talentdb.programmes import case_labels as words
from talentdb.programmes.model import FactValue
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = ["facts_of"]

_DONG: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]+")
"""As typed: 1.500.000 or 1500000. A comma would be a part of a đồng, and there is none."""
_MOST_DONG: Final = 10**15
"""A slip of the keys: more than a million billion is the budget of no programme."""
_FIRST: Final = date(1950, 1, 1)
_LAST: Final = date(2099, 12, 31)
"""Days of lives, courses and contracts; others are slips of the keys."""
_NUMBER: Final = re.compile(r"[0-9]{1,12}([.,][0-9]{1,6})?")


def facts_of(instrument: Instrument, given: Mapping[str, Any]) -> dict[str, FactValue]:
    """The facts as they are kept: text and choices as text, days as YYYY-MM-DD, đồng as integers, numbers as exact
    text with a point.

    Raises: UsageError that names every fact that is unknown, empty or of another type.
    """
    known = {fact.code: fact for fact in instrument.facts}
    kept: dict[str, FactValue] = {}
    problems = []
    for code, value in given.items():
        if code not in known:
            problems.append(words.FACT_UNKNOWN.format(code=code))
            continue
        try:
            kept[code] = _kept(known[code], value)
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise UsageError(" ".join(problems), words.FILL_AND_SAVE)
    return kept


def _kept(fact: Fact, value: Any) -> FactValue:
    given = value.isoformat() if isinstance(value, date) else value
    text = typed(given) if isinstance(given, str) else str(given)
    if value is None or not text:
        raise ValueError(words.FACT_EMPTY.format(name=fact.name))
    match fact.type:
        case "dong":
            return _dong(fact, value, text)
        case "date":
            return _day(fact, text)
        case "number":
            return _number(fact, value, text)
        case "choice":
            if text not in fact.choices:
                choices = ", ".join(fact.choices.values())
                raise ValueError(words.FACT_CHOICE.format(name=fact.name, value=text, choices=choices))
            return text
    if not isinstance(value, str):
        raise ValueError(words.FACT_EMPTY.format(name=fact.name))
    return text


def _dong(fact: Fact, value: Any, text: str) -> int:
    found = 0
    # Neither a float nor a truth value: what was counted in them is no amount any more.
    if not isinstance(value, bool | float) and _DONG.fullmatch(text):
        found = int(text.replace(".", ""))
    if not 0 < found <= _MOST_DONG:
        raise ValueError(words.FACT_DONG.format(name=fact.name, value=text))
    return found


def _day(fact: Fact, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(words.FACT_DATE.format(name=fact.name, value=text)) from None
    if not _FIRST <= day <= _LAST:
        first, last, value = map(format_date, (_FIRST, _LAST, day))
        raise ValueError(words.FACT_FAR.format(name=fact.name, value=value, first=first, last=last))
    return day.isoformat()


def _number(fact: Fact, value: Any, text: str) -> str:
    if isinstance(value, bool | float) or not _NUMBER.fullmatch(text):
        raise ValueError(words.FACT_NUMBER.format(name=fact.name, value=text))
    return format(Decimal(text.replace(",", ".")), "f")
