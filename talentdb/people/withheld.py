"""People whose data stay in the house: a list in which they stand rests on consent, and theirs is not there.

Reads what the database tells of it; who consented is kept elsewhere. What a body takes back of its own is not asked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Connection, Select, cast, exists, func, literal, select

from talentdb.access.principal import Principal, Role
from talentdb.db.tables import data_set
from talentdb.people import withheld_labels as words
from talentdb.text import format_number

__all__ = ["Withheld", "left_out_words", "profile_words", "withheld_among", "withheld_of"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """One purpose for which somebody's consent is not there.

    Args:
        why: none, withdrawn, or untold: their text did not say that data are sensitive.
    """

    person_id: int
    purpose: str
    why: str


def withheld_of(connection: Connection, persons: Sequence[int]) -> tuple[Withheld, ...]:
    """Those of these people who may not be given out, each with what is missing."""
    if not persons or not _asks(connection):
        return ()
    # As text of an array: the driver's own way of writing a long one takes ten times as long.
    numbers = cast(literal("{" + ",".join(map(str, persons)) + "}"), ARRAY(BigInteger))
    found = func.app_withheld(numbers).table_valued("number", "what_for", "why")
    rows = connection.execute(select(found).order_by(found.c.number, found.c.what_for))
    return tuple(Withheld(row.number, row.what_for, row.why) for row in rows)


def withheld_among(connection: Connection, principal: Principal, people: Select[Any]) -> Mapping[int, str]:
    """Of the people of a statement those who are left out when they leave the house, and why.

    Args:
        people: a statement with a column person_id.
    """
    if principal.role is Role.AGENCY or not _asks(connection):
        return {}
    numbers = func.array(select(people.subquery().c.person_id).scalar_subquery(), type_=ARRAY(BigInteger))
    found = func.app_withheld(numbers).table_valued("number", "what_for", "why")
    rows = connection.execute(select(found.c.number, found.c.why).order_by(found.c.number, found.c.why))
    return {row.number: row.why for row in rows}


def left_out_words(withheld: Mapping[int, str]) -> str:
    """How many are left out, and why; empty when nobody is. Pure."""
    if not withheld:
        return ""
    counted = Counter(withheld.values())
    reasons = "; ".join(
        words.REASON.format(count=format_number(counted[why]), why=told)
        for why, told in words.WHY.items()
        if counted[why]
    )
    return words.LEFT_OUT.format(count=format_number(len(withheld)), reasons=reasons)


def profile_words(withheld: Sequence[Withheld]) -> str:
    """What is missing of one person; empty when nothing is. Pure."""
    if not withheld:
        return ""
    told = (words.PURPOSE.format(purpose=one.purpose, why=words.WHY[one.why]) for one in withheld)
    return words.PROFILE.format(reasons="; ".join(told))


def _asks(connection: Connection) -> bool:
    """Whether any list rests on consent at all: mostly none does, and nobody needs to be looked at."""
    return bool(connection.execute(select(exists().where(data_set.c.basis == "consent"))).scalar_one())
