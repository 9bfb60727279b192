"""Why the effects of steps on a commitment would be refused, told before anybody takes the step. Changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import Connection

from talentdb.errors import ConflictError
from talentdb.plans import Plan
from talentdb.plans.instruments import Commitment as Promise
from talentdb.plans.instruments import Instrument, Step
from talentdb.programmes import money_labels as words
from talentdb.programmes.commitments import EFFECTS, FROM, commitment_of, is_exempt, rest_over_paid, what_is_owed
from talentdb.programmes.model import Case, FactValue
from talentdb.programmes.repayment import dong_words
from talentdb.text import format_date

__all__ = ["EXEMPT_GOES_ON", "Held", "check_counted", "held", "is_exempt_case"]

EXEMPT_GOES_ON: Final = frozenset({"fulfil", "release"})
"""Effects of the steps by which the case of somebody whom no term binds comes to its end."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the effects of steps are held against: effect -> why it would be refused; facts that a term is counted
    from."""

    barred: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[str, ...] = ()


def is_exempt_case(instrument: Instrument, case: Case) -> bool:
    """Whether the step that begins a commitment was taken; without a commitment, the term then binds nobody."""
    begun = {step.code for step in instrument.steps if "commit" in step.effects}
    return any(event.step in begun for event in case.events)


def check_counted(connection: Connection, instrument: Instrument, case: Case, given: Mapping[str, FactValue]) -> None:
    """Refuse another day in place of one that the commitment of a case was counted from: the commitment would go on
    by the old one, and the case would tell of another. Raises: ConflictError.

    Args:
        given: facts that are told with a note or a step. The day of the commitment itself may be told again.
    """
    promise = instrument.commitment
    if promise is None:
        return
    known = case.facts
    changed = [code for code in _counted_from(promise) if code in given and given[code] != known.get(code)]
    found = commitment_of(connection, case.number) if changed else None
    if found is None:
        return
    names = {fact.code: fact.name for fact in instrument.facts}
    days = {code: str(known[code]) for code in changed if code in known}
    days |= {code: day.isoformat() for code, day in zip(promise.course or (), found.terms.course or (), strict=False)}
    days[promise.begins] = found.begins.isoformat()
    for code in changed:
        if given[code] != days.get(code, given[code]):
            day = format_date(date.fromisoformat(days[code]))
            told = words.DAY_COUNTED.format(name=names[code], case=case.number, day=day)
            raise ConflictError(told, words.DAY_COUNTED_ADVICE)


def _counted_from(promise: Promise) -> tuple[str, ...]:
    """The facts that a commitment is counted from."""
    return (*(promise.course or ()), *(() if promise.begins == "decision" else (promise.begins,)))


def held(
    connection: Connection, plan: Plan, instrument: Instrument, case: Case, steps: Iterable[Step], day: date
) -> Held:
    """How the commitment of a case stands to the effects of steps on a day."""
    asked = {effect for step in steps for effect in step.effects if effect in EFFECTS}
    begins = any("commit" in step.effects for step in steps)
    facts = _facts(connection, plan, instrument, case, day) if begins else ()
    if not asked:
        return Held({}, facts)
    found = commitment_of(connection, case.number)
    if found is None:
        is_free = is_exempt_case(instrument, case)
        told = (words.EXEMPT if is_free else words.NO_COMMITMENT).format(case=case.number)
        return Held({one: told for one in asked if not (is_free and one in EXEMPT_GOES_ON)}, facts)
    barred: dict[str, str] = {}
    state = found.state(day)
    for effect in asked:
        act = EFFECTS[effect]
        if state not in FROM[act]:
            barred[effect] = words.CANNOT[act].format(day=format_date(day), state=words.STATES[state])
        elif act == "repaid" and found.balance.left > 0:
            barred[effect] = words.NOT_REPAID.format(dong=dong_words(found.balance.left))
        elif act == "suspended" and (reached := rest_over_paid(connection, case.number, day)):
            barred[effect] = f"{reached} {words.REST_OVER_PAID_ADVICE}"
        elif act == "broken":
            try:
                what_is_owed(found, day)
            except ConflictError as error:
                barred[effect] = str(error)
    return Held(barred, facts)


def _facts(connection: Connection, plan: Plan, instrument: Instrument, case: Case, day: date) -> tuple[str, ...]:
    promise = instrument.commitment
    if promise is None or is_exempt(connection, plan, promise.term, case.person_id, day):
        return ()
    return tuple(dict.fromkeys(_counted_from(promise)))
