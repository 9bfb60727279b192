"""Who may tell which fact of a case, and when. Pure: the actors, the stage and what was told are given.

What a commitment begins from and what a grant pays is told by who decides, never by who benefits or pays.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

from talentdb.errors import UsageError
from talentdb.plans.instruments import Instrument, Step
from talentdb.programmes import case_labels as words
from talentdb.programmes.model import FactValue, Lack
from talentdb.text import format_date

__all__ = ["OPERATOR", "check_begin", "fact_lacks", "grounds"]

OPERATOR: Final = "operator"
"""The actor who may do everything."""
_RUNNERS: Final = frozenset({OPERATOR, "home_affairs"})
_PARTIES: Final = frozenset({"agency", "finance"})
"""Who benefits, and who pays."""
_AHEAD: Final = timedelta(days=31)


def grounds(instrument: Instrument) -> frozenset[str]:
    """The facts that a commitment begins from, or that say what a grant pays."""
    found = {one.cost for one in instrument.grants if one.cost is not None}
    found.update(code for one in instrument.grants for code in one.unless)
    if instrument.commitment is not None:
        found.update((instrument.commitment.begins, *(instrument.commitment.course or ())))
    return frozenset(found & {fact.code for fact in instrument.facts})


def fact_lacks(
    instrument: Instrument,
    stage: str,
    actors: Collection[str],
    changed: Collection[str],
    step: Step | None = None,
) -> tuple[Lack, ...]:
    """Why these facts cannot be told by these actors.

    Args:
        stage: where the case stands; changed: codes of the facts that become others; step: the one they come with.
    """
    names = {fact.code: fact.name for fact in instrument.facts}
    lacks = []
    for code in changed:
        givers = _givers(instrument, stage, code, step)
        if not givers & set(actors):
            who = words.or_list(words.ACTORS[one] for one in words.ACTORS if one in givers and one != OPERATOR)
            lacks.append(Lack("actor", code, words.FACT_OF_OTHERS.format(name=names[code], who=who)))
    return tuple(lacks)


def _givers(instrument: Instrument, stage: str, code: str, step: Step | None) -> frozenset[str]:
    """The actors of the steps, from that stage on, that ask for a fact or lead where such a step leads (a case sent
    back is sent in again); of a fact that no step asks for, of any step."""
    ahead = _ahead(instrument, stage)
    asking = [one for one in instrument.steps if code in one.facts]
    if code in grounds(instrument):
        deciding = [one for one in instrument.steps if {"commit", "grant"} & set(one.effects)]
        givers = {actor for one in (*deciding, *(one for one in asking if one in ahead)) for actor in one.by}
        givers -= _PARTIES
        # Where the plan has the body itself decide, as of a contract that it signs, it tells so with that decision.
        if step is not None and step in deciding and step in asking:
            givers.update(step.by)
    elif asking:
        goals = {one.to for one in asking}
        givers = {actor for one in ahead if one.to in goals for actor in one.by}
    else:
        givers = {actor for one in ahead for actor in one.by}
    return _RUNNERS | givers


def _ahead(instrument: Instrument, stage: str) -> list[Step]:
    """The steps from a stage and from all that can follow it."""
    stages, steps = [stage], list[Step]()
    for here in stages:
        for one in instrument.steps_from(here):
            if one not in steps:
                steps.append(one)
            if one.to not in stages:
                stages.append(one.to)
    return steps


def check_begin(
    instrument: Instrument, actors: Collection[str], given: Mapping[str, FactValue], on: date, today: date
) -> None:
    """Refuse a first day of a commitment that lies far ahead, or before the decision it comes with, unless who runs
    the programmes says so.

    Args:
        on: day of the step, or of the newest one. Raises: UsageError.
    """
    promise = instrument.commitment
    if promise is None or promise.begins not in given:
        return
    name = next(fact.name for fact in instrument.facts if fact.code == promise.begins)
    day = date.fromisoformat(str(given[promise.begins]))
    if day > today + _AHEAD:
        told = words.BEGIN_AHEAD.format(name=name, day=format_date(day), latest=format_date(today + _AHEAD))
        raise UsageError(told, words.FILL_AND_SAVE)
    if day < on and not _RUNNERS & set(actors):
        told = words.BEGIN_EARLY.format(name=name, day=format_date(day), first=format_date(on))
        raise UsageError(told, words.FILL_AND_SAVE)
